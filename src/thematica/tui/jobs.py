"""Long work on a thread, so that the screen stays free; the only place where threads are used."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from typing import TypeVar

from textual.dom import DOMNode
from textual.message import Message
from textual.worker import Worker, get_current_worker

from thematica.errors import ThematicaError
from thematica.tui.telling import tell, telling
from thematica.work.progress import Progress

Result = TypeVar("Result")


class Advanced(Message):
    """Long work has come a step further. Of several not yet looked at, only the last is."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    def can_replace(self, message: Message) -> bool:
        """Whether this need not be looked at, as `message` came after it."""
        return isinstance(message, Advanced)


class _Stopped(Exception):
    """The work was cancelled between two steps."""


def in_background(node: DOMNode, name: str, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
    """Runs `work` on a thread and then `done` with what it gave on the interface's own; a fault becomes a notice.

    `work` must not touch a widget. It outlives the screen that asked for it.
    """
    _on_thread(node.app, name, work, done)


def step_by_step(
    node: DOMNode, name: str, steps: Callable[[], Generator[Progress, None, Result]], done: Callable[[Result], None]
) -> Worker[None]:
    """As `in_background`, for a verb that says how far it has come: `node` gets an `Advanced` for each step.

    Cancelling the worker ends the verb at its next step, as does `node` going away; `done` is then not called.
    """

    def work() -> Result:
        worker = get_current_worker()
        with closing(steps()) as under_way:
            while True:
                try:
                    step = next(under_way)
                except StopIteration as end:
                    result: Result = end.value
                    return result
                if worker.is_cancelled:
                    raise _Stopped
                node.post_message(Advanced(step))

    return _on_thread(node, name, work, done)


def _on_thread(node: DOMNode, name: str, work: Callable[[], Result], done: Callable[[Result], None]) -> Worker[None]:
    app = node.app

    def finish(result: Result) -> None:
        if not worker.is_cancelled:
            with telling(app):
                done(result)

    def run() -> None:
        try:
            result = work()
        except _Stopped:
            return
        except ThematicaError as fault:
            app.call_from_thread(tell, app, fault)
        else:
            app.call_from_thread(finish, result)

    worker = node.run_worker(run, name=name, group="jobs", thread=True)
    return worker
