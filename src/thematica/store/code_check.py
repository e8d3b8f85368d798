"""What must hold in the life of codes: folds lead somewhere and leave nothing behind."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.tables import Code, Coding, CollapsedCoding, table


def problems(session: Session) -> Iterator[str]:
    """What is wrong with folded codes and collapsed codings, a sentence each."""
    yield from _folded(session)
    yield from _collapsed(session)


def _folded(session: Session) -> Iterator[str]:
    """A folded code is retired and has no codings, and no fold leads back to where it began."""
    code, coding = table(Code), table(Coding)
    used = sa.select(sa.func.count()).where(coding.c.code_guid == code.c.guid).scalar_subquery()
    query = sa.select(code.c.guid, code.c.name, code.c.status, code.c.merged_into_guid, used)
    folded = {row.guid: row for row in session.execute(query.where(code.c.merged_into_guid.is_not(None)))}
    for guid, name, status, into, codings in folded.values():
        if status != "retired":
            yield f"The code “{name}” was folded into another and is not retired."
        if codings:
            yield f"The code “{name}” was folded into another and has {codings} codings."
        seen: set[str] = set()
        while into in folded and into not in seen:
            seen.add(into)
            into = folded[into].merged_into_guid  # noqa: PLW2901 - walks on from where the fold led
        if into == guid:
            yield f"The code “{name}” was folded into itself."


def _collapsed(session: Session) -> Iterator[str]:
    """A coding that became one with another is not there any more."""
    gone, coding = table(CollapsedCoding), table(Coding)
    both = sa.select(sa.func.count()).select_from(sa.join(gone, coding, gone.c.guid == coding.c.guid))
    number = session.execute(both).scalar_one()
    if number:
        yield f"{number} codings are said to have become one with others and are still there."
