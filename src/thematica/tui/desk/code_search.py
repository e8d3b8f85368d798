"""Which codes answer what was typed: beginnings of words first, then parts of words, then near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from thematica.store.ids import CodeId
from thematica.store.reads.codes import SEPARATOR, CodeView

LONG_ENOUGH_FOR_TYPOS = 3
RETIRED = "retired"
WORD = re.compile(r"\w+")
FEW = 10  # answers: with more of them nobody looks for a near miss
MOST_PARENTS = 8
NEAR = 78.0  # of 100: below this a near miss is rather another word


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that is not there yet: its name, and the code or heading it goes under."""

    name: str
    parent: CodeId | None = None


def ranked(codes: Sequence[CodeView], query: str, recent: Sequence[CodeId] = ()) -> tuple[CodeView, ...]:
    """The codes that answer a query, best first; all of them, recent ones first, when it is empty.

    Among equals the recently used come first, then the order of the codebook.
    """
    latest = {code: place for place, code in enumerate(recent)}
    asked = " ".join(query.casefold().split())
    if not asked:
        return tuple(sorted(codes, key=lambda code: latest.get(code.guid, len(latest))))
    parts = [f" {part}" for part in WORD.findall(asked)] or [asked]
    scores = {
        code.guid: _score(_folded(code.name, code.path, code.brief, code.aliases), asked, parts) for code in codes
    }
    if len(asked) >= LONG_ENOUGH_FOR_TYPOS and sum(score > 0 for score in scores.values()) < FEW:
        _near_misses(codes, asked, scores)
    found = [code for code in codes if scores[code.guid] > 0]
    return tuple(sorted(found, key=lambda code: (-scores[code.guid], latest.get(code.guid, len(latest)))))


class _Folded(NamedTuple):
    """What is searched of a code, without capitals; of `..._words` each has a space before it, and nothing else."""

    name: str
    name_words: str
    initials: str
    path: str
    path_words: str
    brief_words: str
    aliases: tuple[str, ...]


@lru_cache(maxsize=20_000)
def _folded(name: str, path: str, brief: str, aliases: tuple[str, ...]) -> _Folded:
    words = WORD.findall(name.casefold())
    return _Folded(
        name.casefold(),
        _spaced(words),
        "".join(word[0] for word in words),
        path.casefold(),
        _spaced(WORD.findall(path.casefold())),
        _spaced(WORD.findall(brief.casefold())),
        tuple(alias.casefold() for alias in aliases),
    )


def _spaced(words: Iterable[str]) -> str:
    return "".join(f" {word}" for word in words)


def _score(code: _Folded, asked: str, parts: Sequence[str]) -> float:  # noqa: PLR0911 - a ladder, read from the top
    """How well a code answers, of 100; 0 for not at all."""
    if code.name.startswith(asked):
        return 100.0 if code.name == asked else 95.0
    if _begins_words(code.name_words, parts):
        return 90.0
    if any(alias.startswith(asked) for alias in code.aliases):
        return 87.0
    if _begins_words(code.path_words, parts) or code.initials.startswith(asked):
        return 85.0
    if asked in code.name:
        return 80.0
    if len(asked) < LONG_ENOUGH_FOR_TYPOS:
        return 0.0
    if asked in code.path or any(asked in alias for alias in code.aliases):
        return 70.0
    return 60.0 if _begins_words(code.brief_words, parts) else 0.0


def _begins_words(words: str, parts: Sequence[str]) -> bool:
    """Whether each part asked for begins one of the words, in any order."""
    return all(part in words for part in parts)


def _near_misses(codes: Iterable[CodeView], asked: str, scores: dict[CodeId, float]) -> None:
    from rapidfuzz import fuzz, process

    unanswered = {code.guid: code.name.casefold() for code in codes if scores[code.guid] == 0}
    for _, near, guid in process.extract(asked, unanswered, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=20):
        scores[guid] = near / 2


def new_codes(typed: str, every: Iterable[CodeView]) -> tuple[NewCode, ...]:
    """The codes that could be made from what was typed, the likeliest first.

    `People > Trust` puts it under a code or heading: the one of this path, else each that answers to it.
    None where there is no name, or the name is there already.
    """
    *above, name = [" ".join(part.split()) for part in typed.split(SEPARATOR.strip())]
    known = [code for code in every if code.status != RETIRED]
    if not name:
        return ()
    if not above:
        taken = any(code.codable and code.name.casefold() == name.casefold() for code in known)
        return () if taken else (NewCode(name),)
    taken_paths = {code.path.casefold() for code in known}
    return tuple(
        NewCode(name, parent.guid)
        for parent in _parents(SEPARATOR.join(above).casefold(), known)
        if f"{parent.path}{SEPARATOR}{name}".casefold() not in taken_paths
    )


def _parents(wanted: str, known: Sequence[CodeView]) -> Sequence[CodeView]:
    """The code or heading of this path, else those of which it is the path's end, else those that answer to it."""
    if not wanted:
        return [code for code in known if not code.codable][:MOST_PARENTS]
    named = [code for code in known if code.path.casefold() == wanted]
    named = named or [code for code in known if code.path.casefold().endswith(SEPARATOR + wanted)]
    return named or ranked(known, wanted)[:MOST_PARENTS]
