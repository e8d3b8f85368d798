"""Bytes of a text file into characters, never with a wrong guess in silence."""

from __future__ import annotations

import codecs
import re
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
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_BEYOND_ASCII = bytes(range(128, 256))
_MOST_ACCENTS = 0.3  # of all bytes; no Western text has so many
_BY_CHANCE = 2
_LONGEST_WORDS = 40  # characters for each space or line end, at the most
_WESTERN = ("windows-1252", "mac-roman", "cp850", "windows-1250")  # the first one where several do as well
_SHOWN = {"windows-1252": "Windows-1252", "windows-1250": "Windows-1250", "mac-roman": "Mac Roman"}
_OTHER_SCRIPTS = (
    "cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256", "cp874", "cp932", "euc_jp", "gb18030",
    "big5", "cp949",
)  # fmt: skip
_BEYOND = re.compile(r"(?P<before>.?)(?P<sign>[^\x00-\x7f])(?=(?P<after>.?))", re.DOTALL)
_OPENING, _CLOSING, _BETWEEN = "“‘«„", "”’»", "–—…"
_SAMPLE = 200_000
_TO_JAPANESE = re.compile(rb"\x1b\$[@B]")
_CONTROLS = {chr(n) for n in (*range(9), 14, 15, *range(16, 27), 28, 29, 30, 31)}
_SAY_WHICH = "Save it as UTF-8 text, or say which encoding it has with --encoding, for example --encoding windows-1252."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a text file, the encoding they were read with, and what was assumed."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """The text in `data`, read as `encoding` or, without one, by mark, UTF-8, UTF-16, or an older encoding.

    `declared` is what the file says of itself; it is believed where the bytes are not UTF-8 and do fit it. Raises
    BadFile when the bytes are no text, or do not fit the encoding.
    """
    if encoding is not None:
        return _as_told(data, encoding)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, codec, name), name)
    return _japanese_mail(data) or _utf8(data) or _utf16(data) or _declared(data, declared) or _eight_bit(data)


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
        if _SURROGATE.search(data) is not None:
            return _with_surrogates(data)
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


def _with_surrogates(data: bytes) -> Decoded | None:
    """The text in UTF-8 as some programs write it, characters beyond the first plane in halves; a lone half stays."""
    try:
        halves = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    text = halves.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return Decoded(text, "utf-8", ("Some characters are written in halves, which UTF-8 does not allow.",))


def _utf16(data: bytes) -> Decoded | None:
    """The text when it reads like one in UTF-16 without a byte-order mark: spaces and line ends among the letters."""
    if 0 not in data or len(data) % 2:
        return None
    found: list[tuple[int, str, str]] = []
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        gaps = text.count(" ") + text.count("\n")
        if gaps > len(text) // _LONGEST_WORDS and "\x00" not in text and not _is_binary(text):
            found.append((gaps, codec, text))
    if not found:
        return None
    _, codec, text = max(found)
    return Decoded(text, codec, (f"Read as {codec.upper()}, although the file does not say so.",))


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
    name = _western(data) if high <= _MOST_ACCENTS * len(data) else _of_another_script(data)
    if name is None:
        raise BadFile("This is not a text file, or one in an encoding that was not recognised.", _SAY_WHICH)
    said = (
        f"Read as {_SHOWN.get(name, name)}, as the file is not UTF-8: look at letters with accents; "
        "--encoding names another."
    )
    return Decoded(data.decode(name), name, (said,))


def _western(data: bytes) -> str | None:
    """The encoding that puts most letters with accents and quotation marks where they belong, if any can be."""
    found: list[tuple[int, int, str]] = []
    for n, name in enumerate(_WESTERN):
        try:
            found.append((_in_place(data.decode(name)[:_SAMPLE]), -n, name))
        except UnicodeDecodeError:
            continue
    return max(found)[2] if found else None


def _in_place(text: str) -> int:
    """How many of the signs beyond ASCII stand where such a sign does: a capital at a word's start, and the like."""
    count = 0
    for found in _BEYOND.finditer(text):
        before, sign, after = found["before"], found["sign"], found["after"]
        if sign.isalpha():
            small = before.islower() or (not before.isalpha() and (after.islower() or not after.isalpha()))
            count += small if sign.islower() else not before.islower() and (after.isalpha() or before.isupper())
        else:
            opens = sign in _OPENING and not before.isalnum() and after.isalnum()
            closes = sign in _CLOSING and bool(before.strip())
            count += opens or closes or sign in _BETWEEN
    return count


def _of_another_script(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_OTHER_SCRIPTS)).best()
    return None if best is None else best.encoding.replace("_", "-")


def _japanese_mail(data: bytes) -> Decoded | None:
    """The text in the one encoding of seven bits that is not ASCII and still about."""
    if _TO_JAPANESE.search(data) is None:
        return None
    try:
        text = data.decode("iso-2022-jp")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "iso-2022-jp", ("Read as ISO-2022-JP, by the signs that switch to Japanese.",))


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
