"""Cases, and the variables that they and sources have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeVar

import sqlalchemy as sa

from thematica.errors import NameTaken, NotAllowed, NotFound
from thematica.store.ids import CaseId, SourceId, VariableId, link_guid, new_guid
from thematica.store.project import Tx
from thematica.store.tables import (
    CASE_TYPES,
    VARIABLE_TYPES,
    Case,
    Consent,
    Planned,
    Relation,
    Source,
    Speaker,
    Value,
    Variable,
    table,
)
from thematica.text.values import fitting, hint, written
from thematica.work import rules

Owner = TypeVar("Owner", bound=CaseId | SourceId)


def add(tx: Tx, name: str, *, type_: str = "participant") -> CaseId:
    """Makes a case. Raises NameTaken."""
    called = rules.name("case", name)
    _must_be_free(tx, called)
    guid = CaseId(new_guid())
    kind = rules.one_of("type of case", type_, CASE_TYPES)
    last = sa.select(sa.func.coalesce(sa.func.max(table(Case).c.position), -1))
    tx.session.add(Case(guid=guid, name=called, type=kind, position=tx.session.execute(last).scalar_one() + 1))
    tx.session.flush()
    return guid


def rename(tx: Tx, case: CaseId, name: str) -> None:
    """Gives a case another name. Raises NameTaken."""
    row = rules.row(tx.session, Case, case, "case")
    called = rules.name("case", name)
    _must_be_free(tx, called, but=case)
    row.name = called
    tx.session.flush()


def set_type(tx: Tx, case: CaseId, type_: str) -> None:
    """Makes a case one of another type. Raises NotAllowed where something hangs on what it was."""
    row = rules.row(tx.session, Case, case, "case")
    kind = rules.one_of("type of case", type_, CASE_TYPES)
    if kind == row.type:
        return
    relation = table(Relation)
    bound = (
        ("speakers", table(Speaker).c.case_guid == case),
        ("its consent", table(Consent).c.case_guid == case),
        ("its relations", sa.or_(relation.c.case_guid == case, relation.c.to_guid == case)),
    )
    for what, condition in bound:
        if tx.session.execute(sa.select(sa.exists().where(condition))).scalar_one():
            raise NotAllowed(
                f"“{row.name}” cannot become another type of case: {what} would not suit it.", "Take these off first."
            )
    row.type = kind
    tx.session.flush()


def remove(tx: Tx, case: CaseId) -> None:
    """Takes a case away, with its values, relations, consent, plans and memos; its speakers stay, of no known case."""
    rules.row(tx.session, Case, case, "case")
    speaker = table(Speaker)
    tx.session.execute(
        sa.update(speaker).where(speaker.c.case_guid == case).values(case_guid=None, certainty="unknown")
    )
    tx.session.execute(sa.delete(table(Case)).where(table(Case).c.guid == case))
    tx.session.expire_all()


def add_variable(tx: Tx, name: str, *, applies_to: str, type_: str = "text", levels: Sequence[str] = ()) -> VariableId:
    """Makes a variable of cases or of sources; an ordered one needs its levels, lowest first. Raises NameTaken."""
    called = rules.name("variable", name)
    rules.one_of("kind of thing with variables", applies_to, ("case", "source"))
    kind = rules.one_of("type of variable", type_, VARIABLE_TYPES)
    _must_be_free_variable(tx, called, applies_to)
    guid = VariableId(new_guid())
    last = sa.select(sa.func.coalesce(sa.func.max(table(Variable).c.position), -1))
    position = tx.session.execute(last.where(table(Variable).c.applies_to == applies_to)).scalar_one() + 1
    known = json.dumps(_levels(kind, levels), ensure_ascii=False)
    tx.session.add(Variable(guid=guid, name=called, applies_to=applies_to, type=kind, levels=known, position=position))
    tx.session.flush()
    return guid


def rename_variable(tx: Tx, variable: VariableId, name: str) -> None:
    """Gives a variable another name. Raises NameTaken."""
    row = rules.row(tx.session, Variable, variable, "variable")
    called = rules.name("variable", name)
    _must_be_free_variable(tx, called, row.applies_to, but=variable)
    row.name = called
    tx.session.flush()


def set_variable_type(tx: Tx, variable: VariableId, type_: str, levels: Sequence[str] = ()) -> None:
    """Makes a variable one of another type, or gives an ordered one other levels; its values are written anew.

    Raises NotAllowed when a value, or a time point that was planned, is none of the new type.
    """
    row = rules.row(tx.session, Variable, variable, "variable")
    kind = rules.one_of("type of variable", type_, VARIABLE_TYPES)
    known = _levels(kind, levels)
    value, planned = table(Value), table(Planned)
    for rows, column, owner in (
        (value, "value", sa.func.coalesce(value.c.case_guid, value.c.source_guid)),
        (planned, "time_point", planned.c.case_guid),
    ):
        query = sa.select(rows.c.guid, owner, rows.c[column]).where(rows.c.variable_guid == variable)
        held = tx.session.execute(query).all()
        forms = {guid: (whose, written(given, kind, known)) for guid, whose, given in held}
        fit = len({(whose, form) for whose, form in forms.values() if form is not None})
        if fit < len(held):
            raise NotAllowed(
                f"{len(held) - fit} of the {len(held)} values of “{row.name}” would not be of this type.",
                hint(kind, known),
            )
        for guid, _, given in held:
            if forms[guid][1] != given:
                tx.session.execute(sa.update(rows).where(rows.c.guid == guid).values({column: forms[guid][1]}))
    row.type, row.levels = kind, json.dumps(known, ensure_ascii=False)
    tx.session.flush()
    tx.session.expire_all()


def remove_variable(tx: Tx, variable: VariableId) -> None:
    """Takes a variable away with all its values, and with what was planned by it."""
    tx.session.delete(rules.row(tx.session, Variable, variable, "variable"))
    tx.session.flush()


def set_case_value(tx: Tx, case: CaseId, variable: str, value: str) -> None:
    """Sets one variable of a case, or with an empty value clears it; an unknown variable is made, of type text.

    Raises NotAllowed when the value is none of the variable's type.
    """
    _set(tx, "case", case, variable, value)


def set_source_value(tx: Tx, source: SourceId, variable: str, value: str) -> None:
    """Sets one variable of a source, or with an empty value clears it; an unknown variable is made, of type text.

    Raises NotAllowed when the value is none of the variable's type.
    """
    _set(tx, "source", source, variable, value)


def variable_to_use(tx: Tx, applies_to: str, name: str) -> Variable:
    """The variable of this name, case apart; where there is none, one of type text is made."""
    called = rules.name("variable", name)
    found = _variables(tx, applies_to).get(called.casefold()) or add_variable(tx, called, applies_to=applies_to)
    return rules.row(tx.session, Variable, found, "variable")


def set_values(tx: Tx, variable: VariableId, values: Mapping[Owner, str]) -> None:
    """Sets a variable of many cases, or sources, at once; an empty value clears it.

    Raises NotAllowed when a value is none of the variable's type.
    """
    kind = rules.row(tx.session, Variable, variable, "variable")
    owners = table(Case if kind.applies_to == "case" else Source)
    if not values.keys() <= set(tx.session.execute(sa.select(owners.c.guid)).scalars()):
        raise NotFound(f"A {kind.applies_to} is not there any more.", "It may have been removed; look at the history.")
    levels, column = json.loads(kind.levels), f"{kind.applies_to}_guid"
    rows = table(Value)
    held = sa.select(rows.c.guid, rows.c.value).where(rows.c.variable_guid == variable)
    known = {row.guid: row.value for row in tx.session.execute(held)}
    gone, changed, new = [], [], []
    for owner, value in values.items():
        guid, given = link_guid(variable, owner), rules.prose(value)
        form = fitting(kind.name, given, kind.type, levels) if given else None
        if form is None:
            gone.append({"which": guid})
        elif guid not in known:
            new.append({"guid": guid, "variable_guid": variable, column: owner, "value": form})
        elif known[guid] != form:
            changed.append({"which": guid, "to": form})
    one = rows.c.guid == sa.bindparam("which")
    for statement, given_rows in (
        (sa.delete(rows).where(one), gone),
        (sa.update(rows).where(one).values(value=sa.bindparam("to")), changed),
        (sa.insert(rows), new),
    ):
        if given_rows:
            tx.session.connection().execute(statement, given_rows)
    tx.session.expire_all()


def _set(tx: Tx, applies_to: str, owner: CaseId | SourceId, name: str, value: str) -> None:
    if rules.prose(value) or rules.name("variable", name).casefold() in _variables(tx, applies_to):
        set_values(tx, VariableId(variable_to_use(tx, applies_to, name).guid), {owner: value})


def _levels(type_: str, given: Sequence[str]) -> list[str]:
    """The levels of an ordered variable. Raises NotAllowed where they are missing, doubled or of no use."""
    levels = [rules.name("level", each) for each in given]
    if type_ != "ordered" and levels:
        raise NotAllowed("Only an ordered variable has levels.", "Make its type “ordered”, or leave the levels away.")
    if type_ == "ordered" and not levels:
        raise NotAllowed("An ordered variable has no levels.", "Give its levels, lowest first.")
    if len({level.casefold() for level in levels}) < len(levels):
        raise NotAllowed("Two levels have the same name.", "Name each level once.")
    return levels


def _variables(tx: Tx, applies_to: str) -> dict[str, VariableId]:
    variable = table(Variable)
    query = sa.select(variable.c.name, variable.c.guid).where(variable.c.applies_to == applies_to)
    return {name.casefold(): VariableId(guid) for name, guid in tx.session.execute(query)}


def _must_be_free_variable(tx: Tx, name: str, applies_to: str, but: VariableId | None = None) -> None:
    taken = _variables(tx, applies_to).get(name.casefold())
    if taken not in (None, but):
        raise NameTaken(f"There is already a {applies_to} variable “{name}”.", "Give it another name.")


def _must_be_free(tx: Tx, name: str, but: CaseId | None = None) -> None:
    case = table(Case)
    for guid, taken in tx.session.execute(sa.select(case.c.guid, case.c.name)):
        if guid != but and taken.casefold() == name.casefold():
            raise NameTaken(f"There is already a case called “{taken}”.", "Give it another name.")
