"""From what the store reads to what the transcript view shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thematica.store.ids import CodeId
from thematica.store.reads import transcripts
from thematica.tui.colours import tag
from thematica.tui.transcript.values import CodingView, SpeakerView, TranscriptView


def transcript(read: transcripts.TranscriptView, codings: Sequence[CodingView]) -> TranscriptView:
    """A source as the view wants it."""
    speakers = {speaker.label: SpeakerView(speaker.name, speaker.role) for speaker in read.speakers}
    return TranscriptView(read.text, read.turns, read.sentences, speakers, codings)


def codings(read: Iterable[transcripts.CodingView], tags: dict[CodeId, str]) -> tuple[CodingView, ...]:
    """Codings as the view wants them. `tags` gains the tags of codes not met before, so that a tag never changes."""
    return tuple(
        CodingView(
            guid=each.guid,
            start=each.span.start,
            end=each.span.end,
            code=each.code,
            name=each.name,
            colour=each.colour,
            tag=_tag(each.code, each.name, tags),
            coder=each.coder,
            valence=each.valence,
        )
        for each in read
    )


def _tag(code: CodeId, name: str, tags: dict[CodeId, str]) -> str:
    if code not in tags:
        tags[code] = tag(name, tags.values())
    return tags[code]
