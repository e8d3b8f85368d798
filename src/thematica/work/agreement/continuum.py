"""Experimental: agreement on freely marked stretches, the uα family.

Nobody gives the units here: each coder cuts a continuum of length L into segments with a value each, and into gaps.
Values exclude each other within one coder. The unit of length, here a character, is part of every figure, since a gap
enters the expectation by its length and a segment by the square of it.

Krippendorff, Mathet, Bouvry & Widlöcher 2016, Quality & Quantity 50, 2347-2364, and the erratum, 50, 2365; equation
numbers are theirs. The formulas were taken from two implementations that cite the paper and agree with each other, and
were not compared with the paper itself: hence experimental.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

PAIR = 2
GAP = None
Pairs = Mapping[tuple[Hashable, Hashable], Fraction]
"""How much of one value meets how much of another, over ordered pairs of coders."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What one coder marked with one value: from `start` up to but not including `end`; the value is never None."""

    start: int
    end: int
    value: Hashable


@dataclass(frozen=True, slots=True)
class Continuum:
    """A stretch of `length` that every coder has read, and each one's segments, in order and without overlap."""

    length: int
    coders: tuple[tuple[Segment, ...], ...]


@dataclass(frozen=True, slots=True)
class UnitisedAgreement:
    """The four coefficients; None where one is not defined.

    `u` (eq. 5a) asks for both edges and values, `relevant` (|uα, eq. 6) only for what is marked and what is not,
    `coded` (cuα, eq. 10-11) for the values where both marked, `by_value` ((k)uα, eq. 13b) for one value there.
    `coverage` is the share of the continuum, over coders, on which `coded` rests.
    """

    u: float | None
    relevant: float | None
    coded: float | None
    coverage: float | None
    by_value: Mapping[Hashable, float | None]


def unitised(continua: Sequence[Continuum]) -> UnitisedAgreement:
    """The coefficients over one continuum or several of the same coders; no gap runs from one into the next."""
    seen = _Seen()
    for each in continua:
        seen.take_in(each)
    chance = _expected(seen.everywhere, seen.squares)
    chance_marked = _expected(seen.marked, seen.shared_squares)
    values = sorted({value for pair in seen.everywhere for value in pair if value is not GAP}, key=str)
    length = sum(seen.everywhere.values(), Fraction())
    return UnitisedAgreement(
        u=_one_minus(_unequal(seen.everywhere), _unequal(chance)),
        relevant=_one_minus(_beside(seen.everywhere, GAP), _beside(chance, GAP)),
        coded=_one_minus(_unequal(seen.marked), _unequal(chance_marked)),
        coverage=float(sum(seen.marked.values(), Fraction()) / length) if length else None,
        by_value={value: _of_value(seen.marked, chance_marked, value) for value in values},
    )


class _Seen:
    """What was observed: coincidences (eq. 1) everywhere and where both marked, and squared lengths by value."""

    def __init__(self) -> None:
        self.everywhere: defaultdict[tuple[Hashable, Hashable], Fraction] = defaultdict(Fraction)
        self.marked: defaultdict[tuple[Hashable, Hashable], Fraction] = defaultdict(Fraction)
        self.squares: defaultdict[Hashable, Fraction] = defaultdict(Fraction)
        self.shared_squares: defaultdict[Hashable, Fraction] = defaultdict(Fraction)

    def take_in(self, continuum: Continuum) -> None:
        """Adds what one continuum holds."""
        filled = [_with_gaps(segments, continuum.length) for segments in continuum.coders]
        for coder in filled:
            for segment in coder:
                length = segment.end - segment.start
                self.squares[segment.value] += length if segment.value is GAP else length**2
        for one, other in permutations(filled, PAIR):
            self._compare(one, other, Fraction(1, len(filled) - 1))

    def _compare(self, one: Sequence[Segment], other: Sequence[Segment], weight: Fraction) -> None:
        met: Counter[Segment] = Counter()  # of each segment of `one`, the length that `other` marked too
        for segment, against, start, end in _meetings(one, other):
            pair = segment.value, against.value
            self.everywhere[pair] += weight * (end - start)
            if GAP not in pair:
                self.marked[pair] += weight * (end - start)
                met[segment] += end - start
        for segment, length in met.items():
            self.shared_squares[segment.value] += weight * length**2


def _with_gaps(segments: Sequence[Segment], length: int) -> list[Segment]:
    """The segments with the gaps between them. Raises ValueError where segments overlap or leave the continuum."""
    filled: list[Segment] = []
    at = 0
    for segment in segments:
        if not at <= segment.start < segment.end <= length:
            raise ValueError("segments must lie in the continuum, in order and without overlap")
        if at < segment.start:
            filled.append(Segment(at, segment.start, GAP))
        filled.append(segment)
        at = segment.end
    return [*filled, Segment(at, length, GAP)] if at < length else filled


def _meetings(one: Sequence[Segment], other: Sequence[Segment]) -> Iterator[tuple[Segment, Segment, int, int]]:
    """Every two segments that overlap, with the stretch they share; both lists are in order and without overlap."""
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i].start, other[j].start), min(one[i].end, other[j].end)
        if start < end:
            yield one[i], other[j], start, end
        if one[i].end == end:
            i += 1
        else:
            j += 1


def _expected(observed: Pairs, squares: Mapping[Hashable, Fraction]) -> Pairs:
    """Coincidences by chance (eq. 4 and its like): what cannot meet itself, a segment in its own place, is left out."""
    sums: dict[Hashable, Fraction] = {}
    for (value, _), amount in observed.items():
        sums[value] = sums.get(value, Fraction()) + amount
    whole = sum(sums.values(), Fraction())
    possible = whole**2 - sum(squares.values(), Fraction())
    if not possible:
        return {}
    return {
        (one, other): whole * (sums[one] * sums[other] - (squares.get(one, 0) if one == other else 0)) / possible
        for one in sums
        for other in sums
    }


def _unequal(pairs: Pairs) -> Fraction:
    return sum((amount for (one, other), amount in pairs.items() if one != other), Fraction())


def _beside(pairs: Pairs, value: Hashable) -> Fraction:
    """How often this value meets another one."""
    return sum((amount for (one, other), amount in pairs.items() if one == value != other), Fraction())


def _one_minus(observed: Fraction, expected: Fraction) -> float | None:
    return float(1 - observed / expected) if expected else None


def _of_value(observed: Pairs, expected: Pairs, value: Hashable) -> float | None:
    """(k)uα: both disagreements as shares of all that meets the value."""
    seen, chance = (
        sum((n for (one, _), n in pairs.items() if one == value), Fraction()) for pairs in (observed, expected)
    )
    if not (seen and chance):
        return None
    return _one_minus(_beside(observed, value) / seen, _beside(expected, value) / chance)
