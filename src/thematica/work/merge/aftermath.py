"""What remains to be put right once all rows are merged.

That is numbers of revisions, what lies on the words of who has withdrawn, and decisions made twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from thematica.text.span import Span
from thematica.work.consensus import CONSENSUS
from thematica.work.merge.conflicts import SIDES, Side
from thematica.work.merge.private import let_go
from thematica.work.merge.rowwise import Merging
from thematica.work.merge.states import Row, State

_ON_WORDS = ("coding", "evidence", "quote")

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


def tell_double_decisions(merging: Merging) -> None:
    """Tells where both sides have agreed, in the name of consensus, on different codes for the same words."""
    us = {row.guid for row in merging.merged.get("coder", {}).values() if row.name == CONSENSUS}
    base, merged = merging.base.get("coding", {}), merging.merged.get("coding", {})
    decided = [row for guid, row in merged.items() if row.coder_guid in us and guid not in base]
    mine, theirs = ([row for row in decided if row.guid in merging.side(side)["coding"]] for side in SIDES)
    twice = {
        one.source_guid
        for one in mine
        for other in theirs
        if one.guid not in merging.theirs["coding"]
        and other.guid not in merging.mine["coding"]
        and one.source_guid == other.source_guid
        and one.code_guid != other.code_guid
        and Span(one.start, one.end).overlaps(Span(other.start, other.end))
    }
    for source in sorted(twice):
        about = merging.labels.about("source", merging.merged["source"][source])
        merging.asking.tell("", about, "both copies decided on the same words, and otherwise: decide on them once more")


def leave_out_withdrawn(merging: Merging, turns_of: Turns) -> tuple[Row, ...]:
    """Takes out what a side made on the turns of participants whose withdrawal the other side knew of, and gives it.

    That is codings, evidence and quotes; a memo on such words stays its author's.
    """
    found = {(table, row.guid): row for side in SIDES for table, row in _made_unknowing(merging, side, turns_of)}
    for (of, _), row in found.items():
        del merging.merged[of][row.guid]
        for table in ("memo", "memo_link", "collapsed_coding"):
            rows = merging.merged.get(table, {})
            for guid, other in [each for each in rows.items() if each[1].coding_guid == row.guid]:
                if table == "memo" and other.private:
                    rows[guid] = let_go(other)
                else:
                    del rows[guid]
    links, memos = merging.merged.get("memo_link", {}), merging.merged.get("memo", {})
    for guid in [guid for guid, link in links.items() if link.memo_guid not in memos]:
        del links[guid]
    return tuple(found.values())


def _made_unknowing(merging: Merging, side: Side, turns_of: Turns) -> Iterator[tuple[str, Row]]:
    """What a side made on turns of participants while it did not know that they had withdrawn."""
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
    for table in _ON_WORDS if spoken else ():
        base, merged = merging.base.get(table, {}), merging.merged.get(table, {})
        for guid in merging.side(side).get(table, {}):
            row = merged.get(guid)
            if row is not None and guid not in base and row.source_guid in spoken:
                words = Span(row.start, row.end)
                if any(turn.overlaps(words) for turn in spoken[row.source_guid]):
                    yield table, row


def _withdrawn(state: State) -> set[str]:
    return {row.case_guid for row in state.get("consent", {}).values() if row.status == "withdrawn"}
