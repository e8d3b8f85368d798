"""How each field of each kind of row is merged; what is not named here is asked about when both sides changed it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from thematica.formats.codebooks.outline import folded
from thematica.store.tables import journalled
from thematica.work.merge.states import Row, columns_of

Values = tuple[Any, ...]

_SPAN = {"start": "span", "end": "span"}
_TOGETHER: dict[str, dict[str, str]] = {
    "source": {"revision_guid": "text", "language": "text"},
    "revision": dict.fromkeys(
        ("file_name", "file_hash", "format", "encoding", "duration", "coder_guid", "created_at"), "origin"
    ),
    "speaker": {"case_guid": "case", "certainty": "case"},
    "consent": dict.fromkeys(("status", "given_on", "declined_on", "withdrawn_on"), "consent"),
    "variable": {"type": "type", "levels": "type"},
    "planned": {"reason": "status"},
    "codebook_version": {"coder_guid": "note"},
    "code": {
        "codebook_guid": "parent",
        "parent_guid": "parent",
        "merged_into_guid": "status",
        "example_invented": "example",
    },
    "coding": {**_SPAN, **dict.fromkeys(("code_guid", "original_code_guid", "codebook_version", "to_sort"), "code")},
    "evidence": _SPAN,
    "quote": _SPAN,
    "memo": dict.fromkeys(
        ("source_guid", "start", "end", "coding_guid", "code_guid", "theme_guid", "case_guid"), "place"
    ),
}
"""Columns that mean something only together are one field, named on the right."""

LISTS = frozenset({("code", "include"), ("code", "exclude"), ("code", "aliases"), ("codebook", "about")})
"""Fields whose JSON is merged item by item."""

DEFINING = ("brief", "definition", "include", "exclude", "example")
"""The fields of a code that say when to apply it."""

TYPES = {
    **{("code", field): "C4" for field in DEFINING},
    ("code", "name"): "C3",
    ("code", "parent"): "C5",
    ("code", "status"): "C7",
    ("codebook", "about"): "C15",
}

_WRITABLE = frozenset(
    {
        *("name", "brief", "definition", "include", "exclude", "concept", "question", "about", "value"),
        *("body_hash", "note_hash", "account_hash", "translation_hash"),
    }
)


@cache
def fields_of(table: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The fields of a table, each with the places of its columns in a row; the GUID is none."""
    together = _TOGETHER.get(table, {})
    found: dict[str, list[int]] = {}
    for place, column in enumerate(columns_of(table)):
        if place:
            found.setdefault(together.get(column, column), []).append(place)
    return tuple((field, tuple(places)) for field, places in found.items())


@cache
def places_of(table: str, field: str) -> tuple[int, ...]:
    """Where the columns of a field stand in a row."""
    return dict(fields_of(table))[field]


def held(table: str, field: str, row: Row) -> Values:
    """What a row holds in a field, as it is stored."""
    return tuple(row[place] for place in places_of(table, field))


@cache
def bookkeeping(table: str) -> frozenset[int]:
    """The places of columns whose change alone is no reason to keep a row that the other side deleted."""
    return frozenset(place for field, places in fields_of(table) if rule_for(table, field) for place in places)


def writable(table: str, field: str) -> bool:
    """Whether a text of one's own can be written into a field."""
    return field in _WRITABLE and (table, field) != ("codebook", "about")


def rule_for(table: str, field: str) -> Callable[[Values, Values], Values] | None:
    """How two different values become one without asking, where nobody would care to be asked."""
    if table == "pinned_code":
        return _smaller
    return _RULES.get((table, field)) or _RULES.get(("", field))


def _smaller(one: Values, other: Values) -> Values:
    return min(one, other, key=_ordered)


def _larger(one: Values, other: Values) -> Values:
    return max(one, other, key=_ordered)


def _ordered(values: Values) -> list[tuple[bool, Any]]:
    return [(value is not None, value) for value in values]


def _earlier(one: Values, other: Values) -> Values:
    return min(one, other, key=lambda values: _ordered(values)[::-1])  # the last column is when it was made


_RULES = {
    ("", "created_at"): _smaller,
    ("", "changed_at"): _larger,
    ("", "position"): _smaller,
    ("code", "defined_at"): _larger,
    ("revision", "number"): _smaller,
    ("revision", "origin"): _earlier,
    ("round", "source_order"): _smaller,
    ("round", "started_at"): _smaller,
}


def ruled(table: str, field: str, mine: Row, theirs: Row) -> tuple[Values, str] | None:
    """What two different changes come to by a rule that is told, and the rule's sentence; None where a person decides.

    A withdrawal of consent wins. Of two new colours or signs for a code the later one stands.
    """
    one, other = held(table, field, mine), held(table, field, theirs)
    if (table, field) == ("consent", "consent") and "withdrawn" in {mine.status, theirs.status}:
        both = mine.status == theirs.status
        chosen = _smaller(one, other) if both else one if mine.status == "withdrawn" else other
        return chosen, "consent was withdrawn in one copy, and that stands"
    if table == "code" and field in {"colour", "symbol"}:
        later = max((mine.changed_at, one), (theirs.changed_at, other), key=lambda each: (each[0], _ordered(each[1])))
        return later[1], f"both gave it another {field}; the later one stands"
    return None


_BLANK = frozenset({None, "", "[]", "{}", "none", "unknown"})


def is_blank(values: Values) -> bool:
    """Whether a field says nothing."""
    return all(value in _BLANK for value in values)


@cache
def references(table: str) -> tuple[tuple[str, str, str], ...]:
    """What the rows of a table refer to: the column, the other table, and what becomes of the row when that goes.

    The last is CASCADE, SET NULL or empty, as the schema has it.
    """
    found = [
        (column.name, key.column.table.name, (key.ondelete or "").upper())
        for column in SQLModel.metadata.tables[table].columns
        for key in column.foreign_keys
        if key.column.table.name != "words"
    ]
    return (*found, ("revision_guid", "revision", "")) if table == "source" else tuple(found)


@cache
def unique_columns(table: str) -> tuple[tuple[str, ...], ...]:
    """The columns that no two rows of a table may have alike, besides the GUID."""
    found = [
        tuple(column.name for column in constraint.columns)
        for constraint in SQLModel.metadata.tables[table].constraints
        if isinstance(constraint, sa.UniqueConstraint)
    ]
    siblings = {"code": ("codebook_guid", "parent_guid", "name"), "theme": ("parent_guid", "name")}
    return (*found, siblings[table]) if table in siblings else tuple(found)


@cache
def is_referred_to(table: str) -> bool:
    """Whether rows of other tables refer to rows of this one."""
    return any(target == table for other in journalled() for _, target, _ in references(other.name))


@cache
def word_columns(table: str) -> tuple[str, ...]:
    """The columns that hold the hash of a longer text."""
    return tuple(
        column.name
        for column in SQLModel.metadata.tables[table].columns
        if any(key.column.table.name == "words" for key in column.foreign_keys)
    )


def as_json(value: object) -> str:
    """A list or mapping as the store keeps it."""
    return json.dumps(value, ensure_ascii=False)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The wanted name, numbered where it is taken."""
    known = {folded(each) for each in taken}
    name, number = wanted, 2
    while folded(name) in known:
        name, number = f"{wanted} ({number})", number + 1
    return name
