from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.edited import applied
from thematica.text.edits import difference
from thematica.text.offsets import OffsetMap
from thematica.text.span import Span
from thematica.text.words import words

TALK = st.lists(st.sampled_from(["ja", "nei", "vi", "brukte", "skjemaet", "skjema", ".", "\n", " ", "  "])).map("".join)

SAID = ("ja", "nei", "vi", "det", "skjemaet", "tavla", "pasienten", "kanskje", "ikke", "alltid", "brukte", "og", "så")


def interview(turns: int) -> str:
    """Talk with few words, many of them said again and again, and turns that say the same as others."""
    chance = random.Random(20)
    lines = [" ".join(chance.choices(SAID, k=chance.randint(1, 25))) for _ in range(turns)]
    return "\n".join(f"{'I' if n % 2 else 'P1'}: {line.capitalize()}." for n, line in enumerate(lines))


def moved(old: str, new: str, coded: str) -> str:
    return difference(old, new).span(Span(old.index(coded), old.index(coded) + len(coded))).of(new)


@given(TALK | st.text(), TALK | st.text())
def test_the_edits_found_make_the_new_text_of_the_old(old: str, new: str) -> None:
    assert applied(difference(old, new), old, new) == new


@given(st.text())
def test_equal_texts_differ_nowhere(text: str) -> None:
    assert difference(text, text) == OffsetMap.identity()


@given(TALK, TALK, TALK, TALK)
def test_what_stays_at_both_ends_of_a_change_is_not_touched(left: str, out: str, put_in: str, right: str) -> None:
    left, right = f"{left} fra", f"til {right}"  # two words that are nowhere else
    old, new = f"{left} {out} {right}", f"{left} {put_in} {right}"
    offsets = difference(old, new)

    assert not offsets.touched(Span(0, len(left)))
    assert not offsets.touched(Span(len(old) - len(right), len(old)))


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("Hun fylte ut skejmaet i går.", "Hun fylte ut skjemaet i går.", [("ej", "je")]),
        ("the form", "the forms", [("m", "ms")]),
        ("the form", "the reform", [("f", "ref")]),
        ("the forms", "the form", [("s", "")]),
        ("Vi brukte det.", "Vi brukte det aldri.", [("", " aldri")]),
        ("Ja. Nei. Kanskje.", "Ja. Kanskje.", [("Nei. ", "")]),
        ("pasient", "terapeut", [("pasien", "terapeu")]),
        ("我们用表格。", "我们用新表格。", [("", "新")]),
    ],
)
def test_no_more_is_replaced_than_was_changed(old: str, new: str, edits: list[tuple[str, str]]) -> None:
    assert [(edit.old.of(old), edit.new.of(new)) for edit in difference(old, new).edits] == edits


def test_a_coding_follows_the_word_it_ends_with() -> None:
    assert moved("I filled in the form today.", "I filled in the forms today.", "filled in the form") == (
        "filled in the forms"
    )


def test_one_letter_corrected_in_the_middle_of_a_long_text_touches_only_the_spans_upon_it() -> None:
    old = interview(3_000)
    at = old.index("skjemaet", len(old) // 2) + 3
    new = old[:at] + "x" + old[at + 1 :]
    offsets = difference(old, new)
    every_word = words(old, Span(0, len(old)))

    assert [word.of(old) for word in every_word if offsets.touched(word)] == ["skjemaet"]
    assert all(offsets.span(word).of(new) == word.of(old) for word in every_word if not offsets.touched(word))


@pytest.mark.parametrize("between", ["\n", " "], ids=["turn by turn", "all in one paragraph"])
def test_a_text_corrected_in_many_places_keeps_nearly_every_word_where_it_was(between: str) -> None:
    old = interview(2_000).replace("\n", between)
    chance = random.Random(4)
    spoken = old.split(" ")
    for place in chance.sample(range(len(spoken)), 100):
        spoken[place] = chance.choice(["rettet", "", "to ord", spoken[place].upper()])
    new = " ".join(spoken)
    offsets = difference(old, new)
    touched = [word for word in words(old, Span(0, len(old))) if offsets.touched(word)]

    assert applied(offsets, old, new) == new
    assert len(touched) < 150


def test_lines_broken_elsewhere_leave_every_word_alone() -> None:
    old = interview(500)
    offsets = difference(old, old.replace("\n", " "))

    assert not any(offsets.touched(word) for word in words(old, Span(0, len(old))))


def test_a_turn_taken_out_leaves_its_neighbours_alone() -> None:
    old = "I: Hvordan gikk det?\nP1: Greit.\nI: Hvorfor?\nP1: Det tok tid."
    new = "I: Hvordan gikk det?\nP1: Greit.\nP1: Det tok tid."

    assert moved(old, new, "P1: Greit.") == "P1: Greit."
    assert moved(old, new, "I: Hvorfor?\n") == ""
    assert moved(old, new, "P1: Det tok tid.") == "P1: Det tok tid."


def test_a_text_of_one_word_said_thousands_of_times_is_compared_without_looking_at_every_pair() -> None:
    old = "ja " * 20_000
    new = "nei " + "ja " * 19_000 + "nei"

    assert applied(difference(old, new), old, new) == new
