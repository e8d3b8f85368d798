"""Rows that would stand twice for the same thing become one: the one made first stays, and says what both said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from thematica.work.merge.fields import references, unique_columns
from thematica.work.merge.rowwise import Merging, merged_row
from thematica.work.merge.states import Row, Rows, State, columns_of, filled

_BY_NAME = frozenset({"name", "number", "version"})  # what two things must not both be called is another matter


def _keys(table: str) -> list[tuple[int, ...]]:
    """The places of the columns in which rows of the same meaning are alike."""
    return [
        tuple(columns_of(table).index(column) for column in columns)
        for columns in unique_columns(table)
        if not _BY_NAME.intersection(columns)
    ]


def collapse(merging: Merging) -> tuple[tuple[str, str, str], ...]:
    """Makes one of rows that mean the same. Gives each that went: its table, its GUID, and the one that stands."""
    listed: list[tuple[str, str, str]] = []
    for guid in merging.merged.get("coding", {}).keys() & merging.merged.get("collapsed_coding", {}).keys():
        del merging.merged["collapsed_coding"][guid]
    for table, rows in merging.merged.items():
        into: dict[str, str] = {}
        for places in _keys(table):
            for kept, gone in _alike(rows, places):
                into[gone.guid] = kept.guid
                _join(merging, table, rows[kept.guid], gone)
        if into:
            repoint(merging.merged, table, into)
            listed += [(table, gone, kept) for gone, kept in into.items()]
    return tuple(listed)


def _alike(rows: Rows, places: tuple[int, ...]) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows of the same meaning, the one that stays first."""
    first: dict[tuple[object, ...], Row] = {}
    double: dict[tuple[object, ...], list[Row]] = {}
    for row in rows.values():
        key = tuple([row[place] for place in places])
        if None not in key and first.setdefault(key, row) is not row:
            double.setdefault(key, [first[key]]).append(row)
    for same in double.values():
        kept, *others = sorted(same, key=lambda row: (getattr(row, "created_at", ""), row.guid))
        for gone in others:
            yield kept, gone


def _join(merging: Merging, table: str, kept: Row, gone: Row) -> None:
    """Takes a row away and lets another say what both said. What two codings say otherwise is kept beside the one."""
    del merging.merged[table][gone.guid]
    if table == "coding":
        merging.put(table, _one_coding(merging, kept, gone))
        return
    mine, theirs = (kept, gone) if kept.guid in merging.mine[table] else (gone, kept)
    merging.put(table, merged_row(merging, table, None, mine, theirs)._replace(guid=kept.guid))


def _one_coding(merging: Merging, kept: Row, gone: Row) -> Row:
    fields = {
        "guid": gone.guid,
        "coding_guid": kept.guid,
        "code_guid": gone.original_code_guid or gone.code_guid,
        "valence": gone.valence,
        "level": gone.level,
        "created_at": gone.created_at,
    }
    merging.put("collapsed_coding", filled("collapsed_coding", fields))
    notes = dict.fromkeys(merging.words(each.note_hash) for each in (kept, gone) if each.note_hash)
    return kept._replace(
        note_hash=merging.keep_words("\n\n".join(notes)),
        valence=gone.valence if kept.valence == "none" else kept.valence,
        level=gone.level if kept.level == "none" else kept.level,
        changed_at=max(kept.changed_at, gone.changed_at),
    )


def repoint(state: State, target: str, now: Mapping[str, str]) -> None:
    """Lets everything that refers to rows of a table refer to them by the GUIDs that are theirs now."""
    for table, rows in state.items():
        columns = [column for column, other, _ in references(table) if other == target]
        for guid, row in rows.items() if columns else ():
            new = {column: now[old] for column in columns if (old := getattr(row, column)) in now}
            if new:
                rows[guid] = row._replace(**new)
