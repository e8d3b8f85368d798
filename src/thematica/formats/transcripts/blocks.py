"""Paragraphs and tables in reading order, as word processors and web pages have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thematica.formats.transcripts.tables import left_out, transcript_columns, utterances_in
from thematica.formats.transcripts.transcript import Paragraph
from thematica.formats.transcripts.utterances import paragraphs_of


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the paragraphs of each cell of each row."""

    rows: list[list[list[Paragraph]]]

    def texts(self) -> list[list[str]]:
        """The text of each cell."""
        return [["\n".join(each.text for each in cell).strip() for cell in row] for row in self.rows]


Block = Paragraph | Table


def untabled(blocks: Iterable[Block]) -> list[Paragraph]:
    """The blocks as paragraphs: a table of speakers and words as utterances, any other row by row.

    Tables of one width are judged together, as a transcript may be cut into several.
    """
    blocks = list(blocks)
    pooled: dict[int, list[list[str]]] = {}
    for each in blocks:
        if isinstance(each, Table):
            for row in each.texts():
                pooled.setdefault(len(row), []).append(row)
    columns = {width: transcript_columns(rows) for width, rows in pooled.items()}
    paragraphs: list[Paragraph] = []
    for each in blocks:
        if isinstance(each, Paragraph):
            paragraphs.append(each)
            continue
        rows = each.texts()
        found = columns.get(len(rows[0])) if rows else None
        if found is None or any(len(row) != len(rows[0]) for row in rows):
            paragraphs.extend(_row_by_row(each))
        else:
            utterances = utterances_in(rows, found)
            timed = found.speaker is None and any(one.start is not None for one in utterances)
            paragraphs.extend(paragraphs_of(utterances, joined=timed))
    return paragraphs


def unread(blocks: Iterable[Block]) -> tuple[str, ...]:
    """What is to be said about columns of transcript tables that are no part of the talk."""
    heads: list[str] = []
    for each in blocks:
        rows = each.texts() if isinstance(each, Table) else []
        columns = transcript_columns(rows)
        heads += left_out(rows, columns) if columns is not None else []
    return (f"Columns that were left out: {', '.join(dict.fromkeys(heads))}.",) if heads else ()


def _row_by_row(table: Table) -> Iterator[Paragraph]:
    """Each row as one line with its cells parted by tabs, or as its cells' paragraphs when a cell holds several."""
    for row in table.rows:
        filled = [[each for each in cell if each.text.strip()] for cell in row]
        filled = [cell for cell in filled if cell]
        if len(filled) > 1 and all(len(cell) == 1 for cell in filled):
            yield Paragraph("\t".join(cell[0].text for cell in filled), filled[0][0].bold, apart=True)
        else:
            for cell in filled:
                yield from cell
