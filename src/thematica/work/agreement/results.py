"""What a comparison of coders gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thematica.store.ids import CodeId, SourceId
from thematica.text.span import Span
from thematica.work.agreement.bootstrap import Interval
from thematica.work.agreement.marks import LeftOut
from thematica.work.agreement.query import AgreementQuery


@dataclass(frozen=True, slots=True)
class Figures:
    """The coefficients on presence or absence over one table of units; None where one is not defined.

    Cohen's kappa, Scott's pi and Jaccard's are for two coders alone.
    """

    percent: float | None
    positive: float | None
    negative: float | None
    jaccard: float | None
    cohen_kappa: float | None
    scott_pi: float | None
    fleiss_kappa: float | None
    krippendorff_alpha: float | None
    brennan_prediger: float | None
    gwet_ac1: float | None


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals for a code by resampling sources; where there is none, `why_not` says why."""

    positive: Interval | None
    krippendorff_alpha: Interval | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code.

    `units` were read by two coders or more, on those everything rests; `missing` were not read by all. `prevalence` is
    how many of `units` each coder put the code on. `versions` are those of the codebook under which the code was used.
    """

    code: CodeId
    path: str
    codebook: str
    versions: tuple[str, ...]
    units: int
    missing: int
    sources: int
    prevalence: Mapping[str, int]
    figures: Figures
    intervals: Intervals


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit on which coders differ about a code: who put it there and who, having read it, did not.

    `text` is what was said, empty where the unit is a whole source; `turn` and `speaker` are those of its first turn.
    """

    source_guid: SourceId
    source: str
    span: Span
    turn: int | None
    speaker: str | None
    text: str
    code: CodeId
    path: str
    coders: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Disagreements first, in the order of the text; then each code used, the least positive agreement first.

    There are `units`, of which `missing` were not read by all coders; `sources` were read by two or more. `codebooks`
    are names with versions as they now are. `newer` names codes made after a coder had read some source: that coder is
    missing there for them; `elsewhere` those used only in sources that were not compared. `pooled` is over all cells of
    units by codes, given only when asked for. `on` is the day (ISO). `seed` and `resamples` are those of the intervals.
    """

    query: AgreementQuery
    disagreements: tuple[Disagreement, ...]
    codes: tuple[CodeAgreement, ...]
    pooled: Figures | None
    units: int
    missing: int
    sources: int
    codebooks: tuple[str, ...]
    newer: tuple[str, ...]
    elsewhere: tuple[str, ...]
    left_out: LeftOut
    on: str
    seed: int
    resamples: int
