"""Writing a text of several lines; leaving gives it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from thematica.tui.plain import in_a_line


class WriteText(ModalScreen[str | None]):
    """Gives what was written; `ctrl+c` gives nothing."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Keep and leave"),
        ("ctrl+c", "dismiss(None)", "Leave"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The text."""
        with Vertical(classes="dialog"):
            yield TextArea(self._text, soft_wrap=True, tab_behavior="focus")
            yield Static("esc keeps it and goes back · ctrl+c goes back without", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to write, after what is there."""
        self.query_one(".dialog").border_title = Content(in_a_line(self._title))
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_leave(self) -> None:
        """Gives what was written."""
        self.dismiss(self.query_one(TextArea).text)
