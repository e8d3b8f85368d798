"""Taking tables in row by row: a survey, or an extraction table of publications. A table is one act."""

from __future__ import annotations

import shlex
from collections.abc import Generator, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from thematica.cli import importing, output
from thematica.errors import BadFile
from thematica.text.normalise import safe

if TYPE_CHECKING:
    from thematica.formats.transcripts import Reading
    from thematica.store.project import Project
    from thematica.work.progress import Progress
    from thematica.work.row_columns import RowColumns
    from thematica.work.row_sources import Place, RowSource, RowSources, RowsTaken
    from thematica.work.wishes import Wish


def chosen_columns(
    row_per_source: bool, name: str | None, texts: list[str] | None, variables: list[str] | None, case: str | None
) -> RowColumns | None:
    """The columns that were chosen, or None where files are transcripts. Raises BadParameter for half a choice."""
    from thematica.work.row_columns import RowColumns

    if not row_per_source:
        if name or texts or variables or case:
            raise typer.BadParameter("Columns are chosen for tables; say --row-per-source too.")
        return None
    return RowColumns(tuple(texts or ()), name, tuple(variables or ()), case)


def take_table(
    study: Project,
    file: Path,
    wish: Wish,
    columns: RowColumns,
    language: str,
    report: importing.Report,
    *,
    dry: bool,
) -> Generator[Progress, None, None]:
    """Takes a table in, or on a dry run says what would become of it; adds it to the report."""
    from thematica.work import row_sources
    from thematica.work.intake import bytes_of

    if wish.on_duplicate == "replace":
        raise typer.BadParameter("A table replaces nothing; correct a row with `thematica correct`.")
    data = bytes_of(file, wish.reading.max_bytes)
    if not columns.texts and (proposed := proposal(file, wish.reading)):
        report.failed.append({"file": str(file), "error": "No column of text was chosen."} | proposed)
        return
    prepared = yield from row_sources.prepare(data, safe(file.name), wish.language or language, columns, wish.reading)
    copies = wish.on_duplicate == "copy"
    with study.read() as session:
        places = row_sources.places(session, prepared, copies=copies)
    new = sum(place.there is None for place in places)
    taken = row_sources.RowsTaken(remarks=list(prepared.remarks))
    if new and not dry:
        with study.act(f"import {new} rows of {prepared.file_name}") as tx:
            taken = row_sources.take_in(tx, prepared, kind=wish.kind, values=wish.values, copies=copies)
    for each, place in zip(prepared.rows, places, strict=True):
        if place.there is not None:
            report.skipped.append({"file": str(file), "row": each.row.number, "source": place.name})
        else:
            report.imported.append(_entry(file, each, place, prepared, taken, wish.kind))
    words = sum(each["words"] for each in report.imported if each["file"] == str(file))
    report.tables.append(
        {
            "file": str(file),
            "kind": wish.kind,
            "rows": len(prepared.rows),
            "new": new,
            "words": words,
            "variables": dict(prepared.types),
            "new_variables": taken.variables,
            "new_cases": taken.cases,
            "remarks": [asdict(each) for each in taken.remarks],
            "warnings": list(prepared.warnings),
        }
    )


def _entry(
    file: Path, each: RowSource, place: Place, prepared: RowSources, taken: RowsTaken, kind: str
) -> dict[str, Any]:
    """A row as an imported source."""
    number, cells = each.row.number, each.row.values
    entry = importing.entry_of(file, place.name, taken.sources.get(number), each.prepared, kind)
    entry["warnings"] += [remark.said for remark in taken.remarks if remark.row == number]
    values = {column: cells[column] for column in prepared.types if cells[column]}
    return entry | {"row": number, "cases": list(each.cases), "variables": values}


def proposal(file: Path, reading: Reading) -> dict[str, Any]:
    """What to say of a table nobody speaks in: how its rows could be sources, if that is clear."""
    from thematica.formats.transcripts import read_table
    from thematica.work.intake import bytes_of
    from thematica.work.row_columns import proposed

    try:
        found = proposed(read_table(bytes_of(file, reading.max_bytes), safe(file.name), reading))
    except BadFile:
        found = None
    if found is None:
        return {}
    columns = found.columns
    words = ["--row-per-source", "--kind", found.kind]
    words += ["--name-column", columns.name] if columns.name else []
    words += [word for each in columns.texts for word in ("--text-column", each)]
    words += [word for each in columns.variables for word in ("--variable-column", each)]
    words += ["--case-column", columns.case] if columns.case else []
    hint = f"Each row looks like a source of its own; if so, import it with: {shlex.join(words)}"
    return {"hint": hint, "proposal": asdict(columns) | {"kind": found.kind, "options": words}}


def tell(tables: Iterable[dict[str, Any]], *, dry: bool) -> None:
    """Writes what became of each table."""
    for each in tables:
        done = "would import" if dry else "imported"
        there = f", {each['rows'] - each['new']} rows were there already" if each["new"] < each["rows"] else ""
        output.lines(
            f"{done} {each['new']} sources ({each['kind']}) from {each['file']}: {each['words']} words{there}",
            *(f"  variable {name}: {type_}" for name, type_ in each["variables"].items()),
            *([f"  new cases: {len(each['new_cases'])}"] if each["new_cases"] else []),
            *(f"  row {remark['row']}: {remark['said']}" for remark in each["remarks"]),
            *(f"  note: {warning}" for warning in each["warnings"]),
        )
