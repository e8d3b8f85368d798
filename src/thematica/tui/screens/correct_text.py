"""Correcting the words of a transcript: nothing changes before enter; afterwards one can look at what it touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static, TextArea

from thematica.text.normalise import safe
from thematica.text.span import Span
from thematica.tui.desk.correction import Affected
from thematica.tui.jobs import in_background

KEYS = "enter keeps it · esc leaves it as it was"
LABELS = "Speakers' labels are not corrected here, but in the file, which then replaces the text."
Correct = Callable[[str], tuple[Affected, ...] | None]


class CorrectText(ModalScreen[tuple[Affected, ...]]):
    """Some words of one turn, to be corrected. Gives what the correction affected; nothing where nothing differs.

    `correct` makes the correction, on a thread; a fault it raises is told, and what was typed stays.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "keep", "Keep", priority=True),
        ("escape", "leave", "Leave it as it was"),
    ]

    def __init__(self, title: str, words: str, correct: Correct) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._correct = correct
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """The words, the keys, and what cannot be corrected here."""
        with Vertical(classes="dialog"):
            yield TextArea(self._words, soft_wrap=True, tab_behavior="focus")
            yield Static(KEYS, classes="hint", markup=False)
            yield Static(LABELS, classes="label", markup=False)

    def on_mount(self) -> None:
        """Ready to type, at the first word."""
        self.query_one(".dialog").border_title = Content(self._title)
        self.query_one(TextArea).focus()

    def action_keep(self) -> None:
        """Corrects the text."""
        words = self.query_one(TextArea).text
        if not self._is_busy:
            self._is_busy = True  # until then no other act may begin
            in_background(self, "correct", lambda: self._made(words), self._corrected)

    def _made(self, words: str) -> tuple[Affected, ...] | None:
        try:
            return self._correct(words)
        finally:
            self._is_busy = False

    def _corrected(self, affected: tuple[Affected, ...] | None) -> None:
        self.dismiss(affected)

    def action_leave(self) -> None:
        """Goes back without a change."""
        if not self._is_busy:
            self.dismiss(None)


class LookAtAffected(ModalScreen[Span]):
    """What a correction did to codings, quotes, evidence and memos: their words before and after. Enter goes there."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(self, affected: Sequence[Affected]) -> None:
        super().__init__()
        self._affected = tuple(affected)

    def compose(self) -> ComposeResult:
        """Three lines for each."""
        with Vertical(classes="dialog"):
            yield OptionList(*(Content("\n").join(_lines(each)) for each in self._affected), markup=False, compact=True)
            yield Static("enter goes there · esc goes back", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one(".dialog").border_title = "What the last correction touched"
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        span = self._affected[event.option_index].span
        if span is not None:
            self.dismiss(span)


def _lines(one: Affected) -> Iterator[Content]:
    yield Content.assemble((one.thing, "$text-muted"), (f" {safe(one.name)}" if one.name else "", "bold"))
    yield Content.assemble(("− ", "bold $error"), _on_one_line(one.before))
    if one.span is None:
        fate = "nothing is left of its words; the memo stays on the source" if one.thing == "memo" else "removed"
        yield Content.assemble(("  ", ""), (fate, "$text-muted"))
    else:
        joined = "   one with another on the same words" if one.joined else ""
        yield Content.assemble(("+ ", "bold $success"), _on_one_line(one.after), (joined, "$text-muted"))


def _on_one_line(words: str) -> str:
    return " ".join(map(safe, words.split("\n")))
