"""Codings that are there: their edges moved, another code given, cut in two. By key, and the edges by mouse."""

from __future__ import annotations

import pytest
from textual import events

from studies import code_words
from thematica.errors import NotAllowed
from thematica.store.project import Project
from thematica.store.reads.transcripts import codings
from thematica.text.span import Span
from thematica.tui.colours import STROKES
from thematica.tui.desk.reshaping import cut
from thematica.tui.transcript import Transcript
from workbenches import Opened, Workbench, at, coded, labels

HONESTLY = "Honestly, it takes twenty minutes that I do not have."
WORKLOAD = "People > Workload"
TWENTY = "it takes twenty minutes that I do not have"


def about_the_code(project: Project, code: str = WORKLOAD) -> set[str]:
    return {words for words, path in coded(project) if path == code}


async def test_a_coding_is_resized_word_by_word_and_overshoot_is_one_key_back(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await at(bench, HONESTLY)
        await bench.press("z")
        assert bench.words == TWENTY
        assert "Resize Workload: the end moves" in bench.text
        await bench.press("h", "h", "h", "l", "o", "l")
        assert "the start moves" in bench.text
        await bench.press("enter")
        assert "Honestly, it takes twenty minutes that I do" in about_the_code(study)
        assert TWENTY not in about_the_code(study)
        assert "Resize" not in bench.text
        assert labels(study)[-1] == "resize “Workload” in Nurse"
        await bench.press("u")
        assert TWENTY in about_the_code(study)


@pytest.mark.parametrize("leaving", ["escape", "j"])
async def test_whatever_lets_go_of_the_selection_leaves_a_coding_as_it_was(
    study: Project, workbench: Opened, leaving: str
) -> None:
    async with workbench(study.path) as bench:
        before, acts = coded(study), labels(study)
        await at(bench, HONESTLY)
        await bench.press("z", "h", leaving)
        assert "Resize" not in bench.text
        await bench.press("enter")
        assert (coded(study), labels(study)) == (before, acts)


async def test_where_the_code_is_already_a_coding_is_not_put_too(study: Project, workbench: Opened) -> None:
    code_words(study, "Nurse", HONESTLY, "Workload")
    async with workbench(study.path) as bench:
        before = coded(study)
        await at(bench, HONESTLY)
        await bench.press("z", "shift+right", "o", "l", "enter")
        assert "on just these words already" in bench.notices
        assert coded(study) == before


async def test_another_code_keeps_what_the_coding_says(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, HONESTLY)
        await bench.press("R", "d", "o", "u", "enter")
        with study.read() as session:
            (now,) = [each for each in codings(session) if each.valence == "barrier"]
        assert now.name == "Double entry"
        assert labels(study)[-1] == "recode “Workload” in Nurse to “Double entry”"
        await bench.press("R")
        await bench.write("People > Time")
        await bench.press("enter")
        assert (TWENTY, "People > Time") in coded(study)
        await bench.press("u", "u")
        assert TWENTY in about_the_code(study)


async def test_only_one_code_can_stand_instead_of_another(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, HONESTLY)
        await bench.press("R", "space", "tab")
        assert "Instead of Workload" in bench.text
        assert "✓" not in bench.text_of("FilterList")


async def test_a_coding_is_cut_before_the_sentence_or_at_the_selection(study: Project, workbench: Opened) -> None:
    whole = f"{HONESTLY} And then nobody looks at the graph."
    code_words(study, "Nurse", whole, "Double entry", valence="mixed")
    async with workbench(study.path) as bench:
        await at(bench, "And then nobody looks at the graph.")
        await bench.press("s")
        assert {HONESTLY, "And then nobody looks at the graph."} <= about_the_code(study, "Double entry")
        await bench.press("v", "h", "h", "h", "h", "s")
        assert {"And then nobody looks", "at the graph."} <= about_the_code(study, "Double entry")
        with study.read() as session:
            cut_codings = [each for each in codings(session) if each.name == "Double entry" and each.valence == "mixed"]
        assert len(cut_codings) == 3
        await bench.press("u", "u")
        assert whole in about_the_code(study, "Double entry")


async def test_a_cut_at_the_edge_is_refused_with_a_word_why(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = coded(study)
        await at(bench, "They like being asked.")
        await bench.press("s")
        assert "neither begins before nor ends after this sentence" in bench.notices
        assert coded(study) == before


@pytest.mark.parametrize(
    ("selected", "sentence", "place"),
    [
        (None, Span(20, 30), 20),
        (None, Span(10, 30), 30),
        (Span(15, 25), Span(10, 30), 15),
        (Span(10, 25), Span(10, 30), 25),
        (Span(0, 25), Span(10, 30), 25),
    ],
)
def test_the_cut_is_where_an_edge_lies_inside(selected: Span | None, sentence: Span, place: int) -> None:
    assert cut(Span(10, 40), selected, sentence) == place


def test_without_an_edge_inside_there_is_no_cut() -> None:
    with pytest.raises(NotAllowed):
        cut(Span(10, 40), None, Span(0, 40))


async def test_the_end_of_a_bracket_is_drawn_to_a_word_by_mouse(study: Project, workbench: Opened) -> None:
    both = "They like being asked. It is us who run out of time."
    code_words(study, "Nurse", both, "Double entry")
    async with workbench(study.path, size=(80, 24)) as bench:
        await pull(bench, bracket(bench), spot(bench, "graph"))
        assert "it takes twenty minutes that I do not have. And then nobody looks at the graph" in about_the_code(study)
        assert labels(study)[-1] == "resize “Workload” in Nurse"
        await bench.press("u")
        assert TWENTY in about_the_code(study)


async def test_a_click_on_a_bracket_only_chooses_its_coding(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = labels(study)
        await pull(bench, bracket(bench), bracket(bench))
        assert labels(study) == before


async def pull(bench: Workbench, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Presses the mouse at one place of the screen, and lets it go at another."""
    for kind, (x, y), button in ((events.MouseDown, start, 1), (events.MouseMove, end, 1), (events.MouseUp, end, 1)):
        bench.app.screen._forward_event(kind(None, x, y, 0, 0, button, False, False, False, x, y))
        await bench.settle()


def bracket(bench: Workbench) -> tuple[int, int]:
    """The place of the screen where the first bracket of one row is drawn."""
    return spot(bench, next(each.single for each in STROKES if each.single in bench.text_of(Transcript)))


def spot(bench: Workbench, words: str) -> tuple[int, int]:
    """The place of the screen where these words begin."""
    for y, line in enumerate(bench.text.splitlines()):
        if words in line:
            return line.index(words), y
    raise AssertionError(words)
