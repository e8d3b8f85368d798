"""What users wait for, on generated studies of three sizes; prints seconds and ratios. `make bench` runs it.

Figures are medians of several runs on the machine at hand. The ratios say whether a wait grows with the study.
"""

from __future__ import annotations

import asyncio
import gc
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.geometry import Region

import corpora
import terminal
from thematica.reports.word import theme_report
from thematica.store.project import Project
from thematica.store.reads import codes, names, themes
from thematica.store.reads.transcripts import codings, transcript
from thematica.text.span import Span
from thematica.tui.app import ThematicaApp
from thematica.tui.transcript import Transcript
from thematica.work import coding

SCREENS = ((80, 24), (140, 40))
Figures = dict[str, list[float]]


def median_ms(work: Callable[[], object], times: int = 7) -> float:
    """The median of several runs, in milliseconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def start_up() -> float:
    """`thematica --help`, from the shell."""
    program = Path(sys.executable).with_name("thematica")
    return median_ms(lambda: subprocess.run([program, "--help"], capture_output=True, check=True))


def first_paint(path: Path, size: tuple[int, int], state: Path) -> float:
    """From the shell until the transcript is on the screen."""

    def opened() -> None:
        with terminal.running("open", str(path), "--coder", "Bench", size=size, state=state) as screen:
            screen.until("P1")

    return median_ms(opened, 5)


def store(project: Project) -> dict[str, float]:
    """What the verbs and reads behind a gesture take."""
    with project.read() as session:
        source = names.source_named(session, "interview")
        code = names.code_named(session, "Code 001")
    place = iter(range(10, 100_000, 3))

    def code_once() -> None:
        with project.act("code") as tx:
            start = next(place)
            coding.apply(tx, source, Span(start, start + 40), [code])

    def reading(what: Callable[..., object], *more: object) -> Callable[[], None]:
        def once() -> None:
            with project.read() as session:
                what(session, *more)

        return once

    return {
        "open a source": median_ms(reading(transcript, source)),
        "read its codings": median_ms(reading(codings, source)),
        "code tree with counts": median_ms(reading(codes.codes)),
        "themes with counts": median_ms(reading(themes.themes)),
        "apply a code": median_ms(code_once, 15),
        "undo": median_ms(project.undo),
    }


def memory(path: Path, state: Path) -> float:
    """The most memory a workbench of its own takes that has the source open and was scrolled to its end, in MiB."""
    with terminal.running("open", str(path), "--coder", "Bench", size=SCREENS[1], state=state) as screen:
        screen.until("P1")
        for keys in ("G", "g", "n", "\x04"):
            screen.frames(0.5)
            screen.press(keys)
        screen.frames(0.5)
        return screen.peak_memory


async def workbench(path: Path, size: tuple[int, int]) -> dict[str, float]:
    """A frame, a page of new rows, and a coding from key to screen."""
    app = ThematicaApp(path, "Bench")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        gc.collect()
        screen, view = app.screen, app.screen.query_one(Transcript)
        console = Console(file=io.StringIO(), width=size[0], height=size[1], color_system="truecolor")

        def frame() -> None:
            update = screen._compositor.render_update(full=True)  # noqa: SLF001 (what the driver is given)
            assert isinstance(update, CompositorUpdate)
            update.render_segments(console)

        async def taken(gesture: Callable[[], object], times: int = 21) -> float:
            spent = []
            for _ in range(times):
                started = time.perf_counter()
                gesture()
                await pilot.pause()
                frame()
                spent.append(time.perf_counter() - started)
            return statistics.median(spent) * 1000

        async def shown_anew() -> float:
            spent = []
            for _ in range(7):
                started = time.perf_counter()
                view.show(source)
                frame()
                spent.append(time.perf_counter() - started)
            return statistics.median(spent) * 1000

        def painted_anew() -> None:
            view.refresh()  # no row is taken from what was painted before
            view.render_lines(Region(0, 0, *view.size))

        source = view._view  # noqa: SLF001 (what it was given)
        idle = await taken(lambda: None)
        return {
            "frame": median_ms(frame, 21),
            "frame of the view alone": median_ms(painted_anew, 21),
            "first paint of the view": await shown_anew(),
            "page of new rows": await taken(lambda: view.half_page(2)) - idle,
            "coding, key to screen": await taken(lambda: app.screen.desk.action_quick(1)) - idle,  # type: ignore[attr-defined]
        }


def table(title: str, figures: Figures) -> None:
    """Prints a row for each wait: its milliseconds by size, and how much the largest takes of the smallest."""
    print(f"\n{title:<32}" + "".join(f"{size.name:>10}" for size in corpora.SIZES) + f"{'ratio':>8}")
    for what, row in figures.items():
        ratio = f"{row[-1] / row[0]:>8.1f}" if row[0] > 0 else f"{'–':>8}"
        print(f"{what:<32}" + "".join(f"{value:>10.1f}" for value in row) + ratio)


def main() -> None:
    """Measures everything and prints it."""
    print(f"thematica --help: {start_up():.0f} ms")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ |= {"THEMATICA_STATE": str(folder / "state"), "THEMATICA_CONFIG": str(folder / "config.yaml")}
        in_store: Figures = {}
        on_screen: Figures = {}
        held: list[float] = []
        for size in corpora.SIZES:
            path = folder / f"{size.name}.thematica"
            with corpora.build(path, size) as project:
                for what, taken in store(project).items():
                    in_store.setdefault(what, []).append(taken)
                with project.read() as session:
                    write = partial(theme_report, session, now="2026-01-01T00:00:00Z")
                    report = median_ms(write, 3)
                in_store.setdefault("Word report", []).append(report)
            for dimensions in SCREENS:
                shape = "×".join(map(str, dimensions))
                on_screen.setdefault(f"first paint, {shape}", []).append(
                    first_paint(path, dimensions, folder / "state")
                )
                for what, taken in asyncio.run(workbench(path, dimensions)).items():
                    on_screen.setdefault(f"{what}, {shape}", []).append(taken)
            held.append(memory(path, folder / "state"))
        table("store, ms", in_store)
        table("workbench, ms", on_screen)
        table("memory, MiB", {"workbench with the source open": held})


if __name__ == "__main__":
    main()
