"""The look of the view: styles made from its component classes."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntFlag

from rich.style import Style
from textual.widget import Widget

from thematica.tui.colours import legible, mixed

_TINT, _EDGE_TINT = 0.2, 0.3  # how much of a code's colour lies behind its words; more would make them hard to read


class Mark(IntFlag):
    """What is to be seen on a piece of text; what comes later paints over what comes before."""

    DIM = 1
    ASIDE = 2
    CODED = 4
    CURSOR = 8
    CURRENT = 16
    EDGE = 32
    HIT = 64
    CURRENT_HIT = 128
    SELECTED = 256


_MARKS = {mark: name.lower().replace("_", "-") for name, mark in Mark.__members__.items()}
NO_MARK = Mark(0)
COMPONENTS = ("words", "bar", "number", "lane", "current-lane", "speaker", *_MARKS.values())
CSS = """
PaintedTranscript {
    background: $background;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;

    & > .transcript--bar { color: $primary; }
    & > .transcript--number { color: $text-disabled; }
    & > .transcript--current-lane { text-style: bold; }
    & > .transcript--speaker { color: $text-secondary; }
    & > .transcript--dim { color: $text-muted; }
    & > .transcript--aside { color: $text-muted; text-style: italic; }
    & > .transcript--coded { text-style: underline; }
    & > .transcript--cursor { background: $foreground 8%; }
    & > .transcript--edge { text-style: bold; }
    & > .transcript--hit { background: $warning 30%; }
    & > .transcript--current-hit { background: $warning; color: $background; }
    & > .transcript--selected { background: $screen-selection-background; }

    &:nocolor > .transcript--edge { text-style: bold reverse; }
    &:nocolor > .transcript--selected { text-style: reverse; }
    &:nocolor > .transcript--hit { text-style: bold; }
    &:nocolor > .transcript--current-hit { text-style: bold reverse; }
    &:ansi > .transcript--dim { text-style: dim; }
    &:ansi > .transcript--aside { text-style: dim italic; }
    &:ansi > .transcript--number { text-style: dim; }
}
"""


class Look:
    """The styles under one theme and state of focus.

    `style_of` gives what one of COMPONENTS sets by itself; `page` is the style of the view, `background` its "#rrggbb".
    """

    def __init__(self, style_of: Callable[[str], Style], page: Style, background: str) -> None:
        self._background = background
        self._set = {name: style_of(name) for name in COMPONENTS}
        self._page = page
        self._made: dict[tuple[str, Mark, str], Style] = {}

    def of(self, component: str, marks: Mark = NO_MARK, tint: str = "") -> Style:
        """The style of one of COMPONENTS under `marks`; `tint` is the colour of the coding that is the current one."""
        style = self._made.get((component, marks, tint))
        if style is None:
            style = self._page + self._set[component]
            for mark in marks:
                style += self._set[_MARKS[mark]]
                if mark in Mark.CURRENT | Mark.EDGE:
                    style += self._tinted(style, tint, _EDGE_TINT if mark is Mark.EDGE else _TINT)
            self._made[component, marks, tint] = style
        return style

    def _tinted(self, style: Style, tint: str, share: float) -> Style:
        beneath = style.bgcolor.triplet if style.bgcolor else None
        return Style(bgcolor=mixed(tint, beneath.hex if beneath else self._background, share))

    def lane(self, colour: str, *, current: bool) -> Style:
        """The style of a coding's bracket and tag."""
        component = "current-lane" if current else "lane"
        style = self._made.get((component, NO_MARK, colour))
        if style is None:
            style = self.of(component) + Style(color=legible(colour, self._background))
            self._made[component, NO_MARK, colour] = style
        return style


def look_of(view: Widget) -> Look:
    """The look that the stylesheet now gives to `view`, a widget with these component classes."""

    def style_of(component: str) -> Style:
        styles = view.get_component_styles(f"transcript--{component}")
        blended = view.get_component_rich_style(f"transcript--{component}")
        return styles.text_style + Style(
            color=blended.color if styles.has_rule("color") else None,
            bgcolor=blended.bgcolor if styles.has_rule("background") else None,
        )

    background = view.background_colors[1]
    unknown = "#000000" if view.app.current_theme.dark else "#FFFFFF"  # where the terminal's own colour is used
    return Look(style_of, view.rich_style, unknown if background.ansi is not None else background.hex6)
