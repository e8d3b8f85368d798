"""A source as it is read and coded: its text, turns, sentences, and the codings on it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodeId, CodingId, RevisionId, SourceId
from thematica.store.reads.codes import paths
from thematica.store.reads.voices import SpeakerView, Voices, speakers, voices
from thematica.store.tables import Code, Coder, Coding, Revision, SentenceRow, Source, TurnRow, table
from thematica.store.words import bodies, body_of
from thematica.text.span import Span
from thematica.text.turns import Turn


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """A source's current text. Spans are code points of `text`, half-open; times are seconds.

    `segmenter` names what cut the sentences.
    """

    source: SourceId
    revision: RevisionId
    name: str
    kind: str
    language: str
    text: str
    turns: tuple[Turn, ...]
    sentences: tuple[Span, ...]
    speakers: tuple[SpeakerView, ...]
    voices: Voices
    segmenter: str


@dataclass(frozen=True, slots=True)
class CodingView:
    """One coding with what is shown of its code and coder.

    `version` is that of the codebook it was made under, `original` the code it was made with, where that is another;
    `to_sort` says that its code was split and nobody has decided yet where it belongs.
    """

    guid: CodingId
    source: SourceId
    span: Span
    code: CodeId
    name: str
    path: str
    colour: str
    coder: str
    valence: str
    level: str
    how: str
    note: str
    version: str
    original: CodeId | None
    to_sort: bool
    created_at: str


def text_of(session: Session, source: SourceId) -> str:
    """The current text of a source; fetched once in a session, since a text never changes under its hash."""
    src, revision = table(Source), table(Revision)
    query = (
        sa.select(revision.c.text_hash)
        .join_from(src, revision, src.c.revision_guid == revision.c.guid)
        .where(src.c.guid == source)
    )
    digest: str = session.execute(query).scalar_one()
    kept: dict[str, str] = session.info.setdefault("texts", {})
    if digest not in kept:
        kept[digest] = body_of(session, digest)
    return kept[digest]


def transcript(session: Session, source: SourceId) -> TranscriptView:
    """A source with everything needed to show it."""
    src, state = table(Source), table(Revision)
    query = (
        sa.select(src.c.revision_guid, src.c.name, src.c.kind, src.c.language, state.c.segmenter)
        .join_from(src, state, src.c.revision_guid == state.c.guid)
        .where(src.c.guid == source)
    )
    revision, name, kind, language, segmenter = session.execute(query).one()
    turn, sentence = table(TurnRow), table(SentenceRow)
    turns = session.execute(
        sa.select(turn.c.n, turn.c.start, turn.c.body_start, turn.c.end, turn.c.speaker, turn.c.time, turn.c.aside)
        .where(turn.c.revision_guid == revision)
        .order_by(turn.c.n)
    )
    sentences = session.execute(
        sa.select(sentence.c.start, sentence.c.end).where(sentence.c.revision_guid == revision).order_by(sentence.c.n)
    )
    return TranscriptView(
        source=source,
        revision=revision,
        name=name,
        kind=kind,
        language=language,
        text=text_of(session, source),
        turns=tuple(Turn(*row) for row in turns),
        sentences=tuple(Span(start, end) for start, end in sentences),
        speakers=speakers(session, source).get(source, ()),
        voices=voices(session, source).get(source, Voices(())),
        segmenter=segmenter,
    )


def codings(
    session: Session, source: SourceId | None = None, *, only: frozenset[CodingId] | None = None
) -> tuple[CodingView, ...]:
    """The codings on one source or on all, in the order of the text; with `only`, just these."""
    coding, code, coder = table(Coding), table(Code), table(Coder)
    query = (
        sa.select(
            coding.c.guid,
            coding.c.source_guid,
            coding.c.start,
            coding.c.end,
            coding.c.code_guid,
            code.c.name,
            code.c.colour,
            coder.c.name.label("coder_name"),
            coding.c.valence,
            coding.c.level,
            coding.c.how,
            coding.c.note_hash,
            coding.c.codebook_version,
            coding.c.original_code_guid,
            coding.c.to_sort,
            coding.c.created_at,
        )
        .join_from(coding, code, coding.c.code_guid == code.c.guid)
        .join(coder, coding.c.coder_guid == coder.c.guid)
        .order_by(coding.c.source_guid, coding.c.start, coding.c.end.desc(), coding.c.created_at, coding.c.guid)
    )
    if source is not None:
        query = query.where(coding.c.source_guid == source)
    if only is not None:
        query = query.where(coding.c.guid.in_(only))
    rows = session.execute(query).all()
    notes = bodies(session, {row.note_hash for row in rows if row.note_hash})
    path = paths(session, None if only is None else {row.code_guid for row in rows})
    return tuple(
        CodingView(
            guid=row.guid,
            source=row.source_guid,
            span=Span(row.start, row.end),
            code=row.code_guid,
            name=row.name,
            path=path[row.code_guid],
            colour=row.colour,
            coder=row.coder_name,
            valence=row.valence,
            level=row.level,
            how=row.how,
            note=notes.get(row.note_hash, ""),
            version=row.codebook_version,
            original=row.original_code_guid,
            to_sort=row.to_sort,
            created_at=row.created_at,
        )
        for row in rows
    )
