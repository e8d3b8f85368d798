"""Rows: turns wrapped to a width in cells, and the way from a row to its text and back.

Each turn is a block of rows with an empty row after it. Offsets are code points of the whole text. Beside them stands
a second coordinate, the *cell* of a turn: how far a character lies from the turn's first word if the turn were one
endless row. It does not change with the width, and leads the mouse, which knows cells only, back to a character.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, split_graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thematica.text.turns import Turn

# Ranges in which each character is a grapheme of one cell. Rich's own such set leaves out typographic quotes and
# dashes, and one of them would send a whole turn down the slow road.
_ONE_CELL = (
    " -~\xa0-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0621-\u064a"
    "\u10a0-\u10ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2190-\u2319\u2500-\u25fc\ufffd"
)
_OTHER = re.compile(f"[^{_ONE_CELL}]")
_ATOM = re.compile(
    f"(?: +|[{_ONE_CELL.replace(' -~', '!-~')}]+)(?![^{_ONE_CELL}])|(?P<other>[{_ONE_CELL}]?[^{_ONE_CELL}]+)"
)
_LINE = re.compile(r"\n|[^\n]+")
_NEVER_FIRST = frozenset("、。，．！？：；）」』】》〉’”…ー")  # closing marks stay on the row of what they close


class Row(NamedTuple):
    """One row: the text it shows runs from `start` to `end` (code points, half-open) of turn number `turn` (from 0).

    `cell` is where it begins in its turn. `opens` marks the turn's first row, `gap` the empty row after the turn.
    """

    turn: int
    start: int
    end: int
    cell: int
    opens: bool
    gap: bool


class Rows:
    """The rows of `turns` (in order, disjoint) of `text`, wrapped at `width` cells.

    Each position of the text belongs to exactly one row: a label to its turn's first row, what lies between two turns
    to the gap. Only one grapheme wider than `width` may exceed it; white space at a row's end hangs over, unshown.
    """

    def __init__(self, text: str, turns: Sequence[Turn], width: int) -> None:
        self._text, self._turns = text, turns
        self._turn, self._start, self._cell = array("l"), array("l"), array("l")
        self._opening = array("l")
        for index, turn in enumerate(turns):
            self._opening.append(len(self._start))
            self._add(index, turn.start, 0)
            for start, cell in breaks(text, turn.body_start, turn.end, width):
                self._add(index, start, cell)
            self._add(index, turn.end, self._cell[-1])  # the gap
        self._opening.append(len(self._start))

    def _add(self, turn: int, start: int, cell: int) -> None:
        self._turn.append(turn)
        self._start.append(start)
        self._cell.append(cell)

    def __len__(self) -> int:
        return len(self._start)

    def __getitem__(self, index: int) -> Row:
        """The row at `index`, from 0; IndexError past the last."""
        number = self._turn[index]
        turn = self._turns[number]
        start, cell = self._start[index], self._cell[index]
        opens = index == self._opening[number]
        if index == self._opening[number + 1] - 1:
            return Row(number, start, start, cell, opens=False, gap=True)
        end = self._start[index + 1]
        while end > start and self._text[end - 1] in " \n":
            end -= 1
        first = turn.body_start if opens else start
        return Row(number, first, max(first, end), cell, opens, gap=False)

    def tile(self, index: int) -> tuple[int, int]:
        """The positions that belong to the row at `index`; the tiles of all rows cover the text without a hole."""
        start = self._start[index] if index else 0
        return start, self._start[index + 1] if index + 1 < len(self) else len(self._text)

    def at(self, position: int) -> int:
        """The row to which a position of the text belongs."""
        return max(0, bisect_right(self._start, position) - 1)

    def turn_at(self, position: int) -> int:
        """The turn, from 0, to whose rows a position belongs."""
        return self._turn[self.at(position)]

    def cell_of(self, turn: int, position: int) -> int:
        """The cell of turn number `turn` at which a position stands; beside its words, the nearest counts."""
        body_start, end = self._turns[turn].body_start, self._turns[turn].end
        position = min(max(position, body_start), end)
        first, gap = self._opening[turn], self._opening[turn + 1] - 1
        index = max(first, bisect_right(self._start, position, first, gap) - 1)
        return self._cell[index] + _cells(self._text, max(self._start[index], body_start), position)

    def position_of(self, turn: int, cell: int) -> int:
        """Where the grapheme that covers a cell of turn number `turn` begins; the turn's end for cells past it."""
        first, gap = self._opening[turn], self._opening[turn + 1] - 1
        index = max(first, bisect_right(self._cell, cell, first, gap) - 1)
        passed = self._cell[index]
        end = self._turns[turn].end if index + 1 == gap else self._start[index + 1]
        for start, _, cells in graphemes(self._text, max(self._start[index], self._turns[turn].body_start), end):
            passed += cells
            if passed > cell:
                return start
        return end

    def end_of(self, turn: int, cell: int) -> int:
        """As `position_of`, but where a cell falls inside a grapheme, the position after that."""
        position = self.position_of(turn, cell)
        # No grapheme is wider than two cells, so the next cell begins another.
        return position if self.cell_of(turn, position) == cell else self.position_of(turn, cell + 1)


