from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from thematica.cli.output import columns
from thematica.store.project import Project
from thematica.work import sources

KEYS = {"source", "start", "end", "text", "before", "after", "turn", "speaker"}


def test_hits_have_the_promised_keys_and_offsets(path: Path, run: Any) -> None:
    hits = run("search", path, "it", "--json").json
    assert hits
    for hit in hits:
        assert set(hit) >= KEYS
        text = run("show", path, hit["source"], "--json").json["text"]
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert text[hit["start"] - len(hit["before"]) :].startswith(hit["before"] + hit["text"] + hit["after"])
    assert max(len(hit["before"]) for hit in run("search", path, "it", "--context", "7", "--json").json) == 7
    assert {hit["after"] for hit in run("search", path, "it", "--context", "0", "--json").json} == {""}


def test_ways_of_searching(path: Path, run: Any) -> None:
    def found(*words: str) -> list[str]:
        return [hit["text"] for hit in run("search", path, *words, "--json").json]

    assert found("asking", "--lemma") == ["asked"]
    assert found(r"\bday\w*", "--regex") == ["day", "days"]
    assert found("day", "--word") == ["day"]
    assert found("ask like", "--all") == ["like", "ask"]
    assert found("TWENTY") == ["twenty"]
    assert found("TWENTY", "--match-case") == []
    assert found("e", "--limit", "2") == ["e", "e"]
    assert found("the patients", "--evidence") == found("the patients", "--role", "participant") == []
    assert found("the patients", "--role", "interviewer", "--source", "Nurse") == ["the patients"]
    assert found("the patients", "--source", "Physio") == []


def test_what_was_found_stands_in_one_column(study: Project, run: Any) -> None:
    with study.act("import") as tx:
        prepared = sources.prepare("田中: 日本の日々 day\nBo: 👨‍👩‍👧 é\u0323 day\n".encode(), "日記.txt", "ja")
        sources.add(tx, prepared)
    answer = run("search", study.path, "day")
    at = {columns(line[: line.index("⟦")]) for line in answer.out.splitlines()}
    assert len(at) == 1
    assert len(answer.out.splitlines()) == 4
    assert answer.err == "4 hits in 2 sources\n"


def test_nothing_found_is_an_answer(path: Path, run: Any) -> None:
    answer = run("search", path, "zebra")
    assert (answer.status, answer.out, answer.err) == (0, "", "0 hits in 0 sources\n")
    assert run("search", path, "zebra", "--json").json == []


def test_lemmas_are_named_with_their_version(study: Project, run: Any) -> None:
    assert "(lemmas: simplemma " in run("search", study.path, "asking", "--lemma").err
    with study.act("import") as tx:
        sources.add(tx, sources.prepare(b"P1: Hjaj.\n", "Unknown.txt", "tlh"))
    assert "none are known for tlh" in run("search", study.path, "asking", "--lemma").err


def test_no_text_reaches_the_terminals_control_channel(study: Project, run: Any) -> None:
    hostile = "P1: be \u200efore\u2028 \x1b[31mday\x1b[0m \x9b5m af\u202eter\u2066 [bold]day[/bold]\n"
    with study.act("import") as tx:
        sources.add(tx, sources.prepare(hostile.encode(), "Hostile \x1b[5m.txt", "en"), name="Hostile")
    for words in (("day",), ("day", "--json"), (r"\w+", "--regex")):
        out = run("search", study.path, *words, "--source", "Hostile").out
        assert "day" in out
        assert not [each for each in out if unicodedata.category(each) == "Cc" and each != "\n"]
        assert not set(out) & set("\u2028\u202e\u2066")


@pytest.mark.parametrize(
    "words", [("",), ("  ",), ("(", "--regex"), ("a", "--regex", "--lemma"), ("?", "--lemma"), ("a", "--source", "No")]
)
def test_what_cannot_be_searched_for_is_refused(path: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("search", path, *words).refused


@pytest.mark.parametrize("words", [(), ("a", "--context", "-1"), ("a", "--limit", "0"), ("a", "--role", "king")])
def test_words_that_are_off_are_a_usage_error(path: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("search", path, *words).status == 2


def test_searching_changes_nothing(path: Path, run: Any, state: Any) -> None:
    before = state()
    for words in (("it",), ("it", "--lemma"), ("it", "--regex")):
        run("search", path, *words)
    assert state() == before


def test_an_index_out_of_step_is_told_by_check_and_made_anew(copy: Path, run: Any) -> None:
    with closing(sqlite3.connect(copy)) as file, file:
        file.execute("DELETE FROM search_term")
    [problem, _] = run("check", copy, "--json").json["problems"]
    assert "`thematica reindex`" in problem
    assert run("reindex", copy).status == 0
    assert run("check", copy, "--json").json["ok"]
