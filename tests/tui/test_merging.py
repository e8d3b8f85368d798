"""A copy is merged on the screen: question by question, and nothing before the last one is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from studies import code, code_words
from thematica.store.project import Project
from thematica.store.reads.codes import codes
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.merging import MergeScreen
from thematica.work import codebook
from thematica.work.copies import hand_out
from workbenches import Opened, Workbench, coded


def reword(project: Project, called: str, **fields: str) -> None:
    wanted = code(project, called)
    with project.act("reword") as tx:
        codebook.edit(tx, wanted, codebook.Fields(**fields))  # type: ignore[arg-type]  # as tests say


@pytest.fixture
def bos(study: Project, tmp_path: Path) -> Path:
    """Bo's copy: another definition and another name than Ada has given meanwhile, and a coding."""
    copy = hand_out(study, tmp_path / "bo.thematica", for_="Bo Lee")
    with Project.open(copy, coder="Bo Lee") as project:
        reword(project, "Trust", definition="Relying on the figures.")
        reword(project, "Double entry", name="Typing twice")
        code_words(project, "Nurse", "So some days I just skip it.", "Workload")
    reword(study, "Trust", definition="Relying on a colleague.")
    reword(study, "Double entry", name="[Entering] twice")
    return copy


async def merging(bench: Workbench, copy: Path) -> None:
    await bench.press("ctrl+p")
    await bench.write("merge a copy")
    await bench.until(lambda: "Merge a copy" in bench.text)
    await bench.press("enter")
    await bench.until(lambda: "Merge which copy?" in bench.text)
    await bench.write(str(copy))
    await bench.press("enter")


def definition(project: Project, name: str) -> str:
    with project.read() as session:
        return next(view.definition for view in codes(session) if view.name == name)


async def test_each_question_shows_what_both_had_mine_and_theirs(study: Project, bos: Path, workbench: Opened) -> None:
    async with workbench(study.path, size=(120, 36)) as bench:
        await merging(bench, bos)
        assert "2 questions open of 2" in bench.text
        assert "coding: 1 added" in bench.text
        shown = bench.text
        while "Relying on a colleague." not in shown:
            await bench.press("j")
            assert bench.text != shown
            shown = bench.text
        assert "Relying on the figures." in shown
        assert "nothing" in shown  # no definition was there before
        await bench.press("g")
        assert "[Entering] twice" in bench.text


async def test_nothing_is_written_before_the_last_is_settled_and_then_all_at_once(
    study: Project, bos: Path, workbench: Opened
) -> None:
    before = coded(study)
    async with workbench(study.path) as bench:
        await merging(bench, bos)
        await bench.press("W")
        assert "2 questions still open" in bench.notices
        await bench.press("t")
        assert "1 question open of 2" in bench.text
        await bench.press("t")
        assert "nothing is open" in bench.text
        assert coded(study) == before
        await bench.press("W", "enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert definition(study, "Trust") == "Relying on the figures."
        assert ("So some days I just skip it.", "People > Workload") in coded(study)
        await bench.press("u")
        assert coded(study) == before
        assert definition(study, "Trust") == "Relying on a colleague."


async def test_a_fourth_text_can_be_written_left_open_again_and_reasoned(
    study: Project, bos: Path, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await merging(bench, bos)
        for _ in range(4):
            if "Relying on" in bench.text:
                break
            await bench.press("j")
        await bench.press("w")
        await bench.press("f7", "delete")
        await bench.write("Relying on either.")
        await bench.press("escape")
        assert "own text" in bench.text
        await bench.press("m")
        assert "nothing is open" in bench.text
        await bench.press("x")
        assert "1 question open" in bench.text
        await bench.press("p", "enter")
        await bench.press("W", "enter")
        assert definition(study, "Trust") == "Relying on either."


async def test_leaving_writes_nothing_and_a_file_that_is_no_copy_is_told(
    study: Project, bos: Path, workbench: Opened, tmp_path: Path
) -> None:
    before = coded(study)
    async with workbench(study.path) as bench:
        await merging(bench, bos)
        await bench.press("m", "escape")
        assert isinstance(bench.app.screen, DeskScreen)
        (tmp_path / "notes.txt").write_text("no project")
        await merging(bench, tmp_path / "notes.txt")
        assert "is not a thematica project" in bench.notices
        assert not isinstance(bench.app.screen, MergeScreen)
    assert coded(study) == before
