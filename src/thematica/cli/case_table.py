"""The table of cases: what is known of each, and taking such a table in from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CaseType, CoderName, ProjectFile, opened
from thematica.text.normalise import safe

if TYPE_CHECKING:
    from thematica.store.project import Project
    from thematica.store.reads.cases import CaseView
    from thematica.store.reads.time_points import Cell

app = typer.Typer()


@app.command()
def cases(
    project: ProjectFile,
    *,
    file: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="A table (.csv, .xlsx) with a row for each case.")
    ] = None,
    type_: Annotated[CaseType, typer.Option("--type", help="What new cases of the table are.")] = "participant",
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="A label of the table is the same person in every source.")
    ] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """List the cases with their values and time points, or take a table of them in."""
    with opened(project, coder) as study:
        if file is not None:
            _take_in(study, file, type_, everywhere=everywhere, as_json=as_json)
        else:
            _list(study, as_json=as_json)


def _take_in(study: Project, file: Path, type_: str, *, everywhere: bool, as_json: bool) -> None:
    from thematica.formats.transcripts import Reading
    from thematica.work import case_files
    from thematica.work.intake import bytes_of

    prepared = case_files.prepare(bytes_of(file, Reading().max_bytes), safe(file.name))
    with study.act(f"import the {prepared.about}s of {safe(file.name)}") as tx:
        taken = case_files.take_in(tx, prepared, type_=type_, everywhere=everywhere)
    if as_json:
        output.document(shapes.taken(taken, prepared.warnings))
        return
    output.lines(
        f"{len(taken.added)} {prepared.about}s added, {len(taken.updated)} already there",
        *(f"  new variable: {name}" for name in taken.variables),
        *(f"  {case} is {label} in {source}" for source, label, case in taken.mapped),
        *(f"  row {each.row}: {each.said}" for each in taken.remarks),
        *(f"  note: {warning}" for warning in prepared.warnings),
    )


def _list(study: Project, *, as_json: bool) -> None:
    from thematica.store.reads import cases as reads
    from thematica.store.reads import time_points

    with study.read() as session:
        views = reads.cases(session)
        grid = time_points.grid(session, views=views)
    cells = {row.guid: row.cells for row in grid.rows}
    if as_json:
        points = ({"time_points": shapes.time_points(grid.time_points, cells.get(view.guid, ()))} for view in views)
        output.document([shapes.case(view) | met for view, met in zip(views, points, strict=True)])
        return
    heads = ("case", "type", "values", "sources", "belongs to", "consent")
    output.table(heads, [_row(view) for view in views], "There are no cases yet; `thematica case add` makes one.")
    _tell_unpublished(views)
    if grid.rows:
        output.lines("")
        met = [(row.called, *map(_mark, row.cells)) for row in grid.rows]
        output.table(("meetings", *grid.time_points), met, "")
        output.lines("", grid.told)


def _tell_unpublished(views: tuple[CaseView, ...]) -> None:
    from thematica.store.reads.cases import unpublished

    without = unpublished(views)
    if without:
        number = sum(view.type == "instrument" for view in views)
        output.lines("", f"{len(without)} of {number} instruments have no publication:")
        output.lines(*(f"  {view.name}" for view in without))


def _row(view: CaseView) -> tuple[str, ...]:
    return (
        view.name,
        view.type,
        ", ".join(f"{name}: {value}" for name, value in view.values.items()),
        ", ".join(view.sources.values()),
        ", ".join(f"{each.name} ({each.role})" if each.role else each.name for each in view.belongs_to),
        view.consent.status if view.consent else "",
    )


def _mark(cell: Cell) -> str:
    told = {"held": ", ".join(cell.sources.values()), "missing": cell.reason}.get(cell.status, "")
    return "" if cell.status == "none" else f"{cell.status}: {told}" if told else cell.status
