"""Word documents (.docx), read from their XML so that nothing a reader of the page sees is lost or glued together.

Soft line breaks stay line breaks, no-break hyphens and hyperlinks' words stay; tracked changes are read as accepted;
comments are kept beside the text; footnotes and endnotes stand at the end, their marks at their place. Page headers and
footers are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from thematica.errors import BadFile
from thematica.formats.transcripts.anchors import lifted
from thematica.formats.transcripts.archives import Archive, child, children, name_of, parse_xml, value_of
from thematica.formats.transcripts.blocks import Block, Table, unread, untabled
from thematica.formats.transcripts.runs import Runs, joined_text
from thematica.formats.transcripts.transcript import Document, Paragraph

_PASSED_THROUGH = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "txbxContent"}


def read_word(archive: Archive) -> Document:
    """The paragraphs of a Word document, with its comments as remarks.

    Raises BadFile when the file is damaged, protected or too large.
    """
    main = _main_part(archive)
    root = archive.xml_of(main)
    body = next((each for each in root if name_of(each) == "body"), None) if root is not None else None
    if body is None:
        raise BadFile("The Word file has no text part.", "Open it in Word or LibreOffice and save it again as .docx.")
    folder = main.rpartition("/")[0]
    runs = Runs(_styles(archive, folder))
    blocks = list(_blocks(body, runs))
    paragraphs = [*untabled(blocks), *_notes(archive, folder, runs)]
    paragraphs, remarks = lifted(paragraphs, _comments(archive, folder, runs))
    return Document(tuple(paragraphs), "docx", remarks=remarks, warnings=(*runs.warnings(), *unread(blocks)))


def _main_part(archive: Archive) -> str:
    """The name of the part that holds the text, as the package says."""
    relations = archive.xml_of("_rels/.rels")
    for each in children(relations):
        if str(each.get("Type", "")).endswith("/officeDocument"):
            return str(each.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _styles(archive: Archive, folder: str) -> dict[str, Element]:
    data = archive.bytes_of(f"{folder}/styles.xml")
    return {} if data is None else _styles_in(data)


@lru_cache(2)  # the files of a study are made from one template, whose styles may be most of what is to be read
def _styles_in(data: bytes) -> dict[str, Element]:
    return {value_of(each, "styleId"): each for each in parse_xml(data) if name_of(each) == "style"}


def _blocks(parent: Element, runs: Runs) -> Iterator[Block]:
    """Paragraphs and tables in reading order; a paragraph whose end was deleted goes on in the next."""
    pending: Paragraph | None = None
    for each in _within(parent, "p", "tbl"):
        if name_of(each) == "tbl":
            if pending is not None:
                yield pending
                pending = None
            rows = [row for row in _within(each, "tr") if child(row, "trPr", "del") is None]
            yield Table([[untabled(_blocks(cell, runs)) for cell in _within(row, "tc")] for row in rows])
            continue
        paragraph, boxes = runs.paragraph(each, pending)
        pending = paragraph if runs.end_deleted(each) else None
        if pending is None:
            yield paragraph
        for box in boxes:
            yield from _blocks(box, runs)
    if pending is not None:
        yield pending


def _within(parent: Element, *names: str) -> Iterator[Element]:
    """The elements of these names right inside another, or inside content controls and revisions right inside it."""
    open_levels = [iter(parent)]
    while open_levels:
        each = next(open_levels[-1], None)
        if each is None:
            open_levels.pop()
        elif name_of(each) in names:
            yield each
        elif name_of(each) in _PASSED_THROUGH:
            open_levels.append(iter(each))


def _notes(archive: Archive, folder: str, runs: Runs) -> list[Paragraph]:
    """Footnotes and endnotes that are referred to, each under its mark."""
    notes: list[Paragraph] = []
    for sort, marks in (("footnote", runs.footnotes), ("endnote", runs.endnotes)):
        root = archive.xml_of(f"{folder}/{sort}s.xml") if marks else None
        by_id = {value_of(each, "id"): each for each in children(root) if name_of(each) == sort}
        for identity, number in marks.items():
            if identity in by_id:
                words = joined_text(_within(by_id[identity], "p"), runs)
                notes.append(Paragraph(f"[{sort} {number}] {words}", aside=True))
    return notes


def _comments(archive: Archive, folder: str, runs: Runs) -> dict[int, tuple[str, str | None]]:
    """The comments that the text refers to: words and author, by the number their signs in the text bear."""
    root = archive.xml_of(f"{folder}/comments.xml") if runs.comments else None
    comments: dict[int, tuple[str, str | None]] = {}
    numbers = dict(runs.comments)
    for each in children(root):
        words = joined_text(_within(each, "p"), runs)
        if words and value_of(each, "id") in numbers:
            comments[numbers[value_of(each, "id")]] = (words, value_of(each, "author") or None)
    return comments
