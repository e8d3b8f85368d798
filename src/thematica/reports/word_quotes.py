"""Quotes in print: the words, in translation first, and the label that says whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thematica.reports.material import Material
from thematica.reports.word_writing import Cell, Line, Words, Writer
from thematica.reports.wording import printable, shortened
from thematica.store.reads.themes import Passage, ThemeView

_MOST_IN_TABLE = 60  # words; a longer quote would make rows that no page can hold whole


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """A passage to print under a theme; `translation` is empty where there is none."""

    passage: Passage
    translation: str
    contrary: bool


def printed_quotes(theme: ThemeView) -> tuple[PrintedQuote, ...]:
    """The quotes of a theme in their order, then its contrary excerpts; a quote that is contrary stands there once."""
    return tuple(_printed(theme))


def _printed(theme: ThemeView) -> Iterator[PrintedQuote]:
    against = {(each.passage.source_guid, each.passage.span) for each in theme.contrary}
    translated = {(each.passage.source_guid, each.passage.span): each.translation for each in theme.quotes}
    for quote in theme.quotes:
        if (quote.passage.source_guid, quote.passage.span) not in against:
            yield PrintedQuote(quote.passage, quote.translation, contrary=False)
    for each in theme.contrary:
        place = (each.passage.source_guid, each.passage.span)
        yield PrintedQuote(each.passage, translated.get(place, ""), contrary=True)


def add_quote(writer: Writer, material: Material, quote: PrintedQuote, *, clean: bool) -> None:
    """Writes a quote as a block; unless the copy is to be clean, a margin comment says where it lies in the project."""
    paragraph = writer.paragraph(_lines(material, quote), "Quote")
    if not clean:
        remark = _where(material, quote.passage)
        writer.document.add_comment(paragraph.runs, text=printable(remark), author="thematica", initials="th")


def quote_cell(material: Material, quote: PrintedQuote) -> Cell:
    """A quote for a table, in translation where there is one, shortened to what a row can hold."""
    passage = quote.passage
    in_language = material.language if quote.translation else material.language_of(passage.source_guid)
    said = Words(shortened(tidy(quote.translation or passage.text), _MOST_IN_TABLE), in_language)
    return ((said,), (_label(material, quote),))


def _lines(material: Material, quote: PrintedQuote) -> Line:
    spoken = material.language_of(quote.passage.source_guid)
    original = tidy(quote.passage.text)
    whose = _label(material, quote)
    if not quote.translation:
        return (Words(original, spoken), Words(" "), whose)
    first = Words(tidy(quote.translation), material.language)
    return (first, Words(" "), whose, Words("\n"), Words(original, spoken, "Quote Original"))


def label(material: Material, quote: PrintedQuote) -> str:
    """Whose words a quote is, and what they were translated from."""
    said = material.labels.of(quote.passage)
    if quote.translation:
        said += f"; translated from {material.language_of(quote.passage.source_guid).name}"
    return said


def _label(material: Material, quote: PrintedQuote) -> Words:
    return Words(f"({label(material, quote)})", style="Quote Label")


def tidy(text: str) -> str:
    """A passage without its empty lines, which only part the turns of a transcript."""
    return "\n".join(part.strip() for part in text.split("\n") if part.strip())


def _where(material: Material, passage: Passage) -> str:
    codes = dict.fromkeys(
        coding.path
        for coding in material.codings
        if coding.source == passage.source_guid and coding.span.overlaps(passage.span)
    )
    excerpt = material.excerpts.get((passage.source_guid, passage.span))
    parts = [f"{passage.source}, characters {passage.span.start}–{passage.span.end}."]
    if codes:
        parts.append(f"Coded: {'; '.join(codes)}.")
    if excerpt:
        parts.append(f"Excerpt {excerpt}.")
    return " ".join(parts)
