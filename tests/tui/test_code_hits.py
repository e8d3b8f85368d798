"""Coding the hits of a search one by one: each is shown first, each yes is an act, and back takes one back."""

from __future__ import annotations

import pytest

from thematica.store.project import Project
from thematica.store.reads.codes import codes
from thematica.store.reads.names import source_named
from thematica.store.reads.transcripts import codings, transcript
from thematica.text.span import Span
from thematica.tui.screens.code_hits import CodeHits
from thematica.tui.screens.desk import DeskScreen
from thematica.work import sources
from thematica.work.autocode import Unit, around
from workbenches import Opened, Workbench, coded, labels

LOOKS = "And then nobody looks at the graph."
LIKE = "They like being asked."


async def search(bench: Workbench, words: str, code: str) -> None:
    """Finds words, and chooses the code for the hits."""
    await bench.press("slash")
    await bench.write(words)
    await bench.press("ctrl+y")
    await bench.write(code)
    await bench.press("enter")


def by_search(project: Project) -> int:
    with project.read() as session:
        return sum(each.how == "search" for each in codings(session))


async def test_only_what_was_shown_and_said_yes_to_is_coded_and_says_how(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = coded(study)
        await search(bench, "the", "Trust")
        assert "Code each hit · 1 of " in bench.text
        assert "How did the tablet fit into the day?" in bench.text
        assert "interviewer, no evidence" in bench.text
        await bench.press("n", "n")
        assert coded(study) == before
        await bench.press("n", "y")
        assert coded(study) - before == {(LOOKS, "People > Trust")}
        assert by_search(study) == 1
        assert labels(study)[-1] == "code “Trust” in Nurse, found by search"
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)
        assert "4 of " in bench.notices
        assert "1 coded" in bench.notices


async def test_a_hit_far_down_a_long_turn_is_in_sight_with_the_keys(project: Project, workbench: Opened) -> None:
    long = "Ola: " + "We always did it so. " * 60 + "Then came the needle. " + "We still do it so. " * 60
    with project.act("import") as tx:
        sources.add(tx, sources.prepare(long.encode(), "Long.txt", "en"), name="Long")
    async with workbench(project.path, (80, 24)) as bench:
        await search(bench, "needle", "Brand new")
        for _ in ("sentence", "words", "turn"):
            assert "Then came the needle." in " ".join(bench.text.replace("│", " ").split())
            assert "y code it" in bench.text
            await bench.press("tab")


async def test_back_takes_the_last_decision_back_whichever_it_was(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = coded(study)
        await search(bench, "graph", "Brand new")
        await bench.press("y")
        assert (LOOKS, "Brand new") in coded(study)
        assert not isinstance(bench.app.screen, CodeHits)
        await bench.press("u")
        assert coded(study) == before
        await search(bench, "a", "Brand new")
        await bench.press("n", "n", "y", "u", "u")
        assert "2 of " in bench.text
        assert "Brand new" in bench.text
        assert coded(study) == before
        with study.read() as session:
            assert "Brand new" not in {code.name for code in codes(session)}
        await bench.press("y", "y")
        assert {code for _, code in coded(study) - before} == {"Brand new"}


async def test_what_is_coded_is_the_sentence_the_words_or_the_turn(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = coded(study)
        await search(bench, "they like", "Double")
        await bench.press("tab", "y")
        assert coded(study) - before == {("They like", "Double entry")}


@pytest.mark.parametrize(
    ("unit", "words"),
    [("match", "asked. It is"), ("sentence", f"{LIKE} It is us who run out of time."), ("turn", None)],
)
def test_around_a_place(study: Project, unit: Unit, words: str | None) -> None:
    with study.read() as session:
        view = transcript(session, source_named(session, "Nurse"))
    start = view.text.index("asked. It is")
    hit = around(view, Span(start, start + len("asked. It is")), unit)
    assert hit is not None
    assert hit.text == (words or f"{LIKE} It is us who run out of time.")
    assert around(view, Span(0, len("Interviewer")), unit) is None


async def test_hits_in_all_sources_are_gone_through_as_well(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = coded(study)
        await bench.press("ctrl+f")
        await bench.write("time")
        await bench.press("ctrl+y", "t", "enter")
        assert "Nurse · turn 5" in bench.text
        await bench.press("n")
        assert "Physio · turn 3" in bench.text
        await bench.press("y")
        every_time = "But I type the same numbers again into the record, every time."
        assert coded(study) - before == {(every_time, "People > Trust")}
        assert "2 of 2 decided, 1 coded" in bench.notices
        await bench.press("u")
        assert coded(study) == before
