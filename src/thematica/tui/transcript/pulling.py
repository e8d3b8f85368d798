"""Pulling: the end of a coding's bracket, held by the mouse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.geometry import Offset

from thematica.text.span import Span
from thematica.tui.transcript.page import Page
from thematica.tui.transcript.rows import Rows
from thematica.tui.transcript.steps import Steps
from thematica.tui.transcript.values import CodingView


@dataclass(frozen=True, slots=True)
class Pull:
    """The coding `guid` with one of its ends held: it stood on `whole` and would stand on `span`.

    `at_start` says which end; None while that is open, as in a bracket of one row, whose both ends are one cell.
    """

    guid: str
    whole: Span
    span: Span
    at_start: bool | None

    @property
    def is_off(self) -> bool:
        """Whether it was drawn anywhere else than where the coding stood."""
        return self.span != self.whole

    def to(self, hit: Offset, page: Page, steps: Steps, x: int) -> Pull:
        """The same with its end where the mouse is: on whole words, and in the margin on whole rows. It is never empty.

        Back in the margin where it was taken hold of, it is as it was. `hit` is (cell of the turn, turn), `x` the cell
        of the view.
        """
        rows = page.rows
        position = rows.position_of(hit.y, hit.x)
        at_start = position < self.whole.start if self.at_start is None else self.at_start
        if x < page.columns.margin:
            row = rows.at(position)
            if row == rows.at(self.whole.start if at_start else self.whole.end - 1):
                return replace(self, span=self.whole)
            reached = Span(rows[row].start, rows[row].end)
        else:
            reached = steps.word_at(position) or Span(position, position)
        start, end = (reached.start, self.whole.end) if at_start else (self.whole.start, reached.end)
        return replace(self, span=Span(start, end), at_start=at_start) if start < end else self


def pulled(coding: CodingView, rows: Rows, row: int) -> Pull | None:
    """Takes hold of a coding's bracket at a row; None where that row is neither its first nor its last."""
    whole = Span(coding.start, coding.end)
    first, last = rows.at(coding.start), rows.at(coding.end - 1)
    if row not in {first, last}:
        return None
    return Pull(coding.guid, whole, whole, None if first == last else row == first)
