"""What cases are to one another and to sources, whether they consented, and when they were to be met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli.cases import changing, tell
from thematica.cli.options import AsJson, CaseName, CoderName, Consent, ProjectFile, opened

if TYPE_CHECKING:
    from thematica.store.ids import CaseId, SourceId
    from thematica.store.reads import Session

app = typer.Typer()

Other = Annotated[str, typer.Argument(metavar="OTHER", help="Another case, or a source that is about the case.")]
TimePoint = Annotated[str, typer.Argument(metavar="TIME-POINT", help="Such as baseline or week 12.")]
PlanVariable = Annotated[
    str, typer.Option("--variable", metavar="VARIABLE", help="The variable of sources that holds the time points.")
]


@app.command()
def relate(
    project: ProjectFile,
    case: CaseName,
    other: Other,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="What the case is in the other.")] = "",
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Say what a case is to another, such as the patient of a dyad, or that a source is about it."""
    from thematica.store.reads.names import case_named
    from thematica.work import relations

    with opened(project, coder) as study:
        with study.read() as session:
            guid = case_named(session, case)
            to, source = _other(session, other)
        if source is not None and role:
            raise typer.BadParameter("A case has no role in a source.", param_hint="'--role'")
        with study.act("relate a case") as tx:
            if to is not None:
                relations.relate(tx, guid, to, role=role)
            elif source is not None:
                relations.link_source(tx, guid, source)
        tell(study, guid, as_json=as_json)


@app.command()
def unrelate(
    project: ProjectFile, case: CaseName, other: Other, coder: CoderName = None, as_json: AsJson = False
) -> None:
    """Take back what `relate` said."""
    from thematica.store.reads.names import case_named
    from thematica.work import relations

    with opened(project, coder) as study:
        with study.read() as session:
            guid = case_named(session, case)
            to, source = _other(session, other)
        with study.act("take a relation of a case off") as tx:
            if to is not None:
                relations.unrelate(tx, guid, to)
            elif source is not None:
                relations.unlink_source(tx, guid, source)
        tell(study, guid, as_json=as_json)


@app.command()
def consent(
    project: ProjectFile,
    case: CaseName,
    status: Annotated[Consent, typer.Argument(metavar="given|declined|withdrawn", help="What the participant said.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, as 2026-03-01.")] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Record what a participant said about taking part; nothing else follows from it."""
    from thematica.work import relations

    with changing(project, case, f"consent of a case: {status}", coder, as_json=as_json) as (tx, guid):
        relations.set_consent(tx, guid, status, on=on)


@app.command()
def plan(
    project: ProjectFile,
    case: CaseName,
    time_point: TimePoint,
    variable: PlanVariable = "time_point",
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Say that a case is to be met at a time point; one marked as missing is open again."""
    from thematica.work import time_points

    with changing(project, case, "plan a meeting with a case", coder, as_json=as_json) as (tx, guid):
        time_points.plan(tx, guid, time_point, variable=variable)


@app.command()
def missing(
    project: ProjectFile,
    case: CaseName,
    time_point: TimePoint,
    reason: Annotated[str, typer.Argument(metavar="REASON", help="Why it was not held.")],
    variable: PlanVariable = "time_point",
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Say that a case was not met at a time point and will not be, and why."""
    from thematica.work import time_points

    with changing(project, case, "mark a meeting with a case as missing", coder, as_json=as_json) as (tx, guid):
        time_points.mark_missing(tx, guid, time_point, reason, variable=variable)


@app.command()
def unplan(
    project: ProjectFile,
    case: CaseName,
    time_point: TimePoint,
    variable: PlanVariable = "time_point",
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Take a plan back, as if it had never been made."""
    from thematica.work import time_points

    with changing(project, case, "take the plan of a meeting back", coder, as_json=as_json) as (tx, guid):
        time_points.unplan(tx, guid, time_point, variable=variable)


def _other(session: Session, wanted: str) -> tuple[CaseId | None, SourceId | None]:
    """The case of this name, or where there is none the source. Raises NotFound or Ambiguous, as for a case."""
    from thematica.errors import NotFound
    from thematica.store.reads.names import case_named, source_named

    try:
        return case_named(session, wanted), None
    except NotFound as refusal:
        try:
            return None, source_named(session, wanted)
        except NotFound:
            raise refusal from None
