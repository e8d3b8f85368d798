"""What leaves a project as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import output
from thematica.cli.options import AsJson, ProjectFile, opened

if TYPE_CHECKING:
    from thematica.reports.exports import Order
    from thematica.store.project import Project

app = typer.Typer()

What = Literal["themes", "excerpts", "codebook", "audit"]


@app.command()
def export(
    project: ProjectFile,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="A .docx, .md, .xlsx, .csv, .yaml or .qdc file; one that is there is replaced."
        ),
    ],
    what: Annotated[
        What | None,
        typer.Option(
            "--what", help="Unless told, .docx and .md hold themes, .xlsx and .csv excerpts, .yaml and .qdc codebooks."
        ),
    ] = None,
    theme: Annotated[
        str | None, typer.Option("--theme", metavar="THEME", help="Word, Markdown: one theme and those under it.")
    ] = None,
    clean: Annotated[bool, typer.Option("--clean", help="Word: without margin comments and memos.")] = False,
    counts: Annotated[
        bool | None,
        typer.Option("--counts/--no-counts", help="Figures; else not in a reflexive project."),
    ] = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="VARIABLE", help="Word: what participants are grouped by.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a report for Word or as Markdown, a table for a spreadsheet, a codebook, or the audit trail.

    In a .csv, a cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    from thematica.reports.exports import Order, holding
    from thematica.store.reads.names import theme_named

    chosen = holding(out, what)
    with opened(project) as study:
        with study.read() as session:
            wanted = theme_named(session, theme) if theme is not None else None
        missing = write(study, Order(out, chosen, wanted, clean, counts, group))
    if as_json:
        output.document({"out": str(out), "what": chosen, "left_out": list(missing)})
        return
    output.lines(f"wrote {out}")
    if missing:
        output.note(f"A {out.suffix} file holds codes only; left out: {', '.join(missing)}.")


def write(study: Project, order: Order) -> tuple[str, ...]:
    """Writes a file; gives what it had no place for, in words. Raises StoreRefused, NotAllowed or NotFound."""
    from thematica.reports.exports import written
    from thematica.store.project import utc_now

    with study.read() as session:
        return output.watch(written(session, order, now=utc_now()))
