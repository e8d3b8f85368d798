"""Making a project, and seeing it at a glance."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import config, output
from thematica.cli.codebooks import given
from thematica.cli.options import Approach, AsJson, CoderName, ProjectFile, opened, with_suffix

if TYPE_CHECKING:
    from pathlib import Path

    from thematica.formats.codebooks.values import Codebook
    from thematica.store.project import Project

app = typer.Typer()

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise typer.BadParameter(f"“{code}” is not a language tag; write en, nb or en-GB.")
    return code


Language = Annotated[
    str, typer.Option("--language", metavar="TAG", callback=_language, help="The language of the talk.")
]


@app.command()
def new(
    project: ProjectFile,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Its name; else that of the file.")] = None,
    approach: Annotated[Approach, typer.Option("--approach", help="How themes come about.")] = "reflexive",
    language: Language = "en",
    codebook: Annotated[
        list[str] | None, typer.Option("--codebook", metavar="FILE-OR-NAME", help="A codebook to begin with.")
    ] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Make a new project."""
    from thematica.store.project import Project
    from thematica.work import rules

    path = with_suffix(project)
    books = [given(each) for each in codebook or []]
    called = rules.name("project", name if name is not None else path.stem)
    who = config.coder(coder)
    with Project.create(path, name=called, approach=approach, language=language, coder=who) as study:
        _furnish(study, books, path)
    if as_json:
        output.document(
            {
                "project": str(path),
                "name": called,
                "approach": approach,
                "language": language,
                "codebooks": [book.name for book in books],
            }
        )
    else:
        output.lines(f"made {path}", *(f"with the codebook {book.name}" for book in books))


def _furnish(study: Project, books: list[Codebook], path: Path) -> None:
    """Adds the codebooks; when one cannot be added, there is no project at all."""
    from thematica.work.codebook import add_codebook

    try:
        for book in books:
            with study.act(f"add the codebook “{book.name}”") as tx:
                add_codebook(tx, book)
    except BaseException:
        study.close()
        path.unlink()
        raise


@app.command()
def info(project: ProjectFile, as_json: AsJson = False) -> None:
    """Show a project at a glance."""
    from thematica.store.reads import study as reads

    with opened(project) as study, study.read() as session:
        view = reads.info(session)
    if as_json:
        output.document({**asdict(view), "coders": list(view.coders), "read_only": study.is_read_only})
        return
    output.lines(f"{view.name} ({view.approach}, {view.language})")
    output.lines(*(f"{head}: {text}" for head, text in (("question", view.question), ("about", view.about)) if text))
    output.lines(
        f"sources: {view.sources} with {view.turns} turns and {view.words} words",
        f"cases: {view.cases}",
        f"codes: {view.codes}, codings: {view.codings}, memos: {view.memos}, themes: {view.themes}",
        f"coders: {', '.join(view.coders) or 'none yet'}",
    )
    if study.is_read_only:
        output.lines("it may only be read")


@app.command()
def blind(
    project: ProjectFile,
    state: Annotated[Literal["on", "off"], typer.Argument(help="Whether coding is blind.")],
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Hide, in the workbench, what others coded in a source until a coder has read it to the end."""
    from thematica.work.study import code_blind

    with opened(project, coder) as study, study.act(f"blind coding {state}") as tx:
        code_blind(tx, blind=state == "on")
    if as_json:
        output.document({"blind": state == "on"})
    else:
        output.lines(f"blind coding is {state}")
