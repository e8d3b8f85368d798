"""How positions of a text move when the text is edited.

An edit replaces one stretch by another; everything between edits is the same before and after and only shifts. Three
rules decide where a span goes:

* a stretch that was put in exactly at the border of a span stays outside it;
* a span that a replaced stretch overlaps, on either side, grows to cover the whole replacement;
* a span all of whose text was taken out becomes empty at that place.

So a span none of whose own characters were changed reads the same after as before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from thematica.errors import SpanOutsideText
from thematica.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Side = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Edit:
    """The stretch `old` of the text before stands as the stretch `new` in the text after."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Edits in the order of the text, as four columns of code point offsets, so that 30,000 of them stay cheap.

    Edit *i* replaces `old_starts[i]:old_ends[i]` by `new_starts[i]:new_ends[i]`. Edits never overlap; they may touch.
    """

    old_starts: tuple[int, ...] = ()
    old_ends: tuple[int, ...] = ()
    new_starts: tuple[int, ...] = ()
    new_ends: tuple[int, ...] = ()

    @classmethod
    def identity(cls) -> OffsetMap:
        """The map of a text that was not edited."""
        return cls()

    @classmethod
    def replacing(cls, replacements: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """The map of replacements given as (old start, old length, new length), in the order of the text.

        Replacements of nothing by nothing are left out. Raises SpanOutsideText when two overlap.
        """
        old_starts, old_ends, new_starts, new_ends = [], [], [], []
        reached = shift = 0
        for start, length, new_length in replacements:
            if start < reached or length < 0 or new_length < 0:
                raise SpanOutsideText(
                    f"The edit at {start} overlaps the one before it, which ends at {reached}.",
                    "Give the edits of a text in order, each where the text before still stands.",
                )
            reached = start + length
            if length or new_length:
                old_starts.append(start)
                old_ends.append(reached)
                new_starts.append(start + shift)
                shift += new_length - length
                new_ends.append(reached + shift)
        return cls(tuple(old_starts), tuple(old_ends), tuple(new_starts), tuple(new_ends))

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> OffsetMap:
        """The map of `edits`, in the order of the text.

        Raises SpanOutsideText when two overlap, or when a new span is not where the edits before it put it.
        """
        given = tuple(edits)
        made = cls.replacing((edit.old.start, len(edit.old), len(edit.new)) for edit in given)
        if made.edits != tuple(edit for edit in given if edit.old or edit.new):
            raise SpanOutsideText(
                "The edits do not line up: between them the old text and the new one differ in length.",
                "Give every replaced stretch, with the place where it stands in the new text.",
            )
        return made

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every replaced stretch, before and after."""
        return tuple(Edit(Span(a, b), Span(c, d)) for a, b, c, d in _rows(self))

    def position(self, p: int, side: Side) -> int:
        """Where a span that starts (or ends) at old offset `p` starts (or ends) in the new text."""
        if side == "start":  # what counts is the character after p
            i = bisect_right(self.old_ends, p)
            if i < len(self.old_starts) and self.old_starts[i] <= p:
                return self.new_starts[i]
            return p if i == 0 else p + self.new_ends[i - 1] - self.old_ends[i - 1]
        i = bisect_left(self.old_starts, p)  # what counts is the character before p
        if i == 0:
            return p
        return self.new_ends[i - 1] + max(0, p - self.old_ends[i - 1])

    def span(self, old: Span) -> Span:
        """Where the old span stands in the new text, by the rules above; an empty span keeps to the text before it."""
        end = self.position(old.end, "end")
        return Span(self.position(old.start, "start") if old else end, end)

    def touched(self, old: Span) -> bool:
        """Whether an edit changed any of the span's own text: replaced some of it, or put something inside."""
        i = bisect_right(self.old_ends, old.start)
        return i < len(self.old_starts) and self.old_starts[i] < old.end

    def then(self, later: OffsetMap) -> OffsetMap:
        """Both maps as one: this one first, then `later`, whose old text is this one's new text.

        A span that neither touches goes where both, one after the other, would put it. Edits of the two that overlap
        become one, so a touched span may cover more than step by step, never less.
        """
        return OffsetMap.replacing(_merged(self, later))

    def inverse(self) -> OffsetMap:
        """The map from the new text back to the old one."""
        return OffsetMap(self.new_starts, self.new_ends, self.old_starts, self.old_ends)


def _rows(offsets: OffsetMap) -> Iterator[tuple[int, int, int, int]]:
    return zip(offsets.old_starts, offsets.old_ends, offsets.new_starts, offsets.new_ends, strict=True)


def _merged(first: OffsetMap, later: OffsetMap) -> Iterator[tuple[int, int, int]]:
    """Replacements (old start, old length, new length) of both maps, found by a walk along the text between them."""
    # Each edit as (start, end) in the text between, then how much longer the oldest and the newest text are there.
    steps = [(c, d, (b - a) - (d - c), 0) for a, b, c, d in _rows(first)]
    steps += [(a, b, 0, (d - c) - (b - a)) for a, b, c, d in _rows(later)]
    steps.sort(key=lambda step: step[:2])
    to_old = 0  # offset in the oldest text minus offset in the text between, before the group
    i = 0
    while i < len(steps):
        start, end, more_old, more_new = steps[i]
        i += 1
        while i < len(steps) and steps[i][0] < end:
            end = max(end, steps[i][1])
            more_old += steps[i][2]
            more_new += steps[i][3]
            i += 1
        yield start + to_old, end - start + more_old, end - start + more_new
        to_old += more_old
