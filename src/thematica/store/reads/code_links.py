"""What codes are to one another, and which of the study's own codes no framework has a place for."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodeId
from thematica.store.reads.codes import paths
from thematica.store.tables import Code, CodeLink, table


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link between two codes: `code` specifies `to`, contradicts it, or see-also; the last two hold both ways."""

    code: CodeId
    to: CodeId
    kind: str


def links(session: Session, code: CodeId | None = None) -> tuple[LinkView, ...]:
    """The links of one code, from whichever end, or of all."""
    link = table(CodeLink)
    query = sa.select(link.c.code_guid, link.c.to_guid, link.c.kind).order_by(link.c.kind, link.c.guid)
    if code is not None:
        query = query.where(sa.or_(link.c.code_guid == code, link.c.to_guid == code))
    return tuple(LinkView(CodeId(left), CodeId(right), kind) for left, right, kind in session.execute(query))


def outside_framework(session: Session) -> tuple[CodeId, ...]:
    """The inductive and in vivo codes that nothing ties to a deductive one: what the frameworks miss.

    A code is tied by a link of any kind, its own or that of a code above it, or by standing under a deductive code.
    Headings and retired codes are left out; the others stand in the order of their paths.
    """
    code = table(Code)
    query = sa.select(code.c.guid, code.c.parent_guid, code.c.origin, code.c.codable, code.c.status)
    rows = {row.guid: row for row in session.execute(query)}
    path = paths(session)
    frame = {guid for guid, row in rows.items() if row.origin == "deductive"}
    ends = [(each.code, each.to) for each in links(session)]
    tied = frame | {one for pair in ends for one, other in (pair, pair[::-1]) if other in frame}

    def is_tied(guid: str | None) -> bool:
        while guid is not None and guid not in tied:
            guid = rows[guid].parent_guid
        return guid is not None

    found = (guid for guid, row in rows.items() if row.codable and row.status != "retired" and not is_tied(guid))
    return tuple(sorted(found, key=path.__getitem__))
