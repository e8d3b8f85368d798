"""Markdown: strong type and headings are read as such, their signs dropped; everything else stays as written.

A label in emphasis loses its signs too.
"""

from __future__ import annotations

import html
import re

from thematica.formats.transcripts.encoding import Decoded
from thematica.formats.transcripts.plain import one_line_end
from thematica.formats.transcripts.transcript import Document, Paragraph
from thematica.text.span import Span

_HEADING = re.compile(r" {0,3}#{1,6}(?:\s+(?P<words>.*?))?(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")
_SIGNS = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});)"
    r"|(?P<strong>\*\*|(?<![^\W_])__(?=\S)|(?<=\S)__(?![^\W_]))"
)
_SLANTED = re.compile(r"^(?P<lead>\s*(?:[-+*]\s+)?)(?P<sign>[*_])(?P<label>[^*_\n]{1,60}:)(?P=sign)(?=\s|$)")
_LABELLED = re.compile(
    r"^[ \t]*(?:\\?\[[\d:.,]{4,16}\\?\][ \t]*)?(?:\*\*|__)[^*_\n]{1,60}?(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)",
    re.MULTILINE,
)
_MOST_FRONT_LINES = 200
_LONGEST_HEADING = 100


def looks_like_markdown(text: str) -> bool:
    """Whether a text without the name of Markdown has labels in strong type."""
    return len(_LABELLED.findall(text[:20_000])) > 1


def read_markdown(decoded: Decoded) -> Document:
    """The paragraphs of a Markdown file: one a line, front matter aside, headings marked."""
    lines = one_line_end(decoded.text).split("\n")
    front = _front_matter(lines)
    paragraphs = [Paragraph(line, aside=True) for line in lines[:front]]
    for n, line in enumerate(lines[front:], front):
        heading = _HEADING.match(line)
        following = lines[n + 1] if n + 1 < len(lines) else ""
        words = (heading.group("words") or "") if heading else line
        text, bold = _without_signs(_SLANTED.sub(r"\g<lead>\g<label>", words))
        alone = n == front or not lines[n - 1].strip()
        underlined = alone and 0 < len(line.strip()) < _LONGEST_HEADING and _UNDERLINE.match(following)
        paragraphs.append(Paragraph(text, bold, apart=bool(heading or underlined)))
    return Document(tuple(paragraphs), "md", decoded.encoding, warnings=decoded.warnings)


def _front_matter(lines: list[str]) -> int:
    """How many lines at the top are YAML front matter, its two rules included."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for n, line in enumerate(lines[1:_MOST_FRONT_LINES], 1):
        if line.rstrip() in {"---", "..."}:
            return n + 1
    return 0


def _without_signs(line: str) -> tuple[str, tuple[Span, ...]]:
    """A line without escapes, entities and signs of strong type, and the stretches that were strong."""
    if not any(sign in line for sign in ("\\", "&", "**", "__")):
        return line, ()
    parts: list[str] = []
    bold: list[Span] = []
    opened: int | None = None
    length = at = 0
    paired = len([each for each in _SIGNS.finditer(line) if each.group("strong")]) % 2 == 0
    for sign in _SIGNS.finditer(line):
        kept = line[at : sign.start()]
        at = sign.end()
        if sign.group("escaped"):
            kept += sign.group("escaped")
        elif sign.group("entity"):
            kept += html.unescape(sign.group("entity"))
        elif not paired:
            kept += sign.group()
        elif opened is None:
            opened = length + len(kept)
        else:
            bold.append(Span(opened, length + len(kept)))
            opened = None
        parts.append(kept)
        length += len(kept)
    return "".join(parts) + line[at:], tuple(bold)
