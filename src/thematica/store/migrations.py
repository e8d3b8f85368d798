"""Older project files are brought up to date, one version after the other, after a copy of the file was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from thematica.errors import NewerProject, NotAProject
from thematica.store import journal
from thematica.store.backup import copy_whole
from thematica.store.engine import APPLICATION_ID

Migration = Callable[[sa.Connection], None]

MIGRATIONS: tuple[Migration, ...] = ()
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
    copy_whole(path, path.with_name(f"{path.stem}.format-{version}{path.suffix}"))
    for number in range(version, newest):
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            journal.drop_triggers(connection)
            steps[number - 1](connection)
            for statement in journal.triggers():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version={number + 1}")
