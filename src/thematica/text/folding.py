"""Folding: one form for all that a person who searches takes for the same letter.

Every character is folded by itself, so the folded form of a stretch stands in the folded text where the stretch stood.
Letters stay letters and signs stay signs: words begin and end where they did.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from itertools import chain

from thematica.text.words import UNSPACED

# Marks that one may leave out when typing: accents, Hebrew points and Arabic vowel signs, variation selectors. The
# vowel signs of Indic scripts are no such marks: without them it is another word.
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
)
_MARK = re.compile(f"[{_MARKS}]")
_SOFT_HYPHEN = "\u00ad"
# Letters that Unicode takes for whole, with what is typed for them on a keyboard without them.
_LETTERS = dict(zip("ØøĐđŁłĦħıÐð", "OoDdLlHhiDd", strict=True)) | {
    "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Þ": "TH", "þ": "th", "ẞ": "SS", "ß": "ss",
}  # fmt: skip
_SIGNS = dict.fromkeys("‘’‚‛´", "'") | dict.fromkeys("“”„‟", '"') | dict.fromkeys("‐‑‒–—−", "-")
# Where the letters and signs are that have several forms: Latin, Greek and Cyrillic, quotation marks and dashes,
# ligatures, and the wide letters of East Asian keyboards.
_BLOCKS = ((0xA0, 0x250), (0x370, 0x530), (0x1E00, 0x2045), (0x2212, 0x2213), (0xFB00, 0xFB07), (0xFF01, 0xFF5F))
_TERM = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


def fold(text: str, *, case: bool = False, marks: bool = False) -> str:
    """`text` in small letters and without marks; with `case` or `marks`, these are kept.

    Curly quotation marks and dashes become plain ones, ligatures and wide letters the usual ones; soft hyphens go.
    """
    return text.translate(_table(case, marks))


def terms(text: str) -> list[str]:
    """The terms of a folded text: unbroken runs of letters and digits, or single characters of unspaced scripts."""
    return _TERM.findall(text)


def spellings(typed: str, *, case: bool = False) -> re.Pattern[str] | None:
    """A pattern for all that reads like what was typed, in a text that is not folded; None where nothing was.

    Marks and, unless `case`, capitals make no difference; but where any mark was typed, all marks must be as typed.
    White space stands for any white space. What the pattern matches has the folded form of what was typed.
    """
    marks = fold(typed) != fold(typed, marks=True)
    parts = [_ways(part, case=case, marks=marks) for part in fold(typed, case=case, marks=marks).split()]
    between = rf"(?:{_SOFT_HYPHEN}*\s)+{_SOFT_HYPHEN}*"
    return re.compile(between.join(parts)) if parts else None


def _ways(folded: str, *, case: bool, marks: bool) -> str:
    """The pattern for all stretches that have this folded form."""
    variants = _variants(case, marks)
    longest = max(map(len, variants))
    pattern, at = "", 0
    while at < len(folded):
        # A ligature is tried as a whole and in its parts; two that overlap are not tried both ways.
        length = next((n for n in range(longest, 1, -1) if folded[at : at + n] in variants), 1)
        pattern += _drawn(folded[at : at + length], case, marks)
        at += length
    return pattern


@cache
def _drawn(stretch: str, case: bool, marks: bool) -> str:
    """The pattern for a few folded characters, each by itself or several as one."""
    if not stretch:
        return ""
    left_out = f"[{_SOFT_HYPHEN}]*" if marks else f"[{_MARKS}{_SOFT_HYPHEN}]*"
    ways = []
    for n in range(1, len(stretch) + 1):
        first = stretch[:n]
        same = set(_variants(case, marks).get(first, ""))
        if n == 1:  # capitals of alphabets that are not among the blocks above
            same |= {each for each in (first, first.upper()) if fold(each, case=case, marks=marks) == first}
        if same:
            characters = "".join(map(re.escape, sorted(same)))
            ways.append(f"[{characters}]{left_out}{_drawn(stretch[n:], case, marks)}")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


@cache
def _variants(case: bool, marks: bool) -> dict[str, str]:
    """The characters that fold to one or more others, by these."""
    found: dict[str, str] = defaultdict(str)
    for point in chain.from_iterable(range(*block) for block in _BLOCKS):
        folded = fold(chr(point), case=case, marks=marks)
        if folded and folded != chr(point):
            found[folded] += chr(point)
    return dict(found)


class _Table(dict[int, str]):
    """What each character met so far folds to."""

    def __init__(self, *, case: bool, marks: bool) -> None:
        self._case, self._marks = case, marks

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold_one(chr(point), case=self._case, marks=self._marks)
        return folded


@cache
def _table(case: bool, marks: bool) -> _Table:
    return _Table(case=case, marks=marks)


def _fold_one(character: str, *, case: bool, marks: bool) -> str:
    if character == _SOFT_HYPHEN:
        return ""
    # Other forms of a letter count as it only in the blocks that `spellings` knows the way back from.
    known = any(start <= ord(character) < end for start, end in _BLOCKS)
    plain = _SIGNS.get(character) or unicodedata.normalize("NFKD" if known else "NFD", character)
    plain = "".join(_SIGNS.get(each, each) for each in plain)
    if not marks:
        plain = "".join(_LETTERS.get(each, each) for each in _MARK.sub("", plain))
    if not case:
        plain = plain.lower().replace("ς", "σ")
    plain = unicodedata.normalize("NFC", plain)
    return plain if _is_same_kind(character, plain) else character


def _is_same_kind(character: str, plain: str) -> bool:
    """Whether letters became letters, signs signs and white space white space; only a mark becomes nothing."""
    if not plain:
        return _MARK.match(character) is not None
    return {_kind(each) for each in plain} == {_kind(character)}


def _kind(character: str) -> str:
    if character.isspace():
        return "space"
    return "letter" if re.match(r"\w", character) else "sign"
