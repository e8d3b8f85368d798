"""A merge while a coder goes through its questions. Both copies stay open and unchanged until it is written."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from thematica.store.project import Project
from thematica.work.merge.applying import apply
from thematica.work.merge.conflicts import Answer, Conflict, Side
from thematica.work.merge.pairing import paired
from thematica.work.merge.record import Counts, counts
from thematica.work.merge.settling import Outcome, settle


class Deciding:
    """The questions of one merge with the answers given so far, and what they come to."""

    outcome: Outcome

    def __init__(self, project: Project, other: Path) -> None:
        """Reads both copies. Raises what `paired` raises."""
        self._project = project
        self._answers: dict[str, Answer] = {}
        self._open = ExitStack()
        self._pairing = self._open.enter_context(paired(project, other))
        try:
            self._settle()
        except BaseException:
            self._open.close()
            raise

    def close(self) -> None:
        """Lets go of both copies."""
        self._open.close()

    @property
    def label(self) -> str:
        """Whose copy comes in."""
        return self._pairing.label

    @property
    def has_base(self) -> bool:
        """Whether it is known what both had in common."""
        return self._pairing.has_base

    @property
    def changes(self) -> dict[str, Counts]:
        """What the merge would do with the answers so far, by kind of thing."""
        return counts(self._pairing.mine.now, self._pairing.theirs.now, self.outcome.state)

    def question(self, id_: str) -> Conflict | None:
        """A question by its id; an answer to one can raise others, or settle them."""
        return next((each for each in self.outcome.conflicts if each.id == id_), None)

    def decide(self, id_: str, answer: Answer | None) -> None:
        """Answers a question, or with None leaves it open again. Raises NotAllowed where a text is no such name."""
        before = dict(self._answers)
        self._answers.pop(id_, None)
        if answer is not None:
            self._answers[id_] = answer
        try:
            self._settle()
        except BaseException:
            self._answers = before
            raise

    def prefer(self, side: Side) -> None:
        """Answers all open questions that can be answered so with one side's version."""
        preferred = settle(self._pairing.three, self._answers, side)
        self._answers |= {each.id: each.answer for each in preferred.conflicts if each.answer is not None}
        self._settle()

    def write(self) -> None:
        """Writes the merge, as one act. Raises NotAllowed while a question is open or the project has changed."""
        with self._project.act(f"merge the copy of {self.label}") as tx:
            apply(tx, self._pairing, self.outcome)

    def _settle(self) -> None:
        self.outcome = settle(self._pairing.three, self._answers)
