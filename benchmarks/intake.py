"""What taking transcripts in costs: files with speakers into turns, sentences, the index and the project file.

python benchmarks/intake.py [FILES WORDS]

Each format has a process of its own, so that its peak of memory is its own. Wall-clock seconds of a file hold reading,
sentence units and the act; the first file also pays for loading the language library, and is told apart.
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


def taken(kind: str, files: int, words: int) -> dict[str, float]:
    """What it costs to take in so many files of so many words, in this process."""
    made = [corpora.MADE[kind](corpora.interview(words, seed)) for seed in range(files)]
    spent: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "bench.thematica", name="Bench", approach="codebook", coder="Bench") as project,
    ):
        for n, data in enumerate(made):
            begun = time.perf_counter()
            prepared = sources.prepare(data, f"{kind} {n}.{kind}", "en")
            with project.act("import") as tx:
                sources.add(tx, prepared)
            spent.append(time.perf_counter() - begun)
            assert len(prepared.transcript.speakers) == 2, kind
    return {
        "first": spent[0],
        "each": statistics.mean(spent[1:]) if files > 1 else spent[0],
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measured(kind: str, files: int, words: int) -> dict[str, float]:
    """The same, in a process of its own."""
    command = [sys.executable, __file__, "--one", kind, str(files), str(words)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return found


def report(files: int = FILES, words: int = WORDS) -> None:
    """Measures every format and prints it, with ratios to plain text."""
    print(f"\n{f'{files} files of {words:,} words':<32}{'s a file':>10}{'ratio':>8}{'first':>8}{'peak MiB':>10}")
    rows = {kind: measured(kind, files, words) for kind in corpora.MADE}
    for kind, row in rows.items():
        ratio = row["each"] / rows["txt"]["each"]
        print(f"{kind:<32}{row['each']:>10.3f}{ratio:>8.1f}{row['first']:>8.2f}{row['mib']:>10.0f}")
    print(f"\n{f'one file of {LONG:,} words':<32}{'s':>10}{'':>16}{'peak MiB':>10}")
    for kind in corpora.MADE:
        row = measured(kind, 1, LONG)
        print(f"{kind:<32}{row['each']:>10.3f}{'':>16}{row['mib']:>10.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(taken(sys.argv[2], *map(int, sys.argv[3:]))))
    else:
        report(*map(int, sys.argv[1:]))
