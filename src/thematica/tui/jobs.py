"""Long work on a thread, so that the screen stays free; the only place where threads are used."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Generic, TypeVar

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


class Latest(Generic[Result]):
    """Long work of which only the last asked for counts: one at a time on a thread, what was superseded is dropped.

    Work is an iterator, so that first results are shown while more are looked for. It must not touch a widget.
    """

    def __init__(self, node: DOMNode, name: str, done: Callable[[Result], None]) -> None:
        self._node = node
        self._name = name
        self._done = done
        self._wanted: Callable[[], Iterator[Result]] | None = None
        self._is_busy = False
        self.has_answered = False
        """Whether there has been a result, or a fault, since something else was asked than before."""

    def ask(self, work: Callable[[], Iterator[Result]], *, anew: bool = False) -> None:
        """Runs `work`, and `done` with each of its results on the interface's own thread; a fault becomes a notice.

        With `anew` something else is asked than before: what is shown is no answer to it.
        """
        self._wanted = work
        self.has_answered = self.has_answered and not anew
        if not self._is_busy:
            self._is_busy = True
            self._node.app.run_worker(self._run, name=self._name, group="jobs", thread=True)

    def _run(self) -> None:
        app = self._node.app
        while (work := app.call_from_thread(self._next)) is not None:
            try:
                for result in work():
                    if not app.call_from_thread(self._took, result):
                        break
            except ThematicaError as fault:
                app.call_from_thread(self._failed, fault)

    # What follows runs on the interface's own thread, so nothing is seen half changed.

    def _next(self) -> Callable[[], Iterator[Result]] | None:
        work, self._wanted = self._wanted, None
        self._is_busy = work is not None
        return work

    def _took(self, result: Result) -> bool:
        """Shows a result that still counts; says whether more of the same are wanted."""
        if self._wanted is not None or not self._node.is_attached:
            return False
        with telling(self._node.app):
            self._done(result)
        self.has_answered = True
        return True

    def _failed(self, fault: ThematicaError) -> None:
        self.has_answered = self.has_answered or self._wanted is None
        tell(self._node.app, fault)
