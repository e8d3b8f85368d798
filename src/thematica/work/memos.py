"""Memos: a coder's notes on anything in the study."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import SQLModel

from thematica.errors import NotAllowed, NotFound
from thematica.store import words
from thematica.store.ids import CaseId, CodeId, CodingId, MemoId, SourceId, ThemeId, new_guid
from thematica.store.project import Tx
from thematica.store.reads.transcripts import text_of
from thematica.store.tables import MEMO_PURPOSES, Case, Code, Coding, Memo, MemoLink, Source, Theme, table
from thematica.text.span import Span
from thematica.work import rules


@dataclass(frozen=True, slots=True)
class About:
    """What a memo is on: at most one thing, a stretch only together with its source. Nothing: the project.

    What it is linked to is one thing and no stretch.
    """

    source: SourceId | None = None
    span: Span | None = None
    coding: CodingId | None = None
    code: CodeId | None = None
    theme: ThemeId | None = None
    case: CaseId | None = None


def write(tx: Tx, about: About, text: str, *, purpose: str = "memo", topic: str = "", private: bool = False) -> MemoId:
    """Writes a new memo; `purpose` is memo, journal or discussion. What is `private` is its author's alone.

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
            topic=_topic(topic),
            private=private,
        )
    )
    tx.session.flush()
    return guid


def rewrite(tx: Tx, memo: MemoId, text: str) -> None:
    """Changes the text of a memo; an unchanged text leaves no trace. Raises NotAllowed when it is empty."""
    row = _row(tx, memo)
    digest = words.keep(tx.session, _body(text))
    if digest != row.body_hash:
        row.body_hash, row.changed_at = digest, tx.now
        tx.session.flush()


def describe(
    tx: Tx, memo: MemoId, *, purpose: str | None = None, topic: str | None = None, private: bool | None = None
) -> None:
    """Says what a memo is for, what kind of entry it is, and whether it is private; None leaves a thing as it is.

    Raises NotAllowed where somebody else wrote it.
    """
    row = _row(tx, memo)
    if row.coder_guid != tx.coder:
        raise NotAllowed("Somebody else wrote this memo.", "Only who wrote it says what it is and who may read it.")
    if purpose is not None:
        row.purpose = rules.one_of("purpose of a memo", purpose, MEMO_PURPOSES)
    if topic is not None:
        row.topic = _topic(topic)
    if private is not None:
        row.private = private
    tx.session.flush()


def remove(tx: Tx, memo: MemoId) -> None:
    """Takes a memo away, with its links."""
    _row(tx, memo)
    tx.session.execute(sa.delete(table(Memo)).where(table(Memo).c.guid == memo))


# -- links ----------------------------------------------------------------------------------------------------------


def link(tx: Tx, memo: MemoId, to: About) -> None:
    """Says that a memo is about one thing more; what it is on or linked to already is nothing new.

    Raises NotAllowed where `to` is not one thing, NotFound where that is gone.
    """
    row = _row(tx, memo)
    column, thing = _end(tx, to)
    if getattr(row, column) != thing and _link(tx, memo, column, thing) is None:
        guid = rules.free_link(tx.session, MemoLink, memo, thing)
        tx.session.add(MemoLink(guid=guid, memo_guid=memo, **{column: thing}))
        tx.session.flush()


def unlink(tx: Tx, memo: MemoId, to: About) -> None:
    """Takes a link of a memo away. Raises NotFound when there is none to this thing."""
    _row(tx, memo)
    found = _link(tx, memo, *_end(tx, to))
    if found is None:
        raise NotFound("This memo is not linked to that.", "Its links are listed with it.")
    tx.session.delete(found)
    tx.session.flush()


def hand_over(tx: Tx, column: str, gone: str, kept: str) -> None:
    """Lets what is on a thing, or linked to it, be on or linked to another of its kind; `column` says which kind."""
    memo, links = table(Memo), table(MemoLink)
    tx.session.execute(sa.update(memo).where(memo.c[column] == gone).values({column: kept}))
    about_both = sa.union(
        sa.select(memo.c.guid).where(memo.c[column] == kept),
        sa.select(links.c.memo_guid).where(links.c[column] == kept),
    )
    tx.session.execute(sa.delete(links).where(links.c[column] == gone, links.c.memo_guid.in_(about_both)))
    tx.session.execute(sa.update(links).where(links.c[column] == gone).values({column: kept}))


_ENDS: dict[str, type[SQLModel]] = {"source": Source, "coding": Coding, "code": Code, "theme": Theme, "case": Case}


def _end(tx: Tx, to: About) -> tuple[str, str]:
    """The column that a link has for a thing, and the thing's GUID."""
    given = [(kind, guid) for kind in _ENDS if (guid := getattr(to, kind)) is not None]
    if len(given) != 1 or to.span is not None:
        raise NotAllowed("A memo is linked to one thing.", "Name one source, coding, code, theme or case.")
    [(kind, guid)] = given
    rules.row(tx.session, _ENDS[kind], guid, kind)
    return f"{kind}_guid", guid


def _link(tx: Tx, memo: MemoId, column: str, thing: str) -> MemoLink | None:
    links = table(MemoLink)
    query = sa.select(MemoLink).where(links.c.memo_guid == memo, links.c[column] == thing)
    found: MemoLink | None = tx.session.execute(query).scalar()
    return found


def _row(tx: Tx, memo: MemoId) -> Memo:
    """A memo that the coder at the desk may know of: a private one of somebody else is not there."""
    row = rules.row(tx.session, Memo, memo, "memo")
    if row.private and row.coder_guid != tx.coder:
        raise NotFound("This memo is not there any more.", "It may have been removed meanwhile; look at the history.")
    return row


def _topic(given: str) -> str:
    return rules.name("topic", given) if given.strip() else ""


def _body(text: str) -> str:
    body = rules.prose(text)
    if not body:
        raise NotAllowed("The memo is empty.", "Write something, or remove the memo.")
    return body
