"""Correcting texts, bringing corrected files in, and describing cases, with real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from studies import NURSE


def spelled(words: str) -> tuple[int, int]:
    start = NURSE.index(words)
    return start, start + len(words)


def test_a_corrected_word_moves_what_follows_and_lists_what_stood_on_it(path: Path, run: Any) -> None:
    start, end = spelled("twenty")
    done = run("correct", path, "Nurse", start, end, "fifteen whole", "--json").json
    assert (done["source"], done["revision"]) == ("Nurse", 2)
    assert (done["removed"], done["joined"]) == ([], [])
    [touch] = done["changed"]
    assert (touch["thing"], touch["name"]) == ("coding", "People > Workload")
    assert touch["after"]["end"] - touch["before"]["end"] == len("fifteen whole") - len("twenty")
    texts = [each["text"] for each in run("excerpts", path, "--json").json if each["source"] == "Nurse"]
    assert texts == ["it takes fifteen whole minutes that I do not have", "They like being asked."]
    assert run("check", path, "--json").json["ok"]
    assert run("search", path, "fifteen", "--json").json[0]["text"] == "fifteen"


def test_words_are_put_in_where_start_is_end(path: Path, run: Any) -> None:
    start, _ = spelled("Honestly,")
    ran = run("correct", path, "Nurse", start, start, "Well. ")
    assert ran.out == "corrected Nurse: its text is now at revision 2\n"
    assert "P1: Well. Honestly, it takes" in run("show", path, "Nurse", "--json").json["text"]


def test_a_coding_that_loses_all_its_words_is_told_without_them(path: Path, run: Any) -> None:
    ran = run("correct", path, "Nurse", *spelled("They like being asked. "), "")
    assert "coding People > Trust" in ran.out
    assert "is gone" in ran.out
    assert "They like" not in ran.out
    assert "like" not in run("history", path).out
    run("undo", path)
    assert [code["excerpts"] for code in run("codes", path, "--json").json if code["name"] == "Trust"] == [1]


def test_what_reads_like_this_already_leaves_no_trace(path: Path, run: Any, state: Callable[[], object]) -> None:
    before = state()
    ran = run("correct", path, "Nurse", *spelled("twenty"), "twenty", "--coder", "Ada Roe")
    assert ran.status == 0
    assert "nothing changed" in ran.out
    assert state() == before


@pytest.mark.parametrize(
    "words",
    [("Nowhere", 1, 2, "x"), ("Nurse", 9999, 9999, "x"), ("Nurse", 8, 4, "x"), ("Nurse", 0, 5, "Asker")],
)
def test_a_correction_that_cannot_be_is_refused(
    path: Path, run: Any, words: tuple[object, ...], state: Callable[[], object]
) -> None:
    before = state()
    assert run("correct", path, *words).refused
    assert state() == before


def test_a_corrected_file_replaces_the_text_and_codings_follow(path: Path, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "Nurse.txt"
    file.write_text(NURSE.replace("twenty", "fifteen").replace("Interviewer:", "Ann:"))
    guid = run("sources", path, "--json").json[0]["guid"]
    words = ("import", path, file, "--on-duplicate", "replace", "--json")
    dry = run(*words, "--dry-run").json["imported"][0]
    assert (dry["source"], dry["guid"], dry["replaced"]) == ("Nurse", guid, True)
    assert run("show", path, "Nurse", "--json").json["text"] == NURSE
    [entry] = run(*words).json["imported"]
    assert (entry["source"], entry["guid"], entry["replaced"], entry["revision"]) == ("Nurse", guid, True, 2)
    assert [touch["name"] for touch in entry["changed"]] == ["People > Workload"]
    assert (entry["new_labels"], entry["gone_labels"]) == (["Ann"], ["Interviewer"])
    assert len(run("sources", path, "--json").json) == 2
    assert run("excerpts", path, "--json").json[0]["text"] == "it takes fifteen minutes that I do not have"
    again = run(*words).json
    assert (again["imported"], again["skipped"]) == ([], [{"file": str(file), "source": "Nurse"}])


def test_a_file_that_corrects_nothing_there_is_imported(path: Path, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "Third.txt"
    file.write_text("P3: We met twice.\n")
    ran = run("import", path, file, "--on-duplicate", "replace")
    assert ran.out.startswith("imported Third: 4 words, 1 turns")


TABLE = """\
name,speaker,source,site,years,pain
Nurse 1,P1,Nurse,North,11,low
Physio 1,P2,Physio,South,4,high
Nobody,P9,,,,
"""


def test_a_table_gives_cases_values_and_speakers(path: Path, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(TABLE)
    levels = run("variables", path, "--add", "pain=ordered:low, middle,high", "--json").json
    assert [(each["name"], each["type"], each["levels"]) for each in levels] == [
        ("pain", "ordered", ["low", "middle", "high"])
    ]
    done = run("cases", path, "--import", file, "--json").json
    assert (done["added"], done["updated"]) == (["Nurse 1", "Physio 1", "Nobody"], [])
    assert done["mapped"][0] == {"source": "Nurse", "label": "P1", "case": "Nurse 1"}
    assert [(each["row"], each["kind"], each["name"]) for each in done["remarks"]] == [(4, "unmatched", "Nobody")]
    nurse, physio, nobody = run("cases", path, "--json").json
    assert nurse["variables"] == {"pain": "low", "site": "North", "years": "11"}
    assert (physio["speaks"][0]["label"], nobody["speaks"]) == ("P2", [])
    types = {each["name"]: each["type"] for each in run("variables", path, "--json").json}
    assert types == {"pain": "ordered", "site": "text", "years": "integer"}
    again = run("cases", path, "--import", file)
    assert again.out.startswith("0 cases added, 3 already there")
    assert "row 4: No participant is labelled" in again.out


def test_a_workbook_is_a_table_too(path: Path, run: Any, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("name", "speaker", "years"), ("Nurse 1", "P1", 11)):
        sheet.append(row)
    book.save(tmp_path / "cases.xlsx")
    assert run("cases", path, "--import", tmp_path / "cases.xlsx", "--json").json["added"] == ["Nurse 1"]
    assert run("cases", path, "--json").json[0]["variables"] == {"years": "11"}


def test_a_file_that_is_no_table_of_cases_is_refused(
    path: Path, run: Any, tmp_path: Path, state: Callable[[], object]
) -> None:
    file = tmp_path / "colours.csv"
    file.write_text("hue,shade\nred,dark\n")
    before = state()
    assert run("cases", path, "--import", file).refused
    assert run("cases", path, "--import", tmp_path / "gone.csv").refused
    assert state() == before


def test_a_variable_gets_another_type_where_its_values_fit(path: Path, run: Any) -> None:
    run("case", "add", path, "Nurse 1", "--set", "years=11")
    changed = run("variables", path, "--set", "years=integer", "--json").json
    assert [(each["type"], each["values"]) for each in changed] == [("integer", {"11": 1})]
    assert run("variables", path, "--set", "years=boolean").refused
    assert run("variables", path, "--set", "age=integer").refused
    assert run("variables", path, "--add", "years=text").refused
    assert run("variables", path, "--add", "years").status == 2
    assert "integer" in run("variables", path).out
    assert run("variables", path, "--applies-to", "source", "--json").json == []


def test_a_dyad_knows_its_members_and_an_instrument_its_publications(path: Path, run: Any) -> None:
    for name, type_ in (("Pat", "participant"), ("Home 1", "dyad"), ("Pain scale", "instrument")):
        run("case", "add", path, name, "--type", type_)
    related = run("case", "relate", path, "Pat", "Home 1", "--role", "patient", "--json").json
    assert [(each["name"], each["role"]) for each in related["belongs_to"]] == [("Home 1", "patient")]
    assert run("case", "relate", path, "Pain scale", "Physio", "--json").json["about"] == ["Physio"]
    assert "Home 1 (patient)" in run("cases", path).out
    assert run("case", "unrelate", path, "Pat", "Home 1", "--json").json["belongs_to"] == []
    assert run("case", "unrelate", path, "Pain scale", "Physio", "--json").json["about"] == []
    assert run("case", "relate", path, "Pat", "Pat").refused
    assert run("case", "relate", path, "Pat", "Nowhere").refused
    assert run("case", "relate", path, "Pain scale", "Physio", "--role", "scale").status == 2


def test_how_sure_it_is_who_spoke_is_said_and_taken_back(path: Path, run: Any) -> None:
    run("case", "add", path, "Nurse 1")
    run("case", "map", path, "Nurse", "P1", "Nurse 1", "--certainty", "unsure")
    assert run("cases", path, "--json").json[0]["speaks"][0]["certainty"] == "unsure"
    assert run("case", "map", path, "Nurse", "P1", "--certainty", "unknown", "--json").json["case"] is None
    assert run("case", "map", path, "Nurse", "P1", "--certainty", "known").refused


def test_consent_keeps_its_days(path: Path, run: Any) -> None:
    run("case", "add", path, "Nurse 1")
    run("case", "consent", path, "Nurse 1", "given", "--on", "2026-02-01")
    consent = run("case", "consent", path, "Nurse 1", "withdrawn", "--json").json["consent"]
    assert (consent["status"], consent["given_on"], consent["withdrawn_on"]) == ("withdrawn", "2026-02-01", None)
    assert "withdrawn" in run("cases", path).out
    assert run("case", "consent", path, "Nurse 1", "given", "--on", "someday").refused


def test_the_grid_tells_what_was_planned_held_and_missed(path: Path, run: Any, tmp_path: Path) -> None:
    run("case", "add", path, "Ola")
    for point in ("baseline", "week 12"):
        run("case", "plan", path, "Ola", point)
    file = tmp_path / "Ola.txt"
    file.write_text("I: And then?\nOla: I came back.\nI: Why?\nOla: It helped.\n")
    run("import", path, file, "--set", "time_point=baseline")
    run("case", "map", path, "Ola", "Ola", "Ola", "--role", "participant")
    run("case", "missing", path, "Ola", "week 12", "moved away")
    points = run("cases", path, "--json").json[0]["time_points"]
    assert [(each["time_point"], each["status"], each["reason"]) for each in points] == [
        ("baseline", "held", ""),
        ("week 12", "missing", "moved away"),
    ]
    assert points[0]["sources"] == ["Ola"]
    lines = run("cases", path).out.splitlines()
    assert [line.split() for line in lines if line.startswith(("meetings", "Ola  "))][1:] == [
        ["meetings", "baseline", "week", "12"],
        ["Ola", "held:", "Ola", "missing:", "moved", "away"],
    ]
    assert lines[-1] == "2 planned: 1 held, 1 missing, 0 still open"
    assert run("case", "missing", path, "Ola", "week 12", " ").refused
    assert run("case", "missing", path, "Ola", "week 12").status == 2
    run("case", "unplan", path, "Ola", "week 12")
    assert run("case", "unplan", path, "Ola", "week 12").refused


def test_a_case_is_renamed_and_removed(path: Path, run: Any) -> None:
    run("case", "add", path, "Nurse 1")
    run("case", "map", path, "Nurse", "P1", "Nurse 1")
    assert run("case", "rename", path, "Nurse 1", "Kari", "--json").json["name"] == "Kari"
    guid = run("cases", path, "--json").json[0]["guid"]
    assert run("case", "remove", path, "Kari", "--json").json == {"removed": guid}
    assert run("cases", path, "--json").json == []
    assert run("excerpts", path, "--json").json[0]["case"] is None
    assert run("case", "remove", path, "Kari").refused


ANSWERS = """\
Case,Age,freetext
ID4,24,"I wanted to do some more studies, but after school I lost the interest."
ID5,,"I needed to learn more for my work, and family life prevented me."
"""


def test_a_survey_is_pointed_out_with_the_words_that_import_it(path: Path, run: Any, tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(ANSWERS)
    dry = run("import", path, file, "--dry-run", "--json")
    assert dry.status == 1
    [failed] = dry.json["failed"]
    words = failed["proposal"]["options"]
    assert "--row-per-source" in failed["hint"]
    ran = run("import", path, file, *words, "--json")
    assert ran.status == 0
    assert [(each["source"], each["row"], each["cases"]) for each in ran.json["imported"]] == [
        ("ID4", 2, ["ID4"]),
        ("ID5", 3, ["ID5"]),
    ]
    [source] = [each for each in run("sources", path, "--json").json if each["name"] == "ID4"]
    assert (source["kind"], source["turns"], source["variables"]) == ("survey", 1, {"Age": "24"})
    [turn] = run("show", path, "ID4", "--turns", "--json").json["turns"]
    assert (turn["speaker"], turn["body_start"]) == (None, len("freetext: "))
    assert run("history", path, "--json").json[-1]["label"] == "import 2 rows of survey.csv"
    assert "2 rows were there already" in run("import", path, file, *words).out


def test_a_dry_run_of_rows_changes_nothing(path: Path, run: Any, tmp_path: Path, state: Callable[[], object]) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(ANSWERS)
    before = state()
    words = ("import", path, file, "--row-per-source", "--text-column", "freetext", "--variable-column", "Age")
    ran = run(*words, "--dry-run")
    assert ran.out.startswith("would import 2 sources (survey)")
    assert "variable Age: integer" in ran.out
    assert state() == before


@pytest.mark.parametrize("words", [("--text-column", "a"), ("--case-column", "a")])
def test_columns_are_chosen_for_tables_only(path: Path, run: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run("import", path, tmp_path / "a.csv", *words).status == 2


def test_rows_need_a_column_of_text_that_is_there(
    path: Path, run: Any, tmp_path: Path, state: Callable[[], object]
) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(ANSWERS)
    before = state()
    for words in ((), ("--text-column", "answer"), ("--text-column", "freetext", "--case-column", "who")):
        assert run("import", path, file, "--row-per-source", *words).refused
    assert state() == before


def test_a_source_is_described_after_it_came_in(path: Path, run: Any) -> None:
    said = run("source", "set", path, "Nurse", "phase=during", "--kind", "field-note", "--name", "Ward", "--json").json
    assert (said["name"], said["kind"], said["variables"]) == ("Ward", "field-note", {"phase": "during"})
    assert run("source", "set", path, "Ward", "phase=").out == "Ward (field-note): no values\n"
    assert run("source", "set", path, "Ward").status == 2
    assert run("source", "set", path, "Ward", "--name", "Physio").refused
    assert run("sources", path, "--json").json[0]["name"] == "Ward"


def test_a_value_of_a_case_is_cleared(path: Path, run: Any) -> None:
    run("case", "add", path, "Nurse 1", "--set", "years=11")
    assert run("case", "set", path, "Nurse 1", "years=", "--json").json["variables"] == {}
    assert run("case", "set", path, "Nurse 1", "=11").status == 2
    assert run("case", "set", path, "Nurse 1").status == 2
    assert run("case", "set", path, "Nurse 1", "--type", "site", "--json").json["type"] == "site"


def test_a_variable_is_renamed_and_removed_with_its_values(path: Path, run: Any) -> None:
    run("case", "add", path, "Nurse 1", "--set", "years=11")
    run("variables", path, "--rename", "years=years at work")
    assert run("cases", path, "--json").json[0]["variables"] == {"years at work": "11"}
    assert run("variables", path, "--rename", "years=age").refused
    assert run("variables", path, "--remove", "years at work", "--json").json == []
    assert run("cases", path, "--json").json[0]["variables"] == {}
