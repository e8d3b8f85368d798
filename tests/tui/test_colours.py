"""Colours: seen on any background, and never the only way to tell codes apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from thematica.tui import colours
from thematica.tui.colours import STROKES, legible, mixed, stroke, tag
from thematica.work.palette import FURTHER, OKABE_ITO

hexes = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
DARK, LIGHT = "#121212", "#FFFFFF"


def contrast(one: str, other: str) -> float:
    return colours._contrast(colours._luminance(colours._channels(one)), colours._luminance(colours._channels(other)))


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@given(hexes, hexes, st.sampled_from([3.0, 4.5]))
def test_a_legible_colour_stands_out_from_every_background(colour: str, background: str, ratio: float) -> None:
    assert contrast(legible(colour, background, ratio), background) >= ratio


@pytest.mark.parametrize("colour", [*OKABE_ITO, *FURTHER])
def test_a_colour_that_stands_out_already_stays_as_it_is(colour: str) -> None:
    kept = legible(colour, DARK)
    assert (kept == colour) == (contrast(colour, DARK) >= 3)


def test_yellow_is_darkened_on_white_and_stays_yellow() -> None:
    red, green, blue = colours._channels(legible("#F0E442", LIGHT))
    assert red > blue
    assert green > blue
    assert contrast("#F0E442", LIGHT) < 1.5


def test_a_tint_lies_between_colour_and_background() -> None:
    assert mixed("#FF0000", "#000000", 0.5) == "#800000"
    assert mixed("#12AB34", DARK, 0) == DARK
    assert mixed("#12AB34", DARK, 1) == "#12AB34"


def test_neighbours_in_the_palette_differ_in_stroke() -> None:
    strokes = [stroke(colour) for colour in OKABE_ITO]
    assert len(set(strokes)) == len(STROKES)
    assert all(one != other for one, other in pairwise(strokes))
    assert stroke("#e69f00") == stroke("#E69F00")
    assert stroke("#123456") in STROKES


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Workload", "Wo"),
        ("data accuracy", "DA"),
        ("Follow-up by phone", "FU"),
        ("X", "X"),
        ("患者の声", "患"),
        ("[laughs]", "La"),
        ("…", "?"),
    ],
)
def test_a_tag_is_taken_from_the_name(name: str, expected: str) -> None:
    assert tag(name) == expected


def test_a_tag_avoids_those_that_are_taken() -> None:
    assert tag("Workload", {"Wo"}) == "Wr"
    assert tag("Data accuracy", {"DA"}) == "Da"
    assert tag("AA", {"AA", "Aa", "A"}) == "Aa"


@given(st.text(max_size=20), st.sets(st.text(max_size=2)))
def test_a_tag_is_one_or_two_cells_wide_and_always_the_same(name: str, taken: set[str]) -> None:
    assert 1 <= cell_len(tag(name, taken)) <= 2
    assert tag(name, taken) == tag(name, taken)
