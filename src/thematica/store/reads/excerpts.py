"""Excerpts: coded stretches of text with who says them and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CaseId, CodeId, CodingId, SourceId
from thematica.store.reads.blind import hidden_from
from thematica.store.reads.tally import Counts, Tally
from thematica.store.reads.transcripts import CodingView, codings, text_of
from thematica.store.reads.voices import Voice, Voices, voices
from thematica.store.tables import Case, Code, Source, Value, Variable, table
from thematica.text.span import Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch that one coder coded, with every code that coder put on just this stretch.

    `guid` is its first coding's. `speaker` names whoever speaks first in it, `speakers` all; `turn` is the first turn's
    number and `time` when it begins, in seconds. `is_evidence` is false where only an interviewer or moderator speaks.
    `voices` are the turns whose words it holds, `before` and `after` its context.
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
    time: float | None
    case: str | None
    is_evidence: bool
    voices: tuple[Voice, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ExcerptQuery:
    """Which excerpts are wanted; what is left empty does not narrow. A heading stands for all codes under it.

    `codes`: any of them, or with `all_codes` every one, on the same stretch by the same coder. `valence` and `level`
    are those of the codings asked for, not of others on the stretch. `without`: none of these overlaps it. `near`:
    another coding with one of these touches a turn that the stretch touches; `overlapping`: the stretch itself.
    `where` are values of variables, of the source or of the case that speaks. `context` is in characters.
    With `seen_by` (a coder's name), what is hidden from that coder in a blind study is as if it were not there.
    """

    codes: frozenset[CodeId] = frozenset()
    all_codes: bool = False
    without: frozenset[CodeId] = frozenset()
    near: frozenset[CodeId] = frozenset()
    overlapping: frozenset[CodeId] = frozenset()
    sources: frozenset[SourceId] = frozenset()
    cases: frozenset[CaseId] = frozenset()
    where: Mapping[str, str] = field(default_factory=dict)
    coder: str | None = None
    valence: str | None = None
    level: str | None = None
    seen_by: str | None = None
    context: int = 80


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A query with its headings opened out: for each code asked for, what answers to it."""

    query: ExcerptQuery
    codes: tuple[frozenset[CodeId], ...]
    without: frozenset[CodeId]
    near: frozenset[CodeId]
    overlapping: frozenset[CodeId]

    def answering(self, group: Iterable[CodingView]) -> frozenset[CodingId]:
        """Those of the codings on one stretch that are asked for; none where the stretch is not."""
        query = self.query
        fitting = [
            coding
            for coding in group
            if query.coder in (None, coding.coder)
            and query.valence in (None, coding.valence)
            and query.level in (None, coding.level)
        ]
        if not self.codes:
            return frozenset(coding.guid for coding in fitting)
        each = [frozenset(coding.guid for coding in fitting if coding.code in codes) for codes in self.codes]
        return frozenset().union(*each) if all(each) or not query.all_codes else frozenset()


def excerpts(session: Session, query: ExcerptQuery | None = None) -> tuple[Excerpt, ...]:
    """The excerpts that answer a query, in the order of sources and text."""
    wanted = _opened_out(session, query or ExcerptQuery())
    viewer = wanted.query.seen_by
    hidden = hidden_from(session, viewer) if viewer is not None else frozenset()
    by_source: dict[SourceId, list[CodingView]] = {}
    for coding in codings(session):
        if coding.source not in hidden or coding.coder == viewer:
            by_source.setdefault(coding.source, []).append(coding)
    heard = voices(session)
    values = _values(session)
    found: list[Excerpt] = []
    for guid, name in _sources(session):
        if guid in by_source and (not wanted.query.sources or guid in wanted.query.sources):
            found.extend(_of_source(session, guid, name, by_source[guid], heard[guid], values, wanted))
    return tuple(found)


def counts(found: Iterable[Excerpt]) -> Counts:
    """How many stretches of text, sources and participants excerpts amount to, counted as everywhere."""
    tally = Tally()
    for each in found:
        tally.take(each.source_guid, each.span, (voice for voice in each.voices if voice.is_evidence))
    return tally.counts


def _opened_out(session: Session, query: ExcerptQuery) -> _Wanted:
    code = table(Code)
    under: dict[CodeId | None, list[CodeId]] = {}
    headings: set[CodeId] = set()
    for guid, parent, codable in session.execute(sa.select(code.c.guid, code.c.parent_guid, code.c.codable)):
        under.setdefault(parent, []).append(guid)
        headings |= set() if codable else {guid}

    def whole(guid: CodeId) -> frozenset[CodeId]:
        return frozenset({guid}).union(*map(whole, under.get(guid, ())))

    def branch(guid: CodeId) -> frozenset[CodeId]:
        return whole(guid) if guid in headings else frozenset({guid})

    def branches(guids: Iterable[CodeId]) -> frozenset[CodeId]:
        return frozenset().union(*map(branch, guids))

    codes = tuple(branch(guid) for guid in query.codes)
    return _Wanted(query, codes, branches(query.without), branches(query.near), branches(query.overlapping))


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
    wanted: _Wanted,
) -> Iterator[Excerpt]:
    beside, text = _Beside(here, wanted), ""
    stretches: dict[tuple[Span, str], list[CodingView]] = {}
    for coding in here:
        stretches.setdefault((coding.span, coding.coder), []).append(coding)
    for (span, coder), group in stretches.items():
        asked_for = wanted.answering(group)
        if not asked_for:
            continue
        speaking = heard.touched(span.start, span.end)
        if _is_said_so(guid, speaking, values, wanted.query) and beside.agrees(span, speaking, asked_for):
            text = text or text_of(session, guid)
            yield _excerpt(guid, name, text, span, coder, group, speaking, wanted.query.context)


