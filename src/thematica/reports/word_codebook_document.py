"""A project's codebooks as a Word document of their own, for a protocol, a supplement or a colleague."""

from __future__ import annotations

from collections.abc import Sequence

import thematica
from thematica.reports.languages import language
from thematica.reports.material import Material
from thematica.reports.word_codebook import codebook_table
from thematica.reports.word_document import edges
from thematica.reports.word_package import packed
from thematica.reports.word_styles import LANDSCAPE_CM, new_document, page
from thematica.reports.word_writing import Row, Words, Writer, cell, line
from thematica.reports.wording import APPROACHES, counted, day, printable
from thematica.store.reads.codebook_versions import VersionView
from thematica.store.reads.codes import CodebookView, CodeView


def assembled(material: Material, books: Sequence[CodebookView], versions: Sequence[VersionView], *, now: str) -> bytes:
    """The whole document as the bytes of a .docx."""
    document = new_document(material.language)
    page(document.sections[0], landscape=True)
    writer = Writer(document)
    writer.paragraph(line(material.info.name, material.language), "Title")
    writer.paragraph(line(f"Codebook · {APPROACHES[material.info.approach]}"), "Subtitle")
    made = f"Data as of {day(material.as_of)} · Made {day(now)} with thematica {thematica.__version__}"
    writer.paragraph(line(made), "Subtitle")
    for book in books:
        _codebook(writer, material, book)
        _versions(writer, material, book, [each for each in versions if each.codebook == book.guid])
    edges(document.sections[0], material, LANDSCAPE_CM, f"Codebook · {day(now)}", confidential=_quotes(material, books))
    name = printable(material.info.name)
    return packed(document, title=f"{name}: codebook", author=name, language=material.language.tag, now=now)


def _quotes(material: Material, books: Sequence[CodebookView]) -> bool:
    """Whether participants' words may stand in it: as examples, or as names of in vivo codes."""
    shown = {book.guid for book in books}
    return any(
        code.kind == "in-vivo" or (code.example and not code.example_invented)
        for code in material.codes
        if code.codebook in shown
    )


def _codebook(writer: Writer, material: Material, book: CodebookView) -> None:
    codes = [code for code in material.codes if code.codebook == book.guid]
    codebook_table(writer, material, book, [code for code in codes if code.status != "retired"])
    retired = [code for code in codes if code.status == "retired"]
    if retired:
        rows = tuple(_retired(material, book, code) for code in retired)
        caption = (Words("Retired codes: "), Words(book.name, language(book.language)))
        writer.table(caption, ("Code", "Definition", "What became of it"), (6.0, 12.1, 8.0), rows)


def _retired(material: Material, book: CodebookView, code: CodeView) -> Row:
    spoken = language(book.language)
    if code.merged_into is not None:
        became: tuple[Words, ...] = (Words("folded into "), Words(material.code(code.merged_into).path, spoken))
    else:
        parts = [each.name for each in material.codes if each.split_from == code.guid]
        became = (Words("split into "), Words(", ".join(parts), spoken)) if parts else (Words("retired"),)
    return Row((cell(code.path, spoken, "Strong"), cell(code.definition or code.brief, spoken), (became,)))


def _versions(writer: Writer, material: Material, book: CodebookView, versions: Sequence[VersionView]) -> None:
    if len(versions) < 2:  # noqa: PLR2004 - one version alone stands in the caption of the codes
        return
    rows = tuple(
        Row(
            (
                cell(each.version, style="Strong"),
                cell(day(each.at) if each.at else "at the beginning"),
                cell(each.coder or ""),
                cell(each.note, language(book.language)),
                cell(counted(each.codings, "coding", "codings") if material.counts else ""),
            )
        )
        for each in versions
    )
    caption = (Words("Versions: "), Words(book.name, language(book.language)))
    writer.table(caption, ("Version", "Date", "By", "Note", "Coded under it"), (2.6, 4.0, 4.5, 11.5, 3.5), rows)
