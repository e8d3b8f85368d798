"""Cells in rows, whatever held them: comma or tab separated text, an Excel sheet, an OpenDocument sheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from thematica.errors import BadFile
from thematica.formats.transcripts.plain import one_line_end
from thematica.formats.transcripts.tables import names_columns

_DELIMITERS = "\t;,|"
_LOOKED_AT = 60
_MOSTLY = 0.6  # ragged rows happen
_FEWEST_TABBED = 4
_COLUMN_NAME = re.compile(r"[^\W\d][^:.!]{0,40}")
_LARGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty; `number` is its place in the file, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table; `ragged` counts those whose width is not that of the first."""

    rows: tuple[Row, ...]
    name: str = ""

    @property
    def ragged(self) -> int:
        """How many rows have more cells than the first, or fewer."""
        return sum(len(row.cells) != len(self.rows[0].cells) for row in self.rows)

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The cells of every row."""
        return [row.cells for row in self.rows]


def grid_of(rows: Iterable[Sequence[str]], name: str = "") -> Grid:
    """The rows that hold anything, cells without white space around them, empty columns at the end dropped."""
    filled = [
        Row(number, tuple(cell.strip() for cell in cells))
        for number, cells in enumerate(rows, 1)
        if any(cell.strip() for cell in cells)
    ]
    width = max((n for row in filled for n, cell in enumerate(row.cells, 1) if cell), default=0)
    return Grid(tuple(Row(row.number, row.cells[:width]) for row in filled), name)


def grid_of_text(text: str) -> Grid | None:
    """The table in separated text; None when no sign parts most lines into as many cells, or its head.

    Raises BadFile when a cell never ends.
    """
    text = one_line_end(text)
    former = csv.field_size_limit(_LARGEST_CELL)
    try:
        delimiter = _delimiter(text)
        return None if delimiter is None else grid_of(_records(text, delimiter))
    except csv.Error:
        raise BadFile("A cell of the table never ends.", "Look for a quotation mark that is not closed.") from None
    finally:
        csv.field_size_limit(former)


def grid_of_tabs(text: str) -> Grid | None:
    """The table in text whose lines tabs part into the same number of cells, four or more; None when they do not."""
    lines = [line for line in one_line_end(text).split("\n") if line.strip()]
    parted = [line.split("\t") for line in lines]
    alike = len({len(cells) for cells in parted}) == 1
    return grid_of(parted) if alike and len(parted[0]) >= _FEWEST_TABBED else None


def _records(text: str, delimiter: str) -> list[list[str]]:
    """The records of separated text; stray quotation marks are put up with, but not one that swallows the rest."""
    try:
        return list(csv.reader(_kept_ends(text), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        if "unexpected end" in str(problem):
            raise
        return list(csv.reader(_kept_ends(text), delimiter=delimiter))


def _kept_ends(text: str) -> Iterable[str]:
    """The lines with their ends, which belong to the cell where a quotation goes on."""
    return (line + "\n" for line in text.split("\n"))


def _delimiter(text: str) -> str | None:
    """The sign that parts the first lines into the same number of cells, and into most."""
    best: tuple[float, int] = (0.0, 1)
    chosen: str | None = None
    for each in _DELIMITERS:
        rows = islice(csv.reader(_kept_ends(text), delimiter=each), _LOOKED_AT)
        widths = [len(row) for row in rows if row]
        usual = max(set(widths), key=widths.count, default=1)
        agreement = widths.count(usual) / len(widths) if widths else 0.0
        if usual > 1 and agreement >= _MOSTLY and (round(agreement, 1), usual) > best:
            best, chosen = (round(agreement, 1), usual), each
    return chosen or _delimiter_of_head(text)


def _delimiter_of_head(text: str) -> str | None:
    """The sign that parts the first line into names of columns, where the rows below are too ragged to tell."""
    first = text.lstrip("\n").split("\n", 1)[0]
    parted = {each: [cell.strip() for cell in first.split(each)] for each in _DELIMITERS}
    named = [
        each for each, cells in parted.items() if len(cells) > 1 and all(_COLUMN_NAME.fullmatch(cell) for cell in cells)
    ]
    return max(named, key=lambda each: len(parted[each]), default=None)


def has_transcript_head(text: str) -> bool:
    """Whether the first line of a text names the columns of a transcript table."""
    first = text.lstrip().split("\n", 1)[0]
    return any(names_columns(first.split(delimiter)) for delimiter in "\t;,") and "\n" in text.strip()
