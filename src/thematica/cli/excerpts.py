"""Reading what was coded, by code, case, variable or coder, and what was not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, Level, ProjectFile, Valence, opened, pairs
from thematica.errors import NotAllowed, NotFound
from thematica.text.clock import clock

if TYPE_CHECKING:
    from thematica.store.reads import Session
    from thematica.store.reads.excerpts import Excerpt, ExcerptQuery
    from thematica.store.reads.tally import Counts

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
    near: Annotated[
        list[str] | None,
        typer.Option("--near", metavar="C", help="Another code is in the same turn; several: any."),
    ] = None,
    overlapping: Annotated[
        list[str] | None, typer.Option("--overlapping", metavar="C", help="Another code is on some of the words.")
    ] = None,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="S", help="Only in this source.")] = None,
    case: Annotated[list[str] | None, typer.Option("--case", metavar="C", help="Only said by this case.")] = None,
    where: Annotated[
        list[str] | None, typer.Option("--where", metavar="VARIABLE=VALUE", help="Of the source, or of who speaks.")
    ] = None,
    coder: Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Only by this coder.")] = None,
    valence: Annotated[Valence | None, typer.Option("--valence", help="Only coded with this valence.")] = None,
    level: Annotated[Level | None, typer.Option("--level", help="Only coded at this level.")] = None,
    context: Annotated[int, typer.Option("--context", metavar="N", min=0, help="Characters before and after.")] = 80,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write them to this .csv file, a row for each coding.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List coded stretches of text with who says them. A heading stands for all codes under it."""
    from thematica.store.reads import excerpts as reads
    from thematica.store.reads import names

    values = pairs(where, "--where")
    with opened(project) as study, study.read() as session:
        _check_known(session, values, coder)
        query = reads.ExcerptQuery(
            codes=frozenset(names.code_named(session, each) for each in code or []),
            all_codes=every,
            without=frozenset(names.code_named(session, each) for each in without or []),
            near=frozenset(names.code_named(session, each) for each in near or []),
            overlapping=frozenset(names.code_named(session, each) for each in overlapping or []),
            sources=frozenset(names.source_named(session, each) for each in source or []),
            cases=frozenset(names.case_named(session, each) for each in case or []),
            where=values,
            coder=coder,
            valence=valence,
            level=level,
            context=context,
        )
        views = reads.excerpts(session, query)
        if out is not None:
            _write(session, out, query)
    if as_json:
        output.document([shapes.excerpt(view) for view in views])
        return
    if out is None:
        for view in views:
            _show(view)
    else:
        output.lines(f"wrote {out}")
    output.note(_figures(reads.counts(views)))


def _write(session: Session, out: Path, query: ExcerptQuery) -> None:
    from thematica.reports.exports import must_be_no_source
    from thematica.reports.spreadsheets import excerpts_table

    if out.suffix.lower() not in {".csv", ".xlsx"}:
        raise NotAllowed(
            f"A table is not written as “{out.suffix or out.name}”.", "Name a file that ends in .csv or .xlsx."
        )
    must_be_no_source(session, out)
    excerpts_table(session, out, query)


def _figures(counts: Counts) -> str:
    each = (("excerpt", counts.excerpts), ("source", counts.sources), ("participant", counts.participants))
    return ", ".join(f"{number} {thing}{'' if number == 1 else 's'}" for thing, number in each)


@app.command()
def uncoded(
    project: ProjectFile,
    *,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="S", help="Only in this source.")] = None,
    coder: Annotated[
        str | None, typer.Option("--coder", metavar="NAME", help="What this coder has not coded; else nobody has.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the turns of participants in which nothing is coded."""
    from thematica.store.reads import names
    from thematica.store.reads import uncoded as reads

    with opened(project) as study, study.read() as session:
        _check_known(session, {}, coder)
        only = frozenset(names.source_named(session, each) for each in source or [])
        found = reads.uncoded(session, coder=coder, sources=only)
    if as_json:
        output.document([shapes.uncoded(view) for view in found])
        return
    for view in found:
        output.lines(f"{view.name}: {len(view.passages)} of {view.of} turns of participants")
        output.lines(
            *(f"  {each.voice.n:>5}  {each.voice.speaker or '–'}  {_line(each.text)}" for each in view.passages)
        )


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
    at = "" if view.time is None else f", {clock(view.time)}"
    output.lines(
        f"{view.source}, turn {view.turn}{at}, {who} [{view.span.start}–{view.span.end}] {view.coder}",
        *(f"  ■ {each.path}{'' if each.valence == 'none' else f' ({each.valence})'}" for each in view.codings),
        f"  {_line(view.before)}⟦{_line(view.text)}⟧{_line(view.after)}",
        "",
    )


def _line(text: str) -> str:
    return text.replace("\n", " ")
