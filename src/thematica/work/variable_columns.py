"""Columns of a table that are variables, on their way into the project: of the cases or the sources its rows are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic

from thematica.formats.transcripts import TableRow
from thematica.store.ids import VariableId
from thematica.store.project import Tx
from thematica.store.reads.cases import variables
from thematica.text.values import hint, written
from thematica.work import cases, rules
from thematica.work.cases import Owner


class VariableColumns(Generic[Owner]):
    """Gathers what rows say and sets it column by column; `made` names the variables that were not there before.

    `types` gives each column's type. A variable that is there keeps the type it has. Empty cells change nothing.
    """

    def __init__(self, tx: Tx, applies_to: str, types: Mapping[str, str], rows: Sequence[TableRow]) -> None:
        self.made: list[str] = []
        self._tx = tx
        self._variables: dict[str, tuple[VariableId, str, tuple[str, ...]]] = {}
        self._values: dict[str, dict[Owner, str]] = {}
        for column, type_ in types.items():
            filled = list(dict.fromkeys(filter(None, (row.values[column] for row in rows))))
            if filled:
                self._variables[column] = self._variable(applies_to, column, type_, filled)
                self._values[column] = {}

    def gather(self, row: TableRow, owner: Owner) -> Iterator[str]:
        """Takes a row's values for the case or source it is; gives a sentence for each cell that does not fit."""
        for column, (_, type_, levels) in self._variables.items():
            value = row.values[column]
            if value and written(value, type_, levels) is None:
                yield f"The cell under “{column}” does not fit. {hint(type_, levels)}"
            elif value:
                self._values[column][owner] = value

    def store(self) -> None:
        """Sets what all rows said, one variable after the other."""
        for column, values in self._values.items():
            cases.set_values(self._tx, self._variables[column][0], values)

    def _variable(
        self, applies_to: str, column: str, type_: str, filled: Sequence[str]
    ) -> tuple[VariableId, str, tuple[str, ...]]:
        called = rules.name("variable", column).casefold()
        for view in variables(self._tx.session):
            if view.applies_to == applies_to and view.name.casefold() == called:
                return view.guid, view.type, view.levels
        levels = tuple(filled) if type_ == "ordered" else ()
        guid = cases.add_variable(self._tx, column, applies_to=applies_to, type_=type_, levels=levels)
        self.made.append(column)
        return guid, type_, levels
