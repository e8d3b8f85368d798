"""Painting: one row of the transcript as segments."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from thematica.text.clock import clock
from thematica.text.span import Span
from thematica.tui.colours import stroke
from thematica.tui.transcript.codings import TAG_CELLS, Placed
from thematica.tui.transcript.columns import GAP
from thematica.tui.transcript.look import NO_MARK, Look, Mark
from thematica.tui.transcript.page import Page
from thematica.tui.transcript.rows import Row, graphemes, odd_graphemes
from thematica.tui.transcript.values import CodingView

_NOT_EVIDENCE = frozenset({"interviewer", "moderator", "interpreter"})


@dataclass(frozen=True, slots=True)
class Painter:
    """Paints the rows of one frame.

    `placed` are the codings of the rows in sight, none while reading; `current` the GUIDs of those that stand out.
    """

    page: Page
    look: Look
    placed: Sequence[Placed]
    current: frozenset[str]
    cursor: Span | None
    selected: Span | None
    hits: Sequence[Span]
    current_hit: Span | None

    def drawn(self) -> Iterator[tuple[int, int, Hashable]]:
        """What lies on the rows: the first and the last it lies on, and what tells it from anything else there."""
        for each in self.placed:
            yield each.first, each.last, (each, each.coding.guid in self.current)
        marked = [(Mark.CURRENT_HIT if hit == self.current_hit else Mark.HIT, hit) for hit in self.hits]
        for mark, span in (*marked, (Mark.CURSOR, self.cursor), (Mark.SELECTED, self.selected)):
            if span is not None:
                yield self.page.rows.at(span.start), self.page.rows.at(max(span.start, span.end - 1)), (mark, span)

    def segments(self, index: int) -> list[Segment]:
        """The row at `index`, margin and words; not padded to the right."""
        row, placed = self.page.rows[index], self._on_row(index)
        return [*self._margin(index, row, placed), *self._words(row, placed)]

    def placed_segments(self, index: int) -> list[Segment]:
        """The same row for finding what the mouse is on.

        Each grapheme bears its place, as Textual's selection wants it: (cell of the turn, turn). All of the margin is
        the place of the row's first word. Textual counts on from a segment's start by characters, not by graphemes,
        so each one stands alone; to paint, that would be slow.
        """
        row, placed = self.page.rows[index], self._on_row(index)
        cell = self.page.rows.cell_of(row.turn, row.end) if row.gap else row.cell
        margin = [
            _at_place(segment, start, end, cell, row.turn)
            for segment in self._margin(index, row, placed)
            for start, end, _ in graphemes(segment.text, 0, len(segment.text))
        ]
        words = []
        for segment in self._words(row, placed):
            for start, end, cells in graphemes(segment.text, 0, len(segment.text)):
                words.append(_at_place(segment, start, end, cell, row.turn))
                cell += cells
        return margin + words

    def _on_row(self, index: int) -> list[Placed]:
        return [each for each in self.placed if each.first <= index <= each.last]

    def _base(self, turn: int) -> Mark:
        if self.page.turns[turn].aside:
            return Mark.ASIDE
        return Mark.DIM if self.page.roles[turn] in _NOT_EVIDENCE else NO_MARK

    def _margin(self, index: int, row: Row, placed: Sequence[Placed]) -> Iterator[Segment]:
        columns, look, turn = self.page.columns, self.look, self.page.turns[row.turn]
        under_cursor = self.cursor is not None and self.cursor.start < row.end and row.start < self.cursor.end
        yield Segment("▌", look.of("bar")) if under_cursor else Segment(" ", look.of("words"))
        number = f"{turn.n:>{columns.number}} " if columns.number else ""
        time = f"{clock(turn.time):>{columns.time}} " if columns.time and turn.time is not None else ""
        ahead = columns.lanes_from - 1
        yield Segment(f"{number + time:<{ahead}}" if row.opens else " " * ahead, look.of("number"))
        if placed:
            yield from self._lanes(index, placed)
        else:
            yield Segment(" " * (columns.lanes + 1), look.of("words"))
        name = _fitted(self.page.names[row.turn], columns.speaker) if row.opens else " " * columns.speaker
        yield Segment(" " * GAP + name + " " * GAP, look.of("speaker", self._base(row.turn)))

    def _lanes(self, index: int, placed: Sequence[Placed]) -> Iterator[Segment]:
        """The brackets of a row; a tag beside a bracket's top where two cells are free; `+` for what has no lane."""
        look, lanes = self.look, self.page.columns.lanes
        empty = Segment(" ", look.of("words"))
        cells = [empty] * (lanes + 1)
        for each in placed:
            if each.lane < lanes:
                cells[each.lane] = Segment(_bracket(each, index), self._lane_style(each.coding))
            else:
                cells[lanes] = Segment("+", look.of("number"))
        for coding, lane, first, _ in placed:
            room = slice(lane + 1, lane + 1 + TAG_CELLS)
            if first == index and cells[room] == [empty] * TAG_CELLS:
                tag = Segment(_fitted(coding.tag, TAG_CELLS), self._lane_style(coding))
                cells[room] = [tag, Segment("", look.of("words"))]
        return (cell for cell in cells if cell.text)

    def _lane_style(self, coding: CodingView) -> Style:
        return self.look.lane(coding.colour, current=coding.guid in self.current)

    def _words(self, row: Row, placed: Sequence[Placed]) -> Iterator[Segment]:
        text, base = self.page.text, self._base(row.turn)
        painted = [each for each in self._painted(placed) if each[0] < row.end and row.start < each[1]]
        cuts = {row.start, row.end}
        cuts.update(at for start, end, _, _ in painted for at in (start, end) if row.start < at < row.end)
        cuts.difference_update(*(range(start + 1, end) for start, end, _ in odd_graphemes(text, row.start, row.end)))
        for begin, stop in pairwise(sorted(cuts)):
            marks, tint = base, ""
            for start, end, mark, colour in painted:
                if start <= begin < end:
                    marks |= mark
                    tint = colour or tint
            yield Segment(text[begin:stop], self.look.of("words", marks, tint))

    def _painted(self, placed: Sequence[Placed]) -> Iterator[tuple[int, int, Mark, str]]:
        """What lies on the words: from where to where, how it is marked, and the tint of a current coding."""
        for coding, *_ in placed:
            start, end = coding.start, coding.end
            yield start, end, Mark.CODED, ""
            if coding.guid in self.current:
                yield start, end, Mark.CURRENT, coding.colour
                yield start, start + 1, Mark.EDGE, coding.colour
                yield end - 1, end, Mark.EDGE, coding.colour
        if self.cursor is not None:
            yield self.cursor.start, self.cursor.end, Mark.CURSOR, ""
        for hit in self.hits:
            yield hit.start, hit.end, Mark.CURRENT_HIT if hit == self.current_hit else Mark.HIT, ""
        if self.selected is not None:
            yield self.selected.start, self.selected.end, Mark.SELECTED, ""


def _bracket(placed: Placed, index: int) -> str:
    drawn = stroke(placed.coding.colour)
    if placed.first == placed.last:
        return drawn.single
    return drawn.top if index == placed.first else drawn.bottom if index == placed.last else drawn.middle


def _fitted(name: str, width: int) -> str:
    """`name` in exactly `width` cells: padded with spaces, or cut between graphemes and ended with `…`."""
    pieces = graphemes(name, 0, len(name))
    if sum(cells for _, _, cells in pieces) <= width:
        return name + " " * (width - sum(cells for _, _, cells in pieces))
    kept, used = 0, 1
    for _, end, cells in pieces:
        if used + cells > width:
            break
        kept, used = end, used + cells
    return f"{name[:kept]}…" + " " * (width - used) if width else ""


def _at_place(segment: Segment, start: int, end: int, cell: int, turn: int) -> Segment:
    place = Style.from_meta({"offset": (cell, turn)})
    return Segment(segment.text[start:end], (segment.style or Style.null()) + place)
