"""Codings over the rows of a page: their lanes, and the way from one to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from thematica.text.span import Span
from thematica.tui.transcript.columns import Columns
from thematica.tui.transcript.lanes import Stretches, lanes
from thematica.tui.transcript.rows import Rows
from thematica.tui.transcript.values import CodingView

TAG_CELLS = 2


class Placed(NamedTuple):
    """A coding with its margin lane and its first and last row."""

    coding: CodingView
    lane: int
    first: int
    last: int


class Codings:
    """The codings of a source over the rows it is wrapped to; those that were there `before` keep their rows."""

    def __init__(self, codings: Sequence[CodingView], rows: Rows, before: Codings | None = None) -> None:
        self.rows = rows
        self._stretches = Stretches(codings)
        inorder = self._stretches.inorder
        placed = before.placed if before is not None and before.rows is rows else {}
        extents = [
            (known.first, known.last)
            if (known := placed.get(coding.guid)) is not None and known.coding is coding
            else (rows.at(coding.start), rows.at(coding.end - 1))
            for coding in inorder
        ]
        self.placed: Mapping[str, Placed] = {
            coding.guid: Placed(coding, lane, *extent)
            for coding, lane, extent in zip(inorder, lanes(extents), extents, strict=True)
        }
        """Each by its GUID."""
        self._number = {coding.guid: number for number, coding in enumerate(inorder)}

    @property
    def all(self) -> Sequence[CodingView]:
        """Every coding, in reading order."""
        return self._stretches.inorder

    def touching(self, start: int, end: int) -> list[Placed]:
        """Those that share a code point with `start`–`end`, in reading order."""
        return [self.placed[coding.guid] for coding in self._stretches.touching(start, end)]

    def under(self, span: Span) -> tuple[CodingView, ...]:
        """Those on a span, in reading order."""
        return tuple(self._stretches.touching(span.start, span.end))

    def beside(self, span: Span, focused: str | None, step: int, code: str | None) -> CodingView | None:
        """The next (1) or previous (-1) one from the `focused` one or else from `span`; of one code when given."""
        inorder = self._stretches.inorder
        if focused in self._number:
            number = self._number[focused] + step
        elif step > 0:
            number = bisect_left(inorder, span.end, key=lambda coding: coding.start)
        else:
            number = bisect_left(inorder, span.start, key=lambda coding: coding.start) - 1
        while 0 <= number < len(inorder):
            if code is None or inorder[number].code == code:
                return inorder[number]
            number += step
        return None

    def drawn_at(self, row: int, x: int, columns: Columns) -> CodingView | None:
        """The one whose bracket or tag is drawn at a cell of a row; at the `+`, the first without a lane of its own."""
        lane = columns.lane_at(x)
        if lane is None or row >= len(self.rows):
            return None
        placed = [each for each in self.touching(*self.rows.tile(row)) if each.first <= row <= each.last]
        if lane == columns.lanes:
            return next((each.coding for each in placed if each.lane >= lane), None)
        nearest = max((each for each in placed if each.lane <= lane), key=lambda each: each.lane, default=None)
        if nearest is None:
            return None
        on_tag = nearest.first == row and lane <= nearest.lane + TAG_CELLS
        return nearest.coding if nearest.lane == lane or on_tag else None
