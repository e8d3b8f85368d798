"""Coding what a search finds, or what a speaker says, in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import output
from thematica.cli.coding import named
from thematica.cli.options import AsJson, CoderName, ProjectFile, opened

if TYPE_CHECKING:
    from thematica.store.ids import CodingId
    from thematica.store.reads import Session
    from thematica.work.autocode import Found

app = typer.Typer()

Unit = Literal["match", "sentence", "turn"]


@app.command()
def autocode(
    project: ProjectFile,
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code, by name, path or GUID.")],
    *,
    match: Annotated[
        str | None, typer.Option("--match", metavar="REGEX", help="A regular expression; (?i) ignores case.")
    ] = None,
    phrase: Annotated[
        str | None, typer.Option("--phrase", metavar="TEXT", help="Whole words one after the other, in any case.")
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="LABEL", help="All that somebody says, whatever the role.")
    ] = None,
    unit: Annotated[
        Unit | None, typer.Option("--unit", help="What is coded around a match; with --speaker, sentence or turn.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be coded, and code nothing.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Code all hits of a search, or all that a speaker says.

    A search looks at participants' words only, not at interviewers and moderators.
    """
    from thematica.store.reads import codes, names
    from thematica.work import autocode as work

    if [match, phrase, speaker].count(None) != 2:  # noqa: PLR2004 - one of the three is given
        raise typer.BadParameter("Give one of --match, --phrase and --speaker.")
    if speaker is not None and unit == "match":
        raise typer.BadParameter("What a speaker says is coded by sentence or turn.", param_hint="'--unit'")
    with opened(project, coder) as study:
        with study.read() as session:
            chosen = names.code_named(session, code)
            view = next(each for each in codes.codes(session) if each.guid == chosen)
            found = _found(session, match, phrase, speaker, unit)
        done: tuple[CodingId, ...] = ()
        if not dry_run:
            how: Literal["search", "speaker"] = "search" if speaker is None else "speaker"
            with study.act(f"code {named(view)} by {how}") as tx:
                done = work.apply(tx, chosen, found.hits, how)
        _tell(found, view.path, done, study.coder_name, as_json=as_json)


def _found(session: Session, match: str | None, phrase: str | None, speaker: str | None, unit: Unit | None) -> Found:
    from thematica.work import autocode as work
    from thematica.work import matching

    if speaker is not None:
        return work.said_by(session, speaker, "sentence" if unit == "sentence" else "turn")
    if match is not None:
        return work.search(session, lambda texts: matching.by_pattern(match, texts), unit or "match")
    return work.search(session, lambda texts: matching.by_phrase(phrase or "", texts), unit or "match")


def _tell(found: Found, path: str, done: tuple[CodingId, ...], coder: str, *, as_json: bool) -> None:
    if as_json:
        guids = done or (None,) * len(found.hits)
        shown = [
            {
                "guid": guid,
                "source": hit.source_name,
                "code": path,
                "start": hit.span.start,
                "end": hit.span.end,
                "text": hit.text,
                "coder": coder,
                "speaker": hit.speaker,
                "turn": hit.turn,
            }
            for guid, hit in zip(guids, found.hits, strict=True)
        ]
        output.document({"codings": shown, "matches": found.matches})
        return
    for hit in found.hits:
        where = f"{hit.source_name}, turn {hit.turn}, {hit.speaker or 'nobody named'}"
        output.lines(f"{where} [{hit.span.start}–{hit.span.end}]", f"  {hit.text}")
    output.lines(f"{found.matches} matches, {len(found.hits)} stretches {'coded' if done else 'found'}")
