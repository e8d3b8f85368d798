"""Texts with edits made to them, for properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from thematica.text.offsets import OffsetMap

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

LETTERS = st.text("abc", max_size=4)


@st.composite
def edits_of(draw: DrawFn, old: str) -> tuple[OffsetMap, str]:
    """Some edits of `old`, touching ones included, and the text they make."""
    replacements, new, at = [], "", 0
    for keep, remove, insert in draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), LETTERS), max_size=5)):
        start = min(at + keep, len(old))
        end = min(start + remove, len(old))
        new += old[at:start] + insert
        replacements.append((start, end - start, len(insert)))
        at = end
    return OffsetMap.replacing(replacements), new + old[at:]


def applied(offsets: OffsetMap, old: str, new: str) -> str:
    """`old` with the map's edits made, their words taken from `new`."""
    made, at = "", 0
    for edit in offsets.edits:
        made += old[at : edit.old.start] + edit.new.of(new)
        at = edit.old.end
    return made + old[at:]
