"""The keys that scripts rely on, for every command, against a study with something of everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from thematica.store.migrations import VERSION


def test_info_gives_the_study_at_a_glance(built: Path, run: Any) -> None:
    info = run("info", built, "--json").json
    wanted = {"name": "Pilot", "approach": "reflexive", "language": "en", "sources": 2, "turns": 8, "cases": 1}
    wanted |= {"codings": 4, "memos": 1, "themes": 1, "coders": ["Ada Roe", "Bo Lee"], "schema": VERSION}
    assert {key: info[key] for key in wanted} == wanted
    assert info["words"] > 80
    assert info["codes"] > 30


def test_sources_give_speakers_variables_and_codings(built: Path, run: Any) -> None:
    nurse, physio = run("sources", built, "--json").json
    assert (nurse["name"], nurse["kind"], nurse["turns"], nurse["codings"]) == ("Nurse", "interview", 5, 3)
    assert nurse["speakers"] == ["Interviewer", "P1"]
    assert nurse["passes"] == {"Ada Roe": "complete"}
    assert physio["variables"] == {"site": "North"}
    assert physio["words"] > 30
    assert len(physio["guid"]) == 36


def test_show_gives_turns_whose_offsets_cut_out_what_was_said(built: Path, run: Any) -> None:
    shown = run("show", built, "Nurse", "--turns", "--json").json
    assert (shown["source"], len(shown["guid"])) == ("Nurse", 36)
    said = [shown["text"][turn["body_start"] : turn["end"]] for turn in shown["turns"]]
    assert said[0] == "How did the tablet fit into the day?"
    assert [turn["n"] for turn in shown["turns"]] == [1, 2, 3, 4, 5]
    first = shown["turns"][0]
    assert (first["speaker"], first["role"], first["time_s"]) == ("Interviewer", "interviewer", None)
    assert shown["text"][first["start"] :].startswith("Interviewer:")


def test_show_gives_the_codings_when_asked(built: Path, run: Any) -> None:
    shown = run("show", built, "Nurse", "--codes", "--json").json
    assert {each["code"] for each in shown["codings"]} >= {"Workload", "Technological factors > Usability"}
    assert all(shown["text"][each["start"] : each["end"]] == each["text"] for each in shown["codings"])


def test_codes_give_their_place_in_the_tree_and_what_stands_behind_them(built: Path, run: Any) -> None:
    codes = {code["path"]: code for code in run("codes", built, "--json").json}
    heading, usability, own = (
        codes[path] for path in ("Technological factors", "Technological factors > Usability", "Workload")
    )
    assert (heading["parent"], heading["codable"]) == (None, False)
    assert (usability["parent"], usability["kind"], usability["codable"]) == (heading["guid"], "deductive", True)
    assert usability["definition"]
    assert (own["name"], own["kind"], own["status"], own["definition"]) == ("Workload", "inductive", "active", "")
    assert (own["excerpts"], own["sources"], own["participants"]) == (2, 2, 2)
    assert own["colour"].startswith("#")
    assert [code["excerpts"] for code in codes.values() if code["kind"] == "in-vivo"] == [1]


def test_code_gives_the_codings_it_made(copy: Path, run: Any) -> None:
    coded = run("code", copy, "Nurse", 48, 56, "Workload", "Usability", "--coder", "Cy Ng", "--json").json["codings"]
    text = run("show", copy, "Nurse", "--json").json["text"]
    assert [each["code"] for each in coded] == ["Workload", "Technological factors > Usability"]
    for each in coded:
        assert (each["source"], each["start"], each["end"], each["coder"]) == ("Nurse", 48, 56, "Cy Ng")
        assert each["text"] == text[48:56]
        assert len(each["guid"]) == 36


def test_excerpts_give_words_codes_and_who_says_them(built: Path, run: Any) -> None:
    first = run("excerpts", built, "--context", 12, "--json").json[0]
    assert first["text"] == "it takes twenty minutes that I do not have"
    assert (first["source"], first["coder"]) == ("Nurse", "Ada Roe")
    assert set(first["codes"]) == {"Workload", "Technological factors > Usability"}
    assert (first["speaker"], first["turn"], first["case"]) == ("P1", 2, "Nurse 1")
    assert first["end"] - first["start"] == len(first["text"])
    assert (first["before"], first["after"]) == (": Honestly, ", ". And then n")
    assert len(first["guid"]) == 36


def test_themes_give_codes_quotes_and_figures(built: Path, run: Any) -> None:
    [theme] = run("themes", built, "--json").json
    assert (theme["name"], theme["parent"], theme["status"]) == ("Asked, not heard", None, "candidate")
    assert (theme["concept"], theme["definition"]) == ("Answers vanish.", "")
    assert theme["codes"] == ["Workload"]
    [quote] = theme["quotes"]
    assert quote["text"] == "So some days I just skip it."
    assert (quote["source"], quote["turn"], quote["speaker"]) == ("Nurse", 3, "P1")
    assert (theme["excerpts"], theme["sources"], theme["participants"]) == (3, 2, 2)
    assert [each["stance"] for each in theme["evidence"]] == ["contrary"]


def test_cases_give_their_values(built: Path, run: Any) -> None:
    [case] = run("cases", built, "--json").json
    assert (case["name"], case["type"], case["variables"]) == ("Nurse 1", "participant", {"profession": "nurse"})


def test_memos_give_what_they_are_on(built: Path, run: Any) -> None:
    [memo] = run("memos", built, "--json").json
    assert (memo["text"], memo["on"], memo["about"]) == ("Look again.", "code", "Workload")


def test_history_gives_every_act_in_order(built: Path, run: Any) -> None:
    history = run("history", built, "--json").json
    assert [line["n"] for line in history] == sorted(line["n"] for line in history)
    last = history[-1]
    assert (last["coder"], last["label"], last["undone"]) == ("Ada Roe", "Nurse: complete", False)
    assert last["changes"] >= 1
    assert last["at"].startswith("20")


def test_check_says_that_a_study_is_whole(built: Path, run: Any) -> None:
    assert run("check", built, "--json").json == {"ok": True, "problems": []}


def test_codebooks_that_ship_are_listed_and_shown(run: Any) -> None:
    listed = run("codebook", "list", "--json").json
    assert {"tpom", "cfir2", "nasss", "tdf", "npt", "reflexive-starter"} <= {book["name"] for book in listed}
    shown = run("codebook", "show", "tpom", "--json").json
    assert "Technological factors > Usability" in {code["path"] for code in shown["codes"]}


def test_commands_that_change_answer_in_json(copy: Path, run: Any, tmp_path: Path) -> None:
    theme = "Asked, not heard"
    answers: dict[tuple[object, ...], set[str]] = {
        ("new", tmp_path / "other"): {"project", "name", "approach", "language", "codebooks"},
        ("codebook", "add", copy, "reflexive-starter"): {"guid", "name", "codes"},
        ("pass", copy, "Nurse", "--status", "reading"): {"source", "coder", "status"},
        ("undo", copy): {"undone"},
        ("redo", copy): {"redone"},
        ("theme", "set", copy, theme, "--status", "defined"): {"guid", "name", "status"},
        ("theme", "detach", copy, theme, "Workload"): {"guid", "codes"},
        ("theme", "move", copy, theme, "--top"): {"guid", "parent"},
        ("theme", "remove", copy, theme): {"removed"},
        ("case", "set", copy, "Nurse 1", "site=A"): {"guid", "variables"},
        ("autocode", copy, "Workload", "--phrase", "the record"): {"codings", "matches"},
        ("backup", copy, tmp_path / "second.thematica"): {"backup"},
        ("codebook", "export", copy, tmp_path / "codes.yaml"): {"out", "codebook", "codes"},
        ("codebook", "check", tmp_path / "codes.yaml"): {"ok", "problems", "warnings"},
        ("export", copy, tmp_path / "excerpts.csv"): {"out", "what"},
        ("memo", copy, "More."): {"guid"},
    }
    for words, keys in answers.items():
        ran = run(*words, "--json")
        assert ran.status == 0, (words, ran.err)
        assert keys <= set(ran.json), words
        assert ran.err == ""


def test_commands_that_are_not_built_yet_are_not_there(run: Any) -> None:
    offered = run("--help").out.split()
    for name in ("matrix", "cooccur", "withdraw"):
        assert run(name).status == 2
        assert name not in offered


def test_rounds_tell_order_and_progress(copy: Path, run: Any) -> None:
    assert run("rounds", copy, "--json").json == []
    listed = [source["name"] for source in run("sources", copy, "--json").json]
    [view] = run("rounds", copy, "--start", "reversed", "--read", listed[0], "--coder", "Ada Roe", "--json").json
    assert (view["coder"], view["round"], view["order"]) == ("Ada Roe", 2, "reversed")
    assert (view["sources"], view["read"]) == (listed[::-1], [listed[0]])
    assert run("blind", copy, "on", "--json").json == {"blind": True}
    assert run("info", copy, "--json").json["blind"] is True
