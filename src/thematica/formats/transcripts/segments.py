"""JSON as speech recognisers and corpora write it: somewhere in it lies a list of stretches of talk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from thematica.errors import BadFile
from thematica.formats.transcripts.encoding import Decoded
from thematica.formats.transcripts.plain import paragraphs_of as plain_paragraphs
from thematica.formats.transcripts.times import seconds
from thematica.formats.transcripts.transcript import Document
from thematica.formats.transcripts.utterances import Utterance, flowing, in_seconds, is_stop, paragraphs_of

_WORDS = (
    "text",
    "content",
    "body",
    "transcript",
    "utterance",
    "value",
    "sentence",
    "display",
    "message",
    "punctuated_word",
    "word",
)
_SPEAKERS = (
    "speaker",
    "speaker_name",
    "speakerName",
    "speaker_label",
    "speakerLabel",
    "speaker_id",
    "speakerId",
    "spk",
)
_SPEAKERS_TOO = ("name", "participant", "role", "who", "speakerTag", "speaker_tag", "from")
_STARTS = (
    "start",
    "start_time",
    "startTime",
    "begin",
    "ts",
    "from",
    "offset",
    "timestamp",
    "time",
    "timestamps",
    "offsets",
)
_ENDS = ("end", "end_time", "endTime", "end_ts", "to", "stop", "timestamp", "timestamps", "offsets")
_READINGS = ("alternatives", "nBest")
_PASSED = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?")
_PARTS = ("sentences", "elements", "words", "tokens", "children")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?s?")
_A_MASS = 10_000
_LONGEST_NAME = 80
_BEYOND_RECORDINGS = 1e12
_SHORTEST = 12
_NOT_ONE = "Export the talk as text or subtitles, or as JSON with a list of segments that hold ‘speaker’ and ‘text’."


def read_json(decoded: Decoded) -> Document:
    """The talk in a JSON file; raises BadFile when it is no JSON, or holds no list of stretches of talk."""
    found = _longest_talk(_parsed(decoded.text))
    if not found:
        if words := _whole_text(_parsed(decoded.text)):
            return Document(plain_paragraphs(words), "json", decoded.encoding, warnings=decoded.warnings)
        raise BadFile("No talk was found in the JSON file.", _NOT_ONE)
    paragraphs = paragraphs_of(found, joined=True)
    ends = [each.end for each in found if each.end is not None]
    return Document(paragraphs, "json", decoded.encoding, max(ends, default=None), warnings=decoded.warnings)


def is_json(text: str) -> bool:
    """Whether a text is JSON, or JSON line by line."""
    if text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        _parsed(text)
    except BadFile:
        return False
    return True


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise BadFile("The JSON is nested deeper than any transcript.", _NOT_ONE) from None
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise BadFile("The JSON file is damaged or only half there.", "Export it again.") from None


def _longest_talk(data: Any) -> list[Utterance]:
    """The utterances of the list that holds most; speakers make a list likelier, single words less so."""
    best: list[Utterance] = []
    weight = 0.0
    for items in _lists(data):
        utterances = _utterances(items)
        length = sum(len(each.words) for each in utterances)
        if not utterances or length == 0:
            continue
        named = sum(len(each.words) for each in utterances if each.speaker)
        single = length / len(utterances) < _SHORTEST
        found = (length + 7.0 * named) * (0.3 if single else 1.0)
        if found > weight:
            best, weight = utterances, found
    return best


def _lists(data: Any) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Every list of objects in the data, outer ones first."""
    waiting = [data]
    while waiting:
        each = waiting.pop(0) if len(waiting) < _A_MASS else waiting.pop()
        if isinstance(each, dict):
            waiting.extend(value for value in each.values() if isinstance(value, dict | list))
        elif isinstance(each, list):
            objects = [item for item in each if isinstance(item, dict)]
            if objects and len(objects) > len(each) // 2:
                yield objects
            waiting.extend(item for item in each if isinstance(item, dict | list))


