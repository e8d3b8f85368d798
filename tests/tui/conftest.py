"""A workbench on a project of the test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from thematica.tui.app import ThematicaApp
from workbenches import WIDE, Opened, Workbench


@pytest.fixture
def workbench() -> Opened:
    """Opens a workbench: on a project's file, else on the start screen."""

    @asynccontextmanager
    async def opened(path: Path | None = None, size: tuple[int, int] = WIDE) -> AsyncIterator[Workbench]:
        app = ThematicaApp(path, "Ada Roe")
        async with app.run_test(size=size, notifications=True) as pilot:
            bench = Workbench(app, pilot)
            await bench.settle()
            yield bench

    return opened
