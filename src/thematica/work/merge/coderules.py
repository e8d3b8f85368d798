"""What holds between a code and its codings, and between codes, when two sides have worked on both.

The numbers C7 to C13 are those of the list of conflicts that the documentation gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from thematica.work.merge.conflicts import OTHER, SIDES, Conflict, Side
from thematica.work.merge.fields import DEFINING, places_of
from thematica.work.merge.rowwise import Merging
from thematica.work.merge.states import Row, Rows, State
from thematica.work.palette import next_colour, times_used


def unfold(merging: Merging) -> None:
    """Takes codings back to the code they had before a side folded it into another.

    So only what a person did to a coding is compared; `fold_again` puts them where the folds that stand lead.
    """
    for side in SIDES:
        state = merging.side(side)
        base = merging.base.get("coding", {})
        codings = state.get("coding", {}).items()
        state["coding"] = {guid: _before_folds(state, base.get(guid), row) for guid, row in codings}


def _before_folds(state: State, before: Row | None, row: Row) -> Row:
    if before is not None:
        folded = row.code_guid != before.code_guid and folded_into(state, before.code_guid) == row.code_guid
        return _with_code(row, before) if folded else row
    made_with = row.original_code_guid
    if made_with is not None and folded_into(state, made_with) == row.code_guid:
        return row._replace(code_guid=made_with, original_code_guid=None)
    return row


def folded_into(state: State, code: str) -> str:
    """The code that a code was folded into in the end; itself where it was not."""
    codes, seen = state.get("code", {}), {code}
    while code in codes and (into := codes[code].merged_into_guid) is not None and into not in seen:
        seen.add(into)
        code = into
    return code


def _with_code(row: Row, other: Row) -> Row:
    columns = (row._fields[place] for place in places_of("coding", "code"))
    return row._replace(**{column: getattr(other, column) for column in columns})


def keep_what_is_used(merging: Merging) -> None:
    """Retired on one side, used or changed on the other: a person decides, and meanwhile it stays in use (C7, C8)."""
    made = {side: _made_with(merging, side) for side in SIDES}
    for guid, row in list(merging.merged.get("code", {}).items()):
        side = _retired_by(merging, guid, row)
        if side is None:
            continue
        other = merging.side(OTHER[side])["code"][guid]
        if row.merged_into_guid is not None:
            _tell_what_became_of_a_fold(merging, row, other, OTHER[side])
        elif guid in made[OTHER[side]] or _reworded(merging.base["code"][guid], other):
            _ask_about_retired(merging, row, other, side)
        elif _got_children(merging, guid, OTHER[side]):
            merging.put("code", _with_status(row, other))
            merging.asking.tell("C8", merging.labels.about("code", row), "kept in use: there are new codes under it")


def _tell_what_became_of_a_fold(merging: Merging, row: Row, other: Row, side: Side) -> None:
    """The fold stands; what the other side meanwhile thought the code should be is not to go by unseen."""
    base, into = merging.base["code"], merging.labels.name("code", folded_into(merging.merged, row.guid))
    parts = [guid for guid, code in merging.side(side)["code"].items() if code.split_from_guid == row.guid]
    done = "reworded" if _reworded(base[row.guid], other) else "split" if set(parts) - base.keys() else None
    if done is not None:
        what = f"was {done} in one copy and folded into “{into}” in the other; look whether that is right now"
        merging.asking.tell("C12", merging.labels.about("code", row), what)


def _made_with(merging: Merging, side: Side) -> set[str]:
    """The codes of the codings that a side has made since, and those that it has folded others into."""
    codings, codes = merging.base.get("coding", {}), merging.base.get("code", {})
    used = {row.code_guid for guid, row in merging.side(side).get("coding", {}).items() if guid not in codings}
    return used | {
        row.merged_into_guid
        for guid, row in merging.side(side).get("code", {}).items()
        if row.merged_into_guid is not None and codes.get(guid) != row
    }


def _retired_by(merging: Merging, guid: str, row: Row) -> Side | None:
    """The side that alone retired a code, where that is what the fields came to."""
    base, mine, theirs = (state.get("code", {}).get(guid) for state in (merging.base, merging.mine, merging.theirs))
    if row.status != "retired" or base is None or mine is None or theirs is None or mine.status == theirs.status:
        return None
    return "mine" if mine.status == "retired" else "theirs"


def _reworded(before: Row, after: Row) -> bool:
    return any(getattr(before, field) != getattr(after, field) for field in (*DEFINING, "name"))


def _got_children(merging: Merging, guid: str, side: Side) -> bool:
    base = merging.base.get("code", {})
    return any(
        row.parent_guid == guid and (each not in base or base[each].parent_guid != guid)
        for each, row in merging.side(side)["code"].items()
        if each in merging.merged["code"]
    )


def _with_status(row: Row, other: Row) -> Row:
    return row._replace(status=other.status, merged_into_guid=other.merged_into_guid)


def _ask_about_retired(merging: Merging, row: Row, other: Row, side: Side) -> None:
    rows = {side: row, OTHER[side]: other}
    answer = merging.asking.ask(
        Conflict(
            id=f"code/{row.guid}/retired",
            kind="retired",
            type="C7",
            name=f"{merging.labels.about('code', row)} (used or changed after it was retired)",
            mine=rows["mine"].status,
            theirs=rows["theirs"].status,
            base=merging.base["code"][row.guid].status,
            proposal=OTHER[side],
            held=(rows["mine"].status, rows["theirs"].status),
        )
    )
    if answer.choose == OTHER[side]:
        merging.put("code", _with_status(row, other))


def fold_again(merging: Merging) -> None:
    """Puts every coding where its code was folded into (C12), and new ones of a split code in the queue (C13)."""
    folds = {guid for guid, row in merging.merged.get("code", {}).items() if row.merged_into_guid is not None}
    base, followed = merging.base.get("coding", {}), Counter[str]()
    for guid, row in list(merging.merged.get("coding", {}).items()) if folds else ():
        if row.code_guid in folds:
            into = folded_into(merging.merged, row.code_guid)
            origin = row.original_code_guid or row.code_guid
            made_with = None if origin == into else origin
            merging.put("coding", row._replace(code_guid=into, original_code_guid=made_with, to_sort=0))
            followed[row.code_guid] += guid not in base
    for code, number in (+followed).items():
        into = merging.labels.name("code", folded_into(merging.merged, code))
        what = f"{number} new codings were moved to “{into}”, into which the code was folded"
        merging.asking.tell("C12", f"code “{merging.labels.name('code', code)}”", what)
    for side in SIDES:
        _queue_for_sorting(merging, side)


def _queue_for_sorting(merging: Merging, side: Side) -> None:
    """The other side's new codings of what this side split wait to be sorted."""
    base = merging.base.get("code", {})
    split = {row.split_from_guid for guid, row in merging.side(side).get("code", {}).items() if guid not in base}
    old, theirs = merging.base.get("coding", {}), merging.side(OTHER[side]).get("coding", {})
    queued = Counter[str]()
    for guid, row in list(merging.merged.get("coding", {}).items()) if split - {None} else ():
        if row.code_guid in split and guid in theirs and guid not in old and not row.to_sort:
            merging.put("coding", row._replace(to_sort=1))
            queued[row.code_guid] += 1
    for code, number in queued.items():
        name = f"code “{merging.labels.name('code', code)}”"
        merging.asking.tell("C13", name, f"{number} new codings wait to be sorted, as the code was split")


