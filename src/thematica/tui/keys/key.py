"""What a key is: an action of a screen, and how it is bound, shown and remapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """Something that can be done on a screen, and the keys that do it.

    `id` names it in the user's keymap. `keys` is empty where it is reached by name only; `{key}` in `action` stands for
    the key pressed. `footer` is its place there from the left; 0 keeps it out. `of` is the type of the widget whose
    action it is, empty for the screen or, with `app.` before the action, the app. `priority` lets nothing else have it.
    """

    id: str
    keys: str
    action: str
    label: str
    help: str
    group: str
    footer: int = 0
    of: str = ""
    priority: bool = False

    @property
    def each(self) -> tuple[str, ...]:
        """The keys one by one, in Textual's names."""
        return tuple(self.keys.split(",")) if self.keys else ()

    @property
    def shown(self) -> str:
        """The keys as a person reads them."""
        if "{key}" in self.action:
            return f"{readable(self.each[0])}…{readable(self.each[-1])}"
        return " ".join(readable(key) for key in self.each)


READABLE = {
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "backslash": "\\",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "down": "↓",
    "up": "↑",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "question_mark": "?",
}


def readable(key: str) -> str:
    """A key as a person reads it: `.` for `full_stop`."""
    return READABLE.get(key, key)


Keymap = Mapping[str, tuple[str, ...]]
"""Other keys than those in this list, by id: what the user wants."""


@runtime_checkable
class HasKeymap(Protocol):
    """An app whose user may have keys of their own."""

    keymap: Keymap


def remapped(keys: Iterable[Key], keymap: Keymap) -> tuple[Key, ...]:
    """The same actions, each on the keys that a keymap has for it."""
    return tuple(replace(key, keys=",".join(keymap[key.id])) if key.id in keymap else key for key in keys)


def in_force(keys: Iterable[Key], app: object) -> tuple[Key, ...]:
    """The same actions on the keys that the user of an app has them on."""
    return remapped(keys, app.keymap) if isinstance(app, HasKeymap) else tuple(keys)


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """Textual's bindings for a screen."""
    return list(_bindings(keys))


def _bindings(keys: Iterable[Key]) -> Iterator[Binding]:
    for key in keys:
        several = "{key}" in key.action
        # What has no key is bound to one that nobody can press, so that a keymap has something to put in its place.
        for pressed in key.each if several else (key.keys or f"<{key.id}>",):
            yield Binding(
                pressed,
                key.action.format(key=pressed),
                key.label,
                show=key.footer > 0,
                id=f"{key.id}_{pressed}" if several else key.id,
                tooltip=key.help,
                priority=key.priority,
            )


def of(widget: str, keys: Iterable[Key]) -> tuple[Key, ...]:
    """The same keys, said to be those of a type of widget."""
    return tuple(replace(key, of=widget) for key in keys)


def footer(keys: Iterable[Key]) -> list[Key]:
    """The keys the footer shows, from the left."""
    return sorted((key for key in keys if key.footer), key=lambda key: key.footer)
