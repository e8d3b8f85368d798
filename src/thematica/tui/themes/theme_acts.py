"""What is done to themes: each function is one act, with the words the history shows for it."""

from __future__ import annotations

from collections.abc import Sequence

from thematica.store.ids import CodeId, QuoteId, SourceId, ThemeId
from thematica.store.project import Project
from thematica.store.reads.themes import EvidenceView, QuoteView, ThemeView
from thematica.text.span import Span
from thematica.work import themes

STATUSES = ("candidate", "developed", "defined", "discarded")


def make(project: Project, name: str, parent: ThemeView | None = None) -> ThemeId:
    """Makes a theme, or a subtheme."""
    with project.act(f"make the {'subtheme' if parent else 'theme'} “{name}”") as tx:
        return themes.create(tx, name, parent=parent.guid if parent else None)


def edit(project: Project, theme: ThemeView, fields: themes.Fields) -> None:
    """Changes a theme's fields."""
    with project.act(f"change the theme “{theme.name}”") as tx:
        themes.edit(tx, theme.guid, fields)


def next_status(project: Project, theme: ThemeView) -> str:
    """Gives a theme the next status."""
    status = STATUSES[(STATUSES.index(theme.status) + 1) % len(STATUSES)]
    with project.act(f"set the theme “{theme.name}” to {status}") as tx:
        themes.edit(tx, theme.guid, themes.Fields(status=status))
    return status


def remove(project: Project, theme: ThemeView) -> None:
    """Removes a theme; its subthemes move up, codes and codings stay."""
    with project.act(f"remove the theme “{theme.name}”") as tx:
        themes.remove(tx, theme.guid)


def shift(project: Project, theme: ThemeView, siblings: Sequence[ThemeView], step: int) -> None:
    """Moves a theme among its siblings; at either end it stays."""
    place = [sibling.guid for sibling in siblings].index(theme.guid) + 1 + step
    if 1 <= place <= len(siblings):
        with project.act(f"move the theme “{theme.name}”") as tx:
            themes.move(tx, theme.guid, parent=theme.parent, place=place)


def nest(project: Project, theme: ThemeView, parent: ThemeId | None) -> None:
    """Puts a theme beneath another, or at the top."""
    with project.act(f"move the theme “{theme.name}”") as tx:
        themes.move(tx, theme.guid, parent=parent)


def attach_codes(project: Project, theme: ThemeView, codes: Sequence[CodeId]) -> None:
    """Lets codes contribute to a theme."""
    with project.act(f"attach {len(codes)} code{'s' if len(codes) > 1 else ''} to “{theme.name}”") as tx:
        themes.attach_codes(tx, theme.guid, codes)


def detach_code(project: Project, theme: ThemeView, code: CodeId) -> None:
    """Takes a code out of a theme."""
    with project.act(f"take a code out of “{theme.name}”") as tx:
        themes.detach_code(tx, theme.guid, code)


def attach(project: Project, theme: ThemeId | None, name: str, source: SourceId, span: Span, stance: str) -> None:
    """Puts an excerpt under a theme, else under a new one of this name: supporting, contrary, or as a quote."""
    with project.act(f"{'quote' if stance == 'quote' else f'{stance} excerpt'} for “{name}”") as tx:
        guid = theme or themes.create(tx, name)
        if stance == "quote":
            themes.quote(tx, guid, source, span)
        else:
            themes.attach_excerpt(tx, guid, source, span, stance=stance)


def detach(project: Project, theme: ThemeView, evidence: EvidenceView) -> None:
    """Takes an attached excerpt out of a theme."""
    with project.act(f"take an excerpt out of “{theme.name}”") as tx:
        themes.detach_excerpt(tx, evidence.guid)


def remove_quote(project: Project, theme: ThemeView, quote: QuoteView) -> None:
    """Takes a quote out of print."""
    with project.act(f"take a quote out of “{theme.name}”") as tx:
        themes.remove_quote(tx, quote.guid)


def shift_quote(project: Project, theme: ThemeView, quote: QuoteId, step: int) -> None:
    """Moves a quote among its theme's; at either end it stays."""
    place = [each.guid for each in theme.quotes].index(quote) + 1 + step
    if 1 <= place <= len(theme.quotes):
        with project.act(f"order the quotes of “{theme.name}”") as tx:
            themes.move_quote(tx, quote, place)
