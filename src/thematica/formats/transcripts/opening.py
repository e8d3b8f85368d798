"""What is inside a file: find out what it is, and let that format's reader have it."""

from __future__ import annotations

from pathlib import PurePath

from thematica.errors import BadFile
from thematica.formats.transcripts.archives import Archive
from thematica.formats.transcripts.chat import read_chat
from thematica.formats.transcripts.encoding import Decoded, decode
from thematica.formats.transcripts.grids import Grid, grid_of_tabs, grid_of_text
from thematica.formats.transcripts.markdown import read_markdown
from thematica.formats.transcripts.opendocument import read_odt
from thematica.formats.transcripts.pdf import read_pdf
from thematica.formats.transcripts.plain import read_plain
from thematica.formats.transcripts.rtf import read_rtf
from thematica.formats.transcripts.segments import read_json
from thematica.formats.transcripts.sniffing import Format, container_of, text_format, zip_format
from thematica.formats.transcripts.spreadsheets import read_ods, read_xlsx
from thematica.formats.transcripts.subtitles import read_subtitles
from thematica.formats.transcripts.tabular import holds_timed_talk, table_in, transcript_in
from thematica.formats.transcripts.transcript import Document, Reading, Table
from thematica.formats.transcripts.web import declared_charset, read_web
from thematica.formats.transcripts.word import read_word

_CONTAINERS = {".docx", ".odt", ".xlsx", ".ods", ".pdf"}


def document_in(data: bytes, name: str, options: Reading) -> Document:
    """The document in a file's bytes; raises BadFile when it cannot be read."""
    container = container_of(data)
    if container == "pdf":
        return read_pdf(data, options)
    if container == "rtf":
        return read_rtf(data)
    if container == "text":
        return _from_text(_decoded(data, name, options), name, options)
    archive = Archive(data, options.max_bytes)
    kind = zip_format(archive)
    if kind in {"xlsx", "ods"}:
        return transcript_in(_sheets(archive, kind), kind, None, ())
    return read_word(archive) if kind == "docx" else read_odt(archive)


def table_of(data: bytes, name: str, options: Reading) -> Table:
    """The table in a file's bytes; raises BadFile when it is none or cannot be read."""
    if container_of(data) == "zip":
        archive = Archive(data, options.max_bytes)
        kind = zip_format(archive)
        return table_in(_sheets(archive, kind), kind, None, ())
    decoded = decode(data, options.encoding)
    return table_in(_separated(decoded), _separated_format(name), decoded.encoding, decoded.warnings)


def _decoded(data: bytes, name: str, options: Reading) -> Decoded:
    """The characters of a text file; what a web page says of its own encoding is heard."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _CONTAINERS:
        raise BadFile(
            f"This is no {suffix[1:]} file, although its name says so.",
            "Open it in the program it was made with and save it again.",
        )
    return decode(data, options.encoding, declared_charset(data))


def _from_text(decoded: Decoded, name: str, options: Reading) -> Document:
    """The document in a text file, by the kind of text it is."""
    kind = text_format(decoded.text, name)
    if kind in {"vtt", "srt"}:
        return read_subtitles(decoded, kind, options)
    if kind == "csv" and (grids := _separated(decoded)):
        return transcript_in(grids, _separated_format(name), decoded.encoding, decoded.warnings)
    if kind == "txt" and (grid := grid_of_tabs(decoded.text)) is not None and holds_timed_talk(grid):
        return transcript_in([grid], kind, decoded.encoding, decoded.warnings)
    readers = {"cha": read_chat, "json": read_json, "html": read_web, "md": read_markdown}
    return readers.get(kind, read_plain)(decoded)


def _separated(decoded: Decoded) -> list[Grid]:
    grid = grid_of_text(decoded.text)
    return [] if grid is None else [grid]


def _separated_format(name: str) -> Format:
    return "tsv" if PurePath(name).suffix.lower() in {".tsv", ".tab"} else "csv"


def _sheets(archive: Archive, kind: Format) -> list[Grid]:
    if kind not in {"xlsx", "ods"}:
        raise BadFile("This is no table.", "Choose a .csv, .tsv, .xlsx or .ods file.")
    return read_xlsx(archive) if kind == "xlsx" else read_ods(archive)
