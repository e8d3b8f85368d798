"""The grid of time points: cases down, time points across, what became of each meeting in the cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import DataTable, Static

from thematica.store.reads.time_points import Cell, Grid, GridRow
from thematica.text.normalise import safe
from thematica.tui.cases.case_lines import Meeting, told

NARROWEST = 12  # cells of a column
EMPTY = """No meetings are planned yet.

e  writes the time points, first to last: baseline, week 12, end.
p  on a case (w and T change between the two views) plans meetings with it.

A meeting is held once a source of that time point, a value of the
source's variable “time_point”, holds the case's words or is about it."""


class Meetings(Vertical):
    """The grid, and under it the cell in full and how many there are of each kind."""

    DEFAULT_CSS = """
    Meetings {
        & > DataTable { height: 1fr; background: transparent; scrollbar-size-vertical: 1; }
        & > DataTable > .datatable--header { background: $panel; }
        & > DataTable > .datatable--cursor { text-style: none; }
        & > .told { height: auto; max-height: 3; padding: 0 1; }
        & > .counts { height: 1; padding: 0 1; color: $text-muted; }
        & > .empty { padding: 1 2; color: $text-muted; height: 1fr; }
        & > DataTable, & > .empty { display: none; }
        &.-empty > .empty, &.-filled > DataTable { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "step('down')", show=False),
        Binding("k", "step('up')", show=False),
        Binding("l", "step('right')", show=False),
        Binding("h", "step('left')", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A meeting was chosen with enter or a click."""

        meeting: Meeting

    def __init__(self) -> None:
        super().__init__()
        self._grid = Grid("", (), ())

    def compose(self) -> ComposeResult:
        """The table, or a word on how to begin."""
        yield DataTable[Text](zebra_stripes=True)
        yield Static(EMPTY, classes="empty", markup=False)
        yield Static(classes="told", markup=False)
        yield Static(classes="counts", markup=False)

    @property
    def table(self) -> DataTable[Text]:
        """The table of cells."""
        return self.query_one(DataTable)

    def show(self, grid: Grid) -> None:
        """Shows a grid; the cursor stays where it was."""
        self._grid = grid
        self.set_class(bool(grid.rows), "-filled")
        self.set_class(not grid.rows, "-empty")
        hint = ("   p plan · N not held · x take back · T leave", "$text-disabled")
        self.query_one(".counts", Static).update(Content.assemble(grid.told, hint) if grid.rows else Content())
        self._fill()

    def on_resize(self) -> None:
        """Fits the columns to the new width."""
        self._fill()

    def _fill(self) -> None:
        grid, table, before = self._grid, self.table, self.table.cursor_coordinate
        table.clear(columns=True)
        first, width = self._widths()
        table.add_column(_fitted("case", first), width=first)
        for name in grid.time_points:
            table.add_column(_fitted(name, width), width=width)
        table.fixed_columns = 1
        for row in grid.rows:
            table.add_row(_fitted(row.called, first), *(_cell(cell, width) for cell in row.cells))
        if grid.rows:
            table.move_cursor(row=before.row, column=max(before.column, 1), animate=False)
        self._tell()

    def _widths(self) -> tuple[int, int]:
        """Cells for the names of cases, and for each time point: all side by side, where there is room."""
        padding, room = 2 * self.table.cell_padding, self.size.width - 1
        longest = max((cell_len(safe(row.called)) for row in self._grid.rows), default=0)
        first = min(max(longest, NARROWEST), room * 2 // 5)
        points = max(len(self._grid.time_points), 1)
        return first, max((room - first - padding) // points - padding, NARROWEST)

    @property
    def row(self) -> GridRow | None:
        """The case under the cursor."""
        place = self.table.cursor_coordinate.row
        return self._grid.rows[place] if place < len(self._grid.rows) else None

    @property
    def pointed(self) -> Meeting | None:
        """The meeting under the cursor."""
        row, column = self.row, self.table.cursor_coordinate.column - 1
        if row is None or column < 0:
            return None
        return Meeting(row.guid, self._grid.time_points[column], row.cells[column])

    def action_step(self, where: str) -> None:
        """The next cell up, down, left or right."""
        getattr(self.table, f"action_cursor_{where}")()

    @on(DataTable.CellHighlighted)
    def _highlighted(self, event: DataTable.CellHighlighted) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> None:
        row, meeting = self.row, self.pointed
        words = ""
        if row is not None and meeting is not None:
            words = f"{row.called}, {meeting.time_point}: {told(meeting.cell)}"
        self.query_one(".told", Static).update(Content(safe(words)))

    @on(DataTable.CellSelected)
    def _selected(self, event: DataTable.CellSelected) -> None:
        event.stop()
        if self.pointed is not None:
            self.post_message(self.Chosen(self.pointed))


def _cell(cell: Cell, width: int) -> Text:
    style = {"missing": "bold", "none": "dim", "planned": "dim"}.get(cell.status, "")
    return _fitted(told(cell), width, style)


def _fitted(words: str, width: int, style: str = "") -> Text:
    shown = Text(safe(words), style=style, no_wrap=True)
    shown.truncate(width, overflow="ellipsis")
    return shown
