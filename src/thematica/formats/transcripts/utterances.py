"""Talk that comes in labelled parts (cues, table rows, segments) into paragraphs of the form `Label: words`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thematica.formats.transcripts.sentences import ends_sentence
from thematica.formats.transcripts.transcript import Paragraph

_PAUSE = 2.0
_MILLISECONDS_A_WORD = 30
_STOPS = re.compile(r"[.,;:!?%)\]…‥。、，！？：；؟،]+")
_LONGEST_UNSPOKEN = 30.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """A part of the talk; `start` and `end` are in seconds, `named` tells whether the file names anyone for it.

    An `aside` stands beside the talk, such as a stage direction.
    """

    words: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    named: bool = True
    aside: bool = False


def paragraphs_of(utterances: Sequence[Utterance], *, joined: bool) -> tuple[Paragraph, ...]:
    """A paragraph for each utterance with its label in front; with `joined`, one for each stretch of one speaker.

    Where speakers are named only when they change, an utterance without a name goes on with the speaker before it.
    """
    utterances = _named_throughout([each for each in utterances if each.words.strip()])
    if joined:
        utterances = _joined(utterances)
    paragraphs: list[Paragraph] = []
    for each in utterances:
        label = f"{each.speaker}: " if each.speaker else ""
        paragraphs.append(
            Paragraph(
                label + each.words.strip(), aside=each.aside, speaker=each.speaker, body=len(label), time=each.start
            )
        )
    return tuple(paragraphs)


def flowing(texts: Sequence[str]) -> str:
    """Words or stretches of talk as running text; a stop that stands alone has no space before it."""
    flow = ""
    for text in filter(None, map(str.strip, texts)):
        flow += text if not flow or is_stop(text) else f" {text}"
    return flow


def is_stop(text: str) -> bool:
    """Whether a text is nothing but stops: commas, full stops, closing brackets."""
    return _STOPS.fullmatch(text.strip()) is not None


def in_seconds(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances with times in seconds, where they plainly are milliseconds.

    They are when all are whole numbers, and far more of them pass than anyone needs for the words that are said.
    """
    timed = [each for each in utterances if each.start is not None and each.words.strip()]
    if not timed or any(each.start != int(each.start) for each in timed if each.start is not None):
        return list(utterances)
    following = [later.start for later in timed[1:]] + [None]
    spans = [(each, (later if each.end is None else each.end)) for each, later in zip(timed, following, strict=True)]
    passed = sum(end - (each.start or 0.0) for each, end in spans if end is not None)
    said = sum(len(each.words.split()) for each, end in spans if end is not None)
    if not said or passed / said <= _MILLISECONDS_A_WORD:
        return list(utterances)
    return [replace(each, start=_thousandth(each.start), end=_thousandth(each.end)) for each in utterances]


def _thousandth(time: float | None) -> float | None:
    return None if time is None else round(time / 1000, 3)


def _named_throughout(utterances: list[Utterance]) -> list[Utterance]:
    """The utterances, nameless ones under the speaker before them if the file names speakers only at a change."""
    neighbours = [(one, other) for one, other in itertools.pairwise(utterances) if one.speaker and other.speaker]
    repeated = sum(one.speaker == other.speaker for one, other in neighbours)
    if repeated > 0.2 * len(neighbours):
        return utterances
    filled: list[Utterance] = []
    speaker: str | None = None
    for each in utterances:
        speaker = each.speaker if each.named else speaker
        filled.append(each if each.named or each.aside else replace(each, speaker=speaker))
    return filled


def _joined(utterances: list[Utterance]) -> list[Utterance]:
    joined: list[Utterance] = []
    for each in utterances:
        last = joined[-1] if joined else None
        if last is not None and _belongs(last, each):
            joined[-1] = replace(last, words=flowing([last.words, each.words]), end=each.end)
        else:
            joined.append(each)
    return joined


def _belongs(last: Utterance, each: Utterance) -> bool:
    """Whether an utterance goes on with the one before: the same speaker, or nobody named in the same sentence."""
    if last.speaker != each.speaker or last.aside or each.aside:
        return False
    if each.speaker is not None:
        return last.start is not None or each.start is None
    if ends_sentence(last.words) or each.words.lstrip().startswith(("- ", "– ", "-\N{NO-BREAK SPACE}", ">>")):
        return False
    if last.start is None or last.end is None or each.start is None:
        return False
    return each.start - last.end < _PAUSE and each.start - last.start < _LONGEST_UNSPOKEN
