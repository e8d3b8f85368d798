"""Cases, what they are to one another, their typed values, who speaks as whom, and consent."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from studies import code_words, dump
from thematica.errors import NameTaken, NotAllowed, NotFound, ThematicaError
from thematica.store import check
from thematica.store.ids import CaseId, SourceId, VariableId
from thematica.store.project import Project
from thematica.store.reads import names
from thematica.store.reads.cases import CaseView, VariableView, variables
from thematica.store.reads.cases import cases as all_cases
from thematica.store.reads.codes import codes
from thematica.store.reads.sources import sources as all_sources
from thematica.store.reads.voices import SpeakerView
from thematica.work import cases, relations, sources


def case(project: Project, name: str) -> CaseView:
    with project.read() as session:
        return next(view for view in all_cases(session) if view.name == name)


def variable(project: Project, name: str) -> VariableView:
    with project.read() as session:
        return next(view for view in variables(session) if view.name == name)


def source(project: Project, name: str) -> SourceId:
    with project.read() as session:
        return names.source_named(session, name)


def speaker(project: Project, name: str, label: str) -> SpeakerView:
    with project.read() as session:
        view = next(view for view in all_sources(session) if view.name == name)
    return next(each for each in view.speakers if each.label == label)


def problems(project: Project) -> tuple[str, ...]:
    with project.read() as session:
        return check.problems(session)


def add(project: Project, name: str, type_: str = "participant") -> CaseId:
    with project.act(f"add {name}") as tx:
        return cases.add(tx, name, type_=type_)


def add_variable(project: Project, name: str, type_: str, *levels: str, of: str = "case") -> VariableId:
    with project.act(f"add {name}") as tx:
        return cases.add_variable(tx, name, applies_to=of, type_=type_, levels=levels)


def test_a_dyad_has_two_participants_with_roles_and_belongs_to_a_site(project: Project) -> None:
    patient, clinician, pair, clinic = (
        add(project, name, type_)
        for name, type_ in (
            ("Pat", "participant"),
            ("Clin", "participant"),
            ("Pair", "dyad"),
            ("Clinic", "site"),
        )
    )
    with project.act("relate") as tx:
        relations.relate(tx, patient, pair, role="patient")
        relations.relate(tx, clinician, pair, role="clinician")
        relations.relate(tx, pair, clinic)
    assert [(each.name, each.role) for each in case(project, "Pair").members] == [
        ("Pat", "patient"),
        ("Clin", "clinician"),
    ]
    assert [(each.name, each.role) for each in case(project, "Pair").belongs_to] == [("Clinic", "")]
    assert [(each.name, each.role) for each in case(project, "Pat").belongs_to] == [("Pair", "patient")]
    with project.act("relate again") as tx:
        relations.relate(tx, patient, pair, role="  refugee  patient ")
    assert case(project, "Pat").belongs_to[0].role == "refugee patient"
    third = add(project, "Third")
    for member, whole in ((third, pair), (clinic, pair), (pair, pair)):
        with pytest.raises(NotAllowed), project.act("relate") as tx:
            relations.relate(tx, member, whole)
    with project.act("unrelate") as tx:
        relations.unrelate(tx, patient, pair)
    assert [each.name for each in case(project, "Pair").members] == ["Clin"]
    with pytest.raises(NotFound), project.act("unrelate") as tx:
        relations.unrelate(tx, patient, pair)
    assert problems(project) == ()


def test_names_of_cases_differ_in_more_than_their_letters_case(project: Project) -> None:
    one, _ = add(project, "Nurse 1"), add(project, "Nurse 2")
    for taken in ("nurse 2", "NURSE 2"):
        with pytest.raises(NameTaken), project.act("rename") as tx:
            cases.rename(tx, one, taken)
    with project.act("rename") as tx:
        cases.rename(tx, one, "NURSE 1")
    assert case(project, "NURSE 1").guid == one


def test_the_type_of_a_case_changes_only_while_nothing_hangs_on_it(study: Project) -> None:
    one, other = add(study, "One"), add(study, "Other", "site")
    with study.act("type") as tx:
        cases.set_type(tx, one, "dyad")
        cases.set_type(tx, one, "participant")
        relations.relate(tx, one, other)
    with pytest.raises(NotAllowed, match="relations"), study.act("type") as tx:
        cases.set_type(tx, one, "site")
    with study.act("consent instead") as tx:
        relations.unrelate(tx, one, other)
        relations.set_consent(tx, one, "given")
    with pytest.raises(NotAllowed, match="consent"), study.act("type") as tx:
        cases.set_type(tx, one, "site")


def test_removing_a_case_leaves_its_speaker_and_undo_brings_all_back(study: Project) -> None:
    nurse, site = add(study, "Nurse 1"), add(study, "Hospital A", "site")
    with study.act("everything") as tx:
        sources.set_speaker(tx, source(study, "Nurse"), "P1", case=nurse)
        cases.set_case_value(tx, nurse, "profession", "nurse")
        relations.relate(tx, nurse, site)
        relations.set_consent(tx, nurse, "given", on="2026-02-01")
        relations.link_source(tx, nurse, source(study, "Physio"))
    before = dump(study)
    with study.act("remove") as tx:
        cases.remove(tx, nurse)
    assert (speaker(study, "Nurse", "P1").case, speaker(study, "Nurse", "P1").certainty) == (None, "unknown")
    assert case(study, "Hospital A").members == ()
    assert problems(study) == ()
    study.undo()
    assert dump(study) == before


def test_who_speaks_is_known_unsure_or_unknown(study: Project) -> None:
    nurse, site = add(study, "Nurse 1"), add(study, "Hospital A", "site")
    guid = source(study, "Nurse")

    def says(**field: str | CaseId) -> tuple[str | None, str]:
        with study.act("who") as tx:
            sources.set_speaker(tx, guid, "P1", **field)  # type: ignore[arg-type]  # a CaseId is a str
        view = speaker(study, "Nurse", "P1")
        return view.case, view.certainty

    assert speaker(study, "Nurse", "P1").certainty == "unknown"
    with pytest.raises(NotAllowed, match="no case yet"):
        says(certainty="unsure")
    assert says(case=nurse) == ("Nurse 1", "known")
    assert says(certainty="unsure") == ("Nurse 1", "unsure")
    assert says(name="Nina") == ("Nurse 1", "unsure")
    assert [(each.label, each.certainty) for each in case(study, "Nurse 1").speaks] == [("P1", "unsure")]
    for wrong in ({"case": nurse, "certainty": "unknown"}, {"case": site}, {"certainty": "perhaps"}):
        with pytest.raises(NotAllowed):
            says(**wrong)
    assert says(certainty="unknown") == (None, "unknown")
    assert case(study, "Nurse 1").speaks == ()
    assert problems(study) == ()


def test_one_person_in_two_sources_counts_once_and_again_apart_when_unmapped(study: Project) -> None:
    code_words(study, "Physio", "I read them before they come in.", "Trust")
    nurse = add(study, "Nurse 1")

    def people() -> int:
        with study.read() as session:
            return next(view.counts.participants for view in codes(session) if view.name == "Trust")

    assert people() == 2
    with study.act("map") as tx:
        sources.set_speaker(tx, source(study, "Nurse"), "P1", case=nurse)
        sources.set_speaker(tx, source(study, "Physio"), "P2", case=nurse, certainty="unsure")
    assert people() == 1
    with study.act("unmap") as tx:
        sources.set_speaker(tx, source(study, "Physio"), "P2", certainty="unknown")
    assert people() == 2


def test_values_are_of_their_variables_type_and_empty_ones_are_cleared(project: Project) -> None:
    one = add(project, "One")
    for name, type_, levels in (
        ("age", "integer", ()),
        ("score", "decimal", ()),
        ("trained", "boolean", ()),
        ("since", "date", ()),
        ("experience", "ordered", ("little", "some", "much")),
    ):
        add_variable(project, name, type_, *levels)
    given = {"Age": "034", "score": "3,50", "trained": "Ja", "since": "2024-02-29", "experience": "MUCH", "unit": "B"}
    with project.act("set") as tx:
        for name, value in given.items():
            cases.set_case_value(tx, one, name, value)
    assert case(project, "One").values == {
        "age": "34",
        "score": "3.5",
        "trained": "yes",
        "since": "2024-02-29",
        "experience": "much",
        "unit": "B",
    }
    for name, value in (("age", "old"), ("trained", "perhaps"), ("since", "2023-02-29"), ("experience", "none")):
        with pytest.raises(NotAllowed, match=name), project.act("set") as tx:
            cases.set_case_value(tx, one, name, value)
    with project.act("clear") as tx:
        cases.set_case_value(tx, one, "age", " ")
        cases.set_case_value(tx, one, "never heard of", "")
    assert "age" not in case(project, "One").values
    with project.read() as session:
        assert [each.name for each in variables(session)] == ["age", "score", "trained", "since", "experience", "unit"]
    assert problems(project) == ()


def test_a_variable_changes_its_type_when_all_its_values_can(project: Project) -> None:
    one, two = add(project, "One"), add(project, "Two")
    with project.act("set") as tx:
        cases.set_case_value(tx, one, "years", "07")
        cases.set_case_value(tx, two, "years", "many")
    years = variable(project, "years").guid
    with pytest.raises(NotAllowed, match="1 of the 2"), project.act("type") as tx:
        cases.set_variable_type(tx, years, "integer")
    with project.act("set") as tx:
        cases.set_case_value(tx, two, "years", "12")
    with project.act("type") as tx:
        cases.set_variable_type(tx, years, "integer")
    assert variable(project, "years").values == {"7": 1, "12": 1}
    with project.act("type") as tx:
        cases.set_variable_type(tx, years, "ordered", ["12", "7", "3"])
    assert variable(project, "years").levels == ("12", "7", "3")
    for levels in ((), ("7",), ("7", "12", "12 ")):
        with pytest.raises(NotAllowed), project.act("levels") as tx:
            cases.set_variable_type(tx, years, "ordered", levels)
    with pytest.raises(NotAllowed), project.act("levels") as tx:
        cases.set_variable_type(tx, years, "text", ["a"])
    assert problems(project) == ()


def test_variables_are_renamed_and_removed_with_their_values(project: Project) -> None:
    one = add(project, "One")
    with project.act("set") as tx:
        cases.set_case_value(tx, one, "site", "A")
        cases.set_case_value(tx, one, "unit", "B")
    with pytest.raises(NameTaken), project.act("rename") as tx:
        cases.rename_variable(tx, variable(project, "unit").guid, "SITE")
    with project.act("rename") as tx:
        cases.rename_variable(tx, variable(project, "unit").guid, "Ward")
        cases.remove_variable(tx, variable(project, "site").guid)
    assert case(project, "One").values == {"Ward": "B"}


def test_consent_keeps_the_days_of_what_was_said_before(project: Project) -> None:
    one, pair = add(project, "One"), add(project, "Pair", "dyad")
    for status, day in (("given", "2026-01-05"), ("withdrawn", "2026-03-09")):
        with project.act("consent") as tx:
            relations.set_consent(tx, one, status, on=day)
    said = case(project, "One").consent
    assert said is not None
    assert (said.status, said.given_on, said.declined_on, said.withdrawn_on) == (
        "withdrawn",
        "2026-01-05",
        None,
        "2026-03-09",
    )
    before = dump(project)
    with project.act("the same again") as tx:
        relations.set_consent(tx, one, "withdrawn", on="2026-03-09")
        relations.set_consent(tx, one, "withdrawn")
    assert dump(project) == before
    for who, said_now, on in ((one, "given", "yesterday"), (one, "agreed", None), (pair, "given", None)):
        with pytest.raises(NotAllowed), project.act("consent") as tx:
            relations.set_consent(tx, who, said_now, on=on)


def test_a_source_may_be_about_a_case_that_does_not_speak_in_it(study: Project) -> None:
    scale, physio = add(study, "A scale", "instrument"), source(study, "Physio")
    for _ in range(2):
        with study.act("link") as tx:
            relations.link_source(tx, scale, physio)
    assert case(study, "A scale").sources == {physio: "Physio"}
    with study.act("unlink") as tx:
        relations.unlink_source(tx, scale, physio)
    assert case(study, "A scale").sources == {}
    with pytest.raises(NotFound), study.act("unlink") as tx:
        relations.unlink_source(tx, scale, physio)


def test_kinds_of_sources_are_known(study: Project) -> None:
    with study.act("kind") as tx:
        sources.set_kind(tx, source(study, "Nurse"), "focus-group")
    with study.read() as session:
        assert all_sources(session)[0].kind == "focus-group"
    with pytest.raises(ThematicaError), study.act("kind") as tx:
        sources.set_kind(tx, source(study, "Nurse"), "chat")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE value SET value = 'old'", "age"),
        ("UPDATE speaker SET certainty = 'known' WHERE label = 'Interviewer'", "speakers"),
        ("UPDATE \"case\" SET type = 'site' WHERE name = 'Nurse 1'", "no participant"),
        ("UPDATE \"case\" SET type = 'dyad' WHERE name = 'Hospital A'", "two participants"),
    ],
)
def test_the_check_tells_what_no_verb_would_leave_behind(study: Project, damage: str, said: str) -> None:
    nurse, site, pair = add(study, "Nurse 1"), add(study, "Hospital A", "site"), add(study, "Pair", "dyad")
    add_variable(study, "age", "integer")
    with study.act("everything") as tx:
        cases.set_case_value(tx, nurse, "age", "44")
        sources.set_speaker(tx, source(study, "Nurse"), "P1", case=nurse)
        relations.relate(tx, pair, site)
    assert problems(study) == ()
    with closing(sqlite3.connect(study.path, isolation_level=None)) as file:
        file.execute(damage)
    assert any(said in problem for problem in problems(study))
