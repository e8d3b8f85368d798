"""The codes of a project, tying them to stretches of text, and taking them off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CoderName, Level, ProjectFile, SourceName, Valence, opened
from thematica.errors import NotFound

if TYPE_CHECKING:
    from thematica.store.ids import CodeId, CodingId, SourceId
    from thematica.store.project import Project
    from thematica.store.reads import Session
    from thematica.store.reads.codes import CodeView

    Chosen = CodeId | tuple[CodeId | None, str]

app = typer.Typer()

FEW = 3  # code names in a line of the history


@app.command()
def codes(project: ProjectFile, as_json: AsJson = False) -> None:
    """List the codes of a project with what stands behind each."""
    from thematica.store.reads import codes as reads

    with opened(project) as study, study.read() as session:
        views = reads.codes(session)
    if as_json:
        output.document([shapes.code(view) for view in views])
        return
    rows = [
        (
            "  " * view.depth + view.name,
            view.kind if view.codable else "heading",
            view.counts.participants,
            view.counts.excerpts,
            view.counts.sources,
            "" if view.status == "active" else view.status,
        )
        for view in views
    ]
    heads = ("code", "kind", "participants", "excerpts", "sources", "")
    output.table(heads, rows, "There are no codes yet; `thematica codebook add` loads a codebook.")


@app.command(context_settings={"ignore_unknown_options": True})  # so that a negative START is a number, not an option
def code(
    project: ProjectFile,
    source: SourceName,
    start: Annotated[int, typer.Argument(metavar="START", help="The first character, counted from 0.")],
    end: Annotated[int, typer.Argument(metavar="END", help="The character after the last.")],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="CODE", help="Codes by name, path or GUID.", show_default=False)
    ] = None,
    *,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note on each coding.")] = "",
    valence: Annotated[Valence, typer.Option("--valence", help="Whether what is coded helps or hinders.")] = "none",
    level: Annotated[Level, typer.Option("--level", help="The surface, or what lies under it.")] = "none",
    make: Annotated[
        bool, typer.Option("--new", help="Make a CODE that is not there, as an inductive one (HEADING > NAME).")
    ] = False,
    in_vivo: Annotated[bool, typer.Option("--in-vivo", help="The words become the code's name.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Put codes on a stretch of a source."""
    from thematica.store.reads.names import source_named
    from thematica.text.span import Span
    from thematica.work import coding
    from thematica.work.codebook import new_code

    wanted = _known_words(names or [], in_vivo=in_vivo)
    with opened(project, coder) as study:
        with study.read() as session:
            guid = source_named(session, source)
            chosen = [_code(session, name, make=make) for name in wanted]
            label = _label(session, guid, chosen, in_vivo=in_vivo)
        span = Span(start, end)
        with study.act(label) as tx:
            done = [coding.in_vivo(tx, guid, span)] if in_vivo else []
            for each in done:
                coding.set_valence(tx, each, valence)
                coding.set_level(tx, each, level)
                coding.set_note(tx, each, note)
            found = [each if isinstance(each, str) else new_code(tx, each[1], parent=each[0]) for each in chosen]
            done += coding.apply(tx, guid, span, found, valence=valence, level=level, note=note)
        tell(study, done, as_json=as_json)


def _known_words(names: list[str], *, in_vivo: bool) -> list[str]:
    stray = next((name for name in names if name.startswith("--")), None)
    if stray is not None:
        raise typer.BadParameter(f"No such option: {stray}")
    if not names and not in_vivo:
        raise typer.BadParameter("Give at least one code.", param_hint="'CODE'")
    return names


def _code(session: Session, name: str, *, make: bool) -> Chosen:
    """The code of this name; one that may be made comes as its parent and its name."""
    from thematica.store.reads.names import code_named
    from thematica.work import rules

    try:
        return code_named(session, name)
    except NotFound:
        if not make:
            raise
        above, _, last = name.rpartition(">")
        return (code_named(session, above.strip()) if above.strip() else None), rules.name("code", last)


def _label(session: Session, source: SourceId, chosen: list[Chosen], *, in_vivo: bool) -> str:
    from thematica.store.reads.codes import codes
    from thematica.store.reads.transcripts import transcript

    views = {view.guid: view for view in codes(session)}
    called = [named(views[each]) if isinstance(each, str) else f"“{each[1]}”" for each in chosen]
    return f"code {listed([*called, *(['in vivo'] if in_vivo else [])])} in {transcript(session, source).name}"


def named(view: CodeView) -> str:
    """A code in a line of the history; the name of an in vivo code is a participant's words and stays out of it."""
    return "an in vivo code" if view.kind == "in-vivo" else f"“{view.name}”"


def listed(names: list[str]) -> str:
    """The first few of some names, and how many more there are."""
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more


def tell(study: Project, done: Iterable[CodingId], *, as_json: bool) -> None:
    """Shows codings that were made, in that order."""
    from thematica.store.reads.transcripts import codings, transcript

    order = list(dict.fromkeys(done))
    with study.read() as session:
        views = {view.guid: view for view in codings(session, only=frozenset(order))}
        sources = {view.source: transcript(session, view.source) for view in views.values()}
    shown = [
        shapes.coding(views[guid], sources[views[guid].source].name, sources[views[guid].source].text) for guid in order
    ]
    if as_json:
        output.document({"codings": shown})
        return
    for each in shown:
        output.lines(f"{each['source']} {each['start']}–{each['end']}: {each['code']} ({each['guid']})")


@app.command()
def uncode(
    project: ProjectFile,
    codings: Annotated[list[str], typer.Argument(metavar="CODING", help="GUIDs, as excerpts --json lists them.")],
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Take codings off. Memos on them stay, on the words they were about."""
    from thematica.store.reads.names import coding_named
    from thematica.work import coding

    with opened(project, coder) as study:
        with study.read() as session:
            found = list(dict.fromkeys(coding_named(session, guid) for guid in codings))
        with study.act(f"remove {len(found)} coding{'s' if len(found) > 1 else ''}") as tx:
            coding.remove(tx, found)
    if as_json:
        output.document({"removed": found})
    else:
        output.lines(f"removed {len(found)} coding{'s' if len(found) > 1 else ''}")
