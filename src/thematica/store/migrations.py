"""Older project files are brought up to date, one version after the other, after a copy of the file was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from thematica.errors import NewerProject, NotAProject, StoreRefused
from thematica.store import journal
from thematica.store.backup import copy_whole
from thematica.store.engine import APPLICATION_ID, may_write
from thematica.store.tables import Memo, MemoLink, Round, RoundSource, Study, table

Migration = Callable[[sa.Connection], None]


def _journal_entries_rounds_blind_coding(connection: sa.Connection) -> None:
    """From 1 to 2."""
    _add_column(connection, table(Study), "blind")
    for name in ("purpose", "topic", "private"):
        _add_column(connection, table(Memo), name)
    for model in (MemoLink, Round, RoundSource):
        table(model).create(connection)


def _add_column(connection: sa.Connection, to: sa.Table, name: str) -> None:
    """Adds a column with its default to the rows and to the journal's images of them, so that older acts can be undone.

    The column must be the last one in the table as declared: images are compared as text.
    """
    column = to.columns[name]
    default = column.default.arg if isinstance(column.default, sa.ColumnDefault) else ""
    literal = f"'{default}'" if isinstance(default, str) else str(int(default))
    kind = column.type.compile(connection.dialect)
    known = [
        f" CHECK ({each.sqltext})"
        for each in to.constraints
        if isinstance(each, sa.CheckConstraint) and each.name == f"{name}_known"
    ]
    connection.exec_driver_sql(
        f'ALTER TABLE "{to.name}" ADD COLUMN "{name}" {kind} NOT NULL DEFAULT {literal}{"".join(known)}'
    )
    for side in ("before", "after"):
        connection.exec_driver_sql(
            f'UPDATE change SET "{side}" = json_insert("{side}", \'$.{name}\', {literal}) WHERE table_name = ?',
            (to.name,),
        )


MIGRATIONS: tuple[Migration, ...] = (_journal_entries_rounds_blind_coding,)
"""Each brings a project one version up; the first one starts from version 1."""

VERSION = 1 + len(MIGRATIONS)


def bring_up_to_date(engine: sa.Engine, path: Path, steps: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Checks that the file is a project of a version we know, and migrates it when it is older.

    Each step is one transaction. Raises NotAProject for another program's database, NewerProject for a later version.
    """
    newest = 1 + len(steps)
    with engine.connect() as connection:
        ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if not ours or version < 1:
        raise NotAProject(
            f"{path.name} is a database of another program, not a thematica project.",
            "Make a project with `thematica new` and import the transcripts into it.",
        )
    if version > newest:
        raise NewerProject(
            f"{path.name} was written by a later version of thematica (format {version}; this one knows {newest}).",
            "Update thematica, then open it again.",
        )
    if version == newest:
        return
    if not may_write(path):
        raise StoreRefused(
            f"{path.name} was written by an earlier version of thematica, and may only be read.",
            "Copy it to a folder of yours: opening it brings it up to date.",
        )
    copy_whole(path, path.with_name(f"{path.stem}.format-{version}{path.suffix}"))
    for number in range(version, newest):
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            journal.drop_triggers(connection)
            steps[number - 1](connection)
            for statement in journal.triggers():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version={number + 1}")
