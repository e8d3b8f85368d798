"""The cases screen: cases with all that hangs on them, speakers that become cases, meetings held and missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from thematica.store.project import Project
from thematica.store.reads.cases import CaseView, cases, variables
from thematica.store.reads.memos import memos
from thematica.store.reads.sources import SourceView, sources
from thematica.store.reads.time_points import Grid, grid
from thematica.tui.cases.casework import Casework
from thematica.tui.cases.meetings import Meetings
from thematica.tui.cases.sheet import Sheet
from thematica.tui.screens.cases import CasesScreen
from thematica.tui.screens.desk import DeskScreen
from thematica.work import cases as verbs
from thematica.work import sources as source_verbs
from thematica.work import time_points
from workbenches import Opened, Workbench


def known(project: Project) -> dict[str, CaseView]:
    with project.read() as session:
        return {case.name: case for case in cases(session)}


def source(project: Project, name: str) -> SourceView:
    with project.read() as session:
        return next(each for each in sources(session) if each.name == name)


def meetings(project: Project) -> Grid:
    with project.read() as session:
        return grid(session)


async def make(bench: Workbench, group: str, *names: str) -> None:
    """Makes cases of the type that is called so on the left."""
    await choose(bench, group)
    for name in names:
        await bench.press("n")
        await bench.write(name)
        await bench.press("enter")


async def choose(bench: Workbench, name: str) -> None:
    """Walks down the cases to one, or to a type of case."""
    await bench.press("g")
    for _ in range(20):
        pointed = bench.app.screen.query_one(Casework).cases.pointed
        if pointed is not None and pointed.name == name:
            return
        await bench.press("j")
    raise AssertionError(bench.text)


async def answer(bench: Workbench, *lines: str) -> None:
    """Types each answer to the dialogs that follow one another."""
    for line in lines:
        await bench.write(line)
        await bench.press("enter")


async def reach(bench: Workbench, words: str) -> None:
    """Walks down the sheet to a line."""
    sheet = bench.app.screen.query_one(Sheet)
    sheet.focus()
    await bench.press("g")
    for _ in range(40):
        place = sheet.highlighted
        if place is not None and words in str(sheet.get_option_at_index(place).prompt):
            return
        await bench.press("j")
    raise AssertionError(bench.text)


def group(project: Project, name: str, *people: str) -> None:
    said = "".join(f"Moderator: And you?\n{each}: That differs in {name}.\n" for each in people * 2)
    with project.act("import") as tx:
        source_verbs.add(tx, source_verbs.prepare(said.encode(), f"{name}.txt", "en"), kind="focus-group")


async def test_cases_of_every_type_are_made_described_and_related(study: Project, workbench: Opened) -> None:
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("w")
        await make(bench, "Participants", "Nurse 1")
        await make(bench, "Sites", "North")
        assert {name: case.type for name, case in known(study).items()} == {"Nurse 1": "participant", "North": "site"}
        await choose(bench, "Nurse 1")
        await bench.press("v")
        await answer(bench, "profession", "nurse")
        await bench.press("r")
        await answer(bench, "north", "staff nurse")
        await bench.press("c")
        await answer(bench, "given", "2026-02-01")
        await bench.press("r")
        await answer(bench, "north", "no role")
        assert [each.role for each in known(study)["North"].members] == [""]
        await bench.press("u")
        nurse = known(study)["Nurse 1"]
        assert nurse.values == {"profession": "nurse"}
        assert [(each.name, each.role) for each in nurse.belongs_to] == [("North", "staff nurse")]
        assert nurse.consent is not None
        assert nurse.consent.given_on == "2026-02-01"
        shown = bench.text_of(Sheet)
        for words in ("Nurse 1", "given on 2026-02-01", "nurse", "staff nurse       North"):
            assert words in shown
        await bench.press("m")
        await bench.write("Ask her again.")
        await bench.press("escape")
        with study.read() as session:
            assert [(memo.kind, memo.text) for memo in memos(session)] == [("case", "Ask her again.")]
        await bench.press("u", "u", "u", "u", "u")
        assert known(study)["Nurse 1"].values == {}
        await bench.press("w")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_a_value_keeps_to_the_type_of_its_variable(study: Project, workbench: Opened) -> None:
    with study.act("set up") as tx:
        verbs.add(tx, "Nurse 1")
        verbs.add_variable(tx, "years", applies_to="case", type_="integer")
        verbs.add_variable(tx, "pain", applies_to="case", type_="ordered", levels=["low", "middle", "high"])
    async with workbench(study.path) as bench:
        await bench.press("w")
        await reach(bench, "years")
        await bench.press("enter")
        await answer(bench, "many")
        assert "is not a whole number" in bench.notices
        await bench.press("enter")
        await answer(bench, "11")
        await reach(bench, "pain")
        await bench.press("enter")
        assert "middle" in bench.text
        await answer(bench, "mid")
        assert known(study)["Nurse 1"].values == {"years": "11", "pain": "middle"}
        await bench.press("x")
        assert known(study)["Nurse 1"].values == {"years": "11"}
        await reach(bench, "years")
        await bench.press("V")
        await answer(bench, "ordered")
        await bench.press(*["delete"] * 4, *["backspace"] * 4)
        await answer(bench, "4, 11")
    with study.read() as session:
        assert {each.name: each.levels for each in variables(session)}["years"] == ("4", "11")


async def test_speakers_become_cases_one_by_one_or_a_label_in_all_its_sources(
    project: Project, workbench: Opened
) -> None:
    group(project, "FG1", "P1", "P2")
    group(project, "FG2", "P1", "P3")
    async with workbench(project.path, size=(140, 40)) as bench:
        await bench.press("w", "tab", "tab", "j", "j")
        assert "4 speakers not mapped" in bench.text
        await bench.press("n")
        assert [(each.label, each.case) for each in source(project, "FG1").speakers] == [
            ("Moderator", None),
            ("P1", "P1"),
            ("P2", None),
        ]
        assert source(project, "FG2").speakers[1].case is None  # the same label elsewhere is somebody else
        await bench.press("j", "j", "n")
        assert source(project, "FG2").speakers[1].case == "P1 (FG2)"
        await bench.press("u", "enter")
        assert "+ new participant ‘P1’" not in bench.text  # the case of that name comes first
        await bench.press("escape", "u", "g", "j", "j", "enter")
        assert "+ new participant ‘P1’" in bench.text
        await bench.press("enter")
        assert source(project, "FG1").speakers[1].case == "P1"
        await bench.press("u", "g", "j", "j", "S", "enter")
        await answer(bench, "Kari")
        assert [source(project, name).speakers[1].case for name in ("FG1", "FG2")] == ["Kari", "Kari"]
        assert [(each.source, each.certainty) for each in known(project)["Kari"].speaks] == [
            ("FG1", "known"),
            ("FG2", "known"),
        ]
        assert "2 speakers not mapped" in bench.text


async def test_how_sure_it_is_and_the_role_are_said_on_the_sheet(study: Project, workbench: Opened) -> None:
    with study.act("set up") as tx:
        nurse = verbs.add(tx, "Nurse 1")
        source_verbs.set_speaker(tx, source(study, "Nurse").guid, "P1", case=nurse)
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("w")
        await reach(bench, "P1")
        await bench.press("y")
        assert known(study)["Nurse 1"].speaks[0].certainty == "unsure"
        assert "unsure" in bench.text_of(Sheet)
        await bench.press("R")
        assert source(study, "Nurse").speakers[1].role == "interviewer"
        await bench.press("u", "x")
        assert known(study)["Nurse 1"].speaks == ()
        assert "1 unmapped" in bench.text


async def test_a_source_is_described_and_gone_to_where_its_speaker_begins(study: Project, workbench: Opened) -> None:
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("w", "tab", "tab", "G")
        await reach(bench, "kind")
        await bench.press("enter")
        await answer(bench, "focus")
        await bench.press("v")
        await answer(bench, "phase", "during")
        assert (source(study, "Physio").kind, source(study, "Physio").variables) == ("focus-group", {"phase": "during"})
        await bench.press("tab", "G", "o")
        assert isinstance(bench.app.screen, DeskScreen)
        assert bench.words == "I read them before they come in."


async def test_meetings_are_planned_missed_with_a_reason_and_held(study: Project, workbench: Opened) -> None:
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("w")
        await make(bench, "Participants", "Pat")
        await bench.press("T", "e")
        await answer(bench, "baseline, mid, end")
        assert meetings(study).time_points == ("baseline", "mid", "end")
        await bench.press("T", "p", "enter")
        assert meetings(study).told == "3 planned: 0 held, 0 missing, 3 still open"
        await bench.press("T", "l", "N", "enter")
        assert meetings(study).count("missing") == 0  # nothing is missing without a reason
        await answer(bench, "moved away")
        shown = bench.text_of(Meetings)
        assert "✗ moved away" in shown
        assert "3 planned: 0 held, 1 missing, 2 still open" in shown
        assert "%" not in shown
        await bench.press("p")
        assert meetings(study).count("missing") == 0
        await bench.press("l", "x")
        assert meetings(study).planned == 2
        with study.act("held") as tx:
            physio = source(study, "Physio").guid
            source_verbs.set_speaker(tx, physio, "P2", case=known(study)["Pat"].guid)
            verbs.set_source_value(tx, physio, "time_point", "baseline")
        bench.app._look()  # another program's acts
        await bench.press("h", "h")
        assert "● Physio" in bench.text_of(Meetings)
        await bench.press("N")
        assert "It was held: Physio." in bench.notices
        await bench.press("enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert bench.words.startswith("What do you do")


async def test_members_of_a_dyad_stand_together_in_the_grid(project: Project, workbench: Opened) -> None:
    async with workbench(project.path) as bench:
        await bench.press("w")
        await make(bench, "Dyads", "Dyad 1", "Dyad 2")
        await make(bench, "Participants", "Pat 1", "Pat 2", "Doc 1")
        for name, dyad, role in (("Pat 1", "1", "patient"), ("Pat 2", "2", "patient"), ("Doc 1", "1", "doctor")):
            await choose(bench, name)
            await bench.press("r")
            await answer(bench, f"dyad {dyad}", role)
            await bench.press("p")
            await answer(bench, "baseline")
        await choose(bench, "Dyads")
        assert "1 without two participants" in bench.text_of(Sheet)
        await bench.press("T")
        shown = bench.text_of(Meetings)
        places = [
            shown.index(f"Dyad {each})") for each in ("1: Pat 1 (patient", "1: Doc 1 (doctor", "2: Pat 2 (patient")
        ]
        assert places == sorted(places)


async def test_consent_withdrawn_is_shown_plainly_and_removes_nothing(study: Project, workbench: Opened) -> None:
    with study.act("set up") as tx:
        nurse = verbs.add(tx, "Nurse 1")
        source_verbs.set_speaker(tx, source(study, "Nurse").guid, "P1", case=nurse)
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("w", "c")
        await answer(bench, "withdrawn", "today")
        assert "⊘ Nurse 1" in bench.text_of("#cases")
        assert "withdrawn" in bench.text_of("#cases")
        assert "This is a record and no more." in bench.text_of(Sheet)
        assert "nothing is removed by it" in bench.notices
    assert len(known(study)["Nurse 1"].speaks) == 1


async def test_instruments_without_a_publication_are_listed(project: Project, workbench: Opened) -> None:
    with project.act("set up") as tx:
        for number in range(1, 6):
            verbs.add(tx, f"Scale {number}", type_="instrument")
        said = b"Staff found the questions useful."
        source_verbs.add(tx, source_verbs.prepare(said, "Roe 2020.txt", "en"), kind="publication")
    async with workbench(project.path, size=(140, 40)) as bench:
        await bench.press("w")
        await choose(bench, "Scale 2")
        await bench.press("a")
        await answer(bench, "roe")
        await choose(bench, "Instruments")
        assert "4 of 5 have no publication" in bench.text_of(Sheet)
        assert "Scale 2" not in bench.text_of(Sheet)
        await reach(bench, "Scale 4")
        await bench.press("enter")
        assert bench.app.screen.query_one(Casework).case == known(project)["Scale 4"]


async def test_a_table_of_cases_comes_in_with_a_report(study: Project, workbench: Opened, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,speaker,years\nNurse 1,P1,11\nNobody [b],P9,4\n")
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("w", "i")
        await answer(bench, str(file), "")
        assert "2 cases added" in bench.text
        assert "row 3: No participant is labelled “P9”." in bench.text
        await bench.press("escape")
        assert known(study)["Nurse 1"].speaks[0].source == "Nurse"
        assert "Nobody [b]" in bench.text_of("#cases")
        await bench.press("u")
        assert known(study) == {}
        await bench.press("i")
        await answer(bench, str(tmp_path / "gone.csv"))
        assert "There is no file" in bench.notices


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_names_are_shown_as_they_are_in_every_pane(
    project: Project, workbench: Opened, size: tuple[int, int]
) -> None:
    hostile = "[red]x[/] 李 \u202e👩\u200d👩\u200d👧"
    with project.act("set up") as tx:
        guid = verbs.add(tx, hostile)
        verbs.set_case_value(tx, guid, "[b]role[/b]", "[laughs]")
        time_points.plan(tx, guid, "[/] end")
    group(project, "FG [1]", "P[1]")
    async with workbench(project.path, size=size) as bench:
        await bench.press("w")
        assert "[red]x[/] 李" in bench.text
        await bench.press("tab")
        assert "[laughs]" in bench.text_of(Sheet)
        await bench.press("tab", "j", "j")
        assert "P[1]" in bench.text
        await bench.press("enter", "escape", "g", "shift+tab", "shift+tab", "r")
        assert "Relate “[red]x[/] 李" in bench.text  # a title is no markup either
        await bench.press("escape", "T")
        assert "[/] end" in bench.text_of(Meetings)
        assert "\u202e" not in bench.text


async def test_an_empty_study_says_how_to_begin(project: Project, workbench: Opened) -> None:
    async with workbench(project.path) as bench:
        await bench.press("w", "tab", "v", "r", "c", "p", "N", "x", "y", "R", "s", "a", "D", "space", "o", "enter")
        assert "Put the cursor on a case first" in bench.notices
        await bench.press("T", "p", "enter")
        assert "No meetings are planned yet." in bench.text
        await bench.press("escape")
        assert isinstance(bench.app.screen, CasesScreen)
    assert known(project) == {}
