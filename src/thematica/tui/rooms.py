"""The rooms beside the desk. Each is a screen that gives the place in a transcript at which to go on, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.screen import Screen

from thematica.store.ids import CodeId, SourceId
from thematica.store.project import Project
from thematica.text.span import Span

if TYPE_CHECKING:
    from thematica.tui.records.asking import Question
    from thematica.work.search import Query

Place = tuple[SourceId, Span]


@dataclass(slots=True)
class Left:
    """What a coder left in a room and finds there again: what was looked for, and where that led to."""

    query: Query | None = None
    question: Question | None = None
    went_to: Place | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a coder stands on the desk when leaving it for a room."""

    source: SourceId | None
    span: Span | None
    code: CodeId | None
    left: Left = field(default_factory=Left)

    @property
    def place(self) -> Place | None:
        """The stretch of text one stands on."""
        return (self.source, self.span) if self.source is not None and self.span is not None else None

    @property
    def is_where_it_led(self) -> bool:
        """Whether one still stands where the room left last led to."""
        there, here = self.left.went_to, self.place
        return there is not None and here is not None and here[0] == there[0] and here[1].overlaps(there[1])


Room = Callable[[Project, Standing], Screen[Place]]


# Each screen is imported when its room is first entered, so that the first words are sooner on the screen.


def _themes(project: Project, _: Standing) -> Screen[Place]:
    from thematica.tui.screens.themes import ThemesScreen

    return ThemesScreen(project)


def _find(project: Project, standing: Standing) -> Screen[Place]:
    from thematica.tui.screens.find import FindScreen

    return FindScreen(project, standing)


def _excerpts(project: Project, standing: Standing) -> Screen[Place]:
    from thematica.tui.screens.excerpts import ExcerptsScreen

    return ExcerptsScreen(project, standing)


def _history(project: Project, _: Standing) -> Screen[Place]:
    from thematica.tui.screens.history import HistoryScreen

    return HistoryScreen(project)


def _uncoded(project: Project, standing: Standing) -> Screen[Place]:
    from thematica.tui.screens.uncoded import UncodedScreen

    return UncodedScreen(project, standing)


def _compare(project: Project, standing: Standing) -> Screen[Place]:
    from thematica.tui.screens.compare import CompareScreen

    return CompareScreen(project, standing)


def _journal(project: Project, standing: Standing) -> Screen[Place]:
    from thematica.tui.screens.journal import JournalScreen

    return JournalScreen(project, standing)


def _merge(project: Project, _: Standing) -> Screen[Place]:
    from thematica.tui.screens.merging import MergeScreen

    return MergeScreen(project)


def _cases(project: Project, _: Standing) -> Screen[Place]:
    from thematica.tui.screens.cases import CasesScreen

    return CasesScreen(project)


def _codebook(project: Project, standing: Standing) -> Screen[Place]:
    from thematica.tui.screens.codebook import CodebookScreen

    return CodebookScreen(project, standing.code)


def _import(project: Project, _: Standing) -> Screen[Place]:
    from thematica.tui.screens.importing import ImportScreen

    return ImportScreen(project)


def _export(project: Project, _: Standing) -> Screen[Place]:
    from thematica.tui.screens.export import ExportScreen

    return ExportScreen(project)


def _settings(project: Project, _: Standing) -> Screen[Place]:
    from thematica.tui.screens.settings import SettingsScreen

    return SettingsScreen(project)


ROOMS: dict[str, Room] = {
    "cases": _cases,
    "codebook": _codebook,
    "import": _import,
    "themes": _themes,
    "export": _export,
    "settings": _settings,
    "find": _find,
    "excerpts": _excerpts,
    "history": _history,
    "uncoded": _uncoded,
    "compare": _compare,
    "journal": _journal,
    "merge": _merge,
}
"""By the name that the action `room('…')` of the desk has for it."""
