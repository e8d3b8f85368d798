"""Deleted here, used or changed there: use wins, and somebody is asked.

What one side deleted and the other left alone is gone. But where the other side changed it, or made something that
hangs on it, it stays until a person says otherwise, and with it all that went only because it went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from thematica.work.merge.conflicts import OTHER, Conflict
from thematica.work.merge.fields import references
from thematica.work.merge.private import let_go
from thematica.work.merge.rowwise import Absent, Merging
from thematica.work.merge.states import Key, Row

KEPT_UNASKED = frozenset(
    {"coder", "codebook", "revision", "project", "pinned_code", "copy", "merge", "codebook_version", "collapsed_coding"}
)
"""Things that nobody deletes for its own sake."""


def close(merging: Merging) -> None:
    """Settles what becomes of everything that one side deleted, so that no row refers to one that is not there."""
    fresh = list(_fresh(merging))
    used = {key for table, row in fresh for key in _refers(table, row) if key in merging.absent}
    changed = {key for key, gone in merging.absent.items() if gone.changed}
    for key in sorted({_topmost(merging, key) for key in used | changed}):
        if key[1] not in merging.merged[key[0]]:
            _settle(merging, key, used=key in used)
    for table, row in fresh:
        if row.guid in merging.merged[table]:
            _keep_what_it_needs(merging, table, merging.merged[table][row.guid])


def _fresh(merging: Merging) -> Iterator[tuple[str, Row]]:
    """The rows that are not the same on both sides: only these can refer to what one side deleted."""
    for table, rows in merging.merged.items():
        mine, theirs = merging.mine.get(table, {}), merging.theirs.get(table, {})
        for guid, row in rows.items():
            if guid not in mine or mine[guid] is not row or theirs.get(guid) != row:
                yield table, row


def _refers(table: str, row: Row) -> Iterator[Key]:
    for column, target, _ in references(table):
        if (guid := getattr(row, column)) is not None:
            yield target, guid


def _hangs_on(merging: Merging, key: Key) -> Iterator[Key]:
    """The deleted things with which this deleted one went, by the same side."""
    gone = merging.absent[key]
    for column, target, ondelete in references(key[0]):
        above = target, getattr(gone.row, column)
        if ondelete == "CASCADE" and above in merging.absent and merging.absent[above].deleted_by == gone.deleted_by:
            yield above


def _topmost(merging: Merging, key: Key) -> Key:
    while (above := next(_hangs_on(merging, key), None)) is not None:
        key = above
    return key


def _settle(merging: Merging, key: Key, *, used: bool) -> None:
    """Asks whether a thing stays, and does as is said."""
    table, gone = key[0], merging.absent[key]
    keeper = OTHER[gone.deleted_by]
    joined = table == "coding" and key[1] in merging.merged["collapsed_coding"]  # it becomes one with that other again
    if joined or table in KEPT_UNASKED or merging.asking.ask(_question(merging, key, gone, used=used)).choose == keeper:
        _bring_back(merging, key)
    elif table == "code" and used:
        _bring_back(merging, key)
        merging.put(table, gone.row._replace(status="retired"))
    elif gone_too := Counter(of for of, _ in _drop(merging, key)):
        with_it = ", ".join(f"{of.replace('_', ' ')}: {number}" for of, number in sorted(gone_too.items()))
        merging.asking.tell("C7", merging.labels.about(table, gone.row), f"is gone, and what was on it ({with_it})")


def _question(merging: Merging, key: Key, gone: Absent, *, used: bool) -> Conflict:
    table, row = key[0], gone.row
    there = merging.labels.essence(table, row)
    deleted_by_me = gone.deleted_by == "mine"
    return Conflict(
        id=f"{table}/{row.guid}/deleted",
        kind="deleted",
        type="C7",
        name=f"{merging.labels.about(table, row)} ({'used' if used else 'changed'} after it was deleted)",
        mine=None if deleted_by_me else there,
        theirs=there if deleted_by_me else None,
        base=merging.labels.essence(table, merging.base[table][row.guid]),
        proposal=OTHER[gone.deleted_by],
        held=(None, None, row.guid),
    )


def _bring_back(merging: Merging, key: Key) -> None:
    """Puts a deleted thing back, with what it needs and with what went only because it went."""
    gone = merging.absent[key]
    merging.put(key[0], gone.row)
    _keep_what_it_needs(merging, key[0], gone.row)
    back = {key}
    waiting = [each for each, other in merging.absent.items() if other.deleted_by == gone.deleted_by]
    while back:
        now = [each for each in waiting if each[1] not in merging.merged[each[0]] and _needs(merging, each) & back]
        back = set()
        for each in now:
            row = merging.absent[each].row
            if all(guid in merging.merged[target] for target, guid in _refers(each[0], row)):
                merging.put(each[0], row)
                back.add(each)


def _needs(merging: Merging, key: Key) -> set[Key]:
    return {
        (target, getattr(merging.absent[key].row, column))
        for column, target, ondelete in references(key[0])
        if ondelete == "CASCADE"
    }


def _keep_what_it_needs(merging: Merging, table: str, row: Row) -> None:
    for target, guid in _refers(table, row):
        if guid not in merging.merged[target] and (target, guid) in merging.absent:
            merging.put(target, merging.absent[target, guid].row)
            _keep_what_it_needs(merging, target, merging.absent[target, guid].row)


def _drop(merging: Merging, key: Key) -> list[Key]:
    """Lets a thing go, with everything that hangs on it, and gives that; what merely refers to it lets go of it."""
    gone = [key] if merging.merged[key[0]].pop(key[1], None) is not None else []
    for table, rows in merging.merged.items():
        for column, target, ondelete in references(table):
            if target == key[0]:
                for row in [row for row in rows.values() if getattr(row, column) == key[1]]:
                    gone += _let_go(merging, table, row, column, ondelete, key)
    return gone


def _let_go(merging: Merging, table: str, row: Row, column: str, ondelete: str, key: Key) -> list[Key]:
    if table == "memo" and row.private:
        gone = merging.absent.get(key) if key[0] == "coding" else None
        is_placed = gone is not None and gone.row.source_guid in merging.merged["source"]
        merging.put(table, let_go(row, gone.row if gone is not None and is_placed else None))
    elif ondelete == "CASCADE":
        return _drop(merging, (table, row.guid))
    elif column == "parent_guid":
        above = merging.absent[key].row.parent_guid
        merging.put(table, row._replace(parent_guid=above if above in merging.merged[table] else None))
    else:
        unsure = {"certainty": "unknown"} if table == "speaker" else {}
        merging.put(table, row._replace(**{column: None}, **unsure))
    return []
