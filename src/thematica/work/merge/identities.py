"""Are these two the same? Things made apart that bear one name, hold one text, or mean nearly the same.

Names that must be unique have to be settled; the rest is proposed. What was once found to be the same, or not, is
remembered with the merge, and not asked again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from thematica.formats.codebooks.outline import folded
from thematica.work import rules
from thematica.work.merge.aliases import Pair
from thematica.work.merge.conflicts import SIDES, Answer, Choice, Conflict
from thematica.work.merge.fields import DEFINING, free_name
from thematica.work.merge.rowwise import Merging
from thematica.work.merge.states import Key, Row

_NEAR = 0.75  # share of words two definitions have in common, from which on they are shown to a person
_LONGEST_LABEL = 40  # characters of whose a thing was that its name is given
_FEWEST_WORDS = 5  # below this a definition says too little to be compared

_NAMED: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "coder": lambda row: (folded(row.name),),
    "source": lambda row: (folded(row.name),),
    "case": lambda row: (folded(row.name),),
    "variable": lambda row: (row.applies_to, folded(row.name)),
    "code": lambda row: (row.codebook_guid, row.parent_guid, folded(row.name)),
    "theme": lambda row: (row.parent_guid, folded(row.name)),
}
"""What no two things of a kind may have alike."""


@dataclass(slots=True)
class Identities:
    """What is known about which things are one. `same` and `different` are the pairs that this merge has settled.

    `found` are the pairs that were found to be one before: those that are two all the same cannot become one.
    `standing` are the things that stand for several, `apart` the pairs known to be two. `label` is whose copy comes in,
    to tell its names apart where they must be.
    """

    found: frozenset[Pair]
    standing: frozenset[Key]
    apart: frozenset[Pair]
    label: str
    same: list[Pair] = field(default_factory=list)
    different: list[Pair] = field(default_factory=list)

    def are_apart(self, table: str, one: Row, other: Row) -> bool:
        """Whether somebody has decided before that these are two."""
        return _pair(table, one, other) in self.apart


def settle(merging: Merging, identities: Identities) -> None:
    """Asks about all that may be one; what is found to be is added to `identities.same`, what is not is renamed."""
    _same_keys(merging, identities)
    _alike(merging, identities, "source", _text_of)
    _alike(merging, identities, "codebook", lambda _, row: row.id or folded(row.name))
    _near_definitions(merging, identities)
    for table in _NAMED:
        _names(merging, identities, table)


def _new(merging: Merging, table: str) -> tuple[list[Row], list[Row]]:
    """The rows that only mine has, and those that only theirs has, as they stand merged."""
    mine, theirs, merged = merging.mine.get(table, {}), merging.theirs.get(table, {}), merging.merged.get(table, {})
    return (
        [merged[guid] for guid in mine if guid not in theirs and guid in merged],
        [merged[guid] for guid in theirs if guid not in mine and guid in merged],
    )


def _same_keys(merging: Merging, identities: Identities) -> None:
    """Codes with the same key in the same framework are one, as are wholly equal ones in what is one codebook."""
    for one, other in _pairs(merging, "code", lambda row: (row.codebook_guid, row.key) if row.key else None):
        identities.same.append(("code", one.guid, other.guid))
        merging.asking.tell("", merging.labels.about("code", one), "is one code in both: it has the same key")
    for one, other in _pairs(merging, "code", _NAMED["code"]):
        if ("codebook", one.codebook_guid) in identities.standing and _same_words(one, other):
            identities.same.append(("code", one.guid, other.guid))
            merging.asking.tell("", merging.labels.about("code", one), "is one code in both: all its texts are equal")


def _pairs(merging: Merging, table: str, key: Callable[[Row], Any]) -> Iterator[tuple[Row, Row]]:
    """Rows that only mine has beside rows that only theirs has, where both have a key and it is the same."""
    sides = [sorted(rows, key=lambda row: row.guid) for rows in _new(merging, table)]
    mine, theirs = ({(found, number): row for row, found, number in _counted(rows, key)} for rows in sides)
    for place, row in theirs.items():
        if place in mine:
            yield mine[place], row


def _counted(rows: list[Row], key: Callable[[Row], Any]) -> Iterator[tuple[Row, Any, int]]:
    """Each row that has a key, with it and how many before it have the same one."""
    seen = Counter[Any]()
    for row in rows:
        if (found := key(row)) is not None:
            yield row, found, seen[found]
            seen[found] += 1


def _text_of(merging: Merging, source: Row) -> str:
    return str(merging.merged["revision"][source.revision_guid].text_hash)


def _alike(merging: Merging, identities: Identities, table: str, which: Callable[[Merging, Row], str]) -> None:
    for one, other in _pairs(merging, table, lambda row: which(merging, row)):
        if not identities.are_apart(table, one, other):
            answer = _ask(merging, identities, table, one, other, "same")
            if answer is not None and answer.choose == "same" and table == "source":
                identities.same.append(("revision", one.revision_guid, other.revision_guid))


def _near_definitions(merging: Merging, identities: Identities) -> None:
    """Two new codes of different names whose definitions share most of their words (C2)."""
    mine, theirs = ([(row, _words(row)) for row in rows] for rows in _new(merging, "code"))
    times = Counter(word for _, words in (*mine, *theirs) for word in words)
    bearing: dict[str, list[tuple[Row, frozenset[str]]]] = {}
    for row, words in mine:
        for word in _rarest(words, times):
            bearing.setdefault(word, []).append((row, words))
    for row, words in theirs:
        tried = {one.guid: (one, known) for word in _rarest(words, times) for one, known in bearing.get(word, ())}
        for one, known in tried.values():
            near = len(words & known) >= _NEAR * len(words | known)
            if near and folded(row.name) != folded(one.name) and not identities.are_apart("code", one, row):
                _ask(merging, identities, "code", one, row, "different", type_="C2")


def _words(row: Row) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", f"{row.brief} {row.definition}".casefold()))


def _rarest(words: frozenset[str], times: Counter[str]) -> list[str]:
    """So many of a definition's rarest words that any that is near it has one of them among its own.

    This is the prefix filter of Chaudhuri, Ganti and Kaushik (2006). What says too little to be compared has none.
    """
    if len(words) < _FEWEST_WORDS:
        return []
    return sorted(words, key=lambda word: (times[word], word))[: len(words) - ceil(_NEAR * len(words)) + 1]


def _names(merging: Merging, identities: Identities, table: str) -> None:
    """Things whose names would be equal: asked whether they are one; else the one that came is renamed (C1, C11)."""
    key, rows = _NAMED[table], merging.merged.get(table, {})
    alike: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows.values():
        alike.setdefault(key(row), []).append(row)
    mine = merging.mine.get(table, {})
    for same in (each for each in alike.values() if len(each) > 1):
        kept, *others = sorted(
            same, key=lambda row: (row.guid not in mine or key(mine[row.guid]) != key(row), row.guid)
        )
        for other in others:
            if other.guid not in mine or key(mine[other.guid]) != key(other):
                _name(merging, identities, table, kept, other)


def _name(merging: Merging, identities: Identities, table: str, kept: Row, other: Row) -> None:
    taken = [row.name for row in merging.merged[table].values()]
    answer = None
    if not identities.are_apart(table, kept, other):
        together = any({kept.guid, other.guid} <= merging.side(side)[table].keys() for side in SIDES)
        beside = together or _pair(table, kept, other) in identities.found
        proposal = _proposal(merging, table, kept, other, beside=beside)
        type_ = "C11" if beside else "C1" if table in {"code", "theme"} else ""
        answer = _ask(merging, identities, table, kept, other, proposal, type_=type_, writable=True)
        if answer is not None and answer.choose == "same" and answer.text is None:
            return
    whose = identities.label[:_LONGEST_LABEL]
    suffixed = f"{other.name[: rules.LONGEST_NAME - _LONGEST_LABEL - 8]} ({whose})"
    wanted = answer.text if answer is not None and answer.text is not None else suffixed
    merging.put(table, other._replace(name=free_name(rules.name(table, wanted), taken)))


def _ask(
    merging: Merging,
    identities: Identities,
    table: str,
    one: Row,
    other: Row,
    proposal: Choice | None,
    *,
    type_: str = "",
    writable: bool = False,
) -> Answer | None:
    """The answer to whether two are one, None while it is open: an open question never makes them one."""
    question = Conflict(
        id="/".join((table, "=".join(sorted((one.guid, other.guid))))),
        kind=f"same {table}",
        type=type_,
        name=merging.labels.about(table, one),
        mine=_shown(merging, table, one),
        theirs=_shown(merging, table, other),
        choices=("different",) if type_ == "C11" else ("same",) if table == "case" else ("same", "different"),
        proposal=proposal,
        writable=writable,
        held=((one.guid,), (other.guid,)),
    )
    merging.asking.ask(question)
    answer = merging.asking.conflicts[question.id].answer
    if answer is not None:
        same = answer.choose == "same" and answer.text is None
        (identities.same if same else identities.different).append(_pair(table, one, other))
    return answer


def _pair(table: str, one: Row, other: Row) -> Pair:
    first, second = sorted((one.guid, other.guid))
    return table, first, second


def _shown(merging: Merging, table: str, row: Row) -> dict[str, Any]:
    fields = {
        "coder": ("created_at",),
        "source": ("kind", "text"),
        "case": ("type",),
        "variable": ("type",),
        "codebook": ("id", "version"),
        "code": ("brief", "definition", "include", "exclude"),
        "theme": ("concept", "definition"),
    }
    shown = {field: merging.labels.shown(table, field, row) for field in fields[table]}
    return {"name": merging.labels.name(table, row.guid), **{name: value for name, value in shown.items() if value}}


def _proposal(merging: Merging, table: str, one: Row, other: Row, *, beside: bool) -> Choice | None:
    if table == "case":  # a pseudonym stands for one person, so nothing is proposed
        return None
    if beside:
        return "different"
    if table == "coder":
        return "same"
    if table == "source":
        alike = _text_of(merging, one) == _text_of(merging, other)
    elif table == "variable":
        alike = (one.type, one.levels) == (other.type, other.levels)
    else:
        alike = table == "code" and _same_words(one, other)
    return "same" if alike else "different"


def _same_words(one: Row, other: Row) -> bool:
    return folded(one.name) == folded(other.name) and all(
        getattr(one, each) == getattr(other, each) for each in DEFINING
    )
