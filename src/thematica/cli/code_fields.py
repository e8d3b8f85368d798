"""The codes of a project one by one: made, defined, put elsewhere, linked, retired. In the group `codebook`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.coding import named
from thematica.cli.options import AsJson, CodeLink, CodeName, CoderName, ProjectFile, opened

if TYPE_CHECKING:
    from thematica.store.ids import CodeId
    from thematica.store.project import Project
    from thematica.store.reads.codes import CodeView

app = typer.Typer()

Brief = Annotated[str | None, typer.Option("--brief", metavar="TEXT", help="The idea in a few words.")]
Definition = Annotated[str | None, typer.Option("--definition", metavar="TEXT", help="What it means.")]
Include = Annotated[
    list[str] | None, typer.Option("--use-when", metavar="TEXT", help="A case for it; give all, or one empty for none.")
]
Exclude = Annotated[
    list[str] | None, typer.Option("--not-when", metavar="TEXT", help="A case against it; give all, or one empty.")
]
Example = Annotated[str | None, typer.Option("--example", metavar="TEXT", help="An example.")]
Invented = Annotated[bool | None, typer.Option("--invented/--said", help="Whether the example is invented.")]
Aliases = Annotated[
    list[str] | None, typer.Option("--alias", metavar="NAME", help="Another name; give all, or one empty for none.")
]
Colour = Annotated[str | None, typer.Option("--colour", metavar="#RRGGBB", help="Its colour.")]
Symbol = Annotated[str | None, typer.Option("--symbol", metavar="XX", help="One or two characters; empty for none.")]
Heading = Annotated[bool | None, typer.Option("--heading/--code", help="Only groups, or can be applied.")]


def code_view(study: Project, wanted: str) -> CodeView:
    """The code of this name, path or GUID. Raises NotFound or Ambiguous."""
    from thematica.store.reads.codes import codes
    from thematica.store.reads.names import code_named

    with study.read() as session:
        guid = code_named(session, wanted)
        return next(view for view in codes(session) if view.guid == guid)


def tell(study: Project, guid: CodeId, *, as_json: bool) -> None:
    """Shows a code as it is now."""
    view = code_view(study, guid)
    if as_json:
        output.document(shapes.code(view))
    else:
        state = "" if view.status == "active" else f" ({view.status})"
        output.lines(f"{view.path}{state}")


@app.command()
def new(
    project: ProjectFile,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    under: Annotated[str | None, typer.Option("--under", metavar="CODE", help="What it stands beneath.")] = None,
    codebook: Annotated[
        str | None, typer.Option("--codebook", metavar="NAME", help="At the top of this one; else of your own codes.")
    ] = None,
    *,
    brief: Brief = None,
    definition: Definition = None,
    heading: Annotated[bool, typer.Option("--heading", help="A heading, which only groups.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Make a code, an inductive one. `edit` gives it the rest of its fields."""
    from thematica.cli.codebooks import book_named
    from thematica.work.codebook import Fields, new_code

    fields = Fields(brief=brief, definition=definition, codable=not heading)
    with opened(project, coder) as study:
        parent = code_view(study, under) if under else None
        book = book_named(study, codebook).guid if codebook else None
        with study.act(f"make the code “{name}”") as tx:
            guid = new_code(tx, name, parent=parent.guid if parent else None, codebook=book, fields=fields)
        tell(study, guid, as_json=as_json)


