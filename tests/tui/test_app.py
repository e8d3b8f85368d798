"""The workbench as a whole: starting, opening, leaving, and what happens when something goes wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.messages import ExitApp

from thematica.errors import StoreRefused
from thematica.formats import user_settings
from thematica.store import engine, project
from thematica.store.project import Project
from thematica.store.reads.codes import codebooks
from thematica.store.reads.memos import memos
from thematica.store.reads.study import info
from thematica.text.span import Span
from thematica.tui.app import ThematicaApp, _said_of
from thematica.tui.files import free, named
from thematica.tui.records.finding import beside
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.start import StartScreen
from thematica.tui.state import State
from workbenches import Opened, coded


def memory() -> Path:
    """The file the workbench remembers things in."""
    return Path(os.environ["THEMATICA_STATE"])


@pytest.fixture(params=["", "{", "[]", '{"recent": [1, {"path": 3}], "looks": "pink"}', "\x00\xff"])
def _damaged_memory(request: pytest.FixtureRequest) -> None:
    memory().write_bytes(request.param.encode("latin-1"))


async def test_a_project_opened_before_is_one_key_away(study: Project, workbench: Opened) -> None:
    async with workbench(study.path):
        pass
    async with workbench() as bench:
        assert "Pilot" in bench.text
        await bench.press("enter")
        assert isinstance(bench.app.screen, DeskScreen)
        await bench.app.run_action("app.close_project")
        await bench.settle()
        assert isinstance(bench.app.screen, StartScreen)
        await bench.press("x")
        assert "Pilot" not in bench.text


@pytest.mark.usefixtures("_damaged_memory")
async def test_a_damaged_memory_is_as_good_as_none(workbench: Opened) -> None:
    async with workbench() as bench:
        assert "New project" in bench.text


def test_a_memory_that_cannot_be_written_does_not_stop_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    state = State(tmp_path / "file" / "recent.json")
    state.opened(tmp_path / "a.thematica", "A", "2026-03-01T00:00:00Z")
    assert [recent.name for recent in state.recent] == ["A"]


async def test_a_new_project_is_made_as_wished(
    workbench: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with workbench() as bench:
        await bench.press("n")
        await bench.write("My pilot")
        await bench.press("tab", "tab", "tab", "tab", "down", "space", "tab", "space", "ctrl+s")
        assert isinstance(bench.app.screen, DeskScreen)
    with Project.open(tmp_path / "my-pilot.thematica") as project, project.read() as session:
        made = info(session)
        assert (made.name, made.approach, made.language) == ("My pilot", "codebook", "en")
        assert len(codebooks(session)) == 1


async def test_who_says_a_name_in_the_form_is_at_the_desk_tomorrow_too(
    workbench: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with workbench() as bench:
        await bench.press("n")
        await bench.write("My pilot")
        await bench.press("tab", "tab", "ctrl+u")
        await bench.write("Bo Lind")
        await bench.press("ctrl+s")
        assert "Bo Lind" in bench.text
    assert user_settings.load().coder == "Bo Lind"


async def test_the_form_for_a_new_project_shows_every_field_on_a_small_terminal(workbench: Opened) -> None:
    async with workbench(size=(80, 24)) as bench:
        await bench.press("n")
        assert "ctrl+s makes it" in bench.text
        assert "questions set beforehand" in bench.text
        await bench.press("tab", "tab", "tab", "tab", "tab")
        await bench.until(lambda: "cfir2" in bench.text)
        assert "ctrl+s makes it" in bench.text


async def test_a_file_that_is_no_project_is_told_in_words(workbench: Opened, tmp_path: Path) -> None:
    (tmp_path / "notes.thematica").write_text("only notes", encoding="utf-8")
    async with workbench() as bench:
        await bench.press("o")
        await bench.write(str(tmp_path / "notes.thematica"))
        await bench.press("enter")
        assert "notes.thematica is not a thematica project." in bench.notices
        assert isinstance(bench.app.screen, StartScreen)


async def test_a_project_that_cannot_be_opened_leads_to_the_start_screen(workbench: Opened, tmp_path: Path) -> None:
    async with workbench(tmp_path / "gone.thematica") as bench:
        assert "There is no project" in bench.notices
        assert isinstance(bench.app.screen, StartScreen)


async def test_what_a_person_can_act_on_becomes_one_notice_and_work_goes_on(
    study: Project, workbench: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workbench(study.path) as bench:

        def refuse(*_: object, **__: object) -> None:
            raise StoreRefused("The project does not fit on the disk.", "Free some space.")

        before = coded(study)
        monkeypatch.setattr(Project, "act", refuse)
        await bench.press("1")
        assert bench.notices.count("The project does not fit on the disk.\nFree some space.") == 1
        await bench.press("c", "enter")
        assert bench.notices.count("does not fit") == 2
        monkeypatch.undo()
        await bench.press("1")
        assert coded(study) != before


async def test_a_file_that_cannot_be_looked_at_is_told_once_not_every_second(
    study: Project, workbench: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workbench(study.path) as bench:

        def refuse(_: Project) -> None:
            raise StoreRefused("The project is busy in another program.", "Wait.")

        monkeypatch.setattr(Project, "look", refuse)
        bench.app._look()
        bench.app._look()
        await bench.settle()
        assert bench.notices.count("is busy") == 1
        monkeypatch.undo()
        bench.app._look()
        monkeypatch.setattr(Project, "look", refuse)
        bench.app._look()
        await bench.settle()
        assert bench.notices.count("is busy") == 2


def test_paths_are_taken_as_people_give_them(tmp_path: Path) -> None:
    assert named(f" '{tmp_path}/a b.txt' ") == tmp_path / "a b.txt"
    assert named("~/x") == Path.home() / "x"
    (tmp_path / "report.docx").touch()
    (tmp_path / "report 2.docx").touch()
    assert free(tmp_path / "report.docx") == tmp_path / "report 3.docx"


def test_a_fault_of_ours_is_told_by_type_and_place_without_a_word_of_the_material() -> None:
    secret = "what the participant said"
    known: dict[str, str] = {}
    with pytest.raises(KeyError) as raised:
        known[secret]
    told = "\n".join(_said_of(raised.value))
    assert "KeyError" in told
    assert secret not in told
    assert "on disk" in told


async def test_the_last_words_of_a_crash_hold_no_locals(study: Project) -> None:
    app = ThematicaApp(study.path, "Ada Roe")
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await pilot.pause()
            app.call_later(lambda twenty_minutes="it takes twenty minutes": 1 / 0)
            await pilot.pause()
    assert app._exit_renderables == []


async def test_a_project_that_may_only_be_read_says_so_and_refuses_acts(
    study: Project, workbench: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (engine, project):
        monkeypatch.setattr(module, "may_write", lambda _: False)
    before = coded(study)
    async with workbench(study.path) as bench:
        assert "read only" in bench.text.splitlines()[0]
        assert "may only be read" in bench.notices
        await bench.press("c", "enter")
        assert "cannot be written" in bench.notices
        assert isinstance(bench.app.screen, DeskScreen)
    assert coded(study) == before


async def test_a_memo_being_written_is_kept_when_the_tab_of_a_browser_is_closed(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("m")
        await bench.write("Half a tho")
        bench.app.post_message(ExitApp())
        await bench.settle()
    with study.read() as session:
        assert [memo.text for memo in memos(session)] == ["Half a tho"]


async def test_looks_change_at_once_and_are_remembered(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        assert bench.app.theme == "dark"
        await bench.app.run_action("app.look")
        await bench.settle()
        assert bench.app.theme == "light"
    async with workbench(study.path) as bench:
        assert bench.app.theme == "light"


async def test_without_colour_everything_is_still_there(
    study: Project, workbench: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with workbench(study.path) as bench:
        assert "Workload" in bench.text


def test_hits_are_gone_through_round_the_ends() -> None:
    found = [Span(0, 1), Span(4, 5), Span(8, 9)]
    assert beside(found, 0, 0) == found[0]
    assert beside(found, 0, 1) == found[1]
    assert beside(found, 8, 1) == found[0]
    assert beside(found, 0, -1) == found[2]
    assert beside((), 0, 1) is None
