"""How far a long verb has come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """What long verbs yield: `done` steps of `total`, and what is being done now. Holds no transcript text."""

    done: int
    total: int
    what: str
