"""Counting: stretches of text, sources and participants, never mere codings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from thematica.store.ids import SourceId
from thematica.store.reads.voices import Voice, Voices
from thematica.text.span import Span


@dataclass(slots=True)
class Tally:
    """What counts behind a code or a theme, gathered stretch by stretch.

    A stretch of text counts once, however many coders marked it. Interviewers' and moderators' words do not count.
    """

    stretches: set[tuple[SourceId, int, int]] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def add(self, source: SourceId, start: int, end: int, voices: Mapping[SourceId, Voices]) -> None:
        """Counts the stretch [start, end) of a source when it holds anyone's evidence."""
        if source in voices:
            self.take(source, Span(start, end), voices[source].evidence(start, end))

    def take(self, source: SourceId, span: Span, heard: Iterable[Voice]) -> None:
        """Counts a stretch, given the turns of evidence whose words it holds; without any it does not count."""
        heard = tuple(heard)
        if not heard:
            return
        self.stretches.add((source, span.start, span.end))
        self.people.update(voice.participant for voice in heard if voice.participant is not None)

    def join(self, other: Tally) -> None:
        """Takes in what another tally holds; nothing counts twice."""
        self.stretches |= other.stretches
        self.people |= other.people

    @property
    def counts(self) -> Counts:
        """The figures."""
        return Counts(len(self.stretches), len({source for source, _, _ in self.stretches}), len(self.people))


@dataclass(frozen=True, slots=True)
class Counts:
    """Distinct stretches of text, sources they stand in, and participants whose words they hold."""

    excerpts: int
    sources: int
    participants: int
