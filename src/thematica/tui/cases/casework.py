"""The panes of the cases screen: cases, the sheet of what is in hand, sources with speakers; or all meetings."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import DataTable, Static, Tree

from thematica.store.ids import SourceId, SpeakerId
from thematica.store.reads.cases import CaseView
from thematica.store.reads.sources import SourceView
from thematica.text.normalise import safe
from thematica.tui.cases.case_lines import (
    TYPES,
    About,
    Item,
    Line,
    Meeting,
    One,
    Part,
    Tie,
    case_lines,
    source_lines,
    type_lines,
)
from thematica.tui.cases.case_outlines import case_entries, source_entries
from thematica.tui.cases.casebook import Casebook
from thematica.tui.cases.meetings import Meetings
from thematica.tui.cases.sheet import Sheet
from thematica.tui.widgets.outline import Entry, Outline

NO_CASE = "Put the cursor on a case first; / finds one."


class Casework(Vertical):
    """Cases on the left, one case or source in the middle, sources with speakers that are nobody yet on the right."""

    @dataclass
    class Chosen(Message):
        """A line was chosen that is not gone to, but changed."""

        item: Item

    @dataclass
    class SourceChosen(Message):
        """A source is to be seen on the desk, where a speaker begins if one is named by its label."""

        source: SourceId
        label: str | None = None

    class SpeakersChosen(Message):
        """It is to be said who the marked speakers are, else the one under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self.book = Casebook()
        """Everything, as last read."""
        self._marked: set[SpeakerId] = set()
        self.hand = ""
        """What the sheet is of: a case or source by its GUID, or a type of case."""
        self.wanted = ""
        """A case made just now, to be taken in hand as soon as it is read."""

    def compose(self) -> ComposeResult:
        """Three panes, the grid that takes their place, and a line for what is marked."""
        with Horizontal():
            with Vertical(id="left"):
                yield Static("CASES", classes="heading", markup=False)
                yield Outline(id="cases")
            with Vertical(id="middle"):
                yield Static(classes="heading", id="of", markup=False)
                yield Sheet()
            with Vertical(id="right"):
                yield Static("SOURCES · SPEAKERS UNMAPPED", classes="heading", markup=False)
                yield Outline(id="cast")
        yield Meetings()
        yield Static(id="marks", markup=False)

    @property
    def cases(self) -> Outline:
        """The cases."""
        return self.query_one("#cases", Outline)

    @property
    def sheet(self) -> Sheet:
        """What is in hand."""
        return self.query_one(Sheet)

    @property
    def cast(self) -> Outline:
        """The sources with their speakers."""
        return self.query_one("#cast", Outline)

    @property
    def meetings(self) -> Meetings:
        """The grid."""
        return self.query_one(Meetings)

    @property
    def in_grid(self) -> bool:
        """Whether the grid is what is seen."""
        return self.has_class("-in-grid")

    # -- showing --------------------------------------------------------------------------------------------------

    def show(self, book: Casebook) -> None:
        """Shows everything; what was in hand stays so while it is there."""
        self.book = book
        self._marked &= {each.guid for _, each in book.unmapped()}
        self.cases.show(list(case_entries(book.cases)))
        self._show_cast()
        self.meetings.show(book.grid)
        if self.wanted and book.case(self.wanted):
            self.take(self.wanted)
            self.wanted = ""
        elif not (self.hand in TYPES or book.case(self.hand) or book.source(self.hand)):
            first = next(iter(book.of_type("participant") or book.cases), None)
            self.take(first.guid if first else "participant")
        self._show_sheet()

    def _show_cast(self) -> None:
        self.cast.show(list(source_entries(self.book.sources, self._marked)))
        labels = [each.label for _, each in self.book.unmapped() if each.guid in self._marked]
        told = Content.assemble(("marked  ", "$text-muted"), (safe(" + ".join(labels)), "bold $accent"))
        self.query_one("#marks", Static).update(told if labels else Content())

    def _show_sheet(self) -> None:
        self.query_one("#of", Static).update(Content(self._heading()))
        self.sheet.show(self.hand, self._lines())

    def _heading(self) -> str:
        return "SOURCE" if self.book.source(self.hand) else "CASE" if self.book.case(self.hand) else "CASES"

    def _lines(self) -> list[Line]:
        book, case, source = self.book, self.book.case(self.hand), self.book.source(self.hand)
        if case is not None:
            return list(case_lines(case, book.variables, book.meetings(case.guid)))
        if source is not None:
            return list(source_lines(source, book.variables, book.about(source.guid)))
        return list(type_lines(self.hand, book.of_type(self.hand)))

    def take(self, key: str) -> None:
        """Takes a case, a source or a type of case in hand, and puts the cursor of its pane on it."""
        self.hand = key
        (self.cast if self.book.source(key) else self.cases).point_at(key)
        self._show_sheet()

    # -- what is in hand ------------------------------------------------------------------------------------------

    @property
    def case(self) -> CaseView | None:
        """The case in hand; in the grid, that of the row."""
        row = self.meetings.row if self.in_grid else None
        return self.book.case(row.guid if row else None if self.in_grid else self.hand)

    def case_or_word(self) -> CaseView | None:
        """The case in hand; None, with a word why, where there is none."""
        if self.case is None:
            self.notify(NO_CASE, markup=False)
        return self.case

    @property
    def source(self) -> SourceView | None:
        """The source in hand."""
        return None if self.in_grid else self.book.source(self.hand)

    @property
    def type(self) -> str:
        """The type of the case in hand, else that of new cases."""
        return self.case.type if self.case else self.hand if self.hand in TYPES else "participant"

    @property
    def item(self) -> Item | None:
        """The line or meeting under the cursor."""
        return self.meetings.pointed if self.in_grid else self.sheet.pointed

    @property
    def speakers(self) -> list[SpeakerId]:
        """The marked speakers, else the one under the cursor, in the order of their sources."""
        pointed = self.cast.pointed.key if self.cast.has_focus and self.cast.pointed else ""
        wanted = self._marked or {SpeakerId(pointed)}
        return [each.guid for _, each in self.book.unmapped() if each.guid in wanted]

    def mark(self, *, everywhere: bool) -> None:
        """Marks the speaker under the cursor, `everywhere` all of that label, or takes the marks off again."""
        found = self.book.speaker(self.cast.pointed.key) if self.cast.has_focus and self.cast.pointed else None
        if found is None:
            self.notify("Put the cursor on a speaker in the right pane first; tab goes there.", markup=False)
            return
        chosen = self.book.labelled(found[1].guid) if everywhere else {found[1].guid}
        self._marked = self._marked - chosen if chosen <= self._marked else self._marked | chosen
        self._show_cast()

    # -- moving ---------------------------------------------------------------------------------------------------

    @property
    def panes(self) -> tuple[Widget, ...]:
        """What can have the focus, from left to right."""
        return (self.meetings.table,) if self.in_grid else (self.cases, self.sheet, self.cast)

    def look_at(self, pane: Widget) -> None:
        """Lets a pane be the one that is seen on a narrow screen, and gives it the focus."""
        for name, each in (("left", self.cases), ("middle", self.sheet), ("right", self.cast)):
            self.set_class(each is pane, f"-in-{name}")
        pane.focus()

    def press_enter(self) -> None:
        """Does what enter does where the focus is."""
        pane = next((pane for pane in self.panes if pane.has_focus), None)
        if isinstance(pane, Sheet):
            pane.action_select()
        elif isinstance(pane, (Outline, DataTable)):
            pane.action_select_cursor()

    def turn(self) -> None:
        """From the panes to the grid, and back."""
        if self.in_grid and self.case is not None:
            self.hand = self.case.guid
        self.toggle_class("-in-grid")
        if self.in_grid:
            self.meetings.show(self.book.grid)
        self.look_at(self.panes[0])
        self.take(self.hand)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What the cursor of a pane is on is in hand."""
        if isinstance(event.widget, Outline) and event.widget.pointed is not None:
            self._pointed(event.widget.pointed)

    @on(Tree.NodeHighlighted)
    def _highlighted(self, event: Tree.NodeHighlighted[Entry]) -> None:
        event.stop()
        if event.control.has_focus and event.node.data is not None:
            self._pointed(event.node.data)

    def _pointed(self, entry: Entry) -> None:
        found = self.book.speaker(entry.key)
        key = found[0].guid if found else entry.key
        known = key in TYPES or self.book.case(key) or self.book.source(key)
        if known and key != self.hand:
            self.hand = key
            self._show_sheet()

    @on(Outline.Chosen)
    def _entry_chosen(self, event: Outline.Chosen) -> None:
        event.stop()
        key = event.entry.key
        if self.book.case(key) is not None:
            self.look_at(self.sheet)
        elif self.book.source(key) is not None:
            self.post_message(self.SourceChosen(SourceId(key)))
        elif self.book.speaker(key) is not None:
            self.post_message(self.SpeakersChosen())
        else:
            event.outline.toggle_pointed()

    @on(Sheet.Chosen)
    @on(Meetings.Chosen)
    def _line_chosen(self, event: Sheet.Chosen | Meetings.Chosen) -> None:
        event.stop()
        item = event.item if isinstance(event, Sheet.Chosen) else event.meeting
        match item:
            case One(case):
                self.take(case)
            case Tie(other=other):
                self.take(other.guid)
            case Part(source=source, label=label) if self.case is not None:
                self.post_message(self.SourceChosen(source, label))
            case About(case) if self.source is not None:
                self.take(case)
            case About(source=source):
                self.post_message(self.SourceChosen(source))
            case Meeting(cell=cell) if cell.sources:
                self.post_message(self.SourceChosen(next(iter(cell.sources))))
            case _:
                self.post_message(self.Chosen(item))
