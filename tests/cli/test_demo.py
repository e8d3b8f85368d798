from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from thematica.cli import workbench


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made") / "de" / "mo"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, str | None]]:
    """Puts somebody at a terminal, and lists what the workbench is opened on."""
    calls: list[tuple[Path | None, str | None]] = []
    monkeypatch.setattr(workbench, "on_a_terminal", lambda: True)
    monkeypatch.setattr(workbench, "start", lambda path, coder: calls.append((path, coder)))
    return calls


def test_the_demo_is_built_reported_and_told_where_it_is(made: Path, run: Any, opened: list[Any]) -> None:
    ran = run("demo", "--dir", made, "--no-open")
    assert (ran.status, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["project:", "report:"]
    assert sorted(each.name for each in made.iterdir()) == ["demo-themes.docx", "demo.thematica"]
    assert run("check", made / "demo.thematica").status == 0
    assert opened == []


def test_figures_of_the_report_are_those_of_the_commands(made: Path, run: Any) -> None:
    text = [paragraph.text for paragraph in docx.Document(str(made / "demo-themes.docx")).paragraphs]
    for theme in run("themes", made / "demo.thematica", "--json").json:
        assert any(theme["name"] in line for line in text)
        for quote in theme["quotes"]:
            assert any(quote["text"].split("\n")[0] in line for line in text)


def test_a_demo_that_is_there_is_kept_and_opened(made: Path, run: Any, opened: list[Any]) -> None:
    project = made / "demo.thematica"
    run("memo", project, "My own thought.")
    ran = run("demo", "--dir", made, "--coder", "Bo Lee")
    assert "as you left it" in ran.err
    assert "My own thought." in {memo["text"] for memo in run("memos", project, "--json").json}
    assert opened == [(project, "Bo Lee")]


def test_a_place_that_cannot_be_used_is_refused(tmp_path: Path, run: Any) -> None:
    (tmp_path / "file").touch()
    assert run("demo", "--dir", tmp_path / "file", "--no-open").refused
    (tmp_path / "demo.thematica").write_text("not ours")
    assert run("demo", "--dir", tmp_path, "--no-open").refused
    assert (tmp_path / "demo.thematica").read_text() == "not ours"
