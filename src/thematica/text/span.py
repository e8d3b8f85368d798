"""A stretch of text: code points, 0-based, half-open."""

from __future__ import annotations

from dataclasses import dataclass

from thematica.errors import SpanOutsideText


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points from `start` up to but not including `end`, as in a Python slice.

    Raises SpanOutsideText when the start is negative or lies after the end.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise SpanOutsideText(
                f"A stretch of text cannot run from {self.start} to {self.end}.",
                "Give a start of 0 or more and an end after it.",
            )

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` under this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one code point."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: Span) -> Span | None:
        """The stretch both have in common, or None where they do not overlap."""
        if not self.overlaps(other):
            return None
        return Span(max(self.start, other.start), min(self.end, other.end))

    def joined(self, other: Span) -> Span:
        """The smallest span that holds both, with whatever lies between."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def trimmed(self, text: str) -> Span:
        """This span without white space at either end; empty at its start when it holds nothing else."""
        words = self.of(text)
        left = len(words) - len(words.lstrip())
        if left == len(words):
            return Span(self.start, self.start)
        return Span(self.start + left, self.start + len(words.rstrip()))

    def checked_in(self, text: str) -> Span:
        """This span, when it is not empty and lies inside `text`; else SpanOutsideText is raised."""
        if self.start == self.end:
            raise SpanOutsideText(
                f"The stretch {self.start}–{self.end} holds no text.", "Choose at least one character."
            )
        if self.end > len(text):
            raise SpanOutsideText(
                f"The stretch {self.start}–{self.end} runs past the end of the text ({len(text)} characters).",
                "Offsets count characters from 0; `thematica show --turns --json` lists them.",
            )
        return self
