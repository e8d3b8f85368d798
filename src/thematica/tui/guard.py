"""The last door before the terminal: whatever a screen forgot, nothing of people's texts steers it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from thematica.text.normalise import REPLACEMENT, safe


class Guard(LineFilter):
    """Takes control and direction characters out of what is painted, and keeps the width it was measured at."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (Textual's own)
        """The same segments, each with its text made fit for painting."""
        return [
            segment if segment.control or safe(segment.text) == segment.text else _made_safe(segment)
            for segment in segments
        ]


def _made_safe(segment: Segment) -> Segment:
    kept = (each if safe(each) == each else REPLACEMENT * cell_len(each) for each in segment.text)
    return Segment("".join(kept), segment.style)
