"""The project file: made whole, opened only when it is ours, shared politely, never half written."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from studies import code_words, ticking
from thematica.errors import BadFile, NewerProject, NotAllowed, NotAProject, StoreRefused, ThematicaError
from thematica.formats.codebooks import shipped
from thematica.store import engine
from thematica.store.in_use import BESIDE
from thematica.store.project import Changed, Project
from thematica.store.reads.study import history, info
from thematica.store.reads.transcripts import codings
from thematica.work import codebook
from thematica.work.intake import bytes_of


def files_beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_a_new_project_is_one_private_file_when_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.thematica"
    Project.create(path, name="A", approach="content", language="nb", coder="Ada").close()
    assert files_beside(path) == ["a.thematica"]
    assert path.stat().st_mode & 0o777 == 0o600
    with Project.open(path) as project, project.read() as session:
        assert (info(session).name, info(session).approach, info(session).language) == ("A", "content", "nb")


def test_a_project_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.thematica"
    path.write_text("precious")
    with pytest.raises(NotAllowed):
        Project.create(path, name="A")
    assert path.read_text() == "precious"


def test_a_start_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(StoreRefused):
        Project.create(tmp_path / "a.thematica", name="A")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotAProject),
        (b"Interviewer: hello\n", NotAProject),
        (b"SQLite format 3\x00" + b"\x00" * 100, NotAProject),
        (b"SQLite format 3\x00" + bytes(range(256)) * 20, NotAProject),
    ],
    ids=["empty", "a transcript", "a bare header", "garbage after the header"],
)
def test_what_is_no_project_is_refused_in_words(tmp_path: Path, content: bytes, error: type[ThematicaError]) -> None:
    path = tmp_path / "a.thematica"
    path.write_bytes(content)
    with pytest.raises(error) as refused:
        Project.open(path)
    assert refused.value.hint
    assert path.read_bytes() == content


def test_a_missing_file_a_folder_and_another_programs_database_are_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE notes (id)")
    for path in (tmp_path / "none.thematica", tmp_path, tmp_path / "other.db"):
        with pytest.raises(NotAProject):
            Project.open(path)


def test_half_a_project_is_refused_and_left_alone(study: Project) -> None:
    study.close()
    whole = study.path.read_bytes()
    study.path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NotAProject), Project.open(study.path) as project, project.read() as session:
        codings(session)
    assert study.path.read_bytes() == whole[: len(whole) // 2]


def test_a_file_of_a_later_version_is_refused(study: Project) -> None:
    study.close()
    with closing(sqlite3.connect(study.path)) as file:
        file.execute("PRAGMA user_version=99")
    with pytest.raises(NewerProject):
        Project.open(study.path)


def test_two_programs_write_by_turns_and_notice_each_other(study: Project) -> None:
    seen: list[Changed] = []
    study.on_change(seen.append)
    with Project.open(study.path, coder="Bo Lind", now=ticking()) as bo:
        code_words(bo, "Nurse", "nobody looks at the graph", "Trust")
        assert seen == []
        study.look()
        assert [change.tables() for change in seen] == [frozenset({"coder", "coding"})]
        study.look()
        assert len(seen) == 1
        code_words(study, "Nurse", "So some days I just skip it.", "Workload")
        assert len(seen) == 2
        study.look()
        assert len(seen) == 2


def test_a_locked_project_says_so_and_stays_as_it_was(study: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_MS", 50)
    with (
        Project.open(study.path, coder="Bo", now=ticking()) as bo,
        closing(sqlite3.connect(study.path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreRefused, match="busy"), bo.act("new code") as tx:
            codebook.new_code(tx, "Late")
        other.execute("ROLLBACK")
        with bo.act("new code") as tx:
            codebook.new_code(tx, "Late")


def test_a_full_disk_says_so_and_the_project_stays_as_it_was(study: Project) -> None:
    with study.read() as session:
        before = info(session)
    with (
        pytest.raises(StoreRefused, match="does not fit") as refused,
        study.act("large") as tx,
    ):
        tx.session.connection().exec_driver_sql("PRAGMA max_page_count=1")
        for number in range(500):
            codebook.new_code(tx, f"Code {number} {'x' * 150}")
    assert "space" in refused.value.hint
    with study.read() as session:
        assert info(session) == before


def test_a_message_about_the_database_never_holds_what_was_written(study: Project) -> None:
    with pytest.raises(Exception) as fault, study.act("broken") as tx:
        tx.session.connection().exec_driver_sql(
            "INSERT INTO words (hash, body) VALUES (?, ?), (?, ?)", ("h", "secret words", "h", "secret words")
        )
    assert "secret" not in str(fault.value)


def test_looking_at_a_project_that_is_open_here_costs_no_lock_on_it(study: Project) -> None:
    Project.open(study.path).close()
    for file in (study.path, *(study.path.with_name(f"{study.path.name}{each}") for each in BESIDE)):
        with pytest.raises(BadFile):
            bytes_of(file, 100)
        with pytest.raises(ThematicaError):
            shipped.find(str(file))
    visit = "import sys; from pathlib import Path; from thematica.store.project import Project as P; "
    visit += "project = P.open(Path(sys.argv[1])); project.close()"
    subprocess.run([sys.executable, "-c", visit, str(study.path)], check=True)
    assert study.path.with_name(f"{study.path.name}-wal").exists()


def test_acts_do_not_nest(study: Project) -> None:
    with pytest.raises(RuntimeError), study.act("outer"), study.act("inner"):
        pass


CODER = """
import os, signal, sys
from pathlib import Path
from studies import code_words
from thematica.store.project import Project
project = Project.open(Path(sys.argv[1]), coder="Ada Roe")
code_words(project, "Nurse", "nobody looks at the graph", "Trust")
print("coded", flush=True)
if sys.argv[2] == "in an act":
    with project.act("never finished") as tx:
        from thematica.work import codebook
        codebook.new_code(tx, "Never")
        tx.session.flush()
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["right after an act", "in an act"])
def test_killing_the_program_loses_nothing_that_was_coded(study: Project, when: str) -> None:
    study.close()
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(CODER), str(study.path), when],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert ended.stdout == "coded\n"
    with Project.open(study.path, coder="Ada Roe", now=ticking()) as project:
        with project.read() as session:
            assert [c.name for c in codings(session) if c.name == "Trust" and c.span.start < 150] == ["Trust"]
            assert [line.label for line in history(session)][-1] == "code"
        project.undo(mine=True)
        with project.read() as session:
            assert not [c for c in codings(session) if c.name == "Trust" and c.span.start < 150]
