"""What is kept of a merge for good, and what is told about it: counts by kind of thing, and every decision."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

import thematica
from thematica.work.merge.conflicts import Conflict
from thematica.work.merge.pairing import Pairing
from thematica.work.merge.settling import Outcome
from thematica.work.merge.states import State, differences

_NOT_COUNTED = frozenset({"merge", "copy", "revision", "collapsed_coding"})  # what follows from the rest


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things of mine a merge adds, changes, removes, and keeps although theirs has them otherwise or not."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0


def counts(mine: State, theirs: State, merged: State) -> dict[str, Counts]:
    """The counts by kind of thing, kinds without any left out."""
    changes = differences(mine, merged)
    found = {}
    for table, rows in merged.items():
        if table in _NOT_COUNTED:
            continue
        change, others = changes.get(table), theirs.get(table, {})
        own = mine.get(table, {})
        kept = sum(1 for guid, row in rows.items() if row == own.get(guid) and row != others.get(guid))
        here = (
            Counts(len(change.added), len(change.changed), len(change.removed), kept) if change else Counts(kept=kept)
        )
        if here != Counts():
            found[table] = here
    return found


def total(by_kind: dict[str, Counts]) -> Counts:
    """All kinds together."""
    summed = Counter[str]()
    for each in by_kind.values():
        summed.update(added=each.added, changed=each.changed, removed=each.removed, kept=each.kept)
    return Counts(**summed)


def record(pairing: Pairing, outcome: Outcome, coder: str) -> str:
    """What is kept of a merge, as JSON: what both had, each decision and by whom, what became one, what was left out.

    Longer texts stand in it by their hash, so that a participant's words can still be erased.
    """
    return json.dumps(
        {
            "tool": thematica.__version__,
            "of": pairing.label,
            "base": pairing.base_act,
            "mine": pairing.mine.acts[-1] if pairing.mine.acts else None,
            "theirs": pairing.theirs.acts[-1] if pairing.theirs.acts else None,
            "decisions": [_decision(conflict, coder) for conflict in outcome.conflicts],
            "told": [[told.type, told.name, told.what] for told in outcome.told],
            "collapsed": outcome.collapsed,
            "lost": [[table, row.guid] for table, row in outcome.moved.lost],
            "touched": outcome.moved.touched,
            "left_out": [row.guid for row in outcome.left_out],
            "reread": outcome.reread,
            "same": outcome.same,
            "different": outcome.different,
            "reissued": dict(outcome.reissued),
        },
        ensure_ascii=False,
    )


def _decision(conflict: Conflict, coder: str) -> dict[str, Any]:
    answer = conflict.answer
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "type": conflict.type,
        "name": conflict.name,
        "held": conflict.held,
        "chosen": answer.choose if answer else None,
        "own_text": answer is not None and answer.text is not None,
        "reason": answer.reason if answer else "",
        "by": coder,
    }
