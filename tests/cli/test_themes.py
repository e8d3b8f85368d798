from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def themes(run: Any, path: Path) -> dict[str, Any]:
    return {theme["name"]: theme for theme in run("themes", path, "--json").json}


@pytest.fixture
def gathered(path: Path, run: Any) -> Path:
    run("theme", "add", path, "Time", "--definition", "Where the time goes.", "--status", "developed")
    run("theme", "add", path, "Lost time", "--parent", "Time")
    run("theme", "add", path, "Being asked")
    return path


def test_themes_nest_and_are_numbered(gathered: Path, run: Any) -> None:
    found = themes(run, gathered)
    assert [theme["number"] for theme in found.values()] == ["1", "1.1", "2"]
    assert found["Lost time"]["parent"] == found["Time"]["guid"]
    assert (found["Time"]["definition"], found["Time"]["status"]) == ("Where the time goes.", "developed")


def test_themes_are_changed_moved_and_removed(gathered: Path, run: Any) -> None:
    run("theme", "set", gathered, "Lost time", "--name", "Time that is gone", "--account", "They said so.")
    run("theme", "move", gathered, "Time > Time that is gone", "--parent", "Being asked")
    run("theme", "move", gathered, "Being asked", "--place", 1)
    found = themes(run, gathered)
    assert [(theme["number"], name) for name, theme in found.items()] == [
        ("1", "Being asked"),
        ("1.1", "Time that is gone"),
        ("2", "Time"),
    ]
    assert found["Time that is gone"]["account"] == "They said so."
    run("theme", "remove", gathered, "Being asked")
    assert themes(run, gathered)["Time that is gone"]["parent"] is None
    run("undo", gathered, 4)
    assert "Lost time" in themes(run, gathered)


def test_codes_and_excerpts_are_attached_and_taken_out(gathered: Path, run: Any) -> None:
    excerpt = run("excerpts", gathered, "--code", "Trust", "--json").json[0]
    attached = run("theme", "attach", gathered, "Time", "Workload", excerpt["guid"], "--contrary", "--json").json
    assert attached["codes"] == ["People > Workload"]
    [evidence] = attached["evidence"]
    assert (evidence["text"], evidence["stance"]) == ("They like being asked.", "contrary")
    assert run("history", gathered, "--json").json[-1]["label"] == "attach 1 code and 1 excerpt to “Time”"
    left = run("theme", "detach", gathered, "Time", evidence["guid"], "Workload", "--json").json
    assert (left["codes"], left["evidence"]) == ([], [])


def test_quotes_keep_their_order(gathered: Path, run: Any) -> None:
    first, second, third = (each["guid"] for each in run("excerpts", gathered, "--json").json)
    run("theme", "quote", gathered, "Time", first, second)
    quotes = run("theme", "quote", gathered, "Time", third, "--place", 1, "--translation", "Again.", "--json").json[
        "quotes"
    ]
    assert quotes[0]["translation"] == "Again."
    assert quotes[0]["source"] == "Physio"
    assert len(quotes) == 3
    left = run("theme", "detach", gathered, "Time", quotes[0]["guid"], "--json").json["quotes"]
    assert [quote["source"] for quote in left] == ["Nurse", "Nurse"]


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Time"),
        ("add", " "),
        ("add", "New", "--parent", "Nowhere"),
        ("move", "Time", "--parent", "Lost time"),
        ("attach", "Time", "Wrokload"),
        ("attach", "Time", "--at", "Nurse", "5", "1"),
        ("attach", "Tyme", "Workload"),
        ("detach", "Time", "Workload"),
        ("quote", "Time", "no-guid"),
        ("quote", "Time", "--at", "Nurse", "0", "1000000"),
    ],
)
def test_what_cannot_be_is_refused(gathered: Path, run: Any, words: tuple[str, ...]) -> None:
    verb, *rest = words
    before = themes(run, gathered)
    assert run("theme", verb, gathered, *rest).refused
    assert themes(run, gathered) == before


@pytest.mark.parametrize(
    "words", [("attach", "Time"), ("quote", "Time"), ("move", "Time"), ("set", "Time", "--status", "done")]
)
def test_words_that_are_off_are_a_usage_error(gathered: Path, run: Any, words: tuple[str, ...]) -> None:
    verb, *rest = words
    assert run("theme", verb, gathered, *rest).status == 2


def test_themes_read_well(built: Path, run: Any) -> None:
    shown = run("themes", built).out
    assert "1 Asked, not heard (candidate)" in shown
    assert "“So some days I just skip it.” (P1, Nurse)" in shown
