"""Memos, with what each is about."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodingId, MemoId, SourceId
from thematica.store.tables import Case, Code, Coder, Coding, Memo, Source, Theme, table
from thematica.store.words import bodies
from thematica.text.span import Span


@dataclass(frozen=True, slots=True)
class MemoView:
    """A memo. `about` says in words what it is on; `span` is set where it is on a stretch of a source."""

    guid: MemoId
    text: str
    coder: str
    kind: str
    about: str
    source: SourceId | None
    span: Span | None
    coding: CodingId | None
    target: str | None
    created_at: str
    changed_at: str
    purpose: str


def memos(session: Session) -> tuple[MemoView, ...]:
    """Every memo, oldest first."""
    memo, coder, coding = table(Memo), table(Coder), table(Coding)
    source, code, theme, case = table(Source), table(Code), table(Theme), table(Case)
    coded = code.alias("coded")
    query = (
        sa.select(
            memo,
            coder.c.name.label("coder_name"),
            source.c.name.label("source_name"),
            code.c.name.label("code_name"),
            theme.c.name.label("theme_name"),
            case.c.name.label("case_name"),
            coded.c.name.label("coded_name"),
            coding.c.source_guid.label("coding_source"),
            coding.c.start.label("coding_start"),
            coding.c.end.label("coding_end"),
        )
        .join_from(memo, coder, memo.c.coder_guid == coder.c.guid)
        .outerjoin(source, memo.c.source_guid == source.c.guid)
        .outerjoin(code, memo.c.code_guid == code.c.guid)
        .outerjoin(theme, memo.c.theme_guid == theme.c.guid)
        .outerjoin(case, memo.c.case_guid == case.c.guid)
        .outerjoin(coding, memo.c.coding_guid == coding.c.guid)
        .outerjoin(coded, coding.c.code_guid == coded.c.guid)
        .order_by(memo.c.created_at, memo.c.guid)
    )
    rows = session.execute(query).all()
    texts = bodies(session, {row.body_hash for row in rows})
    return tuple(_view(row, texts[row.body_hash]) for row in rows)


def _view(row: sa.Row[tuple[object, ...]], text: str) -> MemoView:
    kind, about, target = _about(row)
    source = row.source_guid or row.coding_source
    start = row.start if row.start is not None else row.coding_start
    end = row.end if row.end is not None else row.coding_end
    return MemoView(
        guid=row.guid,
        text=text,
        coder=row.coder_name,
        kind=kind,
        about=about,
        source=source,
        span=Span(start, end) if start is not None and end is not None else None,
        coding=row.coding_guid,
        target=target,
        created_at=row.created_at,
        changed_at=row.changed_at,
        purpose=row.purpose,
    )


def _about(row: sa.Row[tuple[object, ...]]) -> tuple[str, str, str | None]:
    if row.coding_guid:
        return "coding", f"coding {row.coded_name}", row.coding_guid
    if row.code_guid:
        return "code", row.code_name, row.code_guid
    if row.theme_guid:
        return "theme", row.theme_name, row.theme_guid
    if row.case_guid:
        return "case", row.case_name, row.case_guid
    if row.source_guid:
        return ("excerpt" if row.start is not None else "source"), row.source_name, row.source_guid
    return "project", "the project", None