class _Beside:
    """What else is coded in a source, as far as the query asks about it."""

    def __init__(self, here: Iterable[CodingView], wanted: _Wanted) -> None:
        self._wanted = wanted
        here = tuple(here)
        self._without = [coding for coding in here if coding.code in wanted.without]
        self._near = [coding for coding in here if coding.code in wanted.near]
        self._overlapping = [coding for coding in here if coding.code in wanted.overlapping]

    def agrees(self, span: Span, speaking: Sequence[Voice], asked_for: frozenset[CodingId]) -> bool:
        """Whether what stands beside a stretch is what the query wants there."""

        def others(codings: Iterable[CodingView]) -> Iterable[Span]:
            return (coding.span for coding in codings if coding.guid not in asked_for)

        if any(coding.span.overlaps(span) for coding in self._without):
            return False
        if self._wanted.overlapping and not any(other.overlaps(span) for other in others(self._overlapping)):
            return False
        turns = [Span(voice.start, voice.end) for voice in speaking] or [span]
        return not self._wanted.near or any(other.overlaps(turn) for other in others(self._near) for turn in turns)


def _is_said_so(
    source: SourceId, speaking: Sequence[Voice], values: Mapping[str, Mapping[str, str]], query: ExcerptQuery
) -> bool:
    people = {voice.participant for voice in speaking}
    if query.cases and not query.cases & people:
        return False
    return all(
        values.get(source, {}).get(variable) == value
        or any(values.get(person or "", {}).get(variable) == value for person in people)
        for variable, value in query.where.items()
    )


def _excerpt(
    source: SourceId,
    name: str,
    text: str,
    span: Span,
    coder: str,
    group: Sequence[CodingView],
    speaking: tuple[Voice, ...],
    context: int,
) -> Excerpt:
    first = next((voice for voice in speaking if voice.is_evidence), speaking[0] if speaking else None)
    return Excerpt(
        guid=group[0].guid,
        source_guid=source,
        source=name,
        span=span,
        text=span.of(text),
        codes=tuple(coding.path for coding in group),
        codings=tuple(group),
        coder=coder,
        speaker=first.speaker if first else None,
        speakers=tuple(dict.fromkeys(voice.speaker for voice in speaking if voice.speaker)),
        turn=first.n if first else None,
        time=first.time if first else None,
        case=first.case if first else None,
        is_evidence=any(voice.is_evidence for voice in speaking),
        voices=speaking,
        before=text[max(0, span.start - context) : span.start],
        after=text[span.end : span.end + context],
    )


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
