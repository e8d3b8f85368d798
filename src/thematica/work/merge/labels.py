"""Words for rows and fields, so that a person can tell what a question is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from thematica.store.reads.codes import SEPARATOR
from thematica.work.merge.fields import places_of, references, word_columns
from thematica.work.merge.states import Row, State, columns_of

_NAMED = {"code_guid": "code", "theme_guid": "theme", "case_guid": "case", "coding_guid": "coding"}


class Labels:
    """Names of what the states of a merge hold; the first state that has a thing says what it is called."""

    def __init__(self, states: Sequence[State], text: Callable[[str], str]) -> None:
        self._states = states
        self._text = text

    def row(self, table: str, guid: str | None) -> Row | None:
        """The row with this GUID in the first state that has it."""
        return next((state[table][guid] for state in self._states if guid in state.get(table, {})), None)

    def name(self, table: str, guid: str | None) -> str:
        """What a thing is called: codes and themes by their path."""
        row = self.row(table, guid)
        if row is None:
            return "nothing"
        if table in {"code", "theme"}:
            return self._path(table, row)
        return str(row.name) if hasattr(row, "name") else f"a {table}"

    def _path(self, table: str, row: Row) -> str:
        names, seen = [row.name], {row.guid}
        while row.parent_guid is not None and row.parent_guid not in seen:
            above = self.row(table, row.parent_guid)
            if above is None:
                break
            seen.add(above.guid)
            names.append(above.name)
            row = above
        return SEPARATOR.join(reversed(names))

    def about(self, table: str, row: Row) -> str:
        """What a row is, in words; never a participant's."""
        if table in {"coding", "evidence", "quote"}:
            of = ("theme", row.theme_guid) if table != "coding" else ("code", row.code_guid)
            return f"{table} of “{self.name(*of)}” in {self._place(row)}"
        if table == "memo":
            return f"memo on {self._subject(row)}"
        if table == "speaker":
            return f"speaker {row.label} in {self.name('source', row.source_guid)}"
        if table == "project":
            return "project"
        if hasattr(row, "name"):
            return f"{table} “{self.name(table, row.guid) if table in {'code', 'theme'} else row.name}”"
        ends = [self.name(target, guid) for column, target, _ in references(table) if (guid := getattr(row, column))]
        return f"{table.replace('_', ' ')}: {', '.join(ends)}"

    def _place(self, row: Row) -> str:
        return f"{self.name('source', row.source_guid)}, {row.start}–{row.end}"

    def _subject(self, row: Row) -> str:
        if row.source_guid is not None:
            return self._place(row) if row.start is not None else self.name("source", row.source_guid)
        for column, table in _NAMED.items():
            if (guid := getattr(row, column)) is not None:
                on = self.row(table, guid)
                return self.about(table, on) if on is not None else f"a {table}"
        return "the project"

    def shown(self, table: str, field: str, row: Row) -> Any:
        """What a row holds in a field, as text, number, list or None."""
        columns = [columns_of(table)[place] for place in places_of(table, field)]
        values = [getattr(row, column) for column in columns]
        if len(values) == 1:
            return self._value(table, columns[0], values[0])
        if field == "span":
            return f"{row.start}–{row.end}"
        if field == "place":
            return self._subject(row)
        if field == "parent":
            return self.name("code", row.parent_guid) if row.parent_guid else self.name("codebook", row.codebook_guid)
        if field == "text":
            return self._revision(row)
        shown = {column: self._value(table, column, value) for column, value in zip(columns, values, strict=True)}
        return {column.removesuffix("_guid"): value for column, value in shown.items() if value not in (None, "")}

    def _value(self, table: str, column: str, value: Any) -> Any:
        if value is None:
            return None
        if column in word_columns(table):
            return self._text(value)
        target = next((target for name, target, _ in references(table) if name == column), None)
        if target is not None:
            return self.name(target, value)
        if (
            isinstance(value, str)
            and value[:1] in {"[", "{"}
            and column in {"include", "exclude", "aliases", "levels", "about"}
        ):
            return json.loads(value)
        return value

    def _revision(self, source: Row) -> str:
        revision = self.row("revision", source.revision_guid)
        if revision is None:
            return str(source.language)
        return f"text {revision.text_hash[:12]} of {revision.created_at} ({revision.words} words, {source.language})"

    def essence(self, table: str, row: Row | None) -> Any:
        """What would go with a row: its text or value where it has one, else what it is; None without a row."""
        if row is None:
            return None
        for column in ("body_hash", "value", "definition", "status"):
            if row_has(row, column) and getattr(row, column):
                return self._value(table, column, getattr(row, column))
        return self.about(table, row)


def row_has(row: Row, column: str) -> bool:
    """Whether rows of this kind have a column."""
    return column in row._fields
