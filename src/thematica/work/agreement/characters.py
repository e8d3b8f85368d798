"""Experimental: the uα family on a project, with the character as its unit of length.

The continuum of a source is what counts of its talk, turn after turn, as if nothing stood between. Only sources that
every coder has read take part. Each code is compared with its absence; the codes right under a heading are compared
with each other where every coder keeps them apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import inf

from sqlalchemy.orm import Session

from thematica.store.ids import CodeId, SourceId
from thematica.store.reads.codes import paths
from thematica.text.span import Span
from thematica.work.agreement.continuum import Continuum, Segment, UnitisedAgreement, unitised
from thematica.work.agreement.marks import Coders, LeftOut, UnitTable, counted_as, unit_table
from thematica.work.agreement.query import AgreementQuery
from thematica.work.agreement.results import Disagreement
from thematica.work.agreement.units import SourceUnits, Stretch, Unit, united

_PAIR = 2


@dataclass(frozen=True, slots=True)
class CodeOnCharacters:
    """One code against its absence: `relevant` is |uα, `prevalence` how many characters each coder put the code on."""

    code: CodeId
    path: str
    codebook: str
    versions: tuple[str, ...]
    length: int
    sources: int
    prevalence: Mapping[str, int]
    relevant: float | None


@dataclass(frozen=True, slots=True)
class Domain:
    """The codes right under one heading. `figures` has values by path.

    Where a coder put two of them on the same characters they exclude each other no more: then there are no figures, and
    `doubled` says on how many characters that was, by coder.
    """

    heading: CodeId
    path: str
    codes: tuple[str, ...]
    figures: UnitisedAgreement | None
    doubled: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CharacterAgreement:
    """Disagreements in the order of the text; then codes, those with the least agreement first; then domains.

    `length` is in characters over `sources`, `missing` that of sources not read by all. `on` is the day (ISO).
    """

    query: AgreementQuery
    disagreements: tuple[Disagreement, ...]
    codes: tuple[CodeOnCharacters, ...]
    domains: tuple[Domain, ...]
    length: int
    missing: int
    sources: int
    codebooks: tuple[str, ...]
    left_out: LeftOut
    on: str


def character_agreement(session: Session, query: AgreementQuery, *, on: str) -> CharacterAgreement:
    """How far coders mark the same characters; unit and rule of the query do not matter here.

    Raises NotFound for an unknown coder.
    """
    table = unit_table(session, replace(query, unit="turn", rule="any"))
    path = paths(session)
    tape = _Tape(table)
    used = sorted(query.codes or table.marks, key=path.__getitem__)
    codes = sorted(
        (_of_code(tape, code, path[code]) for code in used),
        key=lambda each: (inf if each.relevant is None else each.relevant, each.path),
    )
    read = [source for source in table.sources if tape.is_read(source.source, ())]
    return CharacterAgreement(
        query=table.query,
        disagreements=tuple(_disagreements(tape, used, path)),
        codes=tuple(codes),
        domains=tuple(_domains(tape, used, path)),
        length=sum(tape.length(source) for source in read),
        missing=sum(tape.length(source) for source in table.sources if source not in read),
        sources=sum(bool(source.units) for source in read),
        codebooks=tuple(sorted({table.codebook(code) for code in used})),
        left_out=table.left_out,
        on=on,
    )


class _Tape:
    """The talk of each source laid end to end, and where on it each coder put each code."""

    def __init__(self, table: UnitTable) -> None:
        self.table = table
        self.offsets = {source.source: [0, *accumulate(len(turn) for turn in source.units)] for source in table.sources}
        known = {source.source: source for source in table.sources}
        placed: dict[tuple[SourceId, CodeId, int], list[Stretch]] = {}
        for each in table.coded:
            stretch = self._place(known[each.source], each.start, each.end)
            if stretch is None:
                continue
            for code in counted_as(each.code, table.codes, table.query):
                placed.setdefault((each.source, code, each.coder), []).append(stretch)
        self._placed = {key: united(stretches) for key, stretches in placed.items()}

    def _place(self, source: SourceUnits, start: int, end: int) -> Stretch | None:
        """Where a stretch of the text lies on the tape; None where nothing of it counts."""
        overlaps = list(source.under(start, end))
        if not overlaps:
            return None
        (last, _, high), (first, low, _) = overlaps[0], overlaps[-1]
        offsets = self.offsets[source.source]
        return (
            offsets[first] + low - source.units[first].span.start,
            offsets[last] + high - source.units[last].span.start,
        )

    def words(self, source: SourceUnits, start: int, end: int) -> Iterator[tuple[Span, Unit]]:
        """What stands on a stretch of the tape: in each turn, the words of the text."""
        offsets = self.offsets[source.source]
        at = bisect_right(offsets, start) - 1
        while at < len(source.units) and offsets[at] < end:
            turn = source.units[at]
            low, high = max(start - offsets[at], 0), min(end - offsets[at], len(turn))
            span = Span(turn.span.start + low, turn.span.start + high).trimmed(source.text)
            if span:
                yield span, turn
            at += 1

    def length(self, source: SourceUnits) -> int:
        """How long the tape of a source is."""
        return self.offsets[source.source][-1]

    def is_read(self, source: SourceId, codes: Sequence[CodeId]) -> bool:
        """Whether every coder has read a source, when there were these codes to be used."""
        return all(self.table.readers(code)[source] == self.table.everyone for code in (None, *codes))

    def segments(self, source: SourceId, codes: Sequence[CodeId], coder: int) -> tuple[Segment, ...]:
        """Where a coder put these codes on a source, in order."""
        found = [Segment(*at, code) for code in codes for at in self._placed.get((source, code, coder), ())]
        return tuple(sorted(found, key=lambda segment: segment.start))

    def continua(self, codes: Sequence[CodeId]) -> list[Continuum]:
        """The continua of the sources read by all, marked with these codes."""
        coders = range(len(self.table.query.coders))
        return [
            Continuum(self.length(each), tuple(self.segments(each.source, codes, coder) for coder in coders))
            for each in self.table.sources
            if each.units and self.is_read(each.source, codes)
        ]


def _of_code(tape: _Tape, code: CodeId, path: str) -> CodeOnCharacters:
    continua = tape.continua([code])
    return CodeOnCharacters(
        code=code,
        path=path,
        codebook=tape.table.codebook(code),
        versions=tuple(sorted(tape.table.versions.get(code, ()))),
        length=sum(each.length for each in continua),
        sources=len(continua),
        prevalence={
            name: sum(segment.end - segment.start for each in continua for segment in each.coders[coder])
            for coder, name in enumerate(tape.table.query.coders)
        },
        relevant=unitised(continua).relevant,
    )


def _domains(tape: _Tape, used: Sequence[CodeId], path: Mapping[CodeId, str]) -> Iterator[Domain]:
    under: dict[CodeId, list[CodeId]] = {}
    for code in used:
        for heading in tape.table.codes[code].above[:1]:
            under.setdefault(heading, []).append(code)
    for heading, codes in under.items():
        if len(codes) < _PAIR:
            continue
        doubled = _doubled(tape, codes)
        figures = None if doubled else unitised(tape.continua(codes))
        if figures is not None:
            figures = replace(figures, by_value={path[code]: figures.by_value.get(code) for code in codes})
        yield Domain(heading, path[heading], tuple(path[code] for code in codes), figures, doubled)


def _doubled(tape: _Tape, codes: Sequence[CodeId]) -> dict[str, int]:
    """On how many characters each coder put more than one of these codes; coders who never did are not in it."""
    found: dict[str, int] = {}
    for coder, name in enumerate(tape.table.query.coders):
        for each in tape.continua(codes):
            stretches = [(segment.start, segment.end) for segment in each.coders[coder]]
            twice = sum(end - start for start, end in stretches) - sum(end - start for start, end in united(stretches))
            if twice:
                found[name] = found.get(name, 0) + twice
    return found


def _disagreements(tape: _Tape, used: Sequence[CodeId], path: Mapping[CodeId, str]) -> Iterator[Disagreement]:
    everyone = tape.table.everyone
    for source in tape.table.sources:
        found = [
            (span, path[code], code, turn, coders)
            for code in used
            if tape.is_read(source.source, [code])
            for start, end, coders in _differing(tape, source.source, code)
            for span, turn in tape.words(source, start, end)
        ]
        for span, name, code, turn, coders in sorted(found, key=lambda each: each[:2]):
            readings = tape.table.readings(coders, everyone)
            said = span.of(source.text)
            yield Disagreement(source.source, source.name, span, turn.turn, turn.speaker, said, code, name, readings)


def _differing(tape: _Tape, source: SourceId, code: CodeId) -> Iterator[tuple[int, int, Coders]]:
    """The stretches of a tape that some coders marked with a code and others did not, with those who did."""
    turned: Counter[int] = Counter()
    for coder in range(len(tape.table.query.coders)):
        for segment in tape.segments(source, [code], coder):
            turned[segment.start] ^= 1 << coder
            turned[segment.end] ^= 1 << coder
    marked = 0
    for start, end in pairwise(sorted(at for at, coders in turned.items() if coders)):
        marked ^= turned[start]
        if marked not in {0, tape.table.everyone}:
            yield start, end, marked
