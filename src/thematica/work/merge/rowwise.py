"""Row by row, field by field: what one side alone changed is taken, what both changed alike is agreed, the rest asked.

With B what both had, O mine and T theirs: equal is equal; changed on one side only is taken; changed on both sides
differently is a question. A row that one side deleted goes when the other left it as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from thematica.store.words import hash_of
from thematica.work import rules
from thematica.work.merge.conflicts import Asking, Conflict, Side
from thematica.work.merge.fields import (
    LISTS,
    TYPES,
    Values,
    as_json,
    bookkeeping,
    fields_of,
    held,
    is_blank,
    places_of,
    rule_for,
    ruled,
    word_columns,
    writable,
)
from thematica.work.merge.labels import Labels
from thematica.work.merge.listwise import UndecidedError, merged_json
from thematica.work.merge.states import Key, Row, Rows, State, columns_of


@dataclass(frozen=True, slots=True)
class Absent:
    """A row that one side deleted: how the other has it, which side deleted it, and whether the other changed it."""

    row: Row
    deleted_by: Side
    changed: bool


@dataclass(slots=True)
class Merging:
    """A merge while it is worked out. `merged` is the state it comes to; `absent` what a side deleted meanwhile."""

    base: State
    mine: State
    theirs: State
    two_way: bool
    asking: Asking
    labels: Labels
    text: Callable[[str], str]
    merged: State = field(default_factory=dict)
    absent: dict[Key, Absent] = field(default_factory=dict)
    new_words: dict[str, str] = field(default_factory=dict)

    def side(self, which: Side) -> State:
        """The state of one side."""
        return self.mine if which == "mine" else self.theirs

    def put(self, table: str, row: Row) -> None:
        """Writes a row into what the merge comes to."""
        self.merged[table][row.guid] = row

    def words(self, digest: str) -> str:
        """The text behind a hash, also one that this merge has made."""
        made = self.new_words.get(digest)
        return made if made is not None else self.text(digest)

    def keep_words(self, body: str) -> str | None:
        """Remembers a text that neither side has, and gives its hash; an empty one is none."""
        if not body:
            return None
        digest = hash_of(body)
        self.new_words[digest] = body
        return digest


def merge_table(merging: Merging, table: str) -> None:
    """Merges all rows of one table; rows that only one side deleted are noted as absent."""
    base, mine, theirs = (state.get(table, {}) for state in (merging.base, merging.mine, merging.theirs))
    rows: Rows = merging.merged.setdefault(table, {})
    for guid, row in mine.items():
        other = theirs.get(guid)
        if row == other:
            rows[guid] = row
        elif other is not None:
            rows[guid] = merged_row(merging, table, base.get(guid), row, other)
        elif guid in base:
            merging.absent[table, guid] = Absent(row, "theirs", _changed(table, base[guid], row))
        else:
            rows[guid] = row
    for guid in theirs:
        if guid in mine:
            continue
        if guid in base:
            merging.absent[table, guid] = Absent(theirs[guid], "mine", _changed(table, base[guid], theirs[guid]))
        else:
            rows[guid] = theirs[guid]


def _changed(table: str, before: Row, after: Row) -> bool:
    if before == after:
        return False
    ignored = bookkeeping(table)
    return any(
        one != other for place, (one, other) in enumerate(zip(before, after, strict=True)) if place not in ignored
    )


def merged_row(merging: Merging, table: str, base: Row | None, mine: Row, theirs: Row) -> Row:
    """One row of both, field by field."""
    values = list(mine)
    for name, places in fields_of(table):
        for place, value in zip(places, _field(merging, table, name, base, mine, theirs), strict=True):
            values[place] = value
    return type(mine)._make(values)


def _field(merging: Merging, table: str, name: str, base: Row | None, mine: Row, theirs: Row) -> Values:
    o, t = held(table, name, mine), held(table, name, theirs)
    b = None if base is None else held(table, name, base)
    if t in (o, b):
        return o
    if o == b:
        return t
    return _by_rule(merging, table, name, b, mine, theirs) or _asked(merging, table, name, base, mine, theirs)


def _by_rule(merging: Merging, table: str, name: str, b: Values | None, mine: Row, theirs: Row) -> Values | None:
    """What two changes of a field come to where nobody need be asked."""
    o, t = held(table, name, mine), held(table, name, theirs)
    if (rule := rule_for(table, name)) is not None:
        return rule(o, t)
    if b is None and not merging.two_way and (is_blank(o) or is_blank(t)):
        return t if is_blank(o) else o
    if (told := ruled(table, name, mine, theirs)) is not None:
        merging.asking.tell("C10" if table == "code" else "", merging.labels.about(table, mine), told[1])
        return told[0]
    if (table, name) in LISTS and not merging.two_way:
        try:
            return (as_json(merged_json(json.loads(b[0]) if b else None, json.loads(o[0]), json.loads(t[0]))),)
        except UndecidedError:
            return None
    return None


def _asked(merging: Merging, table: str, name: str, base: Row | None, mine: Row, theirs: Row) -> Values:
    answer = merging.asking.ask(_question(merging, table, name, base, mine, theirs))
    if answer.text is not None:
        return (_written(merging, table, name, answer.text),)
    return held(table, name, theirs if answer.choose == "theirs" else mine)


def _question(merging: Merging, table: str, name: str, base: Row | None, mine: Row, theirs: Row) -> Conflict:
    """The question which side's field stands."""
    labels = merging.labels
    type_ = "C16" if merging.two_way else TYPES.get((table, name), "")
    if name == "status" and table == "code" and mine.merged_into_guid and theirs.merged_into_guid:
        type_ = "C12"
    return Conflict(
        id=f"{table}/{mine.guid}/{name}",
        kind=name.removesuffix("_hash").removesuffix("_guid"),
        type=type_,
        name=labels.about(table, mine),
        mine=labels.shown(table, name, mine),
        theirs=labels.shown(table, name, theirs),
        base=None if base is None else labels.shown(table, name, base),
        writable=writable(table, name),
        held=tuple(held(table, name, row) for row in (mine, theirs, base) if row is not None),
    )


def _written(merging: Merging, table: str, name: str, text: str) -> Any:
    """A text of a person's own as a field holds it. Raises NotAllowed where it is no name."""
    [place] = places_of(table, name)
    column = columns_of(table)[place]
    if column in word_columns(table):
        return merging.keep_words(rules.prose(text))
    if (table, name) in LISTS:
        return as_json([line for line in map(rules.prose, text.split("\n")) if line])
    return rules.name(table, text) if name == "name" else rules.prose(text)
