"""Coders compared from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studies import code_words
from thematica.store.project import Project

BOTH = ("--coder", "Ada Roe", "--coder", "Bo Lee")
WHY = "A reviewer asks for it."
COEFFICIENTS = {
    "percent",
    "positive",
    "negative",
    "jaccard",
    "cohen_kappa",
    "scott_pi",
    "fleiss_kappa",
    "krippendorff_alpha",
    "brennan_prediger",
    "gwet_ac1",
}


@pytest.fixture
def two(study: Project, run: Any) -> Path:
    """The small study coded by two: alike in the first turn that counts, differing in the rest."""
    code_words(study, "Nurse", "nobody looks at the graph", "Workload", coder="Bo Lee")
    code_words(study, "Nurse", "It is us who run out of time.", "Workload", coder="Bo Lee")
    for coder in ("Ada Roe", "Bo Lee"):
        for source in ("Nurse", "Physio"):
            assert run("pass", study.path, source, "--coder", coder, "--status", "complete").status == 0
    return study.path


@pytest.fixture
def open_two(two: Path, run: Any) -> Path:
    """The same, with agreement switched on."""
    assert run("agree", two, *BOTH, "--reason", WHY).status == 0
    return two


def test_a_reflexive_study_is_refused_until_a_reason_is_given_once(
    two: Path, run: Any, state: Callable[[], object]
) -> None:
    before = state()
    ran = run("agree", two, *BOTH)
    assert ran.refused
    assert "--reason" in ran.err
    assert state() == before
    assert run("agree", two, *BOTH, "--reason", WHY, "--json").json["reason"] == WHY
    assert run("history", two, "--json").json[-1]["label"] == f"switch agreement on: {WHY}"
    assert run("agree", two, *BOTH, "--json").json["reason"] == WHY
    run("undo", two)
    assert run("agree", two, *BOTH).refused


def test_a_reason_without_words_or_with_a_wrong_name_beside_it_keeps_nothing(
    two: Path, run: Any, state: Callable[[], object]
) -> None:
    before = state()
    assert run("agree", two, *BOTH, "--reason", " ").refused
    assert run("agree", two, "--coder", "Ada Roe", "--coder", "Cy Ng", "--reason", WHY).refused
    assert state() == before


def test_a_study_that_needs_no_reason_keeps_none(tmp_path: Path, run: Any) -> None:
    path = tmp_path / "content.thematica"
    run("new", path, "--approach", "content", "--codebook", "tpom")
    (tmp_path / "Nurse.txt").write_text("Interviewer: Well?\nP1: It takes time.\n")
    run("import", path, tmp_path / "Nurse.txt")
    for name in ("Ada Roe", "Bo Lee"):
        run("code", path, "Nurse", 22, 30, "Usability", "--coder", name)
    acts = run("history", path, "--json").json
    ran = run("agree", path, *BOTH, "--reason", WHY, "--json")
    assert (ran.status, ran.json["reason"]) == (0, None)
    assert run("history", path, "--json").json == acts


def test_json_has_the_keys_of_the_contract(open_two: Path, run: Any) -> None:
    found = run("agree", open_two, *BOTH, "--json").json
    assert (found["unit"], found["coders"], found["rule"]) == ("turn", ["Ada Roe", "Bo Lee"], "any")
    assert (found["units"], found["missing"], found["sources"]) == (5, 0, 2)
    workload = next(each for each in found["codes"] if each["code"] == "People > Workload")
    assert set(workload) >= {"code", "prevalence", *COEFFICIENTS}
    assert workload["prevalence"] == {"Ada Roe": 2, "Bo Lee": 2}
    assert (workload["percent"], workload["positive"]) == (pytest.approx(3 / 5), pytest.approx(1 / 2))
    assert workload["cohen_kappa"] == pytest.approx(1 / 6)
    assert workload["intervals"]["krippendorff_alpha"] is None
    assert "fewer than 8 sources" in workload["intervals"]["why_not"]
    first = found["disagreements"][0]
    assert set(first) >= {"source", "turn", "text", "code", "coders"}
    assert (first["source"], first["turn"], first["code"]) == ("Nurse", 5, "People > Trust")
    assert first["coders"] == {"Ada Roe": True, "Bo Lee": False}
    assert first["text"] == "They like being asked. It is us who run out of time."
    assert found["codebooks"] == ["Own codes 1"]
    assert found["bootstrap"]["seed"] == run("agree", open_two, *BOTH, "--json").json["bootstrap"]["seed"]
    assert len(found["date"]) == len("2026-03-01")


def test_what_is_not_defined_is_null_in_json_and_said_in_words(open_two: Path, run: Any) -> None:
    for name in ("Ada Roe", "Bo Lee"):
        for source in ("Nurse", "Physio"):
            run("pass", open_two, source, "--coder", name, "--status", "open")
    found = run("agree", open_two, *BOTH, "--json").json
    assert (found["missing"], found["disagreements"]) == (5, [])
    assert all(each[name] is None for each in found["codes"] for name in COEFFICIENTS)
    shown = run("agree", open_two, *BOTH).out
    assert "not defined" in shown
    assert "no source was read to its end by two of the coders" in shown


def test_options_choose_unit_rule_codes_and_sources(open_two: Path, run: Any) -> None:
    def found(*options: object) -> Any:
        return run("agree", open_two, *BOTH, *options, "--json").json

    assert found("--unit", "sentence")["units"] == 8
    assert found("--unit", "source")["units"] == 2
    assert found("--unit", "excerpt")["units"] == 5
    assert found("--unit", "excerpt", "--excerpts-of", "Bo Lee")["units"] == 2
    assert found("--rule", "half")["rule"] == "half"
    assert found("--all-turns")["units"] == 8
    assert found("--source", "Physio")["units"] == 2
    assert [each["code"] for each in found("--code", "Trust")["codes"]] == ["People > Trust"]
    assert [each["code"] for each in found("--code", "People", "--children")["codes"]] == ["People"]
    assert found("--pooled")["pooled"]["krippendorff_alpha"] is not None
    assert found()["pooled"] is None
    run("pass", open_two, "Physio", "--coder", "Bo Lee", "--status", "reading")
    assert (found()["missing"], found("--include-open")["missing"]) == (2, 0)


def test_the_text_puts_disagreements_first_and_what_figures_rest_on_beside_them(open_two: Path, run: Any) -> None:
    shown = run("agree", open_two, *BOTH, "--full").out
    assert shown.index("To talk about") < shown.index("By code")
    assert "“They like being asked. It is us who run out of time.”" in shown
    assert "People > Trust: Ada Roe yes, Bo Lee no" in shown
    for told in (
        "unit: a turn",
        "rule: a unit",
        "5 units in all, 0 of them",
        "codebook: Own codes 1",
        "rare code",
        WHY,
    ):
        assert told in shown
    for defined in ("kappa: Cohen's kappa (1960)", "AC1: Gwet's AC1 (2008)", "positive: of what", "pi: Scott's pi"):
        assert defined in shown
    assert "2a / (2a + b + c)" in shown


def test_the_text_prints_as_many_places_as_asked(open_two: Path, run: Any) -> None:
    assert "… and 1 more place;" in run("agree", open_two, *BOTH, "--most", 1).out


def test_three_coders_have_no_kappa(open_two: Path, run: Any) -> None:
    run("pass", open_two, "Nurse", "--coder", "Cy Ng", "--status", "complete")
    found = run("agree", open_two, *BOTH, "--coder", "Cy Ng", "--json").json
    assert found["coders"] == ["Ada Roe", "Bo Lee", "Cy Ng"]
    assert {each["cohen_kappa"] for each in found["codes"]} == {None}
    assert all(each["krippendorff_alpha"] is not None for each in found["codes"])
    assert "kappa" not in run("agree", open_two, *BOTH, "--coder", "Cy Ng").out.split("By code")[1].splitlines()[1]


def test_characters_are_marked_experimental(open_two: Path, run: Any) -> None:
    found = run("agree", open_two, *BOTH, "--unit", "character", "--json").json
    assert found["unit"] == "character"
    assert "Experimental" in found["experimental"]
    workload = next(each for each in found["codes"] if each["code"] == "People > Workload")
    assert {workload[name] for name in COEFFICIENTS} == {None}
    assert -1 < workload["u_alpha_relevant"] < 1
    assert [each["heading"] for each in found["domains"]] == ["People"]
    assert found["disagreements"]
    shown = run("agree", open_two, *BOTH, "--unit", "character").out
    assert "Experimental" in shown
    assert "Codes under People against each other:" in shown


@pytest.mark.parametrize(
    "words",
    [
        ("agree", "--coder", "Ada Roe"),
        ("agree", "--coder", "Ada Roe", "--coder", "Ada Roe"),
        ("agree", *BOTH, "--unit", "word"),
        ("agree", *BOTH, "--excerpts-of", "Bo Lee"),
        ("agree", *BOTH, "--unit", "character", "--pooled"),
        ("compare", "--coder", "Ada Roe"),
        ("compare",),
    ],
)
def test_words_that_are_off_are_a_usage_error(two: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run(words[0], two, *words[1:]).status == 2


def test_unknown_names_are_refused(open_two: Path, run: Any) -> None:
    for words in (
        ("agree", "--coder", "Ada Roe", "--coder", "Cy Ng"),
        ("agree", *BOTH, "--unit", "excerpt", "--excerpts-of", "Cy Ng"),
        ("agree", *BOTH, "--code", "Nothing"),
        ("compare", *BOTH, "--source", "Nothing"),
        ("compare", "--coder", "Ada Roe", "--coder", "Cy Ng"),
    ):
        assert run(words[0], open_two, *words[1:]).refused, words


def test_compare_needs_no_reason_and_puts_differences_first(two: Path, run: Any) -> None:
    found = run("compare", two, *BOTH, "--json").json
    assert (found["coders"], found["differing"], found["alike"]) == (["Ada Roe", "Bo Lee"], 2, 1)
    assert [(each["source"], each["turn"], each["differs"]) for each in found["units"]] == [
        ("Nurse", 5, True),
        ("Physio", 3, True),
        ("Nurse", 2, False),
    ]
    first = found["units"][0]
    assert (first["both"], first["only"]) == ([], {"Ada Roe": ["People > Trust"], "Bo Lee": ["People > Workload"]})
    assert first["text"].startswith("They like being asked.")
    assert [each["source"] for each in run("compare", two, *BOTH, "--source", "Physio", "--json").json["units"]] == [
        "Physio"
    ]
    assert run("compare", two, *BOTH, "--unit", "sentence", "--json").json["differing"] == 5


def test_compare_reads_side_by_side(two: Path, run: Any) -> None:
    lines = run("compare", two, *BOTH).out.splitlines()
    assert lines[0] == "Ada Roe and Bo Lee by turn: 2 differ, 1 are alike"
    assert lines[2:6] == [
        "Nurse, turn 5, P1",
        "  “They like being asked. It is us who run out of time.”",
        "  only Ada Roe: People > Trust",
        "  only Bo Lee: People > Workload",
    ]
    assert "  both: People > Workload" in lines


def test_nothing_a_terminal_obeys_is_printed(open_two: Path, run: Any) -> None:
    hostile = "\x1b[2JEve"
    run("code", open_two, "Nurse", 50, 60, "Trust", "--coder", hostile)
    for source in ("Nurse", "Physio"):
        run("pass", open_two, source, "--coder", hostile, "--status", "complete")
    for words in (("agree",), ("agree", "--unit", "character"), ("compare",)):
        ran = run(words[0], open_two, "--coder", "Ada Roe", "--coder", hostile, *words[1:])
        assert ran.status == 0
        assert "\x1b" not in ran.out + ran.err
