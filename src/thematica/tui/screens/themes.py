"""The themes screen: codes gathered into themes, each with its concept, evidence and quotes."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.theme import Theme

from thematica.store.ids import ThemeId
from thematica.store.project import Project
from thematica.store.reads.codes import codes
from thematica.store.reads.memos import memos
from thematica.store.reads.study import info
from thematica.store.reads.themes import ThemeView, themes
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.desk import acts
from thematica.tui.desk.subjects import theme_lines, theme_subject
from thematica.tui.keys import BESIDE, EVIDENCE, STUDY, THEMES, Key, bindings, of, pressed
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.screens.edit_theme import EditTheme
from thematica.tui.screens.memo import WriteMemo
from thematica.tui.telling import telling, told
from thematica.tui.themes import theme_acts
from thematica.tui.themes.dossier import Dossier
from thematica.tui.themes.gathering import Gathering
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line

TOP = "top"  # the line that stands for no theme above
GOOD_NAME = "A name that says something: what is shared, not only what it is about"


class ThemesScreen(Screen[Place]):
    """What is done to themes as a whole. Gives the place of an excerpt that is to be seen in its transcript."""

    CSS_PATH = "themes.tcss"
    AUTO_FOCUS = "Board"
    KEYS: ClassVar[tuple[Key, ...]] = (*THEMES, *BESIDE, *of("Gathering", EVIDENCE), *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*THEMES, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._afresh = Afresh(self, self._read)

    def compose(self) -> ComposeResult:
        """The panes between the bars."""
        yield TitleBar()
        yield Gathering(self._project)
        yield KeyBar(self.KEYS)

    async def on_mount(self) -> None:
        """Reads and shows everything."""
        self.app.theme_changed_signal.subscribe(self, self._look_changed)
        await self._read()

    @property
    def gathering(self) -> Gathering:
        """The three panes."""
        return self.query_one(Gathering)

    async def _read(self) -> None:
        with telling(self):
            with self._project.read() as session:
                study, every, gathered = info(session), codes(session), themes(session)
            number = sum(theme.depth == 0 for theme in gathered)
            state = f"{self._project.coder_name} · {number} theme{'' if number == 1 else 's'}"
            self.query_one(TitleBar).show(study.name, "themes", state)
            # A reflexive study may count, but counts do not decide what matters; here they would only tempt.
            await self.gathering.show(every, gathered, counts=study.approach != "reflexive")

    async def _look_changed(self, _: Theme) -> None:
        await self._read()  # the colours of codes are fitted to the ground

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    @on(Dossier.PlaceChosen)
    def _place_chosen(self, event: Dossier.PlaceChosen) -> None:
        self.dismiss((event.source, event.span))

    # -- themes ---------------------------------------------------------------------------------------------------

    async def action_new_theme(self) -> None:
        """Asks for a name, and makes a theme."""
        ask = Ask("New theme", hint=GOOD_NAME)
        await self.app.push_screen(ask, told(self, partial(self._make, None)))

    async def action_new_subtheme(self) -> None:
        """Asks for a name, and makes a subtheme of the chosen theme."""
        theme = self.gathering.theme_or_word()
        if theme is not None:
            ask = Ask(f"Subtheme of {theme.name}", hint=GOOD_NAME)
            await self.app.push_screen(ask, told(self, partial(self._make, theme)))

    def _make(self, parent: ThemeView | None, name: str) -> None:
        self.gathering.board.chosen = theme_acts.make(self._project, name, parent)

    async def action_edit(self) -> None:
        """Edits the chosen theme's fields."""
        theme = self.gathering.theme_or_word()
        if theme is not None:
            await self.app.push_screen(EditTheme(theme, partial(theme_acts.edit, self._project)))

    def action_status(self) -> None:
        """Gives the chosen theme the next status."""
        theme = self.gathering.theme_or_word()
        if theme is not None:
            theme_acts.next_status(self._project, theme)

    def action_remove_theme(self) -> None:
        """Removes the chosen theme."""
        theme = self.gathering.theme_or_word()
        if theme is not None:
            theme_acts.remove(self._project, theme)
            self.notify(
                f"“{theme.name}” is removed; its codes and codings stay. {pressed('undo', self.app)} brings it back.",
                markup=False,
            )

    async def action_nest(self) -> None:
        """Asks beneath which theme to put the chosen one."""
        theme = self.gathering.theme_or_word()
        if theme is not None:
            others = [other for other in self.gathering.themes if other.guid != theme.guid]
            lines = [Line(TOP, Content("at the top")), *theme_lines(others)]
            palette = PickOne(f"Put “{theme.name}” beneath", lines)
            await self.app.push_screen(palette, told(self, partial(self._nest, theme)))

    def _nest(self, theme: ThemeView, key: str) -> None:
        theme_acts.nest(self._project, theme, None if key == TOP else ThemeId(key))

    def action_shift(self, step: int) -> None:
        """Moves the quote under the cursor, else the chosen theme, in the order."""
        theme, quote = self.gathering.theme_or_word(), self.gathering.quote
        if theme is not None and quote is not None:
            theme_acts.shift_quote(self._project, theme, quote.guid, step)
            self.gathering.dossier.follow(step)
        elif theme is not None:
            siblings = [other for other in self.gathering.themes if other.parent == theme.parent]
            theme_acts.shift(self._project, theme, siblings, step)

    async def action_memo(self) -> None:
        """Writes a memo on the chosen theme."""
        theme = self.gathering.theme_or_word()
        if theme is not None:
            with self._project.read() as session:
                subject = theme_subject(
                    theme, memos(session, reader=self._project.coder_name), self._project.coder_name
                )
            await self.app.push_screen(WriteMemo([subject], partial(acts.keep_memo, self._project)))

    # -- panes ----------------------------------------------------------------------------------------------------

    def action_panes(self, step: int) -> None:
        """Goes to another pane."""
        panes = self.gathering.panes
        here = next((place for place, pane in enumerate(panes) if pane.has_focus), 1)
        following = panes[(here + step) % len(panes)]
        self.gathering.look_at(following)  # what is hidden cannot take the focus
        following.focus()

    def action_desk(self) -> None:
        """Back to the transcript."""
        self.dismiss()
