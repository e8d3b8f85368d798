"""News of the project, on their way to the screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual.message import Message

from thematica.store.project import Changed


@dataclass
class StudyChanged(Message):
    """An act was done, here or by another program: a screen that shows such a thing reads again."""

    changed: Changed


@runtime_checkable
class Keeps(Protocol):
    """A screen that holds words not yet on disk."""

    def keep(self) -> None:
        """Writes them."""
