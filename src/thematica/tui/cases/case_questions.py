"""What is asked about cases: each gives the dialog that asks it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from thematica.store.project import utc_now
from thematica.store.reads.cases import CaseView, VariableView
from thematica.store.reads.sources import SourceView
from thematica.store.reads.voices import SpeakerView
from thematica.text.normalise import safe
from thematica.text.values import hint
from thematica.tui.cases.case_lines import CONSENT_MARKS, TYPES
from thematica.tui.desk.material import KINDS
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.widgets.filter_list import Line

NEW_ONE = "new participant"
EVERY, NONE = "\1every", "\1none"  # names hold no control characters
VARIABLE_TYPES = {
    "text": "any words",
    "integer": "whole numbers",
    "decimal": "numbers",
    "boolean": "yes or no",
    "date": "days, as 2026-03-01",
    "ordered": "a list of levels, lowest first",
}
KIND_NAMES = {kind: name.rstrip("s").lower() for kind, name in KINDS.items()}


def value(variable: VariableView | None, name: str, held: str) -> Ask | PickOne:
    """Which value: of levels, of values others have, else written."""
    kind = variable.type if variable else "text"
    if variable is not None and kind in {"ordered", "boolean"}:
        return PickOne(name, words(variable.levels if kind == "ordered" else ("yes", "no"), held))
    shared = variable is not None and len(variable.values) < sum(variable.values.values())
    if variable is not None and kind == "text" and shared:
        return PickOne(name, words(variable.values, held), new="another value")
    return Ask(name, value=held, hint="" if kind == "text" else hint(kind))


def variable(variables: Sequence[VariableView]) -> Ask | PickOne:
    """Which variable; a new one may be written."""
    if not variables:
        return Ask("New variable", hint="Its name, such as profession; V changes its type afterwards")
    return PickOne(
        "Value of", [Line(each.name, Content(safe(each.name)), each.type) for each in variables], new="variable"
    )


def variable_type(variable: VariableView) -> PickOne:
    """Of which type a variable is."""
    lines = [
        Line(type_, Content.assemble(type_, (f"  {told}", "$text-muted")), "now" if type_ == variable.type else "")
        for type_, told in VARIABLE_TYPES.items()
    ]
    return PickOne(f"Type of “{variable.name}”", lines)


def levels(title: str, known: Iterable[str], hint: str) -> Ask:
    """The levels of an ordered variable, in one line."""
    return Ask(title, value=", ".join(known), hint=hint)


def listed(given: str) -> list[str]:
    """Levels as they were written in one line."""
    return [level.strip() for level in given.split(",") if level.strip()]


def type_of_case(now: str) -> PickOne:
    """Of which type a case is."""
    return PickOne("Type of case", words(TYPES, now))


def kind_of_source(now: str) -> PickOne:
    """Of which kind a source is."""
    lines = [Line(kind, Content(name), "now" if kind == now else "") for kind, name in KIND_NAMES.items()]
    return PickOne("Kind of source", lines)


def case(title: str, cases: Iterable[CaseView]) -> PickOne:
    """Which case; gives its name."""
    return PickOne(title, [Line(each.name, Content(safe(each.name)), each.type) for each in cases])


def who(title: str, name: str, participants: Iterable[CaseView]) -> PickOne:
    """Which participant; gives the name. First the one called like the speaker, or a new one of that name."""
    lines = [Line(each.name, Content(safe(each.name))) for each in participants]
    called = [line for line in lines if line.key.casefold() == name.casefold()]
    likely = called or [Line(name, Content.assemble((f"+ {NEW_ONE} ", "$accent"), f"‘{safe(name)}’"))]
    return PickOne(title, [*likely, *(line for line in lines if line not in called)], new=NEW_ONE)


def source(title: str, sources: Iterable[SourceView]) -> PickOne:
    """Which source; gives its GUID."""
    return PickOne(title, [Line(each.guid, Content(safe(each.name)), each.kind) for each in sources])


def speaker(title: str, speakers: Iterable[tuple[SourceView, SpeakerView]]) -> PickOne:
    """Which speaker; gives its GUID."""
    return PickOne(title, [Line(each.guid, Content(safe(each.label)), source.name) for source, each in speakers])


def consent() -> PickOne:
    """What a participant said."""
    lines = [Line(said, Content(f"{mark} {said}")) for said, mark in CONSENT_MARKS.items()]
    return PickOne("Consent: what was said last", lines)


def day(status: str) -> PickOne:
    """On which day that was."""
    today = utc_now()[:10]
    lines = [Line(today, Content(f"today, {today}")), Line(NONE, Content("the day is not known"))]
    return PickOne(f"{status} on which day?", lines, new="day, as 2026-03-01")


def role(title: str, known: Iterable[str]) -> PickOne:
    """What a case is in another."""
    return PickOne(title, [Line(NONE, Content("no role, it just belongs")), *words(known)], new="role")


def time_points(title: str, known: Sequence[str], *, several: bool = False) -> Ask | PickOne:
    """At which time point; with `several` also at every one."""
    if not known:
        return Ask(title, hint="A time point, such as baseline; e writes all of them in their order")
    every = [Line(EVERY, Content("every time point"))] if several and len(known) > 1 else []
    return PickOne(title, [*every, *words(known)], new="time point")


def reason(known: str) -> Ask:
    """Why a meeting was not held."""
    return Ask("Not held: why?", value=known, hint="A few words, such as moved away")


def words(known: Iterable[str], now: str = "") -> list[Line]:
    """Words to choose from, each standing for itself."""
    return [Line(each, Content(safe(each)), "now" if each == now else "") for each in known]
