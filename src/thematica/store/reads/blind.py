"""What a coder does not get to see while coding blind."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import SourceId
from thematica.store.tables import Coder, Pass, Source, Study, table

HIDDEN_BY = frozenset({"project", "pass", "coder", "source"})


def hidden_from(session: Session, coder: str) -> frozenset[SourceId]:
    """The sources in which a coder sees no other coder's codings: in a blind study, all not yet read to the end."""
    if not session.execute(sa.select(table(Study).c.blind)).scalar_one():
        return frozenset()
    src, reading, person = table(Source), table(Pass), table(Coder)
    read = (
        sa.select(reading.c.source_guid)
        .join_from(reading, person)
        .where(person.c.name == coder, reading.c.status == "complete")
    )
    return frozenset(session.execute(sa.select(src.c.guid).where(src.c.guid.not_in(read))).scalars())
