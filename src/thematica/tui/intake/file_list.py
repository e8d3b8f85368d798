"""The files on their way in, a line for each: what it is, how much is in it, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static, Tree

from thematica.text.normalise import safe
from thematica.tui.intake.incoming import Incoming
from thematica.tui.widgets.outline import Entry, Outline

TICKED, LEFT_OUT, THERE, BAD, UNREAD = "✓", "·", "=", "✗", "…"
EMPTY = "No files yet. a adds some: a path, a folder, or a pattern such as interviews/*.docx"


class FileList(Vertical):
    """One line for each file; the one under the cursor is looked at beside."""

    DEFAULT_CSS = """
    FileList {
        & > Horizontal { height: 1; padding: 0 2 0 1; color: $text-muted; text-style: bold; }
        & > Horizontal > Static { width: 1fr; }
        & > Horizontal > .columns { width: auto; }
        & > Outline { height: 1fr; }
        & > .empty { padding: 1 2; color: $text-muted; }
    }
    """

    @dataclass
    class Pointed(Message):
        """Another file is under the cursor."""

        path: Path

    def compose(self) -> ComposeResult:
        """The lines under their heads."""
        with Horizontal():
            yield Static("FILES", markup=False)
            yield Static(_columns("kind", "read as", "words", "turns", "who", "!"), classes="columns", markup=False)
        yield Static(EMPTY, classes="empty", markup=False)
        yield Outline(id="files")

    @property
    def outline(self) -> Outline:
        """The lines."""
        return self.query_one(Outline)

    @property
    def pointed(self) -> Path | None:
        """The file under the cursor."""
        entry = self.outline.pointed
        return Path(entry.key) if entry else None

    def show(self, files: Iterable[Incoming]) -> None:
        """Shows the files; the cursor stays where it is, or goes to the first."""
        entries = [_entry(file) for file in files]
        self.query_one(".empty").display = not entries
        self.outline.show(entries)
        if entries and self.outline.pointed is None:
            self.outline.point_at(entries[0].key)

    @on(Tree.NodeHighlighted)
    def _pointed(self, event: Tree.NodeHighlighted[Entry]) -> None:
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Pointed(Path(event.node.data.key)))


def _entry(file: Incoming) -> Entry:
    name, key = safe(file.path.name), str(file.path)
    if file.fault is not None:
        return Entry(key, f"{name}  {file.fault.message}", mark=BAD, quiet=True)
    if file.plan is None:
        return Entry(key, name, mark=UNREAD, quiet=True)
    made = file.plan.prepared.transcript
    tail = _columns(
        made.format,
        made.encoding or "",
        f"{file.plan.prepared.words:,}",
        f"{len(made.turns):,}",
        str(len(made.speakers)),
        str(len(file.plan.warnings) or ""),
    )
    mark = LEFT_OUT if not file.ticked else THERE if file.plan.fate == "skip" else TICKED
    return Entry(key, name, mark=mark, tail=tail, quiet=not file.is_wanted)


def _columns(kind: str, encoding: str, words: str, turns: str, speakers: str, notes: str) -> str:
    return f"{kind:<4} {encoding[:12]:<12} {words:>7} {turns:>5} {speakers:>3} {notes:>2}"
