"""Two things that a person has found to be one: the second takes the identity of the first, wherever it is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from thematica.store.ids import link_guid
from thematica.work.merge.duplicates import repoint
from thematica.work.merge.states import Key, Row, Rows, State

Pair = tuple[str, str, str]  # a table and two GUIDs in it

_LINKS: dict[str, Callable[[Row], str]] = {
    "speaker": lambda row: link_guid(row.source_guid, row.label),
    "value": lambda row: link_guid(row.variable_guid, row.case_guid or row.source_guid),
    "relation": lambda row: link_guid("relation", row.case_guid, row.to_guid),
    "source_case": lambda row: link_guid("about", row.source_guid, row.case_guid),
    "consent": lambda row: link_guid("consent", row.case_guid),
    "planned": lambda row: link_guid("planned", row.case_guid, row.variable_guid, row.time_point),
    "code_link": lambda row: link_guid(row.kind, row.code_guid, row.to_guid),
    "theme_code": lambda row: link_guid(row.theme_guid, row.code_guid),
    "evidence": lambda row: link_guid("evidence", row.theme_guid, row.source_guid, str(row.start), str(row.end)),
    "quote": lambda row: link_guid("quote", row.theme_guid, row.source_guid, str(row.start), str(row.end)),
    "pass": lambda row: link_guid(row.coder_guid, row.source_guid),
    "pinned_code": lambda row: link_guid(row.coder_guid, f"slot {row.slot}"),
}
"""How the GUID of a link follows from its ends: the verbs that make links look for them by it."""


def one_for_all(pairs: Iterable[Pair], mine: State, theirs: State) -> dict[Key, str]:
    """For each thing that is one with another, the GUID that stands for both: mine's, else theirs'.

    Things that mine has beside one another stay two, whatever others have found: only a fold makes one of them.
    """
    sets: dict[Key, set[str]] = {}
    for table, one, other in pairs:
        joined = sets.get((table, one), {one}) | sets.get((table, other), {other})
        sets.update({(table, guid): joined for guid in joined})
    now = {}
    for (table, guid), joined in sets.items():
        ours, others = mine.get(table, {}), theirs.get(table, {})
        if len(joined & ours.keys()) <= 1:
            now[table, guid] = min(joined, key=lambda each: (each not in ours, each not in others, each))
    return {key: kept for key, kept in now.items() if key[1] != kept}


def renamed(state: State, now: Mapping[Key, str]) -> State:
    """A copy of a state in which things have other GUIDs, wherever they are named."""
    if not now:
        return dict(state)
    copy = {table: dict(rows) for table, rows in state.items()}
    links = {
        table: {guid for guid, row in copy.get(table, {}).items() if guid == made(row)}
        for table, made in _LINKS.items()
    }
    for table in {table for table, _ in now}:
        _rename(copy, table, {guid: kept for (other, guid), kept in now.items() if other == table})
    for table, guids in links.items():
        _relink(copy.get(table, {}), guids, _LINKS[table])
    return copy


def _rename(state: State, table: str, now: Mapping[str, str]) -> None:
    rows = state.get(table, {})
    for guid in [guid for guid in rows if guid in now]:
        row = rows.pop(guid)
        rows.setdefault(now[guid], row._replace(guid=now[guid]))
    repoint(state, table, now)


def _relink(rows: Rows, links: set[str], made: Callable[[Row], str]) -> None:
    for guid in links:
        row = rows[guid]
        if (now := made(row)) != guid:
            del rows[guid]
            rows.setdefault(now, row._replace(guid=now))
