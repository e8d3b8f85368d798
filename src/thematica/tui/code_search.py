"""Which codes answer what was typed: beginnings of words first, then parts of words, then near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thematica.store.ids import CodeId
from thematica.store.reads.codes import SEPARATOR, CodeView

LONG_ENOUGH_FOR_TYPOS = 3
RETIRED = "retired"
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
    scores = {code.guid: _score(code, asked) for code in codes}
    if len(asked) >= LONG_ENOUGH_FOR_TYPOS:
        _near_misses(codes, asked, scores)
    found = [code for code in codes if not asked or scores[code.guid] > 0]
    return tuple(sorted(found, key=lambda code: (-scores[code.guid], latest.get(code.guid, len(latest)))))


def _score(code: CodeView, asked: str) -> float:
    """How well a code answers, of 100; 0 for not at all."""
    name, path = code.name.casefold(), code.path.casefold()
    aliases = [alias.casefold() for alias in code.aliases]
    ways = [
        (100.0, not asked or name == asked),
        (95.0, name.startswith(asked)),
        (90.0, _begins_words(name, asked)),
        (87.0, any(alias.startswith(asked) for alias in aliases)),
        (85.0, _begins_words(path, asked) or _initials(name).startswith(asked)),
        (80.0, asked in name),
    ]
    if len(asked) >= LONG_ENOUGH_FOR_TYPOS:
        ways += [
            (70.0, any(asked in alias for alias in aliases) or asked in path),
            (60.0, _begins_words(code.brief.casefold(), asked)),
        ]
    return next((score for score, answers in ways if answers), 0.0)


def _begins_words(text: str, asked: str) -> bool:
    """Whether each word asked for begins a word of the text, in any order."""
    words = re.findall(r"\w+", text)
    return all(any(word.startswith(part) for word in words) for part in re.findall(r"\w+", asked) or [asked])


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name))


def _near_misses(codes: Iterable[CodeView], asked: str, scores: dict[CodeId, float]) -> None:
    from rapidfuzz import fuzz, process

    unanswered = {code.guid: code.name.casefold() for code in codes if scores[code.guid] == 0}
    for _, near, guid in process.extract(asked, unanswered, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=20):
        scores[guid] = near / 2


def new_code(typed: str, every: Iterable[CodeView]) -> NewCode | None:
    """The code that would be made from what was typed; `People > Trust` puts it under a known code or heading.

    None when nothing can be made: no name, a name that is there already, or a parent that is not.
    """
    parts = [" ".join(part.split()) for part in typed.split(SEPARATOR.strip())]
    if not all(parts):
        return None
    known = list(every)
    *above, name = parts
    if not above:
        usable = (code for code in known if code.codable and code.status != RETIRED)
        taken = any(code.name.casefold() == name.casefold() for code in usable)
        return None if taken else NewCode(name)
    wanted = SEPARATOR.join(above).casefold()
    parents = [code for code in known if code.path.casefold() == wanted]
    parents = parents or [code for code in known if code.path.casefold().endswith(SEPARATOR + wanted)]
    if len(parents) != 1:
        return None
    path = f"{parents[0].path}{SEPARATOR}{name}".casefold()
    return None if any(code.path.casefold() == path for code in known) else NewCode(name, parents[0].guid)
