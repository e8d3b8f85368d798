"""A merge worked out in memory: three states and the answers to questions in, the state they come to out.

Nothing here reads or writes a file, so the same questions can be gone through as often as a person likes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from thematica.store.tables import journalled
from thematica.work.merge import aftermath, caserules, coderules, identities, private, templates
from thematica.work.merge.aliases import Pair, one_for_all, renamed
from thematica.work.merge.closure import close
from thematica.work.merge.conflicts import SIDES, Answer, Asking, Conflict, Side, Told
from thematica.work.merge.duplicates import collapse
from thematica.work.merge.fields import DEFINING
from thematica.work.merge.labels import Labels
from thematica.work.merge.rowwise import Merging, merge_table
from thematica.work.merge.states import Row, State
from thematica.work.merge.templates import Reissued
from thematica.work.merge.texts import Moved, agree, align
from thematica.work.merge.trees import untangle


@dataclass(frozen=True, slots=True)
class Three:
    """What is merged: the state both had, None where that is not known, mine and theirs.

    `text` gives the text behind a hash, `turns_of` the turns of a revision. `label` is whose copy comes in. `same` and
    `different` are pairs of things that earlier merges have found to be one, or not, `reissued` codes that they have
    given another GUID. `theirs_is_ahead` says that theirs knows all that mine knows: then it is what comes out.
    """

    base: State | None
    mine: State
    theirs: State
    text: Callable[[str], str]
    turns_of: aftermath.Turns = lambda _: ()
    label: str = "theirs"
    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    reissued: Reissued = field(default_factory=Reissued)
    theirs_is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a merge comes to. It may be written when no question is `open`.

    `told` was settled by rule. `collapsed` are rows that became one with another (table, gone, kept); `lost` are rows
    whose words the other side has taken out of the text, `touched` such whose words changed, `left_out` what stood
    on the words of participants who have withdrawn, `reread` codings made under a wording that did not stand. `same`,
    `different` and `reissued` are to be remembered. `new_words` are texts that neither side has.
    """

    state: State
    conflicts: tuple[Conflict, ...]
    told: tuple[Told, ...] = ()
    collapsed: tuple[tuple[str, str, str], ...] = ()
    moved: Moved = field(default_factory=Moved)
    left_out: tuple[Row, ...] = ()
    reread: tuple[str, ...] = ()
    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    reissued: Mapping[str, str] = field(default_factory=dict)
    new_words: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Conflict, ...]:
        """The questions that nobody has answered."""
        return tuple(conflict for conflict in self.conflicts if conflict.answer is None)


def settle(three: Three, answers: Mapping[str, Answer], prefer: Side | None = None) -> Outcome:
    """What the merge comes to with these answers, by the ids of their questions; `prefer` answers the others.

    When two things are found to be one, all is worked out once more with them as one. Private entries stay out of it.
    """
    seen = private.apart(three.base, three.mine, three.theirs)
    if three.theirs_is_ahead and not seen.any:
        return Outcome(three.theirs, ())
    three = replace(three, base=seen.base, theirs=seen.theirs)
    earlier: dict[str, Conflict] = {}
    while True:
        asking = Asking(answers, prefer)
        asking.conflicts |= earlier
        outcome = _settled(three, asking)
        if three.same.issuperset(outcome.same) and outcome.reissued.keys() <= three.reissued.theirs.keys():
            return outcome
        given = {**three.reissued.theirs, **outcome.reissued}
        three = replace(three, same=three.same.union(outcome.same), reissued=Reissued(three.reissued.mine, given))
        earlier = {
            conflict.id: conflict
            for conflict in outcome.conflicts
            if conflict.answer is not None and conflict.answer.choose in {"same", "both"}
        }


def _settled(three: Three, asking: Asking) -> Outcome:
    now = one_for_all(three.same, three.mine, three.theirs)
    base, mine, theirs = templates.apart(three.base or {}, three.mine, three.theirs, three.reissued)
    base, mine, theirs = (renamed(state, now) for state in (base, mine, theirs))
    labels = Labels((mine, theirs, base), three.text)
    reissued = templates.ask(base, mine, theirs, asking, labels)
    merging = Merging(base, mine, theirs, three.base is None, asking, labels, three.text)
    tables = [each.name for each in journalled() if each.name in mine or each.name in theirs]
    moved = _on_one_text(merging) if "source" in tables else Moved()
    coderules.unfold(merging)
    for table in tables:
        if table != "source":
            merge_table(merging, table)
    close(merging)
    reread = _to_reread(merging)
    _keep_rules(merging)
    collapsed = collapse(merging)
    standing = frozenset((table, kept) for (table, _), kept in now.items())
    known = identities.Identities(three.same, standing, three.different, three.label)
    identities.settle(merging, known)
    left_out: tuple[Row, ...] = ()
    if "source" in tables:
        aftermath.renumber_revisions(merging)
        left_out = aftermath.leave_out_withdrawn(merging, three.turns_of)
        aftermath.tell_double_decisions(merging)
    return Outcome(
        state=merging.merged,
        conflicts=tuple(asking.conflicts.values()),
        told=asking.told,
        collapsed=collapsed,
        moved=moved,
        left_out=left_out,
        reread=reread,
        same=(*sorted(three.same), *(pair for pair in known.same if pair not in three.same)),
        different=tuple(dict.fromkeys(known.different)),
        reissued={**three.reissued.theirs, **reissued},
        new_words=merging.new_words,
    )


def _on_one_text(merging: Merging) -> Moved:
    agree(merging)
    merge_table(merging, "source")
    return align(merging)


def _keep_rules(merging: Merging) -> None:
    untangle(merging, "code", "parent_guid")
    untangle(merging, "theme", "parent_guid")
    untangle(merging, "code", "merged_into_guid")
    coderules.keep_what_is_used(merging)
    coderules.fold_again(merging)
    coderules.keep_codable(merging)
    coderules.part_colours(merging)
    caserules.keep_types_in_use(merging)
    caserules.keep_dyads(merging)
    caserules.fit_values(merging)


def _to_reread(merging: Merging) -> tuple[str, ...]:
    """The codings that a side has made while the words for their code were others than those that were chosen (C4)."""
    outdated: dict[str, set[Side]] = {}
    for conflict in merging.asking.conflicts.values():
        table, guid, *name = conflict.id.split("/")
        if table == "code" and name and name[0] in DEFINING and conflict.answer is not None:
            chosen = conflict.answer.choose if conflict.answer.text is None else None
            outdated.setdefault(guid, set()).update(side for side in SIDES if side != chosen)
    base = merging.base.get("coding", {})
    return tuple(
        guid
        for side in SIDES
        for guid, row in merging.side(side).get("coding", {}).items()
        if guid not in base and side in outdated.get(row.code_guid, ())
    )
