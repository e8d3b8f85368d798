"""The unit table: which coder put which code on which unit, and which units each has read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from thematica.store.ids import CodeId, SourceId
from thematica.work.agreement.gathering import Coded, CodeFacts, gather
from thematica.work.agreement.query import AgreementQuery
from thematica.work.agreement.units import SourceUnits, Stretch, united, units

_EVER = ""  # before every moment

Coders = int
"""A set of coders, a bit for each: the first coder of the query is 1, the second 2, the third 4."""

Marks = dict[CodeId, dict[SourceId, dict[int, Coders]]]
"""By code, source and unit, the coders who put the code there."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many codings the figures do not rest on.

    Some were made by a search, some stand in a source their coder has not finished, some lie on no unit; and under the
    rule `half` so many marks covered too little of their unit.
    """

    by_search: int
    unfinished: int
    outside: int
    short: int


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Every unit by every code by every coder; only what is marked is written down.

    `coded` are the codings that count, `versions` those of the codebook under which a code was used.
    """

    query: AgreementQuery
    sources: tuple[SourceUnits, ...]
    coded: tuple[Coded, ...]
    marks: Marks
    finished: Mapping[SourceId, tuple[str | None, ...]]
    codes: Mapping[CodeId, CodeFacts]
    versions: Mapping[CodeId, frozenset[str]]
    left_out: LeftOut
    _readers: dict[str, Mapping[SourceId, Coders]] = field(default_factory=dict)  # by when a code was made

    @property
    def everyone(self) -> Coders:
        """All coders of the query."""
        return (1 << len(self.query.coders)) - 1

    def readings(self, coders: Coders, readers: Coders) -> dict[str, bool]:
        """By the name of each of the readers, in the order of the query, whether they are among `coders`."""
        places = enumerate(self.query.coders)
        return {name: bool(coders >> place & 1) for place, name in places if readers >> place & 1}

    def codebook(self, code: CodeId) -> str:
        """The codebook of a code with its version as it now is."""
        return f"{self.codes[code].codebook} {self.codes[code].version}".rstrip()

    def readers(self, code: CodeId | None = None) -> Mapping[SourceId, Coders]:
        """By source, who has read it to its end; with a code, who did so when there was this code to be used."""
        made = self.codes[code].made_at if code is not None else _EVER
        if made not in self._readers:
            self._readers[made] = {each.source: self._finished_since(each.source, made) for each in self.sources}
        return self._readers[made]

    def _finished_since(self, source: SourceId, made: str) -> Coders:
        if self.query.include_open:
            return self.everyone
        moments = self.finished.get(source, ())
        return sum(1 << coder for coder, at in enumerate(moments) if at is not None and made <= at)


def unit_table(session: Session, query: AgreementQuery) -> UnitTable:
    """Builds the table a query asks for. Raises NotFound for an unknown coder."""
    gathered = gather(session, query)
    sources = units(session, query, gathered.coded)
    wanted = [each for each in gathered.coded if counted_as(each.code, gathered.codes, query)]
    marks, outside, short = _marks(wanted, gathered.codes, sources, query)
    versions: dict[CodeId, set[str]] = {}
    unfinished = 0
    for each in wanted:
        versions.setdefault(each.code, set()).add(each.version)
        unfinished += each.source not in gathered.finished or gathered.finished[each.source][each.coder] is None
    by_search = sum(bool(counted_as(each.code, gathered.codes, query)) for each in gathered.by_search)
    return UnitTable(
        query=query,
        sources=sources,
        coded=tuple(wanted),
        marks=marks,
        finished=gathered.finished,
        codes=gathered.codes,
        versions={code: frozenset(found) for code, found in versions.items()},
        left_out=LeftOut(by_search, 0 if query.include_open else unfinished, outside, short),
    )


def counted_as(code: CodeId, codes: Mapping[CodeId, CodeFacts], query: AgreementQuery) -> tuple[CodeId, ...]:
    """The codes of the query as which a coding with this code counts."""
    found = (code, *codes[code].above) if query.children else (code,)
    return tuple(each for each in found if each in query.codes) if query.codes else found


def _marks(
    coded: Iterable[Coded], codes: Mapping[CodeId, CodeFacts], sources: Iterable[SourceUnits], query: AgreementQuery
) -> tuple[Marks, int, int]:
    """The marks, how many codings are on no unit, and how many marks are too short."""
    by_source: dict[SourceId, list[Coded]] = {}
    for each in coded:
        by_source.setdefault(each.source, []).append(each)
    marks: Marks = {}
    outside = short = 0
    for source in sources:
        here = by_source.get(source.source, ())
        touched = {stretch: _touched(source, stretch) for stretch in {(each.start, each.end) for each in here}}
        given: dict[tuple[CodeId, int], list[Stretch]] = {}
        for each in here:
            stretch = each.start, each.end
            outside += not touched[stretch]
            for code in counted_as(each.code, codes, query):
                given.setdefault((code, each.coder), []).append(stretch)
        for (code, coder), stretches in given.items():
            bearing = {unit for stretch in stretches for unit in touched[stretch]}
            if query.rule == "half":
                reached = len(bearing)
                bearing = _half_covered(source, stretches)
                short += reached - len(bearing)
            for unit in bearing:
                on = marks.setdefault(code, {}).setdefault(source.source, {})
                on[unit] = on.get(unit, 0) | 1 << coder
    return marks, outside, short


def _touched(source: SourceUnits, stretch: Stretch) -> list[int]:
    """The units of which a stretch holds at least one character that is not white space."""
    return [unit for unit, low, high in source.under(*stretch) if not source.text[low:high].isspace()]


def _half_covered(source: SourceUnits, stretches: Iterable[Stretch]) -> set[int]:
    """The units of which these stretches together cover at least half."""
    covered: dict[int, int] = {}
    for start, end in united(stretches):
        for unit, low, high in source.under(start, end):
            covered[unit] = covered.get(unit, 0) + high - low
    return {unit for unit, length in covered.items() if 2 * length >= len(source.units[unit])}
