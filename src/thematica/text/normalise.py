"""One form for every text, once, at import: what is stored is what offsets count in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thematica.text.offsets import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterator

REPLACEMENT = "\ufffd"

_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates; the plain marks of Arabic stay
_OTHER_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_SURROGATES = "\ud800-\udfff"
_NONCHARACTERS = "\ufffe\uffff"  # XML, and so a Word file, cannot hold them
_UNSTORABLE = _OTHER_CONTROLS + _DIRECTION + _SURROGATES + _NONCHARACTERS
_BYTE_ORDER_MARK = "\ufeff"

_CHANGED = re.compile(f"[\t{_LINE_ENDS}{_UNSTORABLE}{_BYTE_ORDER_MARK}]")
_UNPAINTABLE = re.compile(f"[\t\n{_LINE_ENDS}{_UNSTORABLE}]")
_KINDS = {
    "control characters": re.compile(f"[{_OTHER_CONTROLS}]"),
    "direction controls": re.compile(f"[{_DIRECTION}]"),
    "lone surrogates": re.compile(f"[{_SURROGATES}]"),
    "noncharacters": re.compile(f"[{_NONCHARACTERS}]"),
}
_MAY_COMBINE = re.compile(r"[^\n\u0300-\U0010ffff]?[\u0300-\U0010ffff]+")  # nothing below U+0300 ever joins leftwards


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many characters of one kind now stand as U+FFFD; `kind` is a plural for a warning in words."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in the one form, how positions of the raw text move to it, and what could not be kept."""

    text: str
    offsets: OffsetMap
    replaced: tuple[Replaced, ...]


def normalise(raw: str) -> Normalised:
    """`raw` in the form in which texts are stored. Nothing is trimmed, and doing it twice changes nothing more.

    Every line end (CRLF, CR, VT, FF, NEL, U+2028, U+2029) becomes a line feed and a tab one space. Byte-order marks
    (U+FEFF) are dropped wherever they stand: inside a text they only mark where files were joined. What could steer a
    terminal, turn the direction of other text or break a file format (other control characters, embeddings, overrides
    and isolates, lone surrogates, U+FFFE and U+FFFF) becomes U+FFFD, one for one. Then characters are composed (NFC).
    """
    text, offsets, kinds = _cleaned(raw)
    if not unicodedata.is_normalized("NFC", text):
        text, composing = _composed(text)
        offsets = offsets.then(composing)
    return Normalised(text, offsets, tuple(Replaced(kind, kinds[kind]) for kind in _KINDS if kinds[kind]))


def safe(text: str) -> str:
    """`text` for painting: control characters, tabs, line ends, direction controls, surrogates stand as U+FFFD.

    One for one, so offsets hold.
    """
    return _UNPAINTABLE.sub(REPLACEMENT, text)


def _cleaned(raw: str) -> tuple[str, OffsetMap, Counter[str]]:
    """All of the form but composition."""
    kept, edits, kinds = [], [], Counter[str]()
    done = 0
    for found in _CHANGED.finditer(raw):
        at = found.start()
        instead = _instead(found[0], raw[at + 1 : at + 2])
        kept += [raw[done:at], instead]
        edits.append((at, 1, len(instead)))
        done = at + 1
        if instead == REPLACEMENT:
            kinds[_kind(found[0])] += 1
    return "".join(kept) + raw[done:], OffsetMap.replacing(edits), kinds


def _instead(character: str, following: str) -> str:
    if character == "\t":
        return " "
    if character == _BYTE_ORDER_MARK or character + following == "\r\n":
        return ""
    return "\n" if character in _LINE_ENDS else REPLACEMENT


def _kind(character: str) -> str:
    return next(kind for kind, pattern in _KINDS.items() if pattern.match(character))


def _composed(text: str) -> tuple[str, OffsetMap]:
    """`text` in NFC, edited combining sequence by combining sequence."""
    kept, edits = [], []
    done = 0
    for start, end in _combining_sequences(text):
        before = text[start:end]
        after = unicodedata.normalize("NFC", before)
        if after != before:
            kept += [text[done:start], after]
            edits.append((start, end - start, len(after)))
            done = end
    return "".join(kept) + text[done:], OffsetMap.replacing(edits)


def _combining_sequences(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of `text` that composition may change, each a character with those that may combine with it."""
    for found in _MAY_COMBINE.finditer(text):
        start, end = found.span()
        if unicodedata.is_normalized("NFC", found[0]):
            continue
        for i in range(start + 1, end):
            if not combines_with_previous(text[i]):
                yield start, i
                start = i
        yield start, end


def combines_with_previous(character: str) -> bool:
    """Whether composition may join or reorder `character` with what stands before it; says yes when in doubt.

    Combining marks do, and so do the vowels and final consonants of Hangul and, from Unicode 16 on, the vowel signs
    of Kirat Rai.
    """
    return (
        unicodedata.category(character).startswith("M")
        or "\u1160" <= character <= "\u11ff"
        or "\U00016d63" <= character <= "\U00016d6a"
    )
