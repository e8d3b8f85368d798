"""The cases screen: who and what the study is about, who speaks where, who consented, and what was held when."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from thematica.store.ids import SourceId
from thematica.store.project import Project
from thematica.store.reads.study import info
from thematica.store.reads.voices import first_words
from thematica.text.normalise import safe
from thematica.tui.cases import case_acts, casebook
from thematica.tui.cases.case_lines import About, Meeting, Part
from thematica.tui.cases.casework import Casework
from thematica.tui.cases.describing import Describing
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.files import read_table
from thematica.tui.jobs import in_background
from thematica.tui.keys import ATTENDING, BESIDE, CASES, DESCRIBING, STUDY, Key, bindings, of, pressed
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.screens.report import Report
from thematica.tui.telling import telling, told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line
from thematica.work.case_files import CaseFile, Taken

ONE_EACH, EVERYWHERE = "one", "everywhere"


class CasesScreen(Screen[Place]):
    """What is done to cases as a whole. Gives the place of a source that is to be seen on the desk."""

    CSS_PATH = "cases.tcss"
    AUTO_FOCUS = "#cases"
    KEYS: ClassVar[tuple[Key, ...]] = (
        *CASES,
        *BESIDE,
        *of("Describing", DESCRIBING),
        *of("Attending", ATTENDING),
        *STUDY,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings((*CASES, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (132, "-roomy")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._afresh = Afresh(self, self._read)

    def compose(self) -> ComposeResult:
        """The panes between the bars."""
        yield TitleBar()
        yield Describing(self._project)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads and shows everything."""
        self._read()
        self.work.look_at(self.work.cases)

    @property
    def work(self) -> Casework:
        """The panes."""
        return self.query_one(Casework)

    def _read(self) -> None:
        with telling(self):
            with self._project.read() as session:
                study = info(session)
            book = casebook.read(self._project)
            number, loose = len(book.cases), len(book.unmapped())
            state = f"{number} case{'' if number == 1 else 's'} · {loose} speaker{'' if loose == 1 else 's'} not mapped"
            self.query_one(TitleBar).show(study.name, "cases", f"{self._project.coder_name} · {state}")
            self.work.show(book)

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    # -- cases ----------------------------------------------------------------------------------------------------

    async def action_new_case(self) -> None:
        """Makes a case of the speakers marked or under the cursor, else asks for its name."""
        work = self.work
        if work.speakers:
            case_acts.are_new(self._project, work.speakers)
            return
        await self.app.push_screen(Ask(f"New {work.type}"), told(self, partial(self._make, work.type)))

    def _make(self, type_: str, name: str) -> None:
        self.work.wanted = case_acts.make(self._project, name, type_)

    def action_remove_case(self) -> None:
        """Removes the case in hand."""
        case = self.work.case_or_word()
        if case is not None:
            case_acts.remove(self._project, case)
            self.notify(
                f"“{case.name}” is removed; what it said stays. {pressed('undo', self.app)} brings it back.",
                markup=False,
            )

    async def action_import_table(self) -> None:
        """Asks for a table, and what a label in it stands for, and takes it in."""
        hint = "A .csv or .xlsx with a row for each case: name, speaker, source, type, and variables"
        await self.app.push_screen(Ask("Import cases", hint=hint), told(self, self._read_table))

    def _read_table(self, given: str) -> None:
        in_background(self, "table of cases", lambda: read_table(given), self._ask_where)

    def _ask_where(self, read: tuple[str, CaseFile]) -> None:
        name, file = read
        lines = [
            Line(ONE_EACH, Content("a label is somebody else in every source; several are told")),
            Line(EVERYWHERE, Content("a label is the same person in every source that has it")),
        ]
        if file.about == "source" or ("speaker" not in file.columns and "case" not in file.columns):
            self._take_in(name, file, ONE_EACH)
        else:
            self.app.push_screen(
                PickOne("Speakers of the table", lines), told(self, partial(self._take_in, name, file))
            )

    def _take_in(self, name: str, file: CaseFile, where: str) -> None:
        taken = case_acts.take_in(self._project, name, file, self.work.type, everywhere=where == EVERYWHERE)
        self.app.push_screen(Report(f"Import of {name}", _report(file, taken)))

    # -- moving ---------------------------------------------------------------------------------------------------

    def action_grid(self) -> None:
        """From the panes to the grid of time points, and back."""
        self.work.turn()

    def action_panes(self, step: int) -> None:
        """Goes to another pane."""
        panes = self.work.panes
        here = next((place for place, pane in enumerate(panes) if pane.has_focus), 0)
        self.work.look_at(panes[(here + step) % len(panes)])

    async def action_go(self) -> None:
        """Does what enter does on the line under the cursor."""
        self.work.press_enter()

    async def action_find(self) -> None:
        """Asks for a case or a source, and takes it in hand."""
        book = self.work.book
        lines = [Line(each.guid, Content(safe(each.name)), each.type) for each in book.cases]
        lines += [Line(each.guid, Content(safe(each.name)), each.kind) for each in book.sources]
        await self.app.push_screen(PickOne("Case or source", lines), told(self, self._found))

    def _found(self, key: str) -> None:
        work = self.work
        if work.in_grid:
            work.turn()
        work.look_at(work.cast if work.book.source(key) else work.cases)
        work.take(key)

    def action_open_source(self) -> None:
        """Goes to the transcript of what the cursor is on."""
        source, label = self._source()
        if source is None:
            self.notify("No source belongs to this line.", markup=False)
        else:
            self._open(source, label)

    def _source(self) -> tuple[SourceId | None, str | None]:
        """The source of what the cursor is on, and the speaker in it."""
        work = self.work
        match work.item:
            case Part(source=source, label=label):
                return source, label
            case About(source=source):
                return source, None
            case Meeting(cell=cell):
                return next(iter(cell.sources), None), None
        for guid in work.speakers[:1]:
            found = work.book.speaker(guid)
            if found is not None:
                return found[0].guid, found[1].label
        if work.source is not None:
            return work.source.guid, None
        return next(iter(work.case.sources), None) if work.case else None, None

    @on(Casework.SourceChosen)
    def _source_chosen(self, event: Casework.SourceChosen) -> None:
        self._open(event.source, event.label)

    def _open(self, source: SourceId, label: str | None) -> None:
        with telling(self), self._project.read() as session:
            self.dismiss((source, first_words(session, source, label)))

    def action_desk(self) -> None:
        """From the grid back to the panes, from these to the transcript."""
        if self.work.in_grid:
            self.work.turn()
        else:
            self.dismiss()


def _report(file: CaseFile, taken: Taken) -> list[str]:
    """What became of a table, the rows that were not taken in whole first."""
    missed = [f"row {each.row}: {each.said}" for each in taken.remarks]
    counts = f"{len(taken.added)} {file.about}s added, {len(taken.updated)} already there"
    return [
        f"{counts}, {len(taken.mapped)} speakers mapped; one undo takes it all back.",
        *(["", f"{len(missed)} not taken in as they stand:", *missed] if missed else []),
        *(["", f"new variables: {', '.join(taken.variables)}"] if taken.variables else []),
        *(["", *file.warnings] if file.warnings else []),
        *(["", *(f"{case} is {label} in {source}" for source, label, case in taken.mapped)] if taken.mapped else []),
    ]
