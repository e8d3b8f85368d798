"""Fields and bookmarks, which python-docx has no words for: each field carries the result it has now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading as the table of contents lists it; `level` counts from 1."""

    text: str
    level: int
    bookmark: str


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """Adds a field such as PAGE or SEQ at the end of a paragraph."""
    for element in (*_opening(instruction), _run(_text(result)), _run(_mark("end"))):
        paragraph._p.append(element)  # noqa: SLF001 - python-docx gives no other way to its XML


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Puts a bookmark around all of a paragraph; `number` is unique in the document."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    runs = paragraph.runs
    runs[0]._r.addprevious(start)  # noqa: SLF001 - as above
    runs[-1]._r.addnext(end)  # noqa: SLF001 - as above


def contents(document: WordDocument, after: Paragraph, entries: Sequence[Entry], deepest: int = 3) -> None:
    """Puts a table of contents after its title, as a field with its entries.

    Page numbers are known only to the program that lays the pages out, so the entries are stored without them rather
    than with guesses. Each is a link to its heading, and updating the field adds the numbers with leader dots.
    """
    shown = [entry for entry in entries if entry.level <= deepest]
    place = after._p  # noqa: SLF001 - as above
    for n, entry in enumerate(shown):
        paragraph = document.add_paragraph(style=f"toc {entry.level}")
        element = paragraph._p  # noqa: SLF001 - as above
        if n == 0:
            element.extend(_opening(f'TOC \\o "1-{deepest}" \\h \\z'))
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), entry.bookmark)
        link.set(qn("w:history"), "1")
        link.append(_run(_text(entry.text)))
        element.append(link)
        if n == len(shown) - 1:
            element.append(_run(_mark("end")))
        place.addnext(element)
        place = element


def _opening(instruction: str) -> list[BaseOxmlElement]:
    """What stands before a field's result."""
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    return [_run(_mark("begin")), _run(code), _run(_mark("separate"))]


def _mark(kind: str) -> BaseOxmlElement:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _run(content: BaseOxmlElement) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    run.append(content)
    return run


def _text(text: str) -> BaseOxmlElement:
    element = OxmlElement("w:t")
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element
