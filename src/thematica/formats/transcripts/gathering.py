"""Lines and labels into the stretches that become turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from thematica.formats.transcripts.asides import is_aside, is_rule, reads_as_speech
from thematica.formats.transcripts.labels import Candidate, Line
from thematica.formats.transcripts.times import MARK

TIME_ALONE = re.compile(rf"\s*{MARK}\s*")
LEADING_TIME = re.compile(rf"\s*(?P<mark>{MARK})[\s:|–-]*")


@dataclass(slots=True)
class Piece:
    """A turn being gathered; positions are those of the text before it is normalised, `mark` is its time mark."""

    start: int
    body: int
    end: int
    speaker: str | None = None
    mark: str | None = None
    time: float | None = None
    aside: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is said in it yet."""
        return self.body >= self.end


def gather(lines: Sequence[Line], labels: Sequence[Candidate | None]) -> list[Piece]:
    """The pieces of a document with speakers: each label begins one, and what follows without a label continues it.

    Before the first label stands the head, which is aside, unless so much prose precedes it that the labels only come
    in late, as questions after a talk do; that prose has no speaker. A heading or a rule ends a turn. Footers and stage
    directions on lines of their own are aside, and after them the speaker goes on.
    """
    first = next(n for n, label in enumerate(labels) if label is not None)
    gathering = _Gathering(lecture=_much_prose(lines[:first], lines))
    for line, label in zip(lines, labels, strict=True):
        if line.blank:
            gathering.after_blank = True
            continue
        if label is not None:
            gathering.begin(line, label)
        elif TIME_ALONE.fullmatch(line.text):
            gathering.hold(line)
        else:
            gathering.go_on(line)
        gathering.after_blank = False
    gathering.release()
    return gathering.pieces


def _much_prose(before: Sequence[Line], lines: Sequence[Line]) -> bool:
    words = sum(len(line.text.split()) for line in before if not line.aside)
    return words > max(150, sum(len(line.text.split()) for line in lines) * 0.06)


def pieces_of_paragraphs(starts: Sequence[tuple[int, str]]) -> list[Piece]:
    """One piece for each paragraph of a document without speakers; a time on a line of its own goes with the next."""
    pieces: list[Piece] = []
    for start, text in starts:
        end = start + len(text.rstrip())
        match = LEADING_TIME.match(text)
        if pieces and pieces[-1].mark and pieces[-1].empty and match is None:
            pieces[-1].body, pieces[-1].end = start, end
            continue
        body = min(start + match.end(), end) if match else start
        pieces.append(Piece(start, body, end, mark=match.group("mark") if match else None))
    return pieces


@dataclass(slots=True)
class _Gathering:
    """The pieces so far; `held` is a line with only a time, which belongs to whatever comes next."""

    lecture: bool
    pieces: list[Piece] = field(default_factory=list)
    begun: bool = False
    speaker: str | None = None
    held: Line | None = None
    after_blank: bool = False

    def begin(self, line: Line, label: Candidate) -> None:
        start, mark = line.start, label.mark
        if self.held is not None:
            start, mark, self.held = self.held.start, mark or self.held.text.strip(), None
        end = _end(line)
        self.pieces.append(Piece(start, min(line.start + label.body, end), end, label.label, mark))
        self.begun, self.speaker = True, label.label

    def hold(self, line: Line) -> None:
        self.release()
        self.held = line

    def release(self) -> None:
        """Keep a time that no label followed as part of the text it stands in."""
        if self.held is not None:
            line, self.held = self.held, None
            self._go_on(line)

    def go_on(self, line: Line) -> None:
        self.release()
        self._go_on(line)

    def _go_on(self, line: Line) -> None:
        last = self.pieces[-1] if self.pieces else None
        waiting = last is not None and last.empty and not last.aside
        if line.aside or (line.apart and not waiting and (line.first or last is None or last.aside)):
            self._set_aside(line)
            self.speaker = None
        elif (not self.begun and not (self.lecture and reads_as_speech(line.text))) or (
            self.begun and line.first and not waiting and is_aside(line)
        ):
            self._set_aside(line)
            self.speaker = None if is_rule(line.text) else self.speaker
        elif last is None or last.aside or (last.speaker is None and line.first):
            self.pieces.append(Piece(line.start, line.start, _end(line), self.speaker))
        else:
            self._extend(last, line)

    def _extend(self, last: Piece, line: Line) -> None:
        if last.empty:
            match = LEADING_TIME.match(line.text) if last.mark is None else None
            spaces = len(line.text) - len(line.text.lstrip())
            last.body = line.start + (match.end() if match else spaces)
            last.mark = match.group("mark") if match else last.mark
        last.end = _end(line)

    def _set_aside(self, line: Line) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last is not None and last.aside and not self.after_blank and not line.apart:
            last.end = _end(line)
        else:
            self.pieces.append(Piece(line.start, line.start, _end(line), aside=True))


def _end(line: Line) -> int:
    return line.start + len(line.text.rstrip())
