"""A running workbench, driven by keys and looked at as text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.widget import Widget
from textual.worker import WorkerCancelled

from thematica.store.project import Project
from thematica.store.reads.study import history
from thematica.store.reads.transcripts import codings, text_of
from thematica.tui.app import ThematicaApp
from thematica.tui.transcript import Transcript

WIDE = (120, 36)


@dataclass
class Workbench:
    """A running workbench."""

    app: ThematicaApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Presses keys as fast as they can be taken; what undo and redo bring is waited for, as a person would."""
        for key in keys:
            character = key if len(key) == 1 else key_to_character(key)
            self.app.post_message(events.Key(key, character if character and character.isprintable() else None))
            if key in {"u", "ctrl+r"}:
                await self.settle()
        await self.settle()

    async def write(self, words: str) -> None:
        """Types words."""
        for letter in words:
            self.app.post_message(events.Key(_character_to_key(letter), letter))
        await self.settle()

    async def settle(self) -> None:
        """Waits until nothing is under way."""
        seen = asyncio.Event()
        self.app.call_later(seen.set)  # behind the keys in the app's queue
        while not seen.is_set():
            assert self.app._running, self.app._exit_renderables  # a stopped workbench would never answer
            await asyncio.sleep(0)
        if self.app._type_ahead._task is not None:
            await self.app._type_ahead._task
        while any(not worker.is_finished for worker in self.app.workers):
            with suppress(WorkerCancelled):  # what was given up is over too
                await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits for something Textual's own command palette does in its own time."""
        for _ in range(200):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(self.text)

    @property
    def text(self) -> str:
        """What the screen shows, without colours."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return "\n".join(strip.text for strip in strips)

    def text_of(self, widget: type[Widget] | str) -> str:
        """What one part of the screen shows."""
        region = self.app.screen.query_one(widget).region
        lines = self.text.splitlines()[region.y : region.bottom]
        return "\n".join(line[region.x : region.right] for line in lines)

    @property
    def notices(self) -> str:
        """Every notice shown, the last one last."""
        return "\n".join(notice.message for notice in self.app._notifications)

    @property
    def words(self) -> str:
        """The words under the cursor."""
        transcript = self.app.screen.query_one(Transcript)
        return transcript.chosen.of(transcript._view.text)

    @property
    def focused(self) -> Widget:
        assert self.app.focused is not None
        return self.app.focused


Opened = Callable[..., AbstractAsyncContextManager[Workbench]]


def coded(project: Project) -> set[tuple[str, str]]:
    """Every coding as its words and its code."""
    with project.read() as session:
        return {(each.span.of(text_of(session, each.source)), each.path) for each in codings(session)}


def labels(project: Project) -> list[str]:
    """Every line of the history."""
    with project.read() as session:
        return [line.label for line in history(session)]


async def at(bench: Workbench, words: str) -> None:
    """Puts the cursor on the sentence that reads `words`."""
    await bench.press("g")
    for _ in range(30):
        if bench.words == words:
            return
        await bench.press("j")
    raise AssertionError(words)
