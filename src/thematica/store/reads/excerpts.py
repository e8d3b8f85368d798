"""Excerpts: coded stretches of text with who says them and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CaseId, CodeId, CodingId, SourceId
from thematica.store.reads.transcripts import CodingView, codings, text_of
from thematica.store.reads.voices import Voices, voices
from thematica.store.tables import Case, Source, Value, Variable, table
from thematica.text.span import Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch that one coder coded, with every code that coder put on just this stretch.

    `guid` is its first coding's. `speaker` names whoever speaks first in it, `speakers` all; `turn` is the first turn's
    number. `is_evidence` is false where only an interviewer or moderator speaks. `before` and `after` are context.
    """

    guid: CodingId
    source_guid: SourceId
    source: str
    span: Span
    text: str
    codes: tuple[str, ...]
    codings: tuple[CodingView, ...]
    coder: str
    speaker: str | None
    speakers: tuple[str, ...]
    turn: int | None
    case: str | None
    is_evidence: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ExcerptQuery:
    """Which excerpts are wanted; what is left empty does not narrow.

    `codes`: any of them, or with `all_codes` every one on the same stretch; `without`: none of these overlaps it.
    `where` are values of variables, of the source or of the case that speaks. `context` is in characters.
    """

    codes: frozenset[CodeId] = frozenset()
    all_codes: bool = False
    without: frozenset[CodeId] = frozenset()
    sources: frozenset[SourceId] = frozenset()
    cases: frozenset[CaseId] = frozenset()
    where: Mapping[str, str] = field(default_factory=dict)
    coder: str | None = None
    valence: str | None = None
    context: int = 80


def excerpts(session: Session, query: ExcerptQuery | None = None) -> tuple[Excerpt, ...]:
    """The excerpts that answer a query, in the order of sources and text."""
    query = query or ExcerptQuery()
    every = codings(session)
    by_source: dict[SourceId, list[CodingView]] = {}
    for coding in every:
        by_source.setdefault(coding.source, []).append(coding)
    heard = voices(session)
    values = _values(session)
    found: list[Excerpt] = []
    for guid, name in _sources(session):
        if guid not in by_source or (query.sources and guid not in query.sources):
            continue
        found.extend(_of_source(session, guid, name, by_source[guid], heard[guid], values, query))
    return tuple(found)


def _sources(session: Session) -> list[tuple[SourceId, str]]:
    src = table(Source)
    query = sa.select(src.c.guid, src.c.name).order_by(src.c.position)
    return [(SourceId(guid), name) for guid, name in session.execute(query)]


def _of_source(
    session: Session,
    guid: SourceId,
    name: str,
    here: list[CodingView],
    heard: Voices,
    values: Mapping[str, Mapping[str, str]],
    query: ExcerptQuery,
) -> Iterable[Excerpt]:
    unwanted = [coding.span for coding in here if coding.code in query.without]
    stretches: dict[tuple[Span, str], list[CodingView]] = {}
    for coding in here:
        stretches.setdefault((coding.span, coding.coder), []).append(coding)
    text = ""
    for (span, coder), group in stretches.items():
        if not _asked_for(span, coder, group, unwanted, query):
            continue
        speaking = heard.touched(span.start, span.end)
        people = {voice.participant for voice in speaking}
        if query.cases and not query.cases & people:
            continue
        if not all(
            values.get(guid, {}).get(variable) == value
            or any(values.get(person or "", {}).get(variable) == value for person in people)
            for variable, value in query.where.items()
        ):
            continue
        text = text or text_of(session, guid)
        first = next((voice for voice in speaking if voice.is_evidence), speaking[0] if speaking else None)
        yield Excerpt(
            guid=group[0].guid,
            source_guid=guid,
            source=name,
            span=span,
            text=span.of(text),
            codes=tuple(coding.path for coding in group),
            codings=tuple(group),
            coder=coder,
            speaker=first.speaker if first else None,
            speakers=tuple(dict.fromkeys(voice.speaker for voice in speaking if voice.speaker)),
            turn=first.n if first else None,
            case=first.case if first else None,
            is_evidence=any(voice.is_evidence for voice in speaking),
            before=text[max(0, span.start - query.context) : span.start],
            after=text[span.end : span.end + query.context],
        )


def _asked_for(span: Span, coder: str, group: list[CodingView], unwanted: list[Span], query: ExcerptQuery) -> bool:
    if query.coder is not None and coder != query.coder:
        return False
    if query.valence is not None and all(coding.valence != query.valence for coding in group):
        return False
    own = {coding.code for coding in group}
    if query.codes and not (query.codes <= own if query.all_codes else query.codes & own):
        return False
    return not any(other.overlaps(span) for other in unwanted)


def _values(session: Session) -> dict[str, dict[str, str]]:
    variable, value, case = table(Variable), table(Value), table(Case)
    owner = sa.func.coalesce(value.c.source_guid, value.c.case_guid)
    query = sa.select(owner, variable.c.name, value.c.value).join_from(value, variable)
    found: dict[str, dict[str, str]] = {}
    for guid, name, text in session.execute(query):
        found.setdefault(guid, {})[name] = text
    for guid, name in session.execute(sa.select(case.c.guid, case.c.name)):
        found.setdefault(guid, {}).setdefault("case", name)
    return found
