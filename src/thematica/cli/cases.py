"""Cases, and which speaker of which source is which case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CaseType, CoderName, ProjectFile, Role, SourceName, opened, pairs

if TYPE_CHECKING:
    from thematica.store.ids import CaseId
    from thematica.store.project import Project

app = typer.Typer()
group = typer.Typer(help="Make cases, give them values, say which speaker is which case.", no_args_is_help=True)
app.add_typer(group, name="case")

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="A case, by name or GUID.")]
Values = Annotated[list[str], typer.Argument(metavar="VARIABLE=VALUE", help="A variable is made on first use.")]


@app.command()
def cases(project: ProjectFile, as_json: AsJson = False) -> None:
    """List the cases of a project with their values."""
    from thematica.store.reads import study as reads

    with opened(project) as study, study.read() as session:
        views = reads.cases(session)
    if as_json:
        output.document([shapes.case(view) for view in views])
        return
    rows = [(view.name, view.type, ", ".join(f"{name}: {v}" for name, v in view.values.items())) for view in views]
    output.table(("case", "type", "values"), rows, "There are no cases yet; `thematica case add` makes one.")


@group.command()
def add(
    project: ProjectFile,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or pseudonym.")],
    type_: Annotated[CaseType, typer.Option("--type", help="What it is.")] = "participant",
    values: Annotated[list[str] | None, typer.Option("--set", metavar="VARIABLE=VALUE", help="A value.")] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Make a case."""
    from thematica.work import cases as work
    from thematica.work import rules

    wanted = pairs(values, "--set")
    called = rules.name("case", name)
    with opened(project, coder) as study:
        with study.act(f"add the case {called}") as tx:
            guid = work.add(tx, called, type_=type_)
            for variable, value in wanted.items():
                work.set_case_value(tx, guid, variable, value)
        _tell(study, guid, as_json=as_json)


@group.command("set")
def set_(
    project: ProjectFile, case: CaseName, values: Values, coder: CoderName = None, as_json: AsJson = False
) -> None:
    """Give a case values for variables."""
    from thematica.store.reads.names import case_named
    from thematica.work import cases as work

    wanted = pairs(values, "VARIABLE=VALUE")
    with opened(project, coder) as study:
        with study.read() as session:
            guid = case_named(session, case)
        with study.act("set values of a case") as tx:
            for variable, value in wanted.items():
                work.set_case_value(tx, guid, variable, value)
        _tell(study, guid, as_json=as_json)


@group.command("map")
def map_(
    project: ProjectFile,
    source: SourceName,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The speaker's label in that source.")],
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="The case, by name or GUID.")] = None,
    role: Annotated[Role | None, typer.Option("--role", help="The speaker's role.")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The name to show for the label.")] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Say which case a speaker of a source is; also correct the role, or the name shown."""
    from thematica.store.reads import names
    from thematica.work.sources import set_speaker

    if case is None and role is None and name is None:
        raise typer.BadParameter("Give a CASE, --role or --name.")
    with opened(project, coder) as study:
        with study.read() as session:
            guid = names.source_named(session, source)
            who = names.case_named(session, case) if case is not None else None
        with study.act("say who a speaker is") as tx:
            set_speaker(tx, guid, label, name=name, role=role, case=who)
        shown = _speaker(study, guid, label)
    if as_json:
        output.document(shown)
    else:
        output.lines(f"{shown['source']}, {label}: {shown['name']} ({shown['role']}), case {shown['case'] or 'none'}")


def _speaker(study: Project, source: str, label: str) -> dict[str, Any]:
    from thematica.store.reads.sources import sources

    with study.read() as session:
        view = next(each for each in sources(session) if each.guid == source)
    speaker = next(each for each in view.speakers if each.label == label)
    return {"source": view.name, "label": label, "name": speaker.name, "role": speaker.role, "case": speaker.case}


def _tell(study: Project, guid: CaseId, *, as_json: bool) -> None:
    from thematica.store.reads import study as reads

    with study.read() as session:
        view = next(each for each in reads.cases(session) if each.guid == guid)
    if as_json:
        output.document(shapes.case(view))
    else:
        output.lines(
            f"{view.name} ({view.type}): {', '.join(f'{n}: {v}' for n, v in view.values.items()) or 'no values'}"
        )
