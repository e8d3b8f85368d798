"""Subtitles and captions: WebVTT and SRT, also unnumbered, misnamed, or with tags left open.

Both kinds are read alike, by their timing lines. Cues of one speaker are joined into a turn, a line break in a cue
being a matter of layout; a cue without speaker goes on with the one before where the file names speakers at a change.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from thematica.errors import BadFile
from thematica.formats.transcripts.asides import is_direction
from thematica.formats.transcripts.encoding import Decoded
from thematica.formats.transcripts.labels import Candidate, Line, kind
from thematica.formats.transcripts.plain import one_line_end
from thematica.formats.transcripts.speakers import find_labels
from thematica.formats.transcripts.times import seconds
from thematica.formats.transcripts.transcript import Document, Reading
from thematica.formats.transcripts.utterances import Utterance, paragraphs_of

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
TIMING = re.compile(rf"^[ \t]*({_CLOCK})[ \t]*(?:-->|,)[ \t]*({_CLOCK})(?:[ \t][^\n]*)?$", re.MULTILINE)
_LASTED = re.compile(r'NOTE\s+duration:\s*"?(?P<time>\d+:\d+:\d+(?:\.\d+)?)', re.IGNORECASE)
_IDENTITY = re.compile(r"\s*(?:\d+|[0-9a-f-]{36}(?:/\d+(?:-\d+)?)?)\s*", re.IGNORECASE)
_NAMED_IDENTITY = re.compile(r'\s*\d+\s+"(?P<name>[^"\n]{1,80})"(?:\s+\(\d+\))?\s*')
_NOT_SPOKEN = re.compile(r"\s*(?:WEBVTT|NOTE|STYLE|REGION|X-TIMESTAMP-MAP|Kind:|Language:)(?:\b|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s+(?P<name>[^<>]{0,200}))?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^<>]{0,200})?>|<(?:\d+:)?\d+:\d+[.,]\d+>|\{\\[^{}]*\}", re.IGNORECASE
)
_DASH = re.compile(r"\s*(?:[-–—]|>>)\s*\S")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: its times in seconds, its lines, and the speaker its identifier names."""

    start: float
    end: float
    lines: tuple[str, ...]
    named: str | None = None


def read_subtitles(decoded: Decoded, format_name: str, options: Reading) -> Document:
    """The talk in a subtitle file; raises BadFile when there is no cue in it."""
    text = one_line_end(decoded.text)
    cues = _unrolled(list(_cues(text)))
    if not cues:
        raise BadFile("The subtitle file holds no cue.", "Export the subtitles again, or import the talk as text.")
    backward = sum(later.start < one.start for one, later in pairwise(cues))
    warnings = (
        (*decoded.warnings, f"Cues that start before the one above them: {backward}.") if backward else decoded.warnings
    )
    told = _LASTED.search(text)
    duration = seconds(told.group("time")) if told else max(cue.end for cue in cues)
    paragraphs = paragraphs_of(_utterances(cues, options), joined=True)
    return Document(paragraphs, format_name, decoded.encoding, duration, warnings=warnings)


def _cues(text: str) -> Iterator[Cue]:
    """The cues of a file, each with the lines up to the next timing line that are text."""
    timings = list(TIMING.finditer(text))
    identity = text[: timings[0].start()].rpartition("\n\n")[2].strip() if timings else ""
    for n, timing in enumerate(timings):
        last = n + 1 == len(timings)
        lines = text[timing.end() : len(text) if last else timings[n + 1].start()].strip("\n").split("\n")
        start, end = seconds(timing.group(1)) or 0.0, seconds(timing.group(2)) or 0.0
        named = _NAMED_IDENTITY.fullmatch(identity)
        lines, identity = (
            (lines, "")
            if last
            else _parted(lines, touching=text[timings[n + 1].start() - 2 : timings[n + 1].start()] != "\n\n")
        )
        yield Cue(start, end, tuple(_spoken(lines)), named.group("name").strip() if named else None)


def _parted(lines: list[str], *, touching: bool) -> tuple[list[str], str]:
    """A cue's lines without the next cue's identifier, which stands right above its timing line, and that one."""
    alone = len(lines) > 1 and not lines[-2].strip()
    if touching and (alone or _IDENTITY.fullmatch(lines[-1])):
        return lines[:-1], lines[-1]
    return lines, ""


