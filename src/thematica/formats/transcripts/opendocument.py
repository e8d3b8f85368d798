"""OpenDocument text (.odt), read from its XML: notes, comments and tables are kept, deleted text is not in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from thematica.errors import BadFile
from thematica.formats.transcripts import anchors
from thematica.formats.transcripts.archives import Archive, child, name_of, value_of
from thematica.formats.transcripts.blocks import Block, Table, untabled
from thematica.formats.transcripts.pages import Gathered
from thematica.formats.transcripts.transcript import Document, Paragraph

_SPACE = re.compile(r"[ \t\r\n]+")
_LEFT_OUT = {
    "tracked-changes",
    "forms",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "ruby-text",
    "desc",
    "title",
}
_PASSED_THROUGH = {
    "text", "section", "list", "list-item", "list-header", "text-box", "numbered-paragraph", "table-of-content",
    "index-body", "index-title", "table-row-group", "table-rows", "table-header-rows", "frame", "g",
}  # fmt: skip
_MOST_REPEATS = 1_000
_HEAVY = 600  # of 100 to 900, as in style sheets


def read_odt(archive: Archive) -> Document:
    """The paragraphs of an OpenDocument text; raises BadFile when it is damaged, protected or too large."""
    if b"manifest:encryption-data" in (archive.bytes_of("META-INF/manifest.xml") or b""):
        raise BadFile("The file is protected by a password.", "Save a copy without a password and import that.")
    content = archive.xml_of("content.xml")
    text = child(content, "body", "text")
    if content is None or text is None:
        raise BadFile("The OpenDocument file has no text part.", "Open it in LibreOffice and save it again as .odt.")
    styles = [
        child(root, part) for root in (archive.xml_of("styles.xml"), content) for part in ("styles", "automatic-styles")
    ]
    reader = _Reader({value_of(each, "name"): each for part in styles if part is not None for each in part})
    paragraphs = [*untabled(list(reader.blocks(text))), *reader.notes]
    paragraphs, remarks = anchors.lifted(paragraphs, reader.comments)
    changed = child(text, "tracked-changes")
    warnings = ("The file has tracked changes; it was read as if they were accepted.",) if changed is not None else ()
    return Document(tuple(paragraphs), "odt", remarks=remarks, warnings=warnings)


def within(parent: Element, *names: str) -> Iterator[Element]:
    """The elements of these names inside another, also inside sections, lists and groups of rows."""
    levels = [iter(parent)]
    while levels:
        each = next(levels[-1], None)
        if each is None:
            levels.pop()
        elif name_of(each) in names:
            yield each
        elif name_of(each) in _PASSED_THROUGH:
            levels.append(iter(each))


def repeated(element: Element, what: str) -> int:
    """How often a row or cell stands for itself, within reason: spreadsheets repeat empty ones to their very end."""
    times = value_of(element, f"number-{what}-repeated")
    return min(int(times), _MOST_REPEATS) if times.isdecimal() else 1


class _Reader:
    """Reads the blocks of one document, and gathers the notes and comments it passes."""

    def __init__(self, styles: dict[str, Element]) -> None:
        self.notes: list[Paragraph] = []
        self.comments: dict[int, tuple[str, str | None]] = {}
        self._styles = styles
        self._bold: dict[str, bool] = {}
        self._ranges: dict[str, int] = {}

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Paragraphs and tables in reading order."""
        for each in within(parent, "p", "h", "table"):
            if name_of(each) != "table":
                yield from self._paragraph(each)
                continue
            rows = []
            for row in within(each, "table-row"):
                cells = [untabled(self.blocks(cell)) for cell in within(row, "table-cell", "covered-table-cell")]
                rows.append(cells)
            yield Table(rows)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        inside = Gathered()
        self._inside(element, inside, bold=self._is_bold(value_of(element, "style-name")), deep=0)
        yield inside.paragraph(apart=name_of(element) == "h")
        for box in inside.boxes:
            yield from self.blocks(box)

    def _inside(self, element: Element, into: Gathered, *, bold: bool, deep: int) -> None:
        into.add(_collapsed(element.text, into), bold=bold)
        for each in element:
            name = name_of(each)
            if name == "s":
                times = value_of(each, "c")
                into.add(" " * min(int(times), _MOST_REPEATS) if times.isdecimal() else " ", bold=bold)
            elif name in {"tab", "line-break"}:
                into.add("\t" if name == "tab" else "\n", bold=bold)
            elif name == "note":
                into.add(self._note(each), bold=False)
            elif name in {"annotation", "annotation-end"}:
                into.add(self._annotation(each, end=name == "annotation-end"), bold=False)
            elif name in {"frame", "text-box", "g", "custom-shape"}:
                into.boxes.append(each)
            elif name not in _LEFT_OUT and deep < _MOST_REPEATS // 5:
                styled = bold or (name == "span" and self._is_bold(value_of(each, "style-name")))
                self._inside(each, into, bold=styled, deep=deep + 1)
            into.add(_collapsed(each.tail, into), bold=bold)

    def _note(self, note: Element) -> str:
        sort = "endnote" if value_of(note, "note-class") == "endnote" else "footnote"
        body = child(note, "note-body")
        number = sum(each.text.startswith(f"[{sort} ") for each in self.notes) + 1
        place = len(self.notes)
        self.notes.append(Paragraph("", aside=True))
        words = self._plain(body) if body is not None else ""
        self.notes[place] = Paragraph(f"[{sort} {number}] {words}", aside=True)
        return f"[{sort} {number}]"

    def _annotation(self, annotation: Element, *, end: bool) -> str:
        name = value_of(annotation, "name")
        if end:
            return anchors.sign(self._ranges[name], end=True) if name in self._ranges else ""
        n = len(self.comments)
        self._ranges[name or f"at {n}"] = n
        author = child(annotation, "creator")
        self.comments[n] = (self._plain(annotation), (author.text or None) if author is not None else None)
        return anchors.sign(n, end=False) + ("" if name else anchors.sign(n, end=True))

    def _plain(self, parent: Element) -> str:
        texts = [each.text.strip() for each in self.blocks(parent) if isinstance(each, Paragraph)]
        return "\n".join(filter(None, texts))

    def _is_bold(self, style: str) -> bool:
        if style not in self._bold:
            self._bold[style] = False  # a circle of styles ends here
            element = self._styles.get(style)
            told = child(element, "text-properties")
            weight = value_of(told, "font-weight") if told is not None else ""
            parent = value_of(element, "parent-style-name") if element is not None else ""
            heavy = weight == "bold" or (weight.isdecimal() and int(weight) >= _HEAVY)
            self._bold[style] = heavy if weight else bool(parent) and self._is_bold(parent)
        return self._bold[style]


def _collapsed(text: str | None, into: Gathered) -> str:
    """A piece of XML text with its white space collapsed; tabs and line breaks have elements of their own."""
    words = _SPACE.sub(" ", anchors.without(text or ""))
    follows_space = not into.parts or into.parts[-1].endswith((" ", "\n", "\t"))
    return words.removeprefix(" ") if follows_space else words
