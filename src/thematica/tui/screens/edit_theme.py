"""The fields of a theme: leaving keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from thematica.store.reads.themes import ThemeView
from thematica.tui.telling import telling
from thematica.work.themes import Fields


class EditTheme(ModalScreen[None]):
    """Name, concept, definition and account of a theme. Whatever was changed is kept on leaving."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Keep and leave")]

    def __init__(self, theme: ThemeView, keep: Callable[[ThemeView, Fields], None]) -> None:
        super().__init__()
        self._theme = theme
        self._keep = keep
        self._kept = Fields(theme.name, theme.concept, theme.definition, theme.account)

    def compose(self) -> ComposeResult:
        """A field for each."""
        theme = self._theme
        with Vertical(classes="dialog fields"):
            with VerticalScroll(can_focus=False):
                yield Static("Name", classes="label", markup=False)
                yield Input(theme.name, id="name", select_on_focus=False, compact=True)
                for id_, label, text in (
                    ("concept", "Concept: the idea that holds it together, in a sentence", theme.concept),
                    ("definition", "Definition: what it covers, and what it leaves out", theme.definition),
                    ("account", "Account: your own words on it, for the report", theme.account),
                ):
                    yield Static(label, classes="label", markup=False)
                    yield TextArea(text, id=id_, soft_wrap=True, tab_behavior="focus")
            yield Static("esc keeps it and goes back · tab next field", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to write: the concept first, where there is none yet."""
        self.query_one(".dialog").border_title = "Theme"
        self.query_one("#name" if self._theme.concept else "#concept").focus()

    def action_leave(self) -> None:
        """Keeps what was written and goes back; stays open when it cannot be kept."""
        with telling(self):
            self.keep()
            self.dismiss()

    def keep(self) -> None:
        """Keeps whatever differs from what is on disk."""
        written = [self.query_one(f"#{id_}", TextArea).text for id_ in ("concept", "definition", "account")]
        now = Fields(self.query_one("#name", Input).value, *written)
        if now != self._kept:
            self._keep(self._theme, now)
            self._kept = now
