"""`excerpts` narrowed and written out, `uncoded`, and taking back from an act on."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from studies import code_words
from thematica.store.project import Project


def texts(run: Any, path: Path, *words: object) -> list[str]:
    return [each["text"] for each in run("excerpts", path, *words, "--json").json]


def test_excerpts_are_narrowed_by_what_else_is_coded(path: Path, study: Project, run: Any) -> None:
    code_words(study, "Nurse", "nobody looks at the graph", "Trust", level="latent")
    minutes = "it takes twenty minutes that I do not have"
    assert texts(run, path, "--code", "Workload", "--near", "Trust") == [minutes]
    assert texts(run, path, "--code", "Workload", "--overlapping", "Trust") == []
    assert texts(run, path, "--level", "latent") == ["nobody looks at the graph"]
    assert texts(run, path, "--code", "People", "--source", "Physio") == [
        "I type the same numbers again into the record"
    ]
    ran = run("excerpts", path, "--code", "Workload")
    assert ran.err.strip() == "2 excerpts, 2 sources, 2 participants"
    assert run("excerpts", path, "--near", "Wrkload").refused


def test_excerpts_are_written_to_a_table(path: Path, run: Any, tmp_path: Path) -> None:
    out = tmp_path / "barriers.csv"
    ran = run("excerpts", path, "--valence", "barrier", "--out", out)
    assert ran.out == f"wrote {out}\n"
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [(row["code"], row["valence"]) for row in rows] == [("People > Workload", "barrier")]
    assert run("excerpts", path, "--out", tmp_path / "x.docx").refused


def test_uncoded_turns_are_listed_by_source(path: Path, run: Any) -> None:
    nurse, physio = run("uncoded", path, "--json").json
    assert nurse["turns_of_participants"] == 3
    assert [(each["turn"], each["text"]) for each in nurse["uncoded"]] == [(3, "So some days I just skip it.")]
    assert run("uncoded", path, "--source", "Physio", "--coder", "Ada Roe", "--json").json == [physio]
    assert "Physio: 1 of 2 turns of participants" in run("uncoded", path).out
    assert run("uncoded", path, "--coder", "Nobody").refused


def test_everything_from_an_act_on_is_taken_back(path: Path, study: Project, run: Any) -> None:
    code_words(study, "Nurse", "skip", "Trust", coder="Bo Lee")
    codings = [act["n"] for act in run("history", path, "--json").json if act["label"] == "code"]
    ran = run("undo", path, "--from", codings[1], "--mine", "--coder", "Ada Roe", "--json")
    assert ran.json == {"undone": ["code", "code"]}
    assert texts(run, path) == ["it takes twenty minutes that I do not have", "skip"]
    assert run("undo", path, "--from", codings[1], "--mine", "--coder", "Ada Roe").refused
    assert len(run("undo", path, "--from", codings[0], "--json").json["undone"]) == 2
    assert run("undo", path, 2, "--from", 1).status == 2
