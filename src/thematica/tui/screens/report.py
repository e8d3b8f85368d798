"""What became of something longer than a notice can tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from thematica.text.normalise import safe


class Report(ModalScreen[None]):
    """Lines of text to be read."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter", "dismiss", "Back")]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)

    def compose(self) -> ComposeResult:
        """The lines, as far as there is room; the rest can be scrolled to."""
        with Vertical(classes="dialog report"):
            with VerticalScroll():
                yield Static("\n".join(map(safe, self._lines)), markup=False)
            yield Static("esc goes back · ↓ ↑ more lines", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to be read."""
        self.query_one(".dialog").border_title = Content(safe(self._title))
        self.query_one(VerticalScroll).focus()
