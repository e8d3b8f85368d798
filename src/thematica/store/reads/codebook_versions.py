"""The versions a codebook has had, with what was coded under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodebookId
from thematica.store.tables import Code, CodebookRow, CodebookVersion, Coder, Coding, table


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a codebook: what was said of it, by whom and when (None for the one it came with).

    `codings` are those made under it with codes that stand in this codebook now.
    """

    codebook: CodebookId
    version: str
    note: str
    coder: str | None
    at: str | None
    codings: int


def versions(session: Session) -> tuple[VersionView, ...]:
    """The versions of every codebook, in the order of codebooks, the first one first."""
    book, history, coder = table(CodebookRow), table(CodebookVersion), table(Coder)
    said = session.execute(
        sa.select(history, coder.c.name.label("coder_name"))
        .join_from(history, coder, history.c.coder_guid == coder.c.guid)
        .order_by(history.c.created_at, history.c.guid)
    ).all()
    numbers = _codings(session)

    def of(guid: str, now: str) -> Iterator[VersionView]:
        later = [row for row in said if row.codebook_guid == guid]
        first = later[0].follows if later else now
        yield VersionView(CodebookId(guid), first, "", None, None, numbers.get((guid, first), 0))
        for row in later:
            number = numbers.get((guid, row.version), 0)
            yield VersionView(CodebookId(guid), row.version, row.note, row.coder_name, row.created_at, number)

    books = session.execute(sa.select(book.c.guid, book.c.version).order_by(book.c.position)).all()
    return tuple(view for guid, version in books for view in of(guid, version))


def _codings(session: Session) -> dict[tuple[str, str], int]:
    code, coding = table(Code), table(Coding)
    query = (
        sa.select(code.c.codebook_guid, coding.c.codebook_version, sa.func.count())
        .join_from(coding, code, coding.c.code_guid == code.c.guid)
        .group_by(code.c.codebook_guid, coding.c.codebook_version)
    )
    return {(codebook, version): number for codebook, version, number in session.execute(query)}
