"""One GUID for two codes (C14): a codebook that was copied and filled with other codes, as a template.

Where that is found, the code of the copy that comes in gets a GUID of its own, there and in what both had. It is
remembered with the merge, as that copy still knows the code by the old GUID.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from thematica.formats.codebooks.outline import folded
from thematica.store.ids import link_guid
from thematica.work.merge.aliases import renamed
from thematica.work.merge.conflicts import Asking, Conflict
from thematica.work.merge.fields import DEFINING
from thematica.work.merge.labels import Labels
from thematica.work.merge.states import Row, State

_ALIKE_NAMES = 0.4
_SHARED_WORDS = 0.2
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Reissued:
    """GUIDs of codes that are others now in mine, and such that are others now in theirs, each with the new one."""

    mine: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)


def apart(base: State, mine: State, theirs: State, known: Reissued) -> tuple[State, State, State]:
    """The three states with the GUIDs that earlier merges have given to codes in them."""
    ours, others = ({("code", old): new for old, new in each.items()} for each in (known.mine, known.theirs))
    before = renamed(base, {**ours, **others})
    for new in others.values():
        if new not in mine.get("code", {}):  # found out only now: to mine it is a code that was never there
            before["code"].pop(new, None)
    return before, renamed(mine, ours), renamed(theirs, others)


def ask(base: State, mine: State, theirs: State, asking: Asking, labels: Labels) -> dict[str, str]:
    """Asks about codes that have nothing but their GUID in common; where one side stands, both get its words.

    Gives the new GUIDs of those that are to be two.
    """
    both = [guid for guid, row in mine.get("code", {}).items() if row != theirs.get("code", {}).get(guid, row)]
    new: dict[str, str] = {}
    for guid in both:
        before, ours, others = base.get("code", {}).get(guid), mine["code"][guid], theirs["code"][guid]
        if not _unrelated(before, ours, others):
            continue
        answer = asking.ask(
            Conflict(
                id=f"code/{guid}/unrelated",
                kind="unrelated",
                type="C14",
                name=labels.about("code", ours),
                mine=_shown(ours),
                theirs=_shown(others),
                base=None if before is None else _shown(before),
                choices=("mine", "theirs", "both"),
                held=((guid,),),
            )
        )
        if answer.choose == "both":
            new[guid] = link_guid("apart", guid, others.name, others.definition)
        elif answer.choose == "theirs":
            mine["code"] = {**mine["code"], guid: _in_the_words_of(ours, others)}
        else:
            theirs["code"] = {**theirs["code"], guid: _in_the_words_of(others, ours)}
    return new


def _unrelated(before: Row | None, mine: Row, theirs: Row) -> bool:
    """Whether both sides have other words than before, and hardly any in common."""
    if before is not None and _words(before) in (_words(mine), _words(theirs)):
        return False
    ours, others = _words(mine), _words(theirs)
    if min(len(ours), len(others)) < _FEWEST_WORDS or len(ours & others) > _SHARED_WORDS * len(ours | others):
        return False
    return SequenceMatcher(None, folded(mine.name), folded(theirs.name)).ratio() < _ALIKE_NAMES


def _words(row: Row) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", f"{row.brief} {row.definition}".casefold()))


def _in_the_words_of(row: Row, other: Row) -> Row:
    return row._replace(**{field: getattr(other, field) for field in ("name", *DEFINING, "example_invented")})


def _shown(row: Row) -> dict[str, str]:
    return {"name": row.name, "brief": row.brief, "definition": row.definition}
