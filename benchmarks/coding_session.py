"""A coding session as a person has it: sentence after sentence of a transcript is coded by keys in a real terminal.

python benchmarks/coding_session.py [TRANSCRIPT] [--sentences 200] [--size 120x36]

First each key waits until what the one before set off was painted; that gives frames, each from the key, or from the
frame before it, to its last byte: what a coder sees first, the longest frame, and when all was there, by the clock and
in processor time. Then all keys are poured in as fast as they are taken.
After both, every coding must be there on its words; ends with 1 when one is not. Without a transcript it takes the
sample interviews, end to end.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import terminal
from thematica.formats.shipped_data import folder
from thematica.store.project import Project
from thematica.store.reads.transcripts import TranscriptView, codings, transcript
from thematica.text.span import Span
from thematica.work import codebook, sources

Size = tuple[int, int]
CODES = ("Workload", "Trust", "Double entry", "Being asked")
WAYS = ("code", "repeat", "in vivo")
LONGEST = 100  # characters of a sentence that is a name as well
ASKED = 0.050  # seconds no frame should take longer than


@dataclass(frozen=True, slots=True)
class Step:
    """One key: what it is for, the seconds until each frame it set off was there, and those of the processor."""

    does: str
    frames: Sequence[float]
    processor: float

    @property
    def longest(self) -> float:
        """Seconds its longest frame took, counted from the one before or from the key."""
        return max((end - start for start, end in pairwise((0.0, *self.frames))), default=0.0)


def samples() -> bytes:
    """The sample interviews in plain text, as one long transcript."""
    names = ("nurse.txt", "patient.txt")
    return "\n".join((folder("sample_transcripts") / name).read_text(encoding="utf-8") for name in names * 12).encode()


@dataclass(frozen=True, slots=True)
class Plan:
    """How a sentence is coded: the keys, each with what it is for, and the name of the code it then has."""

    span: Span
    keys: tuple[tuple[str, str], ...]
    code: str


def begin(path: Path, content: bytes, name: str) -> TranscriptView:
    """A project with one transcript and a few codes."""
    with Project.create(path, name="Session", coder="Bench") as project:
        with project.act("codes") as tx:
            for code in CODES:
                codebook.new_code(tx, code)
        prepared = sources.prepare(content, name, "en")
        with project.act("import") as tx:
            source = sources.add(tx, prepared)
        with project.read() as session:
            return transcript(session, source)


def plans(view: TranscriptView, sentences: int) -> Iterator[Plan]:
    """In turn by the palette, with the same code again, and with the words themselves where they are short enough."""
    last = ""
    for n, span in enumerate(view.sentences[:sentences]):
        way, words = WAYS[n % len(WAYS)], span.of(view.text)
        code = CODES[n // len(WAYS) % len(CODES)]
        keys: tuple[tuple[str, str], ...]
        if way == "in vivo" and len(words) <= LONGEST and "\n" not in words:
            keys, code = ((way, "i"),), words
        elif way == "repeat":
            keys, code = ((way, "."),), last
        else:
            letters = (("letter", letter) for letter in code.lower())
            keys = (("palette", "c"), *letters, ("code", "\r"))
        last = code
        yield Plan(span, (*keys, ("next sentence", "j")), code)


def paced(path: Path, keys: Sequence[tuple[str, str]], state: Path, size: Size) -> list[Step]:
    """Codes one key at a time."""
    steps = []
    with terminal.running("open", str(path), "--coder", "Bench", size=size, state=state) as screen:
        screen.until("commands")
        screen.frames(1.0)
        for does, key in keys:
            before = screen.processor
            screen.press(key)
            steps.append(Step(does, screen.frames(), screen.processor - before))
    return steps


def poured(path: Path, keys: Sequence[tuple[str, str]], state: Path, size: Size) -> float:
    """Codes as fast as keys are taken; gives the seconds until all was painted."""
    with terminal.running("open", str(path), "--coder", "Bench", size=size, state=state) as screen:
        screen.until("commands")
        screen.frames(1.0)
        started = time.perf_counter()
        screen.pour("".join(key for _, key in keys))
        poured_in = time.perf_counter() - started
        return poured_in + max(screen.frames(2.0), default=0.0)


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 stay under."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def told(steps: Sequence[Step]) -> None:
    """Prints the figures, in milliseconds."""
    figures = f"{'median':>8}{'p95':>7}{'max':>7}"
    print(f"{'':<22}{'first frame':>22}{'longest frame':>22}{'over 50':>9}{'all there':>22}{'processor':>22}")
    print(f"{'':<16}{'keys':>6}{figures}{figures}{'':>9}{figures}{figures}")
    for does in ("all", *dict.fromkeys(step.does for step in steps)):
        rows = [step for step in steps if does in {"all", step.does} and step.frames]
        if not rows:
            continue
        columns = [
            [1000 * each for each in column]
            for column in zip(*((r.frames[0], r.longest, r.frames[-1], r.processor) for r in rows), strict=True)
        ]
        first, longest, all_there, processor = [
            f"{statistics.median(column):>8.1f}{p95(column):>7.1f}{max(column):>7.1f}" for column in columns
        ]
        over = sum(row.longest > ASKED for row in rows)
        print(f"{does:<16}{len(rows):>6}{first}{longest}{over:>9}{all_there}{processor}")


def missing(path: Path, planned: Sequence[Plan]) -> list[str]:
    """What should have been coded and is not, or otherwise."""
    with Project.open(path, coder="Bench") as project, project.read() as session:
        found = [(each.span, each.name) for each in codings(session)]
    wanted = [(each.span, each.code) for each in planned]
    return [
        f"{what} {span.start}-{span.end}"
        for what, span in (
            *(("not coded so:", each[0]) for each in wanted if each not in found),
            *(("coded besides:", each[0]) for each in found if each not in wanted),
        )
    ]


def main() -> int:
    """Runs both sessions, prints them, and looks at what is on disk afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcript", type=Path, nargs="?")
    parser.add_argument("--sentences", type=int, default=200)
    parser.add_argument("--size", default="120x36", help="columns and rows of the terminal")
    asked = parser.parse_args()
    columns, rows = (int(each) for each in asked.size.split("x"))
    given: Path | None = asked.transcript
    content, name = (given.read_bytes(), given.name) if given else (samples(), "samples.txt")
    wrong = []
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {"THEMATICA_STATE": f"{scratch}/state", "THEMATICA_CONFIG": f"{scratch}/config.yaml"}
        for way in ("paced", "poured"):
            path = Path(scratch) / f"{way}.thematica"
            view = begin(path, content, name)
            planned = list(plans(view, asked.sentences))
            keys = [key for each in planned for key in each.keys]
            print(f"\n{name}, {way}: {len(planned)} of {len(view.sentences)} sentences, {len(keys)} keys")
            if way == "paced":
                told(paced(path, keys, Path(scratch) / "state", (columns, rows)))
            else:
                took = poured(path, keys, Path(scratch) / "state", (columns, rows))
                print(f"{took:.1f} s, {len(keys) / took:.0f} keys a second")
            missed = missing(path, planned)
            print(f"codings: {len(planned)} wanted, {len(missed)} wrong")
            print("\n".join(missed[:5]))
            wrong += missed
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
