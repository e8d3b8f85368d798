"""Who takes part: which case a speaker is, and which meetings were planned, held, or never came about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from thematica.store.ids import CaseId, SpeakerId
from thematica.store.project import Project
from thematica.tui.cases import case_acts
from thematica.tui.cases import case_questions as ask
from thematica.tui.cases.case_lines import Meeting, Part
from thematica.tui.cases.casework import Casework
from thematica.tui.keys import ATTENDING, bindings
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.telling import told

ROLES = ("participant", "interviewer", "moderator", "interpreter", "unknown")  # as `R` walks through them
NO_SPEAKER = "Put the cursor on a speaker of the sheet first; tab goes there."


class Attending(Vertical):
    """The panes of the cases screen, with what is done about speakers and meetings."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ATTENDING)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project

    def compose(self) -> ComposeResult:
        """The panes."""
        yield Casework()

    @property
    def work(self) -> Casework:
        """The panes."""
        return self.query_one(Casework)

    def _ask(self, question: Ask | PickOne, act: Callable[[str], None]) -> None:
        self.app.push_screen(question, told(self, act))

    @on(Casework.Chosen)
    def _chosen(self, event: Casework.Chosen) -> None:
        """Asks who a speaker is, or what becomes of a meeting."""
        match event.item:
            case Part(guid=guid):
                self._ask_who([guid])
            case Meeting(cell=cell):
                (self.action_missing if cell.planned else self.action_plan)()

    # -- speakers -------------------------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Marks the speaker under the cursor."""
        self.work.mark(everywhere=False)

    def action_mark_label(self) -> None:
        """Marks the label under the cursor in every source that has it."""
        self.work.mark(everywhere=True)

    @on(Casework.SpeakersChosen)
    def _speakers_chosen(self) -> None:
        self._ask_who(self.work.speakers)

    def _ask_who(self, chosen: Sequence[SpeakerId]) -> None:
        book = self.work.book
        found = book.speaker(chosen[0]) if chosen else None
        if found is not None:
            title = f"{found[1].label} is" if len(chosen) == 1 else f"{len(chosen)} speakers are"
            question = ask.who(title, found[1].name, book.of_type("participant"))
            self._ask(question, partial(self._are, chosen))

    def _are(self, chosen: Sequence[SpeakerId], name: str) -> None:
        known = self.work.book.named(name)
        if known is None:
            case_acts.are_new(self._project, chosen, name)
        else:
            case_acts.are(self._project, chosen, known.guid)

    def action_speaks(self) -> None:
        """Maps the marked speakers to the case in hand, or where none is marked asks for one."""
        case, chosen = self.work.case_or_word(), self.work.speakers
        if case is None:
            return
        if chosen:
            case_acts.are(self._project, chosen, case.guid)
        elif not self.work.book.unmapped():
            self.notify("Every speaker is mapped already.", markup=False)
        else:
            question = ask.speaker(f"“{case.name}” speaks as", self.work.book.unmapped())
            self._ask(question, lambda guid: case_acts.are(self._project, [SpeakerId(guid)], case.guid))

    def action_sure(self) -> None:
        """Known turns unsure, and unsure known."""
        item = self.work.item
        if isinstance(item, Part) and item.case is not None:
            certainty = "unsure" if item.certainty == "known" else "known"
            case_acts.set_part(self._project, item, certainty=certainty)
        else:
            self.notify(NO_SPEAKER, markup=False)

    def action_role(self) -> None:
        """Gives the speaker the next role."""
        item = self.work.item
        if isinstance(item, Part):
            role = ROLES[(ROLES.index(item.role) + 1) % len(ROLES)]
            case_acts.set_part(self._project, item, role=role)
        else:
            self.notify(NO_SPEAKER, markup=False)

    # -- meetings -------------------------------------------------------------------------------------------------

    def action_plan(self) -> None:
        """Plans the meeting under the cursor, else asks for time points."""
        case, item = self.work.case_or_word(), self.work.item
        if isinstance(item, Meeting):
            self._plan(item.case, item.time_point)
        elif case is not None:
            points = self.work.book.grid.time_points
            question = ask.time_points(f"Meet “{case.name}” at", points, several=True)
            self._ask(question, partial(self._plan, case.guid))

    def _plan(self, case: CaseId, point: str) -> None:
        known = self.work.book.grid.time_points
        case_acts.plan(self._project, case, known if point == ask.EVERY else [point])

    def action_missing(self) -> None:
        """Asks why the meeting under the cursor was not held; where it is on none, which one."""
        case, item = self.work.case_or_word(), self.work.item
        if isinstance(item, Meeting):
            self._ask_reason(item)
        elif case is not None:
            meetings = {each.time_point: each for each in self.work.book.meetings(case.guid)}
            if meetings:
                self._ask(ask.time_points("Not held", list(meetings)), lambda point: self._ask_reason(meetings[point]))
            else:
                self.notify("There are no time points yet; p plans a meeting.", markup=False)

    def _ask_reason(self, meeting: Meeting) -> None:
        if meeting.cell.sources:
            self.notify(f"It was held: {', '.join(meeting.cell.sources.values())}.", markup=False)
        else:
            self._ask(ask.reason(meeting.cell.reason), partial(case_acts.mark_missing, self._project, meeting))

    def action_time_points(self) -> None:
        """Asks which time points there are, first to last."""
        book = self.work.book
        question = ask.levels("Time points, first to last", book.grid.time_points, "baseline, week 12, end")
        self._ask(question, lambda given: case_acts.set_time_points(self._project, book.time_point, ask.listed(given)))
