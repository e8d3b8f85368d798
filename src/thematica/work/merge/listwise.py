"""Lists and mappings merged item by item: what either side took out goes, what either put in comes.

Items have no order of their own that could be merged: those both had stay in their order, new ones follow by the
alphabet, so that it does not matter which side is merged into which.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

_ALIKE = 0.6  # from here on a line that went and a line that came are one line, reworded


class UndecidedError(Exception):
    """Both sides changed the same item in different ways."""


def merged_json(base: Any, mine: Any, theirs: Any) -> Any:
    """What two changed forms of a list, mapping or value come to. Raises UndecidedError."""
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _mapping(base if isinstance(base, dict) else {}, mine, theirs)
    if isinstance(mine, list) and isinstance(theirs, list):
        return _list(base if isinstance(base, list) else [], mine, theirs)
    raise UndecidedError


def _mapping(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    merged = {}
    for key in dict.fromkeys((*base, *mine, *theirs)):
        value = merged_json(base.get(key), mine.get(key), theirs.get(key))
        if value is not None or key in mine.keys() & theirs.keys():
            merged[key] = value
    return merged


def _list(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    keyed = [_by_key(each) for each in (base, mine, theirs)]
    if all(each is not None for each in keyed) and (mine or theirs):
        return list(_mapping(*keyed).values())  # type: ignore[arg-type]  # none of the three is None
    before, ours, others = ([_text(item) for item in items] for items in (base, mine, theirs))
    _check_rewordings(before, ours, others)
    items = {_text(item): item for item in (*base, *mine, *theirs)}
    kept = [text for text in before if text in ours and text in others]
    new = sorted({*ours, *others} - {*before})
    return [items[text] for text in (*kept, *new)]


def _by_key(items: list[Any]) -> dict[str, Any] | None:
    """Items that bear a `key`, by it; None where some do not."""
    found = {item["key"]: item for item in items if isinstance(item, dict) and "key" in item}
    return found if len(found) == len(items) else None


def _text(item: Any) -> str:
    return item if isinstance(item, str) else json.dumps(item, sort_keys=True, ensure_ascii=False)


def _check_rewordings(before: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> None:
    """Raises UndecidedError where both sides took a line out, and one reworded it otherwise than the other."""
    ours, others = _rewordings(before, mine), _rewordings(before, theirs)
    for line in ours.keys() & others.keys():
        if ours[line] != others[line]:
            raise UndecidedError


def _rewordings(before: Sequence[str], after: Sequence[str]) -> dict[str, str | None]:
    """The lines that went, each with the line that came in its place, if any."""
    came = [line for line in after if line not in before]
    found: dict[str, str | None] = {}
    for line in (line for line in before if line not in after):
        near = max(came, key=lambda new: SequenceMatcher(None, line, new).ratio(), default=None)
        if near is not None and SequenceMatcher(None, line, near).ratio() >= _ALIKE:
            came.remove(near)
            found[line] = near
        else:
            found[line] = None
    return found
