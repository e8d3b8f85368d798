"""What holds between cases, their variables and what hangs on them, when two sides have worked on both."""

from __future__ import annotations

import json
from collections.abc import Iterator

from thematica.text.values import written
from thematica.work.merge.conflicts import OTHER, SIDES, Conflict, Side
from thematica.work.merge.rowwise import Merging
from thematica.work.merge.states import Row

_PAIR = 2
_HANGING = (("speaker", "case_guid"), ("consent", "case_guid"), ("relation", "case_guid"), ("relation", "to_guid"))


def keep_types_in_use(merging: Merging) -> None:
    """A case that one side made one of another type stays what it was where the other side has built on that."""
    for guid, row in list(merging.merged.get("case", {}).items()):
        base, mine, theirs = (state["case"].get(guid) for state in (merging.base, merging.mine, merging.theirs))
        if base is None or mine is None or theirs is None or mine.type == theirs.type:
            continue
        changed_by: Side = "mine" if row.type == mine.type else "theirs"
        other = OTHER[changed_by]
        if any(True for _ in _built_on(merging, guid, other)):
            stays = merging.side(other)["case"][guid].type
            merging.put("case", row._replace(type=stays))
            merging.asking.tell(
                "", merging.labels.about("case", row), f"stays a {stays}: the other copy builds on that"
            )


def _built_on(merging: Merging, case: str, side: Side) -> Iterator[Row]:
    for table, column in _HANGING:
        base = merging.base.get(table, {})
        for guid, row in merging.side(side)[table].items():
            if getattr(row, column) == case and row != base.get(guid):
                yield row


def keep_dyads(merging: Merging) -> None:
    """Asks which two a dyad is made of, where together it would be three or four."""
    members: dict[str, list[Row]] = {}
    for row in merging.merged.get("relation", {}).values():
        if merging.merged["case"][row.to_guid].type == "dyad":
            members.setdefault(row.to_guid, []).append(row)
    for dyad, rows in members.items():
        if len(rows) > _PAIR:
            side = _chosen_pair(merging, dyad, rows)
            for row in rows:
                if row.guid not in merging.side(side)["relation"]:
                    del merging.merged["relation"][row.guid]


def _chosen_pair(merging: Merging, dyad: str, rows: list[Row]) -> Side:
    pairs = {
        side: [merging.labels.name("case", row.case_guid) for row in rows if row.guid in merging.side(side)["relation"]]
        for side in SIDES
    }
    answer = merging.asking.ask(
        Conflict(
            id=f"case/{dyad}/pair",
            kind="pair",
            type="",
            name=merging.labels.about("case", merging.merged["case"][dyad]),
            mine=pairs["mine"],
            theirs=pairs["theirs"],
            held=tuple(row.guid for row in rows),
        )
    )
    return "theirs" if answer.choose == "theirs" else "mine"


def fit_values(merging: Merging) -> None:
    """Writes values as the type of their variable wants; where one fits no longer, the variable becomes one of text."""
    held: dict[str, list[tuple[str, str, Row]]] = {}
    for table, column in (("value", "value"), ("planned", "time_point")):
        for row in merging.merged.get(table, {}).values():
            held.setdefault(row.variable_guid, []).append((table, column, row))
    for guid, places in held.items():
        variable = merging.merged["variable"][guid]
        levels = json.loads(variable.levels)
        forms = [written(getattr(row, column), variable.type, levels) for _, column, row in places]
        if None in forms:
            merging.put("variable", variable._replace(type="text", levels="[]"))
            name = merging.labels.about("variable", variable)
            merging.asking.tell("", name, f"is one of text now: some values of the other copy are no {variable.type}")
            continue
        for (table, column, row), form in zip(places, forms, strict=True):
            if getattr(row, column) != form:
                merging.put(table, row._replace(**{column: form}))
