"""Draws the screenshots of the README again, from the demo study. `make shots` runs it."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from thematica.formats.shipped_data import folder
from thematica.tui.app import ThematicaApp
from thematica.work import demo

IMAGES = Path(__file__).parents[1] / "docs" / "images"
SHOTS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "desk": ((120, 36), ("n",) * 6),
    "palette": ((120, 36), (*("n",) * 6, "c", "w", "o")),
    "themes": ((140, 40), ("t",)),
    "codebook": ((140, 40), ("b", "j")),
    "excerpts": ((120, 36), (*("n",) * 6, "E")),
    "compare": ((120, 36), ("D",)),
    "narrow": ((80, 24), ("j",) * 6),
}
ADDRESSES = re.compile(r"@font-face \{.*?\}", re.DOTALL)  # a picture fetches nothing from anywhere


async def draw(path: Path, size: tuple[int, int], keys: Iterable[str]) -> str:
    """The workbench on a project after some keys, as SVG."""
    app = ThematicaApp(path, "Ada Roe")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        app.clear_notifications()
        await pilot.pause()
        return ADDRESSES.sub("", app.export_screenshot(title="thematica", simplify=True))


def main() -> None:
    """Draws every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {"THEMATICA_STATE": scratch, "THEMATICA_CONFIG": f"{scratch}/config.yaml"}
        path = Path(scratch) / "demo.thematica"
        for _ in demo.build_at(path, folder("sample_transcripts")):
            pass
        for name, (size, keys) in SHOTS.items():
            (IMAGES / f"{name}.svg").write_text(asyncio.run(draw(path, size, keys)))
            print(f"docs/images/{name}.svg")


if __name__ == "__main__":
    main()
