"""Cases, and which speaker of which source is which case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thematica.cli import output, shapes
from thematica.cli.options import (
    AsJson,
    CaseName,
    CaseType,
    Certainty,
    CoderName,
    ProjectFile,
    Role,
    SourceName,
    opened,
    pairs,
)

if TYPE_CHECKING:
    from thematica.store.ids import CaseId
    from thematica.store.project import Project, Tx

group = typer.Typer(help="Make cases, give them values, say which speaker is which case.", no_args_is_help=True)
app = typer.Typer()
app.add_typer(group, name="case")

Values = Annotated[
    list[str] | None,
    typer.Argument(metavar="VARIABLE=VALUE", help="A variable is made on first use; `VARIABLE=` clears a value."),
]


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
        tell(study, guid, as_json=as_json)


@group.command("set")
def set_(
    project: ProjectFile,
    case: CaseName,
    values: Values = None,
    *,
    type_: Annotated[CaseType | None, typer.Option("--type", help="What the case is.")] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Give a case values for variables, or another type."""
    from thematica.work import cases as work

    wanted = pairs(values, "VARIABLE=VALUE", blank=True)
    if not wanted and type_ is None:
        raise typer.BadParameter("Give VARIABLE=VALUE or --type.")
    with changing(project, case, "set values of a case", coder, as_json=as_json) as (tx, guid):
        for variable, value in wanted.items():
            work.set_case_value(tx, guid, variable, value)
        if type_ is not None:
            work.set_type(tx, guid, type_)


@group.command()
def rename(
    project: ProjectFile,
    case: CaseName,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its new name.")],
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Give a case another name."""
    from thematica.work import cases as work

    with changing(project, case, "rename a case", coder, as_json=as_json) as (tx, guid):
        work.rename(tx, guid, name)


@group.command()
def remove(project: ProjectFile, case: CaseName, coder: CoderName = None, as_json: AsJson = False) -> None:
    """Take a case away; what its speakers said, and its codings, stay."""
    from thematica.store.reads.names import case_named
    from thematica.work import cases as work

    with opened(project, coder) as study:
        with study.read() as session:
            guid = case_named(session, case)
        with study.act("remove a case") as tx:
            work.remove(tx, guid)
    if as_json:
        output.document({"removed": guid})
    else:
        output.lines(f"removed {case}")


@group.command("map")
def map_(
    project: ProjectFile,
    source: SourceName,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The speaker's label in that source.")],
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="The case, by name or GUID.")] = None,
    *,
    role: Annotated[Role | None, typer.Option("--role", help="The speaker's role.")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The name to show for the label.")] = None,
    certainty: Annotated[
        Certainty | None, typer.Option("--certainty", help="How sure that is; unknown takes the case off.")
    ] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Say which case a speaker of a source is; also correct the role, or the name shown."""
    from thematica.store.reads import names
    from thematica.work.sources import set_speaker

    if {case, role, name, certainty} == {None}:
        raise typer.BadParameter("Give a CASE, --role, --name or --certainty.")
    with opened(project, coder) as study:
        with study.read() as session:
            guid = names.source_named(session, source)
            who = names.case_named(session, case) if case is not None else None
        with study.act("say who a speaker is") as tx:
            set_speaker(tx, guid, label, name=name, role=role, case=who, certainty=certainty)
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


@contextmanager
def changing(project: Path, case: str, label: str, coder: str | None, *, as_json: bool) -> Iterator[tuple[Tx, CaseId]]:
    """One act on the case of this name or GUID, which is then written as it is. Raises NotFound or Ambiguous."""
    from thematica.store.reads.names import case_named

    with opened(project, coder) as study:
        with study.read() as session:
            guid = case_named(session, case)
        with study.act(label) as tx:
            yield tx, guid
        tell(study, guid, as_json=as_json)


def tell(study: Project, guid: CaseId, *, as_json: bool) -> None:
    """Writes a case as it is now."""
    from thematica.store.reads import cases as reads

    with study.read() as session:
        view = next(each for each in reads.cases(session) if each.guid == guid)
    if as_json:
        output.document(shapes.case(view))
    else:
        output.lines(
            f"{view.name} ({view.type}): {', '.join(f'{n}: {v}' for n, v in view.values.items()) or 'no values'}"
        )
