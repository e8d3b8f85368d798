"""Cases, the variables they and sources have, and who in a transcript is which case."""

from __future__ import annotations

import sqlalchemy as sa

from thematica.errors import NameTaken
from thematica.store.ids import CaseId, SourceId, VariableId, link_guid, new_guid
from thematica.store.project import Tx
from thematica.store.tables import CASE_TYPES, VARIABLE_TYPES, Case, Value, Variable, table
from thematica.work import rules


def add(tx: Tx, name: str, *, type_: str = "participant") -> CaseId:
    """Makes a case. Raises NameTaken."""
    called = rules.name("case", name)
    case = table(Case)
    taken = tx.session.execute(sa.select(case.c.name)).scalars().all()
    if called.casefold() in {each.casefold() for each in taken}:
        raise NameTaken(f"There is already a case called “{called}”.", "Give it another name.")
    guid = CaseId(new_guid())
    kind = rules.one_of("type of case", type_, CASE_TYPES)
    tx.session.add(Case(guid=guid, name=called, type=kind, position=len(taken)))
    tx.session.flush()
    return guid


def add_variable(tx: Tx, name: str, *, applies_to: str, type_: str = "text") -> VariableId:
    """Makes a variable of cases or of sources. Raises NameTaken."""
    called = rules.name("variable", name)
    rules.one_of("kind of thing with variables", applies_to, ("case", "source"))
    variable = table(Variable)
    query = sa.select(variable.c.name).where(variable.c.applies_to == applies_to)
    taken = tx.session.execute(query).scalars().all()
    if called in taken:
        raise NameTaken(f"There is already a {applies_to} variable “{called}”.", "Give it another name.")
    guid = VariableId(new_guid())
    kind = rules.one_of("type of variable", type_, VARIABLE_TYPES)
    tx.session.add(Variable(guid=guid, name=called, applies_to=applies_to, type=kind, position=len(taken)))
    tx.session.flush()
    return guid


def set_case_value(tx: Tx, case: CaseId, variable: str, value: str) -> None:
    """Sets one variable of a case; an unknown variable is made, of type text."""
    rules.row(tx.session, Case, case, "case")
    _set(tx, "case", case, variable, value)


def set_source_value(tx: Tx, source: SourceId, variable: str, value: str) -> None:
    """Sets one variable of a source; an unknown variable is made, of type text."""
    _set(tx, "source", source, variable, value)


def _set(tx: Tx, applies_to: str, owner: str, name: str, value: str) -> None:
    called = rules.name("variable", name)
    variable = table(Variable)
    query = sa.select(variable.c.guid).where(variable.c.applies_to == applies_to, variable.c.name == called)
    guid = tx.session.execute(query).scalar() or add_variable(tx, called, applies_to=applies_to)
    row = tx.session.get(Value, link_guid(guid, owner))
    if row is not None:
        row.value = value
        return
    owned = {"case_guid": owner} if applies_to == "case" else {"source_guid": owner}
    tx.session.add(Value(guid=link_guid(guid, owner), variable_guid=guid, value=value, **owned))
    tx.session.flush()
