"""The sources of a project, reading them, and how far they have been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CoderName, PassStatus, ProjectFile, SourceKind, SourceName, opened, pairs

if TYPE_CHECKING:
    from thematica.store.reads.transcripts import CodingView, TranscriptView
    from thematica.store.reads.voices import Voice

group = typer.Typer(help="Say what a source is, and give it values.", no_args_is_help=True)
app = typer.Typer()
app.add_typer(group, name="source")


@app.command()
def sources(project: ProjectFile, as_json: AsJson = False) -> None:
    """List the sources of a project."""
    from thematica.store.reads import sources as reads

    with opened(project) as study, study.read() as session:
        views = reads.sources(session)
    if as_json:
        output.document([shapes.source(view) for view in views])
        return
    rows = [
        (view.name, view.kind, view.words, view.turns, view.codings, _passes(view.passes), _named(view.variables))
        for view in views
    ]
    heads = ("source", "kind", "words", "turns", "codings", "read", "variables")
    output.table(heads, rows, "There are no sources yet; `thematica import` adds some.")


def _passes(passes: dict[str, str]) -> str:
    return ", ".join(f"{coder}: {status}" for coder, status in passes.items())


def _named(variables: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in variables.items())


@group.command("set")
def set_(
    project: ProjectFile,
    source: SourceName,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="VARIABLE=VALUE", help="A variable is made on first use; `VARIABLE=` clears a value."),
    ] = None,
    *,
    kind: Annotated[SourceKind | None, typer.Option("--kind", help="What the source is.")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Its new name.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help="What the talk is in; sentences are cut anew.")
    ] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Give a source values for variables, another kind, name or language."""
    from thematica.store.reads import names
    from thematica.store.reads import sources as reads
    from thematica.store.reads.transcripts import transcript
    from thematica.work import cases, correcting
    from thematica.work import sources as work

    wanted = pairs(values, "VARIABLE=VALUE", blank=True)
    if not wanted and kind is None and name is None and language is None:
        raise typer.BadParameter("Give VARIABLE=VALUE, --kind, --name or --language.")
    with opened(project, coder) as study:
        with study.read() as session:
            guid = names.source_named(session, source)
            spoken = correcting.prepare_language(transcript(session, guid), language) if language else None
        with study.act("describe a source") as tx:
            for variable, value in wanted.items():
                cases.set_source_value(tx, guid, variable, value)
            if kind is not None:
                work.set_kind(tx, guid, kind)
            if name is not None:
                work.rename(tx, guid, name)
            if spoken is not None:
                correcting.correct(tx, guid, spoken)
        with study.read() as session:
            view = next(each for each in reads.sources(session) if each.guid == guid)
    if as_json:
        output.document(shapes.source(view))
    else:
        output.lines(f"{view.name} ({view.kind}): {_named(view.variables) or 'no values'}")


@app.command()
def show(
    project: ProjectFile,
    source: SourceName,
    turns: Annotated[bool, typer.Option("--turns", help="Number the turns, with their offsets and times.")] = False,
    codes: Annotated[bool, typer.Option("--codes", help="List the codings under each turn.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a source: its text, and who says what."""
    from thematica.store.reads import names, transcripts

    with opened(project) as study, study.read() as session:
        guid = names.source_named(session, source)
        view = transcripts.transcript(session, guid)
        codings = transcripts.codings(session, guid) if codes else None
    if as_json:
        output.document(shapes.transcript(view, turns=turns, codings=codings))
    elif turns or codes:
        _show_turns(view, codings or ())
    else:
        output.lines(view.text)


def _show_turns(view: TranscriptView, codings: tuple[CodingView, ...]) -> None:
    for turn, voice in zip(view.turns, view.voices.turns, strict=True):
        output.lines(_head(voice), f"  {turn.shown.of(view.text)}")
        for coding in codings:
            if voice.start <= coding.span.start < voice.end:
                words = f"{coding.span.start}–{coding.span.end}"
                valence = "" if coding.valence == "none" else f" ({coding.valence})"
                output.lines(f"    ■ {coding.path}{valence}, {coding.coder} [{words}] {coding.guid}")


def _head(voice: Voice) -> str:
    who = f" {voice.speaker} ({voice.role})" if voice.speaker else f" ({voice.role})" if voice.role else ""
    time = "" if voice.time is None else f" {_clock(voice.time)}"
    return f"{voice.n}{who}{time} [{voice.body_start}–{voice.end}]"


def _clock(seconds: float) -> str:
    sign, whole = ("-" if seconds < 0 else ""), int(abs(seconds))
    return f"{sign}{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


@app.command("pass")
def pass_(
    project: ProjectFile,
    source: SourceName,
    status: Annotated[PassStatus, typer.Option("--status", help="How far the coder has come.")],
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Say how far a coder has come with a source."""
    from thematica.store.reads import names
    from thematica.store.reads.transcripts import transcript
    from thematica.work import passes

    with opened(project, coder) as study:
        with study.read() as session:
            guid = names.source_named(session, source)
            name = transcript(session, guid).name
        with study.act(f"{name}: {status}") as tx:
            passes.set_status(tx, guid, status)
    if as_json:
        output.document({"source": name, "guid": guid, "coder": study.coder_name, "status": status})
    else:
        output.lines(f"{study.coder_name}, {name}: {status}")