@app.command()
def edit(
    project: ProjectFile,
    code: CodeName,
    *,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="What it is called.")] = None,
    brief: Brief = None,
    definition: Definition = None,
    include: Include = None,
    exclude: Exclude = None,
    example: Example = None,
    invented: Invented = None,
    aliases: Aliases = None,
    colour: Colour = None,
    symbol: Symbol = None,
    heading: Heading = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Change what is given of a code; its codings stay."""
    from thematica.work import codebook

    fields = codebook.Fields(
        name=name,
        brief=brief,
        definition=definition,
        include=tuple(include) if include else None,
        exclude=tuple(exclude) if exclude else None,
        example=example,
        example_invented=invented,
        aliases=tuple(aliases) if aliases else None,
        colour=colour,
        symbol=symbol,
        codable=None if heading is None else not heading,
    )
    with opened(project, coder) as study:
        view = code_view(study, code)
        with study.act(f"change the code {named(view)}") as tx:
            codebook.edit(tx, view.guid, fields)
        tell(study, view.guid, as_json=as_json)


@app.command()
def move(
    project: ProjectFile,
    code: CodeName,
    under: Annotated[str | None, typer.Option("--under", metavar="CODE", help="What it is to stand beneath.")] = None,
    top: Annotated[bool, typer.Option("--top", help="At the top of its codebook.")] = False,
    place: Annotated[int | None, typer.Option("--place", metavar="N", min=1, help="Its place there, from 1.")] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Put a code beneath another or at the top, or at another place among its siblings."""
    from thematica.work import codebook

    if (under and top) or not (under or top or place):
        raise typer.BadParameter("Give --under CODE or --top, or a --place.", param_hint="'--under'")
    with opened(project, coder) as study:
        view = code_view(study, code)
        parent = code_view(study, under).guid if under else None if top else view.parent
        with study.act(f"move the code {named(view)}") as tx:
            codebook.move(tx, view.guid, parent, place=place)
        tell(study, view.guid, as_json=as_json)


@app.command()
def retire(project: ProjectFile, code: CodeName, coder: CoderName = None, as_json: AsJson = False) -> None:
    """Take a code out of use. Its codings stay."""
    from thematica.work import codebook

    with opened(project, coder) as study:
        view = code_view(study, code)
        with study.act(f"retire the code {named(view)}") as tx:
            codebook.retire(tx, view.guid)
        tell(study, view.guid, as_json=as_json)


@app.command()
def restore(project: ProjectFile, code: CodeName, coder: CoderName = None, as_json: AsJson = False) -> None:
    """Bring a retired code back into use."""
    from thematica.work import codebook

    with opened(project, coder) as study:
        view = code_view(study, code)
        with study.act(f"restore the code {named(view)}") as tx:
            codebook.restore(tx, view.guid)
        tell(study, view.guid, as_json=as_json)


@app.command()
def remove(project: ProjectFile, code: CodeName, coder: CoderName = None, as_json: AsJson = False) -> None:
    """Delete a code that was never used."""
    from thematica.work import codebook

    with opened(project, coder) as study:
        view = code_view(study, code)
        with study.act(f"delete the code {named(view)}") as tx:
            codebook.delete(tx, view.guid)
    if as_json:
        output.document({"removed": view.guid})
    else:
        output.lines(f"deleted {view.path}")


@app.command()
def link(
    project: ProjectFile,
    code: CodeName,
    kind: Annotated[CodeLink, typer.Argument(help="What the first is to the second.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The second code, by name, path or GUID.")],
    take_away: Annotated[bool, typer.Option("--remove", help="Take this link away.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Say that a code specifies or contradicts another, or that the other is to be seen too."""
    from thematica.work import code_links

    with opened(project, coder) as study:
        first, second = code_view(study, code), code_view(study, other)
        if take_away:
            with study.act(f"take a link of {named(first)} away") as tx:
                code_links.unlink(tx, first.guid, second.guid, kind)
        else:
            with study.act(f"link the code {named(first)} to {named(second)}") as tx:
                code_links.link(tx, first.guid, second.guid, kind)
        shown = _links(study, first)
    if as_json:
        output.document({"code": first.path, "links": shown})
    else:
        rows = [(each["code"], each["kind"], each["to"]) for each in shown]
        output.table(("code", "is", "to"), rows, f"{first.path} has no links.")


def _links(study: Project, code: CodeView) -> list[shapes.Json]:
    from thematica.store.reads.code_links import links
    from thematica.store.reads.codes import paths

    with study.read() as session:
        path = paths(session)
        return [{"code": path[each.code], "kind": each.kind, "to": path[each.to]} for each in links(session, code.guid)]
