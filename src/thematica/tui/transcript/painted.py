"""The transcript on the screen, as it is painted. Built on Textual's line API."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from thematica.text.span import Span
from thematica.tui.transcript.codings import Codings
from thematica.tui.transcript.cursor import Cursor
from thematica.tui.transcript.lanes import Stretches
from thematica.tui.transcript.look import COMPONENTS, CSS, Look, look_of
from thematica.tui.transcript.page import laid_out
from thematica.tui.transcript.painting import Painter
from thematica.tui.transcript.steps import Steps
from thematica.tui.transcript.values import NOTHING, CodingView

_WIDTH_BEFORE_LAYOUT = 80


class PaintedTranscript(ScrollView):
    """A source laid out in the width there is, and painted: words, codings, the cursor, what is selected or found.

    What is selected, by mouse or by key, is kept in the screen's own text selection; its offsets are (cell of the turn,
    turn), which no change of width can move.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"transcript--{name}" for name in COMPONENTS}
    DEFAULT_CSS = CSS

    reading: reactive[bool] = reactive(default=False)
    """Whether codes are hidden, for a first reading."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._view = NOTHING
        self._page = laid_out(NOTHING, _WIDTH_BEFORE_LAYOUT)
        self._cursor = Cursor(Steps("", (), ()), Codings((), self._page.rows))
        self._hits: Stretches[Span] = Stretches(())
        self._current_hit: Span | None = None
        self._look: Look | None = None
        self._painter: Painter | None = None
        self._painting = False
        self._drawn: frozenset[tuple[int, int, Hashable]] = frozenset()

    # What is shown

    @property
    def sentence(self) -> Span | None:
        """The sentence under the cursor; None where there is no text."""
        return self._cursor.sentence

    @property
    def selected(self) -> Span | None:
        """What is selected, by mouse or keys; None for nothing."""
        selection = self.text_selection if self.is_attached else None
        return self._page.span_of(selection) if selection else None

    def codings_at_cursor(self) -> tuple[CodingView, ...]:
        """The codings on the sentence under the cursor, in reading order."""
        return self._cursor.here

    @property
    def current_coding(self) -> CodingView | None:
        """The one of them in focus: last chosen, or else of the code one looks at, or else the shortest."""
        return self._cursor.current

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

    def notify_style_update(self) -> None:
        """Drops the styles made under the theme that was."""
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
