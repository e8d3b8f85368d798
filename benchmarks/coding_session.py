"""A coding session as a person has it: sentence after sentence of a transcript is coded by keys in a real terminal.

python benchmarks/coding_session.py [TRANSCRIPT] [--sentences 200]

First each key waits until what the one before set off was painted; that gives frames: from a key to the last byte of
what was painted for it, by the clock and in processor time. Then all keys are poured in as fast as they are taken.
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
from pathlib import Path

import terminal
from thematica.formats.shipped_data import folder
from thematica.store.project import Project
from thematica.store.reads.transcripts import TranscriptView, codings, transcript
from thematica.text.span import Span
from thematica.work import codebook, sources

SIZE = (120, 36)
CODES = ("Workload", "Trust", "Double entry", "Being asked")
WAYS = ("code", "repeat", "in vivo")
LONGEST = 100  # characters of a sentence that is a name as well
ASKED = 0.050  # seconds no frame should take longer than


@dataclass(frozen=True, slots=True)
class Step:
    """One key: what it is for, and the seconds until all of its frame was there, by the clock and the processor."""

    does: str
    wall: float
    processor: float


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


def paced(path: Path, keys: Sequence[tuple[str, str]], state: Path) -> list[Step]:
    """Codes one key at a time."""
    steps = []
    with terminal.running("open", str(path), "--coder", "Bench", size=SIZE, state=state) as screen:
        screen.until("HERE")
        screen.quiet(1.0)
        for does, key in keys:
            before = screen.processor
            screen.press(key)
            steps.append(Step(does, screen.quiet(), screen.processor - before))
    return steps


def poured(path: Path, keys: Sequence[tuple[str, str]], state: Path) -> float:
    """Codes as fast as keys are taken; gives the seconds until all was painted."""
    with terminal.running("open", str(path), "--coder", "Bench", size=SIZE, state=state) as screen:
        screen.until("HERE")
        screen.quiet(1.0)
        started = time.perf_counter()
        screen.pour("".join(key for _, key in keys))
        poured_in = time.perf_counter() - started
        return poured_in + screen.quiet(2.0)


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 stay under."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def told(steps: Sequence[Step]) -> None:
    """Prints the figures, in milliseconds."""
    print(f"{'':<22}{'by the clock, ms':>25}{'':>9}{'processor, ms':>28}")
    figures = f"{'median':>9}{'p95':>8}{'max':>8}"
    print(f"{'':<16}{'keys':>6}{figures}{'over 50':>9}   {figures}")
    for does in ("all", *dict.fromkeys(step.does for step in steps)):
        rows = [step for step in steps if does in {"all", step.does}]
        wall, processor = [
            [1000 * each for each in column] for column in zip(*((r.wall, r.processor) for r in rows), strict=True)
        ]
        over = sum(each > ASKED * 1000 for each in wall)
        print(
            f"{does:<16}{len(rows):>6}{statistics.median(wall):>9.1f}{p95(wall):>8.1f}{max(wall):>8.1f}{over:>9}"
            f"   {statistics.median(processor):>9.1f}{p95(processor):>8.1f}{max(processor):>8.1f}"
        )


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
    asked = parser.parse_args()
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
                told(paced(path, keys, Path(scratch) / "state"))
            else:
                took = poured(path, keys, Path(scratch) / "state")
                print(f"{took:.1f} s, {len(keys) / took:.0f} keys a second")
            missed = missing(path, planned)
            print(f"codings: {len(planned)} wanted, {len(missed)} wrong")
            print("\n".join(missed[:5]))
            wrong += missed
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
