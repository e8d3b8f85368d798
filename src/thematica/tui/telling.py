"""Faults in words: the one place where what a person can act on becomes a notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from textual.dom import DOMNode

from thematica.errors import ThematicaError

LONG_ENOUGH = 9.0  # seconds a notice of two sentences stays
Answer = TypeVar("Answer")


@contextmanager
def telling(node: DOMNode) -> Iterator[None]:
    """Shows a ThematicaError raised inside as a notice: what happened, then what to do next."""
    try:
        yield
    except ThematicaError as fault:
        tell(node, fault)


def tell(node: DOMNode, fault: ThematicaError) -> None:
    """Shows a fault."""
    node.app.notify(f"{fault.message}\n{fault.hint}", severity="error", markup=False, timeout=LONG_ENOUGH)


def told(node: DOMNode, act: Callable[[Answer], None]) -> Callable[[Answer | None], None]:
    """What to do with a dialog's answer: `act` on it under `telling`, nothing where none was given."""

    def answered(answer: Answer | None) -> None:
        if answer is not None:
            with telling(node):
                act(answer)

    return answered
