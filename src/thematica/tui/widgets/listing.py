"""A long list, painted as it is scrolled to: rows of equal height, with headings between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from thematica.tui.keys import LISTING, bindings
from thematica.tui.plain import in_a_line
from thematica.tui.rooms import Place


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `paint` gives its lines in so many cells. A heading has no key, and the cursor passes over it.

    `more` is shown while the cursor is on the row; `place` is where in a transcript it leads.
    """

    key: str
    paint: Callable[[int], Sequence[Content]]
    more: Callable[[], Content] | None = None
    place: Place | None = None


def heading(name: str, count: int | str = "") -> Row:
    """A row that says what those below it have in common, and how many there are."""

    def paint(width: int) -> Sequence[Content]:
        tail = f" {count}"
        shown = Content.styled(in_a_line(name), "bold").truncate(max(width - len(tail), 1), ellipsis=True, pad=True)
        return (Content.assemble(shown, (tail, "$text-muted")),)

    return Row("", paint)


class Listing(ScrollView, can_focus=True):
    """Rows with a cursor on one of them. Only what is in sight is painted, so thousands cost no more than ten."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--cursor"}
    DEFAULT_CSS = """
    Listing {
        background: transparent; padding: 0 0 0 1; scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
        overflow-x: hidden; text-wrap: nowrap; text-overflow: ellipsis;
        & > .listing--cursor { background: $panel; color: $foreground; }
        &:focus { background-tint: transparent; }
        &:focus > .listing--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(LISTING)

    @dataclass
    class Pointed(Message):
        """The cursor is on another row; None where there is none."""

        row: Row | None

    @dataclass
    class Chosen(Message):
        """A row was chosen with enter, or with a click on it under the cursor."""

        row: Row

    def __init__(self, *, tall: int = 1) -> None:
        super().__init__()
        self.auto_links = False
        self._tall = tall
        self._rows: Sequence[Row] = ()
        self._cursor = 0
        self._painted: tuple[int, int, list[Strip]] = (-1, 0, [])

    # -- what is shown --------------------------------------------------------------------------------------------

    def show(self, rows: Sequence[Row], *, near: Place | None = None) -> None:
        """Shows rows. The cursor stays on the row it was on, else goes to the first that a place is in or before."""
        before = self.pointed
        self._rows = rows
        self._lay_out()
        self._cursor = self._where(before, near)
        if before is None:
            self.call_after_refresh(self._into_sight)
        self._move_to(self._cursor)

    def _where(self, before: Row | None, near: Place | None) -> int:
        if before is not None:
            same = next((at for at, row in enumerate(self._rows) if row.key == before.key), None)
            return self._cursor if same is None else same
        if near is not None:
            source, span = near
            here = [(at, row.place[1]) for at, row in enumerate(self._rows) if row.place and row.place[0] == source]
            if here:
                return next((at for at, place in here if place.end > span.start), here[-1][0])
        return 0

    def _lay_out(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows) * self._tall)
        self._forget()

    def _forget(self) -> None:
        self._painted = (-1, 0, [])
        self.refresh()

    def on_resize(self) -> None:
        """Fits the rows to the new width."""
        self._lay_out()
        self._into_sight()

    def notify_style_update(self) -> None:
        """Paints anew under another theme or focus."""
        self._forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the view, `y` counted from its top."""
        width = self.scrollable_content_region.width
        at, line = divmod(self.scroll_offset.y + y, self._tall)
        if not 0 <= at < len(self._rows):
            return Strip.blank(width, self.rich_style)
        if self._painted[:2] != (at, width):
            self._painted = (at, width, self._strips(at, width))
        return self._painted[2][line]

    def _strips(self, at: int, width: int) -> list[Strip]:
        row = self._rows[at]
        is_cursor = at == self._cursor and bool(row.key)
        style = self.get_visual_style("listing--cursor") if is_cursor else self.visual_style
        lines = [*row.paint(width), *[Content("")] * self._tall][: self._tall]
        if not row.key:  # a heading stands right above its rows
            lines = [*lines[1:], lines[0]]
        return [Visual.to_strips(self, line, width, 1, style, pad=True)[0] for line in lines]

    # -- the cursor -----------------------------------------------------------------------------------------------

    @property
    def pointed(self) -> Row | None:
        """The row the cursor is on."""
        row = self._rows[self._cursor] if 0 <= self._cursor < len(self._rows) else None
        return row if row is not None and row.key else None

    def _move_to(self, at: int, step: int = 1) -> None:
        """Puts the cursor on a row, or the next in the direction of `step` that is no heading, else the nearest."""
        beyond = range(at, len(self._rows)) if step > 0 else range(at, -1, -1)
        back = range(at, -1, -1) if step > 0 else range(at, len(self._rows))
        places = (place for way in (beyond, back) for place in way if 0 <= place < len(self._rows))
        self._cursor = next((place for place in places if self._rows[place].key), 0)
        self._forget()
        self._into_sight()
        self.post_message(self.Pointed(self.pointed))

    def _into_sight(self) -> None:
        above = self._cursor - 1 if self._cursor and not self._rows[self._cursor - 1].key else self._cursor
        top, height = above * self._tall, (self._cursor + 1 - above) * self._tall
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True, x_axis=False)

    def go_to_next(self, wanted: Callable[[Row], bool]) -> None:
        """To the next row that is wanted, from the cursor on and round the end."""
        after = (*range(self._cursor + 1, len(self._rows)), *range(self._cursor + 1))
        at = next((at for at in after if self._rows[at].key and wanted(self._rows[at])), None)
        if at is not None:
            self._move_to(at)

    def action_walk(self, step: int) -> None:
        """Moves the cursor by rows."""
        self._move_to(min(max(self._cursor + step, 0), len(self._rows) - 1), step)

    def action_page(self, step: int) -> None:
        """Moves the cursor by a page."""
        self.action_walk(step * max(self.scrollable_content_region.height // self._tall - 1, 1))

    def action_end(self, step: int) -> None:
        """To the last row, or the first."""
        self._move_to(len(self._rows) - 1 if step > 0 else 0, -step)

    def action_group(self, step: int) -> None:
        """To the first row under the next heading, or the one before."""
        heads = [at for at, row in enumerate(self._rows) if not row.key]
        if step < 0:  # the heading this row is under is not before it
            under = max((at for at in heads if at < self._cursor), default=0)
            wanted = max((at for at in heads if at < under), default=under)
        else:
            wanted = min((at for at in heads if at > self._cursor), default=len(self._rows) - 1)
        self._move_to(wanted)

    def action_choose(self) -> None:
        """Chooses the row under the cursor."""
        if self.pointed is not None:
            self.post_message(self.Chosen(self.pointed))

    def on_click(self, event: events.Click) -> None:
        """Puts the cursor where the mouse is; a click on the row under the cursor chooses it."""
        offset = event.get_content_offset(self)
        at = (self.scroll_offset.y + offset.y) // self._tall if offset is not None else -1
        if not 0 <= at < len(self._rows) or not self._rows[at].key:
            return
        if at == self._cursor:
            self.action_choose()
        else:
            self._move_to(at)
