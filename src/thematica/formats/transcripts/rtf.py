"""Rich text (.rtf), read so that what is on the page is kept: deleted text is left out, notes and comments are kept."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass, replace

from thematica.errors import BadFile
from thematica.formats.transcripts import anchors
from thematica.formats.transcripts.blocks import untabled
from thematica.formats.transcripts.pages import Writing
from thematica.formats.transcripts.rtf_words import CHARSETS, HEARD_STARRED, PLACES, SIGNS, SILENT, TOKEN
from thematica.formats.transcripts.transcript import Document, Paragraph

_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_DEEPEST = 1_000
_AGAIN = "Open it in the program it was made with and save it again."


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group; `place` says where its text goes: body, note, comment, or a part of a comment."""

    silent: bool = False
    bold: bool = False
    deleted: bool = False
    fallback: int = 1
    codepage: str = "cp1252"
    place: str = "body"
    apart: bool = False


class _Reader:
    """Walks through the tokens of a rich text file, one group inside another."""

    def __init__(self) -> None:
        self.body = Writing()
        self.notes: list[Paragraph] = []
        self.comments: dict[int, tuple[str, str | None]] = {}
        self.deletions = False
        self._note = Writing()
        self._state = _State()
        self._outer: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._in_table = False
        self._bytes = bytearray()
        self._high = 0
        self._to_skip = 0
        self._comment: dict[str, str] = {}
        self._ranges: dict[str, int] = {}

    def read(self, text: str) -> None:
        """Take in a whole file, given as characters that each stand for one byte."""
        at, starred = 0, False
        while at < len(text):
            token = TOKEN.match(text, at)
            if token is None:
                break
            at = token.end()
            if not token.group("byte"):
                self._flush()
            if token.group("brace"):
                self._brace(token.group("brace"))
            elif word := token.group("word"):
                number = int(token.group("number")) if token.group("number") else None
                if word == "bin":
                    at += max(0, number or 0)
                self._word(word, number, starred=starred)
            elif token.group("byte") and not self._skips(1):
                self._bytes.append(int(token.group("byte"), 16))
            elif token.group("sign") and token.group("sign") != "*":
                self._sign(token.group("sign"))
            elif words := token.group("text"):
                self._bytes += words[self._skips(len(words)) :].encode("latin-1")
            starred = token.group("sign") == "*"
        self._flush()
        self.body.finish()

    @property
    def whole(self) -> bool:
        """Whether every group was closed."""
        return not self._outer

    def _skips(self, count: int) -> int:
        """How many of the next characters stand in for a Unicode character just read."""
        skipped = min(self._to_skip, count)
        self._to_skip -= skipped
        return skipped

    def _flush(self) -> None:
        if self._bytes:
            words, self._bytes = bytes(self._bytes), bytearray()
            self._write(words.decode(self._state.codepage, "replace"))

    def _write(self, text: str) -> None:
        state = self._state
        if state.silent or state.deleted:
            self.deletions = self.deletions or (state.deleted and not state.silent)
        elif state.place == "body":
            self.body.add(anchors.without(text), bold=state.bold)
        elif state.place == "note":
            self._note.add(text, bold=False)
        else:
            self._comment[state.place] = self._comment.get(state.place, "") + text

    def _brace(self, brace: str) -> None:
        self._to_skip = 0
        if brace == "{":
            if len(self._outer) > _DEEPEST:
                raise BadFile("The rich text file is nested deeper than any document.", _AGAIN)
            self._outer.append(self._state)
            return
        closed = self._state
        self._state = self._outer.pop() if self._outer else _State()
        if closed.place != self._state.place and not closed.silent:
            self._close(closed.place)

    def _close(self, place: str) -> None:
        """End a note or a part of a comment."""
        if place == "note":
            texts = [each.text.strip() for each in self._note.finish() if isinstance(each, Paragraph)]
            self._note = Writing()
            self.notes.append(
                Paragraph(f"[footnote {len(self.notes) + 1}] " + "\n".join(filter(None, texts)), aside=True)
            )
        elif place in {"atrfstart", "atrfend"}:
            n = self._ranges.setdefault(self._comment.pop(place, "").strip(), len(self._ranges))
            self.body.add(anchors.sign(n, end=place == "atrfend"), bold=False)
        elif place == "annotation":
            known = self._comment.pop("atnref", "").strip()
            if known not in self._ranges:
                n = self._ranges[known or f"at {len(self._ranges)}"] = len(self._ranges)
                self.body.add(anchors.sign(n, end=False) + anchors.sign(n, end=True), bold=False)
            n = self._ranges.get(known, len(self._ranges) - 1)
            words = self._comment.pop("annotation", "").strip()
            author = self._comment.pop("atnauthor", "").strip()
            if words:
                self.comments[n] = (words, author or None)

    def _sign(self, sign: str) -> None:
        if sign in "\r\n":
            self._word("par", None, starred=False)
        elif not self._skips(1) and sign in SIGNS:
            self._write(SIGNS[sign])

    def _word(self, word: str, number: int | None, *, starred: bool) -> None:
        state = self._state
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._to_skip = 0
        if word in SILENT or (starred and word not in HEARD_STARRED):
            self._state = replace(state, silent=True, place="fonts" if word == "fonttbl" else state.place)
        elif word in {"f", "fcharset", "ansicpg", "uc"}:
            self._character_set(word, number or 0)
        elif state.silent:
            return
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word in PLACES:
            if word == "footnote":
                self._write(f"[footnote {len(self.notes) + 1}]")
            self._state = replace(self._state, place=PLACES[word], deleted=state.deleted)
        elif word in {"b", "deleted", "plain", "pard", "outlinelevel", "intbl", "trowd"}:
            self._form(word, on=number != 0)
        else:
            self._end(word)

    def _end(self, word: str) -> None:
        """End a paragraph, a cell or a row."""
        if self._state.place == "annotation" and word == "par":
            self._write("\n")
        elif self._state.place == "note" and word == "par":
            self._note.end_paragraph(apart=False, in_table=False)
        elif self._state.place != "body":
            return
        elif word in {"par", "sect", "page"}:
            self.body.end_paragraph(apart=self._state.apart, in_table=self._in_table)
        elif word in {"cell", "nestcell"}:
            self.body.end_cell()
        elif word in {"row", "nestrow"}:
            self.body.end_row()

    def _form(self, word: str, *, on: bool) -> None:
        state = self._state
        if word in {"b", "deleted"}:
            self._state = replace(state, bold=on) if word == "b" else replace(state, deleted=on)
        elif word == "plain":
            self._state = replace(state, bold=False, deleted=False)
        elif word == "outlinelevel":
            self._state = replace(state, apart=True)
        elif word == "pard":
            self._state = replace(state, apart=False)
            self._in_table = False
        else:
            self._in_table = True

    def _character_set(self, word: str, number: int) -> None:
        state = self._state
        if word == "uc":
            self._state = replace(state, fallback=max(0, number))
        elif word == "ansicpg":
            name = f"cp{number}"
            self._state = replace(state, codepage=name if _is_codec(name) else "cp1252")
        elif word == "fcharset":
            self._fonts[self._font] = CHARSETS.get(number, "cp1252")
        elif state.place == "fonts":
            self._font = number
        elif number in self._fonts:
            self._state = replace(state, codepage=self._fonts[number])

    def _unicode(self, number: int) -> None:
        """Write the character with this number; two halves of a pair make one."""
        code = number + 0x10000 if number < 0 else number
        self._to_skip = self._state.fallback
        if code in _HIGH:
            self._high = code
            return
        if code in _LOW and self._high:
            code = 0x10000 + ((self._high - _HIGH.start) << 10) + (code - _LOW.start)
        self._high = 0
        self._write(chr(code) if 0 <= code <= sys.maxunicode else "\ufffd")


def _is_codec(name: str) -> bool:
    try:
        return codecs.lookup(name) is not None
    except LookupError:
        return False


def read_rtf(data: bytes) -> Document:
    """The paragraphs of a rich text file, deleted text left out, notes at the end, comments as remarks."""
    reader = _Reader()
    reader.read(data.decode("latin-1"))
    paragraphs = [*untabled(reader.body.blocks), *reader.notes]
    paragraphs, remarks = anchors.lifted(paragraphs, reader.comments)
    warnings = [
        *(["The file has tracked changes; deleted text was left out."] if reader.deletions else []),
        *([] if reader.whole else ["The file ends too early: it may be only half of what was written."]),
    ]
    return Document(tuple(paragraphs), "rtf", remarks=remarks, warnings=tuple(warnings))
