"""The grid of time points: what was planned with whom, what was held, and what is missing and why.

Held is never typed in: a meeting was held when a source that has the time point as its value holds the case's words, or
is about the case. Interviewers, moderators and interpreters are not who was met.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CaseId, SourceId, VariableId
from thematica.store.reads.cases import CaseView, Related, cases
from thematica.store.reads.voices import NOT_EVIDENCE
from thematica.store.tables import Planned, Source, Value, Variable, table

TIME_POINT = "time_point"


@dataclass(frozen=True, slots=True)
class Cell:
    """One case at one time point. `status` is held, missing, planned, or none where nothing was to be.

    `planned` says whether it was to be held, `reason` why it is missing; `sources` are those that show it held.
    """

    status: str
    planned: bool
    reason: str
    sources: Mapping[SourceId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A case with a cell for every time point; `belongs_to` names its dyad, site, and so on, with its role there."""

    guid: CaseId
    name: str
    type: str
    belongs_to: tuple[Related, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cases by time points; the members of a dyad stand together."""

    variable: str
    time_points: tuple[str, ...]
    rows: tuple[GridRow, ...]

    def count(self, status: str) -> int:
        """How many cells have this status."""
        return sum(cell.status == status for row in self.rows for cell in row.cells)

    @property
    def planned(self) -> int:
        """How many cells were to be held, whatever became of them."""
        return sum(cell.planned for row in self.rows for cell in row.cells)


def grid(session: Session, variable: str = TIME_POINT) -> Grid:
    """Every case for which something was planned or held at the values of a source variable.

    The columns are the variable's levels, or where it is not ordered its values as they were first planned or given.
    Without such a variable the grid is empty.
    """
    known = table(Variable)
    query = sa.select(known.c.guid, known.c.name, known.c.levels).where(known.c.applies_to == "source")
    found = next((row for row in session.execute(query) if row.name.casefold() == variable.casefold()), None)
    if found is None:
        return Grid(variable, (), ())
    plans, times = _plans(session, found.guid), _times(session, found.guid)
    columns = _columns(json.loads(found.levels), plans, times)
    rows = []
    for case in sorted(views := cases(session), key=_together({view.guid: n for n, view in enumerate(views)})):
        cells = tuple(_cell(case, column, plans, times) for column in columns)
        if any(cell.planned or cell.sources for cell in cells):
            rows.append(GridRow(case.guid, case.name, case.type, case.belongs_to, cells))
    return Grid(found.name, columns, tuple(rows))
