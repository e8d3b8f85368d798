from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def found(run: Any, path: Path, *words: object) -> list[str]:
    answer = run("autocode", path, "Trust", *words, "--json").json
    return [each["text"] for each in answer["codings"]]


def test_hits_of_a_search_are_coded_in_one_act_that_says_so(path: Path, run: Any) -> None:
    answer = run("autocode", path, "Trust", "--match", r"\bday\w*", "--json").json
    assert [each["text"] for each in answer["codings"]] == ["days"]
    assert answer["matches"] == 1
    assert run("history", path, "--json").json[-1]["label"] == "code “Trust” by search"
    codings = run("show", path, "Nurse", "--codes", "--json").json["codings"]
    assert [each["how"] for each in codings if each["text"] == "days"] == ["search"]
    run("undo", path)
    assert "days" not in [each["text"] for each in run("excerpts", path, "--json").json]


def test_interviewers_are_left_out_unless_they_are_named(path: Path, run: Any) -> None:
    assert found(run, path, "--phrase", "the patients") == []
    assert found(run, path, "--speaker", "Interviewer")[1] == "And the patients?"


def test_the_unit_is_the_match_its_sentence_or_its_turn(path: Path, run: Any) -> None:
    assert found(run, path, "--phrase", "TWENTY  minutes") == ["twenty minutes"]
    assert found(run, path, "--phrase", "twenty minutes", "--unit", "sentence") == [
        "Honestly, it takes twenty minutes that I do not have."
    ]
    [turn] = found(run, path, "--phrase", "twenty minutes", "--unit", "turn")
    assert turn.startswith("Honestly")
    assert turn.endswith("graph.")


def test_a_unit_with_two_matches_is_coded_once(path: Path, run: Any) -> None:
    answer = run("autocode", path, "Trust", "--match", "they|right", "--unit", "turn", "--json").json
    assert (answer["matches"], len(answer["codings"])) == (2, 1)


def test_a_dry_run_shows_and_changes_nothing(path: Path, run: Any) -> None:
    before = run("history", path, "--json").json
    answer = run("autocode", path, "Trust", "--speaker", "P2", "--dry-run", "--json").json
    assert [each["guid"] for each in answer["codings"]] == [None, None]
    assert run("history", path, "--json").json == before
    assert "I read them before they come in." in run("autocode", path, "Trust", "--speaker", "P2", "--dry-run").out


def test_coding_the_same_hits_again_changes_nothing(path: Path, run: Any) -> None:
    first = run("autocode", path, "Trust", "--match", "record", "--coder", "Ada Roe", "--json").json
    acts = len(run("history", path, "--json").json)
    again = run("autocode", path, "Trust", "--match", "record", "--coder", "Ada Roe", "--json").json
    assert again == first
    assert len(run("history", path, "--json").json) == acts


@pytest.mark.parametrize(
    "words",
    [("--match", "("), ("--match", "*"), ("--phrase", "…"), ("--speaker", "Nobody"), ("--match", "a{99999999999}")],
)
def test_what_cannot_be_searched_for_is_refused(path: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("autocode", path, "Trust", *words).refused


@pytest.mark.parametrize("words", [(), ("--match", "a", "--phrase", "b"), ("--speaker", "P2", "--unit", "match")])
def test_words_that_are_off_are_a_usage_error(path: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("autocode", path, "Trust", *words).status == 2


def test_a_heading_is_not_applied(path: Path, run: Any) -> None:
    assert run("autocode", path, "People", "--phrase", "record").refused
