"""What was to be held when: meetings planned with a case at a time point, and those that never came about."""

from __future__ import annotations

import json

import sqlalchemy as sa

from thematica.errors import NotAllowed, NotFound
from thematica.store.ids import CaseId
from thematica.store.project import Tx
from thematica.store.reads.time_points import TIME_POINT
from thematica.store.tables import Case, Planned, Variable, table
from thematica.text.values import fitting
from thematica.work import rules
from thematica.work.cases import variable_to_use


def plan(tx: Tx, case: CaseId, time_point: str, *, variable: str = TIME_POINT) -> None:
    """Says that a case is to be met at a time point, a value of a source variable; one marked as missing is again open.

    An unknown variable is made, of type text. Raises NotAllowed when the time point is none of the variable's values.
    """
    _mark(tx, case, time_point, variable, "planned", "")


def mark_missing(tx: Tx, case: CaseId, time_point: str, reason: str, *, variable: str = TIME_POINT) -> None:
    """Says that a meeting with a case at a time point was not held and will not be, and why.

    Raises NotAllowed without a reason: what is missing for no known reason cannot be told from what was forgotten.
    """
    why = " ".join(rules.prose(reason).split())
    if not why:
        raise NotAllowed(
            "A meeting that was not held needs a reason.", "Write it in a few words, such as “moved away”."
        )
    _mark(tx, case, time_point, variable, "missing", why)


def unplan(tx: Tx, case: CaseId, time_point: str, *, variable: str = TIME_POINT) -> None:
    """Takes a plan away, as if it had never been made. Raises NotFound."""
    column = variable_to_use(tx, "source", variable)
    row = _planned(tx, case, column, _written(column, time_point))
    if row is None:
        raise NotFound(f"Nothing was planned with this case at “{time_point}”.", "Look at the grid of time points.")
    tx.session.delete(row)
    tx.session.flush()


def _mark(tx: Tx, case: CaseId, time_point: str, variable: str, status: str, reason: str) -> None:
    rules.row(tx.session, Case, case, "case")
    column = variable_to_use(tx, "source", variable)
    called = _written(column, time_point)
    row = _planned(tx, case, column, called)
    if row is not None:
        row.status, row.reason = status, reason
    else:
        last = sa.select(sa.func.coalesce(sa.func.max(table(Planned).c.position), -1))
        tx.session.add(
            Planned(
                guid=rules.free_link(tx.session, Planned, "planned", case, column.guid, called),
                case_guid=case,
                variable_guid=column.guid,
                time_point=called,
                status=status,
                reason=reason,
                position=tx.session.execute(last).scalar_one() + 1,
            )
        )
    tx.session.flush()


def _written(variable: Variable, time_point: str) -> str:
    return fitting(variable.name, rules.name("time point", time_point), variable.type, json.loads(variable.levels))


def _planned(tx: Tx, case: CaseId, variable: Variable, time_point: str) -> Planned | None:
    planned = table(Planned)
    query = sa.select(Planned).where(planned.c.case_guid == case, planned.c.variable_guid == variable.guid)
    rows = tx.session.execute(query).scalars()
    return next((row for row in rows if row.time_point.casefold() == time_point.casefold()), None)
