"""A file's bytes into a transcript.

The readers are loaded when a file is read: those who only pass transcripts on need not wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence

from thematica.errors import BadFile
from thematica.formats.transcripts.transcript import Reading, Table, TableRow, Transcript


def read(data: bytes, name: str, options: Reading | None = None) -> Transcript:
    """The transcript in a file's bytes; `name` is the file's name, which only breaks ties.

    Raises BadFile, in one sentence with a hint, when the file is empty, damaged, too large, protected, or no text.
    """
    from thematica.formats.transcripts.assembly import assemble
    from thematica.formats.transcripts.opening import document_in

    options = Reading() if options is None else options
    _check_size(data, options.max_bytes)
    return assemble(document_in(data, name, options), options)


def read_table(data: bytes, name: str, options: Reading | None = None) -> Table:
    """The survey or extraction table in a file's bytes: a head row, and rows that are each a source of their own.

    Raises BadFile when the file is no table, or cannot be read.
    """
    from thematica.formats.transcripts.opening import table_of

    options = Reading() if options is None else options
    _check_size(data, options.max_bytes)
    return table_of(data, name, options)


def read_row(table: Table, row: TableRow, text_columns: Sequence[str], options: Reading | None = None) -> Transcript:
    """The chosen text columns of one row as a transcript.

    Raises NotFound for a column the table does not have, BadFile when the cells are empty.
    """
    from thematica.formats.transcripts.assembly import assemble
    from thematica.formats.transcripts.tabular import document_of_row

    return assemble(document_of_row(table, row, text_columns), Reading() if options is None else options)


def _check_size(data: bytes, max_bytes: int) -> None:
    if not data:
        raise BadFile("The file is empty.", "Check that the right file was chosen, or export it again.")
    if len(data) > max_bytes:
        raise BadFile(
            f"The file is larger than {max_bytes / 1_048_576:,.0f} MiB, the limit for a transcript.",
            "If it really is one, allow more with --max-size.",
        )
