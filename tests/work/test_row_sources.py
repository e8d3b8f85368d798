"""Surveys and extraction tables: a row is a source, the table is one act, and nothing that is there is written over."""

from __future__ import annotations

from typing import Any

import pytest

from studies import code_words, dump, finished
from thematica.errors import NotAllowed, NotFound
from thematica.formats.transcripts import read_table
from thematica.store import check
from thematica.store.project import Project
from thematica.store.reads import codes, names
from thematica.store.reads.cases import cases as all_cases
from thematica.store.reads.cases import variables
from thematica.store.reads.sources import SourceView
from thematica.store.reads.sources import sources as all_sources
from thematica.store.reads.transcripts import transcript
from thematica.work import codebook, relations, row_sources, sources
from thematica.work.row_columns import RowColumns, proposed

SURVEY = """\
Respondent;Age;Ward;What helped?;What got in the way
R1;44;North;They called before the visit.;Nothing.
R2;39;South;"The nurse read it.
She asked me about it.";The form was far too long for me.
R3;old;North;;
R1;51;;No idea.;No idea.
"""
COLUMNS = RowColumns(("what helped?", "What got in the way"), "Respondent", ("Age", "Ward"), "Respondent")


def take_in(project: Project, text: str = SURVEY, columns: RowColumns = COLUMNS, **how: Any) -> row_sources.RowsTaken:
    prepared = finished(row_sources.prepare(text.encode(), "survey.csv", "en", columns))
    with project.act("import a table") as tx:
        return row_sources.take_in(tx, prepared, **how)


def seen(project: Project) -> dict[str, SourceView]:
    with project.read() as session:
        assert check.problems(session) == ()
        return {view.name: view for view in all_sources(session)}


def test_each_row_becomes_a_source_with_its_values_and_its_case(project: Project) -> None:
    taken = take_in(project, values={"wave": "first"})
    views = seen(project)
    assert [(name, view.kind, view.turns) for name, view in views.items()] == [
        ("R1", "survey", 2),
        ("R2", "survey", 2),
        ("R1 (2)", "survey", 2),
    ]
    assert views["R2"].variables == {"Age": "39", "Ward": "South", "wave": "first"}
    assert views["R1 (2)"].variables == {"Age": "51", "wave": "first"}
    assert taken.cases == ["R1", "R2"]
    assert taken.variables == ["Age", "Ward"]
    assert [(each.row, each.kind) for each in taken.remarks] == [(4, "empty")]
    with project.read() as session:
        assert {view.name: view.type for view in all_cases(session)} == {"R1": "participant", "R2": "participant"}
        assert {view.name: list(view.about.values()) for view in all_cases(session)}["R1"] == ["R1", "R1 (2)"]
        view = transcript(session, views["R2"].guid)
    assert view.speakers == ()
    assert [turn.shown.of(view.text) for turn in view.turns] == [
        "What helped? The nurse read it.\nShe asked me about it.",
        "What got in the way: The form was far too long for me.",
    ]
    assert next(span.of(view.text) for span in view.sentences) == "The nurse read it."


def test_types_are_guessed_by_column_over_all_rows(project: Project) -> None:
    take_in(project, SURVEY.replace("old", "60").replace(";;\n", ";Long.;\n"))
    with project.read() as session:
        assert {view.name: view.type for view in variables(session)} == {"Age": "integer", "Ward": "text"}


def test_one_step_takes_the_whole_table_back(project: Project) -> None:
    before = dump(project)
    take_in(project)
    project.undo()
    assert dump(project) == before


def test_answers_count_for_the_participant_they_are_of(project: Project) -> None:
    take_in(project)
    with project.act("codes") as tx:
        codebook.new_code(tx, "Reach")
        codebook.new_code(tx, "Blank")
    code_words(project, "R1", "They called before the visit.", "Reach")
    code_words(project, "R1", "Nothing.", "Reach")
    code_words(project, "R2", "She asked me about it.", "Reach")
    with project.read() as session:
        [reach] = [view for view in codes.codes(session) if view.name == "Reach"]
    assert (reach.counts.excerpts, reach.counts.sources, reach.counts.participants) == (3, 2, 2)


def test_a_source_of_two_participants_is_the_words_of_neither_alone(project: Project) -> None:
    take_in(project, "who,why\nR1; R2,We both said so.\n", RowColumns(("why",), case="who"))
    [(name, view)] = seen(project).items()
    assert name == "survey row 2"
    with project.read() as session:
        assert [voice.participant for voice in transcript(session, view.guid).voices.turns] == [None]


