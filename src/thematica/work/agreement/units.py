"""The units of a comparison: the rows of the table behind every figure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import SourceId
from thematica.store.reads.transcripts import text_of
from thematica.store.reads.voices import Voice, voices
from thematica.store.tables import SentenceRow, Source, table
from thematica.text.span import Span
from thematica.work.agreement.gathering import Coded, stretches_of
from thematica.work.agreement.query import AgreementQuery

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that are coded or not; a whole source is the words of its turns, so it has several parts."""

    parts: tuple[Span, ...]
    turn: int | None = None
    speaker: str | None = None

    @property
    def span(self) -> Span:
        """From its first character to its last."""
        return Span(self.parts[0].start, self.parts[-1].end)

    def __len__(self) -> int:
        return sum(map(len, self.parts))


class SourceUnits:
    """The units of one source in the order of its text. Spans are code points, half-open."""

    def __init__(self, source: SourceId, name: str, text: str, units: Iterable[Unit]) -> None:
        self.source, self.name, self.text, self.units = source, name, text, tuple(units)
        parts = sorted((part.start, part.end, n) for n, unit in enumerate(self.units) for part in unit.parts)
        self._parts = parts
        self._starts = [start for start, _, _ in parts]
        self._furthest = list(accumulate((end for _, end, _ in parts), max))  # given excerpts may overlap each other

    def under(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The units that [start, end) overlaps, each as its place and the stretch of it that is overlapped."""
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._furthest[at] > start:
            low, high, unit = self._parts[at]
            if high > start:
                yield unit, max(low, start), min(high, end)
            at -= 1


def units(session: Session, query: AgreementQuery, coded: Iterable[Coded]) -> tuple[SourceUnits, ...]:
    """The units of every source asked for, in the order of sources; `coded` gives the excerpts where none are named."""
    heard = voices(session)
    sentences = _sentences(session) if query.unit == "sentence" else {}
    excerpts = _excerpts(session, query, coded) if query.unit == "excerpt" else {}
    src = table(Source)
    found = []
    for guid, name in session.execute(sa.select(src.c.guid, src.c.name).order_by(src.c.position)):
        source = SourceId(guid)
        if query.sources and source not in query.sources:
            continue
        text, turns = text_of(session, source), heard[source].turns if source in heard else ()
        counted = [voice for voice in turns if query.every_turn or voice.is_evidence]
        if query.unit == "turn":
            cut = _turns(text, counted)
        elif query.unit == "source":
            cut = _whole(text, counted)
        elif query.unit == "sentence":
            cut = _within(sentences.get(source, ()), counted)
        else:
            cut = _within(excerpts.get(source, ()), counted)
        found.append(SourceUnits(source, name, text, cut))
    return tuple(found)


def united(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches in order, those that share a character made one; what only touches stays apart."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _turns(text: str, counted: Sequence[Voice]) -> Iterator[Unit]:
    for voice in counted:
        words = Span(voice.body_start, voice.end).trimmed(text)
        if words:
            yield Unit((words,), voice.n, voice.speaker)


def _whole(text: str, counted: Sequence[Voice]) -> Iterator[Unit]:
    parts = tuple(part for turn in _turns(text, counted) for part in turn.parts)
    if parts:
        yield Unit(parts)


def _within(stretches: Iterable[Stretch], counted: Sequence[Voice]) -> Iterator[Unit]:
    """The stretches that hold words which count, with who speaks first of those who do."""
    ends = [voice.end for voice in counted]
    for start, end in stretches:
        at = bisect_right(ends, start)
        if at < len(counted) and counted[at].body_start < end:
            yield Unit((Span(start, end),), counted[at].n, counted[at].speaker)


def _sentences(session: Session) -> Mapping[SourceId, list[Stretch]]:
    sentence, src = table(SentenceRow), table(Source)
    query = (
        sa.select(src.c.guid, sentence.c.start, sentence.c.end)
        .join_from(src, sentence, sentence.c.revision_guid == src.c.revision_guid)
        .order_by(src.c.guid, sentence.c.n)
    )
    found: dict[SourceId, list[Stretch]] = {}
    for guid, start, end in session.execute(query).all():
        found.setdefault(SourceId(guid), []).append((start, end))
    return found


def _excerpts(session: Session, query: AgreementQuery, coded: Iterable[Coded]) -> Mapping[SourceId, list[Stretch]]:
    if query.excerpts_of is not None:
        return {source: united(given) for source, given in stretches_of(session, query.excerpts_of).items()}
    found: dict[SourceId, set[Stretch]] = {}
    for each in coded:
        found.setdefault(each.source, set()).add((each.start, each.end))
    return {source: sorted(exact) for source, exact in found.items()}
