"""The start screen: projects opened before, a new one, one by its path, the demo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from thematica.text.normalise import safe
from thematica.tui.files import named
from thematica.tui.keys import START, Key, bindings
from thematica.tui.screens.dialogs import Ask
from thematica.tui.screens.new_project import NewProject, Wish
from thematica.tui.state import Recent
from thematica.tui.telling import told
from thematica.tui.widgets.bars import KeyBar

ACTIONS = {"n": ("new", "New project"), "o": ("open_path", "Open a project by its path"), "d": ("demo", "Demo study")}


class StartScreen(Screen[None]):
    """Where the workbench begins without a project."""

    CSS_PATH = "start.tcss"
    AUTO_FOCUS = "OptionList"
    KEYS: ClassVar[tuple[Key, ...]] = START
    BINDINGS: ClassVar[list[BindingType]] = bindings(START)

    class OpenAsked(Message):
        """A project is to be opened."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    class NewAsked(Message):
        """A project is to be made."""

        def __init__(self, wish: Wish) -> None:
            super().__init__()
            self.wish = wish

    class DemoAsked(Message):
        """The demo study is to be built and opened."""

    class ForgetAsked(Message):
        """A project is to leave the list."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, recent: Sequence[Recent], coder: str) -> None:
        super().__init__()
        self._recent = tuple(recent)
        self._coder = coder

    def compose(self) -> ComposeResult:
        """The name, the list, the keys."""
        with Vertical(id="start"):
            yield Static(Content.styled("thematica", "bold $accent"), id="name")
            yield Static("interview coding and thematic analysis, by keyboard", id="motto", markup=False)
            yield OptionList(markup=False)
        yield KeyBar(START)

    def on_mount(self) -> None:
        """Shows the projects opened before."""
        self.show_recent(self._recent)

    def show_recent(self, recent: Sequence[Recent]) -> None:
        """Shows projects opened before, and what else can be done."""
        self._recent = tuple(recent)
        lines = [Option(_line(each), id=f"recent {place}") for place, each in enumerate(self._recent)]
        actions = [
            Option(Content.assemble((f"{key}  ", "bold $accent"), label), id=action)
            for key, (action, label) in ACTIONS.items()
        ]
        options = self.query_one(OptionList)
        options.set_options([*lines, *([None] if lines else []), *actions])
        options.highlighted = 0

    @property
    def _pointed(self) -> Recent | None:
        option = self.query_one(OptionList).highlighted_option
        kind, _, place = (option.id or "").partition(" ") if option else ("", "", "")
        return self._recent[int(place)] if kind == "recent" else None

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        await self.action_open_recent()

    async def action_open_recent(self) -> None:
        """Opens the chosen project, or does what else is chosen."""
        option = self.query_one(OptionList).highlighted_option
        if self._pointed is not None:
            self.post_message(self.OpenAsked(self._pointed.path))
        elif option is not None and option.id:
            await self.run_action(option.id)

    def action_walk(self, step: int) -> None:
        """Up or down the list."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if step > 0 else options.action_cursor_up)()

    async def action_new(self) -> None:
        """Asks what the new project is to be."""
        await self.app.push_screen(NewProject(self._coder), told(self, self._ask_for))

    def _ask_for(self, wish: Wish) -> None:
        self.post_message(self.NewAsked(wish))

    async def action_open_path(self) -> None:
        """Asks for a path, and opens the project there."""
        ask = Ask("Open a project", hint="The path of a file that ends in .thematica; ~ is your home")
        await self.app.push_screen(ask, told(self, self._open))

    def _open(self, given: str) -> None:
        self.post_message(self.OpenAsked(named(given)))

    def action_demo(self) -> None:
        """Builds the demo study."""
        self.post_message(self.DemoAsked())

    def action_forget(self) -> None:
        """Takes the chosen project off the list."""
        if self._pointed is not None:
            self.post_message(self.ForgetAsked(self._pointed.path))


def _line(recent: Recent) -> Content:
    where = str(recent.path).replace(str(Path.home()), "~", 1)
    gone = "" if recent.path.exists() else "  (not there)"
    return Content.assemble(
        (safe(recent.name), "bold"), (gone, "$error"), (f"\n{safe(where)} · {recent.opened[:10]}", "$text-muted")
    )
