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
    from thematica.store.reads.memos import Linked
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
    *,
    journal: Annotated[bool, typer.Option("--journal", help="An entry of the reflexive journal.")] = False,
    topic: Annotated[
        str,
        typer.Option("--topic", metavar="T", help="What kind of entry: positionality, method decision, doubt, …"),
    ] = "",
    private: Annotated[
        bool, typer.Option("--private", help="Only its author reads it; it is in no copy for others and no report.")
    ] = False,
    links: Annotated[
        list[str] | None,
        typer.Option("--link", metavar="KIND:NAME", help="What it is about besides; may be given several times."),
    ] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Write a memo on anything in a study, or an entry of the journal.

    Such as --on "code:Workload"; without --on or --at it is on the project.
    """
    from thematica.work import memos as work

    kind, _, name = on.partition(":")
    if kind not in _KINDS or (kind == "project") != (not name.strip()) or (at is not None and kind != "project"):
        raise typer.BadParameter("Write KIND:NAME, such as code:Workload, or use --at for a stretch of a source.")
    ends = [_end(link) for link in links or ()]
    with opened(project, coder) as study:
        with study.read() as session:
            about = _stretch(*place(session, at)) if at else _about(session, kind, name)
            others = [_about(session, *end) for end in ends]
        what = "journal entry" if journal else "memo"
        with study.act(f"{what} on {'an excerpt' if at else _article(kind)}") as tx:
            purpose = "journal" if journal else "memo"
            guid = work.write(tx, about, text, purpose=purpose, topic=topic, private=private)
            for other in others:
                work.link(tx, guid, other)
    if as_json:
        output.document({"guid": guid})
    else:
        output.lines(f"wrote {what} {guid}")


def _end(given: str) -> tuple[str, str]:
    """The kind and the name of a thing that a memo is linked to. Raises BadParameter."""
    kind, _, name = given.partition(":")
    if kind not in _KINDS[1:] or not name.strip():
        raise typer.BadParameter("Write KIND:NAME, such as theme:Time.", param_hint="'--link'")
    return kind, name


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
def memos(
    project: ProjectFile,
    *,
    journal: Annotated[bool, typer.Option("--journal", help="Only the entries of the journal.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """List the memos of a project, oldest first; of private ones only those of the coder at the desk."""
    from thematica.store.reads import memos as reads

    with opened(project, coder) as study, study.read() as session:
        views = [
            view for view in reads.memos(session, reader=study.coder_name) if not journal or view.purpose == "journal"
        ]
    if as_json:
        output.document([shapes.memo(view) for view in views])
        return
    for view in views:
        kind = [view.purpose if view.purpose != "memo" else "", view.topic, "private" if view.private else ""]
        output.lines(
            ", ".join([f"{view.created_at} {view.coder}", f"on {_titled(view.kind, view.about)}", *filter(None, kind)])
        )
        if view.links:
            output.lines(f"  and {', '.join(_named(link) for link in view.links)}")
        output.lines(f"  {view.text}", "")
    thing = ("entry", "entries") if journal else ("memo", "memos")
    output.note(f"{len(views)} {thing[0] if len(views) == 1 else thing[1]}")


def _named(link: Linked) -> str:
    return _titled(link.kind, link.name)


def _titled(kind: str, name: str) -> str:
    return name if kind == "coding" else f"{kind} {name}"  # a coding is called one already
