"""Codings with the words around them, to be read again without going to the transcript."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import SourceId
from thematica.store.reads.transcripts import CodingView, text_of
from thematica.store.reads.voices import Voices, voices
from thematica.store.tables import Source, table


@dataclass(frozen=True, slots=True)
class InContext:
    """A coding with its words and those before and after, in the source of this name.

    `speaker` speaks first in it, in turn number `turn`; both None in a text without turns.
    """

    coding: CodingView
    source: str
    speaker: str | None
    turn: int | None
    before: str
    text: str
    after: str


def in_context(session: Session, codings: Iterable[CodingView], context: int) -> tuple[InContext, ...]:
    """The same codings, each with up to `context` characters before and after."""
    source = table(Source)
    names: dict[str, str] = dict(session.execute(sa.select(source.c.guid, source.c.name)).all())
    heard: dict[SourceId, Voices] = {}
    found = []
    for coding in codings:
        if coding.source not in heard:
            heard[coding.source] = voices(session, coding.source).get(coding.source, Voices(()))
        text, span = text_of(session, coding.source), coding.span
        first = next(iter(heard[coding.source].touched(span.start, span.end)), None)
        found.append(
            InContext(
                coding=coding,
                source=names[coding.source],
                speaker=first.speaker if first else None,
                turn=first.n if first else None,
                before=text[max(0, span.start - context) : span.start],
                text=span.of(text),
                after=text[span.end : span.end + context],
            )
        )
    return tuple(found)
