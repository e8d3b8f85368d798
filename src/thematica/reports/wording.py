"""Figures, dates and lists as a report says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from thematica.text.normalise import normalise

APPROACHES = {
    "reflexive": "Reflexive thematic analysis",
    "codebook": "Codebook thematic analysis",
    "framework": "Framework analysis",
    "content": "Qualitative content analysis",
}
KINDS = {
    "interview": ("interview", "interviews"),
    "focus-group": ("focus group", "focus groups"),
    "field-note": ("field note", "field notes"),
    "survey": ("survey text", "survey texts"),
    "publication": ("publication", "publications"),
}
_FEW = 10  # below this many people a percentage says more than is known
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def printable(text: str) -> str:
    """A text in the one stored form, in which no character is left that a Word file cannot hold."""
    return normalise(text).text


def counted(n: int, one: str, many: str) -> str:
    """A number with its noun: `1 source`, `1,204 sources`."""
    return f"{n:,} {one if n == 1 else many}"


def share(part: int, whole: int, of: str = "") -> str:
    """How many of how many, `of` what; a percentage goes along only from ten people up."""
    said = f"{part} of {whole} {of}".rstrip()
    return said if whole < _FEW else f"{said} ({part / whole:.0%})"


def listed(items: Sequence[str]) -> str:
    """Items in one sentence: `a`, `a and b`, `a, b and c`."""
    if len(items) < 2:  # noqa: PLR2004 - one item needs no joining
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def day(moment: str) -> str:
    """The day of an ISO 8601 moment in words, as in `3 October 2026`; what is no moment is given back."""
    try:
        date = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def days(first: str, last: str) -> str:
    """A period in words; one day where it begins and ends on the same."""
    begun, ended = day(first), day(last)
    return begun if begun == ended else f"{begun} – {ended}"


def shortened(text: str, most: int) -> str:
    """The first `most` words, with `[…]` where more was said."""
    said = text.split()
    return text if len(said) <= most else f"{' '.join(said[:most])} […]"
