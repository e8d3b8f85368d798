"""Projects as plain rows: as they are and, by rolling the journal back, as they were after any of their acts."""

from __future__ import annotations

import json
from collections import namedtuple
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from thematica.store.tables import journalled

Row = Any  # a named tuple of the columns of one table, as SQLite has them (see `row_of`)
Rows = dict[str, Row]  # by GUID
State = dict[str, Rows]  # by table
Key = tuple[str, str]  # table and GUID


@cache
def row_of(table: str) -> Any:
    """The kind of tuple that holds a row of a table; equal rows are equal tuples."""
    return namedtuple(f"{table}_row", columns_of(table))  # noqa: PYI024 - the columns are known at run time only


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, the GUID first."""
    return tuple(column.name for column in SQLModel.metadata.tables[table].columns)


@cache
def _blank(table: str) -> dict[str, Any]:
    """What a column holds in rows from before it was there."""
    columns = SQLModel.metadata.tables[table].columns
    return {column.name: getattr(column.default, "arg", None) for column in columns}


def filled(table: str, fields: dict[str, Any]) -> Row:
    """A row from some of its columns, the others as they are by default."""
    return row_of(table)(**{**_blank(table), **{name: fields[name] for name in columns_of(table) if name in fields}})


def state_now(session: Session) -> State:
    """Every row a person made, as it is."""
    cursor = session.connection().connection.cursor()  # SQLite's own: half the time for tens of thousands of rows
    state: State = {}
    for each in journalled():
        columns = ", ".join(f'"{name}"' for name in columns_of(each.name))
        make = row_of(each.name)._make
        state[each.name] = {row[0]: make(row) for row in cursor.execute(f'SELECT {columns} FROM "{each.name}"')}
    return state


def state_after(session: Session, now: State, act: int) -> State:
    """Every row as it was right after the act with this number in the log (0: when the project was made)."""
    first = "SELECT min(id) FROM change WHERE action_id > ? GROUP BY table_name, row_guid"
    past = {table: dict(rows) for table, rows in now.items()}
    statement = f"SELECT table_name, row_guid, before FROM change WHERE id IN ({first})"
    for table, guid, before in session.connection().exec_driver_sql(statement, (act,)):
        if table not in past:
            continue
        if before is None:
            past[table].pop(guid, None)
        else:
            past[table][guid] = filled(table, json.loads(before))
    return past


def shortened(session: Session, act: int) -> bool:
    """Whether the journal no longer says what some act after this one did, so that no earlier state can be known."""
    statement = "SELECT 1 FROM action WHERE id > ? AND id NOT IN (SELECT action_id FROM change) LIMIT 1"
    return session.connection().exec_driver_sql(statement, (act,)).first() is not None


@dataclass(frozen=True, slots=True)
class Difference:
    """How one table has to change."""

    added: tuple[Row, ...]
    changed: tuple[Row, ...]
    removed: tuple[Row, ...]


def differences(before: State, after: State) -> dict[str, Difference]:
    """How the state `before` has to change to become `after`, by table, parents first."""
    found = {}
    for each in journalled():
        old, new = before.get(each.name, {}), after.get(each.name, {})
        added = tuple(row for guid, row in new.items() if guid not in old)
        changed = tuple(row for guid, row in new.items() if guid in old and old[guid] != row)
        removed = tuple(row for guid, row in old.items() if guid not in new)
        if added or changed or removed:
            found[each.name] = Difference(added, changed, removed)
    return found
