"""Where two copies parted: which acts both know, and the last state both have in common.

A project knows the acts of its own log, and those that merges brought into it: each row of the table `merge` lists the
GUIDs of the acts that came with it. Such rows travel like all others, so a copy of a copy of a copy still tells what it
holds, and a merge that was undone is not counted. The base of a merge is then the latest state, on either log, that
knows nothing but what both know.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from thematica.store.words import bodies
from thematica.work.merge.states import State, state_after


@dataclass(frozen=True, slots=True)
class Brought:
    """The acts a merge brought. It stands in the log from the act at place `first` to before the one at `end`."""

    acts: frozenset[str]
    first: int
    end: int | None = None

    def stands(self, length: int) -> bool:
        """Whether the first `length` acts of the log hold this merge."""
        return self.first < length and (self.end is None or self.end >= length)


@dataclass(frozen=True, slots=True)
class Line:
    """A project with its log: `acts` are GUIDs, oldest first, and `numbers` their numbers in the log."""

    session: Session
    now: State
    acts: tuple[str, ...]
    numbers: tuple[int, ...]
    merges: tuple[Brought, ...]

    def known(self, length: int) -> set[str]:
        """What was known after the first `length` acts."""
        return set(self.acts[:length]).union(*(each.acts for each in self.merges if each.stands(length)))

    def number(self, length: int) -> int:
        """The number in the log of the last of the first `length` acts."""
        return self.numbers[length - 1] if length else 0

    def state(self, length: int) -> State:
        """Every row as it was after the first `length` acts."""
        if length == len(self.acts):
            return self.now
        return state_after(self.session, self.now, self.number(length))

    def furthest(self, length: int, common: set[str]) -> int:
        """How many of the first `length` acts can be taken before something is known that is not common."""
        alone = (place for place, act in enumerate(self.acts[:length]) if act not in common)
        reached = next(alone, length)
        while unknown := [each for each in self.merges if each.stands(reached) and not each.acts <= common]:
            reached = min(each.first for each in unknown)
        return reached


Blend = Callable[[State, State, State], State]


def line_of(session: Session, now: State) -> Line:
    """The log of a project."""
    found = session.connection().exec_driver_sql("SELECT id, guid FROM action ORDER BY id").all()
    numbers, acts = tuple(row.id for row in found), tuple(row.guid for row in found)
    return Line(session, now, acts, numbers, tuple(_merges(session, numbers)))


def _merges(session: Session, numbers: Iterable[int]) -> Iterable[Brought]:
    """Each time a merge came into the log, and, where it was undone, left it."""
    places = {number: place for place, number in enumerate(numbers)}
    found = session.connection().exec_driver_sql(
        "SELECT action_id, before, after FROM change WHERE table_name = 'merge' ORDER BY id"
    )
    steps = [(places[number], json.loads(before or after), after is not None) for number, before, after in found]
    texts = bodies(session, {row["acts_hash"] for _, row, _ in steps})
    came: dict[str, tuple[int, frozenset[str]]] = {}
    for place, row, stands in steps:
        if stands:
            came[row["guid"]] = place, frozenset(texts[row["acts_hash"]].split())
        else:
            first, acts = came.pop(row["guid"])
            yield Brought(acts, first, place)
    for first, acts in came.values():
        yield Brought(acts, first)


@dataclass(frozen=True, slots=True)
class Fork:
    """The lengths of the two logs up to which nothing is known but what both know."""

    mine: int
    theirs: int


def fork(mine: Line, theirs: Line, mine_length: int, theirs_length: int) -> Fork:
    """Where two logs, each up to a length, last knew no more than both."""
    common = mine.known(mine_length) & theirs.known(theirs_length)
    return Fork(mine.furthest(mine_length, common), theirs.furthest(theirs_length, common))


def base_state(mine: Line, theirs: Line, at: Fork, blend: Blend) -> State:
    """The state both had in common.

    Where each has taken in the other's acts apart from the other, no single state is the latest: then the two latest
    are themselves merged by `blend`, which leaves out what it cannot decide.
    """
    if mine.known(at.mine) <= theirs.known(at.theirs):
        return theirs.state(at.theirs)
    if theirs.known(at.theirs) <= mine.known(at.mine):
        return mine.state(at.mine)
    earlier = base_state(mine, theirs, fork(mine, theirs, at.mine, at.theirs), blend)
    return blend(earlier, mine.state(at.mine), theirs.state(at.theirs))
