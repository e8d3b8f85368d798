"""What was edited between two states of a text.

Paragraphs that occur once in both texts hold the comparison in place, then words that do, or runs of words, and only
the short stretches left between them are compared piece by piece. A word is the smallest unit, save that inside a
single changed word the letters both have in common are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from thematica.text.offsets import OffsetMap
from thematica.text.words import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
_LONG_RUN = 8  # pieces: so many in a row are seldom said twice, even where each of them is
_MOST_PAIRS = 500_000  # equal pairs that piece-by-piece comparison may look at before it takes seconds


class _Block(NamedTuple):
    """A run of old pieces, and the run of new pieces that stands in its place."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def difference(old: str, new: str) -> OffsetMap:
    """The map from `old` to `new`, with as little replaced as can be found quickly (200,000 words in seconds).

    A stretch of many hundred pieces in which nothing but often-repeated words stayed counts as replaced whole, and a
    paragraph that was moved counts as taken out in one place and put in at another.
    """
    return OffsetMap.replacing(_replacements(old, new))


def _replacements(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    for old_at, old_paragraphs, new_paragraphs in _changed(_PARAGRAPH.findall(old), _PARAGRAPH.findall(new)):
        before, after = pieces("".join(old_paragraphs)), pieces("".join(new_paragraphs))
        for at, old_pieces, new_pieces in _changed(before, after):
            if len(old_pieces) == len(new_pieces) == 1:
                yield _letters_changed(old_at + at, old_pieces[0], new_pieces[0])
            else:
                yield old_at + at, len("".join(old_pieces)), len("".join(new_pieces))


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    """Runs of pieces that differ: the old run's offset in code points, the old run, the new run."""
    offsets = list(accumulate(map(len, old), initial=0))
    for block in _differing(old, new):
        yield offsets[block.old_start], old[block.old_start : block.old_end], new[block.new_start : block.new_end]


def _letters_changed(at: int, old: str, new: str) -> tuple[int, int, int]:
    """The changed letters of one word, as (start, old length, new length).

    Letters put in at the word's own border take their neighbour along, so that a span which ends with the old word
    ends with the new one.
    """
    shorter = min(len(old), len(new))
    left = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    right = next((i for i in range(shorter - left) if old[-1 - i] != new[-1 - i]), shorter - left)
    if left == len(old):
        left -= 1
    elif right == len(old):
        right -= 1
    return at + left, len(old) - left - right, len(new) - left - right


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """The blocks outside which `old` and `new` are equal, in order, with equal pieces between any two."""
    waiting = [_Block(0, len(old), 0, len(new))]
    while waiting:
        block = _trimmed(waiting.pop(), old, new)
        if block.old_start == block.old_end or block.new_start == block.new_end:
            if block.old_end - block.old_start != block.new_end - block.new_start:
                yield block
        elif anchors := _anchors(block, old, new, 1) or _anchors(block, old, new, _LONG_RUN):
            waiting.extend(_gaps(block, anchors))
        else:
            yield from _compared(block, old, new)


def _trimmed(block: _Block, old: Sequence[str], new: Sequence[str]) -> _Block:
    """The block without the equal pieces at its start and end."""
    a, b, c, d = block
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    return _Block(a, b, c, d)


def _anchors(block: _Block, old: Sequence[str], new: Sequence[str], length: int) -> list[tuple[int, int]]:
    """Where in old and new the runs of `length` pieces begin that occur once in either side and in the same order.

    This is the idea of Bram Cohen's patience diff.
    """
    in_old = _once(old, block.old_start, block.old_end, length)
    in_new = _once(new, block.new_start, block.new_end, length)
    return _longest_rising([(at, in_new[run]) for run, at in in_old.items() if run in in_new])


def _gaps(block: _Block, anchors: Sequence[tuple[int, int]]) -> list[_Block]:
    """What lies between the anchored pieces, last first."""
    lefts = [(block.old_start, block.new_start), *((at + 1, there + 1) for at, there in anchors)]
    rights = [*anchors, (block.old_end, block.new_end)]
    return [_Block(a, b, c, d) for (a, c), (b, d) in zip(lefts, rights, strict=True) if a < b or c < d][::-1]


def _once(side: Sequence[str], start: int, end: int, length: int) -> dict[tuple[str, ...], int]:
    """Where each run of `length` pieces begins that occurs exactly once between `start` and `end`, in order."""
    runs = list(zip(*(side[start + i : end] for i in range(length)), strict=False))
    counted = Counter(runs)
    return {run: start + i for i, run in enumerate(runs) if counted[run] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, sorted by their first number, whose second numbers rise too."""
    lasts: list[int] = []  # the smallest second number that ends a run of each length
    at_length: list[int] = []  # which pair that is
    previous: list[int | None] = []
    for i, (_, second) in enumerate(pairs):
        length = bisect_left(lasts, second)
        previous.append(at_length[length - 1] if length else None)
        lasts[length : length + 1] = [second]
        at_length[length : length + 1] = [i]
    run = []
    i_or_none = at_length[-1] if at_length else None
    while i_or_none is not None:
        run.append(pairs[i_or_none])
        i_or_none = previous[i_or_none]
    return run[::-1]


def _compared(block: _Block, old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """The block taken apart piece by piece, or whole where its pieces repeat too often for that."""
    before, after = old[block.old_start : block.old_end], new[block.new_start : block.new_end]
    counts = Counter(after)
    if sum(counts[piece] for piece in before) > _MOST_PAIRS:
        yield block
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Block(block.old_start + a, block.old_start + b, block.new_start + c, block.new_start + d)
