"""From what the store reads to what the transcript view shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thematica.store.ids import CodeId, CodingId
from thematica.store.reads import transcripts
from thematica.tui.colours import tag
from thematica.tui.transcript.values import CodingView, SpeakerView, TranscriptView


def transcript(read: transcripts.TranscriptView, codings: Sequence[CodingView]) -> TranscriptView:
    """A source as the view wants it."""
    speakers = {speaker.label: SpeakerView(speaker.name, speaker.role) for speaker in read.speakers}
    return TranscriptView(read.text, read.turns, read.sentences, speakers, codings)


class ShownCodings:
    """Codings as the view wants them: one that reads as before is the same as before, and a tag never changes."""

    def __init__(self) -> None:
        self._made: dict[CodingId, tuple[transcripts.CodingView, CodingView]] = {}
        self._tags: dict[CodeId, str] = {}

    def of(self, read: Iterable[transcripts.CodingView]) -> tuple[CodingView, ...]:
        """These, in their order."""
        before, self._made = self._made, {}
        for each in read:
            known = before.get(each.guid)
            self._made[each.guid] = known if known is not None and known[0] is each else (each, self._shown(each))
        return tuple(shown for _, shown in self._made.values())

    def _shown(self, each: transcripts.CodingView) -> CodingView:
        if each.code not in self._tags:
            self._tags[each.code] = tag(each.name, self._tags.values())
        return CodingView(
            guid=each.guid,
            start=each.span.start,
            end=each.span.end,
            code=each.code,
            name=each.name,
            colour=each.colour,
            tag=self._tags[each.code],
            coder=each.coder,
            valence=each.valence,
        )
