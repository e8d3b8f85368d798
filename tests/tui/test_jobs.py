"""Long work: it tells how far it has come, can be stopped, and leaves the screen free meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Generator

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from thematica.errors import NotAllowed
from thematica.tui.jobs import Advanced
from thematica.tui.widgets.progress_line import ProgressLine
from thematica.work.progress import Progress


class Gate:
    """A long verb that waits before its second step until it is let on."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.ended = threading.Event()
        self.steps = 0

    def verb(self) -> Generator[Progress, None, str]:
        try:
            for self.steps in (1, 2, 3):
                yield Progress(self.steps, 3, "[laughs].txt")
                self.opened.wait(10)
            return "whole"
        finally:
            self.ended.set()


class Bench(App[None]):
    """A screen with nothing but the line."""

    def compose(self) -> ComposeResult:
        yield ProgressLine()


def line(app: App[None]) -> ProgressLine:
    return app.query_one(ProgressLine)


async def seen(app: App[None], pilot: Pilot[None], step: int) -> None:
    for _ in range(200):
        if (shown := line(app).progress) is not None and shown.done == step:
            return
        await pilot.pause(0.01)
    raise AssertionError(line(app).progress)


async def test_long_work_says_how_far_it_has_come_and_gives_its_result() -> None:
    gate, results = Gate(), list[str]()
    async with (app := Bench()).run_test(size=(80, 5)) as pilot:
        line(app).run("import", gate.verb, results.append)
        await seen(app, pilot, 1)
        assert str(line(app).render()).startswith("██████░░░░░░░░░░░░░░ 1/3 [laughs].txt   esc stops")
        gate.opened.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert results == ["whole"]
        assert (line(app).is_busy, str(line(app).render())) == (False, "")


async def test_what_is_stopped_ends_at_its_next_step_and_gives_nothing() -> None:
    gate, results = Gate(), list[str]()
    async with (app := Bench()).run_test() as pilot:
        line(app).run("import", gate.verb, results.append)
        await seen(app, pilot, 1)
        assert line(app).stop()
        gate.opened.set()
        assert gate.ended.wait(10)
        await pilot.pause()
        assert (gate.steps, results) == (2, [])
        assert line(app).progress is None
        assert not line(app).stop()


async def test_work_ends_with_the_screen_that_asked_for_it() -> None:
    gate, results = Gate(), list[str]()
    async with (app := Bench()).run_test() as pilot:
        line(app).run("import", gate.verb, results.append)
        await seen(app, pilot, 1)
        await line(app).remove()
        gate.opened.set()
        assert gate.ended.wait(10)
        assert (gate.steps, results) == (2, [])


async def test_a_refusal_in_the_middle_is_told_in_words() -> None:
    def refused() -> Generator[Progress, None, str]:
        yield Progress(1, 2, "nurse.txt")
        raise NotAllowed("There is no room.", "Make some.")

    async with (app := Bench()).run_test() as pilot:
        line(app).run("import", refused, lambda _: None)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [notice.message for notice in app._notifications] == ["There is no room.\nMake some."]
        assert not line(app).is_busy


def test_of_steps_nobody_has_looked_at_only_the_last_counts() -> None:
    first, second = (Advanced(Progress(step, 2, "")) for step in (1, 2))
    assert first.can_replace(second)
