"""A line that shows how far long work has come, and stops it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

from textual import on
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.worker import Worker

from thematica.text.normalise import safe
from thematica.tui.jobs import Advanced, step_by_step
from thematica.work.progress import Progress

Result = TypeVar("Result")
CELLS = 20  # of the bar


class ProgressLine(Widget):
    """Does one long thing at a time, step by step; empty while there is none.

    A screen that has one lets its `esc` be `line.stop() or leave`.
    """

    DEFAULT_CSS = """
    ProgressLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    progress: reactive[Progress | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._worker: Worker[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._worker is not None and not self._worker.is_finished

    def run(
        self, name: str, steps: Callable[[], Generator[Progress, None, Result]], done: Callable[[Result], None]
    ) -> None:
        """Does a long verb on a thread, and then `done` with what it gave; a fault becomes a notice.

        `steps` must not touch a widget.
        """
        self.progress = Progress(0, 0, name)
        self._worker = step_by_step(self, name, steps, done)

    def stop(self) -> bool:
        """Ends what is being done at its next step; False when there is nothing."""
        if self._worker is None or self._worker.is_finished:
            return False
        self._worker.cancel()
        return True

    @on(Advanced)
    def _advanced(self, event: Advanced) -> None:
        event.stop()
        if self.is_busy:
            self.progress = event.progress

    @on(Worker.StateChanged)
    def _over(self, event: Worker.StateChanged) -> None:
        event.stop()
        if event.worker is self._worker and event.worker.is_finished:
            self.progress = None

    def render(self) -> Content:
        """The bar, what is being done, and how to stop it."""
        if self.progress is None:
            return Content()
        done, total = self.progress.done, self.progress.total
        filled = CELLS * done // total if total else 0
        figures = f" {done}/{total} " if total else " "
        return Content.assemble(
            ("█" * filled, "$accent"),
            ("░" * (CELLS - filled), "$text-muted"),
            (figures, "$text-muted"),
            safe(self.progress.what),
            ("   esc stops", "$text-muted"),
        )
