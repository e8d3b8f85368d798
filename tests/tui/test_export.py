"""Export: what is chosen is written where it is said, nothing is replaced unasked, and esc stops it."""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path
from zipfile import is_zipfile

import pytest
from textual.widgets import Input

from thematica.store.project import Project
from thematica.tui.screens import export
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.export import ExportScreen
from thematica.tui.widgets.progress_line import ProgressLine
from thematica.work import themes
from thematica.work.progress import Progress
from workbenches import Opened, Workbench


def choices(bench: Workbench) -> str:
    return bench.text_of("#how")


async def offer(bench: Workbench, path: Path) -> None:
    bench.app.screen.query_one(Input).value = str(path)
    await bench.settle()


async def test_the_word_report_is_two_keys_away(study: Project, workbench: Opened, tmp_path: Path) -> None:
    async with workbench(study.path) as bench:
        await bench.press("W", "ctrl+s")
        assert is_zipfile(tmp_path / "study-themes.docx")
        assert f"Written to {tmp_path / 'study-themes.docx'}." in bench.notices
        assert bench.app.screen.query_one(Input).value.endswith("study-themes 2.docx")
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_what_is_chosen_decides_on_the_kinds_and_on_what_else_can_be_said(
    study: Project, workbench: Opened, tmp_path: Path
) -> None:
    async with workbench(study.path, size=(80, 24)) as bench:
        await bench.press("W")
        assert "comments and memos: yes" in choices(bench)
        await bench.press("down")  # excerpts
        assert bench.app.screen.query_one(Input).value.endswith("study-excerpts.xlsx")
        assert choices(bench).strip(" ▕\n") == ""
        await bench.press("tab", "j", "ctrl+s")
        assert "twenty minutes" in (tmp_path / "study-excerpts.csv").read_text("utf-8-sig")
        await bench.press("shift+tab", "j", "tab", "j")  # codes, as CSV and then YAML
        await bench.press("ctrl+s")
        assert (tmp_path / "study-codebook.yaml").exists()


async def test_how_it_is_written_is_turned_with_space(study: Project, workbench: Opened, tmp_path: Path) -> None:
    with study.act("theme") as tx:
        themes.create(tx, "[laughs] and [/] more")
        themes.create(tx, "Another")
    async with workbench(study.path) as bench:
        await bench.press("W", "tab", "j", "tab", "j", "space")  # Markdown, figures
        assert "figures: yes" in choices(bench)
        await bench.press("k", "enter")
        await bench.write("laughs")
        await bench.press("enter")
        assert "which: [laughs] and [/] more" in choices(bench)
        await bench.press("ctrl+s")
        written = (tmp_path / "study-themes.md").read_text()
        assert r"\[laughs\] and \[/\] more" in written
        assert "Another" not in written


async def test_a_file_that_is_there_is_replaced_only_when_asked_for(
    study: Project, workbench: Opened, tmp_path: Path
) -> None:
    out = tmp_path / "mine.csv"
    out.write_text("precious")
    async with workbench(study.path) as bench:
        await bench.press("W", "down")
        await offer(bench, out)
        await bench.press("ctrl+s", "enter")
        assert out.read_text() == "precious"
        await bench.press("ctrl+s", "down", "enter")
        assert "twenty minutes" in out.read_text("utf-8-sig")


@pytest.mark.parametrize("name", ["a.html", "a.docx", "gone/a.csv"])
async def test_what_cannot_be_written_is_told(study: Project, workbench: Opened, tmp_path: Path, name: str) -> None:
    async with workbench(study.path) as bench:
        await bench.press("W", "down")
        await offer(bench, tmp_path / name)
        await bench.press("ctrl+s")
        assert "is not exported" in bench.notices or "does not" in bench.notices
        assert isinstance(bench.app.screen, ExportScreen)
        assert not (tmp_path / name).exists()


async def test_esc_stops_what_is_being_written_and_then_goes_back(
    study: Project, workbench: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()
    let_on = threading.Event()

    def slow(*_: object, **__: object) -> Generator[Progress, None, tuple[str, ...]]:
        try:
            yield Progress(0, 2, "reading the study")
            let_on.wait(10)
            yield Progress(1, 2, "putting the file in place")
            (tmp_path / "late").touch()
        finally:
            ended.set()
        return ()

    monkeypatch.setattr(export, "written", slow)
    async with workbench(study.path) as bench:
        await bench.press("W")
        bench.app.screen.query_one(Input).focus()
        bench.app.call_later(bench.app.screen.run_action, "write")
        await bench.until(lambda: "reading the study   esc stops" in bench.text)
        bench.app.call_later(bench.app.screen.run_action, "leave")
        await bench.until(lambda: not bench.app.screen.query_one(ProgressLine).is_busy)
        let_on.set()
        assert ended.wait(10)
        assert isinstance(bench.app.screen, ExportScreen)
        assert not (tmp_path / "late").exists()
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)
