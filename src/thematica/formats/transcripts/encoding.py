"""Bytes of a text file into characters, never with a wrong guess in silence."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from thematica.errors import BadFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_LONGEST_CHARACTER = 4
_BEYOND_ASCII = bytes(range(128, 256))
_MOST_ACCENTS = 0.3  # of all bytes; no Western text has so many
_BY_CHANCE = 2
_ONE_SIDE = 0.95
_CONTROLS = {chr(n) for n in (*range(9), 14, 15, *range(16, 27), 28, 29, 30, 31)}
_SAY_WHICH = "Save it as UTF-8 text, or say which encoding it has with --encoding, for example --encoding windows-1252."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a text file, the encoding they were read with, and what was assumed."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """The text in `data`, read as `encoding` or, without one, by byte-order mark, UTF-8, UTF-16, Windows-1252.

    `declared` is what the file says of itself; it is believed where the bytes are not UTF-8 and do fit it. Raises
    BadFile when the bytes are no text, or do not fit the encoding.
    """
    if encoding is not None:
        return _as_told(data, encoding)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, codec, name), name)
    return _utf8(data) or _utf16(data) or _declared(data, declared) or _eight_bit(data)


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        return _as_told(data, declared)
    except BadFile:
        return None


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
        text, _ = codec.decode(data, "strict")
    except LookupError:
        raise BadFile(
            f"There is no encoding called ‘{encoding}’.", "Common names are utf-8, utf-16, windows-1252, iso-8859-1."
        ) from None
    except ValueError:
        raise BadFile(f"The file is not {encoding} text.", "Leave --encoding away, or name another one.") from None
    if not isinstance(text, str):
        raise BadFile(f"‘{encoding}’ does not turn bytes into text.", "Name a text encoding, such as utf-8.")
    return Decoded(text.removeprefix("﻿"), codec.name)


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as problem:
        raise BadFile(
            f"The file says it is {name.upper()}, but byte {problem.start} does not fit.", _SAY_WHICH
        ) from None


def _utf8(data: bytes) -> Decoded | None:
    """The text when the bytes are UTF-8; a character cut off at the very end is dropped, and said."""
    try:
        text, cut = data.decode("utf-8"), False
    except UnicodeDecodeError as problem:
        if (
            problem.reason != "unexpected end of data"
            or len(data) - problem.start >= _LONGEST_CHARACTER
            or data.isascii()
        ):
            return None
        text, cut = data[: problem.start].decode("utf-8"), True
        if text.isascii():
            return None
    if _is_binary(text):
        return None
    warning = "The file ends in the middle of a character: it may be only half of what was written."
    return Decoded(text, "utf-8", (warning,) if cut else ())


def _utf16(data: bytes) -> Decoded | None:
    """The text when zero bytes stand in every second place, as in UTF-16 without a byte-order mark."""
    zeros = data.count(0)
    if not zeros or len(data) % 2:
        return None
    for codec, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if high.count(0) > _ONE_SIDE * zeros:
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if not _is_binary(text) and "\x00" not in text:
                return Decoded(text, codec, (f"Read as {codec.upper()}, although the file does not say so.",))
    return None


def _is_binary(text: str) -> bool:
    """Whether control characters that no text holds are too many to be slips."""
    controls = sum(text.count(sign) for sign in _CONTROLS)
    return controls > max(8, len(text) // 50)


def _eight_bit(data: bytes) -> Decoded:
    """The text of a file in an older encoding of one byte a character; what was assumed is in the warning."""
    if _is_binary(data.decode("latin-1")):
        raise BadFile(
            "This is not a text file.", "Choose the transcript itself, or export it as text, Word or subtitles."
        )
    if _broken_utf8(data):
        line = data[: _first_bad(data)].count(b"\n") + 1
        raise BadFile(f"The file is UTF-8 for the most part, but line {line} holds bytes that are not.", _SAY_WHICH)
    high = len(data) - len(data.translate(None, _BEYOND_ASCII))
    name = "windows-1252"
    if high > _MOST_ACCENTS * len(data):
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        if best is None:
            raise BadFile("This is not a text file, or one in an encoding that was not recognised.", _SAY_WHICH)
        name = best.encoding.replace("_", "-")
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        raise BadFile("This is not a text file, or one in an encoding that was not recognised.", _SAY_WHICH) from None
    shown = "Windows-1252" if name == "windows-1252" else name
    said = f"Read as {shown}, as the file is not UTF-8: look at letters with accents; --encoding names another."
    return Decoded(text, name, (said,))


def _first_bad(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start
    return len(data)


def _broken_utf8(data: bytes) -> bool:
    """Whether well-formed UTF-8 characters beyond ASCII outnumber the bytes that are not part of any."""
    kept = data.decode("utf-8", "ignore")
    good = sum(character > "\x7f" for character in kept)
    lost = len(data) - len(kept.encode("utf-8"))
    return good > _BY_CHANCE and good > 2 * lost
