"""What a file is, seen from its content; its name only decides between kinds of text."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from thematica.errors import BadFile
from thematica.formats.transcripts.archives import Archive
from thematica.formats.transcripts.grids import has_transcript_head
from thematica.formats.transcripts.markdown import looks_like_markdown
from thematica.formats.transcripts.plain import one_line_end
from thematica.formats.transcripts.segments import is_json

Format = Literal[
    "txt", "md", "docx", "odt", "rtf", "html", "pdf", "vtt", "srt", "csv", "tsv", "xlsx", "ods", "cha", "json"
]  # fmt: skip

_NOT_TEXT = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"BZh", "a packed archive"),
    (b"\xfd7zXZ", "a packed archive"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"RIFF", "a sound or video file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE | re.DOTALL
)
_CLOCK = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}"
_CHAT = re.compile(r"@(?:UTF8|Begin|Languages:|Participants:)")
_CUE = re.compile(rf"^[ \t]*{_CLOCK}(?:[ \t]*-->[ \t]*|,){_CLOCK}", re.MULTILINE)
_PROTECTED, _UNPROTECTED = "The file is protected by a password.", "Save a copy without a password and import that."
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def container_of(data: bytes) -> Literal["zip", "pdf", "rtf", "text"]:
    """What holds the talk, by the first bytes; raises BadFile, in words, for what cannot hold a transcript."""
    for mark, what in _NOT_TEXT:
        if data.startswith(mark):
            raise BadFile(f"This is {what}, not a transcript.", "Choose the transcript that was made from it.")
    if re.match(rb".{4}ftyp", data[:12], re.DOTALL):
        raise BadFile(
            "This is a sound or video file, not a transcript.", "Choose the transcript that was made from it."
        )
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise BadFile(_PROTECTED, _UNPROTECTED)
        raise BadFile(
            "This is a Word or Excel file in the old binary format.", "Save it as .docx or .xlsx and import that."
        )
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "rtf" if data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf") else "text"


def zip_format(archive: Archive) -> Format:
    """The kind of document a zip container holds, by its members."""
    names = archive.names()
    kind = (archive.bytes_of("mimetype") or b"").decode("ascii", "replace").strip() if "content.xml" in names else ""
    if "opendocument.spreadsheet" in kind:
        return "ods"
    if "encrypted-package" in names:
        raise BadFile(_PROTECTED, _UNPROTECTED)
    if "content.xml" in names:
        return "odt"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    raise BadFile("This zip archive is no document that can be read.", "Unpack it and import the transcripts inside.")


def text_format(text: str, name: str) -> Format:
    """The kind of a text file, by its content; only where that leaves it open, by its name."""
    suffix = PurePath(name).suffix.lower()
    start = text[:4096].lstrip("\ufeff \t\r\n")
    signs: dict[Format, bool] = {
        "vtt": start.startswith("WEBVTT"),
        "cha": _CHAT.match(start) is not None,
        "json": suffix in {".json", ".jsonl"} or is_json(text),
        "html": _HTML.match(start) is not None or (suffix in {".html", ".htm", ".xhtml"} and "<" in start),
        "srt": _CUE.search(one_line_end(text[:20_000])) is not None,
        "csv": suffix in {".csv", ".tsv", ".tab"} or has_transcript_head(text),
        "md": suffix in {".md", ".markdown", ".mdown", ".mkd"} or looks_like_markdown(text),
    }
    return next((kind for kind, given in signs.items() if given), "txt")
