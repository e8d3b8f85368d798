"""The only place that writes to standard output and standard error.

Standard output holds what was asked for, and with `--json` one document and nothing else. Everything said along the way
goes to standard error. No transcript can reach a terminal's control channel: text is painted through `safe`, and JSON
escapes what a terminal might obey.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import traceback
import unicodedata
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from thematica.text.normalise import safe

if TYPE_CHECKING:
    from thematica.work.progress import Progress

Result = TypeVar("Result")

_PATIENCE = 0.5  # seconds before a progress bar is worth its flicker
_BAR = 24
_OBEYED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def document(value: object) -> None:
    """One JSON document on standard output."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not utf8, indent=2)
    _write(sys.stdout, _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def lines(*texts: str) -> None:
    """Lines of text on standard output; line breaks inside one are kept."""
    for text in texts:
        _write(sys.stdout, "\n".join(safe(line) for line in text.split("\n")))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], nothing: str) -> None:
    """Rows in aligned columns under their heads, numbers to the right; without rows, a sentence that says so."""
    cells = [[safe(str(cell)) for cell in row] for row in rows]
    if not cells:
        lines(nothing)
        return
    numbers = [all(row[n].isdigit() for row in cells) for n in range(len(heads))]
    widths = [max(columns(row[n]) for row in [list(heads), *cells]) for n in range(len(heads))]
    for row in [list(heads), *cells]:
        padded = (
            _gap(cell, width) + cell if number else cell + _gap(cell, width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        )
        _write(sys.stdout, "  ".join(padded).rstrip())


def note(text: str) -> None:
    """A sentence beside the result, on standard error."""
    _write(sys.stderr, _one_line(text))


def error(message: str, hint: str) -> None:
    """What could not be done, and what to do next."""
    note(f"error: {message}")
    note(f"hint: {hint}")


def fault(unforeseen: Exception) -> None:
    """A fault of the program's own: its kind and place, never its message, which could hold a participant's words."""
    ours = str(Path(__file__).parents[1])
    frames = traceback.extract_tb(unforeseen.__traceback__)
    at = next((frame for frame in reversed(frames) if frame.filename.startswith(ours)), frames[-1])
    place = f"{Path(at.filename).name}:{at.lineno}"
    error(
        f"thematica itself failed ({type(unforeseen).__name__} at {place}).",
        "The step that failed changed nothing; please report this line.",
    )


def watch(steps: Generator[Progress, None, Result]) -> Result:
    """Runs a long verb to its result, with a bar on a terminal once it lasts."""
    begun = time.monotonic()
    shown = False
    try:
        while True:
            step = next(steps)
            if sys.stderr.isatty() and time.monotonic() - begun > _PATIENCE:
                _paint(step)
                shown = True
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def give_up_writing() -> None:
    """Lets the interpreter close standard output quietly when nobody reads it any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _paint(step: Progress) -> None:
    filled = _BAR * step.done // max(step.total, 1)
    bar = "█" * filled + "░" * (_BAR - filled)
    sys.stderr.write(f"\r\x1b[K{bar} {step.done}/{step.total} {_one_line(step.what)[:48]}")
    sys.stderr.flush()


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()


def _one_line(text: str) -> str:
    return safe(" ".join(text.split()))


def _gap(cell: str, width: int) -> str:
    return " " * (width - columns(cell))


def columns(text: str) -> int:
    """The terminal columns `text` takes: two for wide East Asian characters, none for combining marks."""
    shown = [each for each in text if unicodedata.category(each) not in {"Mn", "Me", "Cf"}]
    return len(shown) + sum(unicodedata.east_asian_width(each) in "WF" for each in shown)
