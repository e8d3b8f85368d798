from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from studies import code_words
from thematica.store.project import Project


def labels(run: Any, path: Path) -> dict[str, bool]:
    return {act["label"]: act["undone"] for act in run("history", path, "--json").json if act["kind"] == "do"}


def test_acts_are_taken_back_and_done_again(built: Path, copy: Path, run: Any) -> None:
    assert run("undo", copy, 2, "--json").json == {"undone": ["Nurse: complete", "memo on a code"]}
    assert run("memos", copy, "--json").json == []
    assert [label for label, undone in labels(run, copy).items() if undone] == ["memo on a code", "Nurse: complete"]
    assert run("redo", copy, 2, "--json").json == {"redone": ["memo on a code", "Nurse: complete"]}
    assert run("memos", copy, "--json").json == run("memos", built, "--json").json


def test_an_act_taken_back_stays_so_after_a_new_one(copy: Path, run: Any) -> None:
    run("undo", copy)
    run("memo", copy, "Something new.")
    assert labels(run, copy)["Nurse: complete"] is True
    assert run("redo", copy).refused


def test_more_steps_than_there_are_take_back_none(path: Path, run: Any) -> None:
    before = run("excerpts", path, "--json").json
    ran = run("undo", path, 50)
    assert ran.refused
    assert "only 6 acts to undo" in ran.err
    assert run("excerpts", path, "--json").json == before


def test_a_coder_takes_back_only_what_is_mine(study: Project, run: Any) -> None:
    code_words(study, "Physio", "every time", "Trust", coder="Bo Lee")
    run("undo", study.path, "--mine", "--coder", "Ada Roe")
    assert [each["coder"] for each in run("excerpts", study.path, "--json").json] == ["Ada Roe", "Ada Roe", "Bo Lee"]


def test_zero_steps_are_a_usage_error(path: Path, run: Any) -> None:
    assert run("undo", path, 0).status == 2


def test_history_reads_as_a_table(copy: Path, run: Any) -> None:
    run("undo", copy)
    lines = run("history", copy).out.splitlines()
    assert lines[0].split() == ["n", "at", "coder", "act"]
    assert lines[-2].endswith("taken back")
    assert "undo: Nurse: complete" in lines[-1]


def test_check_tells_what_is_wrong(copy: Path, run: Any) -> None:
    with closing(sqlite3.connect(copy)) as file, file:
        file.execute('UPDATE coding SET "end" = 99999')
    ran = run("check", copy, "--json")
    assert ran.refused
    assert ran.json["ok"] is False
    assert "Nurse" in " ".join(ran.json["problems"])


def test_a_backup_is_a_project_with_the_same_in_it(built: Path, tmp_path: Path, run: Any) -> None:
    out = tmp_path / "safe [1].thematica"
    assert run("backup", built, out, "--json").json == {"backup": str(out)}
    assert run("excerpts", out, "--json").json == run("excerpts", built, "--json").json
    assert [each.name for each in tmp_path.iterdir()] == [out.name]
    assert run("backup", built, out).refused


def test_a_backup_without_a_name_stands_beside_the_project(copy: Path, run: Any) -> None:
    made = Path(run("backup", copy, "--json").json["backup"])
    assert made.parent == copy.parent
    assert made.suffix == ".thematica"
    assert run("check", made).status == 0
