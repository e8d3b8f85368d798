"""A sheet: what is known of one thing, to be walked through line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from thematica.tui.cases.case_lines import Item, Line


class Sheet(OptionList):
    """Lines, of which some can be acted on."""

    DEFAULT_CSS = """
    Sheet {
        border: none; padding: 0 0 0 1; background: transparent; scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option-disabled { color: $foreground; }
        & > .option-list--option-highlighted { background: transparent; color: $foreground; text-style: none; }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: none;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A line was chosen with enter or a click."""

        item: Item

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._items: list[Item | None] = []
        self._about: str | None = None

    def show(self, about: str, lines: Iterable[Line]) -> None:
        """Shows the lines about a thing, by its identity. The cursor stays where it was in the same thing."""
        shown = list(lines)
        before, top = (self.highlighted, self.scroll_offset.y) if about == self._about else (None, 0)
        self._about, self._items = about, [item for _, item in shown]
        self.set_options(Option(words, disabled=item is None) for words, item in shown)
        if before is not None and self._items:
            self.highlighted = self._near(before)
        elif self.has_focus:
            self.action_first()
        self.call_after_refresh(self.scroll_to, y=top, animate=False)

    def _near(self, place: int) -> int | None:
        """The line at a place, else the nearest above it, that can be acted on."""
        return next((each for each in range(min(place, len(self._items) - 1), -1, -1) if self._items[each]), None)

    def on_focus(self) -> None:
        """Puts the cursor on the first line that can be acted on."""
        if self.highlighted is None:
            self.action_first()

    @property
    def pointed(self) -> Item | None:
        """What the cursor is on, while one walks along these lines."""
        return self._items[self.highlighted] if self.has_focus and self.highlighted is not None else None

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        item = self._items[event.option_index]
        if item is not None:
            self.post_message(self.Chosen(item))
