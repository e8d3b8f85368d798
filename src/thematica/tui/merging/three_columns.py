"""What both had, what is mine and what is theirs, side by side, with what each changed standing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from thematica.tui.plain import in_lines
from thematica.work.merge.conflicts import Conflict

NOTHING = "nothing"
COLUMNS = ("base", "mine", "theirs")
HEADS = {"base": "WHAT BOTH HAD", "mine": "MINE", "theirs": "THEIRS"}
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


class ThreeColumns(Horizontal):
    """One question of a merge."""

    DEFAULT_CSS = """
    ThreeColumns {
        & > VerticalScroll { width: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        & > #mine, & > #theirs { border-left: vkey $panel; }
    }
    """

    def compose(self) -> ComposeResult:
        """A column for each."""
        for column in COLUMNS:
            with VerticalScroll(id=column, can_focus=False):
                yield Static(markup=False)

    def show(self, question: Conflict | None) -> None:
        """Shows a question, or nothing."""
        for column in COLUMNS:
            self.query_one(f"#{column} Static", Static).update(_column(question, column) if question else Content())


def _column(question: Conflict, column: str) -> Content:
    answer = question.answer
    own = answer.text if answer is not None else None
    chosen = answer is not None and own is None and answer.choose in {column, "both", "same"}
    head = Content.styled(f"{HEADS[column]}{'  ✓' if chosen and column != 'base' else ''}", "bold $text-muted")
    text = in_words(getattr(question, column))
    if question.base is None or column == "base" or text == NOTHING:
        shown = Content(in_lines(text))
    else:
        shown = Content.assemble(*_changed(in_words(question.base), text))
    return Content("\n").join([head, shown])


def in_words(value: Any) -> str:
    """What a side holds, as lines: a list one under the other, fields with their names."""
    if value is None or not str(value) or value == []:
        return NOTHING
    if isinstance(value, list):
        return "\n".join(f"• {in_words(each)}" for each in value)
    if isinstance(value, dict):
        return "\n".join(f"{key.replace('_', ' ')}: {in_words(each)}" for key, each in value.items())
    return str(value)


def _changed(before: str, after: str) -> Iterator[Content | tuple[str, str]]:
    """A text, with the words that another does not have set apart."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    for tag, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        piece = in_lines("".join(new[start:end]))
        if piece:
            yield Content(piece) if tag == "equal" else (piece, "bold underline")
