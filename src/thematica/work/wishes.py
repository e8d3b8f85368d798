"""How a person wants a file to be taken in; every correction of what was understood gives another wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from thematica.formats.transcripts import Reading
from thematica.formats.transcripts.labels import key
from thematica.work import rules

Value = TypeVar("Value")

ON_DUPLICATE = ("skip", "replace", "copy")
"""What to do with a text that is there already; replace also holds for an earlier state of it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a speaker is: the name of a participant, there already or to be made, and `known` or `unsure`."""

    case: str
    certainty: str = "known"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is to be read and stored.

    Without a `name` a source is called like its file; without a `language` it is in the study's. `cases` says who
    speaks, by label; `values` are those of the source's variables. Labels are compared without regard to case and
    spacing, as everywhere.
    """

    reading: Reading = field(default_factory=Reading)
    name: str | None = None
    kind: str = "interview"
    on_duplicate: str = "skip"
    cases: Mapping[str, Identity] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None

    def with_name(self, name: str) -> Wish:
        """The source is called this."""
        return replace(self, name=name)

    def with_kind(self, kind: str) -> Wish:
        """The source is of this kind."""
        return replace(self, kind=kind)

    def with_language(self, language: str | None) -> Wish:
        """The talk is in this language; None: in the study's. Raises NotAllowed for what is no code of a language."""
        return replace(self, language=rules.language(language) if language is not None else None)

    def on_duplicates(self, do: str) -> Wish:
        """A text that is there already is left out, replaced or stored once more: one of ON_DUPLICATE."""
        return replace(self, on_duplicate=do)

    def with_role(self, label: str, role: str) -> Wish:
        """A speaker has this role."""
        return self._reading(roles=_put(self.reading.roles, label, role))

    def with_alias(self, label: str, name: str | None) -> Wish:
        """A label goes by this name; None: by its own."""
        return self._reading(aliases=_put(self.reading.aliases, label, name))

    def barring(self, label: str, *, barred: bool) -> Wish:
        """A label is nobody's, or after all a speaker's."""
        others = frozenset(each for each in self.reading.not_speakers if key(each) != key(label))
        return self._reading(not_speakers=others | {label} if barred else others)

    def with_pattern(self, pattern: str | None) -> Wish:
        """Labels have a shape of one's own."""
        return self._reading(pattern=pattern)

    def with_encoding(self, encoding: str | None) -> Wish:
        """A text file has this encoding."""
        return self._reading(encoding=encoding)

    def with_case(self, label: str, identity: Identity | None) -> Wish:
        """A speaker is this case; None: of no known case."""
        return replace(self, cases=_put(self.cases, label, identity))

    def case_of(self, label: str) -> Identity | None:
        """Who a speaker is, where it was said."""
        return next((identity for each, identity in self.cases.items() if key(each) == key(label)), None)

    def _reading(self, **changes: object) -> Wish:
        return replace(self, reading=replace(self.reading, **changes))  # type: ignore[arg-type]  # the callers here name fields of Reading


def _put(given: Mapping[str, Value], label: str, value: Value | None) -> dict[str, Value]:
    others = {each: kept for each, kept in given.items() if key(each) != key(label)}
    return others if value is None else {**others, label: value}
