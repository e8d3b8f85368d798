"""Lanes: which stretches touch a place in the text, and in which margin lane each one stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Stretch(Protocol):
    """Whatever runs from a start up to, but not including, an end."""

    @property
    def start(self) -> int:
        """The first position."""
        ...

    @property
    def end(self) -> int:
        """The position after the last."""
        ...


S = TypeVar("S", bound=Stretch)


class Stretches(Generic[S]):
    """Stretches that may overlap, in reading order: by start, and of those with one start the longer first."""

    def __init__(self, stretches: Iterable[S]) -> None:
        self.inorder: Sequence[S] = sorted(stretches, key=reading_order)
        self._starts = [stretch.start for stretch in self.inorder]
        # How far the text is reached by all stretches up to each: never falls, so it can be bisected.
        self._reach = list(accumulate((stretch.end for stretch in self.inorder), max))

    def touching(self, start: int, end: int) -> list[S]:
        """Those that share a code point with `start`–`end`, in reading order; for an empty place, those around it."""
        low = bisect_right(self._reach, start)
        high = bisect_left(self._starts, end)
        return [stretch for stretch in self.inorder[low:high] if stretch.end > start]


def reading_order(stretch: Stretch) -> tuple[int, int]:
    """The sort key of `Stretches`."""
    return stretch.start, -stretch.end


def lanes(extents: Iterable[tuple[int, int]]) -> list[int]:
    """A lane, from 0, for each extent of rows (first, last, both included; sorted by the first).

    Each takes the lowest lane that is free at its first row and keeps it to its last, so that no two ever meet in one
    cell of the margin.
    """
    given: list[int] = []
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    for first, last in extents:
        while busy and busy[0][0] < first:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        heappush(busy, (last, lane))
        given.append(lane)
    return given
