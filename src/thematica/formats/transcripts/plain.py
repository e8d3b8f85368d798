"""Plain text: one paragraph a line, or one a block where lines are broken by hand."""

from __future__ import annotations

import itertools
import re

from thematica.formats.transcripts.encoding import Decoded
from thematica.formats.transcripts.sentences import ends_sentence
from thematica.formats.transcripts.transcript import Document, Paragraph

_LINE_ENDS = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NUMBER = re.compile(r"[ \t]*(?P<number>\d{1,5})(?:[ \t]+|$)")
_FEWEST_LINES = 4
_LONGEST_BROKEN = 100
_SHORTEST_BROKEN = 40


def read_plain(decoded: Decoded) -> Document:
    """The paragraphs of a text file, without the line numbers some have in the margin."""
    lines = one_line_end(decoded.text).split("\n")
    if not numbered(lines):
        return Document(paragraphs_of(decoded.text), "txt", decoded.encoding, warnings=decoded.warnings)
    paragraphs = tuple(Paragraph(_NUMBER.sub("", line, count=1)) for line in lines)
    warnings = (*decoded.warnings, "The numbers of the lines were left out.")
    return Document(paragraphs, "txt", decoded.encoding, warnings=warnings)


def one_line_end(text: str) -> str:
    """The text with every kind of line end as a line feed."""
    return _LINE_ENDS.sub("\n", text)


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text: its lines, or its blocks between blank lines when its lines are broken by hand."""
    lines = one_line_end(text).split("\n")
    if not broken_by_hand(lines):
        return tuple(Paragraph(line) for line in lines)
    blocks: list[list[str]] = []
    for line in lines:
        if line.strip() and blocks and blocks[-1][-1].strip():
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(Paragraph("\n".join(block)) for block in blocks)


def numbered(lines: list[str]) -> bool:
    """Whether lines are numbered in the margin, one by one; pages may begin anew."""
    filled = [line for line in lines if line.strip()]
    numbers = [int(found.group("number")) for line in filled if (found := _NUMBER.match(line))]
    following = sum(later in {one + 1, 1} for one, later in itertools.pairwise(numbers))
    return len(numbers) > max(_FEWEST_LINES, 0.9 * len(filled)) and following >= 0.95 * (len(numbers) - 1)


def broken_by_hand(lines: list[str]) -> bool:
    """Whether most lines that another follows are of middling length and stop short of a sentence's end."""
    followed = [one for one, following in itertools.pairwise(lines) if one.strip() and following.strip()]
    if len(followed) < _FEWEST_LINES or max(map(len, lines)) > 3 * _LONGEST_BROKEN:
        return False
    broken = [line for line in followed if _SHORTEST_BROKEN <= len(line) <= _LONGEST_BROKEN and not ends_sentence(line)]
    return len(broken) > 0.6 * len(followed)
