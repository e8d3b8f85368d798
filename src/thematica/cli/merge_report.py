"""What a merge did, or would do, as lines for people and as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thematica.cli import output

if TYPE_CHECKING:
    from thematica.work.merge.codebooks import Diff, Merged
    from thematica.work.merge.conflicts import Conflict
    from thematica.work.merge.pairing import Pairing
    from thematica.work.merge.record import Counts
    from thematica.work.merge.settling import Outcome

_LONGEST = 200  # characters of a text that are shown beside a question
_MOST_LISTED = 10


def project(pairing: Pairing, outcome: Outcome, *, dry_run: bool, as_json: bool) -> None:
    """Tells of the merge of two projects."""
    from thematica.work.merge.record import counts

    by_kind = counts(pairing.mine.now, pairing.theirs.now, outcome.state)
    extra = {"of": pairing.label, "base": pairing.base_act, "has_base": pairing.has_base}
    _tell(outcome, by_kind, extra, dry_run=dry_run, as_json=as_json, has_base=pairing.has_base)


def codebook(merged: Merged, *, has_base: bool, dry_run: bool, as_json: bool) -> None:
    """Tells of the merge of two codebooks."""
    from thematica.work.merge.record import counts

    by_kind = counts(merged.mine, merged.theirs, merged.outcome.state)
    _tell(merged.outcome, by_kind, {"has_base": has_base}, dry_run=dry_run, as_json=as_json, has_base=has_base)


def _tell(
    outcome: Outcome,
    by_kind: dict[str, Counts],
    extra: dict[str, Any],
    *,
    dry_run: bool,
    as_json: bool,
    has_base: bool,
) -> None:
    from thematica.work.merge.summary import NO_BASE

    if not has_base:
        output.note(f"warning: {NO_BASE}")
    if as_json:
        output.document(_document(outcome, by_kind, extra, dry_run=dry_run))
        return
    rows = [(kind.replace("_", " "), n.added, n.changed, n.removed, n.kept) for kind, n in by_kind.items()]
    output.table(("", "added", "changed", "removed", "kept"), rows, "There is nothing to merge: both are equal.")
    for conflict in outcome.conflicts:
        output.lines(*_question(conflict))
    output.lines(*(f"{told.name}: {told.what}{f' ({told.type})' if told.type else ''}" for told in outcome.told))
    _listed(outcome)
    if dry_run:
        output.lines("Nothing was written: this was a dry run.")


def _document(outcome: Outcome, by_kind: dict[str, Counts], extra: dict[str, Any], *, dry_run: bool) -> dict[str, Any]:
    from thematica.work.merge.record import total

    every = total(by_kind)
    return {
        "added": every.added,
        "changed": every.changed,
        "removed": every.removed,
        "kept": every.kept,
        "conflicts": [_conflict(conflict) for conflict in outcome.conflicts],
        "merged": not dry_run and not outcome.open,
        **extra,
        "kinds": {
            kind: {"added": n.added, "changed": n.changed, "removed": n.removed, "kept": n.kept}
            for kind, n in by_kind.items()
        },
        "told": [{"type": told.type, "name": told.name, "what": told.what} for told in outcome.told],
        "collapsed": [{"kind": kind, "gone": gone, "kept": kept} for kind, gone, kept in outcome.collapsed],
        "touched": [{"kind": kind, "guid": guid} for kind, guid in outcome.moved.touched],
        "lost": [{"kind": kind, "guid": row.guid} for kind, row in outcome.moved.lost],
        "left_out": [row.guid for row in outcome.left_out],
        "reread": list(outcome.reread),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    answer = conflict.answer
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "type": conflict.type,
        "name": conflict.name,
        "mine": conflict.mine,
        "theirs": conflict.theirs,
        "base": conflict.base,
        "choices": list(conflict.choices),
        "answer": None if answer is None else answer.text if answer.text is not None else answer.choose,
    }


def _question(conflict: Conflict) -> list[str]:
    answer = conflict.answer
    said = "open" if answer is None else "own text" if answer.text is not None else answer.choose
    type_ = f" ({conflict.type})" if conflict.type else ""
    shown = (("base", conflict.base), ("mine", conflict.mine), ("theirs", conflict.theirs))
    return [
        f"{conflict.name}: {conflict.kind}{type_}: {said}",
        *(f"  {side}: {_short(value)}" for side, value in shown if side != "base" or value is not None),
    ]


def _short(value: Any) -> str:
    text = "nothing" if value is None else value if isinstance(value, str) else str(value)
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _listed(outcome: Outcome) -> None:
    """What became one, lost its words, is to be looked at or was left out: how much, and the first few."""
    from thematica.work.merge.summary import to_look_at

    for what, guids in to_look_at(outcome):
        more = f" and {len(guids) - _MOST_LISTED} more" if len(guids) > _MOST_LISTED else ""
        output.lines(f"{len(guids)} {what}: {', '.join(guids[:_MOST_LISTED])}{more}")


def codebook_diff(found: Diff) -> None:
    """Tells how two codebooks differ."""
    if found.is_empty:
        output.lines("The two codebooks say the same.")
    output.lines(*(f"added: {path}" for path in found.added))
    output.lines(*(f"removed: {path}" for path in found.removed))
    output.lines(*(f"renamed: {before} → {after}" for before, after in found.renamed))
    output.lines(*(f"moved: {before} → {after}" for before, after in found.moved))
    for each in found.reworded:
        output.lines(f"{each.field} of {each.code}", f"  A: {_short(each.before)}", f"  B: {_short(each.after)}")
