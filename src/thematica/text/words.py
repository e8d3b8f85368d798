"""Words: where they begin and end, in any script."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from thematica.text.span import Span

# Scripts written without spaces between words, where each character counts as a word of its own:
# Thai, Lao, Myanmar, Khmer, Chinese, Japanese.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003fffd"
)
_INSIDE_WORDS = "'’‐‑-"  # an apostrophe or hyphen between two letters is part of the word
_INVISIBLE = "\u00ad\u200c\u200d"  # soft hyphen and joiners


def words(text: str, span: Span) -> tuple[Span, ...]:
    """The words of `text` under `span`, in order (code points, half-open); one that the span cuts is given cut.

    Apostrophes and hyphens inside a word belong to it. Where a script sets no spaces between words, every character
    counts as one.
    """
    return tuple(Span(*found.span()) for found in _word().finditer(text, span.start, span.end))


def spelled(text: str, span: Span) -> list[str]:
    """The words under `span` as they are written; quicker than their places."""
    return _word().findall(text, span.start, span.end)


def can_be_inside(text: str, at: int) -> bool:
    """Whether the place before the character at `at` may lie inside a word; quick, and false only where it does not."""
    return 0 < at < len(text) and _can_join(text[at - 1]) and _can_join(text[at])


def pieces(text: str) -> list[str]:
    """`text` cut into its words and the single characters between them; joined, they give the text again."""
    return _word_or_character().findall(text)


@cache
def _word() -> re.Pattern[str]:
    marks = f"[{_combining_marks()}{_INVISIBLE}]"
    letters = rf"[^\W{UNSPACED}](?:[^\W{UNSPACED}]|{marks})*"
    return re.compile(rf"(?=\w)[{UNSPACED}]{marks}*|{letters}(?:[{_INSIDE_WORDS}]{letters})*")


@cache
def _word_or_character() -> re.Pattern[str]:
    return re.compile(f"{_word().pattern}|.", re.DOTALL)


def _combining_marks() -> str:
    """Every combining mark, as ranges for a character class: the class of letters leaves them out."""
    marks = [n for n in (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0)) if _is_mark(chr(n))]
    starts = [n for n in marks if not _is_mark(chr(n - 1))]
    ends = [n for n in marks if not _is_mark(chr(n + 1))]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _can_join(character: str) -> bool:
    return character.isalnum() or character == "_" or character in _INSIDE_WORDS + _INVISIBLE or _is_mark(character)
