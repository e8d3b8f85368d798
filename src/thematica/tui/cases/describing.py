"""What is said of the case or source in hand: its name, values, ties and consent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from thematica.store.ids import CaseId, SourceId
from thematica.store.project import Project
from thematica.store.reads.cases import CaseView, VariableView
from thematica.store.reads.memos import memos
from thematica.tui.cases import case_acts
from thematica.tui.cases import case_questions as ask
from thematica.tui.cases.attending import Attending
from thematica.tui.cases.case_acts import Thing
from thematica.tui.cases.case_lines import TYPES, About, Basic, Consented, Held, Meeting, Part, Tie
from thematica.tui.cases.casework import NO_CASE, Casework
from thematica.tui.desk import acts
from thematica.tui.desk.subjects import case_subject
from thematica.tui.keys import DESCRIBING, bindings, pressed
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.screens.memo import WriteMemo
from thematica.tui.telling import told


class Describing(Vertical):
    """The panes of the cases screen, with what is said of one case or source."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DESCRIBING)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project

    def compose(self) -> ComposeResult:
        """The panes, with what is done about speakers and meetings."""
        yield Attending(self._project)

    @property
    def work(self) -> Casework:
        """The panes."""
        return self.query_one(Casework)

    def _ask(self, question: Ask | PickOne, act: Callable[[str], None]) -> None:
        self.app.push_screen(question, told(self, act))

    @on(Casework.Chosen)
    def _chosen(self, event: Casework.Chosen) -> None:
        """Asks what a line is to become."""
        match event.item:
            case Basic(what):
                self._change(what)
            case Held(variable, value):
                self._ask_value(variable, variable.name, value)
            case Consented():
                self.action_consent()

    # -- what it is -----------------------------------------------------------------------------------------------

    def _change(self, what: str) -> None:
        thing = self.work.case or self.work.source
        if thing is None:
            return
        if what == "name":
            self._ask(Ask("Name", value=thing.name), partial(case_acts.rename, self._project, thing))
        else:
            question = ask.type_of_case(thing.type) if isinstance(thing, CaseView) else ask.kind_of_source(thing.kind)
            self._ask(question, partial(case_acts.set_type, self._project, thing))

    def action_value(self) -> None:
        """Asks for a variable, then for its value."""
        thing = self._thing_or_word()
        if thing is not None:
            applies_to = "case" if isinstance(thing, CaseView) else "source"

            def named(name: str) -> None:
                known = self.work.book.variable(applies_to, name)
                self._ask_value(known, name, _held(thing, name))

            self._ask(ask.variable(self.work.book.of(applies_to)), named)

    def _ask_value(self, variable: VariableView | None, name: str, held: str) -> None:
        thing = self.work.case or self.work.source
        if thing is not None:
            self._ask(ask.value(variable, name, held), partial(case_acts.set_value, self._project, thing, name))

    def _thing_or_word(self) -> Thing | None:
        thing = self.work.case or self.work.source
        if thing is None:
            self.notify(NO_CASE, markup=False)
        return thing

    def action_variable_type(self) -> None:
        """Asks of which type the variable under the cursor is, and where it is ordered for its levels."""
        item = self.work.item
        if not isinstance(item, Held):
            self.notify("Put the cursor on a variable first; tab goes to the sheet.", markup=False)
            return
        variable = item.variable

        def chosen(type_: str) -> None:
            if type_ != "ordered":
                case_acts.set_variable_type(self._project, variable, type_)
                return
            known = variable.levels or tuple(variable.values)
            question = ask.levels(f"Levels of “{variable.name}”", known, "Lowest first: low, middle, high")
            self._ask(
                question, lambda given: case_acts.set_variable_type(self._project, variable, type_, ask.listed(given))
            )

        self._ask(ask.variable_type(variable), chosen)

    async def action_memo(self) -> None:
        """Writes a memo on the case or source."""
        thing = self._thing_or_word()
        if thing is not None:
            with self._project.read() as session:
                subject = case_subject(thing, memos(session, reader=self._project.coder_name), self._project.coder_name)
            await self.app.push_screen(WriteMemo([subject], partial(acts.keep_memo, self._project)))

    # -- what it is to others -------------------------------------------------------------------------------------

    def action_relate(self) -> None:
        """Asks to which case the one in hand belongs, or which belongs to it, and in which role."""
        case, item = self.work.case_or_word(), self.work.item
        if case is None:
            return
        if isinstance(item, Tie):
            self._ask_role(item.case, item.to)
            return
        others = [each for each in self.work.book.cases if each.guid != case.guid]

        def named(name: str) -> None:
            other = self.work.book.named(name)
            if other is not None:
                # A participant belongs to a dyad, a dyad to a site, from whichever end it is said.
                order = list(TYPES)
                member, whole = sorted((case, other), key=lambda each: order.index(each.type))
                self._ask_role(member.guid, whole.guid)

        self._ask(ask.case(f"Relate “{case.name}” to", others), named)

    def _ask_role(self, member: CaseId, whole: CaseId) -> None:
        book = self.work.book
        known = dict.fromkeys(each.role for case in book.cases for each in case.members if each.role)
        names = [case.name for case in map(book.case, (member, whole)) if case]

        def chosen(role: str) -> None:
            case_acts.relate(self._project, member, whole, "" if role == ask.NONE else role)

        self._ask(ask.role(" in ".join(names), known), chosen)

    def action_about(self) -> None:
        """Asks which source is about the case in hand, or about which case the source is."""
        book, case, source = self.work.book, self.work.case, self.work.source
        if case is not None:
            self._ask(
                ask.source(f"About “{case.name}”", book.sources),
                lambda guid: case_acts.link(self._project, case.guid, SourceId(guid)),
            )
        elif source is not None:
            self._ask(ask.case(f"“{source.name}” is about", book.cases), partial(self._link, source.guid))
        else:
            self.notify(NO_CASE, markup=False)

    def _link(self, source: SourceId, name: str) -> None:
        case = self.work.book.named(name)
        if case is not None:
            case_acts.link(self._project, case.guid, source)

    def action_consent(self) -> None:
        """Asks what the participant said, and on which day."""
        case = self.work.case_or_word()
        if case is None:
            return
        if case.type != "participant":
            self.notify(f"“{case.name}” is a {case.type}; only participants consent.", markup=False)
            return

        def said(status: str) -> None:
            self._ask(ask.day(status), lambda day: record(status, None if day == ask.NONE else day))

        def record(status: str, on: str | None) -> None:
            case_acts.consent(self._project, case, status, on)
            if status == "withdrawn":
                self.notify(
                    f"The withdrawal is recorded; nothing is removed by it. {pressed('undo', self.app)} takes it back.",
                    markup=False,
                )

        self._ask(ask.consent(), said)

    def action_take_off(self) -> None:
        """Clears the value, or takes off what the cursor is on."""
        thing = self.work.case or self.work.source
        match self.work.item:
            case Held(variable, value) if thing is not None and value:
                case_acts.set_value(self._project, thing, variable.name, "")
            case Tie() as tie:
                case_acts.unrelate(self._project, tie)
            case Part(case=case) as part if case is not None:
                case_acts.set_part(self._project, part, certainty="unknown")
            case About() as about:
                case_acts.unlink(self._project, about)
            case Meeting(cell=cell) as meeting if cell.planned:
                case_acts.unplan(self._project, meeting)
            case _:
                self.notify("There is nothing here to take off.", markup=False)


def _held(thing: Thing, name: str) -> str:
    values = thing.values if isinstance(thing, CaseView) else thing.variables
    return next((value for known, value in values.items() if known.casefold() == name.casefold()), "")
