"""Migrations, backups and the integrity check."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from studies import dump
from thematica.errors import NotAllowed, NotAProject
from thematica.store import check, journal, migrations
from thematica.store.backup import copy_whole
from thematica.store.engine import connect
from thematica.store.project import Project
from thematica.store.reads.memos import memos
from thematica.store.reads.transcripts import codings
from workbenches import coded

DATA = Path(__file__).parents[1] / "data"


def problems(project: Project) -> tuple[str, ...]:
    with project.read() as session:
        return check.problems(session)


def behind_its_back(project: Project, *statements: str) -> None:
    with closing(sqlite3.connect(project.path, isolation_level=None)) as file:
        for statement in statements:
            file.execute(statement)


def test_a_sound_project_has_no_problems(study: Project) -> None:
    assert problems(study) == ()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ('UPDATE coding SET "end" = 90000 WHERE rowid = (SELECT min(rowid) FROM coding)', "past the end"),
        ("UPDATE words SET body = body || 'x'", "fingerprint"),
        ("DELETE FROM turn WHERE n = 2", "turns"),
        ("UPDATE coding SET code_guid = 'gone' WHERE rowid = 1", "not there"),
        ("UPDATE code SET parent_guid = guid WHERE name = 'Double entry'", "under itself"),
        ("UPDATE code SET codable = 0 WHERE name = 'Workload'", "heading"),
        ('UPDATE sentence SET "end" = 80000 WHERE n = 1', "sentences"),
        ("UPDATE source SET revision_guid = 'gone' WHERE name = 'Nurse'", "no text"),
        ("UPDATE code SET merged_into_guid = guid WHERE name = 'Trust'", "folded into itself"),
        ("UPDATE code SET merged_into_guid = parent_guid WHERE name = 'Trust'", "not retired"),
        ("UPDATE code SET status = 'retired', merged_into_guid = parent_guid WHERE name = 'Trust'", "has 1 codings"),
        (
            "INSERT INTO collapsed_coding SELECT guid, guid, code_guid, valence, level, created_at FROM coding",
            "still there",
        ),
    ],
)
def test_each_kind_of_damage_is_told(study: Project, damage: str, said: str) -> None:
    behind_its_back(study, "PRAGMA foreign_keys=OFF", damage)
    assert any(said in problem for problem in problems(study))
    assert not any("twenty minutes" in problem for problem in problems(study))


def test_a_backup_of_an_open_project_is_whole(study: Project, tmp_path: Path) -> None:
    with study.act("unfinished") as tx:
        tx.session.execute(sa.text("UPDATE code SET name = 'Half' WHERE name = 'Trust'"))
        tx.session.flush()
        out = copy_whole(study.path, tmp_path / "copy.thematica")
    with Project.open(out) as copy, copy.read() as session, study.read() as original:
        assert "Half" not in {coding.name for coding in codings(session)}
        assert [c.span for c in codings(session)] == [c.span for c in codings(original)]
    assert out.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_replaces_a_file_and_never_backs_up_rubbish(study: Project, tmp_path: Path) -> None:
    (tmp_path / "there.thematica").write_text("precious")
    with pytest.raises(NotAllowed):
        copy_whole(study.path, tmp_path / "there.thematica")
    (tmp_path / "rubbish").write_text("not a database at all, but long enough to look like one " * 40)
    with pytest.raises(NotAProject):
        copy_whole(tmp_path / "rubbish", tmp_path / "out.thematica")
    assert not (tmp_path / "out.thematica").exists()


def add_a_column(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE coder ADD COLUMN initials TEXT")


def fails(connection: sa.Connection) -> None:
    add_a_column(connection)
    raise ZeroDivisionError


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("PRAGMA user_version").fetchone()[0])


STEPS = (*migrations.MIGRATIONS, add_a_column)


def test_an_older_project_is_copied_and_then_brought_up_to_date(study: Project) -> None:
    study.close()
    engine = connect(study.path)
    migrations.bring_up_to_date(engine, study.path, STEPS)
    engine.dispose()
    assert version_of(study.path) == migrations.VERSION + 1
    copy = study.path.with_name(f"study.format-{migrations.VERSION}.thematica")
    assert version_of(copy) == migrations.VERSION
    with closing(sqlite3.connect(study.path)) as file:
        assert "initials" in {column[1] for column in file.execute("PRAGMA table_info(coder)")}
        assert file.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0] > 30


def test_a_migration_that_fails_leaves_the_project_as_it_was(study: Project) -> None:
    study.close()
    engine = connect(study.path)
    with pytest.raises(ZeroDivisionError):
        migrations.bring_up_to_date(engine, study.path, (*migrations.MIGRATIONS, fails))
    engine.dispose()
    assert version_of(study.path) == migrations.VERSION
    with Project.open(study.path) as project:
        assert problems(project) == ()


@pytest.fixture
def first_format(tmp_path: Path) -> Path:
    """A project as the first version of the format had it: a source, a code, a coding, a memo that was rewritten."""
    path = tmp_path / "first.thematica"
    path.write_bytes(gzip.decompress((DATA / "format-1.thematica.gz").read_bytes()))
    return path


def test_a_project_of_the_first_format_keeps_everything_and_can_still_be_undone(first_format: Path) -> None:
    with Project.open(first_format, coder="Ada Roe") as project:
        assert problems(project) == ()
        assert coded(project) == {("it takes twenty minutes that I do not have", "Workload")}
        with project.read() as session:
            [memo] = memos(session)
            acts = len(journal.stacks(session)[0])
        assert memo.text == "Time again, and who gives it."
        before = dump(project)
        for _ in range(acts):
            project.undo()
        assert {name for name, rows in dump(project).items() if rows} == {"project"}
        for _ in range(acts):
            project.redo()
        assert dump(project) == before


def test_a_project_brought_up_to_date_has_the_tables_and_rules_of_a_new_one(first_format: Path, study: Project) -> None:
    Project.open(first_format).close()
    with closing(sqlite3.connect(first_format)) as old, closing(sqlite3.connect(study.path)) as new:
        for name in (each.name for each in SQLModel.metadata.sorted_tables):
            columns = [file.execute(f"PRAGMA table_info('{name}')").fetchall() for file in (old, new)]
            assert [row[1:4] for row in columns[0]] == [row[1:4] for row in columns[1]], name
        with pytest.raises(sqlite3.IntegrityError):
            old.execute("UPDATE memo SET purpose = 'gossip'")
