"""Finding in all sources, and in one with the same ways of looking."""

from __future__ import annotations

from thematica.store.project import Project
from thematica.tui.desk.find_bar import FindBar
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.find import FindScreen
from thematica.tui.transcript import Transcript
from thematica.tui.widgets.listing import Listing
from thematica.work import sources as verbs
from workbenches import Opened, Workbench

PLACE = "every time."


def found(bench: Workbench) -> str:
    """The line above the hits."""
    return bench.text.splitlines()[0]


async def test_hits_stand_in_one_column_by_source_and_enter_goes_to_their_place(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("ctrl+f")
        await bench.write("time")
        assert "2 hits in 2 sources" in found(bench)
        lines = [line for line in bench.text_of(Listing).splitlines() if "time" in line]
        assert len({line.index("time") for line in lines}) == 1
        assert "Nurse" in bench.text_of(Listing)
        await bench.press("enter", "G", "enter")
        assert isinstance(bench.app.screen, DeskScreen)
        transcript = bench.app.screen.query_one(Transcript)
        assert transcript._view.text.startswith("Interviewer: What do you do")
        assert "every time" in bench.words


async def test_what_was_asked_is_still_there_with_the_cursor_where_it_led(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("ctrl+f", "f2")
        await bench.write("they")
        await bench.press("enter", "j", "enter", "ctrl+f")
        assert bench.app.screen.query_one(FindBar).asked.text == "they"
        assert bench.app.screen.query_one(FindBar).asked.whole_word
        pointed = bench.app.screen.query_one(Listing).pointed
        assert pointed is not None
        assert pointed.place is not None
        with study.read() as session:
            from thematica.store.reads.sources import sources

            names = {source.guid: source.name for source in sources(session)}
        assert names[pointed.place[0]] == "Physio"


async def test_ways_of_looking_that_contradict_each_other_turn_each_other_off(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("ctrl+f")
        await bench.write("tim")
        assert "2 hits" in found(bench)
        await bench.press("f2")
        assert "0 hits" in found(bench)
        await bench.press("f3")
        bar = bench.app.screen.query_one(FindBar)
        assert (bar.asked.lemma, bar.asked.whole_word) == (True, False)
        await bench.press("f4")
        assert (bar.asked.regex, bar.asked.lemma) == (True, False)
        await bench.press("f6")
        assert (bar.asked.words, bar.asked.regex) == ("all", False)


async def test_a_pattern_is_looked_for_when_it_is_whole_and_a_bad_one_is_told_without_a_notice(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("ctrl+f", "f4")
        await bench.write("ti(me")
        assert "enter looks for it" in bench.text_of(FindBar)
        await bench.press("enter")
        assert "not a regular expression" in bench.text_of(FindBar)
        assert bench.notices == ""
        await bench.write(")\\b")
        await bench.press("enter")
        assert "2 hits in 2 sources" in found(bench)


async def test_a_newer_question_takes_the_place_of_an_older_one(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("ctrl+f")
        for letters in ("g", "r", "a", "p", "h"):
            bench.app.screen.query_one(FindBar).query_one("Input").insert_text_at_cursor(letters)  # type: ignore[attr-defined]  # found by its name
        await bench.settle()
        assert "1 hit in 1 source" in found(bench)


async def test_text_that_looks_like_markup_or_steers_a_terminal_is_shown_as_it_is(
    study: Project, workbench: Opened
) -> None:
    odd = "P1: [red]alarm[/red] [/] \u202e alarm \x1b[31m alarm 👩‍👩‍👧 警报 alarm\n"
    prepared = verbs.prepare(odd.encode(), "odd.txt", "en")
    with study.act("import") as tx:
        verbs.add(tx, prepared, name="[b]Odd[/b]")
    async with workbench(study.path, size=(80, 24)) as bench:
        await bench.press("ctrl+f")
        await bench.write("alarm")
        assert "4 hits in 1 source" in found(bench)
        assert "[b]Odd[/b]" in bench.text_of(Listing)
        assert "[red]alarm[/red] [/]" in bench.text
        assert not any(each in bench.text for each in "\x1b\u202e")
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_finding_in_one_source_takes_the_same_ways(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("slash")
        await bench.write("ask")
        assert "of 1" in bench.text_of(FindBar)  # asked, of patients
        await bench.press("f2")
        assert "no hit" in bench.text_of(FindBar)
        await bench.press("f3")
        assert "1 of 1" in bench.text_of(FindBar)
        assert bench.words == "They like being asked."


async def test_with_nothing_typed_one_is_told_what_to_do(project: Project, workbench: Opened) -> None:
    async with workbench(project.path) as bench:
        await bench.press("ctrl+f")
        assert isinstance(bench.app.screen, FindScreen)
        assert "Type what to find" in bench.text
        await bench.write("anything")
        assert "no hit" in bench.text_of(FindBar)
