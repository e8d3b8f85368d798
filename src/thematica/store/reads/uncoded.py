"""Passages that are not coded: turns of evidence in which a coder, or anybody, has put no code."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import SourceId
from thematica.store.reads.blind import hidden_from
from thematica.store.reads.transcripts import text_of
from thematica.store.reads.voices import Voice, Voices, voices
from thematica.store.tables import Coder, Coding, Source, table
from thematica.text.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A turn without a code: who speaks it, and its words without the label."""

    voice: Voice
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class UncodedSource:
    """A source with its turns of evidence that are not coded; `of` is how many turns of evidence there are in all."""

    guid: SourceId
    name: str
    passages: tuple[Passage, ...]
    of: int


def uncoded(
    session: Session, *, coder: str | None = None, seen_by: str | None = None, sources: Collection[SourceId] = ()
) -> tuple[UncodedSource, ...]:
    """What is not coded in each source, by a coder (by name) or by anybody. Turns without words are left out.

    A turn is coded as soon as one code touches its words. Of `sources`, where any are given. With `seen_by` (a coder's
    name), what is hidden from that coder in a blind study is as if it were not there.
    """
    src = table(Source)
    coded, heard = _coded(session, coder, seen_by), voices(session)
    found = []
    for guid, name in session.execute(sa.select(src.c.guid, src.c.name).order_by(src.c.position)).all():
        if sources and guid not in sources:
            continue
        text, of_source = text_of(session, guid), heard.get(guid, Voices(()))
        turns = [
            Passage(voice, span, span.of(text))
            for voice in of_source.turns
            if voice.is_evidence and (span := Span(voice.body_start, voice.end).trimmed(text))
        ]
        touched = {voice.n for start, end in coded.get(guid, ()) for voice in of_source.touched(start, end)}
        passages = tuple(turn for turn in turns if turn.voice.n not in touched)
        found.append(UncodedSource(SourceId(guid), name, passages, len(turns)))
    return tuple(found)


def _coded(session: Session, coder: str | None, seen_by: str | None) -> dict[SourceId, list[tuple[int, int]]]:
    coding, who = table(Coding), table(Coder)
    query = sa.select(coding.c.source_guid, coding.c.start, coding.c.end, who.c.name).join_from(coding, who)
    hidden = hidden_from(session, seen_by) if seen_by is not None else frozenset()
    found: dict[SourceId, list[tuple[int, int]]] = {}
    for source, start, end, by in session.execute(query):
        if coder in (None, by) and (by == seen_by or source not in hidden):
            found.setdefault(SourceId(source), []).append((start, end))
    return found
