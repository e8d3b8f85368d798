"""Cases and variables from tables: what fits is taken in by one act, what does not is told row by row."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studies import NURSE, dump
from thematica.errors import BadFile, NotAllowed, ThematicaError
from thematica.store import check
from thematica.store.project import Project
from thematica.store.reads.cases import CaseView, variables
from thematica.store.reads.cases import cases as all_cases
from thematica.store.reads.sources import sources as all_sources
from thematica.work import case_files, sources

PEOPLE = """\
name;Speaker;profession;age;trained;since;staff no
Nina;P1;nurse;44;yes;2019-04-01;007
Phil;P2;physiotherapist;39;no;2021-11-15;012
Olga;P9;oncologist;51;yes;;
"""


def take_in(project: Project, text: str, *, everywhere: bool = False, **types: str) -> case_files.Taken:
    prepared = case_files.prepare(text.encode(), "people.csv", types=types)
    with project.act("import cases") as tx:
        return case_files.take_in(tx, prepared, everywhere=everywhere)


def remarks(taken: case_files.Taken) -> list[tuple[int, str, str]]:
    return [(remark.row, remark.kind, remark.name) for remark in taken.remarks]


def seen(project: Project) -> dict[str, CaseView]:
    with project.read() as session:
        assert check.problems(session) == ()
        return {view.name: view for view in all_cases(session)}


def sheet(*rows: tuple[str, ...]) -> bytes:
    """An Excel workbook of one sheet with these rows, numbers as numbers."""
    name = "http://schemas.openxmlformats.org"
    cells = (
        "".join(
            f"<c><v>{cell}</v></c>" if cell.isdecimal() else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
            for cell in row
        )
        for row in rows
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{name}/spreadsheetml/2006/main" xmlns:r="{name}/officeDocument/2006/'
        'relationships"><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{name}/package/2006/relationships">'
        '<Relationship Id="r1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{name}/spreadsheetml/2006/main"><sheetData>'
        + "".join(f"<row>{row}</row>" for row in cells)
        + "</sheetData></worksheet>",
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        for part, text in parts.items():
            book.writestr(part, text)
    return file.getvalue()


def test_a_table_of_people_becomes_cases_with_typed_values_who_speak(study: Project) -> None:
    before = dump(study)
    taken = take_in(study, PEOPLE)
    assert taken.added == ["Nina", "Phil", "Olga"]
    assert taken.mapped == [("Nurse", "P1", "Nina"), ("Physio", "P2", "Phil")]
    assert remarks(taken) == [(4, "unmatched", "Olga")]
    found = seen(study)
    assert found["Nina"].values == {
        "profession": "nurse",
        "age": "44",
        "trained": "yes",
        "since": "2019-04-01",
        "staff no": "007",
    }
    assert [(each.source, each.label, each.certainty) for each in found["Phil"].speaks] == [("Physio", "P2", "known")]
    with study.read() as session:
        assert [view.type for view in variables(session)] == ["text", "integer", "boolean", "date", "text"]
    study.undo()
    assert dump(study) == before


def test_a_workbook_gives_the_same_and_what_looks_like_a_formula_stays_text(study: Project) -> None:
    rows = [tuple(line.split(";")) for line in PEOPLE.splitlines()]
    prepared = case_files.prepare(sheet(*rows, ("Eve", "", "=1+1", "30")), "people.xlsx")
    with study.act("import") as tx:
        taken = case_files.take_in(tx, prepared)
    assert taken.added == ["Nina", "Phil", "Olga", "Eve"]
    assert seen(study)["Phil"].values["since"] == "2021-11-15"
    assert seen(study)["Eve"].values == {"profession": "=1+1", "age": "30"}


def test_types_are_corrected_before_anything_is_stored(study: Project) -> None:
    prepared = case_files.prepare(PEOPLE.encode(), "people.csv")
    assert dict(prepared.types) == {
        "profession": "text",
        "age": "integer",
        "trained": "boolean",
        "since": "date",
        "staff no": "text",
    }
    take_in(study, PEOPLE, age="text", profession="ordered")
    with study.read() as session:
        kinds = {view.name: (view.type, view.levels) for view in variables(session)}
    assert kinds["age"] == ("text", ())
    assert kinds["profession"] == ("ordered", ("nurse", "physiotherapist", "oncologist"))
    for wrong in ({"age": "number"}, {"weight": "text"}):
        with pytest.raises(NotAllowed):
            case_files.prepare(PEOPLE.encode(), "people.csv", types=wrong)


def test_the_same_table_again_changes_nothing_and_a_better_one_updates(study: Project) -> None:
    take_in(study, PEOPLE)
    before = dump(study)
    again = take_in(study, PEOPLE)
    assert (again.added, again.updated, again.mapped, again.variables) == ([], ["Nina", "Phil", "Olga"], [], [])
    assert dump(study) == before
    take_in(study, "case,age,profession\nNINA,45,\n")
    assert (seen(study)["Nina"].values["age"], seen(study)["Nina"].values["profession"]) == ("45", "nurse")


def test_what_cannot_be_taken_in_is_told_row_by_row(study: Project) -> None:
    take_in(study, "name,age\nNina,44\n")
    taken = take_in(
        study,
        "name,age,site\nNina,old,A\n,30,B\nPhil,39,C\nphil,39,C\nPhil,40,C\nInterviewer,20,D\n",
    )
    assert remarks(taken) == [
        (2, "misfit", "Nina"),
        (2, "unmatched", "Nina"),
        (3, "nameless", ""),
        (4, "unmatched", "Phil"),
        (5, "duplicate", "phil"),
        (6, "duplicate", "Phil"),
        (7, "unmatched", "Interviewer"),
    ]
    assert seen(study)["Nina"].values == {"age": "44", "site": "A"}
    assert "44" not in " ".join(remark.said for remark in taken.remarks)


def test_a_label_of_several_sources_is_mapped_only_where_the_row_or_the_person_says_so(study: Project) -> None:
    with study.act("second interview") as tx:
        sources.add(tx, sources.prepare(NURSE.encode(), "Nurse later.txt", "en"))
    before = dump(study)
    ambiguous = take_in(study, "name\tspeaker\nNina\tP1\n")
    assert remarks(ambiguous) == [(2, "ambiguous", "Nina")]
    assert ambiguous.mapped == []
    study.undo()
    assert dump(study) == before
    named = take_in(study, "name,speaker,source\nNina,P1,Nurse later.txt\nNora,P1,nurse\nOla,P1,Other\nOla,P1,Nurse\n")
    assert named.mapped == [("Nurse later", "P1", "Nina"), ("Nurse", "P1", "Nora")]
    assert remarks(named) == [(4, "unmatched", "Ola"), (5, "contested", "Ola")]
    study.undo()
    everywhere = take_in(study, "name,speaker\nNina,P1\n", everywhere=True)
    assert [source for source, _, _ in everywhere.mapped] == ["Nurse", "Nurse later"]


def test_one_person_in_two_rows_for_two_sources_is_one_case(study: Project) -> None:
    taken = take_in(study, "name,speaker,source,age\nNina,P1,Nurse,44\nNina,P2,Physio,\n")
    assert (taken.added, len(taken.mapped), taken.remarks) == (["Nina"], 2, [])


def test_cases_of_other_types_come_from_a_column_and_are_not_looked_for_among_speakers(project: Project) -> None:
    taken = take_in(project, "name,type,beds\nHospital A,Site,400\nA scale,instrument,\nPat,,\n")
    assert {name: view.type for name, view in seen(project).items()} == {
        "Hospital A": "site",
        "A scale": "instrument",
        "Pat": "participant",
    }
    assert remarks(taken) == [(4, "unmatched", "Pat")]
    take_in(project, "name,type\nHospital B,teaching\n")
    assert seen(project)["Hospital B"].values == {"type": "teaching"}


def test_a_table_of_sources_sets_their_variables(study: Project) -> None:
    taken = take_in(study, "source,time_point,minutes\nNurse,baseline,41\nPhysio.docx,end,38\nMissing,end,1\n")
    with study.read() as session:
        held = {view.name: view.variables for view in all_sources(session)}
    assert held == {
        "Nurse": {"time_point": "baseline", "minutes": "41"},
        "Physio": {"time_point": "end", "minutes": "38"},
    }
    assert remarks(taken) == [(4, "unmatched", "Missing")]


def test_ragged_rows_and_columns_without_a_name_are_told(study: Project) -> None:
    rows = "Phil,39\nOlga,51\nEve,30\nKim,28\n"
    prepared = case_files.prepare(f"name,age\nNina,44,surplus\n{rows}Liv\n".encode(), "people.csv")
    assert dict(prepared.types) == {"age": "integer"}
    assert any("2" in warning for warning in prepared.warnings)
    assert any("column 3" in warning for warning in prepared.warnings)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"age,weight\n4,5\n",
        b"just a sentence",
        b"PK\x03\x04 half a workbook",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_table_of_cases_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(BadFile):
        case_files.prepare(data, "people.csv")


@given(data=st.binary(max_size=200) | st.text("name,age;\t\n\"'=0ø-", max_size=80).map(str.encode))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_ever_raise_anything_but_words(study: Project, data: bytes) -> None:
    try:
        prepared = case_files.prepare(b"name,age\n" + data, "people.csv")
        with study.act("import") as tx:
            case_files.take_in(tx, prepared)
    except ThematicaError:
        return
    assert seen(study) is not None
