"""The board: themes with their subthemes as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from thematica.store.ids import ThemeId
from thematica.store.reads.themes import ThemeView
from thematica.text.normalise import safe

EMPTY = """No themes yet.

n  makes one. A theme is an idea that holds codes together,
   not a topic they have in common.

Mark codes on the left with space, then a attaches them."""


class ThemeCard(Static):
    """A theme in a few lines."""

    class Chosen(Message):
        """The card was clicked."""

        def __init__(self, theme: ThemeId) -> None:
            super().__init__()
            self.theme = theme

    def __init__(self, theme: ThemeView, *, counts: bool) -> None:
        super().__init__(_card(theme, counts=counts), markup=False)
        self.theme = theme
        self.border_title = theme.number
        self.border_subtitle = theme.status if theme.status != "candidate" else ""
        self.set_class(theme.status == "discarded", "-discarded")
        self.styles.margin = (0, 0, 0, min(theme.depth, 3) * 3)

    def on_click(self, event: events.Click) -> None:
        """Announces the click."""
        event.stop()
        self.post_message(self.Chosen(self.theme.guid))


class Board(VerticalScroll, can_focus=True):
    """Cards in the order of the report; one of them is chosen."""

    DEFAULT_CSS = """
    Board {
        padding: 0 1;
        scrollbar-size-vertical: 1;
        & > ThemeCard {
            height: auto; border: round $border; padding: 0 1;
            border-title-color: $text-muted; border-subtitle-color: $text-muted;
            &.-chosen { border: round $accent 60%; background: $panel 30%; }
            &.-discarded { color: $text-muted; text-style: strike; }
        }
        &:focus > ThemeCard.-chosen { border: round $accent; border-title-color: $accent; }
        & > .empty { color: $text-muted; padding: 1 2; }
    }
    """

    @dataclass
    class ThemeChosen(Message):
        """Another theme is chosen; None when there is none."""

        theme: ThemeId | None

    def __init__(self) -> None:
        super().__init__()
        self._themes: tuple[ThemeView, ...] = ()
        self.chosen: ThemeId | None = None
        """The chosen theme."""

    async def show(self, themes: Sequence[ThemeView], *, counts: bool) -> None:
        """Shows the themes; the chosen one stays chosen while it is there."""
        if tuple(themes) != self._themes or not self.children:
            self._themes = tuple(themes)
            cards = [ThemeCard(theme, counts=counts) for theme in themes]
            with self.app.batch_update():
                await self.remove_children()
                await self.mount_all(cards or [Static(EMPTY, classes="empty", markup=False)])
        known = [theme.guid for theme in themes]
        self.choose(self.chosen if self.chosen in known else next(iter(known), None))

    def choose(self, theme: ThemeId | None) -> None:
        """Chooses a theme."""
        self.chosen = theme
        for card in self.query(ThemeCard):
            card.set_class(card.theme.guid == theme, "-chosen")
            if card.theme.guid == theme:
                self.call_after_refresh(self.scroll_to_widget, card, animate=False)
        self.post_message(self.ThemeChosen(theme))

    def walk(self, step: int) -> None:
        """Chooses the next theme, or the one before."""
        known = [theme.guid for theme in self._themes]
        if known:
            here = known.index(self.chosen) if self.chosen in known else 0
            self.choose(known[min(max(here + step, 0), len(known) - 1)])

    def on_theme_card_chosen(self, event: ThemeCard.Chosen) -> None:
        """Chooses what was clicked."""
        event.stop()
        self.focus()
        self.choose(event.theme)


def _card(theme: ThemeView, *, counts: bool) -> Content:
    concept = (
        Content(safe(theme.concept)) if theme.concept else Content.styled("no central idea yet", "$text-muted italic")
    )
    figures = [_number(len(theme.codes), "code"), _number(len(theme.quotes), "quote")]
    if theme.contrary:
        figures.append(f"{len(theme.contrary)} contrary")
    told = [" · ".join(figures)]
    if counts:
        evidence = _number(theme.total.participants, "participant"), _number(theme.total.excerpts, "excerpt")
        told.append(" · ".join(evidence))
    name = Content.styled(safe(theme.name), "bold")
    return Content("\n").join([name, concept, *(Content.styled(line, "$text-muted") for line in told)])


def _number(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