def breaks(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Where each row after the first of `text[start:end]` begins, with its cell counted from `start`."""
    cell = 0
    while True:
        line_end = text.find("\n", start, end)
        stop = end if line_end < 0 else line_end
        plain = _OTHER.search(text, start, stop) is None
        wrapped = _plain_breaks(text, start, stop, width) if plain else _wide_breaks(text, start, stop, width)
        for at, cells in wrapped:
            yield at, cell + cells
        if line_end < 0:
            return
        cell += _cells(text, start, stop) + 1
        start = stop + 1
        yield start, cell


def _plain_breaks(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """`breaks` of a line in which each character is one cell."""
    row = start
    while end - row > width:
        space = text.rfind(" ", row, row + width + 1)
        if space < 0:
            row += width
        else:
            row = space + 1
            while row < end and text[row] == " ":
                row += 1
            if row == end:
                return
        yield row, row - start


def _wide_breaks(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """`breaks` of any line: after spaces, and on either side of what is two cells wide."""
    row, row_cell = start, 0
    allowed, allowed_cell = start, 0
    passed, before, before_wide = 0, " ", False
    for at, cells, wide in _atoms(text, start, end, width):
        first = text[at]
        if first != " ":
            if before == " " or ((wide or before_wide) and first not in _NEVER_FIRST):
                allowed, allowed_cell = at, passed
            while passed + cells - row_cell > width and at > row:
                row, row_cell = (allowed, allowed_cell) if allowed > row else (at, passed)
                yield row, row_cell
        passed += cells
        before, before_wide = first, wide


def _atoms(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int, bool]]:
    """What a row is built of, as (start, cells, whether wide): spaces, plain words cut at `width`, other graphemes."""
    for atom in _ATOM.finditer(text, start, end):
        at, stop = atom.span()
        if atom.lastgroup == "other":
            for begin, _, cells in graphemes(text, at, stop):
                yield begin, cells, cells > 1
        elif text[at] == " ":
            yield at, stop - at, False
        else:
            for begin in range(at, stop, width):
                yield begin, min(width, stop - begin), False


def graphemes(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The graphemes of `text[start:end]` as (start, end, cells); a line feed counts as one cell."""
    if _OTHER.search(text, start, end) is None:
        return [(at, at + 1, 1) for at in range(start, end)]
    found: list[tuple[int, int, int]] = []
    for line in _LINE.finditer(text, start, end):
        at, spans = line.start(), split_graphemes(line[0])[0]
        found += [(at + first, at + last, 1 if line[0] == "\n" else cells) for first, last, cells in spans]
    return found


def odd_graphemes(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Those of `graphemes` that are not one character in one cell."""
    if _OTHER.search(text, start, end) is None:
        return []
    return [each for each in graphemes(text, start, end) if each[1] - each[0] > 1 or each[2] != 1]


def _cells(text: str, start: int, end: int) -> int:
    """The cells of `text[start:end]`, a line feed counted as one."""
    if _OTHER.search(text, start, end) is None:
        return end - start
    piece = text[start:end]
    return cell_len(piece) + piece.count("\n")