def _utterances(items: Sequence[Mapping[str, Any]]) -> list[Utterance]:
    utterances: list[Utterance] = []
    for item in items:
        words = _words(item)
        if words is None:
            return []
        start, end = _times(item)
        speaker = _speaker(item)
        if speaker is None and utterances and is_stop(words):
            utterances[-1] = replace(utterances[-1], words=flowing([utterances[-1].words, words]))
        else:
            utterances.append(Utterance(words, speaker, start, end, named=speaker is not None))
    return in_seconds(utterances)


def _words(item: Mapping[str, Any]) -> str | None:
    """What an object says: its text, or the texts of its parts; None when it says nothing."""
    for name in _WORDS:
        if isinstance(item.get(name), str):
            return str(item[name])
    if (best := _best(item)) is not None:
        return _words(best)
    for name in _PARTS:
        parts = item.get(name)
        if isinstance(parts, list) and parts and all(isinstance(part, dict) for part in parts):
            texts = [str(part[key]) for part in parts for key in _WORDS if isinstance(part.get(key), str)]
            spaced = any(text[:1].isspace() or text[-1:].isspace() for text in texts if text.strip(",;"))
            return ("".join(texts) if spaced else flowing(texts)) if texts else None
    return None


def _speaker(item: Mapping[str, Any]) -> str | None:
    """Who says it; a bare number becomes `Speaker 0`."""
    if (best := _best(item)) is not None and (speaker := _speaker(best)) is not None:
        return speaker
    for name in (*_SPEAKERS, *_SPEAKERS_TOO):
        value = item.get(name)
        if isinstance(value, dict):
            value = next((value[key] for key in ("name", "label", "id") if key in value), None)
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int) or (isinstance(value, str) and value.strip().isdecimal()):
            return f"Speaker {value}" if name != "from" else None
        if isinstance(value, str) and value.strip() and len(value) <= _LONGEST_NAME and "\n" not in value:
            return " ".join(value.split()).rstrip(" :") or None
    return None


def _best(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The likeliest of the readings a recogniser gives for a stretch, which is its first."""
    readings = next((item[name] for name in _READINGS if isinstance(item.get(name), list) and item[name]), [None])
    return readings[0] if isinstance(readings[0], dict) else None


def _times(item: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """When a stretch starts and ends, as it says itself, else as its parts say."""
    start, end = _time(item, _STARTS, 0), _time(item, _ENDS, -1)
    if start is None:
        parts = [part for name in _PARTS if isinstance(item.get(name), list) for part in item[name]]
        timed = [part for part in parts if isinstance(part, dict) and _time(part, _STARTS, 0) is not None]
        if timed:
            start, end = _time(timed[0], _STARTS, 0), _time(timed[-1], _ENDS, -1)
    return start, end


def _time(item: Mapping[str, Any], names: Sequence[str], part: int) -> float | None:
    """The first of these fields that holds a time, as a number, a clock, or a pair of them."""
    for name in names:
        value = item.get(name)
        if isinstance(value, list) and len(value) == len(("start", "end")):
            value = value[part]
        if isinstance(value, dict):
            value = value.get("from" if part == 0 else "to")
        if isinstance(value, bool):
            continue
        if isinstance(value, int | float) and abs(value) < _BEYOND_RECORDINGS:
            return float(value)
        if isinstance(value, str) and (clock := _clock(value)) is not None:
            return clock
    return None


def _clock(value: str) -> float | None:
    """A time in seconds that is written as a number, as `00:01:02.5`, or as `PT1M2.5S`."""
    if _NUMBER.fullmatch(value):
        return float(value.removesuffix("s"))
    if passed := _PASSED.fullmatch(value):
        hours, minutes, rest = (float(part or 0) for part in passed.groups())
        return hours * 3600 + minutes * 60 + rest
    return seconds(value)


def _whole_text(data: Any) -> str | None:
    if isinstance(data, dict):
        return next(
            (str(data[name]) for name in _WORDS if isinstance(data.get(name), str) and data[name].strip()), None
        )
    return None
