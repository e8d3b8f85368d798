"""What the pages of a PDF say and where, as the library that draws them sees it."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from threading import Lock
from typing import Any

from thematica.errors import BadFile
from thematica.formats.transcripts.page_lines import Fragment

_LINE = re.compile("[^\r\n\x02\ufffe]*[\x02\ufffe]|[^\r\n\x02\ufffe]+")
_WORD = re.compile(r"\S+")
_WIDE_GAP, _LEVEL = 2.5, 0.1  # in sizes of the type
_USUAL_SIZE = 10.0
_HYPHENS = re.compile("[\x02\ufffe]")  # a hyphen at the end of a line, after which the library leaves no line end
_LONGEST_FONT_NAME = 256
_LIBRARY = Lock()  # it does one thing at a time


def fragments_in(data: bytes, most_pages: int) -> tuple[list[Fragment], int]:
    """The words on the first pages of a PDF, in pieces set in one font on one line, and how many pages there are.

    Raises BadFile when the file is damaged or protected.
    """
    import pypdfium2  # type: ignore[import-untyped]  # it comes without types

    try:
        with _LIBRARY, closing(pypdfium2.PdfDocument(data)) as document:
            pages = len(document)
            return [each for number in range(min(pages, most_pages)) for each in _on_page(document, number)], pages
    except pypdfium2.PdfiumError as problem:
        if problem.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise BadFile(
                "The PDF is protected by a password.", "Save a copy without a password and import that."
            ) from None
        raise BadFile("The PDF is damaged, or made in a way that cannot be read.", "Print it to a new PDF.") from None


def _on_page(document: Any, number: int) -> list[Fragment]:
    with closing(document[number]) as page, closing(page.get_textpage()) as words:
        left, bottom, right, top = page.get_mediabox()
        found = list(_Page(words, number).fragments())
    return [each for each in found if left - 1 <= each.x <= right and bottom - 1 <= each.y <= top]


class _Page:
    """The text of one page. Each question to the library takes time, so it is asked about words, not about letters."""

    def __init__(self, words: Any, number: int) -> None:
        from pypdfium2 import raw

        self._raw, self._words, self._number = raw, words.raw, number
        self._text = words.get_text_range()
        self._aligned = len(self._text) == words.count_chars()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix, self._box = raw.FS_MATRIX(), raw.FS_RECTF()
        self._bold: dict[int, bool] = {}

    def fragments(self) -> Iterator[Fragment]:
        """The pieces, in the order of the file."""
        for line in _LINE.finditer(self._text):
            for start, end in self._pieces(line.start(), line.end()):
                x, y = self._place(start)
                right = self._place(end)[0] if self._text[end : end + 1].isspace() else self._edge(end - 1)
                text = _HYPHENS.sub("-", self._text[start:end])
                yield Fragment(self._number, x, y, right, self._size(start), self._is_bold(start), text)

    def _pieces(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """A line cut where the type changes, where words lie on another height, and at wide gaps."""
        runs = self._runs([each.span() for each in _WORD.finditer(self._text, first, last)])
        start, end = next(runs, (0, 0))
        height, font, size = self._place(start)[1], self._font(start), self._size(start)
        for run_start, run_end in runs:
            x, y = self._place(run_start)
            near = -size < x - self._place(end)[0] < _WIDE_GAP * size and abs(y - height) < _LEVEL * size
            if not near or self._font(run_start) != font:
                yield start, end
                start, height, font, size = run_start, y, self._font(run_start), self._size(run_start)
            end = run_end
        if end:
            yield start, end

    def _runs(self, words: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The words of a line, the last ones put together where the file sets them as one; mostly that is all."""
        last = self._object(words[-1][1] - 1) if words else 0
        for start, end in words:
            if self._object(start) == last:
                yield start, words[-1][1]
                return
            yield from self._of_one_font(start, end)

    def _of_one_font(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A word, cut where its font changes, as between a bold label and a colon that is not."""
        font = self._font(start)
        if font == self._font(end - 1):
            yield start, end
            return
        cut = next(at for at in range(start + 1, end) if self._font(at) != font)
        yield start, cut
        yield from self._of_one_font(cut, end)

    def _at(self, position: int) -> int:
        """The library's own number of a character, which counts some that have no text."""
        return (
            position if self._aligned else max(0, self._raw.FPDFText_GetCharIndexFromTextIndex(self._words, position))
        )

    def _object(self, position: int) -> int:
        found = self._raw.FPDFText_GetTextObject(self._words, self._at(position))
        return ctypes.addressof(found.contents) if found else 0

    def _place(self, position: int) -> tuple[float, float]:
        """Where a character begins; a space the library put in begins where the word before it ends."""
        self._raw.FPDFText_GetCharOrigin(self._words, self._at(position), self._x, self._y)
        return self._x.value, self._y.value

    def _edge(self, position: int) -> float:
        """Where a character ends."""
        self._raw.FPDFText_GetLooseCharBox(self._words, self._at(position), self._box)
        return float(self._box.right)

    def _font(self, position: int) -> tuple[int, float]:
        """The font and its size, by which stretches are told apart."""
        at = self._at(position)
        owner = self._raw.FPDFText_GetTextObject(self._words, at)
        font = self._raw.FPDFTextObj_GetFont(owner) if owner else None
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self._bold:
            name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
            self._raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_FONT_NAME)
            self._bold[address] = b"bold" in name.value.lower()
        return address, self._raw.FPDFText_GetFontSize(self._words, at)

    def _is_bold(self, position: int) -> bool:
        return self._bold[self._font(position)[0]]

    def _size(self, position: int) -> float:
        """The size on the page, in points: that of the font as the page scales it."""
        at = self._at(position)
        self._raw.FPDFText_GetMatrix(self._words, at, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return round(self._raw.FPDFText_GetFontSize(self._words, at) * scale, 2) or _USUAL_SIZE
