"""Coding: tying codes to stretches of text, and taking them off again."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from thematica.errors import NotAllowed
from thematica.store import words
from thematica.store.ids import CodeId, CodingId, SourceId, new_guid
from thematica.store.project import Tx
from thematica.store.reads.transcripts import text_of
from thematica.store.tables import (
    HOWS,
    LEVELS,
    VALENCES,
    Code,
    Coding,
    Memo,
    Source,
    table,
)
from thematica.text.span import Span
from thematica.work import rules
from thematica.work.codebook import new_code
from thematica.work.collapsing import find_like


def apply(
    tx: Tx,
    source: SourceId,
    span: Span,
    codes: Iterable[CodeId],
    *,
    valence: str = "none",
    level: str = "none",
    note: str = "",
    how: str = "manual",
) -> tuple[CodingId, ...]:
    """Puts codes on a stretch of a source in the coder's name; a code that is there already is left as it is.

    Gives the codings in the order of the codes. Raises SpanOutsideText; NotAllowed for a heading or a retired code.
    """
    rules.row(tx.session, Source, source, "source")
    text = text_of(tx.session, source)
    if not span.checked_in(text).of(text).strip():
        raise NotAllowed("This stretch holds only white space.", "Choose some words.")
    return tuple(
        _apply_one(tx, source, span, code, valence=valence, level=level, note=note, how=how)
        for code in dict.fromkeys(codes)
    )


def _apply_one(
    tx: Tx, source: SourceId, span: Span, code: CodeId, *, valence: str, level: str, note: str, how: str
) -> CodingId:
    row = rules.codable(tx.session, code)
    there = _find(tx, source, span, code)
    if there is not None:
        return there
    guid = CodingId(new_guid())
    tx.session.add(
        Coding(
            guid=guid,
            source_guid=source,
            start=span.start,
            end=span.end,
            code_guid=code,
            coder_guid=tx.coder,
            valence=rules.one_of("valence", valence, VALENCES),
            level=rules.one_of("level", level, LEVELS),
            note_hash=words.keep_or_none(tx.session, rules.prose(note)),
            how=rules.one_of("way of coding", how, HOWS),
            codebook_version=rules.version_of(tx.session, row),
            created_at=tx.now,
            changed_at=tx.now,
        )
    )
    tx.session.flush()
    return guid


def _find(tx: Tx, source: SourceId, span: Span, code: CodeId) -> CodingId | None:
    coding = table(Coding)
    query = sa.select(coding.c.guid).where(
        coding.c.source_guid == source,
        coding.c.start == span.start,
        coding.c.end == span.end,
        coding.c.code_guid == code,
        coding.c.coder_guid == tx.coder,
    )
    found = tx.session.execute(query).scalar()
    return CodingId(found) if found else None


def in_vivo(tx: Tx, source: SourceId, span: Span, *, parent: CodeId | None = None) -> CodingId:
    """Codes a stretch with its own words as the code's name; an in vivo code of that name is used again."""
    text = text_of(tx.session, source)
    name = rules.name("code", span.checked_in(text).of(text))
    code = table(Code)
    same = sa.select(code.c.guid).where(code.c.name == name, code.c.origin == "in-vivo", code.c.status != "retired")
    found = tx.session.execute(same).scalars().first()
    guid = CodeId(found) if found else new_code(tx, name, parent=parent, kind="in-vivo")
    return apply(tx, source, span, [guid])[0]


def remove(tx: Tx, codings: Iterable[CodingId]) -> None:
    """Takes codings off. Memos on them stay, on the words they were about."""
    for guid in codings:
        row = rules.row(tx.session, Coding, guid, "coding")
        memo = table(Memo)
        tx.session.execute(
            sa.update(memo)
            .where(memo.c.coding_guid == guid)
            .values(coding_guid=None, source_guid=row.source_guid, start=row.start, end=row.end)
        )
        tx.session.delete(row)
    tx.session.flush()


def resize(tx: Tx, coding: CodingId, span: Span) -> None:
    """Moves the edges of a coding. Raises SpanOutsideText; NotAllowed when the same code is there already."""
    row = rules.row(tx.session, Coding, coding, "coding")
    source = SourceId(row.source_guid)
    text = text_of(tx.session, source)
    if not span.checked_in(text).of(text).strip():
        raise NotAllowed("This stretch holds only white space.", "Choose some words.")
    _must_not_double(tx, row, span.start, span.end, row.code_guid)
    row.start, row.end, row.changed_at = span.start, span.end, tx.now
    tx.session.flush()


def recode(tx: Tx, coding: CodingId, code: CodeId) -> None:
    """Gives a coding another code; its words, valence, note and memos stay. Raises NotAllowed."""
    row = rules.row(tx.session, Coding, coding, "coding")
    target = rules.codable(tx.session, code)
    _must_not_double(tx, row, row.start, row.end, code)
    if row.original_code_guid == code:
        row.original_code_guid = None
    row.code_guid, row.codebook_version = code, rules.version_of(tx.session, target)
    row.to_sort, row.changed_at = False, tx.now
    tx.session.flush()


def confirm(tx: Tx, codings: Iterable[CodingId]) -> None:
    """Says that codings were read again and stand under the present definition of their code."""
    for guid in codings:
        row = rules.row(tx.session, Coding, guid, "coding")
        code = rules.row(tx.session, Code, row.code_guid, "code")
        row.codebook_version, row.changed_at = rules.version_of(tx.session, code), tx.now
    tx.session.flush()


def _must_not_double(tx: Tx, row: Coding, start: int, end: int, code: str) -> None:
    if find_like(tx, row, code, start, end) is not None:
        raise NotAllowed("This code is on just these words already.", "Remove one of the two codings instead.")


def set_valence(tx: Tx, coding: CodingId, valence: str) -> None:
    """Says whether what is coded helps or hinders."""
    row = rules.row(tx.session, Coding, coding, "coding")
    row.valence, row.changed_at = rules.one_of("valence", valence, VALENCES), tx.now


def set_level(tx: Tx, coding: CodingId, level: str) -> None:
    """Says whether the surface or what lies under it was read."""
    row = rules.row(tx.session, Coding, coding, "coding")
    row.level, row.changed_at = rules.one_of("level", level, LEVELS), tx.now


def set_note(tx: Tx, coding: CodingId, note: str) -> None:
    """Writes or clears a coding's note."""
    row = rules.row(tx.session, Coding, coding, "coding")
    row.note_hash, row.changed_at = words.keep_or_none(tx.session, rules.prose(note)), tx.now
    tx.session.flush()
