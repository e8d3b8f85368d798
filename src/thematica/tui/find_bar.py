"""The line in which one types what to find in the open source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """Asks for words and says how many hits there are; the parent finds them."""

    DEFAULT_CSS = """
    FindBar {
        display: none; height: 1; background: $panel; padding: 0 1;
        &.-open { display: block; }
        & > .slash { width: 2; color: $accent; text-style: bold; }
        & > Input { width: 1fr; border: none; height: 1; padding: 0; background: transparent; }
        & > .count { width: auto; color: $text-muted; padding: 0 0 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    @dataclass
    class Asked(Message):
        """Other words are looked for."""

        words: str

    @dataclass
    class Stepped(Message):
        """The next hit is wanted (1), or the one before (-1)."""

        step: int

    class Left(Message):
        """Back to the transcript, the hits still shown."""

    def compose(self) -> ComposeResult:
        """The sign, the words, the number of hits."""
        yield Static("/", classes="slash", markup=False)
        yield Input(placeholder="find · enter next · ↑ previous · esc back", compact=True)
        yield Static(classes="count", markup=False)

    def open(self) -> None:
        """Ready to type."""
        self.add_class("-open")
        self.query_one(Input).focus()
        self.query_one(Input).action_select_all()

    def close(self) -> None:
        """Ends the search."""
        self.remove_class("-open")
        self.query_one(Input).value = ""

    @property
    def is_open(self) -> bool:
        """Whether a search is on."""
        return self.has_class("-open")

    def count(self, place: int | None, hits: int) -> None:
        """Shows how many hits there are, and at which one the cursor is (from 1)."""
        words = self.query_one(Input).value.strip()
        shown = "" if not words else "no hit" if not hits else f"{place or '–'} of {hits}"
        self.query_one(".count", Static).update(shown)

    @on(Input.Changed)
    def _asked(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(event.value))

    def action_step(self, step: int) -> None:
        """To another hit."""
        self.post_message(self.Stepped(step))

    def action_leave(self) -> None:
        """Back to the transcript."""
        self.post_message(self.Left())
