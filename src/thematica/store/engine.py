"""Connections to a project file: how SQLite is set up, and what its refusals mean in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from thematica.errors import NotAProject, StoreRefused

APPLICATION_ID = 0x54484D41  # "THMA", so that `file` and we can tell a project from any other SQLite file
WAIT_MS = 5_000  # how long a write queues behind another program's before it gives up


def may_write(path: Path) -> bool:
    """Whether a project file can be changed: SQLite writes beside it too."""
    as_we_are = os.access in os.supports_effective_ids
    return all(os.access(each, os.W_OK, effective_ids=as_we_are) for each in (path, path.parent))


def uri(path: Path) -> str:
    """A project file as SQLite is to open it: to change it, else to read along with others, else as it lies there.

    Raises StoreRefused where another program left work beside the file that cannot be read from here.
    """
    name = path.absolute().as_uri()
    if not path.exists() or may_write(path):
        return name
    try:
        with closing(sqlite3.connect(f"{name}?mode=ro", uri=True)) as file:
            file.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError:  # what SQLite keeps beside a file that others write to cannot be made here
        beside = path.with_name(f"{path.name}-wal")
        if beside.exists() and beside.stat().st_size:
            raise StoreRefused(
                f"{path.name} may only be read, and another program has not put all its work into it yet.",
                "Close it in the other program, or copy the file and what lies beside it to a folder of yours.",
            ) from None
        return f"{name}?immutable=1"
    return f"{name}?mode=ro"


def connect(path: Path) -> sa.Engine:
    """An engine on a project file; every connection has the same settings, writes begin IMMEDIATE.

    Statement values never appear in error messages: they could be a participant's words. Raises StoreRefused.
    """
    name = uri(path)
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        creator=lambda: sqlite3.connect(name, uri=True, check_same_thread=False),
        poolclass=sa.QueuePool,
        hide_parameters=True,
    )
    sa.event.listen(engine, "connect", _set_up)
    sa.event.listen(engine, "begin", _begin)
    return engine


def plain(path: Path) -> sqlite3.Connection:
    """A bare connection with the same settings, outside any transaction: for pragmas and for watching the file."""
    connection = sqlite3.connect(uri(path), uri=True, check_same_thread=False)
    _set_up(connection)
    return connection


def _set_up(connection: sqlite3.Connection, _record: object = None) -> None:
    connection.isolation_level = None  # transactions are begun by us, see _begin
    for pragma in (
        f"busy_timeout={WAIT_MS}",
        "foreign_keys=ON",
        "synchronous=FULL",  # what was acknowledged survives a power cut
        "secure_delete=ON",  # erased words are overwritten, not only unlinked
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    # A write takes its lock at once: two programs then queue, instead of failing in mid-transaction.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


REFUSALS = {
    "SQLITE_READONLY": (
        "cannot be written",
        "Check the file's and its folder's permissions, or work on a copy.",
    ),
    "SQLITE_BUSY": ("is busy in another program", "Wait until the other program is done, then try again."),
    "SQLITE_LOCKED": ("is busy in another program", "Wait until the other program is done, then try again."),
    "SQLITE_FULL": ("does not fit on the disk", "Free some space; the project is as it was before."),
    "SQLITE_IOERR": (
        "could not be read or written by the disk",
        "Check the disk or network folder, then try again.",
    ),
    "SQLITE_CANTOPEN": ("cannot be opened", "Check that the folder exists and may be written."),
}
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns SQLite's refusals into StoreRefused and NotAProject; other faults of ours pass through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as fault:
        name = _code(fault)
        if name.startswith(DAMAGED):
            raise NotAProject(
                f"{path.name} is damaged or not a thematica project.",
                "Restore a backup; `thematica backup` makes one.",
            ) from None
        for code, (what, hint) in REFUSALS.items():
            if name.startswith(code):
                raise StoreRefused(f"The project {path.name} {what}.", hint) from None
        raise


def _code(fault: Any) -> str:
    original = getattr(fault, "orig", fault)
    return str(getattr(original, "sqlite_errorname", ""))
