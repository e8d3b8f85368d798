"""Paragraphs being put together piece by piece, as the readers of word processors' formats come upon them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from thematica.formats.transcripts.blocks import Block, Table
from thematica.formats.transcripts.transcript import Paragraph
from thematica.text.span import Span


class Gathered:
    """The text of one paragraph so far, what in it is bold, and the text boxes anchored in it."""

    def __init__(self, text: str = "", bold: tuple[Span, ...] = ()) -> None:
        self.parts = [text] if text else []
        self.length = len(text)
        self.bold = list(bold)
        self.boxes: list[Element] = []

    def add(self, text: str, *, bold: bool = False) -> None:
        """Go on with some text."""
        if bold and text and self.bold and self.bold[-1].end == self.length:
            self.bold[-1] = Span(self.bold[-1].start, self.length + len(text))
        elif bold and text:
            self.bold.append(Span(self.length, self.length + len(text)))
        if text:
            self.parts.append(text)
            self.length += len(text)

    def paragraph(self, *, apart: bool = False) -> Paragraph:
        """The paragraph, without line breaks at its end."""
        text = "".join(self.parts).rstrip("\n")
        bold = tuple(Span(span.start, min(span.end, len(text))) for span in self.bold if span.start < len(text))
        return Paragraph(text, bold, apart=apart and bool(text.strip()))


class Writing:
    """A paragraph, the row of a table it may stand in, and the blocks finished before it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open = Gathered()
        self._cell: list[Paragraph] = []
        self._row: list[list[Paragraph]] = []
        self._new_table = True

    @property
    def started(self) -> bool:
        """Whether the open paragraph holds anything yet."""
        return bool(self._open.parts)

    def add(self, text: str, *, bold: bool = False) -> None:
        """Go on with the open paragraph."""
        self._open.add(text, bold=bold)

    def end_paragraph(self, *, apart: bool = False, in_table: bool = False) -> None:
        """Finish the open paragraph, in the open cell or outside of tables."""
        paragraph, self._open = self._open.paragraph(apart=apart), Gathered()
        if in_table:
            self._cell.append(paragraph)
        else:
            self.blocks.append(paragraph)

    def end_cell(self) -> None:
        """Finish the open cell with the paragraph open in it."""
        if self.started or not self._cell:
            self.end_paragraph(in_table=True)
        self._row.append(self._cell)
        self._cell = []

    def begin_table(self) -> None:
        """Let the next row be the first of a new table."""
        self._new_table = True

    def end_row(self) -> None:
        """Finish the open row, as one more of the table right above or the first of a new one."""
        row, self._row = self._row, []
        if row and not self._new_table and self.blocks and isinstance(self.blocks[-1], Table):
            self.blocks[-1].rows.append(row)
        elif row:
            self.blocks.append(Table([row]))
            self._new_table = False

    def finish(self) -> list[Block]:
        """The blocks, with what the file left open."""
        if self.started:
            self.end_paragraph()
        self.blocks.extend(paragraph for cell in [*self._row, self._cell] for paragraph in cell)
        self._row, self._cell = [], []
        return self.blocks
