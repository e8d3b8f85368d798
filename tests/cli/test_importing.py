from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thematica.store.project import Project

TALK = "I: And then?\nP3: We wrote it twice.\nP3: Every day.\nI: Why?\nP3: Nobody knew.\n"
TIMED = "[00:00:05] Speaker 1: Hello there.\n[00:01:10] Speaker 2: Good morning to you.\n" * 4


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "Interview 3.txt"
    file.write_text(TALK)
    return file


def test_a_transcript_becomes_a_source(project: Project, talk: Path, run: Any) -> None:
    ran = run("import", project.path, talk, "--coder", "Ada Roe", "--json")
    assert ran.status == 0
    [entry] = ran.json["imported"]
    assert entry["file"] == str(talk)
    assert (entry["source"], entry["kind"], entry["turns"]) == ("Interview 3", "interview", 5)
    assert entry["speakers"] == ["I", "P3"]
    assert entry["timestamps"] is False
    assert entry["warnings"] == []
    assert entry["words"] == len(TALK.split())
    [listed] = run("sources", project.path, "--json").json
    assert listed["guid"] == entry["guid"]
    assert run("show", project.path, "Interview 3", "--json").json["text"].rstrip() == TALK.rstrip()


def test_times_are_noticed(project: Project, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "timed.txt"
    file.write_text(TIMED)
    [entry] = run("import", project.path, file, "--json").json["imported"]
    assert entry["timestamps"] is True
    turns = run("show", project.path, "timed", "--turns", "--json").json["turns"]
    assert [turn["time_s"] for turn in turns[:2]] == [5, 70]


def test_a_caller_says_what_cannot_be_seen_in_the_file(project: Project, talk: Path, run: Any) -> None:
    words = ("--kind", "focus-group", "--set", "site=North", "--speaker", "I=moderator", "--alias", "P3=Ola")
    [entry] = run("import", project.path, talk, *words, "--json").json["imported"]
    assert entry["kind"] == "focus-group"
    assert entry["speakers"] == ["I", "Ola"]
    [source] = run("sources", project.path, "--json").json
    assert source["variables"] == {"site": "North"}
    assert {each["label"]: (each["name"], each["role"]) for each in source["cast"]} == {
        "I": ("I", "moderator"),
        "P3": ("Ola", "participant"),
    }


def test_one_bad_file_stops_none_of_the_others(project: Project, talk: Path, tmp_path: Path, run: Any) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "word.docx").write_bytes(b"no zip at all")
    files = [
        tmp_path / "gone.txt",
        tmp_path / "empty.txt",
        talk,
        tmp_path / "picture.txt",
        tmp_path / "word.docx",
        tmp_path,
    ]
    ran = run("import", project.path, *files, "--json")
    assert ran.status == 1
    assert [entry["source"] for entry in ran.json["imported"]] == ["Interview 3"]
    failed = {Path(entry["file"]).name: entry["error"] for entry in ran.json["failed"]}
    assert set(failed) == {"gone.txt", "empty.txt", "picture.txt", "word.docx", tmp_path.name}
    assert all(error.endswith(".") and "\n" not in error for error in failed.values())
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["error", "hint"] * 5
    assert len(run("sources", project.path, "--json").json) == 1


def test_failures_are_told_in_words_too(project: Project, tmp_path: Path, run: Any) -> None:
    ran = run("import", project.path, tmp_path / "gone.txt")
    assert ran.refused
    assert "gone.txt: There is no such file." in ran.err


def test_the_same_text_is_skipped_or_copied_as_asked(project: Project, talk: Path, run: Any) -> None:
    run("import", project.path, talk)
    acts = run("history", project.path, "--json").json
    again = run("import", project.path, talk, "--coder", "Someone New", "--json")
    assert again.status == 0
    assert again.json["imported"] == []
    assert again.json["skipped"] == [{"file": str(talk), "source": "Interview 3"}]
    assert run("history", project.path, "--json").json == acts
    [copy] = run("import", project.path, talk, "--on-duplicate", "copy", "--json").json["imported"]
    assert copy["source"] == "Interview 3 (2)"
    assert len(copy["warnings"]) == 1


def test_another_text_under_a_taken_name_is_numbered(project: Project, talk: Path, run: Any) -> None:
    run("import", project.path, talk)
    talk.write_text(TALK + "I: Thank you.\n")
    [entry] = run("import", project.path, talk, "--json").json["imported"]
    assert entry["source"] == "Interview 3 (2)"


def test_a_dry_run_changes_nothing(project: Project, talk: Path, run: Any) -> None:
    ran = run("import", project.path, talk, "--dry-run", "--json")
    assert [(entry["source"], entry["guid"]) for entry in ran.json["imported"]] == [("Interview 3", None)]
    assert run("history", project.path, "--json").json == []
    assert run("sources", project.path, "--json").json == []


