"""Moments as a person where they are reads them, and what happened by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from thematica.tui.widgets.listing import Row, heading

Thing = TypeVar("Thing")


def local(at: str) -> datetime:
    """A stored moment in the time of this machine."""
    return datetime.fromisoformat(at).astimezone()


def by_day(things: Iterable[Thing], at: Callable[[Thing], str]) -> Iterator[tuple[Row, list[Thing]]]:
    """Things in their order, those of one day together under a heading with the day and how many they are."""
    for day, group in groupby(things, key=lambda thing: local(at(thing)).date()):
        of_day = list(group)
        yield heading(f"{day:%A} {day.day} {day:%B %Y}", len(of_day)), of_day
