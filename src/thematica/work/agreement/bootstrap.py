"""Intervals by resampling sources, since turns within an interview depend on each other.

Sources are drawn with replacement, as many as there are, and the coefficient is computed again; the interval holds the
middle 95 % of what came out (percentile bootstrap; Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13).
The draws come from a fixed seed, so the same data give the same interval.
"""

from __future__ import annotations

import random
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

SEED = 20160905
RESAMPLES = 1000
FEWEST_SOURCES = 8
_DEFINED = 0.95  # of the resamples, or what is left would be chosen by its outcome
_LOW, _HIGH = 0.025, 0.975
_LANE = 8  # bytes, an array's "Q"


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds of a 95 % interval."""

    low: float
    high: float


@lru_cache(maxsize=8)  # the number of readings is the same for one code after the other
def resampled_sums(amounts: tuple[int, ...]) -> Sequence[int]:
    """For each resample, the sum of what the drawn sources have: `amounts` gives one whole number for each source.

    All resamples are summed at once: how often a source was drawn stands for each of them side by side in one long
    integer, so that one multiplication serves a thousand resamples.
    """
    total = sum(amount * drawn for amount, drawn in zip(amounts, _drawn(len(amounts)), strict=True) if amount)
    sums = array("Q")
    sums.frombytes(total.to_bytes(RESAMPLES * _LANE, sys.byteorder))
    return sums


def percentile_interval(defined: Iterable[float]) -> Interval | None:
    """The middle 95 % of a coefficient over the resamples that define it; None where too many do not."""
    values = sorted(defined)
    if len(values) < _DEFINED * RESAMPLES:
        return None
    last = len(values) - 1
    return Interval(values[round(_LOW * last)], values[round(_HIGH * last)])


@cache
def _drawn(sources: int) -> tuple[int, ...]:
    """For each source, how often it is in each resample, packed into one integer with a lane for every resample."""
    chance = random.Random(SEED)  # noqa: S311 - a draw that must be the same every time, nothing secret
    often = [array("Q", bytes(RESAMPLES * _LANE)) for _ in range(sources)]
    for resample in range(RESAMPLES):
        for source, times in Counter(chance.choices(range(sources), k=sources)).items():
            often[source][resample] = times
    return tuple(int.from_bytes(each.tobytes(), sys.byteorder) for each in often)
