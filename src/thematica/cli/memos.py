"""Memos on anything in a study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, At, CoderName, ProjectFile, opened
from thematica.cli.places import place

if TYPE_CHECKING:
    from thematica.store.ids import SourceId
    from thematica.store.reads import Session
    from thematica.text.span import Span
    from thematica.work.memos import About

app = typer.Typer()

_KINDS = ("project", "source", "code", "theme", "case", "coding")


@app.command()
def memo(
    project: ProjectFile,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the memo says.")],
    on: Annotated[
        str,
        typer.Option("--on", metavar="KIND:NAME", help=f"What it is about: {', '.join(_KINDS[1:])}, with its name."),
    ] = "project",
    at: At = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Write a memo on anything in a study.

    Such as --on "code:Workload"; without --on or --at it is on the project.
    """
    from thematica.work import memos as work

    kind, _, name = on.partition(":")
    if kind not in _KINDS or (kind == "project") != (not name.strip()) or (at is not None and kind != "project"):
        raise typer.BadParameter("Write KIND:NAME, such as code:Workload, or use --at for a stretch of a source.")
    with opened(project, coder) as study:
        with study.read() as session:
            about = _stretch(*place(session, at)) if at else _about(session, kind, name)
        with study.act(f"memo on {'an excerpt' if at else _article(kind)}") as tx:
            guid = work.write(tx, about, text)
    if as_json:
        output.document({"guid": guid})
    else:
        output.lines(f"wrote memo {guid}")


def _article(kind: str) -> str:
    return f"the {kind}" if kind == "project" else f"a {kind}"


def _stretch(source: SourceId, span: Span) -> About:
    from thematica.work.memos import About

    return About(source=source, span=span)


def _about(session: Session, kind: str, name: str) -> About:
    from thematica.store.reads import names
    from thematica.work.memos import About

    match kind:
        case "source":
            return About(source=names.source_named(session, name))
        case "code":
            return About(code=names.code_named(session, name))
        case "theme":
            return About(theme=names.theme_named(session, name))
        case "case":
            return About(case=names.case_named(session, name))
        case "coding":
            return About(coding=names.coding_named(session, name))
        case _:
            return About()


@app.command()
def memos(project: ProjectFile, as_json: AsJson = False) -> None:
    """List the memos of a project, oldest first."""
    from thematica.store.reads import memos as reads

    with opened(project) as study, study.read() as session:
        views = reads.memos(session)
    if as_json:
        output.document([shapes.memo(view) for view in views])
        return
    for view in views:
        output.lines(f"{view.created_at} {view.coder}, on {view.kind} {view.about}", f"  {view.text}", "")
    output.note(f"{len(views)} memo{'' if len(views) == 1 else 's'}")