def test_a_dry_run_tells_what_was_understood(project: Project, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "norsk.txt"
    file.write_bytes(("Intervju 3\n\n" + TIMED.replace("Hello", "Blåbær")).encode("cp1252"))
    ran = run("import", project.path, file, "--dry-run", "--speaker", "Speaker 1=interviewer", "--json")
    [entry] = ran.json["imported"]
    assert (entry["format"], entry["encoding"], entry["times_s"]) == ("txt", "windows-1252", [5.0, 70.0])
    assert [tuple(each.values()) for each in entry["cast"]] == [
        ("Speaker 1", "Speaker 1", "interviewer", 4, 8),
        ("Speaker 2", "Speaker 2", "participant", 4, 16),
    ]
    assert (entry["first_turn"]["text"], entry["first_turn"]["speaker"]) == ("Blåbær there.", "Speaker 1")
    assert (entry["last_turn"]["text"], entry["last_turn"]["time_s"]) == ("Good morning to you.", 70)
    assert [(each["text"], each["aside"]) for each in entry["unassigned"]] == [("Intervju 3", True)]
    assert any("Windows-1252" in warning for warning in entry["warnings"])
    told = run("import", project.path, file, "--dry-run").out
    for words in ("read as: txt, windows-1252", "first turn: Speaker 1: Blåbær there.", "last turn:", "of nobody: 1"):
        assert words in told


def test_each_file_is_an_act_of_its_own(project: Project, talk: Path, tmp_path: Path, run: Any) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TALK.replace("twice", "again"))
    run("import", project.path, talk, other)
    assert [act["label"] for act in run("history", project.path, "--json").json] == [
        "import Interview 3",
        "import other",
    ]
    run("undo", project.path)
    assert [source["name"] for source in run("sources", project.path, "--json").json] == ["Interview 3"]


def test_a_role_for_a_label_nobody_bears_is_pointed_out(project: Project, talk: Path, run: Any) -> None:
    ran = run("import", project.path, talk, "--speaker", "Moderater=moderator")
    assert ran.status == 0
    assert "Moderater" in ran.err


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="file names are Unicode there")
def test_a_file_name_that_is_no_text_stops_nothing(project: Project, talk: Path, run: Any) -> None:
    odd = talk.rename(talk.with_name("b\udcff.txt"))
    [entry] = run("import", project.path, odd, "--json").json["imported"]
    assert entry["source"] == "b\ufffd"
    assert entry["file"] == str(odd)


@pytest.mark.parametrize("words", [("--speaker", "I=boss"), ("--speaker", "I"), ("--set", "=x"), ("--kind", "novel")])
def test_words_that_are_off_are_a_usage_error(project: Project, talk: Path, run: Any, words: tuple[str, ...]) -> None:
    assert run("import", project.path, talk, *words).status == 2
    assert run("sources", project.path, "--json").json == []


def test_a_file_above_the_limit_is_refused(project: Project, tmp_path: Path, run: Any) -> None:
    big = tmp_path / "big.txt"
    big.write_text("P1: word word word.\n" * 60_000)
    ran = run("import", project.path, big, "--max-size", 1)
    assert ran.refused
    assert "1 MiB" in ran.err


def test_an_encoding_that_is_told_is_used(project: Project, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "norsk.txt"
    file.write_bytes("I: Hvordan går det?\nP1: Blåbær på øya, ja.\n".encode("cp865"))
    run("import", project.path, file, "--encoding", "cp865")
    assert "Blåbær på øya" in run("show", project.path, "norsk", "--json").json["text"]


def test_what_a_disk_that_is_full_refuses_is_told_for_every_file(
    project: Project, talk: Path, tmp_path: Path, run: Any, full_disk: Callable[[], None]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("P1: " + "So much was said that day. " * 20_000)
    full_disk()
    ran = run("import", project.path, other, talk, "--json")
    assert ran.status == 1
    assert [Path(each["file"]).name for each in ran.json["failed"]] == ["other.txt", "Interview 3.txt"]
    assert "does not fit on the disk" in ran.json["failed"][0]["error"]
    assert run("history", project.path, "--json").json == []


def test_a_file_in_another_language_than_the_studys_is_cut_by_its_own(path: Path, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "lege.txt"
    file.write_text("I: Hva skjedde?\nP1: Jeg kom kl. 10 og ventet. Det var bl.a. kaldt.\n", "utf-8")
    assert run("import", path, file, "--language", "norsk språk").refused
    assert run("import", path, file, "--language", "nb").status == 0
    languages = {source["name"]: source["language"] for source in run("sources", path, "--json").json}
    assert languages["lege"] == "nb"
    assert set(languages.values()) == {"en", "nb"}
    assert run("source", "set", path, "lege", "--language", "en", "--json").json["language"] == "en"
    run("undo", path)
    assert {"nb"} == {each["language"] for each in run("sources", path, "--json").json if each["name"] == "lege"}
