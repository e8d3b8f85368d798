"""Finding words in one text: as they are spelled, or in any of their forms.

What is typed without capitals, accents or other marks is found with and without them; an accent that is typed must be
there. White space of any length stands for white space.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from thematica.errors import NotAllowed
from thematica.text.folding import fold, spellings
from thematica.text.normalise import normalise
from thematica.text.span import Span
from thematica.text.words import can_be_inside, words

Finder = Callable[[str], list[Span]]
"""Gives the places in a text (code points), in order and apart from each other."""


def as_spelled(typed: str, *, case: bool = False, whole_words: bool = False) -> Finder:
    """Finds what was typed, also inside longer words unless `whole_words`; with `case`, capitals must agree.

    Raises NotAllowed where nothing was typed.
    """
    pattern = spellings(normalise(typed).text, case=case)
    if pattern is None:
        raise NotAllowed("There is nothing to look for.", "Give one or more words.")

    def find(text: str) -> list[Span]:
        if whole_words:
            return _whole(pattern, text)
        return [Span(*match.span()) for match in pattern.finditer(text)]

    return find


def in_any_form(typed: str, forms: Sequence[Collection[str]]) -> Finder:
    """Finds the words typed one after the other, each in any of its forms (in small letters).

    Between them stands what stands between the words typed.
    """
    between = _between(typed, words(typed, Span(0, len(typed))))

    def find(text: str) -> list[Span]:
        here = words(text, Span(0, len(text)))
        spelled = [word.of(text).lower() for word in here]
        found: list[Span] = []
        for n in [n for n, word in enumerate(spelled) if word in forms[0]]:
            run = here[n : n + len(forms)]
            agree = len(run) == len(forms) and all(
                word in known for word, known in zip(spelled[n:], forms, strict=False)
            )
            if agree and _between(text, run) == between and not (found and run[0].start < found[-1].end):
                found.append(Span(run[0].start, run[-1].end))
        return found

    return find


def all_of(finders: Sequence[Finder]) -> Finder:
    """Finds what each of the finders finds, in a text in which every one of them finds something."""

    def find(text: str) -> list[Span]:
        each = [finder(text) for finder in finders]
        if not all(each):
            return []
        kept: list[Span] = []
        for span in sorted(span for spans in each for span in spans):
            if kept and span.start < kept[-1].end:
                kept[-1] = kept[-1].joined(span)
            else:
                kept.append(span)
        return kept

    return find


def _whole(pattern: re.Pattern[str], text: str) -> list[Span]:
    """The matches that begin and end where no word goes on."""
    found: list[Span] = []
    here: tuple[Span, ...] | None = None
    match = pattern.search(text)
    while match:
        doubtful = [edge for edge in match.span() if can_be_inside(text, edge)]
        if doubtful and here is None:
            here = words(text, Span(0, len(text)))
        is_whole = not any(_cuts(here or (), edge) for edge in doubtful)
        if is_whole:
            found.append(Span(*match.span()))
        match = pattern.search(text, match.end() if is_whole else match.start() + 1)
    return found


def _cuts(here: Sequence[Span], at: int) -> bool:
    """Whether a place lies inside one of the words."""
    n = bisect_right(here, at, key=lambda word: word.end)
    return n < len(here) and here[n].start < at


def _between(text: str, run: Sequence[Span]) -> list[str]:
    return [fold(" ".join(text[one.end : other.start].split())) for one, other in pairwise(run)]
