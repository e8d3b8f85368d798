"""From the table of units to figures for each code, and to the list of what to talk about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, lcm

from sqlalchemy.orm import Session

from thematica.store.ids import CodeId
from thematica.store.reads.codes import paths
from thematica.work.agreement import coefficients
from thematica.work.agreement.bootstrap import FEWEST_SOURCES, RESAMPLES, SEED, percentile_interval, resampled_sums
from thematica.work.agreement.coefficients import PAIR
from thematica.work.agreement.marks import Coders, UnitTable, unit_table
from thematica.work.agreement.query import AgreementQuery
from thematica.work.agreement.results import Agreement, CodeAgreement, Disagreement, Figures, Intervals
from thematica.work.agreement.units import SourceUnits

TOO_FEW = f"fewer than {FEWEST_SOURCES} sources were read by two coders"
TOO_EVEN = "in too many resamples there is no variation"


def agreement(session: Session, query: AgreementQuery, *, on: str, pooled: bool = False) -> Agreement:
    """How far coders agree, code by code; `on` is the day to be told with it. Raises NotFound for an unknown coder.

    Codes that none of them put on what is compared have no figures, unless the query names them.
    """
    table = unit_table(session, query)
    path = paths(session)
    tallies = {code: _tally(table, code) for code in query.codes or table.marks}
    compared = {code: tally for code, tally in tallies.items() if query.codes or any(tally.present) or not tally.cells}
    codes = sorted(
        (_measured(table, code, path[code], tally) for code, tally in compared.items()),
        key=lambda each: (inf if each.figures.positive is None else each.figures.positive, each.path),
    )
    together = sum((each.cells for each in compared.values()), Counter())
    read = {source: readers.bit_count() for source, readers in table.readers().items()}
    return Agreement(
        query=query,
        disagreements=_disagreements(table, path),
        codes=tuple(codes),
        pooled=_figures(together, len(query.coders)) if pooled else None,
        units=sum(len(each.units) for each in table.sources),
        missing=sum(len(each.units) for each in table.sources if read[each.source] < len(query.coders)),
        sources=sum(bool(each.units) and read[each.source] >= PAIR for each in table.sources),
        codebooks=tuple(sorted({table.codebook(each.code) for each in codes})),
        newer=tuple(sorted(path[code] for code, tally in tallies.items() if tally.newer)),
        elsewhere=tuple(sorted(path[code] for code in tallies if code not in compared)),
        left_out=table.left_out,
        on=on,
        seed=SEED,
        resamples=RESAMPLES,
    )


@dataclass(slots=True)
class _Tally:
    """What was counted of one code.

    `cells` counts units by who put the code there and who read them; `newer` says that somebody read a source before
    there was this code. The last three hold a number for each source read by two or more: its readings, those that are
    yes, and unlike pairs of readings (see `_unlike`).
    """

    cells: Counter[tuple[Coders, Coders]] = field(default_factory=Counter)
    missing: int = 0
    newer: bool = False
    readings: list[int] = field(default_factory=list)
    present: list[int] = field(default_factory=list)
    unlike: list[int] = field(default_factory=list)


def _tally(table: UnitTable, code: CodeId) -> _Tally:
    tally = _Tally()
    scale = _scale(table)
    on, readers_of = table.marks.get(code, {}), table.readers(code)
    tally.newer = readers_of != table.readers()
    for source in table.sources:
        readers, number = readers_of[source.source], len(source.units)
        read = readers.bit_count()
        if readers != table.everyone:
            tally.missing += number
        if read < PAIR or not number:
            continue
        present = unlike = 0
        here = on.get(source.source, {})
        for coders in here.values():
            marked = coders & readers
            tally.cells[marked, readers] += 1
            present += marked.bit_count()
            unlike += _unlike(marked.bit_count(), read, scale)
        tally.cells[0, readers] += number - len(here)
        tally.readings.append(read * number)
        tally.present.append(present)
        tally.unlike.append(unlike)
    return tally


def _scale(table: UnitTable) -> int:
    """What makes whole numbers of pairs divided by r - 1, for every number r of coders there can be."""
    return lcm(*range(1, max(PAIR, len(table.query.coders))))


def _unlike(present: int, read: int, scale: int) -> int:
    """Pairs of a yes with a no in a unit, divided by r - 1 and scaled."""
    return present * (read - present) * scale // (read - 1)


def _measured(table: UnitTable, code: CodeId, path: str, tally: _Tally) -> CodeAgreement:
    coders = table.query.coders
    return CodeAgreement(
        code=code,
        path=path,
        codebook=table.codebook(code),
        versions=tuple(sorted(table.versions.get(code, ()))),
        units=tally.cells.total(),
        missing=tally.missing,
        sources=len(tally.readings),
        prevalence={
            name: sum(n for (marked, _), n in tally.cells.items() if marked >> place & 1)
            for place, name in enumerate(coders)
        },
        figures=_figures(tally.cells, len(coders)),
        intervals=_intervals(tally, _scale(table)),
    )


def _figures(cells: Mapping[tuple[Coders, Coders], int], coders: int) -> Figures:
    table: Counter[tuple[int, ...]] = Counter()
    for (marked, readers), n in cells.items():
        present = marked.bit_count()
        table[readers.bit_count() - present, present] += n
    crossing = _crossing(cells) if coders == PAIR else None
    return Figures(
        percent=coefficients.percent(table),
        positive=coefficients.positive_agreement(table),
        negative=coefficients.negative_agreement(table),
        jaccard=coefficients.jaccard(crossing) if crossing else None,
        cohen_kappa=coefficients.cohen_kappa(crossing) if crossing else None,
        scott_pi=coefficients.scott_pi(crossing) if crossing else None,
        fleiss_kappa=coefficients.fleiss_kappa(table),
        krippendorff_alpha=coefficients.krippendorff_alpha(table),
        brennan_prediger=coefficients.brennan_prediger(table),
        gwet_ac1=coefficients.gwet_ac1(table),
    )


def _crossing(cells: Mapping[tuple[Coders, Coders], int]) -> coefficients.Crossing:
    neither, first, second, both = (sum(n for (marked, _), n in cells.items() if marked == who) for who in range(4))
    return [[neither, second], [first, both]]


def _intervals(tally: _Tally, scale: int) -> Intervals:
    """Both from three sums: positive = 1 - U/P, α = 1 - (n - 1) U / (P (n - P)), with U unlike and P present of n."""
    if len(tally.readings) < FEWEST_SOURCES:
        return Intervals(None, None, TOO_FEW)
    unlike, present, readings = (resampled_sums(tuple(each)) for each in (tally.unlike, tally.present, tally.readings))
    drawn = [(u / scale, p, n) for u, p, n in zip(unlike, present, readings, strict=True) if p]
    positive = percentile_interval([1 - u / p for u, p, _ in drawn])
    alpha = percentile_interval([1 - (n - 1) * u / (p * (n - p)) for u, p, n in drawn if p < n])
    return Intervals(positive, alpha, "" if positive and alpha else TOO_EVEN)


def _disagreements(table: UnitTable, path: Mapping[CodeId, str]) -> tuple[Disagreement, ...]:
    found: list[Disagreement] = []
    for source in table.sources:
        unlike = sorted(
            (unit, path[code], code, marked & readers, readers)
            for code, on in table.marks.items()
            if source.source in on
            for readers in (table.readers(code)[source.source],)
            for unit, marked in on[source.source].items()
            if 0 < (marked & readers).bit_count() < readers.bit_count()
        )
        found += [_disagreement(table, source, *each) for each in unlike]
    return tuple(found)


def _disagreement(
    table: UnitTable, source: SourceUnits, place: int, path: str, code: CodeId, marked: Coders, readers: Coders
) -> Disagreement:
    unit = source.units[place]
    return Disagreement(
        source_guid=source.source,
        source=source.name,
        span=unit.span,
        turn=unit.turn,
        speaker=unit.speaker,
        text="" if table.query.unit == "source" else unit.span.of(source.text),
        code=code,
        path=path,
        coders={
            name: bool(marked >> coder & 1) for coder, name in enumerate(table.query.coders) if readers >> coder & 1
        },
    )
