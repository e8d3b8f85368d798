"""A new version of a codebook: its number, and what has become of the codebook since the last one."""

from __future__ import annotations

import re
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from thematica.store.reads.codes import CodebookView
from thematica.text.normalise import safe


class NewVersion(ModalScreen[tuple[str, str] | None]):
    """Asks for a version and a note."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(self, book: CodebookView) -> None:
        super().__init__()
        self._book = book

    def compose(self) -> ComposeResult:
        """Two lines."""
        with Vertical(classes="dialog"):
            yield Static(f"Version, after {safe(self._book.version)}", classes="label", markup=False)
            yield Input(following(self._book.version), id="version", select_on_focus=False, compact=True)
            yield Static("Note: what has changed, and why", classes="label", markup=False)
            yield Input(id="note", select_on_focus=False, compact=True)
            hint = "enter in the note makes it · codings made from here on name it"
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to write the note."""
        self.query_one(".dialog").border_title = Content(f"New version of “{safe(self._book.name)}”")
        self.query_one("#note").focus()

    @on(Input.Submitted, "#version")
    def _numbered(self) -> None:
        self.query_one("#note").focus()

    @on(Input.Submitted, "#note")
    def _noted(self, event: Input.Submitted) -> None:
        self.dismiss((self.query_one("#version", Input).value, event.value.strip()))


def following(version: str) -> str:
    """The version that usually comes after one: 1.1.0 after 1.0.0, 2 after 1; empty where it has no number."""
    numbers = re.fullmatch(r"(\d+)(?:\.(\d+))?(\.\d+)?", version)
    if numbers is None:
        return ""
    major, minor, patch = numbers.groups()
    if minor is None:
        return str(int(major) + 1)
    return f"{major}.{int(minor) + 1}{'.0' if patch else ''}"
