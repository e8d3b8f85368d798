"""What is known of a case, a source or a type of case, in lines that can be acted on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from thematica.store.ids import CaseId, SourceId, SpeakerId
from thematica.store.reads.cases import CaseView, ConsentView, Related, VariableView, unpublished
from thematica.store.reads.sources import SourceView
from thematica.store.reads.time_points import Cell
from thematica.tui.plain import in_a_line

TYPES = {"participant": "Participants", "dyad": "Dyads", "site": "Sites", "instrument": "Instruments"}
CONSENT_MARKS = {"given": "✓", "declined": "✗", "withdrawn": "⊘"}
SIGNS = {"held": "●", "planned": "○", "missing": "✗", "none": "·"}
PAIR = 2
LONG = 300  # characters of a value shown here
LABEL = 18  # cells for what stands before a value
WITHDRAWN = (
    "This is a record and no more. What this person said stays in transcripts, codings, counts, quotes and reports "
    "until you take it out yourself."
)


@dataclass(frozen=True, slots=True)
class Basic:
    """The name, or the type of a case or kind of a source."""

    what: str


@dataclass(frozen=True, slots=True)
class Held:
    """A variable, with the value held; empty where there is none."""

    variable: VariableView
    value: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A case related to another, and its role there; `other` is the one at the far end."""

    case: CaseId
    to: CaseId
    role: str
    other: Related


@dataclass(frozen=True, slots=True)
class Part:
    """A speaker of a source."""

    guid: SpeakerId
    source: SourceId
    label: str
    role: str
    case: CaseId | None
    certainty: str


@dataclass(frozen=True, slots=True)
class About:
    """A source that is about the case, or a case that the source is about."""

    case: CaseId
    source: SourceId


