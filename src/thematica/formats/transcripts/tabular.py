"""Spreadsheets and separated text: a transcript row by row, or a table in which each row is a source of its own."""

from __future__ import annotations

from collections.abc import Sequence

from thematica.errors import BadFile, NotFound
from thematica.formats.transcripts.grids import Grid
from thematica.formats.transcripts.labels import key
from thematica.formats.transcripts.tables import transcript_columns, utterances_in
from thematica.formats.transcripts.transcript import Document, Paragraph, Table, TableRow
from thematica.formats.transcripts.utterances import paragraphs_of


def transcript_in(grids: Sequence[Grid], format_name: str, encoding: str | None, warnings: tuple[str, ...]) -> Document:
    """The transcript in the first sheet that holds one; raises BadFile when none has columns of speakers and words."""
    for grid in grids:
        columns = transcript_columns(grid.cells)
        if columns is not None:
            utterances = utterances_in(grid.cells, columns)
            timed = columns.time is not None
            return Document(paragraphs_of(utterances, joined=timed), format_name, encoding, warnings=warnings)
    if not grids:
        raise BadFile("The table is empty.", "Check that the right file was chosen.")
    raise BadFile(
        "This table has no column of speakers beside a column of what they say.",
        "Name the columns ‘speaker’ and ‘text’; or, where each row is a source, import it as a table of sources.",
    )


def table_in(grids: Sequence[Grid], format_name: str, encoding: str | None, warnings: tuple[str, ...]) -> Table:
    """The first sheet as a table with a head row; raises BadFile when it has no row below it."""
    grid = next((grid for grid in grids if len(grid.rows) > 1), None)
    if grid is None:
        raise BadFile(
            "The table has no row below its head.", "The first row names the columns, the others are sources."
        )
    width = max(len(row.cells) for row in grid.rows)
    columns = _distinct([*grid.rows[0].cells, *[""] * (width - len(grid.rows[0].cells))])
    rows = tuple(
        TableRow(row.number, dict(zip(columns, [*row.cells, *[""] * (width - len(row.cells))], strict=True)))
        for row in grid.rows[1:]
    )
    if grid.ragged:
        warnings += (f"Rows with more or fewer cells than the head: {grid.ragged}.",)
    return Table(columns, rows, format_name, encoding, warnings)


def document_of_row(table: Table, row: TableRow, text_columns: Sequence[str]) -> Document:
    """The chosen text columns of a row as a document of its own.

    One column gives its paragraphs; several give each under its column's name. Raises NotFound for a column the table
    does not have.
    """
    known = {key(column): column for column in table.columns}
    paragraphs: list[Paragraph] = []
    for wanted in text_columns:
        column = known.get(key(wanted))
        if column is None:
            raise NotFound(f"The table has no column ‘{wanted}’.", f"Its columns are: {', '.join(table.columns)}.")
        lines = [Paragraph(line, body=0) for line in row.values[column].split("\n") if line.strip()]
        if lines and len(text_columns) > 1:
            paragraphs.append(Paragraph(column, body=0, aside=True))
        paragraphs.extend(lines)
    return Document(tuple(paragraphs), table.format, table.encoding)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Column names that differ: nameless ones become `Column 3`, later ones of a name get a number."""
    taken: dict[str, int] = {}
    distinct: list[str] = []
    for n, name in enumerate(names, 1):
        plain = " ".join(name.split()) or f"Column {n}"
        taken[key(plain)] = taken.get(key(plain), 0) + 1
        again = taken[key(plain)]
        distinct.append(plain if again == 1 else f"{plain} ({again})")
    return tuple(distinct)
