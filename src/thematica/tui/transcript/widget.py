"""The transcript as one reads and codes in it: the cursor, the selection, the mouse."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection

from thematica.text.span import Span
from thematica.text.turns import Turn
from thematica.tui.transcript.cursor import Cursor
from thematica.tui.transcript.lanes import Stretches
from thematica.tui.transcript.painted import PaintedTranscript
from thematica.tui.transcript.pulling import Pull, pulled
from thematica.tui.transcript.steps import Steps, Unit
from thematica.tui.transcript.values import CodingView, TranscriptView

_DOUBLE = 2  # clicks


class Transcript(PaintedTranscript, can_focus=True):
    """Shows one source. It announces what happens to it and changes nothing but its own cursor and selection.

    The cursor stands on a sentence. All positions are code points of the source text, half-open.
    """

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
        self.moves_start = False
        """Whether the keys move the start of the selection, and not its end."""
        self._announced: Span | None = None
        self._drag: Selection | None = None
        self._before_press: Span | None = None
        self._pull: Pull | None = None

    def show(self, view: TranscriptView) -> None:
        """Shows a source from its start; selection, hits and the code one looked at are gone."""
        self.clear_selection()
        self._view = view
        self._hits, self._current_hit = Stretches(()), None
        self._cursor = Cursor(Steps(view.text, view.turns, view.sentences), self._cursor.codings)
        self._lay_out(view.codings)
        self.scroll_to(y=0, animate=False)
        self._put_cursor(0)

    # The focus: a palette takes it and gives it back. Nothing looks otherwise, so nothing is styled or painted anew.

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

    # The cursor

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
