"""A page: a transcript laid out at one width, and the ways between its text, its rows and the screen's selection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.geometry import Offset
from textual.selection import Selection

from thematica.text.normalise import safe
from thematica.text.span import Span
from thematica.text.turns import Turn
from thematica.tui.transcript.columns import Columns, fitted, shown_name
from thematica.tui.transcript.rows import Rows
from thematica.tui.transcript.values import TranscriptView

_CONTEXT = 3  # rows kept in sight before and after what one looks at


@dataclass(frozen=True, slots=True)
class Page:
    """`text` is that of the source, safe to paint; `names` and `roles` of the speakers go turn by turn."""

    text: str
    turns: Sequence[Turn]
    names: Sequence[str]
    roles: Sequence[str]
    columns: Columns
    rows: Rows

    def span_of(self, selection: Selection) -> Span | None:
        """What a selection of the screen covers; None when that is nothing. An open end runs on to that of the text."""
        start, end = selection
        first = 0 if start is None else self.rows.position_of(start.y, start.x)
        last = len(self.text) if end is None else self.rows.end_of(end.y, end.x)
        return Span(first, last) if first < last else None

    def selection_of(self, span: Span) -> Selection:
        """The screen's selection that covers a span."""
        first = self.rows.turn_at(span.start)
        last = self.rows.turn_at(max(span.start, span.end - 1))
        start, end = self.rows.cell_of(first, span.start), self.rows.cell_of(last, span.end)
        return Selection(Offset(start, first), Offset(end, last))

    def place_of(self, position: int) -> Offset:
        """The cell at which a position is painted, counted from the page's top left."""
        index = self.rows.at(position)
        row = self.rows[index]
        return Offset(self.columns.margin + self.rows.cell_of(row.turn, position) - row.cell, index)

    def in_sight(self, top: int, height: int) -> tuple[int, int]:
        """The stretch of text on `height` rows from row `top` on."""
        bottom = min(top + height, len(self.rows)) - 1
        if bottom < 0:
            return 0, 0
        return self.rows.tile(min(top, bottom))[0], self.rows.tile(bottom)[1]

    def anchor(self, sentence: Span | None, top: int, height: int) -> tuple[int, int]:
        """What is to stay where it is on the screen, and its line there: the sentence in sight, else the top row."""
        if sentence is not None and 0 <= self.rows.at(sentence.start) - top < height:
            return sentence.start, self.rows.at(sentence.start) - top
        return (self.rows.tile(top)[0] if len(self.rows) else 0), 0

    def half_a_page_from(self, position: int, top: int, height: int, step: int, *, to_the_end: bool) -> int:
        """Where the row half a height below (1) or above (-1) a position begins; or the page's last or first row."""
        line = min(max(self.rows.at(position) - top, 0), height - 1)
        row = step * len(self.rows) if to_the_end else top + line + step * (height // 2)
        return self.rows.tile(min(max(row, 0), len(self.rows) - 1))[0]

    def top_showing(self, span: Span, top: int, height: int, *, jump: bool) -> int:
        """The first row to show, now `top`, so that `span` is in sight with its context, scrolled as little as can be.

        A `jump` to what is out of sight lands in the upper third.
        """
        context = min(_CONTEXT, (height - 1) // 2)
        first = self.rows.at(span.start) - context
        last = self.rows.at(max(span.start, span.end - 1)) + context
        if first >= top and last < top + height:
            return top
        if jump:
            return first + context - height // 3
        return first if first < top else min(last - height + 1, first)


def laid_out(view: TranscriptView, width: int) -> Page:
    """`view` laid out in `width` cells."""
    columns = fitted(width, view.turns, view.speakers)
    text = "\n".join(map(safe, view.text.split("\n")))
    roles = {label: speaker.role for label, speaker in view.speakers.items()}
    turns = [replace(turn, body_start=turn.shown.start) for turn in view.turns]
    return Page(
        text,
        turns,
        [shown_name(turn, view.speakers) for turn in turns],
        [roles.get(turn.speaker or "", "unknown") for turn in turns],
        columns,
        Rows(text, turns, columns.text),
    )
