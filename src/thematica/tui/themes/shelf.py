"""The shelf of codes beside the themes: those in no theme yet on top, then all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from thematica.store.ids import CodeId
from thematica.store.reads.codes import CodeView
from thematica.store.reads.themes import ThemeView
from thematica.tui.desk.material import code_entries
from thematica.tui.widgets.outline import Entry, Outline

LOOSE, ALL = "loose", "all"
IN_LOOSE = "loose:"  # the same code may lie in both halves; there its key is its GUID with this before it


class Shelf(Vertical):
    """Codes that can be marked, several at a time."""

    DEFAULT_CSS = """
    Shelf > Outline { height: 1fr; }
    """

    @dataclass
    class MarkAsked(Message):
        """A code is to be marked, or unmarked."""

        code: CodeId

    def compose(self) -> ComposeResult:
        """The outline under its heading."""
        yield Static("CODES", classes="heading", markup=False)
        yield Outline(id="shelf")

    @property
    def outline(self) -> Outline:
        """The outline of codes."""
        return self.query_one(Outline)

    def show(
        self, codes: Sequence[CodeView], themes: Sequence[ThemeView], marked: set[CodeId], *, counts: bool
    ) -> None:
        """Shows the codes, each with the numbers of the themes it feeds."""
        feeds: dict[CodeId, list[str]] = {}
        for theme in themes:
            for code in theme.codes:
                feeds.setdefault(code.guid, []).append(theme.number)
        entries = _entries(codes, feeds, counts=counts)
        self.outline.show([replace(each, mark="✓", strong=True) if _code(each) in marked else each for each in entries])

    @property
    def pointed(self) -> CodeId | None:
        """The code under the cursor, while one walks along the shelf."""
        entry = self.outline.pointed if self.outline.has_focus else None
        return _code(entry) if entry else None

    @on(Outline.Chosen)
    def _chosen(self, event: Outline.Chosen) -> None:
        event.stop()
        code = _code(event.entry)
        if code is None:
            self.outline.toggle_pointed()
        else:
            self.post_message(self.MarkAsked(code))


def _code(entry: Entry) -> CodeId | None:
    """The code an entry stands for; None for a heading or a half of the shelf."""
    return CodeId(entry.key.removeprefix(IN_LOOSE)) if entry.mark else None


def _entries(codes: Sequence[CodeView], feeds: dict[CodeId, list[str]], *, counts: bool) -> Iterator[Entry]:
    loose = [code for code in codes if code.codable and code.codings and code.guid not in feeds]
    yield Entry(LOOSE, "In no theme yet", tail=str(len(loose)), quiet=True)
    for entry in code_entries(loose, counts=counts):
        yield replace(entry, key=IN_LOOSE + entry.key, under=LOOSE)
    yield Entry(ALL, "All codes", quiet=True, folded=bool(loose))
    for entry in code_entries(codes, counts=counts):
        numbers = ", ".join(feeds.get(CodeId(entry.key), []))
        tail = " · ".join(part for part in (entry.tail, numbers and f"in {numbers}") if part)
        yield replace(entry, under=entry.under or ALL, tail=tail)
