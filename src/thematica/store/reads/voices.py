"""Whose words a stretch of text holds: the rules for what counts as evidence, in one place.

Interviewers, moderators and interpreters never count, nor what stands beside the talk. A stretch counts for every
speaker whose words it touches. A speaker is the participant (case) it is mapped to, else stands for itself. In a survey
answer nobody is named: its words are those of the one participant that the source is about.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CaseId, SourceId, SpeakerId
from thematica.store.tables import Case, Source, SourceCase, Speaker, TurnRow, table
from thematica.text.span import Span

NOT_EVIDENCE = frozenset({"interviewer", "moderator", "interpreter", "aside"})


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker of a source: the label in the text, the name shown, the role, and the case.

    `certainty` says whether the case is known, unsure, or unknown (then there is none).
    """

    guid: SpeakerId
    label: str
    name: str
    role: str
    case: str | None
    case_guid: CaseId | None
    certainty: str = "unknown"

    @property
    def is_unmapped(self) -> bool:
        """Whether it is nobody's words yet though they count: a speaker who is no case and did not only ask."""
        return self.case_guid is None and self.role not in NOT_EVIDENCE


@dataclass(frozen=True, slots=True)
class Respondent:
    """The participant whose answers a survey source holds."""

    case_guid: CaseId
    case: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a turn: `n` from 1; `role` is None where nobody is known, "aside" beside the talk."""

    n: int
    start: int
    body_start: int
    end: int
    time: float | None
    speaker: str | None
    role: str | None
    case: str | None
    participant: str | None

    @property
    def is_evidence(self) -> bool:
        """Whether these words may support a finding."""
        return self.role not in NOT_EVIDENCE


class Voices:
    """The turns of one source with their speakers, in order."""

    def __init__(self, voices: Iterable[Voice]) -> None:
        self.turns = tuple(voices)
        self._starts = [voice.start for voice in self.turns]
        self._ends = [voice.end for voice in self.turns]

    def touched(self, start: int, end: int) -> tuple[Voice, ...]:
        """The turns whose words overlap [start, end)."""
        first, beyond = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return tuple(voice for voice in self.turns[first:beyond] if voice.body_start < end and start < voice.end)

    def evidence(self, start: int, end: int) -> tuple[Voice, ...]:
        """Of those, the turns that count."""
        return tuple(voice for voice in self.touched(start, end) if voice.is_evidence)

    def at(self, position: int) -> Voice | None:
        """The turn that holds a position, else the next one before it; None in a text without turns."""
        index = bisect_right(self._starts, position) - 1
        return self.turns[max(index, 0)] if self.turns else None


def speakers(session: Session, source: SourceId | None = None) -> dict[SourceId, tuple[SpeakerView, ...]]:
    """The speakers of one source or of all, by source, in the order of their labels."""
    speaker, case = table(Speaker), table(Case)
    query = (
        sa.select(
            speaker.c.source_guid,
            speaker.c.guid,
            speaker.c.label,
            speaker.c.name,
            speaker.c.role,
            case.c.name.label("case_name"),
            speaker.c.case_guid,
            speaker.c.certainty,
        )
        .join_from(speaker, case, speaker.c.case_guid == case.c.guid, isouter=True)
        .order_by(speaker.c.source_guid, speaker.c.label)
    )
    if source is not None:
        query = query.where(speaker.c.source_guid == source)
    found: dict[SourceId, list[SpeakerView]] = {}
    for owner, *view in session.execute(query):
        found.setdefault(SourceId(owner), []).append(SpeakerView(*view))
    return {owner: tuple(views) for owner, views in found.items()}


def voices(session: Session, source: SourceId | None = None) -> Mapping[SourceId, Voices]:
    """The voices of one source or of all, by source."""
    turn, src = table(TurnRow), table(Source)
    query = (
        sa.select(
            src.c.guid,
            turn.c.n,
            turn.c.start,
            turn.c.body_start,
            turn.c.end,
            turn.c.time,
            turn.c.speaker,
            turn.c.aside,
        )
        .join_from(src, turn, turn.c.revision_guid == src.c.revision_guid)
        .order_by(src.c.guid, turn.c.n)
    )
    if source is not None:
        query = query.where(src.c.guid == source)
    known = {owner: {view.label: view for view in views} for owner, views in speakers(session, source).items()}
    answering = respondents(session)
    found: dict[SourceId, list[Voice]] = {}
    for owner, n, start, body_start, end, time, label, aside in session.execute(query):
        who = answering.get(owner) if label is None else known.get(owner, {}).get(label)
        found.setdefault(SourceId(owner), []).append(voice(n, start, body_start, end, time, who, aside=aside))
    return {owner: Voices(turns) for owner, turns in found.items()}


def respondents(session: Session) -> dict[SourceId, Respondent]:
    """Who answers in each survey source that is about just one participant."""
    link, src, case = table(SourceCase), table(Source), table(Case)
    query = (
        sa.select(link.c.source_guid, sa.func.min(case.c.guid), sa.func.min(case.c.name))
        .join_from(link, src, link.c.source_guid == src.c.guid)
        .join(case, link.c.case_guid == case.c.guid)
        .where(src.c.kind == "survey", case.c.type == "participant")
        .group_by(link.c.source_guid)
        .having(sa.func.count() == 1)
    )
    return {SourceId(owner): Respondent(CaseId(guid), name) for owner, guid, name in session.execute(query)}


def first_words(session: Session, source: SourceId, label: str | None = None) -> Span:
    """Where a speaker of a source first speaks, else where the first turn is; empty at the start in an empty text."""
    turn, src = table(TurnRow), table(Source)
    query = (
        sa.select(turn.c.body_start, turn.c.end)
        .join_from(src, turn, turn.c.revision_guid == src.c.revision_guid)
        .where(src.c.guid == source)
        .order_by(turn.c.speaker.is_distinct_from(label), turn.c.n)
    )
    found = session.execute(query.limit(1)).first()
    return Span(*found) if found is not None else Span(0, 0)


def voice(
    n: int,
    start: int,
    body_start: int,
    end: int,
    time: float | None,
    who: SpeakerView | Respondent | None,
    *,
    aside: bool,
) -> Voice:
    """The voice of a turn: of its speaker, of whoever answers where no speaker is named, or of nobody."""
    if who is None or (aside and isinstance(who, Respondent)):
        return Voice(n, start, body_start, end, time, None, "aside" if aside else None, None, None)
    if isinstance(who, Respondent):
        return Voice(n, start, body_start, end, time, None, "participant", who.case, str(who.case_guid))
    participant = str(who.case_guid or who.guid) if who.role not in NOT_EVIDENCE else None
    return Voice(n, start, body_start, end, time, who.name, who.role, who.case, participant)
