"""The cursor: the sentence one reads, the coding in focus there, the code one looks at."""

from __future__ import annotations

from thematica.text.span import Span
from thematica.tui.transcript.codings import Codings
from thematica.tui.transcript.steps import Steps
from thematica.tui.transcript.values import CodingView


class Cursor:
    """Stands on one sentence of a source. `code` is the GUID of the code one looks at, or None."""

    def __init__(self, steps: Steps, codings: Codings) -> None:
        self.steps, self.codings = steps, codings
        self.code: str | None = None
        self._number = 0
        self._focused: str | None = None

    @property
    def number(self) -> int:
        """The number of its sentence, from 0."""
        return self._number

    @property
    def sentence(self) -> Span | None:
        """Its sentence; None where there is no text."""
        return self.steps.sentences[self._number] if self.steps.sentences else None

    def put(self, number: int) -> None:
        """Puts it on a sentence, on the first or last for numbers beyond them; no coding is in focus then."""
        self._number = max(0, min(number, len(self.steps.sentences) - 1))
        self._focused = None

    def focus(self, coding: str) -> None:
        """Puts a coding (by GUID) in focus until the cursor is put elsewhere."""
        self._focused = coding

    @property
    def here(self) -> tuple[CodingView, ...]:
        """The codings on its sentence, in reading order."""
        return self.codings.under(self.sentence) if self.sentence else ()

    @property
    def current(self) -> CodingView | None:
        """The coding here that is in focus, or else the first of the code one looks at, or else the shortest."""
        return min(
            self.here,
            key=lambda coding: (coding.guid != self._focused, coding.code != self.code, coding.end - coding.start),
            default=None,
        )

    def cycle(self, step: int) -> None:
        """Puts the next (1) or previous (-1) of the codings here in focus, round and round."""
        if self.current is not None:
            self.focus(self.here[(self.here.index(self.current) + step) % len(self.here)].guid)

    def beside(self, step: int, code: str | None) -> CodingView | None:
        """The next (1) or previous (-1) coding from here, of one code (by GUID) when it is given."""
        return self.codings.beside(self.sentence, self._focused, step, code) if self.sentence else None
