"""Codebooks: those that ship with thematica, files of one's own, and the project's."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CoderName, ProjectFile, opened
from thematica.errors import Ambiguous, BadCodebook

if TYPE_CHECKING:
    from thematica.formats.codebooks.values import Codebook
    from thematica.store.project import Project
    from thematica.store.reads.codes import CodebookView

app = typer.Typer()
group = typer.Typer(help="See, check, load and write codebooks.", no_args_is_help=True)
app.add_typer(group, name="codebook")

SHOWN_WARNINGS = 10

FileOrName = Annotated[
    str, typer.Argument(metavar="FILE-OR-NAME", help="A codebook file, or the name of one that ships with thematica.")
]


def given(file_or_name: str) -> Codebook:
    """The codebook in a file, or the shipped one of that name. Raises BadCodebook or NotFound."""
    return examined(file_or_name)[0]


def examined(file_or_name: str) -> tuple[Codebook, tuple[str, ...]]:
    """As `given`, with what is worth a look or could not be kept, a sentence each."""
    from thematica.formats.codebooks import files, shipped

    data, name = shipped.find(file_or_name)
    try:
        return files.examine(data, name)
    except BadCodebook as fault:
        hint = f"`thematica codebook check {file_or_name}` lists every problem with its line."
        raise BadCodebook(fault.message, hint, fault.problems) from None


@group.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the codebooks that ship with thematica."""
    from thematica.formats.codebooks import shipped

    books = [(name, shipped.load(name)) for name in shipped.names()]
    if as_json:
        output.document(
            [
                {
                    "name": name,
                    "title": book.name,
                    "guid": book.guid,
                    "version": book.version,
                    "language": book.language,
                    "kind": book.kind,
                    "codes": sum(entry.codable for _, entry in book.walk()),
                }
                for name, book in books
            ]
        )
        return
    rows = [(name, sum(entry.codable for _, entry in book.walk()), book.version, book.name) for name, book in books]
    output.table(("name", "codes", "version", "title"), rows, "No codebook ships with this installation.")


@group.command()
def show(codebook: FileOrName, as_json: AsJson = False) -> None:
    """Show the codes of a codebook with their definitions."""
    book = given(codebook)
    if as_json:
        output.document(shapes.codebook(book))
        return
    output.lines(f"{book.name}, version {book.version} ({book.language}, {book.kind})")
    if book.notice:
        output.lines(book.notice)
    for path, entry in book.walk():
        indent = "  " * len(path)
        output.lines(f"{indent}{entry.name}{'' if entry.codable else ' (heading)'}")
        output.lines(*(f"{indent}  {text}" for text in (entry.brief or entry.definition,) if text))


@group.command()
def check(codebook: FileOrName, as_json: AsJson = False) -> None:
    """Check a codebook file and list every problem with its line."""
    from thematica.formats.codebooks import files, shipped

    try:
        _, warnings = files.examine(*shipped.find(codebook))
    except BadCodebook as refusal:
        if as_json:
            output.document({"ok": False, "problems": list(refusal.problems), "warnings": []})
        else:
            output.lines(*refusal.problems)
        raise
    if as_json:
        output.document({"ok": True, "problems": [], "warnings": list(warnings)})
    else:
        output.lines(*(f"{warning} (worth a look)" for warning in warnings), "The codebook can be used.")


@group.command()
def add(project: ProjectFile, codebook: FileOrName, coder: CoderName = None, as_json: AsJson = False) -> None:
    """Take a codebook into a project."""
    from thematica.work.codebook import add_codebook

    book, warnings = examined(codebook)
    with opened(project, coder) as study, study.act(f"add the codebook “{book.name}”") as tx:
        guid = add_codebook(tx, book)
    number = sum(1 for _ in book.walk())
    if as_json:
        output.document({"guid": guid, "name": book.name, "codes": number, "warnings": list(warnings)})
        return
    output.lines(f"added {book.name} with {number} codes and headings")
    for warning in warnings[:SHOWN_WARNINGS]:
        output.note(warning)
    if len(warnings) > SHOWN_WARNINGS:
        output.note(f"and {len(warnings) - SHOWN_WARNINGS} more; `thematica codebook check {codebook}` lists them")


@group.command()
def version(
    project: ProjectFile,
    number: Annotated[
        str | None, typer.Argument(metavar="VERSION", help="A number not used before; without one, list them.")
    ] = None,
    codebook: Annotated[
        str | None, typer.Option("--codebook", metavar="NAME", help="Which one, where the project has several.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What has changed, and why.")] = "",
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Give a codebook as it stands now a new version, or list the versions it has had."""
    from thematica.store.reads.codebook_versions import versions
    from thematica.work.codebook import new_version

    with opened(project, coder) as study:
        book = book_named(study, codebook)
        if number is not None:
            with study.act(f"version {number} of the codebook “{book.name}”") as tx:
                new_version(tx, book.guid, number, note)
        with study.read() as session:
            found = [each for each in versions(session) if each.codebook == book.guid]
    if as_json:
        output.document([asdict(each) for each in found])
        return
    rows = [(each.version, each.at or "as it came", each.coder or "", each.codings, each.note) for each in found]
    output.table(("version", "at", "coder", "codings", "note"), rows, "")


def book_named(study: Project, wanted: str | None) -> CodebookView:
    """The project's codebook with this id, name or GUID, else its only one. Raises NotFound, Ambiguous."""
    from thematica.reports.codebook_file import chosen

    with study.read() as session:
        books = chosen(session, wanted)
    if len(books) > 1:
        names = ", ".join(book.name for book in books)
        raise Ambiguous("The project has several codebooks.", f"Choose one with --codebook: {names}.")
    return books[0]


@group.command()
def export(
    project: ProjectFile,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A .yaml, .qdc, .csv or .docx file.")],
    codebook: Annotated[
        str | None, typer.Option("--codebook", metavar="NAME", help="Which one, where the project has several.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a codebook of the project for other projects (.yaml), other programs (.qdc, .csv) or readers (.docx)."""
    from thematica.reports.codebook_file import chosen, write_codebook
    from thematica.reports.exports import must_be_no_source
    from thematica.store.project import utc_now
    from thematica.store.reads.study import info

    with opened(project) as study, study.read() as session:
        must_be_no_source(session, out)
        books = chosen(session, codebook)
        missing = write_codebook(session, out, now=utc_now(), wanted=codebook)
        name = books[0].name if len(books) == 1 else info(session).name
    if as_json:
        number = sum(each.codes for each in books)
        output.document({"out": str(out), "codebook": name, "codes": number, "left_out": list(missing)})
        return
    output.lines(f"wrote {out}")
    if missing:
        output.note(f"A {out.suffix.lower()} file holds codes only; left out: {', '.join(missing)}.")
