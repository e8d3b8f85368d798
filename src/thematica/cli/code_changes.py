"""What becomes of codes and of what was coded with them: folds, splits, versions, history. In the group `codebook`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import coding, output, shapes
from thematica.cli.code_fields import code_view
from thematica.cli.coding import listed, named
from thematica.cli.options import AsJson, CodeName, CoderName, ProjectFile, opened

if TYPE_CHECKING:
    from thematica.store.project import Project
    from thematica.store.reads.transcripts import CodingView

app = typer.Typer()

Codings = Annotated[list[str], typer.Argument(metavar="CODING", help="GUIDs, as this group's lists give them.")]
OfCoder = Annotated[str | None, typer.Option("--coder", metavar="NAME", help="Only those of this coder.")]


@app.command()
def fold(
    project: ProjectFile,
    code: CodeName,
    into: Annotated[str, typer.Option("--into", metavar="CODE", help="The code that takes everything over.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and do nothing.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Fold a code into another: its codings get that code, and it is retired."""
    from thematica.store.reads.recoding import folding
    from thematica.work import code_life

    with opened(project, coder) as study:
        view, target = code_view(study, code), code_view(study, into)
        with study.read() as session:
            would = folding(session, view.guid, target.guid)
        overruled: list[shapes.Json] = []
        if not dry_run:
            with study.act(f"fold the code {named(view)} into {named(target)}") as tx:
                done = code_life.fold(tx, view.guid, into=target.guid)
            overruled = [asdict(each) for each in done.joined if each.overruled]
    if as_json:
        output.document({**asdict(would), "overruled": overruled, "folded": not dry_run})
        return
    verb = "would move" if dry_run else "moved"
    output.lines(f"{would.moving} codings {verb}, {would.joining} on just the same words as one there")
    for each in overruled:
        output.note(f"coding {each['gone']}: its {' and '.join(each['overruled'])} gave way to that of {each['kept']}")


@app.command()
def split(
    project: ProjectFile,
    code: CodeName,
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="What the new codes are called.")],
    beside: Annotated[bool, typer.Option("--beside", help="Beside it, and it is retired; else below it.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Split a code into new ones. No coding moves; `waiting` lists them, `sort` decides about each."""
    from thematica.work import code_life

    with opened(project, coder) as study:
        view = code_view(study, code)
        with study.act(f"split the code {named(view)} into {len(names)}") as tx:
            made = code_life.split(tx, view.guid, names, beside=beside)
        parts = [code_view(study, guid) for guid in made]
    if as_json:
        output.document({"parts": [shapes.code(each) for each in parts], "waiting": view.codings})
    else:
        output.lines(*(each.path for each in parts), f"{view.codings} codings wait to be sorted")


@app.command()
def waiting(project: ProjectFile, coder: OfCoder = None, as_json: AsJson = False) -> None:
    """List the codings of split codes that wait to be sorted."""
    from thematica.store.reads.recoding import waiting as queue

    with opened(project) as study:
        with study.read() as session:
            found = [each for code in queue(session, coder) for each in code.codings]
        _tell(study, found, "No coding waits to be sorted.", as_json=as_json)


@app.command()
def sort(
    project: ProjectFile,
    guid: Annotated[str, typer.Argument(metavar="CODING", help="Its GUID, as `waiting` lists it.")],
    names: Annotated[list[str], typer.Argument(metavar="CODE", help="One code or several; its own lets it stay.")],
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Give a coding of a split code the codes it belongs to. It stays in the name of who coded."""
    from thematica.store.reads.names import coding_named
    from thematica.store.reads.transcripts import codings
    from thematica.work import code_life

    with opened(project, coder) as study:
        with study.read() as session:
            (one,) = codings(session, only=frozenset({coding_named(session, guid)}))
        wanted = [code_view(study, name) for name in names]
        whole = code_view(study, one.code)
        with study.act(f"sort a coding of {named(whole)} to {listed([named(each) for each in wanted])}") as tx:
            done = code_life.resort(tx, one.guid, [each.guid for each in wanted])
        coding.tell(study, done, as_json=as_json)


@app.command()
def older(
    project: ProjectFile,
    code: Annotated[str | None, typer.Option("--code", metavar="CODE", help="Only those with this code.")] = None,
    coder: OfCoder = None,
    as_json: AsJson = False,
) -> None:
    """List the codings that nobody has touched since their code's definition was last changed."""
    from thematica.store.reads.recoding import outdated

    with opened(project) as study:
        wanted = code_view(study, code).guid if code else None
        with study.read() as session:
            found = [each.coding for each in outdated(session, coder) if wanted in (None, each.coding.code)]
        _tell(study, found, "No coding is older than its code's definition.", as_json=as_json)


def _tell(study: Project, views: Iterable[CodingView], nothing: str, *, as_json: bool) -> None:
    from thematica.store.reads.in_context import in_context

    with study.read() as session:
        found = in_context(session, views, 0)
    if as_json:
        output.document(
            [
                {
                    "guid": each.coding.guid,
                    "source": each.source,
                    "turn": each.turn,
                    "code": each.coding.path,
                    "start": each.coding.span.start,
                    "end": each.coding.span.end,
                    "text": each.text,
                    "coder": each.coding.coder,
                }
                for each in found
            ]
        )
        return
    rows = [(each.coding.guid, each.coding.path, each.source, each.turn or "", each.coding.coder) for each in found]
    output.table(("coding", "code", "source", "turn", "coder"), rows, nothing)


@app.command()
def confirm(project: ProjectFile, guids: Codings, coder: CoderName = None, as_json: AsJson = False) -> None:
    """Say that codings were read again and stand under the present definition of their code."""
    from thematica.store.reads.names import coding_named
    from thematica.work import coding as verbs

    with opened(project, coder) as study:
        with study.read() as session:
            found = list(dict.fromkeys(coding_named(session, guid) for guid in guids))
        with study.act(f"read {len(found)} coding{'s' if len(found) > 1 else ''} again: they stand") as tx:
            verbs.confirm(tx, found)
    if as_json:
        output.document({"confirmed": found})
    else:
        output.lines(f"confirmed {len(found)} coding{'s' if len(found) > 1 else ''}")


@app.command()
def history(project: ProjectFile, code: CodeName, as_json: AsJson = False) -> None:
    """Tell the life of a code in words, oldest first."""
    from thematica.store.reads.code_history import code_history

    with opened(project) as study:
        view = code_view(study, code)
        with study.read() as session:
            events = code_history(session, view.guid)
    if as_json:
        output.document([asdict(each) for each in events])
    else:
        output.table(("n", "at", "coder", "what"), [(e.n, e.at, e.coder, e.words) for e in events], "Nothing.")


@app.command()
def outside(project: ProjectFile, as_json: AsJson = False) -> None:
    """List the inductive codes that nothing ties to a code of a framework."""
    from thematica.store.reads.code_links import outside_framework
    from thematica.store.reads.codes import codes

    with opened(project) as study, study.read() as session:
        views = {view.guid: view for view in codes(session)}
        found = [views[guid] for guid in outside_framework(session)]
    if as_json:
        output.document([shapes.code(view) for view in found])
    else:
        rows = [(view.path, view.kind, view.counts.excerpts) for view in found]
        output.table(("code", "kind", "excerpts"), rows, "Every inductive code is tied to a framework.")
