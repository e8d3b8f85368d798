"""Reading all sources again: rounds, each in an order of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import output
from thematica.cli.options import AsJson, CoderName, ProjectFile, opened

if TYPE_CHECKING:
    from thematica.store.ids import SourceId
    from thematica.store.project import Project
    from thematica.store.reads.rounds import RoundView

app = typer.Typer()

Order = Literal["listed", "reversed", "shuffled"]


@app.command("rounds")
def rounds_(
    project: ProjectFile,
    *,
    start: Annotated[
        Order | None, typer.Option("--start", help="Begin the coder's next round, with the sources in this order.")
    ] = None,
    read: Annotated[
        list[str] | None, typer.Option("--read", metavar="SOURCE", help="Say that a source was read in the round.")
    ] = None,
    unread: Annotated[
        list[str] | None, typer.Option("--unread", metavar="SOURCE", help="Say that it was not read after all.")
    ] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Show how far each coder has come in reading everything again, or begin another round.

    The first reading is what `pass` says; later rounds leave it as it is.
    """
    from thematica.store.reads.rounds import rounds as every
    from thematica.store.reads.sources import sources

    with opened(project, coder) as study:
        if start is not None:
            _begin(study, start)
        _mark(study, read or (), read=True)
        _mark(study, unread or (), read=False)
        with study.read() as session:
            views = every(session)
            called = {source.guid: source.name for source in sources(session)}
    if as_json:
        output.document([_shape(view, called) for view in views])
        return
    for view in views:
        progress = f"{len(view.read)} of {len(view.sources)} sources read"
        output.lines(f"{view.coder}: round {view.number} ({view.order}), {progress}")
        output.lines(*(f"  {'✓' if source in view.read else '·'} {called[source]}" for source in view.sources))
    if not views:
        output.note("Nobody is past the first reading; --start shuffled begins a second round.")


def _begin(study: Project, order: str) -> None:
    from thematica.work import rounds

    with study.act(f"begin another round, {order}") as tx:
        rounds.begin(tx, order)


def _mark(study: Project, chosen: Iterable[str], *, read: bool) -> None:
    from thematica.store.reads import names
    from thematica.store.reads.transcripts import transcript
    from thematica.work import rounds

    for wanted in chosen:
        with study.read() as session:
            source = names.source_named(session, wanted)
            name = transcript(session, source).name
        with study.act(f"{name}: {'' if read else 'not '}read in the round") as tx:
            rounds.set_read(tx, source, read=read)


def _shape(view: RoundView, called: Mapping[SourceId, str]) -> dict[str, object]:
    return {
        "coder": view.coder,
        "round": view.number,
        "order": view.order,
        "started": view.started_at,
        "sources": [called[source] for source in view.sources],
        "read": [called[source] for source in view.sources if source in view.read],
    }
