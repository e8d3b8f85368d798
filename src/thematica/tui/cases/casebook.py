"""The cases of a study, their variables, sources and meetings, as last read."""

from __future__ import annotations

from dataclasses import dataclass

from thematica.store.ids import CaseId, SourceId, SpeakerId
from thematica.store.project import Project
from thematica.store.reads.cases import CaseView, VariableView, cases, variables
from thematica.store.reads.sources import SourceView, sources
from thematica.store.reads.time_points import TIME_POINT, Cell, Grid, grid
from thematica.store.reads.voices import SpeakerView
from thematica.tui.cases.case_lines import Meeting

NOTHING = Cell("none", planned=False, reason="")


@dataclass(frozen=True, slots=True)
class Casebook:
    """Everything the cases screen shows."""

    cases: tuple[CaseView, ...] = ()
    variables: tuple[VariableView, ...] = ()
    sources: tuple[SourceView, ...] = ()
    grid: Grid = Grid("", (), ())  # noqa: RUF009 (a frozen value)

    def case(self, guid: str | None) -> CaseView | None:
        """A case by its GUID."""
        return next((case for case in self.cases if case.guid == guid), None)

    def named(self, name: str) -> CaseView | None:
        """A case by its name."""
        return next((case for case in self.cases if case.name.casefold() == name.casefold()), None)

    def of_type(self, *types: str) -> list[CaseView]:
        """The cases of some types."""
        return [case for case in self.cases if case.type in types]

    def source(self, guid: str | None) -> SourceView | None:
        """A source by its GUID."""
        return next((source for source in self.sources if source.guid == guid), None)

    def about(self, source: SourceId) -> list[CaseView]:
        """The cases a source is about."""
        return [case for case in self.cases if source in case.about]

    def unmapped(self) -> list[tuple[SourceView, SpeakerView]]:
        """The speakers that are no case yet, in the order of their sources."""
        return [(source, each) for source in self.sources for each in source.speakers if each.is_unmapped]

    def speaker(self, guid: str | None) -> tuple[SourceView, SpeakerView] | None:
        """A speaker by its GUID, with its source."""
        every = ((source, each) for source in self.sources for each in source.speakers)
        return next((found for found in every if found[1].guid == guid), None)

    def labelled(self, speaker: SpeakerId) -> set[SpeakerId]:
        """The speakers no case yet that have the same label, in whichever source."""
        found = self.speaker(speaker)
        return {each.guid for _, each in self.unmapped() if found is not None and each.label == found[1].label}

    def of(self, applies_to: str) -> list[VariableView]:
        """The variables of cases, or of sources."""
        return [each for each in self.variables if each.applies_to == applies_to]

    def variable(self, applies_to: str, name: str) -> VariableView | None:
        """A variable of cases, or of sources, by its name."""
        return next((each for each in self.of(applies_to) if each.name.casefold() == name.casefold()), None)

    @property
    def time_point(self) -> VariableView | None:
        """The variable of sources that holds the time points."""
        return self.variable("source", TIME_POINT)

    def meetings(self, case: CaseId) -> list[Meeting]:
        """What is planned and held with a case at every time point."""
        row = next((row for row in self.grid.rows if row.guid == case), None)
        cells = row.cells if row is not None else (NOTHING,) * len(self.grid.time_points)
        return [Meeting(case, point, cell) for point, cell in zip(self.grid.time_points, cells, strict=True)]


def read(project: Project) -> Casebook:
    """Reads everything."""
    with project.read() as session:
        views = cases(session)
        return Casebook(views, variables(session), sources(session), grid(session, views=views))
