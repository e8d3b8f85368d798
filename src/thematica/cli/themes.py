"""Themes: gathering codes and excerpts under an idea, and choosing the quotes that carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, At, CoderName, ProjectFile, ThemeName, ThemeStatus, opened
from thematica.cli.places import excerpt, place
from thematica.errors import NotFound

if TYPE_CHECKING:
    from thematica.store.ids import CodeId, EvidenceId, QuoteId, SourceId, ThemeId
    from thematica.store.project import Project
    from thematica.store.reads import Session
    from thematica.store.reads.themes import ThemeView
    from thematica.text.span import Span

app = typer.Typer()
group = typer.Typer(help="Make themes and gather codes, excerpts and quotes under them.", no_args_is_help=True)
app.add_typer(group, name="theme")

Concept = Annotated[str | None, typer.Option("--concept", metavar="TEXT", help="The central organising concept.")]
Definition = Annotated[str | None, typer.Option("--definition", metavar="TEXT", help="What it covers, and what not.")]
Account = Annotated[str | None, typer.Option("--account", metavar="TEXT", help="The analytic account.")]
Status = Annotated[ThemeStatus | None, typer.Option("--status", help="How far it has come.")]
Under = Annotated[str | None, typer.Option("--parent", metavar="THEME", help="The theme it is a part of.")]
Place = Annotated[int | None, typer.Option("--place", metavar="N", min=1, help="The place in the order, from 1.")]
Excerpts = Annotated[list[str] | None, typer.Argument(metavar="EXCERPT", help="GUIDs, as excerpts --json lists them.")]


@app.command()
def themes(project: ProjectFile, as_json: AsJson = False) -> None:
    """List the themes of a project with what is gathered under them."""
    from thematica.store.reads import themes as reads

    with opened(project) as study, study.read() as session:
        views = reads.themes(session)
    if as_json:
        output.document([shapes.theme(view) for view in views])
        return
    for view in views:
        _show(view)
    output.note(f"{len(views)} theme{'' if len(views) == 1 else 's'}")


def _show(view: ThemeView) -> None:
    counts = view.total
    output.lines(
        f"{view.number} {view.name} ({view.status})",
        *(f"  {head}: {text}" for head, text in (("concept", view.concept), ("definition", view.definition)) if text),
        f"  {counts.participants} participants, {counts.excerpts} excerpts, {counts.sources} sources",
        *(f"  ■ {code.path}" for code in view.codes),
        *(f"  “{quote.passage.text}” ({quote.passage.speaker}, {quote.passage.source})" for quote in view.quotes),
    )


@group.command()
def add(
    project: ProjectFile,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    *,
    parent: Under = None,
    concept: Concept = None,
    definition: Definition = None,
    account: Account = None,
    status: Status = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Make a theme, or with --parent a subtheme."""
    from thematica.store.reads.names import theme_named
    from thematica.work import rules
    from thematica.work import themes as work

    fields = work.Fields(concept=concept, definition=definition, account=account, status=status)
    with opened(project, coder) as study:
        with study.read() as session:
            above = theme_named(session, parent) if parent is not None else None
        called = rules.name("theme", name)
        with study.act(f"make the theme “{called}”") as tx:
            theme = work.create(tx, called, parent=above, fields=fields)
        _tell(study, theme, as_json=as_json)


