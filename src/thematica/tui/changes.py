"""News of the project, on their way to the screens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual.message import Message
from textual.message_pump import MessagePump

from thematica.store.project import Changed


@dataclass
class StudyChanged(Message):
    """An act was done, here or by another program: a screen that shows such a thing reads again."""

    changed: Changed


@dataclass
class CoderChosen(Message):
    """Somebody else sits down at the desk."""

    coder: str


class Afresh:
    """Lets a screen or widget read again soon: several pieces of news at once are read once."""

    def __init__(self, node: MessagePump, read: Callable[[], Awaitable[None] | None]) -> None:
        self._node = node
        self._read = read
        self._is_due = False

    def soon(self) -> None:
        """Reads when what is under way is done."""
        if not self._is_due:
            self._is_due = True
            self._node.call_later(self._now)

    async def _now(self) -> None:
        self._is_due = False
        reading = self._read()
        if reading is not None:
            await reading


@runtime_checkable
class Keeps(Protocol):
    """A screen that holds words not yet on disk."""

    def keep(self) -> None:
        """Writes them."""


@runtime_checkable
class Awaits(Protocol):
    """A screen that has been opened before what it shows was read."""

    @property
    def is_waiting(self) -> bool:
        """Whether that is still so."""
