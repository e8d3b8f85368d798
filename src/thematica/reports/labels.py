"""Labels after quotes: who says it, in which source, at which turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thematica.reports.wording import listed
from thematica.store.ids import SourceId
from thematica.store.reads.themes import Passage
from thematica.store.reads.voices import Voice, Voices
from thematica.text.clock import clock

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """What labels are made of: the voices of each source, and the group of each case by name where groups are shown."""

    voices: Mapping[SourceId, Voices]
    group_of: Mapping[str, str]

    def of(self, passage: Passage) -> str:
        """The label of a passage, as in `P1, Interview 1, nurse, turn 12`, with the time where one is known.

        A participant goes by the case where the speaker is one, else by the speaker's name. Where only an interviewer
        or moderator speaks, that is said.
        """
        touched = self._touched(passage)
        heard = [voice for voice in touched if voice.is_evidence]
        groups = dict.fromkeys(group for voice in heard if (group := self.group_of.get(voice.case or "")))
        parts = [_names(heard) or _beside(touched), passage.source, listed(tuple(groups)), _turns(touched)]
        return ", ".join(part for part in parts if part)

    def _touched(self, passage: Passage) -> tuple[Voice, ...]:
        voices = self.voices.get(passage.source_guid)
        return voices.touched(passage.span.start, passage.span.end) if voices else ()


def _names(heard: list[Voice]) -> str:
    names = tuple(dict.fromkeys(name for voice in heard if (name := voice.case or voice.speaker)))
    if len(names) > _MOST_NAMES:
        return f"{names[0]} and {len(names) - 1} others"
    return listed(names)


def _beside(touched: tuple[Voice, ...]) -> str:
    """Who else speaks, named with the role that makes it no evidence."""
    for voice in touched:
        if voice.role == "aside":
            return "beside the talk"
        if voice.role and not voice.is_evidence:
            named = voice.speaker and voice.speaker.casefold() != voice.role
            return f"{voice.speaker}, {voice.role}" if named else voice.role
    return ""


def _turns(touched: tuple[Voice, ...]) -> str:
    if not touched:
        return ""
    first, last = touched[0], touched[-1]
    at = "" if first.time is None else f", {clock(first.time)}"
    return f"turn {first.n}{at}" if first.n == last.n else f"turns {first.n}–{last.n}{at}"
