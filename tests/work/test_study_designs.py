"""Four study designs that have been published, set up with verbs and read back."""

from __future__ import annotations

from collections import Counter

import pytest

from studies import dump
from thematica.errors import NotAllowed, NotFound
from thematica.store import check
from thematica.store.ids import CaseId, SourceId
from thematica.store.project import Project, Tx
from thematica.store.reads.cases import CaseView
from thematica.store.reads.cases import cases as all_cases
from thematica.store.reads.sources import SourceView
from thematica.store.reads.sources import sources as all_sources
from thematica.store.reads.time_points import TIME_POINT, Grid, grid
from thematica.work import cases, relations, sources, time_points


def talk(tx: Tx, name: str, *people: str, kind: str = "interview") -> SourceId:
    """A source in which a moderator or interviewer asks and everyone answers."""
    asks = "Moderator" if kind == "focus-group" else "Interviewer"
    said = "".join(f"{asks}: And you?\n{each}: That differs from week to week.\n" for each in people * 2)
    prepared = sources.prepare(f"{said}({name})".encode(), f"{name}.txt", "en")
    return sources.add(tx, prepared, kind=kind)


def read_back(project: Project) -> tuple[dict[str, CaseView], dict[str, SourceView], Grid]:
    with project.read() as session:
        assert check.problems(session) == ()
        by_case = {view.name: view for view in all_cases(session)}
        return by_case, {view.name: view for view in all_sources(session)}, grid(session)


def test_focus_groups_with_therapists_and_interviews_with_patients(project: Project) -> None:
    with project.act("set up") as tx:
        for number, size in enumerate((7, 6, 6), start=1):
            people = [f"T{number}{letter}" for letter in "ABCDEFG"[:size]]
            group = talk(tx, f"FG{number}", *people, kind="focus-group")
            for each in people:
                therapist = cases.add(tx, f"Therapist {each}")
                cases.set_case_value(tx, therapist, "group", "therapist")
                sources.set_speaker(tx, group, each, role="participant", case=therapist)
        for number in range(1, 7):
            guid = talk(tx, f"Patient {number}", f"P{number}")
            patient = cases.add(tx, f"Patient {number}")
            cases.set_case_value(tx, patient, "group", "patient")
            sources.set_speaker(tx, guid, f"P{number}", role="participant", case=patient)
            cases.set_source_value(tx, guid, "phase", "after treatment")
    people_, held, _ = read_back(project)
    assert Counter(view.values["group"] for view in people_.values()) == {"therapist": 19, "patient": 6}
    assert Counter(view.kind for view in held.values()) == {"focus-group": 3, "interview": 6}
    assert [len([each for each in held[f"FG{n}"].speakers if each.case]) for n in (1, 2, 3)] == [7, 6, 6]
    assert {each.role for each in held["FG1"].speakers if not each.case} == {"moderator"}
    assert held["Patient 2"].variables == {"phase": "after treatment"}


def test_two_dyads_at_three_times_of_which_two_were_not_held(project: Project) -> None:
    times = ("baseline", "mid", "end")
    not_held = {("Patient 2", "end"): "Moved away.", ("Clinician 2", "mid"): "On leave."}
    with project.act("set up") as tx:
        cases.add_variable(tx, TIME_POINT, applies_to="source", type_="ordered", levels=times)
        dyads = [cases.add(tx, f"Dyad {n}", type_="dyad") for n in (1, 2)]
        members: list[tuple[CaseId, str]] = []
        for role in ("Patient", "Clinician"):
            for n, dyad in enumerate(dyads, start=1):
                member = cases.add(tx, f"{role} {n}")
                relations.relate(tx, member, dyad, role=role.lower())
                members.append((member, f"{role} {n}"))
    with project.act("plan") as tx:
        for member, _ in members:
            for time in times:
                time_points.plan(tx, member, time)
    assert read_back(project)[2].count("planned") == 12
    with project.act("hold") as tx:
        for member, name in members:
            for time in times:
                if (name, time) in not_held:
                    time_points.mark_missing(tx, member, time, not_held[name, time])
                    continue
                label = name.replace(" ", "")
                held = talk(tx, f"{name} {time}", label)
                sources.set_speaker(tx, held, label, role="participant", case=member)
                cases.set_source_value(tx, held, TIME_POINT, time)
    people, held_sources, seen = read_back(project)
    assert seen.time_points == times
    assert (seen.planned, seen.count("held"), seen.count("missing"), seen.count("planned")) == (12, 10, 2, 0)
    assert [row.name for row in seen.rows] == ["Patient 1", "Clinician 1", "Patient 2", "Clinician 2"]
    assert [(each.name, each.role) for each in seen.rows[2].belongs_to] == [("Dyad 2", "patient")]
    assert [(cell.status, cell.reason) for cell in seen.rows[2].cells] == [
        ("held", ""),
        ("held", ""),
        ("missing", "Moved away."),
    ]
    assert list(seen.rows[0].cells[1].sources.values()) == ["Patient 1 mid"]
    assert len(held_sources) == 10
    assert [each.name for each in people["Dyad 1"].members] == ["Patient 1", "Clinician 1"]


