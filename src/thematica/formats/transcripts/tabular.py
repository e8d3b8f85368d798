"""Spreadsheets and separated text: a transcript row by row, or a table in which each row is a source of its own."""

from __future__ import annotations

from collections.abc import Sequence

from thematica.errors import BadFile, TableWithoutTalk
from thematica.formats.transcripts.grids import Grid
from thematica.formats.transcripts.labels import key
from thematica.formats.transcripts.tables import Columns, left_out, names_columns, transcript_columns, utterances_in
from thematica.formats.transcripts.transcript import Document, Paragraph, Table, TableRow
from thematica.formats.transcripts.utterances import Utterance, paragraphs_of

_FEWEST_ROWS = 3
_LONGEST_TITLE = 12  # rows
_ENDS_A_LABEL = (":", "：", "?", "？", "!", ".", "…")


def transcript_in(grids: Sequence[Grid], format_name: str, encoding: str | None, warnings: tuple[str, ...]) -> Document:
    """The transcript in the first sheet that holds one; raises BadFile when none has columns of speakers and words."""
    for whole in grids:
        title, grid = _titled(whole)
        columns = transcript_columns(grid.cells)
        if columns is not None:
            utterances = utterances_in(grid.cells, columns)
            timed = columns.time is not None
            if not timed and _each_speaks_once(utterances):
                if columns.headed and _describes(grid, columns):
                    raise TableWithoutTalk(
                        "Each row of this table has a speaker of its own, and more is known of it, as in a survey.",
                        "Import it with --row-per-source; or, where it is a transcript, leave the other columns out.",
                    )
                warnings += (
                    "Each row has a speaker of its own: if each is a source, as in a survey, use --row-per-source.",
                )
            warnings += _ragged(grid)
            if others := left_out(grid.cells, columns):
                warnings += (f"Columns that were left out: {', '.join(others)}.",)
            paragraphs = (*title, *paragraphs_of(utterances, joined=timed))
            return Document(paragraphs, format_name, encoding, warnings=warnings)
    if not grids:
        raise BadFile("The table is empty.", "Check that the right file was chosen.")
    raise TableWithoutTalk(
        "This table has no column of speakers beside a column of what they say.",
        "Name the columns ‘speaker’ and ‘text’; or, where each row is a source, import it with --row-per-source.",
    )


def _titled(grid: Grid) -> tuple[list[Paragraph], Grid]:
    """What stands above the row that names the columns, such as the title of the interview, and the table below it."""
    head = next((n for n, row in enumerate(grid.rows[:_LONGEST_TITLE]) if names_columns(row.cells)), 0)
    above = [" ".join(filter(None, row.cells)) for row in grid.rows[:head]]
    return [Paragraph(text, aside=True) for text in above], Grid(grid.rows[head:], grid.name)


def _each_speaks_once(utterances: Sequence[Utterance]) -> bool:
    speakers = [key(each.speaker) for each in utterances if each.speaker]
    return _FEWEST_ROWS <= len(speakers) == len(utterances) == len(set(speakers))


def _describes(grid: Grid, columns: Columns) -> bool:
    """Whether a table has columns besides speakers and words that do more than count its rows."""
    others = set(range(len(grid.rows[0].cells))) - {columns.speaker, columns.text}
    cells = [[row.cells[n] for row in grid.rows[1:] if n < len(row.cells) and row.cells[n]] for n in others]
    return any(filled and filled[0] not in {"0", "1"} for filled in cells)


def holds_timed_talk(grid: Grid) -> bool:
    """Whether a table has columns of speakers, words, starts and ends, as annotation programs write them."""
    columns = transcript_columns(grid.cells)
    return columns is not None and columns.speaker is not None and columns.end is not None


def table_in(grids: Sequence[Grid], format_name: str, encoding: str | None, warnings: tuple[str, ...]) -> Table:
    """The first sheet as a table with a head row; raises BadFile when it has no row below it."""
    filled = [grid for grid in grids if len(grid.rows) > 1]
    grid = next(iter(filled), None)
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
    if len(filled) > 1:
        warnings += (f"Only the first of {len(filled)} sheets was read.",)
    return Table(columns, rows, format_name, encoding, warnings + _ragged(grid))


def _ragged(grid: Grid) -> tuple[str, ...]:
    return (f"Rows with more or fewer cells than the first: {grid.ragged}.",) if grid.ragged else ()


def document_of_row(table: Table, row: TableRow, text_columns: Sequence[str]) -> Document:
    """The chosen text columns of a row as a document of its own: a paragraph for each, with the column's name in front.

    The name tells which question is answered, and names nobody. Raises NotFound for a column the table does not have.
    """
    paragraphs: list[Paragraph] = []
    for wanted in text_columns:
        column = table.column(wanted)
        if row.values[column]:
            label = column + (" " if column.endswith(_ENDS_A_LABEL) else ": ")
            paragraphs.append(Paragraph(label + row.values[column], body=len(label)))
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