def keep_codable(merging: Merging) -> None:
    """A heading on one side that has codings on the other stays a code (C9)."""
    codes: Rows = merging.merged.get("code", {})
    for guid in {row.code_guid for row in merging.merged.get("coding", {}).values()}:
        if not codes[guid].codable:
            merging.put("code", codes[guid]._replace(codable=1))
            merging.asking.tell("C9", merging.labels.about("code", codes[guid]), "stays codable: it has codings")


def part_colours(merging: Merging) -> None:
    """Two codes made apart, by no framework, that were given the same colour: the later one gets the next (C10)."""
    new = [(row, side) for side in SIDES for row in _own_new(merging, side)]
    bearers: dict[str, set[Side]] = {}
    for row, side in sorted(new, key=lambda each: (each[0].created_at, each[0].guid)):
        sides = bearers.setdefault(row.colour.upper(), set())
        if OTHER[side] in sides:
            colour = next_colour(times_used(each.colour for each in merging.merged["code"].values()))
            merging.put("code", merging.merged["code"][row.guid]._replace(colour=colour))
            what = f"has the colour {colour} now, as another new code has {row.colour}"
            merging.asking.tell("C10", merging.labels.about("code", row), what)
        else:
            sides.add(side)


def _own_new(merging: Merging, side: Side) -> Iterator[Row]:
    """The codes that only this side has and that no codebook has given a colour."""
    base, other = merging.base.get("code", {}), merging.side(OTHER[side]).get("code", {})
    for guid, row in merging.side(side).get("code", {}).items():
        chosen = row.colour and row.origin != "deductive"
        if chosen and guid not in base and guid not in other and guid in merging.merged["code"]:
            yield merging.merged["code"][guid]
