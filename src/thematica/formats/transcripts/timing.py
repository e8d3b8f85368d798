"""The times of all turns, looked at together: what their numbers count, and whether they go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from thematica.text.turns import Turn

_TWO_NUMBERS = re.compile(r"\W*\d{1,2}:\d{2}\W*")
_FEWEST = 3
_HOUR = 3600
_WORDS_A_SECOND = 8  # nobody speaks as fast; a lively talk has three
_MOST_SHOWN = 8


def retimed(turns: tuple[Turn, ...], text: str, marks: Sequence[str]) -> tuple[tuple[Turn, ...], list[str]]:
    """The turns with times that can be, and what a person should know about them; `marks` is how times were written.

    Marks of two numbers were read as minutes and seconds; where far more is said from one to the next than that leaves
    time for, they are hours and minutes.
    """
    said: list[str] = []
    timed = [turn for turn in turns if turn.time is not None]
    if all(map(_TWO_NUMBERS.fullmatch, marks)) and _counts_hours(timed, text):
        turns = tuple(turn if turn.time is None else replace(turn, time=turn.time * 60) for turn in turns)
        said.append("The times were read as hours and minutes: as minutes and seconds, nobody could speak so fast.")
    back = [later.n for one, later in pairwise(timed) if (later.time or 0.0) < (one.time or 0.0)]
    if back:
        shown = ", ".join(map(str, back[:_MOST_SHOWN])) + (" …" if len(back) > _MOST_SHOWN else "")
        said.append(f"Times that go back: {len(back)} (in turns {shown}).")
    return turns, said


def _counts_hours(timed: Sequence[Turn], text: str) -> bool:
    times = [turn.time or 0.0 for turn in timed]
    if len(timed) < _FEWEST or times != sorted(times) or times[-1] > _HOUR or any(time != int(time) for time in times):
        return False
    words = len(text[timed[0].start : timed[-1].start].split())
    return words > _WORDS_A_SECOND * (times[-1] - times[0]) > 0