def _spoken(lines: list[str]) -> Iterator[str]:
    """The lines that are text: blocks of notes and style are left out, stray blank lines inside a cue too."""
    silent = False
    for n, line in enumerate(lines):
        if n and not lines[n - 1].strip():
            silent = _NOT_SPOKEN.match(line) is not None
        if line.strip() and not silent:
            yield line


def _unrolled(cues: list[Cue]) -> list[Cue]:
    """The cues without repeats, where captions roll: each cue showing again the last line of the one before."""
    repeats = sum(_bare(one.lines[-1:]) == _bare(later.lines[:1]) != () for one, later in pairwise(cues))
    if repeats < 0.4 * len(cues):
        return cues
    kept: list[Cue] = []
    shown: tuple[str, ...] = ()
    for cue in cues:
        lines = cue.lines
        while lines and _bare(lines[:1]) and _bare(lines[:1])[0] in shown:
            lines = lines[1:]
        shown = _bare(cue.lines)
        kept.append(replace(cue, lines=lines))
    return kept


def _bare(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words for line in lines if (words := _words(line).strip()))


def _words(line: str) -> str:
    """A line without the tags and escapes of subtitles; other signs between angle brackets are the transcriber's."""
    return html.unescape(_TAG.sub("", line)) if "&" in line else _TAG.sub("", line)


def _utterances(cues: Sequence[Cue], options: Reading) -> list[Utterance]:
    """What is said in the cues, in parts where the speaker changes within one."""
    voiced = any(_VOICE.search(line) for cue in cues for line in cue.lines)
    lines = [(cue, line, n == 0) for cue in cues for n, line in enumerate(cue.lines)]
    if voiced:
        return [each for cue in cues for each in _by_voice(cue)]
    texts = [_words(line) for _, line, _ in lines]
    if any(cue.named for cue in cues):
        return [Utterance(_words(_flow(cue.lines)), cue.named, cue.start, cue.end) for cue in cues]
    if _name_lines(cues):
        return [
            Utterance(_flow(cue.lines[1:]), cue.lines[0].strip(" :"), cue.start, cue.end) for cue in cues if cue.lines
        ]
    shaped = [Line(text, 0, first) for text, (_, _, first) in zip(texts, lines, strict=True)]
    labels = find_labels(shaped, options, forms=("colon", "bracket")).of_lines
    parts = list(_by_label(lines, texts, labels))
    if not any(each.speaker for each in parts):
        return parts
    return [replace(each, aside=True) if each.speaker is None and is_direction(each.words) else each for each in parts]


def _by_voice(cue: Cue) -> Iterator[Utterance]:
    """The parts of a cue that voice tags name; what stands before the first tag has no name of its own."""
    text = _flow(cue.lines)
    tags = list(_VOICE.finditer(text))
    before = _words(text[: tags[0].start()] if tags else text)
    if before.strip():
        yield Utterance(before, None, cue.start, cue.end, named=False)
    for n, tag in enumerate(tags):
        words = _words(text[tag.end() : tags[n + 1].start() if n + 1 < len(tags) else len(text)])
        name = " ".join(html.unescape(tag.group("name") or "").split()).rstrip(" :")
        yield Utterance(words, name or None, cue.start, cue.end)


def _by_label(
    lines: Sequence[tuple[Cue, str, bool]], texts: Sequence[str], labels: Sequence[Candidate | None]
) -> Iterator[Utterance]:
    """The parts of cues that labels or dashes begin; other lines go on within their cue."""
    open_part: Utterance | None = None
    for (cue, _, first), text, label in zip(lines, texts, labels, strict=True):
        begins = first or label is not None or _DASH.match(text) is not None
        if open_part is not None and begins:
            yield open_part
            open_part = None
        words = text[label.body :] if label else text
        if open_part is not None:
            open_part = Utterance(
                f"{open_part.words} {words.strip()}", open_part.speaker, cue.start, cue.end, named=open_part.named
            )
        else:
            nobody = label is None and (_DASH.match(text) is not None or is_direction(text))
            open_part = Utterance(
                words.strip(), label.label if label else None, cue.start, cue.end, named=nobody or label is not None
            )
    if open_part is not None:
        yield open_part


def _name_lines(cues: Sequence[Cue]) -> bool:
    """Whether the first line of nearly every cue is a name on its own."""
    heads = [cue.lines[0].strip(" :") for cue in cues if len(cue.lines) > 1]
    named = [head for head in heads if kind(head) in {"role", "code", "name"}]
    return len(named) > 0.8 * len(cues) and len(set(named)) <= max(2, len(named) // 2)


def _flow(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)
