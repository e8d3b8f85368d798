"""What a merge has to ask a person, what was answered, and what it settled by rule and only tells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

Side = Literal["mine", "theirs"]
Choice = Literal["mine", "theirs", "both", "same", "different"]
SIDES: tuple[Side, Side] = ("mine", "theirs")
OTHER: dict[Side, Side] = {"mine": "theirs", "theirs": "mine"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person chose. `text` is one of their own, in place of either side's; `reason` is kept with it."""

    choose: Choice
    text: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question. `kind` says in a word what about, `type` is its number in the codebook literature's list or "".

    `name` is what it is about, for people; `mine`, `theirs` and `base` are what each holds, None where nothing.
    `held` is the same as stored, texts as hashes, for the record. `proposal` is what `prefer` settles for where neither
    side's version is simply the better one. `writable` says whether a text of one's own can be the answer.
    """

    id: str
    kind: str
    type: str
    name: str
    mine: Any
    theirs: Any
    base: Any = None
    choices: tuple[Choice, ...] = ("mine", "theirs")
    proposal: Choice | None = None
    writable: bool = False
    held: tuple[Any, ...] = ()
    answer: Answer | None = None

    def takes(self, answer: Answer) -> bool:
        """Whether this can be an answer."""
        return answer.choose in self.choices if answer.text is None else self.writable

    @property
    def stamp(self) -> str:
        """Equal for equal questions: what an answer in a file is held against."""
        asked = json.dumps([self.id, self.mine, self.theirs, self.base], sort_keys=True)
        return hashlib.sha256(asked.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was settled by rule: nobody is asked, but everybody can read it."""

    type: str
    name: str
    what: str


class Asking:
    """Puts questions to the answers that were given beforehand, and collects both."""

    def __init__(self, answers: Mapping[str, Answer], prefer: Side | None) -> None:
        self._answers = answers
        self._prefer = prefer
        self.conflicts: dict[str, Conflict] = {}
        self._told: dict[Told, None] = {}

    def ask(self, question: Conflict) -> Answer:
        """The answer; to an open question, what to go on with meanwhile: the proposal, else mine, else to keep both."""
        given = self._answers.get(question.id)
        answer = given if given is not None and question.takes(given) else self._preferred(question)
        self.conflicts[question.id] = replace(question, answer=answer)
        if answer is not None:
            return answer
        return Answer(question.proposal or ("mine" if "mine" in question.choices else "different"))

    def tell(self, type_: str, name: str, what: str) -> None:
        """Notes what was settled by rule."""
        self._told[Told(type_, name, what)] = None

    @property
    def told(self) -> tuple[Told, ...]:
        """What was settled by rule, each thing once."""
        return tuple(self._told)

    def _preferred(self, question: Conflict) -> Answer | None:
        if self._prefer is None:
            return None
        if question.proposal is not None:
            return Answer(question.proposal)
        return Answer(self._prefer) if self._prefer in question.choices else None
