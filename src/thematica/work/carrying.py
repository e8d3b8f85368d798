"""Carrying codings, evidence, quotes and memos along when the text under them changes.

All are moved in bulk through the edit's offset map: what keeps its words moves with them, what loses all of them is
taken off, and what would then stand twice on the same words becomes one. A memo is never taken off: without its words
it stays on the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from thematica.store import words
from thematica.store.ids import SourceId
from thematica.store.project import Tx
from thematica.store.reads.codes import paths
from thematica.store.tables import Coding, Evidence, Memo, Quote, Theme, table
from thematica.text.offsets import OffsetMap
from thematica.text.span import Span
from thematica.work import memos, rules


@dataclass(frozen=True, slots=True)
class Touch:
    """Something whose own words changed: where it stood, and where it stands now (None: nothing is left of its words).

    `thing` is coding, evidence, quote or memo. `name` is the path of a coding's code, or the theme's name for evidence
    and quotes; empty for memos. `into` is the GUID of the like thing that it became one with.
    """

    thing: str
    guid: str
    name: str
    before: Span
    after: Span | None
    into: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A row on its way. No two rows of a table may have the same `key` and the same stretch."""

    guid: str
    key: tuple[str, ...]
    before: Span
    after: Span
    changed: bool
    lost: bool


def carry(tx: Tx, source: SourceId, offsets: OffsetMap, text: str) -> tuple[Touch, ...]:
    """Moves everything that stands on a source's words to where `offsets` puts them in the new `text`.

    Gives what was touched: what changed in its own words, lost all of them, or became one with another.
    """
    if not offsets.old_starts:
        return ()
    tx.session.flush()
    theme = table(Theme)
    names: dict[str, str] = {str(guid): path for guid, path in paths(tx.session).items()}
    names |= {row.guid: row.name for row in tx.session.execute(sa.select(theme.c.guid, theme.c.name))}
    touched: list[Touch] = []
    for thing, model, key, hand_over in (
        ("coding", Coding, ("code_guid", "coder_guid"), _hand_over_coding),
        ("evidence", Evidence, ("theme_guid",), None),
        ("quote", Quote, ("theme_guid",), _hand_over_quote),
    ):
        places = _places(tx, table(model), source, offsets, text, key)
        into = _joined(places)
        if model is Coding:
            _keep_memos(tx, source, [place.guid for place in places if place.lost])
        for gone, kept in into.items():
            if hand_over is not None:
                hand_over(tx, gone, kept)
        _delete(tx, table(model), [*into, *(place.guid for place in places if place.lost)])
        _move(tx, table(model), (place for place in places if not place.lost and place.guid not in into))
        touched += _touches(thing, places, into, names)
    touched += _carry_memos(tx, source, offsets, text)
    tx.session.expire_all()
    return tuple(touched)


def _places(
    tx: Tx, rows: sa.Table, source: SourceId, offsets: OffsetMap, text: str, key: Sequence[str]
) -> list[_Place]:
    """Where everything goes that ends at the first edit or after it, the oldest first."""
    query = (
        sa.select(rows.c.guid, rows.c.start, rows.c.end, *(rows.c[column] for column in key))
        .where(rows.c.source_guid == source, rows.c.end >= offsets.old_starts[0])
        .order_by(rows.c.created_at, rows.c.guid)
    )
    places = []
    for guid, start, end, *rest in tx.session.execute(query):
        before = Span(start, end)
        after, changed = offsets.span(before), offsets.touched(before)
        lost = changed and not after.of(text).strip()
        places.append(_Place(guid, tuple(rest), before, after, changed, lost))
    return places


def _joined(places: Iterable[_Place]) -> dict[str, str]:
    """Which rows would stand where an older one of the same key stands, by GUID."""
    first: dict[tuple[tuple[str, ...], Span], str] = {}
    staying = [place for place in places if not place.lost]
    kept = {place.guid: first.setdefault((place.key, place.after), place.guid) for place in staying}
    return {guid: older for guid, older in kept.items() if guid != older}


def _touches(
    thing: str, places: Iterable[_Place], into: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Touch]:
    for place in places:
        if place.changed or place.guid in into:
            after = None if place.lost else place.after
            yield Touch(thing, place.guid, names.get(place.key[0], ""), place.before, after, into.get(place.guid))


def _move(tx: Tx, rows: sa.Table, places: Iterable[_Place]) -> None:
    """Writes the new stretches, each row only after whatever stands where it goes has left.

    That never runs in a circle, since an offset map keeps the order of positions.
    """
    waiting = {(place.key, place.before): place for place in places if place.before != place.after}
    ordered: list[_Place] = []
    while waiting:
        line = [waiting.pop(next(iter(waiting)))]
        while (ahead := waiting.pop((line[-1].key, line[-1].after), None)) is not None:
            line.append(ahead)
        ordered += reversed(line)
    if ordered:
        statement = (
            sa.update(rows)
            .where(rows.c.guid == sa.bindparam("which"))
            .values(start=sa.bindparam("from_"), end=sa.bindparam("to"))
        )
        tx.session.connection().execute(
            statement, [{"which": each.guid, "from_": each.after.start, "to": each.after.end} for each in ordered]
        )


def _delete(tx: Tx, rows: sa.Table, guids: Sequence[str]) -> None:
    if guids:
        statement = sa.delete(rows).where(rows.c.guid == sa.bindparam("which"))
        tx.session.connection().execute(statement, [{"which": guid} for guid in guids])


def _keep_memos(tx: Tx, source: SourceId, codings: Iterable[str]) -> None:
    """Memos on codings that lose all their words stay on the source."""
    memo = table(Memo)
    for coding in codings:
        tx.session.execute(
            sa.update(memo).where(memo.c.coding_guid == coding).values(coding_guid=None, source_guid=source)
        )


def _hand_over_coding(tx: Tx, gone: str, kept: str) -> None:
    """What a coder said on a coding goes to the one that stays: memos, note, and what that one leaves open."""
    old, new = rules.row(tx.session, Coding, gone, "coding"), rules.row(tx.session, Coding, kept, "coding")
    memos.hand_over(tx, "coding_guid", gone, kept)
    notes = dict.fromkeys(words.body_of(tx.session, each.note_hash) for each in (new, old) if each.note_hash)
    new.note_hash = words.keep_or_none(tx.session, "\n\n".join(notes))
    new.valence = old.valence if new.valence == "none" else new.valence
    new.level = old.level if new.level == "none" else new.level
    tx.session.flush()


def _hand_over_quote(tx: Tx, gone: str, kept: str) -> None:
    old, new = rules.row(tx.session, Quote, gone, "quote"), rules.row(tx.session, Quote, kept, "quote")
    new.translation_hash = new.translation_hash or old.translation_hash
    tx.session.flush()


def _carry_memos(tx: Tx, source: SourceId, offsets: OffsetMap, text: str) -> list[Touch]:
    memo = table(Memo)
    places = _places(tx, memo, source, offsets, text, ("guid",))
    for place in places:
        if place.lost:
            tx.session.execute(sa.update(memo).where(memo.c.guid == place.guid).values(start=None, end=None))
    _move(tx, memo, (place for place in places if not place.lost))
    return list(_touches("memo", places, {}, {}))
