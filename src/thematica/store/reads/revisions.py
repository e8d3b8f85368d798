"""The states a source's text has had, each still readable."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import RevisionId, SourceId
from thematica.store.tables import Coder, Revision, Source, table
from thematica.store.words import body_of


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One state of a source's text: `number` counts from 1 at import; by whom and when it was made; its size."""

    guid: RevisionId
    number: int
    at: str
    coder: str
    is_current: bool
    file_name: str
    words: int
    turns: int
    segmenter: str


def revisions(session: Session, source: SourceId) -> tuple[RevisionView, ...]:
    """The states of a source's text, the first one first; a correction that was taken back is not among them."""
    revision, src, coder = table(Revision), table(Source), table(Coder)
    query = (
        sa.select(revision, coder.c.name.label("coder_name"), src.c.revision_guid)
        .join_from(revision, src, revision.c.source_guid == src.c.guid)
        .join(coder, revision.c.coder_guid == coder.c.guid)
        .where(src.c.guid == source)
        .order_by(revision.c.number)
    )
    return tuple(
        RevisionView(
            guid=row.guid,
            number=row.number,
            at=row.created_at,
            coder=row.coder_name,
            is_current=row.guid == row.revision_guid,
            file_name=row.file_name,
            words=row.words,
            turns=row.turns,
            segmenter=row.segmenter,
        )
        for row in session.execute(query)
    )


def text_of_revision(session: Session, revision: RevisionId) -> str:
    """The text as one revision has it."""
    rows = table(Revision)
    return body_of(session, session.execute(sa.select(rows.c.text_hash).where(rows.c.guid == revision)).scalar_one())
