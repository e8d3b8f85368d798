"""The variables of a study: their types, their levels and how often each value is held."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CoderName, ProjectFile, opened, pairs

app = typer.Typer()

_TYPES = "text, integer, decimal, boolean, date, or ordered:LOWEST,…,HIGHEST"


@app.command()
def variables(
    project: ProjectFile,
    *,
    applies_to: Annotated[
        Literal["case", "source"] | None, typer.Option("--applies-to", help="Whose; new ones are of cases unless said.")
    ] = None,
    new: Annotated[list[str] | None, typer.Option("--add", metavar="NAME=TYPE", help=f"Make one: {_TYPES}.")] = None,
    changed: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=TYPE", help="Give one there is another type.")
    ] = None,
    renamed: Annotated[
        list[str] | None, typer.Option("--rename", metavar="NAME=NEW", help="Give one another name.")
    ] = None,
    removed: Annotated[
        list[str] | None, typer.Option("--remove", metavar="NAME", help="Take one away with all its values.")
    ] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """List the variables of cases and sources with their types; make, change, rename or remove them."""
    from thematica.store.reads import cases as reads
    from thematica.store.reads.names import variable_named
    from thematica.work import cases as work

    wanted, other, names = pairs(new, "--add"), pairs(changed, "--set"), pairs(renamed, "--rename")
    whose = applies_to or "case"
    with opened(project, coder) as study:
        if wanted or other or names or removed:
            with study.act("set up variables") as tx:
                for name, given in wanted.items():
                    type_, levels = _type(given)
                    work.add_variable(tx, name, applies_to=whose, type_=type_, levels=levels)
                for name, given in other.items():
                    type_, levels = _type(given)
                    work.set_variable_type(tx, variable_named(tx.session, whose, name), type_, levels)
                for name, called in names.items():
                    work.rename_variable(tx, variable_named(tx.session, whose, name), called)
                for name in removed or ():
                    work.remove_variable(tx, variable_named(tx.session, whose, name))
        with study.read() as session:
            views = [view for view in reads.variables(session) if applies_to in {None, view.applies_to}]
    if as_json:
        output.document([shapes.variable(view) for view in views])
        return
    rows = [
        (view.name, view.applies_to, view.type, " < ".join(view.levels), sum(view.values.values())) for view in views
    ]
    output.table(("variable", "of", "type", "levels", "values"), rows, "There are no variables yet; `--add` makes one.")


def _type(given: str) -> tuple[str, list[str]]:
    """`ordered:low,high` as the type and its levels."""
    type_, _, levels = given.partition(":")
    return type_.strip(), [level.strip() for level in levels.split(",") if level.strip()]
