"""Read every transcript below a folder and print what was understood, to compare with what a person reads there.

python benchmarks/corpus_check.py FOLDER [PART OF A NAME]
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from pathlib import Path

from thematica.errors import BadFile
from thematica.formats.transcripts import Transcript, read

SKIPPED = {".py", ".qdc", ".qdpx", ".qda", ".sqlite3"}


def shown(text: str, width: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width // 2]} … {line[-width // 2 :]}"


def clock(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds // 60:.0f}m{seconds % 60:04.1f}s"


def report(transcript: Transcript, took: float) -> None:
    turns = transcript.turns
    talk = [turn for turn in turns if not turn.aside]
    times = [turn.time for turn in turns if turn.time is not None]
    print(
        f"  {transcript.format} {transcript.encoding or ''} {len(turns)} turns, {len(turns) - len(talk)} aside, "
        f"{len(times)} times, duration {clock(transcript.duration)}, {took * 1000:.0f} ms"
    )
    if times:
        backward = sum(later < one for one, later in pairwise(times))
        print(f"  times {clock(times[0])} to {clock(times[-1])}, {backward} backward")
    for speaker in transcript.speakers:
        name = "" if speaker.name == speaker.label else f" = {speaker.name}"
        print(f"    {speaker.label!r}{name} [{speaker.role}] {speaker.turns} turns, {speaker.words} words")
    for turn in (talk[:2] + talk[-1:]) if len(talk) > 2 else talk:
        print(f"    {turn.n:4} {clock(turn.time)} {turn.speaker!r}: {shown(turn.body.of(transcript.text))}")
    for turn in transcript.unassigned[:12]:
        print(f"    {turn.n:4} aside: {shown(turn.body.of(transcript.text))}")
    for comment in transcript.comments:
        print(f"    comment {comment.span} by {comment.author}")
    for warning in transcript.warnings:
        print(f"    ! {warning}")


def main(folder: Path, part: str) -> None:
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name == "SOURCE.md" or path.suffix in SKIPPED or part not in str(path):
            continue
        print(f"\n{path.relative_to(folder)}")
        data = path.read_bytes()
        begun = time.perf_counter()
        try:
            transcript = read(data, path.name)
            report(transcript, time.perf_counter() - begun)
        except BadFile as problem:
            print(f"  REFUSED {problem.message} {problem.hint}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
