"""The parts of a code in one text, each under its label, for formats that have a single description.

    Brief: …
    Definition: …
    Use when: …            (once for each case, and so the next two)
    Do not use when: …
    Other name: …
    Example: …             or: Example (invented): …
    Framework key: …, Origin: …, Status: …, Symbol: …

A label begins a line and its part runs to the next one; what stands before the first is the definition, and a
definition alone is written without its label. A line of a text that looks like a label has a space put before it.
The first labels are those of the codebook literature; no exchange format has fields of its own for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args

from thematica.formats.codebooks.values import SYMBOL, CodeEntry, Origin, Status
from thematica.formats.codebooks.yaml_codes import KEY

_TEXTS = {"brief": "brief", "definition": "definition", "example": "example", "example (invented)": "example"}
_LISTS = {"use when": "include", "do not use when": "exclude", "other name": "aliases"}
_WORDS = {
    "framework key": ("key", KEY),
    "origin": ("origin", re.compile("|".join(get_args(Origin)))),
    "status": ("status", re.compile("|".join(get_args(Status)))),
    "symbol": ("symbol", SYMBOL),
}
_LABEL = re.compile(f"({'|'.join(map(re.escape, (*_TEXTS, *_LISTS, *_WORDS)))}):[ ]?(.*)", re.IGNORECASE)


@dataclass(slots=True)
class Parts:
    """What a description says, by field: texts, lists of texts, and whether the example was invented."""

    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    example_invented: bool = False


def read(text: str) -> Parts:
    """The parts of a description; one without any label is a definition."""
    parts = Parts()
    for label, said in _sections(text):
        if label in _LISTS:
            parts.lists.setdefault(_LISTS[label], []).append(said)
        elif label in _WORDS:
            parts.texts[_WORDS[label][0]] = said
        else:
            name = _TEXTS[label]
            parts.texts[name] = f"{parts.texts[name]}\n\n{said}" if name in parts.texts else said
            parts.example_invented |= label == "example (invented)"
    return parts


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Each label in small letters with its text; a part without text is left out."""
    label, lines = "definition", list[str]()
    for line in text.split("\n"):
        found = _LABEL.fullmatch(line)
        begun = found[1].casefold() if found else ""
        if found is None or (begun in _WORDS and not _WORDS[begun][1].fullmatch(found[2].strip())):
            lines.append(line[1:] if line.startswith(" ") and _looks_like_a_label(line) else line)
            continue
        yield from _told(label, lines)
        if begun in _WORDS:  # one word on its line; what follows belongs to no label
            yield begun, found[2].strip()
            label, lines = "definition", []
        else:
            label, lines = begun, [found[2]]
    yield from _told(label, lines)


def _told(label: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    said = "\n".join(lines).strip()
    if said:
        yield label, said


def written(entry: CodeEntry) -> str:
    """The parts of a code as one text, which `read` takes apart again; empty when the code has only a name."""
    example = "Example (invented)" if entry.example_invented else "Example"
    sections = [
        ("Brief", entry.brief),
        ("Definition", entry.definition),
        *(("Use when", each) for each in entry.include),
        *(("Do not use when", each) for each in entry.exclude),
        *(("Other name", each) for each in entry.aliases),
        (example, entry.example),
        ("Framework key", entry.key or ""),
        ("Origin", "" if entry.origin == "deductive" else entry.origin),
        ("Status", "" if entry.status == "active" else entry.status),
        ("Symbol", entry.symbol or ""),
    ]
    said = [(label, text.strip()) for label, text in sections if text.strip()]
    if [label for label, _ in said] == ["Definition"]:
        return _kept_apart(entry.definition.strip())
    return "\n\n".join(f"{label}: {_after_first(text)}" for label, text in said)


def _after_first(text: str) -> str:
    first, *others = text.split("\n", 1)
    return "\n".join([first, *map(_kept_apart, others)])


def _kept_apart(text: str) -> str:
    """A text in which no line begins like a part of its own."""
    return "\n".join(f" {line}" if _looks_like_a_label(line) else line for line in text.split("\n"))


def _looks_like_a_label(line: str) -> bool:
    return _LABEL.match(line.lstrip(" ")) is not None
