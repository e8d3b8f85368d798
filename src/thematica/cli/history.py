"""What was done to a project, taking it back, and keeping the file safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CoderName, ProjectFile, opened
from thematica.errors import BadProject, HistoryError, NothingToUndo

if TYPE_CHECKING:
    from thematica.store.project import Changed, Project

app = typer.Typer()

Steps = Annotated[int, typer.Argument(metavar="N", min=1, help="How many acts.")]
Mine = Annotated[bool, typer.Option("--mine", help="Only the coder's own acts.")]


@app.command()
def history(project: ProjectFile, as_json: AsJson = False) -> None:
    """List every act on a project, oldest first."""
    from thematica.store.reads import study as reads

    with opened(project) as study, study.read() as session:
        acts = reads.history(session)
    if as_json:
        output.document([shapes.act(line) for line in acts])
        return
    rows = [(a.n, a.at, a.coder, f"{'' if a.kind == 'do' else a.kind + ': '}{a.label}", _mark(a.undone)) for a in acts]
    output.table(("n", "at", "coder", "act", ""), rows, "Nothing has been done in this project yet.")


def _mark(undone: bool) -> str:
    return "taken back" if undone else ""


@app.command()
def undo(
    project: ProjectFile,
    steps: Steps = 1,
    first: Annotated[
        int | None,
        typer.Option("--from", metavar="ACT", min=1, help="This act, by its number in the history, and all after it."),
    ] = None,
    mine: Mine = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Take the last act back, or the last N, or all from one on."""
    if first is not None and steps != 1:
        raise typer.BadParameter("Give either N or --from.", param_hint="'--from'")
    with opened(project, coder) as study:
        taken = _from(study, first, mine=mine) if first is not None else _again(study, "undo", steps, mine=mine)
    if as_json:
        output.document({"undone": [change.label for change in taken]})
    else:
        output.lines(*(f"taken back: {change.label}" for change in taken))


@app.command()
def redo(
    project: ProjectFile, steps: Steps = 1, mine: Mine = False, coder: CoderName = None, as_json: AsJson = False
) -> None:
    """Do again what was last taken back, or the last N."""
    with opened(project, coder) as study:
        redone = _again(study, "redo", steps, mine=mine)
    if as_json:
        output.document({"redone": [change.label for change in redone]})
    else:
        output.lines(*(f"done again: {change.label}" for change in redone))


def _from(study: Project, first: int, *, mine: bool) -> Sequence[Changed]:
    from thematica.store.ids import ActionId
    from thematica.store.reads.acts import standing

    with study.read() as session:
        acts = standing(session, ActionId(first), study.coder_name if mine else None)
    if not acts:
        raise NothingToUndo(
            f"From act {first} on there is nothing to take back.", "`thematica history` lists every act."
        )
    return study.take_back(acts)


def _again(study: Project, way: Literal["undo", "redo"], steps: int, *, mine: bool) -> list[Changed]:
    """All the steps or none: when one cannot be done, those before it are done the other way round."""
    on, back = (study.undo, study.redo) if way == "undo" else (study.redo, study.undo)
    changes: list[Changed] = []
    try:
        while len(changes) < steps:
            changes.append(on(mine=mine))
    except HistoryError as refusal:
        for _ in changes:
            back(mine=mine)
        if isinstance(refusal, NothingToUndo) and changes:
            what = f"only {len(changes)} act{'s' if len(changes) > 1 else ''} to {way}"
            raise NothingToUndo(f"There {'are' if len(changes) > 1 else 'is'} {what}.", refusal.hint) from None
        raise
    return changes


@app.command()
def check(project: ProjectFile, as_json: AsJson = False) -> None:
    """Check that a project is whole.

    Every coding lies inside its text, every link leads to something that is there.
    """
    from thematica.store.check import problems

    with opened(project) as study, study.read() as session:
        found = problems(session)
    if as_json:
        output.document({"ok": not found, "problems": list(found)})
    else:
        output.lines(*(found or ("The project is whole.",)))
    if found:
        raise BadProject(
            f"{study.path.name} has {len(found)} problem{'s' if len(found) > 1 else ''}.",
            "Go back to a backup; `thematica history` lists what has been done since.",
        )


@app.command()
def backup(
    project: ProjectFile,
    out: Annotated[Path | None, typer.Argument(metavar="OUT", help="Where to; else beside the project.")] = None,
    as_json: AsJson = False,
) -> None:
    """Copy a project and verify the copy. It is whole even while the project is being worked on."""
    from thematica.store.backup import copy_whole

    with opened(project) as study:
        stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
        copy = copy_whole(study.path, out or study.path.with_name(f"{study.path.stem}-{stamp}{study.path.suffix}"))
    if as_json:
        output.document({"backup": str(copy)})
    else:
        output.lines(f"copied to {copy}")
