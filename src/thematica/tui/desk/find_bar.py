"""The line in which one types what to find, with the ways of looking below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Input, Static

from thematica.tui.keys import FINDING, Key, bindings
from thematica.work.search import Query

NOT_WITH = {
    "whole_word": {"lemma", "regex"},  # forms are whole words
    "lemma": {"whole_word", "regex"},
    "regex": {"whole_word", "lemma", "each"},
    "each": {"regex"},
}
"""The ways of looking, with those that each of them turns off."""


class FindBar(Vertical):
    """Asks for words and how to look for them, and says how many hits there are; the parent finds them."""

    DEFAULT_CSS = """
    FindBar {
        display: none; height: 2; background: $panel; padding: 0 1;
        &.-open { display: block; }
        & > Horizontal { height: 1; }
        & .slash { width: 2; color: $accent; text-style: bold; }
        & Input { width: 1fr; border: none; height: 1; padding: 0; background: transparent; }
        & .count { width: auto; max-width: 50%; color: $text-muted; padding: 0 0 0 1; }
        & > .ways { height: 1; text-wrap: nowrap; text-overflow: clip; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        *bindings(FINDING),
    ]

    @dataclass
    class Asked(Message):
        """Something else is looked for."""

        query: Query

    @dataclass
    class Stepped(Message):
        """The next hit is wanted (1), or the one before (-1)."""

        step: int

    class Left(Message):
        """Back to what was searched, the hits still shown."""

    def __init__(self) -> None:
        super().__init__()
        self._ways: frozenset[str] = frozenset()
        self._is_due = False  # a pattern was typed and is not looked for yet

    def compose(self) -> ComposeResult:
        """The sign, the words, the number of hits; below them the ways of looking."""
        with Horizontal():
            yield Static("/", classes="slash", markup=False)
            yield Input(placeholder="find · enter next · ↑ previous · esc back", compact=True)
            yield Static(classes="count", markup=False)
        ways = Static(classes="ways", markup=False)
        ways.auto_links = False  # clicks without the look of links
        yield ways

    def open(self, query: Query | None = None) -> None:
        """Ready to type; with what was asked before where that is given."""
        self.add_class("-open")
        if query is not None:
            self._ways = frozenset(way for way in NOT_WITH if _is_on(query, way))
            with self.prevent(Input.Changed):
                self.query_one(Input).value = query.text
            self._ask()
        self._show_ways()
        self.query_one(Input).focus()
        self.query_one(Input).action_select_all()

    def close(self) -> None:
        """Ends the search."""
        self.remove_class("-open")
        self.query_one(Input).value = ""

    @property
    def is_open(self) -> bool:
        """Whether a search is on."""
        return self.has_class("-open")

    @property
    def asked(self) -> Query:
        """What is looked for, and how."""
        return Query(
            self.query_one(Input).value,
            words="all" if "each" in self._ways else "phrase",
            lemma="lemma" in self._ways,
            regex="regex" in self._ways,
            whole_word="whole_word" in self._ways,
        )

    def tell(self, words: str) -> None:
        """Says how many hits there are, or why there are none."""
        self.query_one(".count", Static).update(words)

    def _show_ways(self) -> None:
        shown = Content("  ").join(_way(key, self._ways) for key in FINDING)
        self.query_one(".ways", Static).update(shown)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._is_due = "regex" in self._ways
        if self._is_due:  # half a pattern means something else, and can take long
            self.tell("enter looks for it")
        else:
            self._ask()

    def _ask(self) -> None:
        self._is_due = False
        self.post_message(self.Asked(self.asked))

    def action_turn(self, way: str) -> None:
        """Turns a way of looking on or off, and off what does not go with it."""
        self._ways = self._ways - {way} if way in self._ways else (self._ways - NOT_WITH[way]) | {way}
        self._show_ways()
        self._ask()

    def action_step(self, step: int) -> None:
        """To another hit."""
        if self._is_due:
            self._ask()
        else:
            self.post_message(self.Stepped(step))

    def action_leave(self) -> None:
        """Back to what was searched."""
        self.post_message(self.Left())


def _is_on(query: Query, way: str) -> bool:
    return query.words == "all" if way == "each" else bool(getattr(query, way))


def _way(key: Key, on: frozenset[str]) -> Content:
    is_on = key.action in {f"turn('{way}')" for way in on}
    mark, style = ("● ", "bold") if is_on else ("○ ", "$text-muted")
    shown = Content.assemble((f"{key.shown} ", "bold $accent"), (mark, "$accent"), (key.label, style))
    return shown.stylize(Style.from_meta({"@click": key.action}))
