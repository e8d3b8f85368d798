"""What the transcript view is given: plain values, no project and no store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thematica.text.span import Span
from thematica.text.turns import Turn


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker as shown: the name, and the role that says whether the words are evidence."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class CodingView:
    """A coding as shown: one code on the code points `start` to `end` (half-open), by one coder.

    `code` is the code's GUID, `name` and `colour` ("#rrggbb") are the code's, `tag` its two letters.
    """

    guid: str
    start: int
    end: int
    code: str
    name: str
    colour: str
    tag: str
    coder: str
    valence: str = "none"


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """A source as shown: its text, turns and sentences in order, speakers by label, and codings in any order.

    Sentences lie inside the words of one turn; a turn with words has at least one.
    """

    text: str
    turns: Sequence[Turn]
    sentences: Sequence[Span]
    speakers: Mapping[str, SpeakerView]
    codings: Sequence[CodingView]


NOTHING = TranscriptView("", (), (), {}, ())