@dataclass(frozen=True, slots=True)
class Consented:
    """What a participant said about taking part, if anything."""

    consent: ConsentView | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A case at a time point."""

    case: CaseId
    time_point: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class One:
    """A case among others."""

    case: CaseId


Item = Basic | Held | Tie | Part | About | Consented | Meeting | One
Line = tuple[Content, Item | None]


def case_lines(case: CaseView, variables: Sequence[VariableView], meetings: Sequence[Meeting]) -> Iterator[Line]:
    """A case: what it is, its values, its ties, its sources, its meetings."""
    yield _pair("name", case.name, strong=True), Basic("name")
    yield _pair("type", case.type), Basic("type")
    if case.type == "participant":
        yield from _consent(case.consent)
    yield _heading("VALUES", "v adds · x clears · V type")
    yield from _values([each for each in variables if each.applies_to == "case"], case.values)
    yield from _ties(case)
    yield from _sources(case)
    if case.type in {"participant", "dyad"} or any(meeting.cell.status != "none" for meeting in meetings):
        yield _heading("MEETINGS", "p plans · N not held · T grid")
        for meeting in meetings:
            yield _pair(meeting.time_point, told(meeting.cell)), meeting


def _ties(case: CaseView) -> Iterator[Line]:
    if case.belongs_to or case.type == "participant":
        yield _heading("BELONGS TO", "r adds")
    for other in case.belongs_to:
        yield _tied(other), Tie(case.guid, other.guid, other.role, other)
    if case.members or case.type in {"dyad", "site"}:
        yield _heading("MEMBERS", "r adds")
    for other in case.members:
        yield _tied(other), Tie(other.guid, case.guid, other.role, other)


def _sources(case: CaseView) -> Iterator[Line]:
    if case.type == "participant":
        yield _heading("SPEAKS IN", "s adds · y how sure")
    for each in case.speaks:
        sure = "" if each.certainty == "known" else each.certainty
        part = Part(each.guid, each.source_guid, each.label, each.role, case.guid, each.certainty)
        yield _pair(each.label, each.source, sure), part
    if case.about or case.type != "participant":
        yield _heading("SOURCES ABOUT IT", "a adds one")
    for guid, name in case.about.items():
        yield _pair("", name), About(case.guid, guid)


def source_lines(source: SourceView, variables: Sequence[VariableView], about: Sequence[CaseView]) -> Iterator[Line]:
    """A source: what it is, its values, who speaks in it, which cases it is about."""
    yield _pair("name", source.name, strong=True), Basic("name")
    yield _pair("kind", source.kind), Basic("kind")
    yield _heading("VALUES", "v adds · x clears · V type")
    yield from _values([each for each in variables if each.applies_to == "source"], source.variables)
    yield _heading("SPEAKERS", "enter: who · y how sure · R role")
    for each in source.speakers:
        sure = "" if each.certainty == "known" or each.case is None else each.certainty
        role = "no role" if each.role == "unknown" else each.role
        named = each.case or ("not mapped" if each.is_unmapped else "—")
        part = Part(each.guid, source.guid, each.label, each.role, each.case_guid, each.certainty)
        yield _pair(each.label, named, sure, role), part
    yield _heading("ABOUT", "a adds")
    for case in about:
        yield _pair("", case.name), About(case.guid, source.guid)


def type_lines(type_: str, cases: Sequence[CaseView]) -> Iterator[Line]:
    """The cases of a type at a glance, and those that lack something."""
    number = len(cases)
    yield Content.styled(f"{number} {TYPES[type_].lower() if number != 1 else type_}", "bold"), None
    if type_ == "participant" and cases:
        said = [case.consent.status if case.consent else "not recorded" for case in cases]
        counts = " · ".join(f"{said.count(each)} {each}" for each in (*CONSENT_MARKS, "not recorded") if each in said)
        yield Content.styled(f"consent: {counts}", "$text-muted"), None
        silent = [case for case in cases if not case.sources]
        yield from _those(f"{len(silent)} in no source yet", silent)
    if type_ == "dyad":
        halves = [case for case in cases if len(case.members) < PAIR]
        yield from _those(f"{len(halves)} without two participants", halves)
    if type_ == "instrument":
        without = unpublished(cases)
        yield from _those(f"{len(without)} of {number} have no publication", without)


def told(cell: Cell) -> str:
    """A meeting in a few words: what became of it, in which source, or why not."""
    words = {"held": ", ".join(cell.sources.values()), "missing": cell.reason, "planned": "planned"}
    return f"{SIGNS[cell.status]} {words.get(cell.status, '')}".rstrip()


def _those(said: str, cases: Sequence[CaseView]) -> Iterator[Line]:
    if cases:
        yield _heading(said, "enter goes there")
    for case in cases:
        yield _pair("", case.name), One(case.guid)


def _consent(consent: ConsentView | None) -> Iterator[Line]:
    if consent is None:
        yield _pair("consent", "not recorded"), Consented(None)
        return
    days = (("given", consent.given_on), ("declined", consent.declined_on), ("withdrawn", consent.withdrawn_on))
    told_on = [f"{status} on {day}" for status, day in days if day]
    dated = any(status == consent.status and day for status, day in days)
    shown = f"{CONSENT_MARKS[consent.status]} {'; '.join(told_on) if dated else consent.status}"
    more = "; ".join(told_on) if not dated else ""
    yield _pair("consent", shown, more, style="" if consent.status == "given" else "$error"), Consented(consent)
    if consent.status == "withdrawn":
        yield Content.styled(f"  {WITHDRAWN}", "$text-muted"), None


def _values(variables: Sequence[VariableView], values: dict[str, str]) -> Iterator[Line]:
    for variable in variables:
        held = values.get(variable.name, "")
        yield (
            _pair(variable.name, held or "—", *(() if variable.type == "text" else (variable.type,))),
            Held(variable, held),
        )


def _tied(other: Related) -> Content:
    return _pair(other.role or other.type, other.name)


def _heading(title: str, hint: str) -> Line:
    return Content.assemble("\n", (title, "bold $text-muted"), (f"  {hint}", "$text-disabled")), None


def _pair(label: str, value: str, *more: str, strong: bool = False, style: str = "") -> Content:
    shown = in_a_line(label)
    gap = " " * max(LABEL - cell_len(shown), 1)
    words = in_a_line(value if len(value) <= LONG else f"{value[:LONG]}…")
    tail = "".join(f"  {in_a_line(each)}" for each in more if each)
    return Content.assemble(
        (f"  {shown}{gap}", "$text-muted"), (words, "bold" if strong else style), (tail, "$text-muted")
    )
