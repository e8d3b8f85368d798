"""The journal: row images before and after each action, from which come undo, redo, the audit trail and notices.

Triggers are generated from the table metadata, so every present and future verb is covered, bulk statements and
cascades included. Images are JSON of the row's columns; longer texts stand in them as hashes only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
    for change in wanted:
        if _image_now(session, change) != change.before:
            raise UndoConflict(
                f"This cannot be taken back or done again: a {_thing(change.table)} it concerns has changed since.",
                "Undo the later act first; `thematica history` lists them.",
            )
    session.execute(sa.text("PRAGMA defer_foreign_keys=ON"))
    # Step by step as it was done, or back: every state on the way was possible once, names and links included.
    steps = _steps(session, action)
    for step in (change.turned() for change in reversed(steps)) if side == "before" else steps:
        _write(session, step)
    strayed = {(c.table, c.guid) for c in changes_of(session, writing)} - {(c.table, c.guid) for c in wanted}
    kept = all(_image_now(session, change) == change.after for change in wanted)
    if strayed or not kept or session.execute(sa.text("PRAGMA foreign_key_check")).first():
        named = f" (a {_thing(min(strayed)[0])} would be lost)" if strayed else ""
        raise UndoConflict(
            f"This cannot be taken back or done again: later work depends on it{named}.",
            "Undo the later act first; `thematica history` lists them.",
        )
    return wanted


def _write(session: Session, change: RowChange) -> None:
    columns = [column.name for column in SQLModel.metadata.tables[change.table].columns]
    if change.after is None:
        statement = f'DELETE FROM "{change.table}" WHERE guid = :guid'
    elif change.before is None:
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join(f"json_extract(:after, '$.{name}')" for name in columns)
        statement = f'INSERT INTO "{change.table}" ({names}) SELECT {values}'
    else:
        sets = ", ".join(f"\"{name}\" = json_extract(:after, '$.{name}')" for name in columns)
        statement = f'UPDATE "{change.table}" SET {sets} WHERE guid = :guid'
    session.execute(sa.text(statement), {"guid": change.guid, "after": change.after})


def _image_now(session: Session, change: RowChange) -> str | None:
    columns = [column.name for column in SQLModel.metadata.tables[change.table].columns]
    statement = f'SELECT {image(columns)} FROM "{change.table}" WHERE guid = :guid'
    found: str | None = session.execute(sa.text(statement), {"guid": change.guid}).scalar()
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
    done: dict[ActionId, None] = {}
    undone: dict[ActionId, None] = {}
    for number, kind, target, by in session.execute(query):
        if kind == "do" and coder in (None, by):
            done[ActionId(number)] = None
            undone.clear()
        elif kind == "undo" and target in done:
            done.pop(target)
            undone[target] = None
        elif kind == "redo" and target in undone:
            undone.pop(target)
            done[target] = None
    return list(done), list(undone)
