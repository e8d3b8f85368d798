"""The transcript on the screen: reading, the cursor, the selection, codings in the margin.

Built on Textual's line API. What is selected, by mouse or by key, is kept in the screen's own text selection; its
offsets are (cell of the turn, turn), which no change of width can move.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from thematica.text.span import Span
from thematica.text.turns import Turn
from thematica.tui.transcript.codings import Codings
from thematica.tui.transcript.cursor import Cursor
from thematica.tui.transcript.lanes import Stretches
from thematica.tui.transcript.look import COMPONENTS, CSS, Look, look_of
from thematica.tui.transcript.page import laid_out
from thematica.tui.transcript.painting import Painter
from thematica.tui.transcript.pulling import Pull, pulled
from thematica.tui.transcript.steps import Steps, Unit
from thematica.tui.transcript.values import NOTHING, CodingView, TranscriptView

_WIDTH_BEFORE_LAYOUT = 80
_DOUBLE = 2  # clicks


class Transcript(ScrollView, can_focus=True):
    """Shows one source. It announces what happens to it and changes nothing but its own cursor and selection.

    The cursor stands on a sentence. All positions are code points of the source text, half-open.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"transcript--{name}" for name in COMPONENTS}
    DEFAULT_CSS = CSS

    reading: reactive[bool] = reactive(default=False)
    """Whether codes are hidden, for a first reading."""

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on the sentence `span`, in `turn`."""

        span: Span
        turn: Turn

    @dataclass
    class SelectionChanged(Message):
        """Something else is selected now: `span`, or None for nothing."""

        span: Span | None

    @dataclass
    class CodingClicked(Message):
        """The margin lane of the coding `guid` was clicked; it is the current coding now."""

        guid: str

    @dataclass
    class CodingResized(Message):
        """The coding `guid` is to be on `span` from now on: its bracket was drawn out or in."""

        guid: str
        span: Span

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._view = NOTHING
        self._page = laid_out(NOTHING, _WIDTH_BEFORE_LAYOUT)
        self._cursor = Cursor(Steps("", (), ()), Codings((), self._page.rows))
        self._hits: Stretches[Span] = Stretches(())
        self._current_hit: Span | None = None
        self.moves_start = False
        """Whether the keys move the start of the selection, and not its end."""
        self._announced: Span | None = None
        self._drag: Selection | None = None
        self._before_press: Span | None = None
        self._pull: Pull | None = None
        self._look: Look | None = None
        self._painter: Painter | None = None
        self._painting = False
        self._drawn: frozenset[tuple[int, int, Hashable]] = frozenset()

    # What is shown

    def show(self, view: TranscriptView) -> None:
        """Shows a source from its start; selection, hits and the code one looked at are gone."""
        self.clear_selection()
        self._view = view
        self._hits, self._current_hit = Stretches(()), None
        self._cursor = Cursor(Steps(view.text, view.turns, view.sentences), self._cursor.codings)
        self._lay_out(view.codings)
        self.scroll_to(y=0, animate=False)
        self._put_cursor(0)

    def update_codings(self, codings: Sequence[CodingView]) -> None:
        """Shows other codings of the same source; not a word moves."""
        self._cursor.codings = Codings(codings, self._page.rows, self._cursor.codings)
        self._repaint()

    def show_hits(self, hits: Sequence[Span], current: Span | None = None) -> None:
        """Marks what a search found, and the one hit that is looked at."""
        self._hits, self._current_hit = Stretches(hits), current
        self._repaint()

    def focus_code(self, code: str | None) -> None:
        """Lets all codings of a code (by GUID) stand out; None for none."""
        self._cursor.code = code
        self._repaint()

    def _lay_out(self, codings: Sequence[CodingView]) -> None:
        width = self.scrollable_content_region.width or _WIDTH_BEFORE_LAYOUT
        self._page = laid_out(self._view, width)
        self._cursor.codings = Codings(codings, self._page.rows)
        self.virtual_size = Size(width, len(self._page.rows))
        self.refresh()

    def on_resize(self) -> None:
        """Wraps anew; the cursor keeps its line on the screen, or when it is out of sight the top row does."""
        position, line = self._page.anchor(self.sentence, self.scroll_offset.y, self.size.height)
        self._lay_out(self._cursor.codings.all)
        self.scroll_to(y=self._page.rows.at(position) - line, animate=False)

    # Painting

    # A palette takes the focus and gives it back: nothing looks otherwise for it, so nothing is styled or painted anew.

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Leaves the styles as they are: no rule is about the focus."""

    def on_focus(self, event: events.Focus) -> None:
        """Gets the keys, and the terminal's own cursor."""
        event.prevent_default()
        self.has_focus = True
        self._place_hardware_cursor()
        self.screen.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """Gives them up."""
        event.prevent_default()
        self.has_focus = False

    def notify_style_update(self) -> None:
        """Drops the styles made under the theme or focus that was."""
        self._look = None
        super().notify_style_update()

    def _repaint(self) -> None:
        """Has the rows painted on which something else lies than when they were painted last."""
        before, self._drawn = self._drawn, frozenset(self._new_painter().drawn())
        top, view = self.scroll_offset.y, self.size.region
        changed = [
            Region(0, first - top, self.size.width, last - first + 1).intersection(view)
            for first, last, _ in before ^ self._drawn
        ]
        if any(changed):
            self.refresh(*filter(None, changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paints a frame."""
        self._painter = self._new_painter()
        self._drawn = frozenset(self._painter.drawn())
        self._painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """One row of the view, `y` counted from its top.

        Textual also asks for a row when it wants to know what the mouse is on; only then does it bear places.
        """
        width, index = self.virtual_size.width, self.scroll_offset.y + y
        painter = self._painter or self._new_painter()
        if index >= len(painter.page.rows):
            return Strip.blank(width, self.rich_style)
        segments = painter.segments(index) if self._painting else painter.placed_segments(index)
        return Strip(segments).adjust_cell_length(width, painter.look.of("words"))

    def _new_painter(self) -> Painter:
        self._look = self._look or look_of(self)
        start, end = self._page.in_sight(self.scroll_offset.y, self.size.height)
        placed = [] if self.reading else self._cursor.codings.touching(start, end)
        current = {each.coding.guid for each in placed if each.coding.code == self._cursor.code}
        current |= {self.current_coding.guid} if self.current_coding else set()
        hits, shown = self._hits.touching(start, end), frozenset(current)
        return Painter(self._page, self._look, placed, shown, self.sentence, self.selected, hits, self._current_hit)

    # The cursor

    @property
    def sentence(self) -> Span | None:
        """The sentence under the cursor; None where there is no text."""
        return self._cursor.sentence

    def move(self, sentences: int) -> None:
        """Moves the cursor by so many sentences; the selection is given up, as by each of the moves."""
        self._go(self._cursor.number + sentences)

    def move_turn(self, step: int) -> None:
        """Moves the cursor to the first sentence of the next (1) or previous (-1) turn that has one."""
        first = self._cursor.steps.turn_beside(self.sentence.start, step) if self.sentence else None
        if first is not None:
            self._go(first)

    def to_start(self) -> None:
        """Moves the cursor to the first sentence."""
        self._go(0)
        self.scroll_to(y=0, animate=False)

    def to_end(self) -> None:
        """Moves the cursor to the last sentence."""
        self._go(len(self._cursor.steps.sentences) - 1)

    def half_page(self, step: int) -> None:
        """Scrolls by half the height, down (1) or up (-1), and takes the cursor along."""
        if self.sentence is None:
            return
        top = self.scroll_offset.y
        self.scroll_to(y=top + step * (self.size.height // 2), animate=False)
        is_last = self.scroll_offset.y == top  # nothing left to scroll
        position = self._page.half_a_page_from(self.sentence.start, top, self.size.height, step, to_the_end=is_last)
        self.clear_selection()
        self._put_cursor(self._cursor.steps.sentence_at(position))

    def go_to(self, span: Span, *, select: bool = False) -> None:
        """Moves the cursor to the sentence where `span` begins, with some of what comes before in sight."""
        self.clear_selection()
        self._put_cursor(self._cursor.steps.sentence_at(span.start))
        self._reveal(span, jump=True)
        if select:
            self._select(span)

    def _go(self, number: int) -> None:
        self.clear_selection()
        self._put_cursor(number)
        if self.sentence is not None:
            self._reveal(self.sentence)

    def _put_cursor(self, number: int) -> None:
        self._cursor.put(number)
        self.call_next(self._announce_cursor)  # not at once: from a handler of the parent, it would not reach it
        self._place_hardware_cursor()
        self._repaint()

    def _announce_cursor(self) -> None:
        if self.sentence is not None:
            turn = self._view.turns[self._cursor.steps.turn_at(self.sentence.start)]
            self.post_message(self.CursorMoved(self.sentence, turn))

    def _reveal(self, span: Span, *, jump: bool = False) -> None:
        top = self._page.top_showing(span, self.scroll_offset.y, self.size.height, jump=jump)
        self.scroll_to(y=top, animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolls, and lets the terminal's own cursor go along."""
        super().watch_scroll_y(old_value, new_value)
        self._place_hardware_cursor()

    def _place_hardware_cursor(self) -> None:
        """Puts the terminal's own cursor at the cursor, for input methods and screen readers."""
        if self.sentence is None or not self.has_focus:
            return
        span = self.selected or self.sentence
        position = span.end if self.selected and not self.moves_start else span.start
        place = self._page.place_of(position) - Offset(0, self.scroll_offset.y)
        self.app.cursor_position = self.scrollable_content_region.offset + place

    # The selection

    @property
    def selected(self) -> Span | None:
        """What is selected, by mouse or keys; None for nothing."""
        selection = self.text_selection if self.is_attached else None
        return self._page.span_of(selection) if selection else None

    @property
    def chosen(self) -> Span:
        """What a code would be put on: the selection or else the sentence, without white space at its ends."""
        span = self.selected or self.sentence or Span(0, 0)
        return span.trimmed(self._view.text)

    def toggle_select(self) -> None:
        """Selects the sentence under the cursor; gives a selection up when there is one."""
        if self.selected:
            self.clear_selection()
        elif self.sentence is not None:
            self._select(self.sentence)

    def select_turn(self) -> None:
        """Selects all words of the turn under the cursor."""
        if self.sentence is not None:
            turn = self._view.turns[self._cursor.steps.turn_at(self.sentence.start)]
            self._select(turn.body.trimmed(self._view.text))

    def grow(self, unit: Unit, step: int) -> None:
        """Makes the selection longer (1) or shorter (-1) by a unit, at the edge that moves.

        By characters the edge goes right (1) or left (-1) instead.
        """
        span = self.selected or self.sentence
        if span is None:
            return
        step = -step if unit == "character" and self.moves_start else step
        span = self._cursor.steps.reshaped(span, unit, step, at_start=self.moves_start)
        self._select(span)
        edge = span.start if self.moves_start else span.end - 1
        self._reveal(Span(edge, edge + 1))

    def swap_edge(self) -> None:
        """Lets the other edge of the selection move from now on: the end at first, then the start."""
        self.moves_start = not self.moves_start
        self._place_hardware_cursor()

    def clear_selection(self) -> None:
        """Selects nothing."""
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()

    def _select(self, span: Span) -> None:
        self.screen.selections = {self: self._page.selection_of(span)}

    def selection_updated(self, selection: Selection | None) -> None:
        """Called by the screen when the mouse or this view itself has selected something else."""
        if selection is not None and None in selection and self.app.mouse_captured is self:
            # A drag has left the view, and Textual would take all there is on that side.
            self.screen.selections = {self: self._drag} if self._drag else {}
            return
        self._drag = selection
        if self.selected is None:
            self.moves_start = False
        self.call_next(self._announce_selection)
        self._place_hardware_cursor()
        self._repaint()

    def _announce_selection(self) -> None:
        if self.selected != self._announced:
            self._announced = self.selected
            self.post_message(self.SelectionChanged(self.selected))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words as they stand in the source, for copying."""
        span = self._page.span_of(selection)
        return (span.of(self._view.text), "\n") if span else None

    # Codings

    def codings_at_cursor(self) -> tuple[CodingView, ...]:
        """The codings on the sentence under the cursor, in reading order."""
        return self._cursor.here

    @property
    def current_coding(self) -> CodingView | None:
        """The one of them in focus: last chosen, or else of the code one looks at, or else the shortest."""
        return self._cursor.current

    def focus_coding(self, coding: str) -> None:
        """Makes a coding under the cursor (by GUID) the current one, until the cursor moves."""
        self._cursor.focus(coding)
        self._repaint()

    def cycle_coding(self, step: int = 1) -> None:
        """Makes the next (1) or previous (-1) of the codings under the cursor the current one, round and round."""
        self._cursor.cycle(step)
        self._repaint()

    def next_coding(self, step: int, code: str | None = None) -> CodingView | None:
        """Goes to the next (1) or previous (-1) coding, of one code when its GUID is given; None after the last."""
        coding = self._cursor.beside(step, code)
        if coding is not None:
            self.go_to(Span(coding.start, coding.end))
            self.focus_coding(coding.guid)
        return coding

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Keeps the mouse until it is let go, so that a drag which leaves the view stays a drag of this view."""
        self._before_press = self.selected or self.sentence
        self.capture_mouse()
        coding = self._drawn_at(event.offset)
        self._pull = pulled(coding, self._page.rows, event.y + self.scroll_offset.y) if coding else None
        if self._pull is not None:
            self.screen.clear_selection()  # which also ends Textual's own selecting

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draws the end of a bracket to where the mouse is."""
        if self._pull is None or self.app.mouse_captured is not self:
            return
        _, hit = self.screen.get_widget_and_offset_at(*event.screen_offset)
        if hit is not None:
            self._pull = self._pull.to(hit, self._page, self._cursor.steps, event.x)
            self._select(self._pull.span)

    def on_mouse_up(self) -> None:
        """Ends a drag: the cursor goes where the selection begins; a bracket drawn elsewhere is announced."""
        self.release_mouse()
        if self._pull is not None and self._pull.is_off:
            self.go_to(self._pull.span)
            self.focus_coding(self._pull.guid)
            self.post_message(self.CodingResized(self._pull.guid, self._pull.span.trimmed(self._view.text)))
        elif self.selected is not None:
            self._put_cursor(self._cursor.steps.sentence_at(self.selected.start))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor or chooses a coding, a double selects the word, a triple the turn; shift extends."""
        event.prevent_default()  # Textual's own double click selects the whole view
        place = event.get_content_offset(self)
        _, hit = self.screen.get_widget_and_offset_at(*event.screen_offset)
        if event.widget is not self or place is None or hit is None:
            return
        position = self._page.rows.position_of(hit.y, hit.x)
        if event.shift and self._before_press is not None:
            before, end = self._before_press, self._page.rows.end_of(hit.y, hit.x + 1)
            self._select(Span(position, before.end) if position < before.start else Span(before.start, end))
        elif event.chain > 1:
            body = self._view.turns[hit.y].body.trimmed(self._view.text)
            clicked = self._cursor.steps.word_at(position) if event.chain == _DOUBLE else body
            if clicked is not None:
                self._select(clicked)
        elif self.selected is None and not (self._pull and self._pull.is_off):  # else it only ends a drag
            self._click(place, position)

    def _drawn_at(self, place: Offset) -> CodingView | None:
        row = place.y + self.scroll_offset.y
        return None if self.reading else self._cursor.codings.drawn_at(row, place.x, self._page.columns)

    def _click(self, place: Offset, position: int) -> None:
        coding = self._drawn_at(place)
        self._put_cursor(self._cursor.steps.sentence_at(max(position, coding.start) if coding else position))
        if coding is not None:
            self.focus_coding(coding.guid)
            self.call_next(self.post_message, self.CodingClicked(coding.guid))  # after the cursor is told of
