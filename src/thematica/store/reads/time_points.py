"""The grid of time points: what was planned with whom, what was held, and what is missing and why.

Held is never typed in: a meeting was held when a source that has the time point as its value holds the case's words, or
is about the case. Interviewers, moderators and interpreters are not who was met.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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

    @property
    def called(self) -> str:
        """The case by its name; one of a dyad after that, with its role there."""
        dyad = next((each for each in self.belongs_to if each.type == "dyad"), None)
        if dyad is None:
            return self.name
        return f"{dyad.name}: {self.name}{f' ({dyad.role})' if dyad.role else ''}"


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

    @property
    def told(self) -> str:
        """The counts in words; none is divided by what was planned, since a plan is no sample."""
        unplanned = sum(cell.status == "held" and not cell.planned for row in self.rows for cell in row.cells)
        held, missing, open_ = (self.count(status) for status in ("held", "missing", "planned"))
        more = f"; {unplanned} held unplanned" if unplanned else ""
        return f"{self.planned} planned: {held - unplanned} held, {missing} missing, {open_} still open{more}"


@dataclass(frozen=True, slots=True)
class _Plan:
    time_point: str
    status: str
    reason: str


_Plans = Mapping[tuple[CaseId, str], _Plan]
"""By case and time point, letter case apart; in the order in which they were first made."""


def grid(session: Session, variable: str = TIME_POINT, *, views: Sequence[CaseView] | None = None) -> Grid:
    """Every case for which something was planned or held at the values of a source variable.

    The columns are the variable's levels, or where it is not ordered its values as they were first planned or given.
    Without such a variable the grid is empty. `views` are the cases, where they have been read already.
    """
    known = table(Variable)
    query = sa.select(known.c.guid, known.c.name, known.c.levels).where(known.c.applies_to == "source")
    found = next((row for row in session.execute(query) if row.name.casefold() == variable.casefold()), None)
    if found is None:
        return Grid(variable, (), ())
    plans, times = _plans(session, found.guid), _times(session, found.guid)
    columns = tuple(json.loads(found.levels)) or _as_they_came(plans, times)
    views = cases(session) if views is None else views
    places = {view.guid: place for place, view in enumerate(views)}
    rows = (
        GridRow(
            view.guid, view.name, view.type, view.belongs_to, tuple(_cell(view, at, plans, times) for at in columns)
        )
        for view in sorted(views, key=lambda view: _place(view, places))
    )
    return Grid(found.name, columns, tuple(row for row in rows if any(cell.status != "none" for cell in row.cells)))


def _cell(case: CaseView, time_point: str, plans: _Plans, times: Mapping[SourceId, str]) -> Cell:
    plan = plans.get((case.guid, time_point.casefold()))
    met = {each.source_guid: each.source for each in case.speaks if each.role not in NOT_EVIDENCE} | dict(case.about)
    held = {guid: name for guid, name in met.items() if times.get(guid, "").casefold() == time_point.casefold()}
    status = "held" if held else plan.status if plan else "none"
    return Cell(status, plan is not None, plan.reason if plan else "", held)


def _place(case: CaseView, places: dict[CaseId, int]) -> tuple[int, int]:
    """Members of a dyad stand where the dyad does."""
    own = places[case.guid]
    return min((places[each.guid] for each in case.belongs_to if each.type == "dyad"), default=own), own


def _as_they_came(plans: _Plans, times: Mapping[SourceId, str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in (*(plan.time_point for plan in plans.values()), *times.values()):
        first.setdefault(name.casefold(), name)
    return tuple(first.values())


def _plans(session: Session, variable: VariableId) -> _Plans:
    planned = table(Planned)
    query = sa.select(planned.c.case_guid, planned.c.time_point, planned.c.status, planned.c.reason)
    rows = session.execute(query.where(planned.c.variable_guid == variable).order_by(planned.c.position))
    return {(case, plan[0].casefold()): _Plan(*plan) for case, *plan in rows}


def _times(session: Session, variable: VariableId) -> dict[SourceId, str]:
    value, source = table(Value), table(Source)
    query = (
        sa.select(source.c.guid, value.c.value)
        .join_from(value, source, value.c.source_guid == source.c.guid)
        .where(value.c.variable_guid == variable)
        .order_by(source.c.position)
    )
    return {SourceId(guid): text for guid, text in session.execute(query)}
