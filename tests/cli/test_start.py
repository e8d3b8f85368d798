"""The way in: help, the bare command, opening, and standard output as a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from thematica.cli import workbench

COMMAND = [sys.executable, "-m", "thematica"]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, str | None]]:
    """Puts somebody at a terminal, and lists what the workbench is opened on."""
    calls: list[tuple[Path | None, str | None]] = []
    monkeypatch.setattr(workbench, "on_a_terminal", lambda: True)
    monkeypatch.setattr(workbench, "start", lambda path, coder: calls.append((path, coder)))
    return calls


def test_without_a_terminal_the_bare_command_helps(run: Any) -> None:
    ran = run()
    assert ran.status == 0
    assert ran.out == run("--help").out


def test_on_a_terminal_the_bare_command_opens_the_start_screen(run: Any, opened: list[object]) -> None:
    assert run().status == 0
    assert opened == [(None, None)]


def test_a_project_is_opened_by_its_path_with_or_without_suffix(path: Path, run: Any, opened: list[object]) -> None:
    run("open", path, "--coder", "Bo Lee")
    run("open", path.with_suffix(""))
    assert opened == [(path, "Bo Lee"), (path, None)]


def test_what_is_no_project_is_not_opened(tmp_path: Path, run: Any, opened: list[object]) -> None:
    assert run("open", tmp_path / "gone").refused
    assert opened == []


def test_without_a_terminal_the_workbench_is_not_opened(path: Path, run: Any) -> None:
    assert run("open", path).refused


def test_the_version_is_told(run: Any) -> None:
    assert run("--version").out.startswith("thematica 0.")


def test_an_unknown_command_is_a_usage_error(run: Any) -> None:
    ran = run("excerpt")
    assert ran.status == 2
    assert "excerpts" in ran.err


def test_a_reader_who_goes_away_is_no_error(built: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [*COMMAND, "excerpts", str(built), "--json"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")


def test_what_cannot_be_encoded_is_escaped_not_lost(built: Path) -> None:
    ended = subprocess.run(
        [*COMMAND, "themes", str(built), "--json"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"Asked, not heard"' in ended.stdout
    shown = subprocess.run(
        [*COMMAND, "themes", str(built)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert r"\u201cSo some days I just skip it.\u201d" in shown.stdout


def test_keys_are_listed_with_those_that_are_the_users_own(tmp_path: Path, run: Any) -> None:
    (tmp_path / "config.yaml").write_text("keys: {code: [f9, f10], export: f11}\n")
    by_id = {each["id"]: each for each in run("keys", "--json").json}
    assert (by_id["code"]["keys"], by_id["code"]["changed"]) == (["f9", "f10"], True)
    assert (by_id["export"]["shown"], by_id["memo"]["changed"]) == ("f11", False)
    assert "f9 f10" in run("keys").out


def test_keys_that_cannot_be_are_told_beside_the_list_that_mends_them(tmp_path: Path, run: Any) -> None:
    (tmp_path / "config.yaml").write_text("keys: {code: k}\n")
    ran = run("keys", "--json")
    assert ran.refused
    assert next(each["keys"] for each in ran.json if each["id"] == "code") == ["c"]
