"""The rooms beside the desk. Each is a screen that gives the place in a transcript at which to go on, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.screen import Screen

from thematica.store.ids import CodeId, SourceId
from thematica.store.project import Project
from thematica.text.span import Span

Place = tuple[SourceId, Span]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a coder stands on the desk when leaving it for a room."""

    source: SourceId | None
    span: Span | None
    code: CodeId | None


Room = Callable[[Project, Standing], Screen[Place]]


# Each screen is imported when its room is first entered, so that the first words are sooner on the screen.


def _themes(project: Project, _: Standing) -> Screen[Place]:
    from thematica.tui.screens.themes import ThemesScreen

    return ThemesScreen(project)


ROOMS: dict[str, Room] = {
    "themes": _themes,
}
"""By the name that the action `room('…')` of the desk has for it."""
