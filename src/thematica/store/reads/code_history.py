"""The life of one code in words, told from the journal: what became of its fields, by whom and when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import ActionId, CodeId
from thematica.store.tables import Action, Change, Code, table

Image = Mapping[str, Any]  # a row as the journal keeps it

_TEXTS = {
    "brief": "brief",
    "definition": "definition",
    "include": "“use when”",
    "exclude": "“do not use when”",
    "example": "example",
}
_NOTHING = ("", "[]")


@dataclass(frozen=True, slots=True)
class CodeEvent:
    """One act that concerned a code. `words` say what became of it; names of codes stand in it, definitions do not."""

    n: ActionId
    at: str
    coder: str
    words: str


@dataclass(frozen=True, slots=True)
class _Step:
    """What one act did to one code."""

    guid: str
    before: Image | None
    after: Image | None


def code_history(session: Session, code: CodeId) -> tuple[CodeEvent, ...]:
    """What happened to a code, oldest first; none when there never was such a code."""
    rows = table(Code)
    names: dict[str | None, str] = dict(session.execute(sa.select(rows.c.guid, rows.c.name)).all())
    steps_of: dict[int, list[_Step]] = {}
    events = []
    for act, steps in _acts(session, code):
        steps_of[act.id] = steps
        told, prefix = steps, ""
        if act.kind != "do":
            prefix = "taken back: " if act.kind == "undo" else "done again: "
            told = steps_of.get(act.target_id, steps)
        names.update({each.guid: each.after["name"] for each in told if each.after})
        said = list(_said(code, told, names))
        if said:
            events.append(CodeEvent(ActionId(act.id), act.at, act.coder_name, prefix + "; ".join(said)))
        names.update({each.guid: each.after["name"] for each in steps if each.after})
    return tuple(events)


def _acts(session: Session, code: CodeId) -> Iterator[tuple[Any, list[_Step]]]:
    """The acts that changed a code or codes told of with it, oldest first, each with the net change of all of those."""
    action, change = table(Action), table(Change)
    query = (
        sa.select(
            action.c.id,
            action.c.kind,
            action.c.target_id,
            action.c.at,
            action.c.coder_name,
            change.c.row_guid,
            change.c.before,
            change.c.after,
        )
        .join_from(change, action, change.c.action_id == action.c.id)
        .where(change.c.table_name == Code.__tablename__)
        .where(change.c.row_guid.in_(_told_with(session, code)))
        .order_by(change.c.id)
    )
    for _, rows in groupby(session.execute(query), key=lambda row: row.id):
        listed = list(rows)
        net: dict[str, _Step] = {}
        for row in listed:
            before = net[row.row_guid].before if row.row_guid in net else _image(row.before)
            net[row.row_guid] = _Step(row.row_guid, before, _image(row.after))
        yield listed[0], list(net.values())


def _told_with(session: Session, code: CodeId) -> set[str]:
    """The code, those it was ever under, folded into or split from, and those of which it was ever one of these."""
    change = table(Change)
    mentioned = sa.or_(*(sa.func.instr(column, code) > 0 for column in (change.c.before, change.c.after)))
    query = sa.select(change.c.row_guid, change.c.before, change.c.after)
    found = {str(code)}
    for guid, *images in session.execute(query.where(change.c.table_name == Code.__tablename__, mentioned)):
        found.add(guid)
        if guid == code:
            columns = ("parent_guid", "merged_into_guid", "split_from_guid")
            found |= {image[column] for text in images if (image := _image(text)) for column in columns} - {None}
    return found


def _image(text: str | None) -> Image | None:
    return None if text is None else json.loads(text)


def _said(code: CodeId, steps: list[_Step], names: Mapping[str | None, str]) -> Iterator[str]:
    for step in steps:
        if step.guid == code:
            yield from _of_itself(step, names)
    made = [each.after for each in steps if each.before is None and each.after is not None]
    parts = [f"“{each['name']}”" for each in made if each["split_from_guid"] == code]
    if parts:
        yield f"split: {', '.join(parts)} came of it"
    for step in steps:
        if step.after and step.after["merged_into_guid"] == code and _differs(step, "merged_into_guid"):
            yield f"“{step.after['name']}” was folded into it"


def _of_itself(step: _Step, names: Mapping[str | None, str]) -> Iterator[str]:
    before, after = step.before, step.after
    if after is None:
        yield "deleted"
    elif before is None:
        origin = after["split_from_guid"]
        yield f"split off from “{names[origin]}”" if origin else f"made as “{after['name']}”"
    else:
        yield from _changed(step, before, after, names)


def _changed(step: _Step, before: Image, after: Image, names: Mapping[str | None, str]) -> Iterator[str]:
    if _differs(step, "name"):
        yield f"renamed from “{before['name']}” to “{after['name']}”"
    if _differs(step, "parent_guid"):
        yield f"moved from {_place(before, names)} to {_place(after, names)}"
    elif _differs(step, "position") and _differs(step, "changed_at"):  # those that only made room keep theirs
        yield "moved among its siblings"
    for column, called in _TEXTS.items():
        if _differs(step, column):
            yield f"{called} {_reworded(before[column], after[column])}"
    yield from _changed_standing(step, after, names)


def _changed_standing(step: _Step, after: Image, names: Mapping[str | None, str]) -> Iterator[str]:
    if _differs(step, "codable"):
        yield "made a code that can be applied" if after["codable"] else "made a heading"
    for column, told in (("colour", "recoloured"), ("symbol", "symbol changed"), ("aliases", "other names changed")):
        if _differs(step, column):
            yield told
    if _differs(step, "merged_into_guid") and after["merged_into_guid"]:
        yield f"folded into “{names[after['merged_into_guid']]}”"
    elif _differs(step, "status"):
        yield "retired" if after["status"] == "retired" else "restored"


def _differs(step: _Step, column: str) -> bool:
    before, after = step.before or {}, step.after or {}
    return bool(before.get(column) != after.get(column))


def _place(image: Image, names: Mapping[str | None, str]) -> str:
    return f"“{names[image['parent_guid']]}”" if image["parent_guid"] else "the top"


def _reworded(before: str, after: str) -> str:
    if before in _NOTHING:
        return "written"
    return "taken out" if after in _NOTHING else "reworded"
