"""Texts of people made fit for painting: nothing in them steers a terminal."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from thematica.text.normalise import safe


def in_a_line(text: str) -> str:
    """A text on one line."""
    return safe(text.replace("\n", " "))


def in_lines(text: str) -> str:
    """A text with its line ends kept."""
    return "\n".join(map(safe, text.split("\n")))


def fitted(name: str, room: int) -> str:
    """A name in exactly so many cells, with a sign where it is cut."""
    exactly = set_cell_size(name, room)
    if exactly.rstrip() == name.rstrip() or not name:
        return exactly
    return set_cell_size(name, max(room - 1, 0)) + "…" if room else ""


def from_a_word(text: str) -> str:
    """Context cut off at its start, from the first whole word on."""
    cut, space, rest = text.partition(" ")
    return f"…{rest}" if space and cut else text


def to_a_word(text: str) -> str:
    """Context cut off at its end, up to the last whole word."""
    rest, space, cut = text.rpartition(" ")
    return f"{rest}…" if space and cut else text


def last_cells(text: str, room: int) -> str:
    """As much of the end of a text as there is room for, filled up on the left."""
    kept = text[-room:] if room > 0 else ""
    while cell_len(kept) > room:
        kept = kept[1:]
    return " " * (room - cell_len(kept)) + kept


def number(count: int, thing: str) -> str:
    """How many of a thing there are, in words."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
