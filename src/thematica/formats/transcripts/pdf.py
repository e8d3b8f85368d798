"""PDF files with a text layer: lines and paragraphs are put together again from where the words stand on the page."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from thematica.errors import BadFile
from thematica.formats.transcripts.gathering import TIME_ALONE
from thematica.formats.transcripts.labels import Line
from thematica.formats.transcripts.page_lines import (
    Fragment,
    PageLine,
    lines_of,
    margin_numbers,
    paragraphs_of,
    without_running_heads,
)
from thematica.formats.transcripts.speakers import find_labels
from thematica.formats.transcripts.transcript import Document, Paragraph, Reading
from thematica.text.span import Span

_HYPHEN = re.compile(r"[^\W\d_][-‐]$")
_MOST_PAGES = 3_000
_FEWEST_SIGNS_A_PAGE = 5


def read_pdf(data: bytes, options: Reading) -> Document:
    """The paragraphs of a PDF; raises BadFile when it is damaged, protected, or only holds pictures of pages."""
    fragments, pages = _fragments(data)
    if sum(len(each.text.strip()) for each in fragments) < _FEWEST_SIGNS_A_PAGE * pages:
        raise BadFile(
            "The PDF has no text layer: its pages are pictures.",
            "Run it through text recognition (OCR) first, or import the transcript as Word or text.",
        )
    numbers = margin_numbers(fragments)
    lines = list(lines_of([each for each in fragments if each not in numbers], numbers))
    lines = without_running_heads(lines, pages)
    paragraphs = _unwrapped(list(paragraphs_of(lines)), options)
    return Document(tuple(paragraphs), "pdf")


def _fragments(data: bytes) -> tuple[list[Fragment], int]:
    """What the pages say, and how many there are."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every oddity it puts up with
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else list(reader.pages[:_MOST_PAGES])
        fragments = [each for n, page in enumerate(pages) for each in _on_page(page, n)]
    except Exception:  # noqa: BLE001 - a damaged file can make the library fail in any way
        raise BadFile("The PDF is damaged, or made in a way that cannot be read.", "Print it to a new PDF.") from None
    if locked:
        raise BadFile("The PDF is protected by a password.", "Save a copy without a password and import that.")
    return fragments, len(pages)


def _on_page(page: Any, number: int) -> list[Fragment]:
    fragments: list[Fragment] = []
    height, width = float(page.mediabox.top), float(page.mediabox.right)

    def keep(text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> None:
        words = text.replace("\t", " ").replace("\n", " ")
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[3] * outer[3]) or 1.0
        if words.strip() and -1 <= x <= width and -1 <= y <= height:
            name = str((font or {}).get("/BaseFont", ""))
            fragments.append(Fragment(number, x, y, abs(size * scale) or 10.0, "bold" in name.lower(), words))

    page.extract_text(visitor_text=keep)
    return fragments


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
