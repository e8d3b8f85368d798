"""Finding patterns in texts without being held up by them.

A regular expression can take longer than anyone's life, and nothing inside a program can stop it: while it runs, the
whole interpreter waits. So patterns that people write are matched by a second process, which is ended when its time is
up. It reads its job from standard input and leaves nothing behind; no text goes by way of a file.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from collections.abc import Sequence
from itertools import pairwise

from thematica.errors import NotAllowed
from thematica.text.span import Span
from thematica.text.words import words

PATIENCE = 10.0


def by_pattern(pattern: str, texts: Sequence[str], seconds: float = PATIENCE, *, case: bool = True) -> list[list[Span]]:
    """Where a regular expression matches in each text, empty matches left out. `^` and `$` stand for line ends.

    Without `case`, capitals make no difference.

    Raises NotAllowed when it is no regular expression, or when matching takes longer than `seconds`.
    """
    flags = re.MULTILINE if case else re.MULTILINE | re.IGNORECASE
    try:
        with warnings.catch_warnings(action="ignore"):  # about what later versions of Python may read differently
            re.compile(pattern, flags)
    except (re.error, RecursionError, OverflowError) as fault:
        where = f" at position {fault.pos}" if isinstance(fault, re.error) and fault.pos is not None else ""
        why = fault.msg if isinstance(fault, re.error) else "it is too large"
        raise NotAllowed(
            f"This is not a regular expression: {why}{where}.", "For words as they stand, search for a phrase instead."
        ) from None
    # -P keeps files in the working directory from being taken for Python's own.
    command = [sys.executable, "-P", "-m", __name__]
    job = json.dumps({"pattern": pattern, "flags": int(flags), "texts": list(texts)})
    try:
        done = subprocess.run(command, input=job, capture_output=True, encoding="utf-8", timeout=seconds, check=True)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise NotAllowed(
            f"The pattern was still searching after {seconds:g} seconds.",
            "Do without a repetition inside a repetition, such as (a+)+.",
        ) from None
    return [[Span(start, end) for start, end in found] for found in json.loads(done.stdout)]


def by_phrase(phrase: str, texts: Sequence[str]) -> list[list[Span]]:
    """Where the whole words of a phrase stand one after the other in each text.

    Case and the amount of white space do not matter; signs between the words do. Raises NotAllowed without a word.
    """
    wanted = words(phrase, Span(0, len(phrase)))
    if not wanted:
        raise NotAllowed("The phrase holds no word.", "Give one or more words to look for.")
    sought = _folded(phrase, wanted)
    found = []
    for text in texts:
        here = words(text, Span(0, len(text)))
        starts = [n for n, word in enumerate(here) if word.of(text).casefold() == sought[0]]
        runs = (here[n : n + len(wanted)] for n in starts)
        hits = [Span(run[0].start, run[-1].end) for run in runs if _folded(text, run) == sought]
        found.append(_apart(hits))
    return found


def _folded(text: str, run: Sequence[Span]) -> list[str]:
    """The words of a run and what stands between them, fit for comparison."""
    between = [" ".join(text[one.end : other.start].split()) for one, other in pairwise(run)]
    return [span.of(text).casefold() for span in run] + between


def _apart(hits: Sequence[Span]) -> list[Span]:
    """The hits that do not overlap an earlier one."""
    kept: list[Span] = []
    for hit in hits:
        if not kept or kept[-1].end <= hit.start:
            kept.append(hit)
    return kept


def _match() -> None:
    """The second process: a job in, the places found out."""
    job = json.loads(sys.stdin.buffer.read())
    pattern = re.compile(job["pattern"], job["flags"])
    found = [[match.span() for match in pattern.finditer(text) if match.group()] for text in job["texts"]]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _match()
