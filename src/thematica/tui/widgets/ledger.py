"""A listing with what is known about the row under its cursor: the body of the rooms in which one looks things up."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from thematica.tui.rooms import Place
from thematica.tui.widgets.listing import Listing, Row


class Ledger(Container):
    """The listing, and beside or below it the row under its cursor in full."""

    DEFAULT_CSS = """
    Ledger {
        height: 1fr; layout: vertical;
        & > Listing { height: 1fr; }
        & > #more { height: 30%; min-height: 5; border-top: hkey $panel; padding: 0 1; scrollbar-size-vertical: 1; }
        & > #nothing { display: none; height: 1fr; padding: 1 2; color: $text-muted; }
        &.-empty > #nothing { display: block; }
        &.-empty > Listing, &.-empty > #more { display: none; }
    }
    """

    def __init__(self, *, tall: int = 1, beside: bool = True) -> None:
        super().__init__(classes="-beside" if beside else "")
        self._tall = tall

    def compose(self) -> ComposeResult:
        """The listing, the row in full, and words for where there are no rows."""
        yield Listing(tall=self._tall)
        with VerticalScroll(id="more"):
            yield Static(markup=False)
        yield Static(id="nothing", markup=False)

    @property
    def listing(self) -> Listing:
        """The listing."""
        return self.query_one(Listing)

    def show(self, rows: Sequence[Row], nothing: str, *, near: Place | None = None) -> None:
        """Shows rows, or where there are none the words `nothing`; the cursor goes as in Listing.show."""
        self.set_class(not rows, "-empty")
        self.query_one("#nothing", Static).update(Content(nothing))
        self.listing.show(rows, near=near)

    @on(Listing.Pointed)
    def _pointed(self, event: Listing.Pointed) -> None:
        more = event.row.more if event.row is not None else None
        self.query_one("#more Static", Static).update(more() if more is not None else Content())
        self.query_one("#more").scroll_home(animate=False)
