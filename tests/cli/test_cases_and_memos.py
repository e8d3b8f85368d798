from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def test_a_speaker_becomes_a_case(path: Path, run: Any) -> None:
    run("case", "add", path, "Nurse 1", "--type", "participant")
    mapped = run("case", "map", path, "Nurse", "P1", "Nurse 1", "--name", "Kari", "--json").json
    assert (mapped["name"], mapped["role"], mapped["case"]) == ("Kari", "participant", "Nurse 1")
    assert run("excerpts", path, "--case", "Nurse 1", "--json").json[0]["speaker"] == "Kari"


def test_a_role_that_was_guessed_wrong_is_corrected(path: Path, run: Any) -> None:
    run("case", "map", path, "Nurse", "P1", "--role", "interviewer")
    workload = next(code for code in run("codes", path, "--json").json if code["name"] == "Workload")
    assert workload["participants"] == 1


def test_values_are_set_and_changed(path: Path, run: Any) -> None:
    run("case", "add", path, "Nurse 1", "--set", "site=North")
    changed = run("case", "set", path, "Nurse 1", "site=South", "years=11", "--json").json
    assert changed["variables"] == {"site": "South", "years": "11"}


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Nurse 1"),
        ("set", "Nobody", "a=b"),
        ("map", "Nurse", "P9", "Nurse 1"),
        ("map", "Nurse", "P1", "Nobody"),
        ("map", "Nowhere", "P1", "Nurse 1"),
    ],
)
def test_what_cannot_be_is_refused(path: Path, run: Any, words: tuple[str, ...]) -> None:
    run("case", "add", path, "Nurse 1")
    acts = run("history", path, "--json").json
    verb, *rest = words
    assert run("case", verb, path, *rest).refused
    assert run("history", path, "--json").json == acts


def test_memos_lie_on_anything(path: Path, run: Any) -> None:
    run("theme", "add", path, "Time")
    run("case", "add", path, "Nurse 1")
    coding = run("excerpts", path, "--json").json[0]["guid"]
    for on in ("source:Nurse", "code:People > Trust", "theme:Time", "case:Nurse 1", f"coding:{coding}"):
        assert run("memo", path, "Look again.", "--on", on).status == 0
    run("memo", path, "On the whole.")
    run("memo", path, "Just here.", "--at", "Nurse", 13, 20)
    memos = {memo["on"]: memo for memo in run("memos", path, "--json").json}
    assert set(memos) == {"source", "code", "theme", "case", "coding", "project", "excerpt"}
    assert (memos["excerpt"]["start"], memos["excerpt"]["end"]) == (13, 20)
    assert memos["project"]["text"] == "On the whole."


def test_the_journal_has_entries_of_a_kind_with_links_and_private_ones_are_their_authors_alone(
    path: Path, run: Any
) -> None:
    run("theme", "add", path, "Time")
    run("memo", path, "A memo.")
    entry = ("memo", path, "What did I expect?", "--journal", "--topic", "doubt")
    run(*entry, "--private", "--link", "code:People > Trust", "--link", "theme:Time", "--coder", "Ada Roe")
    run(*entry, "--coder", "Bo Lee")
    journal = run("memos", path, "--journal", "--json", "--coder", "Ada Roe").json
    journal.sort(key=lambda each: each["coder"])  # both were written within a second
    assert [(each["coder"], each["topic"], each["private"]) for each in journal] == [
        ("Ada Roe", "doubt", True),
        ("Bo Lee", "doubt", False),
    ]
    assert [(link["on"], link["about"]) for link in journal[0]["links"]] == [("code", "Trust"), ("theme", "Time")]
    assert "on project the project, journal, doubt, private\n  and code Trust, theme Time\n  What did" in (
        run("memos", path, "--coder", "Ada Roe").out
    )
    assert {each["purpose"] for each in run("memos", path, "--json", "--coder", "Bo Lee").json} == {"memo", "journal"}
    assert run("memo", path, "Text.", "--link", "code").status == 2
    assert run("memo", path, "Text.", "--link", "code:Nothing").refused


@pytest.mark.parametrize("on", ["code:Nothing", "coding:1"])
def test_a_memo_on_nothing_is_refused(path: Path, run: Any, on: str) -> None:
    assert run("memo", path, "Text.", "--on", on).refused
    assert run("memo", path, "  ").refused
    assert run("memos", path, "--json").json == []


@pytest.mark.parametrize("on", ["code", "novel:x", "code: "])
def test_words_that_are_off_are_a_usage_error(path: Path, run: Any, on: str) -> None:
    assert run("memo", path, "Text.", "--on", on).status == 2