def test_a_survey_that_has_grown_is_taken_in_without_what_is_there(project: Project) -> None:
    take_in(project)
    before = seen(project)
    again = take_in(project, SURVEY + "R1;20;North;They called before the visit.;Nothing.\nR4;30;;It was short.;\n")
    assert dict(zip(again.sources, list(seen(project))[3:], strict=True)) == {
        6: "R1 (3)",
        7: "R4",
    }
    assert {name: seen(project)[name] for name in before} == before


def test_copies_are_made_where_they_are_asked_for(project: Project) -> None:
    take_in(project)
    take_in(project, copies=True)
    assert list(seen(project))[3:] == ["R1 (3)", "R2 (2)", "R1 (4)"]


def test_a_name_that_an_interview_has_is_not_taken_from_it(project: Project) -> None:
    with project.act("import") as tx:
        interview = sources.add(tx, sources.prepare(b"I: So?\nP: Well.\n", "R1.txt", "en"))
    take_in(project)
    with project.read() as session:
        assert names.source_named(session, "R1") == interview
    assert list(seen(project)) == ["R1", "R1 (2)", "R2", "R1 (3)"]


PAPERS = """\
Study,Year,Instrument,Findings
Roe 2019,2019,Pain scale; Fatigue scale,Patients found the wording clear in all groups.
Lee 2021,2021,Pain scale,Recall over a week was harder than recall over a day.
"""


def test_publications_are_about_instruments_many_to_many(project: Project) -> None:
    take_in(project, PAPERS, RowColumns(("Findings",), "Study", ("Year",), "Instrument"), kind="publication")
    assert {view.kind for view in seen(project).values()} == {"publication"}
    with project.read() as session:
        about = {view.name: (view.type, list(view.about.values())) for view in all_cases(session)}
        voices = transcript(session, names.source_named(session, "Lee 2021")).voices.turns
    assert about == {
        "Pain scale": ("instrument", ["Roe 2019", "Lee 2021"]),
        "Fatigue scale": ("instrument", ["Roe 2019"]),
    }
    assert [voice.participant for voice in voices] == [None]


def test_a_case_that_is_something_else_stays_so_and_this_is_told(project: Project) -> None:
    take_in(project, PAPERS, RowColumns(("Findings",), "Study", (), "Instrument"), kind="publication")
    taken = take_in(project, "who,why\nPain scale,It hurts to fill in.\n", RowColumns(("why",), "who", (), "who"))
    assert [(each.kind, each.said) for each in taken.remarks] == [
        ("misfit", "“Pain scale” is already a case of type instrument and stays one.")
    ]


def test_a_value_that_does_not_fit_the_variable_there_is_left_out_and_told(project: Project) -> None:
    take_in(project, "n,age,why\n1,44,Long.\n", RowColumns(("why",), variables=("age",)))
    taken = take_in(project, "n,age,why\n2,old,Short.\n", RowColumns(("why",), variables=("age",)))
    assert [(each.row, each.kind) for each in taken.remarks] == [(2, "misfit")]


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [(RowColumns(()), NotAllowed), (RowColumns(("Why",)), NotFound), (RowColumns(("Ward",), case="x"), NotFound)],
)
def test_columns_that_are_not_there_are_said(columns: RowColumns, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        finished(row_sources.prepare(SURVEY.encode(), "survey.csv", "en", columns))


def test_columns_are_proposed_where_a_table_is_clearly_of_this_shape() -> None:
    distinct = SURVEY.replace("R1;51", "R4;51")
    survey, papers = (proposed(read_table(text.encode(), "a.csv")) for text in (distinct, PAPERS))
    assert survey is not None
    assert survey.columns.case == survey.columns.name == "Respondent"
    assert survey.columns.variables == ("Age", "Ward")
    assert papers is not None
    assert (papers.kind, papers.columns) == (
        "publication",
        RowColumns(("Findings",), "Study", ("Year",), "Instrument"),
    )


@pytest.mark.parametrize("text", ["1,It was cold there in the ward.\n2,Then it was warm.\n", "a,b\n1,2\n3,4\n"])
def test_nothing_is_proposed_without_a_head_or_without_prose(text: str) -> None:
    assert proposed(read_table(text.encode(), "a.csv")) is None


def test_a_participant_that_is_linked_by_hand_answers_too(project: Project) -> None:
    take_in(project, columns=RowColumns(("What helped?",), "Respondent", (), "Respondent"))
    with project.read() as session:
        source = names.source_named(session, "R2")
        case = names.case_named(session, "R2")
    with project.act("unlink") as tx:
        relations.unlink_source(tx, case, source)
    with project.read() as session:
        assert [voice.participant for voice in transcript(session, source).voices.turns] == [None]
