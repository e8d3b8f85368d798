"""Putting both sides on the same text before they are compared.

A source's text may have been corrected on one side while the other went on coding. Once it is settled which text
stands, everything that lies on the other text, and on the text both had, is moved through the map between the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thematica.text.edits import difference
from thematica.text.offsets import OffsetMap
from thematica.text.span import Span
from thematica.work.merge.conflicts import Side
from thematica.work.merge.rowwise import Merging
from thematica.work.merge.states import Key, Row, Rows, State

SPANNED = ("coding", "evidence", "quote", "memo")


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of text did to what stood on it: rows whose own words changed, and rows that lost all theirs."""

    touched: tuple[Key, ...] = ()
    lost: tuple[tuple[str, Row], ...] = ()


@dataclass(frozen=True, slots=True)
class _Way:
    """The way from one text of a source to the one that stands."""

    offsets: OffsetMap
    text: str


def agree(merging: Merging) -> None:
    """Takes texts that both sides corrected alike for one: the one that was stored first."""
    for guid, ours in list(merging.mine.get("source", {}).items()):
        base, others = merging.base.get("source", {}).get(guid), merging.theirs.get("source", {}).get(guid)
        if base is None or others is None or base.revision_guid in {ours.revision_guid, others.revision_guid}:
            continue
        one, other = merging.mine["revision"][ours.revision_guid], merging.theirs["revision"][others.revision_guid]
        if (ours.language, one.text_hash, one.turns) == (others.language, other.text_hash, other.turns):
            first = min(one, other, key=lambda row: (row.created_at, row.guid)).guid
            for state, row in ((merging.mine, ours), (merging.theirs, others)):
                state["source"] = {**state["source"], guid: row._replace(revision_guid=first)}


def align(merging: Merging) -> Moved:
    """Moves everything that stands on words, in all three states, to where it stands on the text that was settled on.

    The table of sources must be merged already. Memos that lose their words stay on their source.
    """
    targets = {guid: row.revision_guid for guid, row in merging.merged["source"].items()}
    targets |= {guid: gone.row.revision_guid for (table, guid), gone in merging.absent.items() if table == "source"}
    ways: dict[tuple[str, str], _Way] = {}
    sides: tuple[tuple[Side | None, State], ...] = (
        (None, merging.base),
        ("mine", merging.mine),
        ("theirs", merging.theirs),
    )
    touched: dict[Key, None] = {}
    lost: dict[Key, tuple[str, Row]] = {}
    for side, state in sides:
        of_source = _ways_of(merging, state, targets, ways)
        for table in SPANNED if of_source else ():
            state[table], changed, gone = _moved(state.get(table, {}), of_source, keeps_rows=table == "memo")
            if table == "coding":
                _let_go_of(state, gone)
            if side is not None:
                touched |= dict.fromkeys((table, guid) for guid in changed)
                lost |= {(table, row.guid): (table, row) for row in gone}
    return Moved(tuple(touched), tuple(lost.values()))


def _let_go_of(state: State, codings: Sequence[Row]) -> None:
    """A memo on a coding that lost its words stays on the source, as it does when a text is corrected."""
    sources = {row.guid: row.source_guid for row in codings}
    if not sources:
        return
    state["memo"] = {
        guid: row._replace(coding_guid=None, source_guid=sources[row.coding_guid])
        if row.coding_guid in sources
        else row
        for guid, row in state.get("memo", {}).items()
    }
    for table in ("memo_link", "collapsed_coding"):
        rows = state.get(table, {})
        state[table] = {guid: row for guid, row in rows.items() if row.coding_guid not in sources}


def _ways_of(
    merging: Merging, state: State, targets: dict[str, str], known: dict[tuple[str, str], _Way]
) -> dict[str, _Way]:
    """The ways for the sources that have another text in this state, by source."""
    found = {}
    for guid, target in targets.items():
        source = state.get("source", {}).get(guid)
        if source is None or source.revision_guid == target:
            continue
        old, new = (_text_of(merging, revision) for revision in (source.revision_guid, target))
        if old != new:
            if (old, new) not in known:
                text = merging.text(new)
                known[old, new] = _Way(difference(merging.text(old), text), text)
            found[guid] = known[old, new]
    return found


def _text_of(merging: Merging, revision: str) -> str:
    rows = (state["revision"].get(revision) for state in (merging.mine, merging.theirs, merging.base))
    digest: str = next(row.text_hash for row in rows if row is not None)
    return digest


def _moved(rows: Rows, ways: dict[str, _Way], *, keeps_rows: bool) -> tuple[Rows, Iterable[str], Sequence[Row]]:
    """The rows where they stand now, which of them stand on other words, and which have none left."""
    moved: Rows = {}
    touched, lost = [], []
    for guid, row in rows.items():
        way = ways.get(row.source_guid) if row.start is not None else None
        if way is None:
            moved[guid] = row
            continue
        before = Span(row.start, row.end)
        after, changed = way.offsets.span(before), way.offsets.touched(before)
        if changed and not after.of(way.text).strip():
            lost.append(row)
            if keeps_rows:
                moved[guid] = row._replace(start=None, end=None)
            continue
        if changed:
            touched.append(guid)
        moved[guid] = row._replace(start=after.start, end=after.end)
    return moved, touched, lost
