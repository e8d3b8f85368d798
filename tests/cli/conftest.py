"""Running commands in this process, with what they wrote and how they ended."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from studies import NURSE, PHYSIO
from thematica.cli.app import app
from thematica.store import engine
from thematica.store.project import Project


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document it must be."""
        return json.loads(self.out)

    @property
    def refused(self) -> bool:
        """Whether it ended as refusals do: status 1, and on standard error one `error:` and one `hint:`, no more."""
        lines = self.err.splitlines()
        return self.status == 1 and [line.split(": ")[0] for line in lines] == ["error", "hint"]


Run = Callable[..., Ran]


def running(*words: object) -> Ran:
    """Runs `thematica` with some words."""
    ended = CliRunner().invoke(app, [str(word) for word in words], prog_name="thematica")
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return Ran(ended.exit_code, ended.stdout, ended.stderr)


@pytest.fixture
def run() -> Run:
    """The way to run a command."""
    return running


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study made by commands alone, with something of everything; to be looked at, not changed."""
    folder = tmp_path_factory.mktemp("built")
    path = folder / "built.thematica"
    for name, text in (("Nurse", NURSE), ("Physio", PHYSIO)):
        (folder / f"{name}.txt").write_text(text)
    minutes, skip = (NURSE.index(words) for words in ("it takes twenty", "So some days"))
    for words in (
        ("new", path, "--name", "Pilot", "--codebook", "tpom"),
        ("import", path, folder / "Nurse.txt", folder / "Physio.txt", "--set", "site=North"),
        ("code", path, "Nurse", minutes, minutes + 42, "Workload", "Usability", "--new", "--valence", "barrier"),
        ("code", path, "Physio", 48, 90, "Workload", "--coder", "Bo Lee"),
        ("code", path, "Nurse", skip, skip + 28, "--in-vivo"),
        ("theme", "add", path, "Asked, not heard", "--concept", "Answers vanish."),
        ("theme", "attach", path, "Asked, not heard", "Workload"),
        ("theme", "attach", path, "Asked, not heard", "--at", "Physio", 100, 110, "--contrary"),
        ("theme", "quote", path, "Asked, not heard", "--at", "Nurse", skip, skip + 28),
        ("case", "add", path, "Nurse 1", "--set", "profession=nurse"),
        ("case", "map", path, "Nurse", "P1", "Nurse 1"),
        ("memo", path, "Look again.", "--on", "code:Workload"),
        ("pass", path, "Nurse", "--status", "complete"),
    ):
        coder = () if "--coder" in words else ("--coder", "Ada Roe")
        ran = running(*words, *coder)
        assert ran.status == 0, (words, ran.err)
    return path


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A copy of that study, to be changed."""
    return Path(shutil.copy(built, tmp_path / "copy.thematica"))


@pytest.fixture
def path(study: Project) -> Path:
    """The file of the small study, which stays open beside: commands are a second program on it."""
    return study.path


@pytest.fixture
def state(study: Project) -> Callable[[], object]:
    """Gives everything a study holds, to be compared before and after."""

    def taken() -> object:
        with study.read() as session:
            connection = session.connection().connection
            return sorted(map(str, connection.iterdump()))

    return taken


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes the disk full for every connection opened after it is called: SQLite may not take one page more."""

    def fill() -> None:
        set_up = engine._set_up

        def without_room(connection: sqlite3.Connection, record: object = None) -> None:
            set_up(connection, record)
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages}")

        monkeypatch.setattr(engine, "_set_up", without_room)

    return fill
