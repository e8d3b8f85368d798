"""Splitting a code: the names of what comes of it, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from thematica.store.reads.codes import CodeView
from thematica.text.normalise import safe


@dataclass(frozen=True, slots=True)
class Parts:
    """What a code is to be split into; `beside` it, and it is retired, else below it."""

    names: tuple[str, ...]
    beside: bool


class Names(Input):
    """A line to type in, where taking away from nothing takes the last name away."""

    async def on_key(self, event: events.Key) -> None:
        """Takes the last name back into the line."""
        if event.key == "backspace" and not self.value and isinstance(self.screen, SplitCode):
            event.stop()
            event.prevent_default()
            self.screen.take_back()


class SplitCode(ModalScreen[Parts | None]):
    """Asks for names; `enter` on an empty line splits."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Back"),
        Binding("tab", "turn", "Below or beside", priority=True),
    ]

    def __init__(self, code: CodeView) -> None:
        super().__init__()
        self._code = code
        self._names: list[str] = []
        self._beside = False

    def compose(self) -> ComposeResult:
        """What there is so far, a line for the next name, and where they go."""
        with Vertical(classes="dialog"):
            yield Static(id="parts", markup=False)
            yield Names(placeholder="the name of a new code", select_on_focus=False, compact=True)
            yield Static(id="where", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(".dialog").border_title = Content(f"Split “{safe(self._code.name)}”")
        self._show()
        self.query_one(Names).focus()

    def _show(self) -> None:
        parts = [Content.assemble(("■ ", "$accent"), safe(name)) for name in self._names]
        none = Content.styled("Its codings stay where they are until you sort them, one by one.", "$text-muted")
        self.query_one("#parts", Static).update(Content("\n").join(parts) if parts else none)
        where = "beside it, and it is retired" if self._beside else "below it, and it can still be used"
        does = "enter on an empty line splits" if self._names else "enter takes the name"
        self.query_one("#where", Static).update(Content(f"They go {where} · tab changes\n{does}"))

    def take_back(self) -> None:
        """Takes the last name back into the line."""
        if self._names:
            self.query_one(Names).value = self._names.pop()
            self.query_one(Names).action_end()
            self._show()

    def action_turn(self) -> None:
        """Below the code, or beside it."""
        self._beside = not self._beside
        self._show()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._names.append(" ".join(event.value.split()))
            event.input.value = ""
            self._show()
        elif self._names:
            self.dismiss(Parts(tuple(self._names), self._beside))
