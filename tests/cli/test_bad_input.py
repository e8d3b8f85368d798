"""What cannot be done ends in one sentence, one hint, status 1, and a project as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from thematica.cli import sources as sources_commands
from thematica.store import engine
from thematica.store.project import Project
from thematica.store.reads.sources import sources

HOSTILE = (
    "I: [laughs] [/] [bold]Well[/bold]?\r\n"
    "P1: \x1b[31mred\x1b[0m \x1b]0;title\x07 then \u202eback\u202c and \x00 nothing.\r\n"
    "P1: 👩\u200d👩\u200d👧 family, 看護師は忙しい, السلام عليكم, e\u0301 and \u0085 end.\r\n"
    "P1: =HYPERLINK(1) @SUM -1\r\n"
)
RAW_CONTROLS = [
    chr(n) for n in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))
]


def looking(path: Path) -> list[tuple[object, ...]]:
    return [("info", path), ("sources", path), ("undo", path), ("check", path), ("backup", path), ("open", path)]


def test_a_project_that_is_not_there(tmp_path: Path, run: Any) -> None:
    for words in looking(tmp_path / "gone.thematica"):
        assert run(*words).refused, words
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"P1: only a transcript", b"SQLite format 3\x00" + bytes(4000), bytes(range(256)) * 99]
)
def test_a_file_that_is_no_project(tmp_path: Path, run: Any, content: bytes) -> None:
    file = tmp_path / "fake.thematica"
    file.write_bytes(content)
    for words in looking(file):
        assert run(*words).refused, words
    assert file.read_bytes() == content


def test_a_folder_is_no_project(tmp_path: Path, run: Any) -> None:
    assert run("info", tmp_path).refused
    for folder in ("/", ".", ""):
        assert run("info", folder).refused
        assert run("new", folder).refused


def test_another_programs_database(tmp_path: Path, run: Any) -> None:
    file = tmp_path / "other.thematica"
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("CREATE TABLE project (guid)")
    assert run("info", file).refused


def test_a_project_of_a_later_version(copy: Path, run: Any) -> None:
    with closing(sqlite3.connect(copy)) as file, file:
        file.execute("PRAGMA user_version=99")
    ran = run("info", copy)
    assert ran.refused
    assert "later version" in ran.err


def test_a_project_cut_in_half(copy: Path, run: Any) -> None:
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    assert run("codes", copy).status == 1


def test_a_project_that_another_program_holds(copy: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_MS", 20)
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = run("memo", copy, "Text.")
        assert run("info", copy).status == 0
    assert ran.refused
    assert "busy" in ran.err


def test_a_project_on_a_disk_that_is_full(copy: Path, run: Any, full_disk: Callable[[], None]) -> None:
    before = run("history", copy, "--json").json
    full_disk()
    ran = run("memo", copy, "word " * 50_000)
    assert ran.refused
    assert "does not fit on the disk" in ran.err
    assert run("history", copy, "--json").json == before
    assert run("check", copy).status == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_project_that_may_not_be_written(copy: Path, run: Any) -> None:
    copy.chmod(0o444)
    assert run("memo", copy, "Text.").refused


def test_a_project_that_sqlite_may_not_write(copy: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up = engine._set_up

    def reading_only(connection: sqlite3.Connection, record: object = None) -> None:
        set_up(connection, record)
        connection.execute("PRAGMA query_only=ON")

    monkeypatch.setattr(engine, "_set_up", reading_only)
    ran = run("memo", copy, "Text.")
    assert ran.refused
    assert "cannot be written" in ran.err
    assert run("info", copy).status == 0


def test_a_new_project_where_none_can_be(tmp_path: Path, run: Any) -> None:
    (tmp_path / "file").touch()
    for place in ("nowhere/x", "file/x", "x" * 300):
        assert run("new", tmp_path / place).refused, place
    run("new", tmp_path / "x")
    assert run("new", tmp_path / "x.thematica").refused
    assert {each.name for each in tmp_path.iterdir()} == {"file", "x.thematica"}


def test_a_new_project_leaves_nothing_else_behind(tmp_path: Path, run: Any) -> None:
    assert run("new", tmp_path / "pilot [1]*", "--codebook", "npt").status == 0
    assert [each.name for each in tmp_path.iterdir()] == ["pilot [1]*.thematica"]


@pytest.mark.parametrize("words", [("--name", " "), ("--name", "x" * 300), ("--coder", "")])
def test_a_new_project_needs_proper_names(tmp_path: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("new", tmp_path / "x", *words).refused
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("--language", "e n"), ("--language", ""), ("--approach", "other")])
def test_a_new_project_in_words_that_are_off(tmp_path: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("new", tmp_path / "x", *words).status == 2


@pytest.fixture
def hostile(project: Project, tmp_path: Path, run: Any) -> Path:
    """A project with a hostile source, coded throughout, with hostile names besides."""
    file = tmp_path / "[red]\x1b[31m.txt"
    file.write_bytes(b"\xef\xbb\xbf" + HOSTILE.encode())
    ran = run("import", project.path, file, "--coder", "A\x1b[2Jda", "--json")
    assert ran.status == 0, ran.err
    name = ran.json["imported"][0]["source"]
    for turn in run("show", project.path, name, "--turns", "--json").json["turns"]:
        words = ("code", project.path, name, turn["body_start"], turn["end"], "=cmd|' [/]", "--new")
        assert run(*words, "--note", "\x1b[31m").status == 0
    run("theme", "add", project.path, "\u202eThema", "--concept", "\x9b31mred")
    run("memo", project.path, "\x1b]0;owned\x07")
    return project.path


@pytest.mark.parametrize("as_json", [True, False])
def test_nothing_of_a_hostile_source_reaches_the_terminal_as_a_command(hostile: Path, run: Any, as_json: bool) -> None:
    name = run("sources", hostile, "--json").json[0]["name"]
    asked = ("info", "sources", "codes", "excerpts", "themes", "memos", "history", "cases")
    for words in [
        *((each, hostile) for each in asked),
        ("show", hostile, name, "--turns", "--codes"),
        ("show", hostile, name),
    ]:
        ran = run(*words, *(("--json",) if as_json else ()))
        assert ran.status == 0, words
        assert not [sign for sign in RAW_CONTROLS if sign in ran.out + ran.err], words


def test_a_hostile_source_keeps_its_words_and_its_offsets(hostile: Path, run: Any) -> None:
    excerpts = run("excerpts", hostile, "--json").json
    text = run("show", hostile, excerpts[0]["source"], "--json").json["text"]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in excerpts)
    assert excerpts[0]["text"] == "[laughs] [/] [bold]Well[/bold]?"
    assert "👩\u200d👩\u200d👧 family, 看護師は忙しい, السلام عليكم, é and" in text
    assert run("check", hostile).status == 0


def test_errors_about_hostile_names_stay_on_one_line(hostile: Path, tmp_path: Path, run: Any) -> None:
    for words in (
        ("show", hostile, "a\nb\x1b[31m"),
        ("info", tmp_path / "x\n\x1b[2J"),
        ("import", hostile, tmp_path / "\x1b\n"),
    ):
        ran = run(*words)
        assert ran.refused, words
        assert "\x1b" not in ran.err


def test_a_fault_of_ours_shows_no_words(built: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ValueError("what the participant said")

    monkeypatch.setattr(sources_commands, "_head", broken)
    ran = run("show", built, "Nurse", "--turns")
    assert ran.status == 70
    assert "ValueError at sources.py:" in ran.err
    assert "participant said" not in ran.out + ran.err
    assert "Traceback" not in ran.err


def test_an_interrupted_import_keeps_what_was_whole(project: Project, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("P1: I was here first.\n")
    second.write_text("P1: " + "And then it went on and on. " * 30_000)
    started = subprocess.Popen(
        [sys.executable, "-m", "thematica", "import", str(project.path), str(first), str(second)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not stored(project):
        assert started.poll() is None
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Traceback" not in err
    assert stored(project) == ["first"]


def stored(project: Project) -> list[str]:
    with project.read() as session:
        return [source.name for source in sources(session)]
