"""Reading what was coded, by code, case, variable or coder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, ProjectFile, Valence, opened, pairs
from thematica.errors import NotFound

if TYPE_CHECKING:
    from thematica.store.reads import Session
    from thematica.store.reads.excerpts import Excerpt

app = typer.Typer()


@app.command()
def excerpts(
    project: ProjectFile,
    *,
    code: Annotated[
        list[str] | None, typer.Option("--code", metavar="C", help="Coded so; several: any of them.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Only where all the codes given are on the same stretch.")
    ] = False,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="C", help="Not where this code overlaps.")
    ] = None,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="S", help="Only in this source.")] = None,
    case: Annotated[list[str] | None, typer.Option("--case", metavar="C", help="Only said by this case.")] = None,
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="VARIABLE=VALUE", help="Of the source, or of who speaks.")
    ] = None,
    coder: Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Only by this coder.")] = None,
    valence: Annotated[Valence | None, typer.Option("--valence", help="Only with this valence.")] = None,
    context: Annotated[int, typer.Option("--context", metavar="N", min=0, help="Characters before and after.")] = 80,
    as_json: AsJson = False,
) -> None:
    """List coded stretches of text with who says them."""
    from thematica.store.reads import excerpts as reads
    from thematica.store.reads import names

    values = pairs(where, "--where")
    with opened(project) as study, study.read() as session:
        _check_known(session, values, coder)
        query = reads.ExcerptQuery(
            codes=frozenset(names.code_named(session, each) for each in code or []),
            all_codes=every,
            without=frozenset(names.code_named(session, each) for each in without or []),
            sources=frozenset(names.source_named(session, each) for each in source or []),
            cases=frozenset(names.case_named(session, each) for each in case or []),
            where=values,
            coder=coder,
            valence=valence,
            context=context,
        )
        views = reads.excerpts(session, query)
    if as_json:
        output.document([shapes.excerpt(view) for view in views])
        return
    for view in views:
        _show(view)
    output.note(f"{len(views)} excerpt{'' if len(views) == 1 else 's'}")


def _check_known(session: Session, values: dict[str, str], coder: str | None) -> None:
    """A slip in a coder's or a variable's name must not look like an empty answer."""
    from thematica.store.reads.sources import sources
    from thematica.store.reads.study import cases, info

    coders = info(session).coders
    if coder is not None and coder not in coders:
        raise NotFound(f"There is no coder called “{coder}”.", f"The coders are: {', '.join(coders) or 'none yet'}.")
    variables = {name for source in sources(session) for name in source.variables} | {"case"}
    variables.update(name for case in cases(session) for name in case.values)
    for name in values:
        if name not in variables:
            raise NotFound(f"There is no variable called “{name}”.", f"There are: {', '.join(sorted(variables))}.")


def _show(view: Excerpt) -> None:
    who = view.case or view.speaker or "nobody named"
    output.lines(
        f"{view.source}, turn {view.turn}, {who} [{view.span.start}–{view.span.end}] {view.coder}",
        *(f"  ■ {each.path}{'' if each.valence == 'none' else f' ({each.valence})'}" for each in view.codings),
        f"  {_line(view.before)}⟦{_line(view.text)}⟧{_line(view.after)}",
        "",
    )


def _line(text: str) -> str:
    return text.replace("\n", " ")
