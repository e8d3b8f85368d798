"""Steps: from a place in the text to the next sentence, turn, word or character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from thematica.text.span import Span
from thematica.text.turns import Turn
from thematica.text.words import words
from thematica.tui.transcript.rows import graphemes

Unit = Literal["character", "word", "sentence"]


class Steps:
    """Where one can step to in `text`; all positions are code points of it."""

    def __init__(self, text: str, turns: Sequence[Turn], sentences: Sequence[Span]) -> None:
        self._text, self._turns, self.sentences = text, turns, sentences
        self._turn_starts = [turn.start for turn in turns]
        self._starts = [sentence.start for sentence in sentences]
        self._ends = [sentence.end for sentence in sentences]

    def turn_at(self, position: int) -> int:
        """The number (from 0) of the turn that holds a position, or of the last one before it."""
        return max(0, bisect_right(self._turn_starts, position) - 1)

    def sentence_at(self, position: int) -> int:
        """The number of the sentence at a position; between two the later, unless only the earlier is in the turn."""
        after = min(bisect_right(self._ends, position), len(self.sentences) - 1)
        turn = self.turn_at(position)
        if after > 0 and self.turn_at(self._starts[after]) != turn == self.turn_at(self._starts[after - 1]):
            return after - 1
        return max(0, after)

    def turn_beside(self, position: int, step: int) -> int | None:
        """The first sentence of the next (1) or previous (-1) turn that has one, seen from a position."""
        number = self.turn_at(position) + step
        while 0 <= number < len(self._turns):
            turn = self._turns[number]
            first = bisect_left(self._starts, turn.start)
            if first < len(self._starts) and self._starts[first] < turn.end:
                return first
            number += step
        return None

    def word_at(self, position: int) -> Span | None:
        """The word that holds a position; None between words."""
        turn = self._turns[self.turn_at(position)]
        return next((word for word in words(self._text, turn.body) if word.start <= position < word.end), None)

    def reshaped(self, span: Span, unit: Unit, grow: int, *, at_start: bool) -> Span:
        """`span` with one edge moved by a unit: outwards for `grow` 1, inwards for -1; never made empty."""
        edge = span.start if at_start else span.end
        moved = self._stop(edge, unit, at_start=at_start, forward=(grow > 0) != at_start)
        start, end = (moved, span.end) if at_start else (span.start, moved)
        return Span(start, end) if start < end else span

    def _stop(self, edge: int, unit: Unit, *, at_start: bool, forward: bool) -> int:
        """The nearest place beyond `edge` where a unit begins (for a start) or ends; `edge` itself past the last."""
        number = self.turn_at(edge)
        for turn in range(number, len(self._turns)) if forward else range(number, -1, -1):
            stops = [start if at_start else end for start, end in self._units(self._turns[turn].body, unit)]
            at = bisect_right(stops, edge) if forward else bisect_left(stops, edge) - 1
            if 0 <= at < len(stops):
                return stops[at]
        return edge

    def _units(self, body: Span, unit: Unit) -> list[tuple[int, int]]:
        if unit == "word":
            return [(word.start, word.end) for word in words(self._text, body)]
        if unit == "character":
            return [(start, end) for start, end, _ in graphemes(self._text, body.start, body.end)]
        first, last = bisect_left(self._starts, body.start), bisect_left(self._starts, body.end)
        return [(sentence.start, sentence.end) for sentence in self.sentences[first:last]]
