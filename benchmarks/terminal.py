"""A program in a terminal of its own, and how long it takes until the screen says something."""

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


class Terminal:
    """The master side of a pseudo-terminal with a program at the other end."""

    def __init__(self, master: int) -> None:
        self._master = master

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
        yield Terminal(master)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(master)
