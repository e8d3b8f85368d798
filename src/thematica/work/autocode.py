"""Coding all hits of a search, or all a speaker says. What was coded so says so: its `how` is not "manual".

Searches look at participants' words only: not at interviewers and moderators, and not at what stands beside the talk.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from thematica.errors import NotFound
from thematica.store.ids import CodeId, CodingId, SourceId
from thematica.store.project import Tx
from thematica.store.reads.sources import sources
from thematica.store.reads.transcripts import TranscriptView, transcript
from thematica.store.reads.voices import Voice
from thematica.text.span import Span
from thematica.work import coding

Unit = Literal["match", "sentence", "turn"]
Finder = Callable[[Sequence[str]], list[list[Span]]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a source that would be coded."""

    source: SourceId
    source_name: str
    span: Span
    text: str
    speaker: str | None
    turn: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the stretches to be coded, each once, and the number of matches they come from."""

    hits: tuple[Hit, ...]
    matches: int


def search(session: Session, finder: Finder, unit: Unit) -> Found:
    """Where a finder (see `matching`) finds something in participants' words; a match never runs over two turns."""
    views = [transcript(session, view.guid) for view in sources(session)]
    turns = [(view, voice) for view in views for voice in view.voices.turns if voice.is_evidence]
    bodies = [view.text[voice.body_start : voice.end] for view, voice in turns]
    hits: list[Hit] = []
    matches = 0
    for (view, voice), spans in zip(turns, finder(bodies), strict=True):
        for span in spans:
            found = Span(voice.body_start + span.start, voice.body_start + span.end).trimmed(view.text)
            if found:
                matches += 1
                hits += [_hit(view, voice, stretch) for stretch in _stretches(view, voice, found, unit)]
    return Found(tuple(dict.fromkeys(hits)), matches)


def said_by(session: Session, speaker: str, unit: Literal["sentence", "turn"]) -> Found:
    """All that a speaker says, whatever the role, by label or shown name. Raises NotFound when nobody is called so."""
    wanted = speaker.strip().casefold()
    hits: list[Hit] = []
    matches = 0
    known: set[str] = set()
    for each in sources(session):
        known.update(person.name for person in each.speakers)
        names = {person.name for person in each.speakers if wanted in {person.name.casefold(), person.label.casefold()}}
        if not names:
            continue
        view = transcript(session, each.guid)
        for voice in view.voices.turns:
            said = Span(voice.body_start, voice.end).trimmed(view.text)
            if voice.speaker in names and said:
                matches += 1
                hits += [_hit(view, voice, stretch) for stretch in _stretches(view, voice, said, unit)]
    if not matches:
        listed = ", ".join(sorted(known)) or "none"
        raise NotFound(f"Nobody called “{speaker}” says anything.", f"The speakers are: {listed}.")
    return Found(tuple(hits), matches)


def around(view: TranscriptView, found: Span, unit: Unit) -> Hit | None:
    """What would be coded for a place found in a source: itself, all sentences it touches as one, or its turn.

    Whoever speaks there; None where nobody's words are.
    """
    voice = view.voices.at(found.start)
    if voice is None or not (voice.body_start <= found.start < found.end <= voice.end):
        return None
    stretches = _stretches(view, voice, found, unit)
    return _hit(view, voice, stretches[0].joined(stretches[-1]))


def apply(tx: Tx, code: CodeId, hits: Iterable[Hit], how: Literal["search", "speaker"]) -> tuple[CodingId, ...]:
    """Codes the hits in the coder's name; what bears the code already is left as it is. Raises NotAllowed."""
    return tuple(guid for hit in hits for guid in coding.apply(tx, hit.source, hit.span, [code], how=how))


def _stretches(view: TranscriptView, voice: Voice, found: Span, unit: Unit) -> list[Span]:
    """The units that hold what was found: itself, the sentences it touches, or its turn."""
    if unit == "match":
        return [found]
    if unit == "turn":
        return [Span(voice.body_start, voice.end).trimmed(view.text)]
    first = bisect_left(view.sentences, found.start, key=lambda sentence: sentence.end - 1)
    beyond = bisect_left(view.sentences, found.end, key=lambda sentence: sentence.start)
    return list(view.sentences[first:beyond])


def _hit(view: TranscriptView, voice: Voice, span: Span) -> Hit:
    return Hit(view.source, view.name, span, span.of(view.text), voice.speaker, voice.n)
