"""What taking transcripts in costs: files with speakers into turns, sentences, the index and the project file.

python benchmarks/intake.py [FILES WORDS]

Each format has a process of its own, so that its peak of memory is its own. A file's seconds hold reading, sentence
units and the act. Those of the processor alone can be compared on a busy machine. The first file also pays for loading
the language library, and is told apart.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpora
from thematica.store.project import Project
from thematica.work import sources

FILES, WORDS = 50, 8_000
LONG = 200_000


def taken_in(folder: Path) -> dict[str, float]:
    """What it costs this process to take in the files of a folder."""
    spent: list[float] = []
    worked: list[float] = []
    with Project.create(folder / "bench.thematica", name="Bench", approach="codebook", coder="Bench") as project:
        for file in sorted(each for each in folder.iterdir() if each.stem.startswith("interview")):
            begun, working = time.perf_counter(), time.process_time()
            prepared = sources.prepare(file.read_bytes(), file.name, "en")
            with project.act("import") as tx:
                sources.add(tx, prepared)
            spent.append(time.perf_counter() - begun)
            worked.append(time.process_time() - working)
            assert len(prepared.transcript.speakers) == 2, file.name
    return {
        "first": spent[0],
        "each": statistics.median(spent[1:] or spent),
        "worked": statistics.median(worked[1:] or worked),
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measured(kind: str, files: int, words: int) -> dict[str, float]:
    """What it costs a fresh process to take in so many files of so many words."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(files):
            path = Path(folder) / f"interview {seed:03}.{kind}"
            path.write_bytes(corpora.MADE[kind](corpora.interview(words, seed)))
        command = [sys.executable, __file__, "--folder", folder]
        told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def report(files: int = FILES, words: int = WORDS) -> None:
    """Measures every format and prints it, with ratios to plain text."""
    _table(f"{files} files of {words:,} words", {kind: measured(kind, files, words) for kind in corpora.MADE})
    _table(f"one file of {LONG:,} words", {kind: measured(kind, 1, LONG) for kind in corpora.MADE})


def _table(title: str, rows: dict[str, dict[str, float]]) -> None:
    print(f"\n{title:<32}{'s a file':>10}{'processor':>11}{'ratio':>7}{'first':>8}{'peak MiB':>10}")
    for kind, row in rows.items():
        ratio = row["worked"] / rows["txt"]["worked"]
        cells = f"{row['each']:>10.3f}{row['worked']:>11.3f}{ratio:>7.1f}{row['first']:>8.2f}{row['mib']:>10.0f}"
        print(f"{kind:<32}{cells}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--folder"]:
        print(json.dumps(taken_in(Path(sys.argv[2]))))
    else:
        report(*map(int, sys.argv[1:]))
