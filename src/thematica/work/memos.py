"""Memos: a coder's notes on anything in the study."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from thematica.errors import NotAllowed
from thematica.store import words
from thematica.store.ids import CaseId, CodeId, CodingId, MemoId, SourceId, ThemeId, new_guid
from thematica.store.project import Tx
from thematica.store.reads.transcripts import text_of
from thematica.store.tables import MEMO_PURPOSES, Memo, table
from thematica.text.span import Span
from thematica.work import rules


@dataclass(frozen=True, slots=True)
class About:
    """What a memo is on: at most one thing, a stretch only together with its source. Nothing: the project."""

    source: SourceId | None = None
    span: Span | None = None
    coding: CodingId | None = None
    code: CodeId | None = None
    theme: ThemeId | None = None
    case: CaseId | None = None


def write(tx: Tx, about: About, text: str, *, purpose: str = "memo") -> MemoId:
    """Writes a new memo; `purpose` is memo, journal or discussion.

    Raises NotAllowed when it is empty, SpanOutsideText when its stretch is not in the source.
    """
    body = _body(text)
    if about.span is not None and about.source is not None:
        about.span.checked_in(text_of(tx.session, about.source))
    guid = MemoId(new_guid())
    tx.session.add(
        Memo(
            guid=guid,
            body_hash=words.keep(tx.session, body),
            coder_guid=tx.coder,
            source_guid=about.source,
            start=about.span.start if about.span else None,
            end=about.span.end if about.span else None,
            coding_guid=about.coding,
            code_guid=about.code,
            theme_guid=about.theme,
            case_guid=about.case,
            created_at=tx.now,
            changed_at=tx.now,
            purpose=rules.one_of("purpose of a memo", purpose, MEMO_PURPOSES),
        )
    )
    tx.session.flush()
    return guid


def rewrite(tx: Tx, memo: MemoId, text: str) -> None:
    """Changes the text of a memo; an unchanged text leaves no trace. Raises NotAllowed when it is empty."""
    row = rules.row(tx.session, Memo, memo, "memo")
    digest = words.keep(tx.session, _body(text))
    if digest != row.body_hash:
        row.body_hash, row.changed_at = digest, tx.now
        tx.session.flush()


def remove(tx: Tx, memo: MemoId) -> None:
    """Takes a memo away."""
    rules.row(tx.session, Memo, memo, "memo")
    tx.session.execute(sa.delete(table(Memo)).where(table(Memo).c.guid == memo))


def _body(text: str) -> str:
    body = rules.prose(text)
    if not body:
        raise NotAllowed("The memo is empty.", "Write something, or remove the memo.")
    return body
