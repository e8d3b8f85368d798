"""A codebook as it travels between files and projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Origin = Literal["deductive", "inductive", "in-vivo"]
Status = Literal["draft", "active", "retired"]
Kind = Literal["deductive", "inductive", "mixed"]
AppliesTo = Literal["coding", "code"]

SYMBOL = re.compile(r"\S{1,2}")  # a code's sign, where there is no colour
FIRST_VERSION = "1.0.0"
LANGUAGE_UNSTATED = "en"


@dataclass(frozen=True, slots=True)
class Citation:
    """A publication the codebook follows, and what was taken from it."""

    citation: str
    year: int | None = None
    doi: str | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A second question asked of each coding or each code, with its allowed answers."""

    key: str
    name: str
    values: tuple[str, ...]
    applies_to: AppliesTo = "coding"
    default: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code, or a heading when it is not `codable`, with the codes beneath it in order.

    The six parts of a definition follow MacQueen and colleagues (1998): name, brief, definition, when to use
    (`include`), when not to use (`exclude`), example. `colour` is "#rrggbb"; None means that of the code above.
    `guid` and `key` are None where the file gives none.
    """

    name: str
    guid: str | None = None
    key: str | None = None
    codable: bool = True
    origin: Origin = "deductive"
    brief: str = ""
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    example: str = ""
    example_invented: bool = False
    colour: str | None = None
    symbol: str | None = None
    status: Status = "active"
    aliases: tuple[str, ...] = ()
    children: tuple[CodeEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """A set of codes with definitions, and what its makers say about its use.

    `id` is the short name in lower case that a codebook goes by among others, such as "tpom".
    """

    name: str
    guid: str | None = None
    id: str | None = None
    version: str = FIRST_VERSION
    language: str = LANGUAGE_UNSTATED
    kind: Kind = "deductive"
    notice: str = ""
    sources: tuple[Citation, ...] = ()
    use_notes: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    journal_prompts: tuple[str, ...] = ()
    unit_guidance: str = ""
    codes: tuple[CodeEntry, ...] = ()

    def walk(self) -> Iterator[tuple[tuple[str, ...], CodeEntry]]:
        """Every code with its path (the names from the top down to its own), parents before children."""
        return _walk((), self.codes)


def origin_by_default(kind: Kind) -> Origin:
    """The origin of a code that does not state one: inductive in an inductive codebook, else deductive."""
    return "inductive" if kind == "inductive" else "deductive"


def _walk(above: tuple[str, ...], codes: tuple[CodeEntry, ...]) -> Iterator[tuple[tuple[str, ...], CodeEntry]]:
    for code in codes:
        path = (*above, code.name)
        yield path, code
        yield from _walk(path, code.children)
