"""The two bars that frame a screen: what is open at the top, which keys there are at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from thematica.store.reads.codes import CodeView
from thematica.text.normalise import safe
from thematica.tui.colours import legible
from thematica.tui.keys import EVERYWHERE, Key, footer, in_force, pressed, readable
from thematica.tui.widgets.text_panel import TextPanel

ROOMY = 10  # cells for a quick code from which there is room for a swatch


class TitleBar(Horizontal):
    """What is open on the left, whose work it is on the right."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $panel;
        padding: 0 1;
        & > .title { width: 1fr; text-style: bold; text-overflow: ellipsis; text-wrap: nowrap; }
        & > .state { width: auto; color: $text-muted; }
    }
    """

    def compose(self) -> ComposeResult:
        """Two texts."""
        yield TextPanel(classes="title")
        yield TextPanel(classes="state")

    def show(self, title: str, detail: str, state: str) -> None:
        """Shows a title with a quieter detail after it, and a state at the right."""
        shown = Content.assemble(safe(title), (f"  {safe(detail)}" if detail else "", "not bold $text-muted"))
        self.query_one(".title", TextPanel).tell(shown)
        self.query_one(".state", TextPanel).tell(Content(state))


class KeyBar(Widget):
    """The keys of a screen worth seeing all the time, as many as there is room for; each can be clicked."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    @dataclass
    class Pressed(Message):
        """A key was clicked."""

        key: Key

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self.auto_links = False  # clicks without the look of links
        self._own, self._always = footer(keys), footer(EVERYWHERE)

    def render(self) -> Content:
        """The screen's own keys, then those that are everywhere."""
        always = [_key(key) for key in in_force(self._always, self.app)]
        room = self.content_size.width - sum(key.cell_length + 2 for key in always) + 2
        shown = []
        for key in map(_key, in_force(self._own, self.app)):
            room -= key.cell_length + 2
            if room < 0:
                break
            shown.append(key)
        return Content("  ").join([*shown, *always])

    def action_press(self, id_: str) -> None:
        """Announces a click."""
        key = next(key for key in (*self._own, *self._always) if key.id == id_)
        self.post_message(self.Pressed(key))


def _key(key: Key) -> Content:
    label = Content.assemble((readable(key.each[0]), "bold $accent"), (f" {key.label}", "$text-muted"))
    return label.stylize(Style.from_meta({"@click": f"press('{key.id}')"}))


class QuickBar(Widget):
    """The codes on the quick keys; each can be clicked."""

    DEFAULT_CSS = """
    QuickBar { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """
    auto_links = False
    on_keys: reactive[tuple[tuple[int, CodeView, bool], ...]] = reactive(())
    """The codes with their keys, and whether each is pinned."""

    @dataclass
    class Pressed(Message):
        """A quick code was clicked."""

        number: int

    def action_press(self, number: int) -> None:
        """Announces a click."""
        self.post_message(self.Pressed(number))

    def render(self) -> Content:
        """What is pinned stands out; names are cut so that every key is seen."""
        if not self.on_keys:
            hint = f"Codes you use appear here on the keys 1–9; {pressed('pin', self.app)} pins one."
            return Content.styled(hint, "$text-muted")
        ground = self.background_colors[1].hex6
        room = (self.content_size.width + 2) // len(self.on_keys) - 2
        return Content("  ").join(_quick(*each, ground, room) for each in self.on_keys)


def _quick(key: int, code: CodeView, pinned: bool, ground: str, room: int) -> Content:
    weight, colour = "bold " if pinned else "", legible(code.colour, ground)
    if room >= ROOMY:
        lead = Content.assemble((f"{key} ", f"{weight}$accent"), ("■ ", colour))
    else:
        lead = Content.styled(f"{key} ", f"{weight}{colour}")  # the key itself takes the colour
    name = Content.styled(safe(code.name), "" if pinned else "$text-muted")
    shown = Content.assemble(lead, name.truncate(room - lead.cell_length, ellipsis=True))
    return shown.stylize(Style.from_meta({"@click": f"press({key})"}))
