"""Putting an excerpt under a theme, from wherever one has it before one."""

from __future__ import annotations

from textual.dom import DOMNode

from thematica.store.ids import ThemeId
from thematica.store.project import Project
from thematica.store.reads.themes import themes
from thematica.tui.desk.subjects import theme_lines
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import STANCES, Pick, PickOrName
from thematica.tui.telling import told
from thematica.tui.themes import theme_acts


async def ask_theme(node: DOMNode, project: Project, place: Place) -> None:
    """Asks for a theme, and puts a stretch of a source under it."""
    with project.read() as session:
        known = themes(session)

    def attach(pick: Pick) -> None:
        name = pick.name or next(theme.name for theme in known if theme.guid == pick.key)
        theme = ThemeId(pick.key) if pick.key else None
        theme_acts.attach(project, theme, name, *place, pick.way)
        node.app.notify(f"{pick.way.capitalize()} for “{name}”.", markup=False)

    which = "Which theme? Type letters of its name, or a new name"
    palette = PickOrName("Excerpt to theme", which, theme_lines(known), new="new theme", ways=STANCES)
    await node.app.push_screen(palette, told(node, attach))
