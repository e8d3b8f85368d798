"""What is done to cases: each function is one act, with the words the history shows for it.

What a case is called, or how a speaker is labelled, may be a person's own name, so neither stands in these words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from thematica.store.ids import CaseId, SourceId, SpeakerId
from thematica.store.project import Project
from thematica.store.reads.cases import CaseView, VariableView
from thematica.store.reads.sources import SourceView
from thematica.store.reads.time_points import TIME_POINT
from thematica.tui.cases.case_lines import About, Meeting, Part, Tie
from thematica.work import case_files, cases, relations, sources, speakers, time_points

Thing = CaseView | SourceView
"""What has values."""


def _named(thing: Thing) -> str:
    return "a case" if isinstance(thing, CaseView) else f"“{thing.name}”"


def make(project: Project, name: str, type_: str) -> CaseId:
    """Makes a case."""
    with project.act(f"add a {type_}") as tx:
        return cases.add(tx, name, type_=type_)


def rename(project: Project, thing: Thing, name: str) -> None:
    """Gives a case or a source another name."""
    with project.act(f"rename {_named(thing)}") as tx:
        if isinstance(thing, CaseView):
            cases.rename(tx, thing.guid, name)
        else:
            sources.rename(tx, thing.guid, name)


def set_type(project: Project, thing: Thing, type_: str) -> None:
    """Makes a case one of another type, or a source one of another kind."""
    with project.act(f"{_named(thing)} is a {type_}") as tx:
        if isinstance(thing, CaseView):
            cases.set_type(tx, thing.guid, type_)
        else:
            sources.set_kind(tx, thing.guid, type_)


def remove(project: Project, case: CaseView) -> None:
    """Removes a case; what its speakers said stays."""
    with project.act("remove a case") as tx:
        cases.remove(tx, case.guid)


def set_value(project: Project, thing: Thing, variable: str, value: str) -> None:
    """Sets a value, or with nothing clears it."""
    with project.act(f"{'set' if value else 'clear'} “{variable}” of {_named(thing)}") as tx:
        if isinstance(thing, CaseView):
            cases.set_case_value(tx, thing.guid, variable, value)
        else:
            cases.set_source_value(tx, thing.guid, variable, value)


def set_variable_type(project: Project, variable: VariableView, type_: str, levels: Sequence[str] = ()) -> None:
    """Gives a variable another type."""
    with project.act(f"the variable “{variable.name}” is {type_}") as tx:
        cases.set_variable_type(tx, variable.guid, type_, levels)


def set_time_points(project: Project, variable: VariableView | None, levels: Sequence[str]) -> None:
    """Says which time points there are, first to last."""
    with project.act("set the time points") as tx:
        if variable is None:
            cases.add_variable(tx, TIME_POINT, applies_to="source", type_="ordered", levels=levels)
        else:
            cases.set_variable_type(tx, variable.guid, "ordered", levels)


def relate(project: Project, case: CaseId, to: CaseId, role: str) -> None:
    """Relates a case to another, or changes its role there."""
    with project.act("relate a case") as tx:
        relations.relate(tx, case, to, role=role)


def unrelate(project: Project, tie: Tie) -> None:
    """Takes a relation off."""
    with project.act("take a relation of a case off") as tx:
        relations.unrelate(tx, tie.case, tie.to)


def link(project: Project, case: CaseId, source: SourceId) -> None:
    """Says that a source is about a case."""
    with project.act("link a source to a case") as tx:
        relations.link_source(tx, case, source)


def unlink(project: Project, about: About) -> None:
    """Takes the link between a source and a case off."""
    with project.act("take a source of a case off") as tx:
        relations.unlink_source(tx, about.case, about.source)


def consent(project: Project, case: CaseView, status: str, on: str | None) -> None:
    """Records what a participant said about taking part."""
    with project.act(f"consent of a case: {status}") as tx:
        relations.set_consent(tx, case.guid, status, on=on)


def are(project: Project, chosen: Collection[SpeakerId], case: CaseId) -> None:
    """Says that speakers are a participant."""
    with project.act("say who a speaker is") as tx:
        speakers.are(tx, chosen, case)


def are_new(project: Project, chosen: Collection[SpeakerId], name: str = "") -> CaseId:
    """Makes a participant of speakers, called as the first of them is unless another name is given."""
    with project.act("make a case of a speaker") as tx:
        return speakers.are_new(tx, chosen, name=name)


def set_part(project: Project, part: Part, *, role: str | None = None, certainty: str | None = None) -> None:
    """Corrects the role of a speaker, or how sure it is who speaks; unknown takes the case off."""
    with project.act("set the role of a speaker" if role else f"who a speaker is: {certainty}") as tx:
        sources.set_speaker(tx, part.source, part.label, role=role, certainty=certainty)


def plan(project: Project, case: CaseId, points: Sequence[str]) -> None:
    """Plans meetings with a case."""
    with project.act("plan meetings with a case") as tx:
        for time_point in points:
            time_points.plan(tx, case, time_point)


def mark_missing(project: Project, meeting: Meeting, reason: str) -> None:
    """Says that a meeting was not held, and why."""
    with project.act("mark a meeting with a case as missing") as tx:
        time_points.mark_missing(tx, meeting.case, meeting.time_point, reason)


def unplan(project: Project, meeting: Meeting) -> None:
    """Takes a plan back."""
    with project.act("take the plan of a meeting back") as tx:
        time_points.unplan(tx, meeting.case, meeting.time_point)


def take_in(
    project: Project, file_name: str, file: case_files.CaseFile, type_: str, *, everywhere: bool
) -> case_files.Taken:
    """Takes a table of cases or of sources in."""
    with project.act(f"import the {file.about}s of {file_name}") as tx:
        return case_files.take_in(tx, file, type_=type_, everywhere=everywhere)
