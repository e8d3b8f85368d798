"""Codings that are older than their code's definition, to be read again under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from thematica.store.ids import CodingId
from thematica.store.reads.in_context import InContext
from thematica.text.normalise import safe
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import answering
from thematica.tui.widgets.filter_list import FilterList, Line

HOW = "enter goes there · space or tab: it stands as it is"


class Reread(ModalScreen[Place | None]):
    """The codings one below the other; gives the place of the one to go to."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(self, title: str, codings: Sequence[InContext], stands: Callable[[CodingId], None]) -> None:
        super().__init__()
        self._title = title
        self._codings = {each.coding.guid: each for each in codings}
        self._stands = stands

    def compose(self) -> ComposeResult:
        """The list, the words in their place, and a line of keys."""
        with Vertical(classes="palette plain tells"):
            yield FilterList("Type to narrow")
            yield Static(classes="told", markup=False)
            yield Static(Content.styled(HOW, "$text-muted"), id="marks")

    def on_mount(self) -> None:
        """Shows every coding."""
        self.query_one(".palette").border_title = Content(safe(self._title))
        self._answer("")

    def _answer(self, query: str) -> None:
        self.query_one(FilterList).show(answering([_line(each) for each in self._codings.values()], query))

    @on(FilterList.Asked)
    def _asked(self, event: FilterList.Asked) -> None:
        self._answer(event.query)

    @on(FilterList.Pointed)
    def _pointed(self, event: FilterList.Pointed) -> None:
        each = self._codings.get(CodingId(event.key or ""))
        self.query_one(".told", Static).update(words(each) if each else Content())

    @on(FilterList.Marked)
    def _marked(self, event: FilterList.Marked) -> None:
        guid = CodingId(event.key)
        self._stands(guid)
        del self._codings[guid]
        if self._codings:
            self._answer(self.query_one(FilterList).query_text)
        else:
            self.dismiss(None)

    @on(FilterList.Picked)
    def _picked(self, event: FilterList.Picked) -> None:
        each = self._codings.get(CodingId(event.key or ""))
        if each is not None:
            self.dismiss((each.coding.source, each.coding.span))


def _line(each: InContext) -> Line:
    return Line(each.coding.guid, Content(" ".join(safe(each.text).split())), whereabouts(each))


def whereabouts(each: InContext) -> str:
    """Where a coding stands and whose it is: source, turn, coder."""
    turn = f"turn {each.turn}" if each.turn else ""
    return " · ".join(safe(part) for part in (each.source, turn, each.coding.coder) if part)


def words(each: InContext) -> Content:
    """A coding's words between those around them."""
    before, text, after = ("\n".join(map(safe, part.split("\n"))) for part in (each.before, each.text, each.after))
    return Content.assemble((f"…{before}", "$text-muted"), (text, "bold"), (f"{after}…", "$text-muted"))
