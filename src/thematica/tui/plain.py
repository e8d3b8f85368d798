"""Texts of people made fit for painting: nothing in them steers a terminal."""

from __future__ import annotations

from rich.cells import cell_len

from thematica.text.normalise import safe


def in_a_line(text: str) -> str:
    """A text on one line."""
    return safe(text.replace("\n", " "))


def in_lines(text: str) -> str:
    """A text with its line ends kept."""
    return "\n".join(map(safe, text.split("\n")))


def last_cells(text: str, room: int) -> str:
    """As much of the end of a text as there is room for, filled up on the left."""
    kept = text[-room:] if room > 0 else ""
    while cell_len(kept) > room:
        kept = kept[1:]
    return " " * (room - cell_len(kept)) + kept


def number(count: int, thing: str) -> str:
    """How many of a thing there are, in words."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
