"""Codebooks as tables across the page; as an appendix only with the codes that were used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thematica.reports.languages import language
from thematica.reports.material import Material
from thematica.reports.word_styles import LANDSCAPE_CM
from thematica.reports.word_writing import Cell, Line, Row, Words, Writer, cell, line
from thematica.reports.wording import counted
from thematica.store.ids import CodeId
from thematica.store.reads.codes import SEPARATOR, CodebookView, CodeView

_STATUS = {"draft": " (draft)", "retired": " (retired)", "active": ""}


def codebook_appendix(writer: Writer, material: Material) -> None:
    """Writes a table for each codebook with codes to show."""
    writer.heading(line("Appendix: Codebook"), 1)
    shown = {code.guid: code for code in material.codes if _belongs(code)}
    if not shown:
        writer.paragraph(line("No code has been used yet."), "Placeholder")
        return
    for book in material.codebooks:
        here = [code for code in shown.values() if code.codebook == book.guid]
        if here:
            codebook_table(writer, material, book, here)


def _belongs(code: CodeView) -> bool:
    """Whether a code is shown: those that were used, and the project's own even before that."""
    return code.codable and (code.codings > 0 or code.kind != "deductive")


def codebook_table(writer: Writer, material: Material, book: CodebookView, here: Sequence[CodeView]) -> None:
    """Writes a codebook under its heading: the codes `here` with their definitions, and what is to be known of it."""
    writer.heading((Words(book.name, language(book.language)),), 2)
    head = ["Code", "Definition", "Use when", "Do not use when", "Example", "Origin"]
    widths = [3.9, 6.3, 5.0, 4.6, 4.2, 2.1]
    if material.counts:
        head, widths = [*head, "Participants", "Excerpts"], [3.4, 5.6, 4.3, 4.0, 3.5, 1.7, 2.0, 1.6]
    assert round(sum(widths), 1) == LANDSCAPE_CM
    caption = (
        Words("Codes and definitions: "),
        Words(book.name, language(book.language)),
        Words(f", version {book.version}"),
    )
    rows = tuple(_rows(material, book, here))
    writer.table(caption, head, widths, rows, figures=2 if material.counts else 0)
    for note in _notes(material, book, here):
        writer.paragraph(line(note), "Note")


def _rows(material: Material, book: CodebookView, here: Sequence[CodeView]) -> Iterator[Row]:
    """The codes, each run of those under one heading below a banner with the heading's path.

    A heading that is itself among them has its definition below its banner.
    """
    headings = {code.guid: code.path for code in material.codes if not code.codable}
    parents = {code.guid: code.parent for code in material.codes}
    above = ""
    for code in here:
        parent: CodeId | None = code.guid
        while parent is not None and parent not in headings:
            parent = parents[parent]
        heading = headings[parent] if parent is not None else ""
        if heading and heading != above:
            yield Row((cell(heading, language(book.language)),), banner=True)
        above = heading
        if code.codable or code.brief or code.definition:
            yield _row(material, book, code, heading)


def _row(material: Material, book: CodebookView, code: CodeView, heading: str) -> Row:
    spoken = language(book.language)

    def lines(*texts: str) -> Cell:
        return tuple(line(text, spoken) for text in texts if text) or cell("")

    path = code.path.removeprefix(heading).removeprefix(SEPARATOR)
    name: Line = (Words(path, spoken, "Strong"), Words(_STATUS[code.status]))
    invented = " (invented)" if code.example and code.example_invented else ""
    figures = (code.counts.participants, code.counts.excerpts) if material.counts else ()
    return Row(
        (
            (name,),
            lines(code.brief, code.definition),
            lines(*code.include),
            lines(*code.told_apart),
            ((Words(code.example, spoken), Words(invented)),),
            cell(code.kind.replace("-", " ") if code.codable else ""),
            *(cell(f"{n:,}" if code.codable else "") for n in figures),
        )
    )


def _notes(material: Material, book: CodebookView, here: Sequence[CodeView]) -> Iterator[str]:
    shown = {code.guid for code in here}
    unused = sum(
        code.codebook == book.guid and code.codable and code.status != "retired" and code.guid not in shown
        for code in material.codes
    )
    if unused:
        were = "was" if unused == 1 else "were"
        yield f"{counted(unused, 'code', 'codes')} of this codebook that {were} not used {were} left out."
    if book.about.get("notice"):
        yield str(book.about["notice"])
    cited = book.about.get("sources")
    for source in cited if isinstance(cited, list) else ():
        doi = f" doi:{source['doi']}" if source.get("doi") else ""
        yield f"Source: {source['citation']}{doi}"
