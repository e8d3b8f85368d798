"""Turns: who speaks from where to where."""

from __future__ import annotations

from dataclasses import dataclass

from thematica.text.span import Span


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's stretch of a text; `n` counts from 1.

    The label stays in the text: `start` is where it begins, `body_start` where the words begin, `end` where they
    end (code points, half-open). `speaker` is the label as the file has it, without its colon or time; None where
    nobody is named. `aside` marks what stands beside the talk: titles, front matter, footers. `time` is in seconds.
    """

    n: int
    start: int
    body_start: int
    end: int
    speaker: str | None = None
    time: float | None = None
    aside: bool = False

    @property
    def body(self) -> Span:
        """What was said."""
        return Span(self.body_start, self.end)

    @property
    def span(self) -> Span:
        """What was said, with its label."""
        return Span(self.start, self.end)

    @property
    def shown(self) -> Span:
        """The words as a person reads them: with what stands before them where it is neither a speaker nor a time."""
        return self.body if self.speaker is not None or self.time is not None else self.span
