"""What remains to be put right once all rows are merged: numbers of revisions, and the codings of who has withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from thematica.text.span import Span
from thematica.work.merge.conflicts import SIDES, Side
from thematica.work.merge.private import let_go
from thematica.work.merge.rowwise import Merging
from thematica.work.merge.states import Row, State

Turns = Callable[[str], Sequence[tuple[int, int, str | None]]]
"""Gives the turns of a revision: the start and end of what was said, and the label of who said it."""


def renumber_revisions(merging: Merging) -> None:
    """Numbers the texts of a source anew where both sides made a next one; the current one is always the last."""
    rows = merging.merged["revision"]
    of_source: dict[str, list[Row]] = {}
    for row in rows.values():
        of_source.setdefault(row.source_guid, []).append(row)
    for source, revisions in of_source.items():
        current = merging.merged["source"][source].revision_guid
        latest = max(row.number for row in revisions)
        if len({row.number for row in revisions}) == len(revisions) and rows[current].number == latest:
            continue
        ordered = sorted(revisions, key=lambda row: (row.guid == current, row.number, row.created_at, row.guid))
        for number, row in enumerate(ordered, start=1):
            merging.put("revision", row._replace(number=number))


def leave_out_withdrawn(merging: Merging, turns_of: Turns) -> tuple[Row, ...]:
    """Takes out codings made on the turns of participants whose withdrawal the other side knew of, and gives them."""
    found = {row.guid: row for side in SIDES for row in _made_unknowing(merging, side, turns_of)}
    left_out = tuple(found.values())
    for row in left_out:
        del merging.merged["coding"][row.guid]
        for table in ("memo", "memo_link", "collapsed_coding"):
            rows = merging.merged.get(table, {})
            for guid, other in [(guid, other) for guid, other in rows.items() if other.coding_guid == row.guid]:
                if table == "memo" and other.private:
                    rows[guid] = let_go(other)
                else:
                    del rows[guid]
    links, memos = merging.merged.get("memo_link", {}), merging.merged.get("memo", {})
    for guid in [guid for guid, link in links.items() if link.memo_guid not in memos]:
        del links[guid]
    return left_out


def _made_unknowing(merging: Merging, side: Side, turns_of: Turns) -> Iterator[Row]:
    """The codings a side made on turns of participants while it did not know that they had withdrawn."""
    news = _withdrawn(merging.merged) - _withdrawn(merging.side(side))
    labels: dict[str, set[str]] = {}
    for row in merging.merged.get("speaker", {}).values() if news else ():
        if row.case_guid in news:
            labels.setdefault(row.source_guid, set()).add(row.label)
    spoken = {
        source: [
            Span(start, end)
            for start, end, speaker in turns_of(merging.merged["source"][source].revision_guid)
            if speaker in names
        ]
        for source, names in labels.items()
    }
    base = merging.base.get("coding", {})
    for guid in merging.side(side).get("coding", {}) if spoken else ():
        row = merging.merged["coding"].get(guid)
        if row is not None and guid not in base and row.source_guid in spoken:
            coded = Span(row.start, row.end)
            if any(turn.overlaps(coded) for turn in spoken[row.source_guid]):
                yield row


def _withdrawn(state: State) -> set[str]:
    return {row.case_guid for row in state.get("consent", {}).values() if row.status == "withdrawn"}
