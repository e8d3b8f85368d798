"""The desk: the screen on which a transcript is read and coded."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget

from thematica.store.ids import SourceId
from thematica.store.journal import RowChange
from thematica.store.project import Changed, Project
from thematica.text.span import Span
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.desk import acts
from thematica.tui.desk.bench import Bench
from thematica.tui.desk.code_palette import CodePalette
from thematica.tui.desk.coding_desk import CodingDesk
from thematica.tui.desk.material import Material
from thematica.tui.desk.places import place_of
from thematica.tui.desk.reading_pane import ReadingPane
from thematica.tui.desk.revising import Revising
from thematica.tui.files import write_new
from thematica.tui.keys import CODING, DESK, FINDING, READING, REVISING, STUDY, Key, bindings, of, pressed
from thematica.tui.rooms import ROOMS, Left, Place, Standing
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.telling import telling, told
from thematica.tui.transcript import Transcript
from thematica.tui.widgets.bars import KeyBar, QuickBar, TitleBar
from thematica.tui.widgets.filter_list import Line

ORDERS = {
    "shuffled": "shuffled: every coder and round has an order of its own",
    "reversed": "in reverse order",
    "listed": "as they are listed",
}
BLIND = "Coders see what others coded in a source once they have marked it as read."
OF_THE_TEXT = frozenset({"source", "revision", "speaker", "case"})  # what is shown of a source beside its codings
PANES = ("#transcript", "#sources", "#codes", "#here")


class DeskScreen(Screen[None]):
    """Bars above and below the desk; which source is open, and what is done to the study as a whole."""

    CSS_PATH: ClassVar[Any] = ["desk.tcss", "palette.tcss"]
    AUTO_FOCUS = "#transcript"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *of("CodingDesk", CODING),
        *of("Revising", REVISING),
        *of("ReadingPane", READING),
        *of("FindBar", FINDING),
        *DESK,
        *STUDY,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(DESK)
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # Textual's own paints all there is at each change
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (132, "-roomy")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._bench = Bench(project)
        self._places: dict[SourceId, Span] = {}
        self._left = Left()
        self._news: list[RowChange] = []
        self._afresh = Afresh(self, self._read_news)

    def compose(self) -> ComposeResult:
        """The desk between its bars."""
        yield TitleBar()
        yield Revising(self._project, self._bench)
        yield QuickBar()
        yield KeyBar(self.KEYS)
        yield CodePalette()

    def on_mount(self) -> None:
        """Opens the source to go on with."""
        self.app.theme_changed_signal.subscribe(self, self._look_changed)
        self._show_study()
        self._open_next_to_read()
        self.app.call_later(self.call_after_refresh, self._read_study)  # the words first, then what is around them

    @property
    def desk(self) -> CodingDesk:
        """The three panes."""
        return self.query_one(CodingDesk)

    @property
    def transcript(self) -> Transcript:
        """The transcript view."""
        return self.desk.transcript

    @property
    def material(self) -> Material:
        """The left pane."""
        return self.query_one(Material)

    # -- showing --------------------------------------------------------------------------------------------------

    def open_source(self, source: SourceId, at: Span | None = None) -> None:
        """Opens a source, at a place, else where the cursor was when it was left."""
        bench = self._bench
        if bench.transcript is not None:
            self._places[bench.transcript.source] = self.transcript.chosen
        if bench.transcript is None or bench.transcript.source != source:
            bench.open(source)
            self.desk.show_source(at or self._places.get(source) or bench.left_off)
            self._show_sources()
        elif at is not None:
            self.transcript.go_to(at)
        self.transcript.focus()

    def _open_next_to_read(self) -> None:
        following = self._bench.next_to_read
        if following is not None:
            self.open_source(following.guid)
        else:
            self.desk.show_source(None)

    def _show_study(self) -> None:
        bench = self._bench
        state = f"{bench.coder} · {bench.progress}"
        detail = f"{bench.info.approach} · read only" if self._project.is_read_only else bench.info.approach
        self.query_one(TitleBar).show(bench.info.name, detail, state)
        self.material.show_codes(bench.codes, self.desk.pane.code)
        self._show_sources()
        self.query_one(QuickBar).on_keys = tuple(bench.on_keys)

    def _show_sources(self) -> None:
        opened = self._bench.transcript.source if self._bench.transcript else None
        bench = self._bench
        marks = {source.guid: bench.mark_of(source.guid) for source in bench.sources}
        self.material.show_sources(bench.sources, marks, opened, bench.round)

    def _look_changed(self, _: Theme) -> None:
        """Fits the colours of codes to the new ground."""
        self._show_study()
        self.desk.show_here()

    @on(StudyChanged)
    def _changed(self, event: StudyChanged) -> None:
        """Gathers news; several pieces at once are read once."""
        self._news += event.changed.rows
        self._afresh.soon()

    def _read_news(self) -> None:
        bench, read, news = self._bench, self._bench.transcript, self._news
        with telling(self):
            bench.follow(news)
            if bench.open_source is None:
                bench.close()
                self._open_next_to_read()
            elif read is not None and any(row.table in OF_THE_TEXT for row in news):
                bench.open(read.source)
                self.desk.show_source(self.transcript.chosen)
            elif bench.read_codings(news):
                self.desk.show_codings()
            self.desk.show_here()
            self._news = []  # what could not be read is read with the next
        self.transcript.call_after_refresh(self._show_study)  # the words first, then what is around them

    def _read_study(self) -> None:
        with telling(self):
            self._bench.read_study()
            self._show_study()
            self.desk.show_here()
        self._project.make_ready()

    @on(Material.SourceChosen)
    def _source_chosen(self, event: Material.SourceChosen) -> None:
        with telling(self):
            self.open_source(event.source)

    @on(QuickBar.Pressed)
    def _quick_pressed(self, event: QuickBar.Pressed) -> None:
        with telling(self):
            self.desk.action_quick(event.number)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """On a narrow screen the pane with the focus is the one that is seen."""
        self.set_class(self.material in event.widget.ancestors, "-in-material")
        self.set_class(event.widget.id == "here", "-in-here")

    # -- panes and sources ----------------------------------------------------------------------------------------

    def action_next_source(self, step: int) -> None:
        """Opens the next source, or the one before."""
        following = self._bench.beside(step)
        if following is not None:
            self.open_source(following.guid)

    def action_next_unread(self) -> None:
        """Opens the next source this coder has not read to the end."""
        following = self._bench.next_unread
        if following is not None:
            self.open_source(following.guid)
        else:
            self.notify("There is no other source that you have not read.", markup=False)

    def action_filter(self) -> None:
        """Narrows the code tree."""
        self.add_class("-in-material")
        self.material.filter()

    def action_panes(self) -> None:
        """Goes to the next pane."""
        panes = [self.query_one(name) for name in PANES]
        here = next((place for place, pane in enumerate(panes) if pane.has_focus), 0)
        following = panes[(here + 1) % len(panes)]
        self.set_class(self.material in following.ancestors, "-in-material")  # what is hidden cannot take the focus
        self.set_class(following.id == "here", "-in-here")
        following.focus()

    def action_back(self) -> None:
        """Lets go of the latest: the selection, the search, the narrowed tree, another pane, the chosen code."""
        pane = self.query_one(ReadingPane)
        if self.transcript.has_focus and self.transcript.selected:
            self.transcript.clear_selection()
        elif self.material.let_go() or pane.let_go_of_search() or not self.transcript.has_focus:
            self.transcript.focus()
        elif pane.code is not None:
            self.desk.choose_code(None)

    # -- the study ------------------------------------------------------------------------------------------------

    def action_reading(self) -> None:
        """Hides the codes, or shows them again."""
        reading = not self.transcript.reading
        self.set_class(reading, "-reading")
        self.query_one(ReadingPane).read_without_codes(reading)
        self.desk.show_here()

    def action_complete(self) -> None:
        """Marks the source as read, or opens it again."""
        source = self._bench.open_source
        if source is not None:
            read = self._bench.mark_of(source.guid) != "complete"
            acts.set_read(self._project, source, self._bench.round, read=read)
            self.notify(f"{source.name}: {'read' if read else 'open again'}.", markup=False)

    async def action_next_round(self) -> None:
        """Asks for an order, and begins the next round through all sources."""
        lines = [Line(order, Content(words)) for order, words in ORDERS.items()]
        await self.app.push_screen(PickOne("Another round, with the sources", lines), told(self, self._begin_round))

    def _begin_round(self, order: str) -> None:
        acts.begin_round(self._project, order)
        self.notify("A new round has begun; what was read before stays as it is.", markup=False)

    def action_blind(self) -> None:
        """Switches blind coding on or off."""
        blind = not self._bench.info.blind
        acts.code_blind(self._project, blind=blind)
        self.notify(BLIND if blind else "All codings are seen by everybody.", markup=False)

    def action_undo(self) -> None:
        """Takes the coder's last act back."""
        self._show_act("Taken back", self._project.undo(mine=True), f"{pressed('redo', self.app)} does it again")

    def action_redo(self) -> None:
        """Does again what was taken back."""
        self._show_act("Done again", self._project.redo(mine=True), f"{pressed('undo', self.app)} takes it back")

    def _show_act(self, what: str, changed: Changed, hint: str) -> None:
        self.notify(f"{what}: {changed.label}.\n{hint}", markup=False)
        place = place_of(changed)
        if place is not None and self._bench.source(place[0]) is not None:
            self.open_source(*place)

    async def action_room(self, name: str) -> None:
        """Goes to a room beside the desk; an excerpt chosen there is shown here."""
        read = self._bench.transcript
        standing = Standing(
            source=read.source if read else None,
            span=self.transcript.chosen if read else None,
            code=self.desk.code_in_hand,
            left=self._left,
        )
        await self.app.push_screen(ROOMS[name](self._project, standing), told(self, self._go))

    def _go(self, place: Place) -> None:
        self.open_source(*place)

    # -- words out ------------------------------------------------------------------------------------------------

    def _words(self) -> str:
        read = self._bench.transcript
        return self.transcript.chosen.of(read.text) if read else ""

    def action_copy(self) -> None:
        """Copies the chosen words."""
        self.app.copy_to_clipboard(self._words())
        self.notify("Copied, where the terminal allows it. ctrl+p: “Write excerpt to file”.", markup=False)

    async def action_write_excerpt(self) -> None:
        """Asks for a file, and writes the chosen words to it."""
        words = self._words()
        ask = Ask("Write excerpt to file", value=str(self._project.path.with_name("excerpt.txt")))

        def write(path: str) -> None:
            self.notify(f"Written to {write_new(path, words)}.", markup=False)

        await self.app.push_screen(ask, told(self, write))
