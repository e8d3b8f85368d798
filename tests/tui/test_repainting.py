"""A key paints only what it changes: what is then on the screen is what painting all of it again would give."""

from __future__ import annotations

from random import Random

import pytest

from studies import code_words, place
from thematica.store.project import Project
from thematica.tui.desk.here import Here
from thematica.work import memos
from workbenches import Opened, Workbench

LETTERS = list("jjjkJKvlh}np.i+u1xdGgz")
KEYS = [*LETTERS, "tab", "ctrl+r", "escape", "ctrl+d", "ctrl+u", "code"]


def painted(bench: Workbench) -> list[list[tuple[str, str]]]:
    """Every row of the screen, cell by cell with its style."""
    strips = bench.app.screen._compositor.render_strips(bench.app.size)
    return [[(letter, str(segment.style)) for segment in strip for letter in segment.text] for strip in strips]


async def painted_again(bench: Workbench) -> list[list[tuple[str, str]]]:
    for widget in bench.app.screen.walk_children():
        widget.refresh(layout=True)
    await bench.pilot.pause()
    return painted(bench)


def said(row: list[tuple[str, str]]) -> str:
    return "".join(letter for letter, _ in row)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("seed", range(3))
async def test_nothing_of_an_earlier_state_stays_on_the_screen(
    study: Project, workbench: Opened, size: tuple[int, int], seed: int
) -> None:
    async with workbench(study.path, size=size) as bench:
        for key in Random(seed).choices(KEYS, k=40):
            await bench.press(*(("c", "t", "r", "enter") if key == "code" else (key,)))
            bench.app.clear_notifications()  # these come and go by themselves
            await bench.pilot.pause()
            shown = painted(bench)
            again = await painted_again(bench)
            stale = [said(row) for row, other in zip(shown, again, strict=True) if row != other]
            assert not stale, f"after {key}"


async def test_the_panel_beside_the_words_grows_with_what_it_says_and_shrinks_again(
    study: Project, workbench: Opened
) -> None:
    words = "So some days I just skip it."
    code_words(study, "Nurse", words, "Trust")
    source, span = place(study, "Nurse", words)
    with study.act("memo") as tx:
        memos.write(tx, memos.About(source=source, span=span), "A long thought.\n" * 60)
    async with workbench(study.path, size=(120, 36)) as bench:
        here = bench.app.screen.query_one(Here)
        seen = []
        for _ in range(12):
            seen.append((here.show_vertical_scrollbar, "A long thought." in bench.text_of(Here)))
            await bench.press("j")
        assert (True, True) in seen
        assert (False, False) in seen[seen.index((True, True)) :]
        assert all(scrolls == has_memo for scrolls, has_memo in seen)
