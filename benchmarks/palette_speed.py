"""How long the palette of codes takes from a key to its lines, in a project of two thousand codes.

python benchmarks/palette_speed.py

Figures are processor time of this process beyond that of a frame in which nothing happens, so that other programs do
not count; the first of several runs, in which codes may be met for the first time, and the median of the others.
"""

from __future__ import annotations

import asyncio
import io
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from rich.console import Console
from textual._compositor import CompositorUpdate

import corpora
from thematica.store.project import Project
from thematica.tui.app import ThematicaApp
from thematica.tui.widgets.filter_list import FilterList
from thematica.work import codebook

CODES, HEADINGS = 2_000, 50
TYPED = ("t", "tr", "tru", "trust", "trust of", "frust", "wrokload", "head 7 > new", "zzzzz")
WORDS = (
    *("trust", "workload", "time", "patient", "nurse", "data", "quality", "system", "access", "support", "training"),
    *("burden", "integration", "workflow", "meeting", "report", "answer", "form", "screen", "visit", "doctor"),
    *("record", "alarm", "follow", "graph"),
)


def fill(project: Project) -> None:
    """Headings with codes under them; each code has a brief text and another name."""
    chance = random.Random(1)
    with project.act("codes") as tx:
        heading = codebook.Fields(codable=False)
        above = [codebook.new_code(tx, f"Heading {n}", fields=heading) for n in range(HEADINGS)]
        for n in range(CODES):
            brief, alias = " ".join(chance.sample(WORDS, 8)), " ".join(chance.sample(WORDS, 2))
            name = f"{' of '.join(chance.sample(WORDS, 2)).capitalize()} {n}"
            fields = codebook.Fields(brief=brief, aliases=(alias,))
            codebook.new_code(tx, name, parent=above[n % HEADINGS], fields=fields)


async def keystrokes(path: Path, size: tuple[int, int]) -> None:
    """Prints, for each query, the time from its last letter to the frame with the answer."""
    app = ThematicaApp(path, "Bench")
    async with app.run_test(size=size) as pilot:
        await pilot.press("c")
        await pilot.pause()
        palette = app.screen.query_one(FilterList)
        console = Console(file=io.StringIO(), width=size[0], height=size[1], color_system="truecolor")

        async def taken(query: str, before: str = "") -> float:
            palette.query_one("Query").value = before  # type: ignore[attr-defined]
            await pilot.pause()
            started = time.process_time()
            palette.query_one("Query").value = query  # type: ignore[attr-defined]
            await pilot.pause()
            update = app.screen._compositor.render_update(full=True)  # noqa: SLF001 (what the driver is given)
            assert isinstance(update, CompositorUpdate)
            update.render_segments(console)
            return (time.process_time() - started) * 1000

        idle = statistics.median([await taken("t", "t") for _ in range(9)])
        print(f"\n{size[0]}×{size[1]}, ms from a letter to the frame, the first time and then (idle {idle:.1f})")
        for query in TYPED:
            first, *rest = [await taken(query, query[:-1]) - idle for _ in range(8)]
            print(f"{query:<16}{first:>8.1f}{statistics.median(rest):>8.1f}")


def main() -> None:
    """Measures on two sizes of screen."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ |= {"THEMATICA_STATE": str(folder / "state"), "THEMATICA_CONFIG": str(folder / "config.yaml")}
        path = folder / "study.thematica"
        with corpora.build(path, corpora.SIZES[0]) as project:
            fill(project)
        for size in ((80, 24), (140, 40)):
            asyncio.run(keystrokes(path, size))


if __name__ == "__main__":
    main()
