"""Small questions: one of a list, one of a list or something new, a line of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from thematica.text.normalise import safe
from thematica.tui.widgets.filter_list import FilterList, Line

NEW = "new"
WRITTEN = "\0"  # before what was typed, in the key of the line that stands for it
STANCES = ("supporting", "contrary", "quote")


def answering(lines: Sequence[Line], query: str) -> list[Line]:
    """The lines that hold every word of a query."""
    words = query.casefold().split()
    return [line for line in lines if all(word in line.shown.plain.casefold() for word in words)]


class PickOne(ModalScreen[str | None]):
    """Chooses one of several lines; gives its key. `told` says of a key what choosing it means, below the list.

    Where something `new` may be written instead, such as a new case, it gives the words typed.
    """

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(
        self, title: str, lines: Sequence[Line], told: Callable[[str], Content] | None = None, *, new: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._lines = tuple(lines)
        self._told = told
        self._new = new

    def compose(self) -> ComposeResult:
        """The list, and what is told of the line under the cursor."""
        with Vertical(classes="palette plain" if self._told is None else "palette plain tells"):
            yield FilterList(f"Type to narrow, or {self._new}" if self._new else "Type to narrow")
            if self._told is not None:
                yield Static(classes="told", markup=False)

    def on_mount(self) -> None:
        """Shows every line."""
        self.query_one(".palette").border_title = Content(safe(self._title))
        self.query_one(FilterList).show(self._lines)

    @on(FilterList.Asked)
    def _asked(self, event: FilterList.Asked) -> None:
        lines = answering(self._lines, event.query)
        written = " ".join(event.query.split())
        if self._new and written and all(line.shown.plain.casefold() != written.casefold() for line in lines):
            lines.append(Line(WRITTEN + written, Content.assemble((f"+ {self._new} ", "$accent"), f"‘{written}’")))
        self.query_one(FilterList).show(lines)

    @on(FilterList.Pointed)
    def _pointed(self, event: FilterList.Pointed) -> None:
        if self._told is not None:
            self.query_one(".told", Static).update(self._told(event.key) if event.key else Content())

    @on(FilterList.Picked)
    def _picked(self, event: FilterList.Picked) -> None:
        if event.key is not None:
            self.dismiss(event.key.removeprefix(WRITTEN))


@dataclass(frozen=True, slots=True)
class Pick:
    """One of the lines (`key`) or something new (`name`), and in which way it is meant, where there were several."""

    key: str | None = None
    name: str = ""
    way: str = ""


class PickOrName(ModalScreen[Pick | None]):
    """Chooses one of several lines, or names something new; tab turns the way in which it is meant."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("tab", "turn", "As what", priority=True),
    ]

    def __init__(
        self, title: str, placeholder: str, lines: Sequence[Line], *, new: str, ways: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._title = title
        self._placeholder = placeholder
        self._lines = tuple(lines)
        self._new = new
        self._ways = tuple(ways)
        self._way = 0

    def compose(self) -> ComposeResult:
        """The list, and a line that says as what."""
        with Vertical(classes="palette plain"):
            yield FilterList(self._placeholder)
            yield Static(id="marks", markup=False)

    def on_mount(self) -> None:
        """Shows every line."""
        self.query_one(".palette").border_title = Content(self._title)
        self._show_way()
        self._answer("")

    @on(FilterList.Asked)
    def _asked(self, event: FilterList.Asked) -> None:
        self._answer(event.query)

    def _answer(self, query: str) -> None:
        lines = answering(self._lines, query)
        if query.strip():
            shown = Content.assemble((f"+ {self._new} ", "$accent"), f"‘{safe(query.strip())}’")
            lines.append(Line(NEW, shown))
        self.query_one(FilterList).show(lines)

    def action_turn(self) -> None:
        """In the next of the ways."""
        if self._ways:
            self._way = (self._way + 1) % len(self._ways)
            self._show_way()

    def _show_way(self) -> None:
        if not self._ways:
            return
        parts = [
            Content.styled(way, "bold $accent" if place == self._way else "$text-muted")
            for place, way in enumerate(self._ways)
        ]
        shown = Content.assemble(("as  ", "$text-muted"), Content("  ").join(parts), ("   tab changes", "$text-muted"))
        self.query_one("#marks", Static).update(shown)

    @on(FilterList.Picked)
    def _picked(self, event: FilterList.Picked) -> None:
        way = self._ways[self._way] if self._ways else ""
        if event.key == NEW:
            self.dismiss(Pick(name=self.query_one(FilterList).query_text.strip(), way=way))
        elif event.key is not None:
            self.dismiss(Pick(event.key, way=way))


class Ask(ModalScreen[str | None]):
    """Asks for one line of text; nothing comes of an empty one."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(self, title: str, *, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The line, and a hint below."""
        with Vertical(classes="dialog"):
            yield Input(self._value, select_on_focus=False, compact=True)
            yield Static(self._hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(".dialog").border_title = Content(safe(self._title))
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())
