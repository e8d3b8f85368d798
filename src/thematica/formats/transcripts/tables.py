"""Tables that hold a transcript: which column names the speaker, which holds the words, which the time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from thematica.formats.transcripts.labels import key, kind
from thematica.formats.transcripts.times import MARK, seconds
from thematica.formats.transcripts.utterances import Utterance, in_seconds

_FEWEST = 4
_NEARLY_ALL, _MOSTLY, _SOME = 0.8, 0.6, 0.3
_LONGEST_NUMBER = 9
_DIRECTION = re.compile(r"[\[(].*[\])]", re.DOTALL)
_TIME = re.compile(rf"\s*(?:{MARK}|\d+(?:\.\d+)?)\s*")
_SPEAKER_HEADS = frozenset([
    "speaker", "speakers", "speaker name", "speaker label", "speaker_label", "speaker_name", "speakername",
    "name", "who", "label", "role", "person", "participant", "voice", "actor", "character", "sprecher",
    "sprecherin", "taler", "talare", "foredragsholder", "locuteur", "hablante", "spreker", "puhuja",
])  # fmt: skip
_TEXT_HEADS = frozenset([
    "text", "transcript", "transcription", "utterance", "utterances", "content", "words", "speech", "dialogue",
    "dialog", "line", "message", "turn", "talk", "said", "response", "quote", "sentence", "body", "what",
    "tekst", "texte", "texto", "testo", "äußerung", "transkript", "transkripsjon", "transkription", "ytring",
    "teksti",
])  # fmt: skip
_TIME_HEADS = frozenset([
    "time", "timecode", "time code", "timestamp", "timestamps", "start", "start time", "start_time", "starttime",
    "start (s)", "begin", "from", "in", "onset", "tc", "tid", "tidspunkt", "zeit", "zeitmarke", "temps", "tiempo",
    "heure",
])  # fmt: skip


_END_HEADS = frozenset(
    ["end", "end time", "end_time", "endtime", "end (s)", "stop", "to", "out", "offset", "slut", "ende", "fin"]
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a transcript table, by number from 0; `headed` when the first row names them."""

    speaker: int | None
    text: int
    time: int | None
    end: int | None
    headed: bool


def transcript_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """How a table holds a transcript, by its head row or else by what its columns look like; None when it does not."""
    width = max((len(row) for row in rows), default=0)
    if width <= 1:
        return None
    columns = [[row[n].strip() if n < len(row) else "" for row in rows] for n in range(width)]
    return _by_head(columns) or _by_looks(columns)


def utterances_in(rows: Sequence[Sequence[str]], columns: Columns) -> list[Utterance]:
    """The rows of a transcript table as utterances."""
    utterances: list[Utterance] = []
    taken = {columns.speaker, columns.text, columns.time, columns.end}
    for row in rows[columns.headed :]:
        cells = [*row, *[""] * (1 + max(each or 0 for each in taken))]
        speaker = cells[columns.speaker].strip(" :：\t-–\n") if columns.speaker is not None else ""
        others = [cell.strip() for n, cell in enumerate(row) if n not in taken]
        words = cells[columns.text].strip() or (" ".join(filter(None, others)) if not speaker else "")
        start, end = (None if n is None else _seconds(cells[n]) for n in (columns.time, columns.end))
        if not words and _DIRECTION.fullmatch(speaker):
            utterances.append(Utterance(speaker, None, start, end, named=False, aside=True))
        elif words:
            utterances.append(Utterance(words, " ".join(speaker.split()) or None, start, end, named=bool(speaker)))
    return in_seconds(utterances)


def left_out(rows: Sequence[Sequence[str]], columns: Columns) -> list[str]:
    """The heads of columns that hold words but are no part of the talk, such as notes."""
    width = max(map(len, rows), default=0)
    others = [n for n in range(width) if n not in {columns.speaker, columns.text, columns.time, columns.end}]
    cells = {n: [row[n].strip() for row in rows[columns.headed :] if n < len(row) and row[n].strip()] for n in others}
    worded = [n for n in others if any(_TIME.fullmatch(cell) is None for cell in cells[n])]
    return [(rows[0][n].strip() if columns.headed and n < len(rows[0]) else "") or f"Column {n + 1}" for n in worded]


