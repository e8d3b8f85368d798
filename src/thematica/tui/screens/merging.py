"""Merging a copy: one question at a time, and nothing is written before the last is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from thematica.errors import ThematicaError
from thematica.store.project import Project
from thematica.tui.files import free, named, write_new
from thematica.tui.jobs import in_background
from thematica.tui.keys import LISTING, MERGING, STUDY, Key, bindings, of
from thematica.tui.merging.deciding import Deciding
from thematica.tui.merging.three_columns import ThreeColumns, in_words
from thematica.tui.plain import in_a_line, number
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.screens.write_text import WriteText
from thematica.tui.telling import tell, telling, told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line
from thematica.tui.widgets.listing import Listing, Row, heading
from thematica.work.merge import decisions
from thematica.work.merge.conflicts import Answer, Choice, Conflict, Side, Told
from thematica.work.merge.summary import NO_BASE, counted, to_look_at

CHOICES: dict[Choice, str] = {
    "mine": "keep mine",
    "theirs": "take theirs",
    "both": "keep both",
    "same": "they are one and the same",
    "different": "they are two things",
}
WRITE, DEFER = "write", "defer"
OPEN, SETTLED = "○", "●"


class MergeScreen(Screen[Place]):
    """The questions above, the chosen one in three columns below."""

    CSS_PATH: ClassVar[Any] = ["merging.tcss", "palette.tcss"]
    AUTO_FOCUS = "Listing"
    KEYS: ClassVar[tuple[Key, ...]] = (*MERGING, *of("Listing", LISTING), *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings(MERGING)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._deciding: Deciding | None = None

    def compose(self) -> ComposeResult:
        """What the merge comes to, its questions, and the one under the cursor."""
        yield TitleBar()
        yield Static(classes="said", markup=False)
        yield Listing()
        yield ThreeColumns()
        yield KeyBar(self.KEYS)

    async def on_mount(self) -> None:
        """Asks for the copy."""
        self.query_one(TitleBar).show("Merge", "", "")
        ask = Ask("Merge which copy?", hint="The file of the other copy; it is not changed")
        await self.app.push_screen(ask, self._asked)

    def on_unmount(self) -> None:
        """Lets go of both copies."""
        if self._deciding is not None:
            self._deciding.close()

    def _asked(self, given: str | None) -> None:
        if given is None:
            self.dismiss()
            return
        self._say("Reading both copies…")
        in_background(self, "merge", partial(self._open, named(given)), self._read)

    def _open(self, other: Path) -> Deciding | ThematicaError:
        try:
            return Deciding(self._project, other)
        except ThematicaError as fault:  # without two copies there is nothing to show here
            return fault

    def _read(self, found: Deciding | ThematicaError) -> None:
        if isinstance(found, ThematicaError):
            tell(self, found)
            self.dismiss()
        elif not self.is_attached:
            found.close()
        else:
            self._deciding = found
            self._show()

    # -- showing --------------------------------------------------------------------------------------------------

    def _say(self, *lines: str) -> None:
        self.query_one(".said", Static).update(Content("\n").join([Content(in_a_line(line)) for line in lines]))

    def _show(self) -> None:
        deciding = self._deciding
        if deciding is None:
            return
        outcome = deciding.outcome
        left = len(outcome.open)
        state = f"{number(left, 'question')} open of {len(outcome.conflicts)}" if left else "nothing is open: W merges"
        self.query_one(TitleBar).show("Merge", f"the copy of {deciding.label}", state)
        warning = () if deciding.has_base else (NO_BASE,)
        self._say(*warning, counted(deciding.changes), *(f"{len(each)} {what}" for what, each in to_look_at(outcome)))
        self.query_one(Listing).show(list(self._rows()))

    def _rows(self) -> Iterator[Row]:
        assert self._deciding is not None
        outcome = self._deciding.outcome
        for kind, group in groupby(outcome.conflicts, key=lambda each: each.id.partition("/")[0]):
            of_kind = list(group)
            yield heading(kind.replace("_", " "), len(of_kind))
            yield from (Row(each.id, partial(_question_line, each)) for each in of_kind)
        if outcome.told:
            yield heading("settled by rule", len(outcome.told))
        for place, each in enumerate(outcome.told):
            yield Row(f"told {place}", partial(_told_line, each))

    @on(Listing.Pointed)
    def _pointed(self) -> None:
        self.query_one(ThreeColumns).show(self._question)

    @property
    def _question(self) -> Conflict | None:
        row = self.query_one(Listing).pointed
        return self._deciding.question(row.key) if self._deciding is not None and row is not None else None

    # -- deciding -------------------------------------------------------------------------------------------------

    @on(Listing.Chosen)
    async def _chosen(self) -> None:
        """Offers everything that can be decided on the question."""
        question = self._question
        if question is None:
            return
        lines = [Line(choice, Content(CHOICES[choice])) for choice in question.choices]
        if question.writable:
            lines.append(Line(WRITE, Content("write it yourself…")))
        if question.answer is not None:
            lines.append(Line(DEFER, Content("leave it open")))
        answered = told(self, partial(self._picked, question))
        await self.app.push_screen(PickOne(in_a_line(question.name), lines), answered)

    def _picked(self, question: Conflict, key: str) -> None:
        if key == WRITE:
            self._write(question)
        elif key == DEFER:
            self._decide(question, None)
        else:
            self._decide(question, next(Answer(choice) for choice in question.choices if choice == key))

    def action_decide(self, choice: Choice) -> None:
        """Decides the question under the cursor."""
        question = self._question
        if question is None:
            return
        if choice in question.choices:
            self._decide(question, Answer(choice))
        else:
            offered = " or ".join(CHOICES[each] for each in question.choices)
            self.notify(f"Here one can {offered}.", markup=False)

    def action_defer(self) -> None:
        """Leaves the question under the cursor open."""
        question = self._question
        if question is not None:
            self._decide(question, None)

    def action_write_own(self) -> None:
        """Writes a text of one's own in place of either side's."""
        question = self._question
        if question is not None and question.writable:
            self._write(question)
        elif question is not None:
            self.notify("Here nothing of one's own can be written.", markup=False)

    def _write(self, question: Conflict) -> None:
        own = question.answer.text if question.answer is not None else None
        text = own if own is not None else in_words(question.mine).replace("• ", "")

        def keep(written: str) -> None:
            if written.strip():
                self._decide(question, Answer("mine", text=written))

        self.app.push_screen(WriteText(f"{question.name}: {question.kind}", text), told(self, keep))

    def action_reason(self) -> None:
        """Says why the question was decided so; it is kept with the decision."""
        question = self._question
        if question is None or question.answer is None:
            self.notify("Decide first; the reason is kept with what was decided.", markup=False)
            return
        answer = question.answer

        def keep(reason: str) -> None:
            self._decide(question, replace(answer, reason=reason))

        self.app.push_screen(Ask("Why", value=answer.reason), told(self, keep))

    def _decide(self, question: Conflict, answer: Answer | None) -> None:
        assert self._deciding is not None
        with telling(self):
            self._deciding.decide(question.id, answer)
            self._show()
            if answer is not None and answer.reason == "":
                self._go_on()

    def _go_on(self) -> None:
        """To the next question that is open."""
        assert self._deciding is not None
        listing = self.query_one(Listing)
        still = {each.id for each in self._deciding.outcome.open}
        if still:
            listing.go_to_next(lambda row: row.key in still)

    async def action_prefer(self) -> None:
        """Decides everything that is open for one side."""
        sides: dict[Side, str] = {"mine": "mine", "theirs": "theirs"}
        lines = [Line(side, Content(f"all that is open: {CHOICES[side]}")) for side in sides]
        await self.app.push_screen(PickOne("Whatever is still open", lines), told(self, self._prefer))

    def _prefer(self, side: str) -> None:
        if self._deciding is not None:
            self._deciding.prefer("mine" if side == "mine" else "theirs")
            self._show()

    # -- writing --------------------------------------------------------------------------------------------------

    async def action_write_questions(self) -> None:
        """Asks for a file, and writes the questions with the answers so far to it."""
        if self._deciding is None:
            return
        path = free(self._project.path.with_name(f"{self._project.path.stem}-decisions.yaml"))
        ask = Ask("Write the questions to a file", value=str(path), hint="thematica merge --decisions reads it")
        await self.app.push_screen(ask, told(self, self._write_questions))

    def _write_questions(self, given: str) -> None:
        assert self._deciding is not None
        conflicts = self._deciding.outcome.conflicts
        text = decisions.as_yaml(conflicts, str(self._project.path), self._deciding.label)
        self.notify(f"Written to {write_new(given, text.rstrip())}.", markup=False)

    async def action_merge(self) -> None:
        """Shows what the merge comes to, and writes it."""
        deciding = self._deciding
        if deciding is None:
            return
        if deciding.outcome.open:
            self.notify(
                f"{number(len(deciding.outcome.open), 'question')} still open; p decides them all.", markup=False
            )
            self._go_on()
            return
        lines = [Line("yes", Content(f"merge: {counted(deciding.changes)}")), Line("no", Content("not yet"))]
        await self.app.push_screen(PickOne(f"Merge the copy of {deciding.label}", lines), told(self, self._merge))

    def _merge(self, wish: str) -> None:
        deciding = self._deciding
        if wish != "yes" or deciding is None:
            return
        said = counted(deciding.changes)

        def done(_: None) -> None:
            self.notify(f"Merged. {said}.\nu takes all of it back.", markup=False, timeout=12)
            self.dismiss()

        in_background(self, "merge", deciding.write, done)

    def action_desk(self) -> None:
        """Back to the transcript; nothing is written."""
        self.dismiss()


def _question_line(question: Conflict, width: int) -> Sequence[Content]:
    answer = question.answer
    said = "" if answer is None else "own text" if answer.text is not None else answer.choose
    mark = (OPEN, "bold $warning") if answer is None else (SETTLED, "$success")
    type_ = f" ({question.type})" if question.type else ""
    shown = Content.assemble(mark, f" {in_a_line(question.name)}", (f"  {question.kind}{type_}", "$text-muted"))
    tail = f" {said}"
    return (Content.assemble(_cut(shown, width - len(tail)), (tail, "bold")),)


def _told_line(told_: Told, width: int) -> Sequence[Content]:
    return (_cut(Content.styled(in_a_line(f"{told_.name}: {told_.what}"), "$text-muted"), width),)


def _cut(shown: Content, width: int) -> Content:
    return shown.truncate(max(width, 1), ellipsis=True, pad=True)
