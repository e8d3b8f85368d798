"""The user's own keys: checked before the screen opens, so that no key does two things and each can be pressed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from textual.keys import _character_to_key, key_to_character

from thematica.errors import BadFile
from thematica.formats.user_settings import KeyWish
from thematica.tui.keys import SCREENS, Key, Keymap, readable, remapped

ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "pgup": "pageup",
    "pgdn": "pagedown",
    **{arrow: name for name, arrow in (("up", "↑"), ("down", "↓"), ("left", "←"), ("right", "→"))},
}
MODIFIED = re.compile(r"((?:(?:ctrl|shift|alt|super|hyper|meta)\+)*)(.+)", re.IGNORECASE)
FAR = r"(?:up|down|left|right|home|end|pageup|pagedown|insert|delete|f\d+)"
NAMED = re.compile(rf"{FAR}|tab|enter|escape|backspace|space")
SENT = re.compile(
    r"(?:alt\+)?CHARACTER|ctrl\+[a-gk-ln-z]"  # the four others are tab, enter and backspace
    rf"|(?:ctrl\+)?(?:shift\+)?(?:alt\+)?{FAR}|(?:shift\+)?tab|enter|escape|backspace|space"
)
"""What every terminal sends, with CHARACTER for a letter, figure or sign."""
ALSO = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace"}


def keymap(wishes: Sequence[KeyWish], file: Path) -> Keymap:
    """The keys wished for, by the ids of actions, in Textual's names.

    Raises BadFile, with the line, for an unknown id, a key that does not exist or that terminals do not send, and a key
    that would do two things on one screen.
    """
    found: dict[str, tuple[str, ...]] = {}
    for wish in wishes:
        fault = _fault_of(wish)
        if fault is not None:
            raise BadFile(f"{file}:{wish.line}: {fault}.", "`thematica keys` lists the ids with their keys.")
        found[wish.id] = tuple(_in_textuals_words(key) for key in wish.keys)
    for screen, keys in SCREENS.items():
        every = {key.id: key for key in remapped((*keys, *SCREENS["Everywhere"]), found)}.values()
        theirs = [each for key in every if key.id in found for each in key.each]
        several = next((both for each in theirs if len(both := [key for key in every if each in key.each]) > 1), None)
        if several is not None:
            _refuse(wishes, file, f"{screen[0].lower()}{screen[1:]}", several)
    return found


def _refuse(wishes: Sequence[KeyWish], file: Path, where: str, several: Sequence[Key]) -> NoReturn:
    pressed = next(each for each in several[0].each if each in several[1].each)
    line = max(wish.line for wish in wishes if wish.id in {key.id for key in several})
    does = " and ".join(f"“{key.help if key.keys else key.label}” ({key.id})" for key in several)
    raise BadFile(
        f"{file}:{line}: {where}, {readable(pressed)} would do two things: {does}.",
        "Choose another key, or give the other action one of its own; `thematica keys` lists them.",
    )


def _fault_of(wish: KeyWish) -> str | None:
    known = {key.id: key for keys in SCREENS.values() for key in keys}
    action = known.get(wish.id)
    if action is None:
        return f"there is no action “{wish.id}”"
    if "{key}" in action.action:
        return f"the keys of “{wish.id}” are what they say, and stay"
    letters = [given for given in wish.keys if _is_character(_in_textuals_words(given))]
    if action.priority and letters:
        return f"“{letters[0]}” could not be typed any more if it were “{wish.id}”"
    return next(filter(None, map(_fault_of_key, wish.keys)), None)


def _fault_of_key(given: str) -> str | None:
    key = _in_textuals_words(given)
    base = key.rpartition("+")[2]
    if not (NAMED.fullmatch(base) or _is_character(base)):
        return f"there is no key “{given}”"
    shape = key.removesuffix(base) + ("CHARACTER" if _is_character(base) and "ctrl+" not in key else base)
    if shape == "shift+CHARACTER":
        return f"“{given}” is written as the letter or sign it gives, such as “{base.upper()}”"
    if not SENT.fullmatch(shape):
        return f"terminals do not send “{given}”{f'; they send {ALSO[key]} for it' if key in ALSO else ''}"
    return None


def _in_textuals_words(given: str) -> str:
    """A key as Textual calls it: `full_stop` for `.`, `ctrl+n` for `Ctrl+N`."""
    found = MODIFIED.fullmatch(given)
    assert found is not None  # anything fits: the pattern begins with nothing and ends with all
    modifiers, base = found[1].lower(), found[2]
    if len(base) == 1 and base not in ALIASES:
        return modifiers + _character_to_key(base.lower() if "ctrl+" in modifiers else base)
    return modifiers + ALIASES.get(base.lower(), base.lower())


def _is_character(base: str) -> bool:
    character = key_to_character(base)
    return base not in {"space", "tab"} and character is not None and character.isprintable()
