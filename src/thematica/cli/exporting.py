"""What leaves a project as a document."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import output
from thematica.cli.options import AsJson, ProjectFile, opened
from thematica.errors import NotAllowed

if TYPE_CHECKING:
    from thematica.store.project import Project

app = typer.Typer()

What = Literal["themes", "excerpts", "codebook"]
WRITTEN: dict[str, tuple[What, ...]] = {".docx": ("themes",), ".csv": ("excerpts", "codebook", "themes")}


@app.command()
def export(
    project: ProjectFile,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A .docx or .csv file; one that is there is replaced.")],
    what: Annotated[
        What | None, typer.Option("--what", help="A .docx holds themes; a .csv excerpts, unless told otherwise.")
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
    """Write a report for Word, or a table for a spreadsheet.

    In a table, a cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    suffix = out.suffix.lower()
    if suffix not in WRITTEN:
        raise NotAllowed(
            f"A project is not exported as “{out.suffix or out.name}”.",
            f"Name a file that ends in {' or '.join(WRITTEN)}; `thematica codebook export` writes .yaml and .qdc.",
        )
    chosen = what or WRITTEN[suffix][0]
    if chosen not in WRITTEN[suffix]:
        raise NotAllowed(f"A {suffix} file does not hold {chosen}.", f"It holds {' or '.join(WRITTEN[suffix])}.")
    with opened(project) as study:
        must_be_no_source(study, out)
        if suffix == ".docx":
            write_report(study, out, clean=clean, counts=counts, group=group)
        else:
            _write_table(study, out, chosen, counts)
    if as_json:
        output.document({"out": str(out), "what": chosen})
    else:
        output.lines(f"wrote {out}")


def must_be_no_source(study: Project, out: Path) -> None:
    """An export must not replace the very file a transcript was read from."""
    from thematica.store.reads.sources import holds_file

    if not out.is_file():
        return
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    with study.read() as session:
        if holds_file(session, digest):
            raise NotAllowed(f"{out} is a transcript of this study.", "Choose another name for the export.")


def write_report(
    study: Project, out: Path, *, clean: bool = False, counts: bool | None = None, group: str | None = None
) -> None:
    """Writes the theme report for Word. Raises StoreRefused or NotFound."""
    from thematica.reports.word import theme_report
    from thematica.store.project import utc_now

    with study.read() as session:
        theme_report(session, out, now=utc_now(), clean=clean, counts=counts, group=group)


def _write_table(study: Project, out: Path, what: What, counts: bool | None) -> None:
    from thematica.reports import spreadsheets

    with study.read() as session:
        if what == "excerpts":
            spreadsheets.excerpts_csv(session, out)
        else:
            write = spreadsheets.themes_csv if what == "themes" else spreadsheets.codebook_csv
            write(session, out, counts=counts)
