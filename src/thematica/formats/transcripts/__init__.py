"""Transcripts as researchers have them: bytes in, text and turns out."""

from thematica.formats.transcripts.reading import read, read_row, read_table
from thematica.formats.transcripts.transcript import (
    DEFAULT_MAX_BYTES,
    Comment,
    Reading,
    Speaker,
    Table,
    TableRow,
    Transcript,
)

__all__ = [
    "DEFAULT_MAX_BYTES",
    "Comment",
    "Reading",
    "Speaker",
    "Table",
    "TableRow",
    "Transcript",
    "read",
    "read_row",
    "read_table",
]
