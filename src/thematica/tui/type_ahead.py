"""Keys in order: each waits until what the one before it set off has come to rest.

Textual hands keys on faster than screens open. Someone who knows the keys types `c`, two letters and enter at once; the
letters must reach the palette that `c` opens, not the transcript under it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from thematica.tui.changes import Awaits
from thematica.tui.tidying import Tidying

ROUNDS = 3  # a key may close a dialog, whose result is then acted on, which then changes the screen
GLANCE = 0.01  # seconds between looks whether a widget has gone away, whose turn then never comes
PATIENCE = 2.0  # seconds after which the next key is let through whatever happens


class TypeAhead:
    """Holds keys back while an earlier one is under way."""

    def __init__(self, app: App[None], tidying: Tidying) -> None:
        self._app = app
        self._tidying = tidying
        self._waiting: deque[events.Key] = deque()
        self._let_through: events.Key | None = None
        self._task: asyncio.Task[None] | None = None

    def holds(self, key: events.Key) -> bool:
        """Whether a key has to wait; it then comes again by itself."""
        if key is self._let_through:
            return False
        self._tidying.wait()
        self._waiting.append(key)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._hand_on())
        return True

    async def _hand_on(self) -> None:
        while self._waiting and self._app.screen_stack:  # none is left once the app is on its way out
            self._let_through = self._waiting.popleft()
            self._app.post_message(self._let_through)
            for _ in range(ROUNDS):
                await _settled(self._app)
            await _answered(self._app)
        self._tidying.soon()


async def _settled(app: App[None]) -> None:
    """Waits until a message sent now from the focused widget upwards would have gone all the way."""
    start = (app.focused or app.screen) if app.screen_stack else app
    await _idle(app)
    for pump in start.ancestors_with_self:
        await _idle(pump)


async def _answered(app: App[None]) -> None:
    """Waits for the rows of a room just entered: a key after the one that opened it is about them."""
    waited = 0.0
    while app.screen_stack and isinstance(app.screen, Awaits) and app.screen.is_waiting and waited < PATIENCE:
        await asyncio.sleep(GLANCE)
        waited += GLANCE


async def _idle(pump: MessagePump) -> None:
    reached = asyncio.Event()
    pump.call_later(reached.set)
    waited = 0.0
    while pump.is_running and not reached.is_set() and waited < PATIENCE:
        with suppress(TimeoutError):
            await asyncio.wait_for(reached.wait(), GLANCE)
        waited += GLANCE
