"""Writing into a Word document: runs that know their language, headings, captions, tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from thematica.reports.languages import FRAME, Language, language
from thematica.reports.word_fields import Entry, add_field, bookmark, contents
from thematica.reports.word_styles import TABLE
from thematica.reports.wording import printable

ENGLISH = language(FRAME)


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in one language, in a character style or in that of the paragraph."""

    text: str
    language: Language = ENGLISH
    style: str | None = None


Line = tuple[Words, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a `banner` has one cell that spans all columns."""

    cells: tuple[Cell, ...]
    banner: bool = False


def line(text: str, in_language: Language = ENGLISH, style: str | None = None) -> Line:
    """Words that stand alone in a paragraph."""
    return (Words(text, in_language, style),)


def cell(text: str, in_language: Language = ENGLISH, style: str | None = None) -> Cell:
    """A cell with one paragraph."""
    return (line(text, in_language, style),)


@dataclass(slots=True)
class Writer:
    """Writes a document from top to bottom, and keeps the numbers of tables and the entries of the contents."""

    document: WordDocument
    tables: int = 0
    entries: list[Entry] = field(default_factory=list)
    contents_title: Paragraph | None = None

    def heading(self, text: Line, level: int) -> None:
        """A heading that the table of contents lists; deeper levels than 9 stay at 9."""
        level = min(level, 9)
        paragraph = self.paragraph(text, f"Heading {level}")
        entry = Entry(paragraph.text, level, f"_Toc{len(self.entries) + 1:08}")
        bookmark(paragraph, entry.bookmark, len(self.entries))
        self.entries.append(entry)

    def part(self, title: str) -> None:
        """The title of a part within a theme, outside the outline."""
        self.paragraph(line(title), "Part")

    def paragraph(self, words: Line, style: str = "Body Text") -> Paragraph:
        """One paragraph."""
        paragraph = self.document.add_paragraph(style=style)
        write(paragraph, words)
        return paragraph

    def prose(self, text: str, in_language: Language, style: str = "Body Text") -> None:
        """A longer text, a paragraph for each of its own."""
        for block in text.split("\n\n"):
            if block.strip():
                self.paragraph(line(block.strip(), in_language), style)

    def contents_here(self) -> None:
        """The title of the table of contents; `finish` puts the entries under it."""
        self.contents_title = self.paragraph(line("Contents"), "TOC Heading")

    def finish(self) -> None:
        """Fills the table of contents, now that every heading is known."""
        if self.contents_title is not None:
            contents(self.document, self.contents_title, self.entries)

    def table(
        self, caption: Line, head: Sequence[str], widths: Sequence[float], rows: Sequence[Row], figures: int = 0
    ) -> Table:
        """A captioned table; `widths` in cm, the last columns hold `figures`.

        A column with nothing in it is left out, and the widest takes its room. The head repeats on each page; without
        one, the first column names the rows. Rows are kept whole on a page.
        """
        head, widths, rows = _without_empty_columns(head, widths, rows)
        self.tables += 1
        above = self.document.add_paragraph(style="Caption")
        write(above, (Words("Table ", style="Strong"),))
        add_field(above, "SEQ Table \\* ARABIC", str(self.tables))
        write(above, (Words(". "), *caption))
        table: Table = self.document.add_table(rows=0, cols=len(widths), style=TABLE)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        numeric = range(len(widths) - figures, len(widths))
        if head:
            _add(table, Row(tuple(cell(title) for title in head)), numeric, "Table Head")
            _mark(table.rows[0], "w:tblHeader")
        else:
            look = table._tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - as below
            look.set(qn("w:firstRow"), "0")
            look.set(qn("w:val"), "0480")  # the same in the older form, which LibreOffice reads
        for row in rows:
            _add(table, row, numeric, "Table Head" if row.banner else "Table Text")
        return table


def write(paragraph: Paragraph, words: Line) -> None:
    """Adds words to a paragraph, each run with its language; line ends become line breaks."""
    for each in words:
        if not each.text:
            continue
        run = paragraph.add_run(printable(each.text), style=each.style)
        tag = OxmlElement("w:lang")
        script = "w:bidi" if each.language.right_to_left else "w:eastAsia" if each.language.east_asian else "w:val"
        tag.set(qn(script), each.language.tag)
        run._r.get_or_add_rPr().append(tag)  # noqa: SLF001 - python-docx has no word for a run's language
        if each.language.right_to_left:
            run.font.rtl = True


def _without_empty_columns(
    head: Sequence[str], widths: Sequence[float], rows: Sequence[Row]
) -> tuple[Sequence[str], Sequence[float], Sequence[Row]]:
    full = {n for row in rows if not row.banner for n, content in enumerate(row.cells) if _holds_text(content)}
    kept = sorted(full) or list(range(len(widths)))
    room = [widths[n] for n in kept]
    room[room.index(max(room))] += sum(widths) - sum(room)
    return (
        [head[n] for n in kept] if head else head,
        room,
        [row if row.banner else Row(tuple(row.cells[n] for n in kept)) for row in rows],
    )


def _holds_text(content: Cell) -> bool:
    return any(words.text for paragraph in content for words in paragraph)


def _add(table: Table, row: Row, numeric: Collection[int], style: str) -> None:
    added = table.add_row()  # type: ignore[no-untyped-call] # python-docx left it without annotations
    _mark(added, "w:cantSplit")
    boxes = added.cells
    if row.banner:
        boxes = (boxes[0].merge(boxes[-1]),)
        _shade(boxes[0])
    for n, (box, content) in enumerate(zip(boxes, row.cells, strict=True)):
        for m, words in enumerate(content):
            paragraph = box.paragraphs[0] if m == 0 else box.add_paragraph()
            paragraph.style = style
            write(paragraph, words)
            if n in numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark(row: _Row, *marks: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - as above
    for mark in marks:
        properties.append(OxmlElement(mark))


def _shade(box: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF2F6")):
        shade.set(qn(f"w:{name}"), value)
    box._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - as above
