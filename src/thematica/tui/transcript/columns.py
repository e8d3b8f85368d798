"""Columns: how the width of the view is shared between the margin and the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from thematica.text.clock import clock
from thematica.text.normalise import safe
from thematica.text.turns import Turn
from thematica.tui.transcript.values import SpeakerView

BAR = 1  # the cursor's bar, left of everything
GAP = 2  # empty cells on either side of the speaker
_WIDEST_TEXT = 96  # longer rows are hard to follow back to the left
_NUMBER_FROM, _TIME_FROM = 40, 56  # cells the words must keep before a turn number, a time is shown
# (from this width on, lanes, cells of the widest speaker)
_SIZES = ((72, 6, 12), (40, 4, 8), (0, 3, 4))


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells per column, from left to right after the bar; 0 where a column is left out.

    A number or a time has one empty cell after it, the lanes have a cell for `+`; the speaker stands between gaps.
    """

    number: int
    time: int
    lanes: int
    speaker: int
    text: int

    @property
    def lanes_from(self) -> int:
        """The cell of the first lane."""
        return BAR + sum(cells + 1 for cells in (self.number, self.time) if cells)

    @property
    def margin(self) -> int:
        """All cells left of the words."""
        return self.lanes_from + self.lanes + 1 + GAP + self.speaker + GAP

    def lane_at(self, x: int) -> int | None:
        """The lane at a cell; that of the `+` is one past the last. None beside the lanes."""
        lane = x - self.lanes_from
        return lane if 0 <= lane <= self.lanes else None


def fitted(width: int, turns: Sequence[Turn], speakers: Mapping[str, SpeakerView]) -> Columns:
    """The columns for a view `width` cells wide. They never depend on codings, so coding never moves a word."""
    lanes, widest_speaker = next((lanes, speaker) for least, lanes, speaker in _SIZES if width >= least)
    names = {shown_name(turn, speakers) for turn in turns}
    speaker = min(widest_speaker, max(map(cell_len, names), default=0))
    text = width - BAR - lanes - 1 - GAP - speaker - GAP
    number = len(str(turns[-1].n)) if turns else 0
    if text - number - 1 < _NUMBER_FROM:
        number = 0
    text -= number + 1 if number else 0
    time = max((len(clock(turn.time)) for turn in turns if turn.time is not None), default=0)
    if text - time - 1 < _TIME_FROM:
        time = 0
    text -= time + 1 if time else 0
    return Columns(number, time, lanes, speaker, min(max(text, 1), _WIDEST_TEXT))


def shown_name(turn: Turn, speakers: Mapping[str, SpeakerView]) -> str:
    """The name in the speaker column, safe to paint; empty where nobody is named."""
    if turn.speaker is None:
        return ""
    known = speakers.get(turn.speaker)
    return safe(known.name if known else turn.speaker)
