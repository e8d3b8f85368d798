"""Putting an excerpt under a theme, from wherever one has it before one."""

from __future__ import annotations

from textual.dom import DOMNode

from thematica.store.ids import ThemeId
from thematica.store.project import Project
from thematica.store.reads.themes import themes
from thematica.tui import theme_acts
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import ForTheme, PickTheme
from thematica.tui.subjects import theme_lines
from thematica.tui.telling import told


async def ask_theme(node: DOMNode, project: Project, place: Place) -> None:
    """Asks for a theme, and puts a stretch of a source under it."""
    with project.read() as session:
        known = themes(session)

    def attach(wish: ForTheme) -> None:
        name = wish.name or next(theme.name for theme in known if theme.guid == wish.key)
        theme = ThemeId(wish.key) if wish.key else None
        theme_acts.attach(project, theme, name, *place, wish.stance)
        node.app.notify(f"{wish.stance.capitalize()} for “{name}”.", markup=False)

    await node.app.push_screen(PickTheme(theme_lines(known)), told(node, attach))
