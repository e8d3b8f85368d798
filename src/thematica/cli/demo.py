"""The demo study: built on the spot with the same verbs as every other, and reported in Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from thematica.cli import output, workbench
from thematica.cli.exporting import write
from thematica.cli.options import AsJson, CoderName, opened
from thematica.errors import StoreRefused

app = typer.Typer()

PROJECT = "demo.thematica"
REPORT = "demo-themes.docx"


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help="Where to put it.")] = Path("thematica-demo"),
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the workbench.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Build the demo study and open the workbench on it.

    Its Word report is written beside it. A demo study that is there already is kept.
    """
    path, report = folder / PROJECT, folder / REPORT
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        raise StoreRefused(
            f"{folder} cannot be used ({refusal.strerror}).", "Give another folder with --dir."
        ) from None
    fresh = not path.exists()
    if fresh:
        from thematica.formats.shipped_data import folder as shipped
        from thematica.work.demo import build_at

        output.watch(build_at(path, shipped("sample_transcripts")))
    from thematica.reports.exports import Order

    with opened(path) as study:
        write(study, Order(report, "themes"))
    if as_json:
        output.document({"project": str(path), "report": str(report), "built": fresh})
    else:
        output.lines(f"project: {path}", f"report:  {report}")
    if not fresh:
        output.note(f"The demo study was there already and is as you left it; remove {path} for a fresh one.")
    if not (no_open or as_json) and workbench.on_a_terminal():
        workbench.start(path, coder)
