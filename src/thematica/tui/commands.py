"""The command palette: every action of the screen by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar, Protocol, runtime_checkable

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen

from thematica.tui.keys import EVERYWHERE, Key, in_force


@runtime_checkable
class HasKeys(Protocol):
    """A screen whose actions are in the list of keys."""

    KEYS: ClassVar[tuple[Key, ...]]


def keys_of(screen: Screen[object]) -> tuple[Key, ...]:
    """Everything that can be done on a screen, on the keys that its user has it on."""
    own = screen.KEYS if isinstance(screen, HasKeys) else ()
    return in_force((*own, *EVERYWHERE), screen.app)


async def run(app: App[Any], key: Key) -> None:
    """Does what a key does, wherever the focus is."""
    await app.run_action(key.action, app.screen.query_one(key.of) if key.of else app.screen)


class ActionCommands(Provider):
    """Offers the actions of the screen the palette was called from. What needs a certain key is left to that key."""

    def _named(self) -> Iterator[tuple[str, Key]]:
        for key in keys_of(self.screen):
            if "{key}" not in key.action and key.id != "palette":
                yield key.help if key.keys else key.label, key

    async def discover(self) -> Hits:
        """Every action, those without a key first: they are in no other list."""
        for name, key in sorted(self._named(), key=lambda named: bool(named[1].keys)):
            yield DiscoveryHit(_shown(Content(name), key), partial(run, self.app, key), text=name)

    async def search(self, query: str) -> Hits:
        """The actions whose names answer a query."""
        matcher = self.matcher(query)
        for name, key in self._named():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _shown(matcher.highlight(name), key), partial(run, self.app, key), text=name)


def _shown(name: Content, key: Key) -> Content:
    return Content.assemble(name, (f"  {key.shown}" if key.keys else "", "bold $accent"))
