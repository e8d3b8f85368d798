"""Groups of participants, by the value each has for one variable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thematica.store.ids import SourceId
from thematica.store.reads.study import CaseView
from thematica.store.reads.voices import Voices

NOT_STATED = "not stated"
_MOST = 8  # a variable with more values, such as an age in years, makes no groups to compare


@dataclass(frozen=True, slots=True)
class Groups:
    """The participants who are heard in the sources, by their value for `variable`; "not stated" comes last."""

    variable: str
    members: Mapping[str, frozenset[str]]

    def shares(self, people: frozenset[str]) -> tuple[tuple[str, int, int], ...]:
        """For each group its name, how many of `people` are in it, and its size."""
        return tuple((name, len(members & people), len(members)) for name, members in self.members.items())


def participants(voices: Mapping[SourceId, Voices]) -> frozenset[str]:
    """Everyone who is heard: GUIDs of cases, or of speakers who are none. Interviewers are not participants."""
    return frozenset(
        voice.participant for heard in voices.values() for voice in heard.turns if voice.participant is not None
    )


def grouping_variable(cases: Iterable[CaseView]) -> str | None:
    """The first variable of the cases with few enough values to group by, if any."""
    values: dict[str, set[str]] = {}
    for case in cases:
        for name, value in case.values.items():
            values.setdefault(name, set()).add(value)
    return next((name for name, known in values.items() if len(known) <= _MOST), None)


def grouped(heard: frozenset[str], cases: Iterable[CaseView], variable: str) -> Groups:
    """The people heard, by what their case has for a variable."""
    members: dict[str, set[str]] = {}
    for case in cases:
        if variable in case.values and case.guid in heard:
            members.setdefault(case.values[variable], set()).add(case.guid)
    others = heard.difference(*members.values())
    if others:
        members.setdefault(NOT_STATED, set()).update(others)
    return Groups(variable, {name: frozenset(guids) for name, guids in members.items()})
