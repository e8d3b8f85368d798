"""Long work on a thread, so that the screen stays free; the only place where threads are used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.dom import DOMNode

from thematica.errors import ThematicaError
from thematica.tui.telling import tell, telling

Result = TypeVar("Result")


def in_background(node: DOMNode, name: str, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
    """Runs `work` on a thread and then `done` with what it gave on the interface's own; a fault becomes a notice.

    `work` must not touch a widget.
    """
    app = node.app

    def finish(result: Result) -> None:
        with telling(app):
            done(result)

    def run() -> None:
        try:
            result = work()
        except ThematicaError as fault:
            app.call_from_thread(tell, app, fault)
        else:
            app.call_from_thread(finish, result)

    app.run_worker(run, name=name, group="jobs", thread=True)