@group.command("set")
def set_(
    project: ProjectFile,
    theme: ThemeName,
    *,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Another name.")] = None,
    concept: Concept = None,
    definition: Definition = None,
    account: Account = None,
    status: Status = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Change a theme's name, concept, definition, account or status."""
    from thematica.work import themes as work

    fields = work.Fields(name=name, concept=concept, definition=definition, account=account, status=status)
    with opened(project, coder) as study:
        guid, called = _named(study, theme)
        with study.act(f"change the theme “{called}”") as tx:
            work.edit(tx, guid, fields)
        _tell(study, guid, as_json=as_json)


@group.command()
def attach(
    project: ProjectFile,
    theme: ThemeName,
    what: Annotated[
        list[str] | None, typer.Argument(metavar="WHAT", help="Codes by name, path or GUID; excerpts by GUID.")
    ] = None,
    at: At = None,
    contrary: Annotated[bool, typer.Option("--contrary", help="The excerpts speak against the theme.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Attach codes to a theme, or excerpts that support it or speak against it."""
    from thematica.work import themes as work

    if not what and at is None:
        raise typer.BadParameter("Give codes, excerpts, or --at.")
    with opened(project, coder) as study:
        guid, called = _named(study, theme)
        with study.read() as session:
            codes, places = _codes_and_places(session, what or [])
            places += [place(session, at)] if at else []
        with study.act(f"attach {_numbered(len(codes), len(places))} to “{called}”") as tx:
            work.attach_codes(tx, guid, codes)
            for source, span in places:
                work.attach_excerpt(tx, guid, source, span, stance="contrary" if contrary else "supporting")
        _tell(study, guid, as_json=as_json)


@group.command()
def detach(
    project: ProjectFile,
    theme: ThemeName,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT", help="Codes by name, path or GUID; evidence and quotes by GUID.")
    ],
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Take codes, excerpts or quotes out of a theme; they stay as they are elsewhere."""
    from thematica.store.reads.names import code_named
    from thematica.work import themes as work

    with opened(project, coder) as study:
        guid, called = _named(study, theme)
        with study.read() as session:
            evidence, quotes = _gathered(session, guid)
            codes = [code_named(session, each) for each in what if each not in {*evidence, *quotes}]
        with study.act(f"take {len(what)} out of “{called}”") as tx:
            for code in codes:
                work.detach_code(tx, guid, code)
            for each in what:
                if each in evidence:
                    work.detach_excerpt(tx, evidence[each])
                elif each in quotes:
                    work.remove_quote(tx, quotes[each])
        _tell(study, guid, as_json=as_json)


@group.command()
def quote(
    project: ProjectFile,
    theme: ThemeName,
    excerpts: Excerpts = None,
    at: At = None,
    translation: Annotated[str, typer.Option("--translation", metavar="TEXT", help="In the report's language.")] = "",
    at_place: Place = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Choose excerpts for print under a theme; again with --place: move them in the order."""
    from thematica.work import themes as work

    if not excerpts and at is None:
        raise typer.BadParameter("Give excerpts, or --at.")
    with opened(project, coder) as study:
        guid, called = _named(study, theme)
        with study.read() as session:
            places = [excerpt(session, each) for each in excerpts or []] + ([place(session, at)] if at else [])
        with study.act(f"quote {_numbered(0, len(places))} under “{called}”") as tx:
            for number, (source, span) in enumerate(places):
                chosen = work.quote(tx, guid, source, span, translation=translation)
                if at_place is not None:
                    work.move_quote(tx, chosen, at_place + number)
        _tell(study, guid, as_json=as_json)


@group.command()
def move(
    project: ProjectFile,
    theme: ThemeName,
    parent: Under = None,
    top: Annotated[bool, typer.Option("--top", help="Out of its parent, to the top.")] = False,
    at_place: Place = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Put a theme under another, to the top, or at another place in the order."""
    from thematica.store.reads.names import theme_named
    from thematica.work import themes as work

    if (parent is not None and top) or (parent is None and not top and at_place is None):
        raise typer.BadParameter("Give --parent or --top, or a --place.")
    with opened(project, coder) as study:
        guid, called = _named(study, theme)
        with study.read() as session:
            above = theme_named(session, parent) if parent is not None else None
            if parent is None and not top:
                above = _view(session, guid).parent
        with study.act(f"move the theme “{called}”") as tx:
            work.move(tx, guid, parent=above, place=at_place)
        _tell(study, guid, as_json=as_json)


@group.command()
def remove(project: ProjectFile, theme: ThemeName, coder: CoderName = None, as_json: AsJson = False) -> None:
    """Remove a theme; its subthemes move up, codes and codings stay."""
    from thematica.work import themes as work

    with opened(project, coder) as study:
        guid, called = _named(study, theme)
        with study.act(f"remove the theme “{called}”") as tx:
            work.remove(tx, guid)
    if as_json:
        output.document({"removed": guid})
    else:
        output.lines(f"removed {called}")


def _named(study: Project, theme: str) -> tuple[ThemeId, str]:
    from thematica.store.reads.names import theme_named

    with study.read() as session:
        guid = theme_named(session, theme)
        return guid, _view(session, guid).name


def _view(session: Session, guid: ThemeId) -> ThemeView:
    from thematica.store.reads.themes import themes as read_themes

    return next(view for view in read_themes(session) if view.guid == guid)


def _codes_and_places(session: Session, what: list[str]) -> tuple[list[CodeId], list[tuple[SourceId, Span]]]:
    """What was named, each as a coded stretch when it is a coding's GUID, else as a code."""
    from thematica.store.reads.names import code_named

    codes, places = [], []
    for each in what:
        try:
            places.append(excerpt(session, each))
        except NotFound:
            codes.append(code_named(session, each))
    return codes, places


def _gathered(session: Session, theme: ThemeId) -> tuple[dict[str, EvidenceId], dict[str, QuoteId]]:
    view = _view(session, theme)
    return {str(each.guid): each.guid for each in view.evidence}, {str(each.guid): each.guid for each in view.quotes}


def _numbered(codes: int, excerpts: int) -> str:
    parts = [f"{n} {thing}{'' if n == 1 else 's'}" for n, thing in ((codes, "code"), (excerpts, "excerpt")) if n]
    return " and ".join(parts)


def _tell(study: Project, guid: ThemeId, *, as_json: bool) -> None:
    with study.read() as session:
        view = _view(session, guid)
    if as_json:
        output.document(shapes.theme(view))
    else:
        _show(view)
