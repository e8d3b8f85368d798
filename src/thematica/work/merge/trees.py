"""Codes and themes stay trees, and folds lead somewhere: two moves that run in a circle cannot both stand."""

from __future__ import annotations

from thematica.work.merge.conflicts import SIDES, Conflict, Side
from thematica.work.merge.rowwise import Merging
from thematica.work.merge.states import Row, Rows

_FIELDS = {"parent_guid": ("circle", "C6", "under"), "merged_into_guid": ("folds", "C12", "folded into")}


def untangle(merging: Merging, table: str, column: str) -> None:
    """Asks about every circle in which rows refer to one another by a column; the other side's share is taken back."""
    rows = merging.merged.get(table, {})
    while circle := _circle(rows, column):
        side = _chosen(merging, table, column, circle)
        for guid in circle:
            row = merging.side(side)[table].get(guid)
            if row is not None:
                status = {"status": row.status} if column == "merged_into_guid" else {}
                merging.put(table, rows[guid]._replace(**{column: getattr(row, column)}, **status))


def _circle(rows: Rows, column: str) -> list[str]:
    """The GUIDs of a circle, from its smallest on; empty where there is none."""
    safe: set[str] = set()
    for start in rows:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in safe:
            if at in path:
                circle = list(path)[list(path).index(at) :]
                first = circle.index(min(circle))
                return circle[first:] + circle[:first]
            path[at] = None
            at = getattr(rows[at], column)
        safe.update(path)
    return []


def _chosen(merging: Merging, table: str, column: str, circle: list[str]) -> Side:
    mine, theirs = (_moves(merging, side, table, column, circle) for side in SIDES)
    kind, type_, link = _FIELDS[column]
    question = Conflict(
        id=f"{table}/{circle[0]}/{kind}",
        kind=kind,
        type=type_,
        name=f"{table}s that would refer to one another in a circle",
        mine=_told(merging, table, column, link, mine),
        theirs=_told(merging, table, column, link, theirs),
        proposal="mine" if _last(mine) <= _last(theirs) else "theirs",
        held=tuple(tuple((row.guid, getattr(row, column)) for row in moves) for moves in (mine, theirs)),
    )
    return "theirs" if merging.asking.ask(question).choose == "theirs" else "mine"


def _moves(merging: Merging, side: Side, table: str, column: str, circle: list[str]) -> list[Row]:
    """The rows of a circle that stand where this side put them."""
    rows, base = merging.side(side)[table], merging.base.get(table, {})
    return [
        rows[guid]
        for guid in circle
        if guid in rows and (guid not in base or getattr(base[guid], column) != getattr(rows[guid], column))
    ]


def _last(moves: list[Row]) -> str:
    return max((row.changed_at for row in moves), default="")


def _told(merging: Merging, table: str, column: str, link: str, moves: list[Row]) -> list[str]:
    return [f"{row.name} {link} {merging.labels.name(table, getattr(row, column))}" for row in moves]
