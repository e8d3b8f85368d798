"""Writes the key map into the README, from the list the workbench itself reads. `make shots` runs it."""

from __future__ import annotations

from pathlib import Path

from thematica.tui import keys

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- end of keys -->\n"


def key_map() -> str:
    """Every key of every screen, as Markdown tables."""
    parts = []
    for screen, listed in keys.SCREENS.items():
        rows = [f"| {_as_code(key)} | {key.help} |" for key in listed if key.keys]
        parts.append("\n".join((f"**{screen}**\n", "| key | does |", "| --- | --- |", *rows)))
    return "\n\n".join(parts) + "\n"


def _as_code(key: keys.Key) -> str:
    return " ".join(f"`{shown}`" for shown in key.shown.split())


def written(readme: str) -> str:
    """The README with the key map in its place."""
    head, _, rest = readme.partition(BEGIN)
    return head + BEGIN + "\n" + key_map() + "\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    README.write_text(written(README.read_text()))