def test_interviews_and_focus_groups_at_four_hospitals(project: Project) -> None:
    with project.act("set up") as tx:
        hospitals = [cases.add(tx, f"Hospital {letter}", type_="site") for letter in "ABCD"]
        professions = ("nurse", "oncologist", "physiotherapist")

        def person(number: int, where: SourceId, label: str, certainty: str = "known") -> None:
            guid = cases.add(tx, f"HP{number:02}")
            cases.set_case_value(tx, guid, "profession", professions[number % 3])
            relations.relate(tx, guid, hospitals[number % 4])
            sources.set_speaker(tx, where, label, role="participant", case=guid, certainty=certainty)

        for number in range(29):
            person(number, talk(tx, f"Interview {number + 1}", "P"), "P")
        number = 29
        for group, size in enumerate((6, 5, 5), start=1):
            labels = [f"Speaker {n}" for n in range(1, size + 1)]
            guid = talk(tx, f"FG{group}", *labels, "Speaker 9", kind="focus-group")
            for label in labels:
                person(number, guid, label, "unsure" if label == "Speaker 5" else "known")
                number += 1
    people, held, _ = read_back(project)
    participants = [view for view in people.values() if view.type == "participant"]
    assert len(participants) == 45
    assert Counter(view.kind for view in held.values()) == {"interview": 29, "focus-group": 3}
    assert [len(people[f"Hospital {letter}"].members) for letter in "ABCD"] == [12, 11, 11, 11]
    assert Counter(view.values["profession"] for view in participants) == {
        "nurse": 15,
        "oncologist": 15,
        "physiotherapist": 15,
    }
    in_groups = [each for view in held.values() if view.kind == "focus-group" for each in view.speakers]
    heard = Counter(each.certainty for each in in_groups if each.role != "moderator")
    assert heard == {"known": 13, "unsure": 3, "unknown": 3}
    assert [each.case for each in in_groups if each.label == "Speaker 9"] == [None, None, None]


def test_a_review_of_thirty_instruments_of_which_twenty_four_have_no_publication(project: Project) -> None:
    with project.act("set up") as tx:
        instruments = [cases.add(tx, f"Instrument {n}", type_="instrument") for n in range(1, 31)]
        cases.add_variable(tx, "year", applies_to="source", type_="integer")
        for number in range(8):
            said = f"Staff found the questions useful in meetings, study {number}.".encode()
            paper = sources.add(tx, sources.prepare(said, f"Paper {number}.txt", "en"), kind="publication")
            cases.set_source_value(tx, paper, "year", str(2010 + number))
            relations.link_source(tx, instruments[number % 6], paper)
            if number == 7:
                relations.link_source(tx, instruments[0], paper)
    scales, papers, _ = read_back(project)
    assert len(scales) == 30
    assert [len(view.sources) for view in scales.values()] == [3, 2, 1, 1, 1, 1] + [0] * 24
    assert {view.kind for view in papers.values()} == {"publication"}
    assert papers["Paper 3"].variables == {"year": "2013"}


def test_a_plan_may_be_taken_back_reopened_and_held_after_all(project: Project) -> None:
    with project.act("set up") as tx:
        one = cases.add(tx, "One")
        time_points.plan(tx, one, "Early")
        time_points.mark_missing(tx, one, "early", " Was\n ill. ")
    (row,) = read_back(project)[2].rows
    assert [(cell.status, cell.planned, cell.reason) for cell in row.cells] == [("missing", True, "Was ill.")]
    with project.act("after all") as tx:
        time_points.plan(tx, one, "Early")
        held = talk(tx, "One early", "One")
        cases.set_source_value(tx, held, TIME_POINT, "EARLY")
        cases.set_source_value(tx, talk(tx, "Other late", "Two"), TIME_POINT, "late")
    assert read_back(project)[2].count("planned") == 1
    with project.act("who") as tx:
        sources.set_speaker(tx, held, "One", role="participant", case=one)
    seen = read_back(project)[2]
    assert (seen.time_points, [cell.status for cell in seen.rows[0].cells]) == (("Early", "late"), ["held", "none"])
    with project.act("unplan") as tx:
        time_points.unplan(tx, one, "early")
    assert [cell.planned for cell in read_back(project)[2].rows[0].cells] == [False, False]
    with pytest.raises(NotFound), project.act("unplan") as tx:
        time_points.unplan(tx, one, "early")


def test_nothing_is_missing_without_a_reason(project: Project) -> None:
    with project.act("set up") as tx:
        one = cases.add(tx, "One")
        time_points.plan(tx, one, "early")
    before = dump(project)
    with pytest.raises(NotAllowed, match="reason"), project.act("missing") as tx:
        time_points.mark_missing(tx, one, "early", " \n ")
    assert dump(project) == before


def test_an_interviewer_who_is_a_case_was_not_met(project: Project) -> None:
    with project.act("set up") as tx:
        one = cases.add(tx, "One")
        held = talk(tx, "Interview", "Kim")
        cases.set_source_value(tx, held, TIME_POINT, "early")
        sources.set_speaker(tx, held, "Kim", role="interviewer", case=one)
    assert read_back(project)[2].rows == ()


def test_levels_hold_for_plans_and_planned_time_points_hold_for_levels(project: Project) -> None:
    with project.act("set up") as tx:
        one = cases.add(tx, "One")
        when = cases.add_variable(tx, "wave", applies_to="source", type_="ordered", levels=["first", "second"])
        time_points.plan(tx, one, "FIRST", variable="Wave")
    before = dump(project)
    with pytest.raises(NotAllowed, match="wave"), project.act("plan") as tx:
        time_points.plan(tx, one, "third", variable="wave")
    with pytest.raises(NotAllowed, match="1 of the 1"), project.act("levels") as tx:
        cases.set_variable_type(tx, when, "ordered", ["second", "third"])
    assert dump(project) == before
    with project.read() as session:
        assert [row.name for row in grid(session, "wave").rows] == ["One"]
        assert grid(session).rows == ()
