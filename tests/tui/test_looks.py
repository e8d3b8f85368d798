"""The looks: everything that is read stands out from what it is written on, and colour is never the only carrier."""

from __future__ import annotations

import itertools

import pytest
from textual.color import Color
from textual.theme import Theme

from thematica.store.project import Project
from thematica.tui.colours import STROKES, _channels, _contrast, _luminance, legible, mixed
from thematica.tui.looks import CONTRAST, LOOKS
from thematica.tui.transcript import Transcript
from thematica.tui.transcript.look import _EDGE_TINT, _TINT
from thematica.work.palette import FURTHER, OKABE_ITO
from workbenches import Opened

READ = {CONTRAST.name: 7.0}  # WCAG AAA there
READABLE = 4.5
SEEN = 3.0


def contrast(one: str, other: str) -> float:
    return _contrast(_luminance(_channels(one)), _luminance(_channels(other)))


def variables(look: Theme) -> dict[str, str]:
    return {**look.to_color_system().generate(), "foreground": str(look.foreground)}


def grounds(look: Theme) -> dict[str, str]:
    return {name: str(getattr(look, name)) for name in ("background", "surface", "panel")}


def over(ground: str, veil: str) -> str:
    """A colour that lets the ground shine through, as it is seen."""
    return (Color.parse(ground) + Color.parse(veil)).hex6


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_text_is_readable_on_every_ground(look: Theme) -> None:
    shades, ratio = variables(look), READ.get(look.name, READABLE)
    cursor = {"cursor": shades["block-cursor-background"]}
    for text in ("foreground", "text-muted", "accent", "text-secondary"):
        for ground, colour in {**grounds(look), **cursor}.items():
            assert contrast(shades[text], colour) >= ratio, (text, ground)
    for text in ("primary", "error", "warning", "success"):
        for ground, colour in grounds(look).items():
            assert contrast(shades[text], colour) >= ratio, (text, ground)
    assert contrast(shades["block-cursor-foreground"], cursor["cursor"]) >= ratio
    assert contrast(shades["text-disabled"], shades["panel"]) >= (ratio if look is CONTRAST else SEEN)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_words_stay_readable_under_the_cursor_a_code_a_hit_and_a_selection(look: Theme) -> None:
    shades, ratio = variables(look), READ.get(look.name, READABLE)
    page = shades["background"]
    cursor = mixed(shades["foreground"], page, 0.08)
    beneath = [cursor, over(page, shades["screen-selection-background"]), mixed(shades["warning"], page, 0.3)]
    beneath += [mixed(code, page, share) for code in (*OKABE_ITO, *FURTHER) for share in (_TINT, _EDGE_TINT)]
    assert min(contrast(shades["foreground"], ground) for ground in beneath) >= ratio
    assert contrast(shades["text-muted"], cursor) >= ratio
    assert contrast(page, shades["warning"]) >= ratio


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_code_colours_stand_out_from_every_ground(look: Theme) -> None:
    for code, ground in itertools.product((*OKABE_ITO, *FURTHER), grounds(look).values()):
        assert contrast(legible(code, ground), ground) >= SEEN


async def test_without_colour_tags_strokes_and_marks_carry_everything(
    study: Project, workbench: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with workbench(study.path) as bench:
        await bench.press("n")
        strips = bench.app.screen._compositor.render_strips(bench.app.size)
        filtered = [strip.apply_filter(each, Color(0, 0, 0)) for strip in strips for each in bench.app._filters]
        colours = {each for strip in filtered for segment in strip if segment.style for each in (segment.style.color,)}
        assert all(len(set(each.triplet)) == 1 for each in colours if each and each.triplet)  # grey
        shown = bench.text_of(Transcript)
        assert "Wo" in shown
        assert any(mark in shown for stroke in STROKES for mark in stroke)
        marked = [segment.text for strip in strips for segment in strip if segment.style and segment.style.reverse]
        assert any(marked)  # the edges of the coding under the cursor
