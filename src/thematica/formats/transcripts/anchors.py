"""Signs that mark, inside a text still being put together, where margin comments start and end.

They are private-use characters of the last Unicode plane, which no text uses; they are taken out, and turned into
positions, once the paragraphs of a document are final.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from thematica.formats.transcripts.transcript import Paragraph, Remark
from thematica.text.span import Span

_FIRST = 0x100000
_LAST = 0x10FFFD
_SIGN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")


def sign(n: int, *, end: bool) -> str:
    """The sign for the start or end of comment `n` (from 0); empty beyond the 32,000th."""
    code = _FIRST + 2 * n + end
    return chr(code) if code <= _LAST else ""


def without(text: str) -> str:
    """A document's own text, sure to hold none of the signs."""
    return _SIGN.sub("\N{REPLACEMENT CHARACTER}", text)


def lifted(
    paragraphs: Sequence[Paragraph], comments: Mapping[int, tuple[str, str | None]]
) -> tuple[list[Paragraph], tuple[Remark, ...]]:
    """The paragraphs without signs, and the comments (text and author, by number) at the places they marked."""
    if not comments:
        return list(paragraphs), ()
    starts: dict[int, tuple[int, int]] = {}
    ends: dict[int, tuple[int, int]] = {}
    cleaned: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs):
        at = [found.start() for found in _SIGN.finditer(paragraph.text)]
        for taken, position in enumerate(at):
            n, end = divmod(ord(paragraph.text[position]) - _FIRST, 2)
            (ends if end else starts)[n] = (number, position - taken)
        cleaned.append(_cleaned(paragraph, at) if at else paragraph)
    remarks = tuple(
        Remark(starts[n], max(ends.get(n, starts[n]), starts[n]), *comments[n]) for n in sorted(starts) if n in comments
    )
    return cleaned, remarks


def _cleaned(paragraph: Paragraph, at: Sequence[int]) -> Paragraph:
    def moved(position: int) -> int:
        return position - sum(each < position for each in at)

    return replace(
        paragraph,
        text=_SIGN.sub("", paragraph.text),
        bold=tuple(Span(moved(span.start), moved(span.end)) for span in paragraph.bold),
        body=None if paragraph.body is None else moved(paragraph.body),
        speaker=None if paragraph.speaker is None else _SIGN.sub("", paragraph.speaker) or None,
    )
