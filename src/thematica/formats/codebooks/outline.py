"""The codes of a file put together as a tree, with everything checked that concerns more than one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from thematica.formats.codebooks.problems import Problems, shown
from thematica.formats.codebooks.values import CodeEntry
from thematica.formats.codebooks.yaml_codes import Draft

MOST_LEVELS = 20
REFERENCE = re.compile(r"\[([\w-]+(?:\.[\w-]+)*)\]")


def folded(name: str) -> str:
    """`name` as it is compared with its siblings: without regard to case, width and repeated spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def outlined(top: list[Draft], guid: str | None, problems: Problems) -> tuple[CodeEntry, ...]:
    """The codes as a tree; `guid` is the codebook's own, which none of them may bear.

    Raises BadCodebook when there are problems, those noted earlier included.
    """
    codes = list(_each(top))
    _check_unlike("guid", codes, problems, taken={guid: 1} if guid else {})
    _check_unlike("key", codes, problems, taken={})
    _check_references(codes, problems)
    _place_under_parents(codes, problems)
    _check_siblings(codes, problems)
    problems.stop_if_any()
    return tuple(_entry(code) for code in top if code.above is None)


def _each(codes: list[Draft]) -> Iterator[Draft]:
    for code in codes:
        yield code
        yield from _each(code.children)


def _check_unlike(field: Literal["guid", "key"], codes: list[Draft], problems: Problems, taken: dict[str, int]) -> None:
    for code in codes:
        value: str | None = getattr(code.entry, field)
        line = code.fields.line_of(field)
        if value in taken:
            problems.add(line, f"The {field} {shown(value)} stands twice, first on line {taken[value]}.")
        elif value:
            taken[value] = line


def _check_references(codes: list[Draft], problems: Problems) -> None:
    """In a codebook with keys, what stands in square brackets in `exclude` names the better code."""
    keys = {code.entry.key for code in codes if code.entry.key}
    if not keys:
        return
    known = keys | {folded(code.entry.name) for code in codes}
    for code in codes:
        for line, text in code.exclude:
            for reference in REFERENCE.findall(text):
                if reference in known or folded(reference) in known:
                    continue
                if "." in reference:
                    near = problems.meant(reference, keys)
                    problems.add(line, f"No code of this file has the key {shown(reference)}.{near}")
                else:
                    problems.caution(line, f"No code of this file is called {shown(reference)}, in brackets here.")


def _place_under_parents(codes: list[Draft], problems: Problems) -> None:
    """Move each code that names its parent under it, after the codes nested there."""
    by_key = {code.entry.key: code for code in codes if code.entry.key}
    by_name: dict[str, list[Draft]] = {}
    for code in codes:
        by_name.setdefault(folded(code.entry.name), []).append(code)
    callable_as = [*by_key, *(code.entry.name for code in codes)]
    moved = []
    for code in codes:
        if not code.parent:
            continue
        line = code.fields.line_of("parent")
        bearers = by_name.get(folded(code.parent), [])
        parent = by_key.get(code.parent) or (bearers[0] if len(bearers) == 1 else None)
        if code.above is not None:
            problems.add(line, "A code that is nested in another cannot name a parent as well.")
        elif parent is not None:
            code.above = parent
            moved.append(code)
        elif bearers:
            problems.add(line, f"Several codes are called {shown(code.parent)}; name the parent by its key.")
        else:
            near = problems.meant(code.parent, callable_as)
            problems.add(line, f"No code of this file has the key or name {shown(code.parent)}.{near}")
    _check_levels(codes, problems)
    for code in moved:
        if code.above is not None:
            code.above.children.append(code)


def _check_levels(codes: list[Draft], problems: Problems) -> None:
    """Note circles of parents, which are undone, and codes that stand too deep."""
    level: dict[int, int] = {}
    for code in codes:
        path: list[Draft] = []
        on_path: set[int] = set()
        at: Draft | None = code
        while at is not None and id(at) not in level:
            if id(at) in on_path:
                _undo_circle(at, problems)
                break
            on_path.add(id(at))
            path.append(at)
            at = at.above
        for below in reversed(path):
            level[id(below)] = level.get(id(below.above), 0) + 1
            if level[id(below)] == MOST_LEVELS + 1:
                problems.add(below.fields.line, f"The code stands more than {MOST_LEVELS} levels deep.")


def _undo_circle(start: Draft, problems: Problems) -> None:
    """Note each code of the circle through `start` that names its parent, and loosen it."""
    at = start
    while at.above is not None:
        above = at.above
        if at.parent:
            name = shown(at.entry.name)
            problems.add(at.fields.line_of("parent"), f"The parents of {name} run in a circle back to it.")
            at.above = None
        at = above


def _check_siblings(codes: list[Draft], problems: Problems) -> None:
    """Note names that two codes under one heading, or two at the top, share."""
    first: dict[tuple[int, str], int] = {}
    for code in codes:
        if not code.entry.name or (code.parent and code.above is None):
            continue
        place = (id(code.above), folded(code.entry.name))
        line = code.fields.line_of("name")
        if place in first:
            problems.add(
                line, f"The name {shown(code.entry.name)} stands twice at one place, first on line {first[place]}."
            )
        else:
            first[place] = line


def _entry(code: Draft) -> CodeEntry:
    return replace(code.entry, children=tuple(_entry(child) for child in code.children))
