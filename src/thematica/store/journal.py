"""The journal: row images before and after each action, from which come undo, redo, the audit trail and notices.

Triggers are generated from the table metadata, so every present and future verb is covered, bulk statements and
cascades included. Images are JSON of the row's columns; longer texts stand in them as hashes only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from thematica.errors import UndoConflict
from thematica.store.ids import ActionId
from thematica.store.tables import Action, Change, journalled, table

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one action did to one row, from its first image to its last; None where the row was not there."""

    table: str
    guid: str
    before: str | None
    after: str | None

    def turned(self) -> RowChange:
        """The same change the other way round."""
        return RowChange(self.table, self.guid, self.after, self.before)


def image(columns: Iterable[str], row: str = "") -> str:
    """The SQL expression for a row's JSON image; `row` is NEW, OLD or nothing."""
    prefix = f"{row}." if row else ""
    return "json_object(" + ", ".join(f"'{name}', {prefix}\"{name}\"" for name in columns) + ")"


def triggers() -> list[str]:
    """The statements that make the journal's triggers, three for each journalled table."""
    return [statement for each in journalled() for statement in _triggers_of(each)]


def _triggers_of(each: sa.Table) -> list[str]:
    columns = [column.name for column in each.columns]
    new, old = image(columns, "NEW"), image(columns, "OLD")
    differs = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns)
    events = (
        ("insert", "", "NEW", "NULL", new),
        ("update", f"WHEN {differs} ", "NEW", old, new),
        ("delete", "", "OLD", old, "NULL"),
    )
    return [
        f'CREATE TRIGGER "journal_{each.name}_{event}" AFTER {event.upper()} ON "{each.name}" {when}BEGIN '
        "INSERT INTO change (action_id, table_name, row_guid, before, after) "
        f"VALUES ((SELECT max(id) FROM action), '{each.name}', {row}.guid, {before}, {after}); END"
        for event, when, row, before, after in events
    ]


def drop_triggers(connection: sa.Connection) -> None:
    """Removes the journal's triggers, so that a migration can rebuild tables without leaving history."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal\\_%' ESCAPE '\\'"
    ).scalars()
    for name in list(names):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def changes_of(session: Session, action: ActionId) -> tuple[RowChange, ...]:
    """What an action did, one net change for each row, in the order rows were first touched."""
    net: dict[tuple[str, str], RowChange] = {}
    for step in _steps(session, action):
        row = (step.table, step.guid)
        first = net[row].before if row in net else step.before
        net[row] = RowChange(step.table, step.guid, first, step.after)
    return tuple(change for change in net.values() if change.before != change.after)


def _steps(session: Session, action: ActionId) -> tuple[RowChange, ...]:
    change = table(Change)
    query = (
        sa.select(change.c.table_name, change.c.row_guid, change.c.before, change.c.after)
        .where(change.c.action_id == action)
        .order_by(change.c.id)
    )
    return tuple(RowChange(*row) for row in session.execute(query))


def restore(session: Session, action: ActionId, side: Side, writing: ActionId) -> tuple[RowChange, ...]:
    """Writes the images an action found (`before`) or left (`after`) back, inside the action `writing`.

    Gives what was written, seen from `writing`. Raises UndoConflict when a row is no longer what the other side says,
    or when writing it back would change or remove anything else.
    """
    done = changes_of(session, action)
    wanted = tuple(change.turned() if side == "before" else change for change in done)
    now = _images_now(session, wanted)
    for change in wanted:
        if now.get((change.table, change.guid)) != change.before:
            raise UndoConflict(
                f"This cannot be taken back or done again: a {_thing(change.table)} it concerns has changed since.",
                "Undo the later act first; `thematica history` lists them.",
            )
    session.execute(sa.text("PRAGMA defer_foreign_keys=ON"))
    # Step by step as it was done, or back: every state on the way was possible once, names and links included.
    steps = _steps(session, action)
    _write(session, (change.turned() for change in reversed(steps)) if side == "before" else steps)
    strayed = {(c.table, c.guid) for c in changes_of(session, writing)} - {(c.table, c.guid) for c in wanted}
    now = _images_now(session, wanted)
    kept = all(now.get((change.table, change.guid)) == change.after for change in wanted)
    if strayed or not kept or session.execute(sa.text("PRAGMA foreign_key_check")).first():
        named = f" (a {_thing(min(strayed)[0])} would be lost)" if strayed else ""
        raise UndoConflict(
            f"This cannot be taken back or done again: later work depends on it{named}.",
            "Undo the later act first; `thematica history` lists them.",
        )
    return wanted


def _write(session: Session, steps: Iterable[RowChange]) -> None:
    """Writes the images after each step, in order; a run of like steps in one table is one statement to SQLite."""
    for (name, gone, new), run in groupby(
        steps, key=lambda step: (step.table, step.after is None, step.before is None)
    ):
        columns = [column.name for column in SQLModel.metadata.tables[name].columns]
        if gone:
            statement = f'DELETE FROM "{name}" WHERE guid = :guid'
        elif new:
            names = ", ".join(f'"{column}"' for column in columns)
            values = ", ".join(f"json_extract(:after, '$.{column}')" for column in columns)
            statement = f'INSERT INTO "{name}" ({names}) SELECT {values}'
        else:
            sets = ", ".join(f"\"{column}\" = json_extract(:after, '$.{column}')" for column in columns)
            statement = f'UPDATE "{name}" SET {sets} WHERE guid = :guid'
        session.execute(sa.text(statement), [{"guid": step.guid, "after": step.after} for step in run])


def _images_now(session: Session, changes: Iterable[RowChange]) -> dict[tuple[str, str], str]:
    """The images of rows as they are, by table and GUID; rows that are not there have none."""
    wanted: dict[str, list[str]] = {}
    for change in changes:
        wanted.setdefault(change.table, []).append(change.guid)
    found: dict[tuple[str, str], str] = {}
    for name, guids in wanted.items():
        columns = [column.name for column in SQLModel.metadata.tables[name].columns]
        statement = f'SELECT guid, {image(columns)} FROM "{name}" WHERE guid IN (SELECT value FROM json_each(:guids))'
        for guid, row in session.execute(sa.text(statement), {"guids": json.dumps(guids)}):
            found[name, guid] = row
    return found


def _thing(name: str) -> str:
    return name.replace("_", " ")


def stacks(session: Session, coder: str | None = None) -> tuple[list[ActionId], list[ActionId]]:
    """The acts that can be taken back and those that can be done again, the next one last in each.

    The log only grows: undo and redo are actions of their own that name the act they concern. With a coder given, only
    that coder's acts count. A new act leaves nothing to do again.
    """
    action = table(Action)
    query = sa.select(action.c.id, action.c.kind, action.c.target_id, action.c.coder_guid).order_by(action.c.id)
    acts: set[ActionId] = set()
    done: dict[ActionId, None] = {}
    undone: dict[ActionId, None] = {}
    for number, kind, target, by in session.execute(query):
        if kind == "do" and coder in (None, by):
            acts.add(ActionId(number))
            done[ActionId(number)] = None
            undone.clear()
        elif kind == "undo" and target in done:
            done.pop(target)
            undone[target] = None
        elif kind == "redo" and target in acts:  # also where somebody else's act came between
            undone.pop(target, None)
            done[target] = None
    return list(done), list(undone)
