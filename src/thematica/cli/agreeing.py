"""Coders compared: with figures, and side by side without them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import agreement_shapes as shapes
from thematica.cli import agreement_text as text
from thematica.cli import output
from thematica.cli.options import AsJson, ProjectFile, opened

if TYPE_CHECKING:
    from thematica.store.ids import CodeId, SourceId
    from thematica.store.project import Project
    from thematica.store.reads import Session

app = typer.Typer()

Unit = Literal["turn", "sentence", "source", "excerpt", "character"]
Coders = Annotated[list[str], typer.Option("--coder", metavar="NAME", help="A coder; give two or more.")]
Codes = Annotated[list[str] | None, typer.Option("--code", metavar="C", help="Only this code; several: each of them.")]
Sources = Annotated[list[str] | None, typer.Option("--source", metavar="S", help="Only in this source.")]
Most = Annotated[int, typer.Option("--most", metavar="N", min=0, help="How many units to print with their words.")]


@app.command()
def agree(
    project: ProjectFile,
    *,
    coder: Coders,
    unit: Annotated[Unit, typer.Option("--unit", help="What is coded or not; character is experimental.")] = "turn",
    rule: Annotated[
        Literal["any", "half"], typer.Option("--rule", help="How much of a unit a coding must cover.")
    ] = "any",
    excerpts_of: Annotated[
        str | None,
        typer.Option("--excerpts-of", metavar="NAME", help="With --unit excerpt: whose stretches."),
    ] = None,
    code: Codes = None,
    source: Sources = None,
    children: Annotated[bool, typer.Option("--children", help="Count a code also where one below it stands.")] = False,
    include_open: Annotated[
        bool, typer.Option("--include-open", help="Take passes that are not complete as if they were.")
    ] = False,
    include_searched: Annotated[
        bool, typer.Option("--include-searched", help="Also codings made by autocode.")
    ] = False,
    all_turns: Annotated[
        bool, typer.Option("--all-turns", help="Also turns of interviewers, and what stands beside the talk.")
    ] = False,
    pooled: Annotated[bool, typer.Option("--pooled", help="Also figures over all codes together.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Print every coefficient.")] = False,
    most: Most = 20,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT", help="Why a reflexive study measures agreement; asked for once."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how far coders agree, code by code, after the list of where they do not.

    What a coder did not code counts as absent only in sources whose pass that coder has set to complete.
    """
    from thematica.work.agreement import Agreement, AgreementQuery, agreement, character_agreement, permission

    coders = _several(coder)
    if excerpts_of is not None and unit != "excerpt":
        raise typer.BadParameter("Only excerpts are given by a coder.", param_hint="'--excerpts-of'")
    if pooled and unit == "character":
        raise typer.BadParameter("Figures on characters are not pooled.", param_hint="'--pooled'")
    today = datetime.now(UTC).date().isoformat()
    with opened(project) as study:
        with study.read() as session:
            if reason is None:
                permission.check_allowed(session)
            query = AgreementQuery(
                coders,
                "turn" if unit == "character" else unit,
                rule,
                codes=_codes(session, code),
                sources=_sources(session, source),
                excerpts_of=excerpts_of,
                children=children,
                include_open=include_open,
                include_searched=include_searched,
                every_turn=all_turns,
            )
            found = (
                character_agreement(session, query, on=today)
                if unit == "character"
                else agreement(session, query, on=today, pooled=pooled)
            )
        why = _reason(study, reason)
    if isinstance(found, Agreement):
        if as_json:
            output.document(shapes.agreement(found, why))
        else:
            text.agreement(found, why, most=most, full=full)
    elif as_json:
        output.document(shapes.characters(found, why))
    else:
        text.characters(found, why, most=most)


@app.command()
def compare(
    project: ProjectFile,
    *,
    coder: Coders,
    unit: Annotated[
        Literal["turn", "sentence", "source", "excerpt"], typer.Option("--unit", help="What stands side by side.")
    ] = "turn",
    code: Codes = None,
    source: Sources = None,
    most: Most = 20,
    as_json: AsJson = False,
) -> None:
    """Show what coders put on the same words, side by side, differences first. No figures.

    Everything they coded is shown, whoever speaks and however it was made.
    """
    from thematica.work.agreement import AgreementQuery, side_by_side

    coders = _several(coder)
    with opened(project) as study, study.read() as session:
        query = AgreementQuery(
            coders,
            unit,
            codes=_codes(session, code),
            sources=_sources(session, source),
            include_searched=True,
            every_turn=True,
        )
        found = side_by_side(session, query)
    if as_json:
        output.document(shapes.comparison(query, found))
    else:
        text.comparison(query, found, most=most)


def _several(names: list[str]) -> tuple[str, ...]:
    coders = tuple(dict.fromkeys(names))
    if len(coders) < 2:  # noqa: PLR2004 - one cannot differ from oneself
        raise typer.BadParameter("Give two coders or more.", param_hint="'--coder'")
    return coders


def _codes(session: Session, given: list[str] | None) -> frozenset[CodeId]:
    from thematica.store.reads.names import code_named

    return frozenset(code_named(session, name) for name in given or [])


def _sources(session: Session, given: list[str] | None) -> frozenset[SourceId]:
    from thematica.store.reads.names import source_named

    return frozenset(source_named(session, name) for name in given or [])


def _reason(study: Project, given: str | None) -> str | None:
    """Why a reflexive study measures agreement; what is given now is kept as an act first."""
    from thematica.work.agreement import permission
    from thematica.work.study import allow_agreement

    with study.read() as session:
        needed, before = permission.needs_reason(session), permission.reason_given(session)
    if given is None:
        return before
    if not needed:
        output.note("This study's approach asks for no reason; it was not kept.")
        return None
    with study.act(f"switch agreement on: {' '.join(given.split())}") as tx:
        allow_agreement(tx, given)
    return given.strip()
