"""A program in a terminal of its own: how long it takes until the screen says something, and what it costs."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0
FIRST = 2.0  # seconds after which nothing more is going to be painted
ONE_FRAME = 0.004  # seconds: what is painted sooner after something else belongs to it


class Terminal:
    """The master side of a pseudo-terminal with a program at the other end."""

    def __init__(self, master: int, child: int) -> None:
        self._master = master
        self._child = child

    @property
    def processor(self) -> float:
        """Seconds of processor time the program has taken, all threads together."""
        return time.clock_gettime((~self._child << 3) | 2)  # Linux: the clock of another process

    @property
    def peak_memory(self) -> float:
        """The most memory the program has held at once, in MiB."""
        status = Path(f"/proc/{self._child}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def until(self, words: str) -> float:
        """Seconds from now until the program has written `words`. Raises TimeoutError."""
        started = time.perf_counter()
        written = b""
        while time.perf_counter() - started < PATIENCE:
            if select.select([self._master], [], [], 0.05)[0]:
                written += os.read(self._master, 65536)
                if words.encode() in written:
                    return time.perf_counter() - started
        raise TimeoutError(f"“{words}” never came on the screen")

    def press(self, keys: str) -> None:
        """Types keys."""
        os.write(self._master, keys.encode())

    def frames(self, silence: float = 0.06) -> list[float]:
        """Waits for something painted, then for so many seconds without.

        Gives the seconds from now until each frame was there to its last byte; without any, none.
        """
        started = time.perf_counter()
        frames: list[float] = []
        patience = FIRST
        while select.select([self._master], [], [], patience)[0]:
            os.read(self._master, 65536)
            now = time.perf_counter() - started
            if frames and now - frames[-1] < ONE_FRAME:
                frames[-1] = now
            else:
                frames.append(now)
            patience = silence
        return frames

    def pour(self, keys: str) -> None:
        """Types keys as fast as they are taken, reading meanwhile what is painted."""
        left = keys.encode()
        while left:
            readable, writable, _ = select.select([self._master], [self._master], [], PATIENCE)
            if readable:
                os.read(self._master, 65536)
            if writable:
                left = left[os.write(self._master, left[:64]) :]


@contextmanager
def running(*arguments: str, size: tuple[int, int], state: Path) -> Iterator[Terminal]:
    """Starts `thematica` with these arguments in a terminal of (columns, rows); ends it at the end."""
    program = Path(sys.executable).with_name("thematica")
    child, master = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "THEMATICA_STATE": str(state)}
        os.execv(program, [str(program), *arguments])
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    try:
        yield Terminal(master, child)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(master)
