"""Python's collection of what is no longer used, done while nobody is typing.

A key makes some thousands of objects that only a collection finds. Done whenever Python likes, it makes a frame late:
many small ones each by a little, one large one by more than a whole frame.
"""

from __future__ import annotations

import asyncio
import gc

BREATH = 0.03  # seconds after a key: what is new is looked through, which takes a few thousandths
PAUSE = 5.0  # seconds after a key: everything is
FAR_OFF = 200_000  # objects: without a single breath, Python collects by itself all the same


class Tidying:
    """Collects in the pauses between keys."""

    def __init__(self) -> None:
        self._due: list[asyncio.TimerHandle] = []

    def begin(self) -> None:
        """Leaves out what is there for good, as the program itself, and takes over from Python."""
        gc.freeze()
        gc.enable()
        gc.set_threshold(FAR_OFF, 10, 10)

    def wait(self) -> None:
        """Does nothing while a key is under way."""
        while self._due:
            self._due.pop().cancel()

    def soon(self) -> None:
        """Collects when no other key comes."""
        self.wait()
        loop = asyncio.get_running_loop()
        self._due = [loop.call_later(BREATH, gc.collect, 1), loop.call_later(PAUSE, gc.collect)]
