"""The history room: reading the audit trail, and taking back from a point on."""

from __future__ import annotations

from sqlmodel import SQLModel

from studies import code_words
from thematica.store.project import Project
from thematica.store.tables import UNJOURNALLED
from thematica.tui.records.act_words import THINGS
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.history import HistoryScreen
from thematica.tui.widgets.listing import Listing
from workbenches import Opened, coded


def test_every_kind_of_thing_has_a_name_a_researcher_knows() -> None:
    assert set(THINGS) == {table.name for table in SQLModel.metadata.sorted_tables} - UNJOURNALLED


async def test_acts_stand_latest_first_with_what_they_did_and_lead_to_their_place(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("J", "c", "t", "r", "enter", "H")
        assert "7 acts" in bench.text
        lines = bench.text_of(Listing).splitlines()
        assert "code “Trust” in Nurse" in lines[1]
        assert "1 coding new" in bench.text
        assert "1 reading of a source new" in bench.text
        await bench.press("u")
        assert "taken back: code “Trust” in Nurse" in bench.text_of(Listing).splitlines()[1]
        assert "taken back" in bench.text_of(Listing).splitlines()[2][-12:]
        await bench.press("ctrl+r")
        await bench.press("g", "j", "j", "j", "enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert "It helps me" not in bench.words
        assert "I type the same numbers" in bench.words


async def test_all_from_an_act_on_is_taken_back_after_saying_how_many(study: Project, workbench: Opened) -> None:
    before = coded(study)
    code_words(study, "Nurse", "So some days I just skip it.", "Trust")
    code_words(study, "Physio", "every time", "Trust", coder="Bo Lee")
    code_words(study, "Physio", "It helps me start", "Trust")
    async with workbench(study.path) as bench:
        await bench.press("H", "j", "j", "b")
        assert "2 acts of yours, from here on" in bench.text
        assert "3 acts from here on, 1 of them by others" in bench.text
        await bench.press("escape")
        assert len(coded(study)) == len(before) + 3
        await bench.press("b", "enter")
        assert coded(study) - before == {("every time", "People > Trust")}
        assert "2 acts taken back" in bench.notices
        await bench.press("ctrl+r", "ctrl+r")
        assert len(coded(study)) == len(before) + 3
        await bench.press("G", "b", "down", "enter")
        assert coded(study) == set()


async def test_what_others_built_on_is_refused_whole(study: Project, workbench: Opened) -> None:
    before = coded(study)
    async with workbench(study.path) as bench:
        code_words(study, "Physio", "every time", "Trust", coder="Bo Lee")
        await bench.press("H", "G", "b", "enter")  # the codes Bo's coding needs are Ada's
        assert "cannot be taken back" in bench.notices
        assert coded(study) == before | {("every time", "People > Trust")}


async def test_acts_are_narrowed_by_coder_and_by_words(study: Project, workbench: Opened) -> None:
    with study.act("look [b]closely[/b]", coder="Bo Lee") as tx:
        from thematica.work import memos

        memos.write(tx, memos.About(), "Note.")
    async with workbench(study.path, size=(80, 24)) as bench:
        await bench.press("H", "w", "w")
        assert "history of what Bo Lee did" in bench.text
        assert "look [b]closely[/b]" in bench.text_of(Listing)
        assert "1 act" in bench.text
        await bench.press("w", "slash")
        await bench.write("import")
        assert "2 acts" in bench.text
        await bench.press("enter", "enter")
        assert "no place in a transcript" in bench.notices
        await bench.press("escape")
        assert isinstance(bench.app.screen, HistoryScreen)
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)
