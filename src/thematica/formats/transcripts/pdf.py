"""PDF files with a text layer: lines and paragraphs are put together again from where the words stand on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from thematica.errors import BadFile
from thematica.formats.transcripts.gathering import TIME_ALONE
from thematica.formats.transcripts.labels import Line
from thematica.formats.transcripts.page_lines import (
    PageLine,
    lines_of,
    margin_numbers,
    paragraphs_of,
    without_running_heads,
)
from thematica.formats.transcripts.page_text import fragments_in
from thematica.formats.transcripts.speakers import find_labels
from thematica.formats.transcripts.transcript import Document, Paragraph, Reading
from thematica.text.span import Span

_HYPHEN = re.compile(r"[^\W\d_][-‐]$")
_MOST_PAGES = 3_000
_FEWEST_SIGNS_A_PAGE = 5


def read_pdf(data: bytes, options: Reading) -> Document:
    """The paragraphs of a PDF; raises BadFile when it is damaged, protected, or only holds pictures of pages."""
    fragments, there = fragments_in(data, _MOST_PAGES)
    pages = min(there, _MOST_PAGES)
    if sum(len(each.text.strip()) for each in fragments) < _FEWEST_SIGNS_A_PAGE * pages:
        raise BadFile(
            "The PDF has no text layer: its pages are pictures.",
            "Run it through text recognition (OCR) first, or import the transcript as Word or text.",
        )
    numbers = margin_numbers(fragments)
    lines = list(lines_of([each for each in fragments if each not in numbers], numbers))
    lines = without_running_heads(lines, pages)
    paragraphs = _unwrapped(list(paragraphs_of(lines)), options)
    cut = (f"Only the first {_MOST_PAGES:,} of {there:,} pages were read.",) if pages < there else ()
    return Document(tuple(paragraphs), "pdf", warnings=cut)


def _unwrapped(paragraphs: Sequence[list[PageLine]], options: Reading) -> list[Paragraph]:
    """Each paragraph as one line; a label on an inner line begins a paragraph, one alone on its line stays so."""
    shaped = [
        Line(line.text, 0, first=n == 0, bold=line.bold) for paragraph in paragraphs for n, line in enumerate(paragraph)
    ]
    labels = iter(find_labels(shaped, options).of_lines)
    made: list[Paragraph] = []
    alone = False
    for paragraph in paragraphs:
        for n, line in enumerate(paragraph):
            label = next(labels)
            if n == 0 or label is not None:
                made.append(Paragraph(line.text, (Span(0, line.bold),) if line.bold else ()))
            else:
                text = made[-1].text
                gap = "\n" if alone else "" if _HYPHEN.search(text) else " "
                made[-1] = replace(made[-1], text=text + gap + line.text)
            alone = TIME_ALONE.fullmatch(line.text) is not None or (label is not None and label.body >= len(line.text))
    return made
