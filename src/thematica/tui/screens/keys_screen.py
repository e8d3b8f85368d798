"""Help: the keys of a screen, by group, from the one list of keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from thematica.tui.keys import Key


class KeysScreen(ModalScreen[None]):
    """Every key of the screen it was called from."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape,question_mark,f1,q", "dismiss(None)", "Back")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Two columns of about the same length, groups kept whole."""
        groups = [[key for key in self._keys if key.group == group] for group in dict.fromkeys(self._groups())]
        accent, muted = self.app.theme_variables["accent"], self.app.theme_variables["text-muted"]
        half, left = len(self._keys) / 2, 0
        while sum(map(len, groups[:left])) < half:
            left += 1
        with Vertical(classes="dialog keys"), VerticalScroll(), Horizontal():
            for column in (groups[:left], groups[left:]):
                yield Static(_table(column, accent, muted), classes="column")

    def _groups(self) -> Iterable[str]:
        return (key.group for key in self._keys)

    def on_mount(self) -> None:
        """Ready to scroll."""
        self.query_one(".dialog").border_title = "Keys"
        self.query_one(".dialog").border_subtitle = "esc goes back"
        self.query_one(VerticalScroll).focus()


def _table(groups: Iterable[Sequence[Key]], accent: str, muted: str) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style=f"bold {accent}")
    table.add_column(ratio=1)
    for keys in groups:
        table.add_row(Text(keys[0].group, style=f"bold {muted}"))
        for key in keys:
            table.add_row(Text(key.shown or "ctrl+p"), Text(key.help if key.keys else key.label))
        table.add_row()
    return table
