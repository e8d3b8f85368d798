"""Choosing files: a path is typed and completed, or walked to."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from thematica.text.normalise import safe
from thematica.tui.files import listing, named
from thematica.tui.jobs import in_background
from thematica.tui.widgets.filter_list import FilterList, Line

HERE = "."
HOW = "tab completes · enter adds a file, or goes into a folder · files can be dropped here"


class ChooseFiles(ModalScreen[str | None]):
    """Gives a path, a folder or a pattern, as typed."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(self, beside: Path) -> None:
        super().__init__()
        self._beside = beside
        self._folder: Path | None = None
        self._entries: tuple[tuple[str, bool], ...] = ()

    def compose(self) -> ComposeResult:
        """The path, and what lies there."""
        with Vertical(classes="palette plain"):
            yield FilterList("A path, a folder, or a pattern such as interviews/*.docx")
            yield Static(HOW, id="marks", markup=False)

    def on_mount(self) -> None:
        """Begins beside the project."""
        self.query_one(".palette").border_title = "Add transcripts"
        self._look(self._beside)

    @property
    def list(self) -> FilterList:
        """The path and the lines."""
        return self.query_one(FilterList)

    @on(FilterList.Asked)
    def _asked(self, event: FilterList.Asked) -> None:
        head, slash, _ = event.query.rpartition("/")
        self._look(self._beside / named(head + slash) if slash else self._beside)

    def _look(self, folder: Path) -> None:
        """Shows what a folder holds; on a slow disk later than the letters typed."""
        if folder == self._folder:
            self._answer()
        else:
            self._folder, self._entries = folder, ()
            in_background(self, "listing", lambda: (folder, listing(folder)), self._listed)

    def _listed(self, found: tuple[Path, tuple[tuple[str, bool], ...]]) -> None:
        if found[0] == self._folder and self.is_attached:
            self._entries = found[1]
            self._answer()

    def _answer(self) -> None:
        self.list.show([*self._lines(self.list.query_text)])

    def _lines(self, query: str) -> Iterator[Line]:
        """What would be added as typed, then what lies there and begins like it, then what has it inside."""
        head, slash, begun = query.rpartition("/")
        letters = begun.casefold()
        found = [(name, inside) for name, inside in self._entries if letters in name.casefold()]
        found.sort(key=lambda entry: not entry[0].casefold().startswith(letters))
        files = sum(not inside for _, inside in self._entries)
        if not begun and files:
            yield Line(query or HERE, _offer(f"every file of this folder ({files})"))
        elif begun and (glob.has_magic(query) or not found):
            yield Line(query, _offer("what answers this pattern" if glob.has_magic(query) else "what is typed"))
        for name, inside in found:
            yield Line(f"{head}{slash}{name}{'/' if inside else ''}", _shown(name, inside=inside))

    @on(FilterList.Marked)
    def _completed(self, event: FilterList.Marked) -> None:
        self._complete(event.key)

    @on(FilterList.Picked)
    def _picked(self, event: FilterList.Picked) -> None:
        key, query = event.key or "", self.list.query_text
        if key.endswith("/") and key != query:
            self._complete(key)
        elif key.strip():
            self.dismiss(key)

    def _complete(self, path: str) -> None:
        if safe(path) == path:  # a line to type in would pass on to the terminal whatever a name holds
            self.list.write_query(path)
        elif path.endswith("/"):
            self.dismiss(path)


def _offer(what: str) -> Content:
    return Content.assemble(("+ add ", "$accent"), what)


def _shown(name: str, *, inside: bool) -> Content:
    return Content.styled(f"{safe(name)}/", "bold") if inside else Content(safe(name))
