"""What a project holds of the coders who are compared: their codings, and what each has read and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.errors import NotFound
from thematica.store.ids import CodeId, CoderId, SourceId
from thematica.store.tables import Code, CodebookRow, Coder, Coding, Pass, table
from thematica.work import rules
from thematica.work.agreement.query import AgreementQuery

BY_SEARCH = frozenset({"search", "speaker"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A coding: `coder` is the place of its coder in the query, `version` that of the codebook it was made under."""

    source: SourceId
    start: int
    end: int
    code: CodeId
    coder: int
    version: str


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """A code as it now is: its codebook with its version, since when it could be used (ISO), and the codes above it.

    A code that was split off could be used from when the whole was there: who left out the whole left out the part.
    """

    codebook: str
    version: str
    made_at: str
    above: tuple[CodeId, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The material of a comparison: what was coded, and apart from it what was coded by a search.

    `finished` holds, by source, when each coder's pass was completed, or None.
    """

    coded: tuple[Coded, ...]
    by_search: tuple[Coded, ...]
    finished: Mapping[SourceId, tuple[str | None, ...]]
    codes: Mapping[CodeId, CodeFacts]


def gather(session: Session, query: AgreementQuery) -> Gathered:
    """What the query's coders did. Raises NotFound for a coder the project does not know."""
    coders = {guid: place for place, guid in enumerate(coder_named(session, name) for name in query.coders)}
    coding = table(Coding)
    rows = session.execute(
        sa.select(
            coding.c.source_guid,
            coding.c.start,
            coding.c.end,
            coding.c.code_guid,
            coding.c.coder_guid,
            coding.c.codebook_version,
            coding.c.how,
        ).where(coding.c.coder_guid.in_(coders))
    ).all()
    coded: list[Coded] = []
    by_search: list[Coded] = []
    for source, start, end, code, coder, version, how in rows:
        if not query.sources or source in query.sources:
            searched = how in BY_SEARCH and not query.include_searched
            (by_search if searched else coded).append(Coded(source, start, end, code, coders[coder], version))
    return Gathered(
        coded=tuple(coded),
        by_search=tuple(by_search),
        finished=_finished(session, coders),
        codes=_codes(session),
    )


def coder_named(session: Session, name: str) -> CoderId:
    """The coder of this name. Raises NotFound, listing the coders there are."""
    coder = table(Coder)
    known = {row.name: row.guid for row in session.execute(sa.select(coder.c.name, coder.c.guid))}
    asked = name if name in known else rules.name("coder", name)  # as it would have been stored
    if asked not in known:
        listed = ", ".join(sorted(known)) or "none yet"
        raise NotFound(f"There is no coder called “{name}”.", f"The coders are: {listed}.")
    return CoderId(known[asked])


def stretches_of(session: Session, coder: str) -> dict[SourceId, list[tuple[int, int]]]:
    """Every stretch that a coder coded, whatever the code, by source. Raises NotFound."""
    coding = table(Coding)
    query = sa.select(coding.c.source_guid, coding.c.start, coding.c.end).where(
        coding.c.coder_guid == coder_named(session, coder)
    )
    found: dict[SourceId, list[tuple[int, int]]] = {}
    for source, start, end in session.execute(query):
        found.setdefault(SourceId(source), []).append((start, end))
    return found


def _finished(session: Session, coders: Mapping[CoderId, int]) -> dict[SourceId, tuple[str | None, ...]]:
    reading = table(Pass)
    query = sa.select(reading.c.source_guid, reading.c.coder_guid, reading.c.changed_at).where(
        reading.c.coder_guid.in_(coders), reading.c.status == "complete"
    )
    found: dict[SourceId, list[str | None]] = {}
    for source, coder, at in session.execute(query):
        found.setdefault(SourceId(source), [None] * len(coders))[coders[coder]] = at
    return {source: tuple(moments) for source, moments in found.items()}


def _codes(session: Session) -> dict[CodeId, CodeFacts]:
    code, book = table(Code), table(CodebookRow)
    query = sa.select(
        code.c.guid, code.c.parent_guid, code.c.split_from_guid, code.c.created_at, book.c.name, book.c.version
    ).join_from(code, book, code.c.codebook_guid == book.c.guid)
    rows = {row.guid: row for row in session.execute(query)}

    def above(guid: str) -> tuple[CodeId, ...]:
        parent = rows[guid].parent_guid
        return (CodeId(parent), *above(parent)) if parent else ()

    def made_at(guid: str) -> str:
        whole = rows[guid].split_from_guid
        return made_at(whole) if whole else str(rows[guid].created_at)

    return {CodeId(guid): CodeFacts(row.name, row.version, made_at(guid), above(guid)) for guid, row in rows.items()}
