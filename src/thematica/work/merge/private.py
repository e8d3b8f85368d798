"""Private entries stay out of a merge: mine stand as they are, theirs are not taken, and none counts as deleted."""

from __future__ import annotations

from dataclasses import dataclass

from thematica.work.merge.states import Row, State


@dataclass(frozen=True, slots=True)
class Apart:
    """What the copies had in common and what theirs is, without private entries; whether there were any anywhere."""

    base: State | None
    theirs: State
    any: bool


def apart(base: State | None, mine: State, theirs: State) -> Apart:
    """Leaves out what is private in any of the three states, but for what its author has opened to the team in theirs.

    Mine is not touched: an entry that nobody else has is one I have made.
    """
    before, others = (base or {}).get("memo", {}), theirs.get("memo", {})
    every = {guid for state in (base or {}, mine, theirs) for guid, row in state.get("memo", {}).items() if row.private}
    opened = {
        guid
        for guid in every
        if guid in others and not others[guid].private and guid in before and before[guid].private
    }
    hidden = every - opened
    return Apart(_without(base, hidden) if base is not None else None, _without(theirs, hidden), bool(hidden))


def _without(state: State, hidden: set[str]) -> State:
    if not hidden:
        return state
    found = dict(state)
    for table, column in (("memo", "guid"), ("memo_link", "memo_guid")):
        if table in state:
            found[table] = {guid: row for guid, row in state[table].items() if getattr(row, column) not in hidden}
    return found


def let_go(entry: Row, coding: Row | None = None) -> Row:
    """A private entry whose thing goes: on the words of the coding where it was on one, else on the project."""
    nowhere = dict.fromkeys(("source_guid", "start", "end", "coding_guid", "code_guid", "theme_guid", "case_guid"))
    words = {name: getattr(coding, name) for name in ("source_guid", "start", "end")} if coding is not None else {}
    return entry._replace(**{**nowhere, **words})
