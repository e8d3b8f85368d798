"""Everything that can become of a code on the screen, done by commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def codes(run: Any, path: Path) -> dict[str, Any]:
    return {code["path"]: code for code in run("codes", path, "--json").json}


def test_a_code_is_made_defined_and_put_elsewhere(path: Path, run: Any) -> None:
    made = run("codebook", "new", path, "Hope", "--under", "People", "--brief", "That it helps.", "--json").json
    assert (made["path"], made["brief"], made["kind"]) == ("People > Hope", "That it helps.", "inductive")
    words = ("--name", "Hopes", "--definition", "Of cure.", "--use-when", "Said.", "--use-when", "Shown.")
    rest = ("--not-when", "Wished.", "--example", "I hope.", "--invented", "--alias", "Wish", "--symbol", "Ho")
    edited = run("codebook", "edit", path, "Hope", *words, *rest, "--colour", "#0072b2", "--json").json
    assert edited["guid"] == made["guid"]
    assert (edited["include"], edited["exclude"], edited["aliases"]) == (["Said.", "Shown."], ["Wished."], ["Wish"])
    assert (edited["symbol"], edited["colour"], edited["example_invented"]) == ("Ho", "#0072b2", True)
    assert run("codebook", "edit", path, "Hopes", "--use-when", "", "--symbol", "", "--json").json["include"] == []
    assert run("codebook", "edit", path, "Hopes", "--symbol", "long").refused
    run("codebook", "move", path, "Hopes", "--top")
    assert list(codes(run, path)) == ["People", "People > Workload", "People > Trust", "Double entry", "Hopes"]
    run("codebook", "move", path, "Hopes", "--place", 1)
    assert next(iter(codes(run, path))) == "Hopes"
    assert run("codebook", "move", path, "People", "--under", "Workload").refused
    assert run("codebook", "move", path, "Hopes").status == 2
    assert run("codebook", "new", path, "Group", "--heading", "--json").json["codable"] is False


def test_codes_are_retired_restored_and_removed(path: Path, run: Any) -> None:
    run("codebook", "retire", path, "Trust")
    assert codes(run, path)["People > Trust"]["status"] == "retired"
    run("codebook", "restore", path, "Trust")
    assert codes(run, path)["People > Trust"]["status"] == "active"
    assert "Retire it" in run("codebook", "remove", path, "Trust").err
    run("codebook", "new", path, "A slip")
    assert run("codebook", "remove", path, "A slip").status == 0
    assert "A slip" not in codes(run, path)


def test_links_are_made_listed_and_taken_away(path: Path, run: Any) -> None:
    made = run("codebook", "link", path, "Double entry", "specifies", "Workload", "--json").json
    assert made["links"] == [{"code": "Double entry", "kind": "specifies", "to": "People > Workload"}]
    assert run("codebook", "link", path, "Workload", "specifies", "Double entry").refused
    gone = run("codebook", "link", path, "Double entry", "specifies", "Workload", "--remove", "--json").json
    assert gone["links"] == []
    run("codebook", "add", path, "npt")
    assert "Double entry" in {code["path"] for code in run("codebook", "outside", path, "--json").json}


def test_a_fold_is_told_before_and_is_one_act(path: Path, run: Any, state: Callable[[], object]) -> None:
    before = state()
    would = run("codebook", "fold", path, "Double entry", "--into", "Workload", "--dry-run", "--json").json
    assert (would["moving"], would["joining"], would["folded"]) == (0, 1, False)
    assert state() == before
    run("codebook", "fold", path, "Double entry", "--into", "Workload")
    folded = codes(run, path)["Double entry"]
    assert (folded["status"], folded["merged_into"]) == ("retired", codes(run, path)["People > Workload"]["guid"])
    told = [event["words"] for event in run("codebook", "history", path, "Workload", "--json").json]
    assert "“Double entry” was folded into it" in told[-1]
    run("undo", path)
    assert codes(run, path)["Double entry"]["status"] == "active"


def test_a_split_code_is_sorted_coding_by_coding(path: Path, run: Any) -> None:
    parts = run("codebook", "split", path, "Workload", "Minutes", "Repetition", "--json").json
    assert [part["path"] for part in parts["parts"]] == [
        "People > Workload > Minutes",
        "People > Workload > Repetition",
    ]
    first, second = run("codebook", "waiting", path, "--json").json
    assert (first["source"], first["code"]) == ("Nurse", "People > Workload")
    sorted_ = run("codebook", "sort", path, first["guid"], "Minutes", "Repetition", "--json").json
    assert {each["code"] for each in sorted_["codings"]} == {part["path"] for part in parts["parts"]}
    run("codebook", "sort", path, second["guid"], "Workload")
    assert run("codebook", "waiting", path, "--json").json == []
    assert run("codebook", "sort", path, second["guid"], "People").refused


def test_codings_older_than_a_definition_are_listed_until_they_are_confirmed(path: Path, run: Any) -> None:
    assert run("codebook", "older", path, "--json").json == []
    run("codebook", "edit", path, "Workload", "--definition", "Another.")
    found = run("codebook", "older", path, "--code", "Workload", "--json").json
    assert [each["source"] for each in found] == ["Nurse", "Physio"]
    assert run("codebook", "older", path, "--code", "Trust", "--json").json == []
    run("codebook", "confirm", path, *(each["guid"] for each in found))
    assert run("codebook", "older", path, "--json").json == []


def test_versions_have_numbers_and_notes(path: Path, run: Any) -> None:
    listed = run("codebook", "version", path, "1.1", "--note", "After the pilot", "--json").json
    assert [(each["version"], each["note"]) for each in listed] == [("1", ""), ("1.1", "After the pilot")]
    assert run("codebook", "version", path, "1.1").refused
    run("codebook", "add", path, "npt")
    assert "Own codes" in run("codebook", "version", path, "2").err
    assert run("codebook", "version", path, "2", "--codebook", "own").status == 0


@pytest.mark.parametrize("verb", ["edit", "move", "retire", "restore", "remove", "history"])
def test_a_code_that_is_not_there_is_told(path: Path, run: Any, verb: str) -> None:
    more = ("--top",) if verb == "move" else ()
    assert run("codebook", verb, path, "Nothing like it", *more).refused
