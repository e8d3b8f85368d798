"""Codebooks: those that ship with thematica, files of one's own, and the project's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CoderName, ProjectFile, opened
from thematica.errors import BadCodebook, NotAllowed

if TYPE_CHECKING:
    from thematica.formats.codebooks.values import Codebook

app = typer.Typer()
group = typer.Typer(help="See, check, load and write codebooks.", no_args_is_help=True)
app.add_typer(group, name="codebook")

FileOrName = Annotated[
    str, typer.Argument(metavar="FILE-OR-NAME", help="A codebook file, or the name of one that ships with thematica.")
]


def given(file_or_name: str) -> Codebook:
    """The codebook in a file, or the shipped one of that name. Raises BadCodebook or NotFound."""
    from thematica.formats.codebooks import shipped, yaml_file

    data, name = shipped.find(file_or_name)
    try:
        return yaml_file.read(data, name)
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
    from thematica.formats.codebooks import shipped, yaml_file

    try:
        _, warnings = yaml_file.examine(*shipped.find(codebook))
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

    book = given(codebook)
    with opened(project, coder) as study, study.act(f"add the codebook “{book.name}”") as tx:
        guid = add_codebook(tx, book)
    number = sum(1 for _ in book.walk())
    if as_json:
        output.document({"guid": guid, "name": book.name, "codes": number})
    else:
        output.lines(f"added {book.name} with {number} codes and headings")


@group.command()
def export(
    project: ProjectFile,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A .yaml file.")],
    codebook: Annotated[
        str | None, typer.Option("--codebook", metavar="NAME", help="Which one, where the project has several.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a codebook of the project to a file that other projects can load."""
    from thematica.formats.codebooks import yaml_file
    from thematica.reports.codebook_file import codebook_of
    from thematica.reports.files import write_whole

    if out.suffix.lower() not in {".yaml", ".yml"}:
        raise NotAllowed(f"A codebook is not written as “{out.suffix or out.name}”.", "Name a file that ends in .yaml.")
    with opened(project) as study, study.read() as session:
        book = codebook_of(session, codebook)
    write_whole(out, yaml_file.write(book).encode())
    if as_json:
        output.document({"out": str(out), "codebook": book.name, "codes": sum(1 for _ in book.walk())})
    else:
        output.lines(f"wrote {out}")
