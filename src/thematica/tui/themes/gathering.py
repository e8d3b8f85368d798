"""The three panes of the themes screen, and what is gathered on them: codes, excerpts, quotes."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from thematica.store.ids import CodeId, SourceId
from thematica.store.project import Project
from thematica.store.reads.codes import CodeView
from thematica.store.reads.excerpts import Excerpt, ExcerptQuery, excerpts
from thematica.store.reads.themes import QuoteView, ThemeView
from thematica.text.normalise import safe
from thematica.text.span import Span
from thematica.tui.keys import EVIDENCE, bindings, pressed
from thematica.tui.telling import telling
from thematica.tui.themes import theme_acts
from thematica.tui.themes.board import Board
from thematica.tui.themes.dossier import Dossier
from thematica.tui.themes.shelf import Shelf

NO_EXCERPT = "Put the cursor on an excerpt on the right; tab goes there."


class Gathering(Vertical):
    """Codes on the left, themes as cards in the middle, the chosen theme on the right."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EVIDENCE)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._codes: tuple[CodeView, ...] = ()
        self._marked: set[CodeId] = set()
        self._counts = False
        self.themes: tuple[ThemeView, ...] = ()
        """Every theme, as last read."""

    def compose(self) -> ComposeResult:
        """Three panes, and a line for what is marked."""
        with Horizontal():
            yield Shelf()
            with Vertical(id="middle"):
                yield Static("THEMES", classes="heading", markup=False)
                yield Board()
            yield Dossier()
        yield Static(id="marks", markup=False)

    @property
    def shelf(self) -> Shelf:
        """The codes."""
        return self.query_one(Shelf)

    @property
    def board(self) -> Board:
        """The themes."""
        return self.query_one(Board)

    @property
    def dossier(self) -> Dossier:
        """The chosen theme."""
        return self.query_one(Dossier)

    @property
    def panes(self) -> tuple[Widget, ...]:
        """What can have the focus, from left to right."""
        return (self.shelf.outline, self.board, self.dossier)

    # -- showing --------------------------------------------------------------------------------------------------

    async def show(self, codes: tuple[CodeView, ...], themes: tuple[ThemeView, ...], *, counts: bool) -> None:
        """Shows codes and themes; with `counts` also how much evidence stands behind each."""
        self._codes, self.themes, self._counts = codes, themes, counts
        self._show_shelf()
        await self.board.show(themes, counts=counts)

    def _show_shelf(self) -> None:
        self.shelf.show(self._codes, self.themes, self._marked, counts=self._counts)
        names = [safe(code.name) for code in self._codes if code.guid in self._marked]
        told = Content.assemble(("marked  ", "$text-muted"), (" + ".join(names), "bold $accent"))
        self.query_one("#marks", Static).update(told if names else Content())

    @on(Board.ThemeChosen)
    def _show_theme(self) -> None:
        with telling(self):
            theme = self.theme
            colours = {code.guid: code.colour for code in self._codes}
            self.dossier.show(theme, self._excerpts(theme), colours, counts=self._counts)

    def _excerpts(self, theme: ThemeView | None) -> tuple[Excerpt, ...]:
        if theme is None or not theme.codes:
            return ()
        query = ExcerptQuery(codes=frozenset(code.guid for code in theme.codes), context=0)
        with self._project.read() as session:
            return excerpts(session, query)

    @property
    def theme(self) -> ThemeView | None:
        """The chosen theme."""
        return next((theme for theme in self.themes if theme.guid == self.board.chosen), None)

    def theme_or_word(self) -> ThemeView | None:
        """The chosen theme; None, with a word why, where there is none."""
        if self.theme is None:
            self.notify(f"There is no theme yet; {pressed('theme_new', self.app)} makes one.", markup=False)
        return self.theme

    @property
    def quote(self) -> QuoteView | None:
        """The quote under the cursor."""
        item = self.dossier.pointed
        return item.quote if item else None

    def _place_or_word(self) -> tuple[SourceId, Span] | None:
        item = self.dossier.pointed
        if item is None or item.place is None:
            self.notify(NO_EXCERPT, markup=False)
        return item.place if item else None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """On a narrow screen the pane with the focus is the one that is seen."""
        self.look_at(event.widget)

    def look_at(self, pane: Widget) -> None:
        """Lets a pane be the one that is seen on a narrow screen."""
        for name, each in zip(("shelf", "board", "dossier"), self.panes, strict=True):
            self.set_class(each is pane, f"-in-{name}")

    # -- gathering ------------------------------------------------------------------------------------------------

    @on(Shelf.MarkAsked)
    def _mark_asked(self, event: Shelf.MarkAsked) -> None:
        self._mark(event.code)

    def _mark(self, code: CodeId) -> None:
        self._marked ^= {code}
        self._show_shelf()

    def action_mark(self) -> None:
        """Marks the code under the cursor."""
        if self.shelf.pointed is not None:
            self._mark(self.shelf.pointed)

    def action_attach(self) -> None:
        """Attaches the marked codes, else the one under the cursor, to the chosen theme."""
        theme = self.theme_or_word()
        wanted = self._marked or ({self.shelf.pointed} if self.shelf.pointed else set())
        if theme is not None and not wanted:
            self.notify("Mark codes on the left with space first.", markup=False)
        elif theme is not None:
            theme_acts.attach_codes(self._project, theme, [code.guid for code in self._codes if code.guid in wanted])
            self._marked.clear()

    def action_quote(self) -> None:
        """Chooses the excerpt under the cursor as a quote, or lets it go again."""
        theme, place = self.theme, self._place_or_word()
        if theme is None or place is None:
            return
        quoted = [each for each in theme.quotes if (each.passage.source_guid, each.passage.span) == place]
        if quoted:
            theme_acts.remove_quote(self._project, theme, quoted[0])
        else:
            theme_acts.attach(self._project, theme.guid, theme.name, *place, "quote")

    def action_contrary(self) -> None:
        """Turns the excerpt under the cursor contrary, or supporting again."""
        theme, place, item = self.theme, self._place_or_word(), self.dossier.pointed
        if theme is not None and place is not None:
            is_contrary = item is not None and item.evidence is not None and item.evidence.stance == "contrary"
            stance = "supporting" if is_contrary else "contrary"
            theme_acts.attach(self._project, theme.guid, theme.name, *place, stance)

    def action_detach(self) -> None:
        """Takes the code, excerpt or quote under the cursor out of the chosen theme."""
        theme, item = self.theme_or_word(), self.dossier.pointed
        code = item.code if item else self.shelf.pointed
        if theme is None:
            return
        if code is not None:
            theme_acts.detach_code(self._project, theme, code)
        elif item is not None and item.quote is not None:
            theme_acts.remove_quote(self._project, theme, item.quote)
        elif item is not None and item.evidence is not None:
            theme_acts.detach(self._project, theme, item.evidence)
        else:
            self.notify("This excerpt came with its code: take out the code, or the coding on the desk.", markup=False)

    def action_go(self) -> None:
        """From a card into its evidence."""
        self.look_at(self.dossier)
        self.dossier.focus()

    def action_walk(self, step: int) -> None:
        """Chooses the next theme, or the one before."""
        self.board.walk(step)
