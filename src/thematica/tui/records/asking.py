"""Asking for excerpts: a query put together condition by condition, and read as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from textual.content import Content

from thematica.store.ids import CaseId, CodeId, SourceId
from thematica.store.reads import Session
from thematica.store.reads.cases import cases
from thematica.store.reads.codes import CodeView, codes
from thematica.store.reads.excerpts import ExcerptQuery
from thematica.store.reads.sources import sources
from thematica.store.reads.study import info
from thematica.tui.plain import in_a_line
from thematica.tui.widgets.filter_list import Line

VALENCES = ("enabler", "barrier", "mixed", "suggestion", "none")
LEVELS = ("semantic", "latent", "none")
OF_CODES = {"codes": "coded", "without": "not coded", "near": "near", "overlapping": "overlapping"}
"""The fields of a query that hold codes, with how a condition on them begins."""
ONE_AT_MOST = ("where", "coder", "valence", "level")


@dataclass(frozen=True, slots=True)
class Known:
    """What can be asked for: the study's codes, sources, cases, values and coders, by the names they go by."""

    study: str
    codes: Mapping[str, CodeView]
    sources: Mapping[str, str]
    cases: Mapping[str, str]
    values: Mapping[str, tuple[str, ...]]
    coders: tuple[str, ...]

    def code(self, guid: str) -> str:
        """What a code is called."""
        return self.codes[guid].name if guid in self.codes else "a code that is gone"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a field of the query, what it is compared with, and for a value of a variable which one."""

    field: str
    value: str
    variable: str = ""

    @property
    def key(self) -> str:
        """What the condition is called inside."""
        return f"{self.field}\n{self.value}\n{self.variable}"

    def displaces(self, other: Condition) -> bool:
        """Whether the other condition cannot stand beside this one."""
        rivals = self.field in ONE_AT_MOST and (self.field, self.variable) == (other.field, other.variable)
        return rivals or self == other

    def told(self, about: Known) -> str:
        """The condition in words."""
        if self.field in OF_CODES:
            return f"{OF_CODES[self.field]} {about.code(self.value)}"
        if self.field in ("valence", "level"):
            return f"no {self.field}" if self.value == "none" else self.value
        if self.field == "where":
            return f"{self.variable} = {self.value}"
        if self.field == "coder":
            return f"by {self.value}"
        name = (about.cases if self.field == "cases" else about.sources).get(self.value, "something that is gone")
        return f"said by {name}" if self.field == "cases" else f"in {name}"


@dataclass(frozen=True, slots=True)
class Question:
    """Conditions that all hold; of several codes, sources or cases any, or with `all_codes` every one of the codes."""

    conditions: tuple[Condition, ...] = ()
    all_codes: bool = False

    def and_(self, condition: Condition) -> Question:
        """With one condition more, in the place of one it does not go with."""
        return replace(
            self, conditions=(*(each for each in self.conditions if not condition.displaces(each)), condition)
        )

    def but(self, condition: Condition) -> Question:
        """With one condition less."""
        return replace(self, conditions=tuple(each for each in self.conditions if each != condition))

    @property
    def query(self) -> ExcerptQuery:
        """The question as the store is asked it."""
        held = {each.variable: each.value for each in self.conditions if each.field == "where"}
        return ExcerptQuery(
            codes=frozenset(map(CodeId, self._of("codes"))),
            all_codes=self.all_codes,
            without=frozenset(map(CodeId, self._of("without"))),
            near=frozenset(map(CodeId, self._of("near"))),
            overlapping=frozenset(map(CodeId, self._of("overlapping"))),
            sources=frozenset(map(SourceId, self._of("sources"))),
            cases=frozenset(map(CaseId, self._of("cases"))),
            where=held,
            coder=next(self._of("coder"), None),
            valence=next(self._of("valence"), None),
            level=next(self._of("level"), None),
        )

    def _of(self, field: str) -> Iterator[str]:
        return (each.value for each in self.conditions if each.field == field)

    def told(self, about: Known) -> str:
        """The question in words: "coded Workload or Trust, not coded Delay, said by Nurse 1, barrier"."""
        fields = dict.fromkeys((*OF_CODES, *(each.field for each in self.conditions)))
        parts = [self._part(field, about) for field in fields if any(self._of(field))]
        first = [] if any(self._of("codes")) else ["everything coded"]
        return in_a_line(", ".join([*first, *parts]))

    def _part(self, field: str, about: Known) -> str:
        first, *others = [each.told(about) for each in self.conditions if each.field == field]
        if field in ONE_AT_MOST:
            return ", ".join([first, *others])
        begun = OF_CODES.get(field) or ("said by" if field == "cases" else "in")
        between = " and " if field == "codes" and self.all_codes else " or "
        return between.join([first, *(other.removeprefix(f"{begun} ") for other in others)])


def known(session: Session) -> Known:
    """What can be asked for."""
    every, people, study = sources(session), cases(session), info(session)
    values: dict[str, dict[str, None]] = {}
    for held in (*(source.variables for source in every), *(case.values for case in people)):
        for variable, value in held.items():
            values.setdefault(variable, {})[value] = None
    return Known(
        study=study.name,
        codes={code.guid: code for code in codes(session)},
        sources={source.guid: source.name for source in every},
        cases={case.guid: case.name for case in people},
        values={variable: tuple(sorted(held)) for variable, held in values.items()},
        coders=study.coders,
    )


def code_conditions(about: Known, field: str) -> Iterator[Condition]:
    """The codes in use, and headings, each of which stands for the codes under it."""
    return (Condition(field, code.guid) for code in about.codes.values() if code.codings or not code.codable)


def other_conditions(about: Known) -> Iterator[Condition]:
    """What else can be asked for: valences, levels, coders, values, cases, sources."""
    yield from (Condition("valence", each) for each in VALENCES)
    yield from (Condition("level", each) for each in LEVELS)
    yield from (Condition("coder", each) for each in about.coders)
    yield from (Condition("where", value, name) for name, values in about.values.items() for value in values)
    yield from (Condition("cases", each) for each in about.cases)
    yield from (Condition("sources", each) for each in about.sources)


def line(condition: Condition, about: Known) -> Line:
    """A condition as a line to choose."""
    return Line(condition.key, Content(in_a_line(condition.told(about))))


def code_line(condition: Condition, about: Known) -> Line:
    """A condition on a code as a line to choose: its path, and how many excerpts stand behind it."""
    code = about.codes[condition.value]
    mark = ("■ ", code.colour) if code.codable else ("▸ ", "$text-muted")
    number = code.counts.excerpts if code.codable else code.total.excerpts
    return Line(condition.key, Content.assemble(mark, in_a_line(code.path)), str(number))
