"""The sources of a project, and how far each has been read."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import SourceId
from thematica.store.reads.voices import SpeakerView, speakers
from thematica.store.tables import Coder, Coding, Pass, Revision, Source, Value, Variable, table

SOURCES_FROM = frozenset({"coder", "source", "revision", "speaker", "case", "variable", "value", "pass"})


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with its size, speakers and state. `passes` holds each coder's status, `duration` is in seconds."""

    guid: SourceId
    name: str
    kind: str
    language: str
    words: int
    turns: int
    file_name: str
    format: str
    duration: float | None
    revision: int
    codings: int
    speakers: tuple[SpeakerView, ...]
    variables: dict[str, str]
    passes: dict[str, str]


def sources(session: Session) -> tuple[SourceView, ...]:
    """Every source, in the order they were added."""
    src, revision, coding = table(Source), table(Revision), table(Coding)
    number = sa.select(sa.func.count()).where(coding.c.source_guid == src.c.guid).scalar_subquery()
    query = (
        sa.select(src, revision, number.label("codings"))
        .join_from(src, revision, src.c.revision_guid == revision.c.guid)
        .order_by(src.c.position)
    )
    known, values, passes = speakers(session), _values(session), _passes(session)
    return tuple(
        SourceView(
            guid=row.guid,
            name=row.name,
            kind=row.kind,
            language=row.language,
            words=row.words,
            turns=row.turns,
            file_name=row.file_name,
            format=row.format,
            duration=float(row.duration) if row.duration is not None else None,
            revision=row.number,
            codings=row.codings,
            speakers=known.get(row.guid, ()),
            variables=values.get(row.guid, {}),
            passes=passes.get(row.guid, {}),
        )
        for row in session.execute(query)
    )


def _values(session: Session) -> dict[str, dict[str, str]]:
    variable, value = table(Variable), table(Value)
    query = (
        sa.select(value.c.source_guid, variable.c.name, value.c.value)
        .join_from(value, variable)
        .where(value.c.source_guid.is_not(None))
        .order_by(variable.c.position)
    )
    found: dict[str, dict[str, str]] = {}
    for source, name, text in session.execute(query):
        found.setdefault(source, {})[name] = text
    return found


def _passes(session: Session) -> dict[str, dict[str, str]]:
    coder, reading = table(Coder), table(Pass)
    query = (
        sa.select(reading.c.source_guid, coder.c.name, reading.c.status)
        .join_from(reading, coder)
        .order_by(coder.c.name)
    )
    found: dict[str, dict[str, str]] = {}
    for source, name, status in session.execute(query):
        found.setdefault(source, {})[name] = status
    return found


def holds_file(session: Session, digest: str) -> bool:
    """Whether a source was read from a file with this SHA-256 (hex)."""
    revision = table(Revision)
    query = sa.select(revision.c.guid).where(revision.c.file_hash == digest)
    return session.execute(query).first() is not None