def names_columns(cells: Sequence[str]) -> bool:
    """Whether a row of cells names a column of speakers and one of their words."""
    heads = [key(cell).strip(" :\"'") for cell in cells]
    return any(head in _SPEAKER_HEADS for head in heads) and any(head in _TEXT_HEADS for head in heads)


def _by_head(columns: list[list[str]]) -> Columns | None:
    heads = [key(column[0]).strip(" :") for column in columns]
    speaker = next((n for n, head in enumerate(heads) if head in _SPEAKER_HEADS), None)
    text = next((n for n, head in enumerate(heads) if head in _TEXT_HEADS and n != speaker), None)
    time = next((n for n, head in enumerate(heads) if head in _TIME_HEADS), None)
    end = next((n for n, head in enumerate(heads) if head in _END_HEADS and n != time), None)
    if text is None or len(columns[0]) == 1:
        return None
    if speaker is None and (time is None or all(_seconds(cell) is None for cell in columns[time][1:])):
        return None
    if speaker is not None and not _names(columns[speaker][1:], strict=False):
        return None
    return Columns(speaker, text, time, end if time is not None else None, headed=True)


def _by_looks(columns: list[list[str]]) -> Columns | None:
    """Columns told apart by what is in them: names that come back beside longer texts, with times and numbers."""
    numbers = [n for n, column in enumerate(columns) if _counts(column)]
    times = [n for n, column in enumerate(columns) if n not in numbers and _mostly_times(column)]
    filled = [n for n, column in enumerate(columns) if any(column) and n not in times and n not in numbers]
    if len(filled) != len(("speaker", "text")):
        return None
    lengths = {n: mean(len(cell) for cell in columns[n]) for n in filled}
    for speaker, text in (filled, filled[::-1]):
        called = _called(columns[speaker])
        if _names(columns[speaker], strict=True) and (called or lengths[speaker] * 1.5 <= lengths[text]):
            time, end = (*times, None, None)[:2]
            return Columns(speaker, text, time, end, headed=False)
    return None


def _counts(column: list[str]) -> bool:
    """Whether cells number the rows."""
    numbers = [int(cell.strip(".)")) for cell in column if cell.strip(".)").isdecimal() and len(cell) < _LONGEST_NUMBER]
    following = sum(later == one + 1 for one, later in pairwise(numbers))
    return len(numbers) > _NEARLY_ALL * sum(map(bool, column)) and following >= _NEARLY_ALL * (len(numbers) - 1)


def _called(cells: list[str]) -> bool:
    """Whether most cells end with a colon, as labels do."""
    labels = [cell for cell in cells if cell and not _DIRECTION.fullmatch(cell)]
    return sum(cell.endswith((":", "：")) for cell in labels) > _MOSTLY * len(labels)


def _mostly_times(column: list[str]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and sum(_TIME.fullmatch(cell) is not None for cell in filled) > _NEARLY_ALL * len(filled)


def _names(cells: list[str], *, strict: bool) -> bool:
    """Whether cells hold speakers' labels; `strict` asks that they come back or be words for speakers."""
    labels = [label for cell in cells if (label := cell.strip(" :：-–\t")) and not _DIRECTION.fullmatch(label)]
    if not labels:
        return False
    kinds = [kind(label) for label in labels]
    if sum(sort is not None for sort in kinds) < _NEARLY_ALL * len(labels):
        return False
    if not strict:
        return True
    known = sum(sort == "role" for sort in kinds)
    if sum(sort == "nobody" for sort in kinds) > _SOME * len(labels):
        return False
    distinct = len({key(label) for label in labels})
    share = _NEARLY_ALL if any(sort in {"role", "code"} for sort in kinds) else _MOSTLY
    comes_back = len(labels) >= _FEWEST and distinct <= max(2, share * len(labels))
    return comes_back or (len(labels) > 1 and (_called(cells) or known > _MOSTLY * len(labels)))


def _seconds(cell: str) -> float | None:
    try:
        return round(float(cell), 3)
    except ValueError:
        return seconds(cell)
