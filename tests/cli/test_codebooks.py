from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BOOK = """\
format: thematica-codebook/1
name: Our frame
codes:
  - name: Time
    codable: false
    children:
      - {name: Too little, brief: There is none., guid: 0c6d8f4e-2f0f-4a83-9a36-1f8d54a1a001}
      - {name: Well spent, brief: It was worth it.}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "frame.yaml"
    file.write_text(BOOK)
    return file


def test_a_file_and_a_shipped_codebook_are_taken_in(path: Path, book: Path, run: Any) -> None:
    assert run("codebook", "add", path, book, "--json").json["codes"] == 3
    assert run("codebook", "add", path, "tpom").status == 0
    paths = {code["path"] for code in run("codes", path, "--json").json}
    assert {"Time > Too little", "Technological factors > Usability", "People > Workload"} <= paths
    run("undo", path)
    assert "Technological factors" not in {code["path"] for code in run("codes", path, "--json").json}


def test_a_codebook_is_not_taken_in_twice(path: Path, run: Any, state: Callable[[], object]) -> None:
    run("codebook", "add", path, "tpom")
    before = state()
    assert run("codebook", "add", path, "tpom").refused
    assert state() == before


def test_a_new_project_begins_with_codebooks_or_not_at_all(tmp_path: Path, book: Path, run: Any) -> None:
    made = run("new", tmp_path / "one", "--codebook", book, "--codebook", "npt", "--json").json
    assert len(made["codebooks"]) == 2
    twice = tmp_path / "two.thematica"
    assert run("new", twice, "--codebook", "npt", "--codebook", "npt").refused
    assert run("new", twice, "--codebook", "nothing").refused
    assert not list(tmp_path.glob("*two*"))


def test_every_problem_is_listed_with_its_line(book: Path, run: Any) -> None:
    book.write_text(BOOK.replace("name: Well spent", "nme: Well spent").replace("codable: false", "codable: perhaps"))
    ran = run("codebook", "check", book)
    assert ran.refused
    assert [line.split(" ")[0] for line in ran.out.splitlines()] == ["frame.yaml:5:", "frame.yaml:8:", "frame.yaml:8:"]
    checked = run("codebook", "check", book, "--json")
    assert (checked.status, checked.json["ok"], len(checked.json["problems"])) == (1, False, 3)


def test_a_codebook_with_problems_is_not_taken_in(path: Path, book: Path, run: Any) -> None:
    book.write_text(BOOK.replace("name: Time", "name: [Time"))
    ran = run("codebook", "add", path, book)
    assert ran.refused
    assert "codebook check" in ran.err


@pytest.mark.parametrize(
    "bad", [b"", b"\x00\xff\x00", b"a: &a [*a]\n", b"\tname: x\n", b"[" * 5000, b"name: x\nname: y\n", b"PK\x03\x04"]
)
def test_what_is_no_codebook_is_refused(path: Path, tmp_path: Path, run: Any, bad: bytes) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(bad)
    assert run("codebook", "check", file).refused
    assert run("codebook", "add", path, file).refused


def test_missing_files_and_folders_are_refused(path: Path, tmp_path: Path, run: Any) -> None:
    assert run("codebook", "check", tmp_path / "gone.yaml").refused
    assert run("codebook", "add", path, tmp_path).refused
    assert "tpom" in run("codebook", "show", "tpon").err


def test_a_project_hands_its_codes_on(path: Path, book: Path, tmp_path: Path, run: Any) -> None:
    run("codebook", "add", path, book)
    out = tmp_path / "all.yaml"
    assert run("codebook", "export", path, out, "--json").json["codes"] == 7
    run("new", tmp_path / "second", "--codebook", out)

    def known(project: Path) -> dict[str, str]:
        return {code["path"]: code["guid"] for code in run("codes", project, "--json").json}

    assert known(tmp_path / "second") == known(path)
    run("codebook", "export", path, out, "--codebook", "our frame")
    assert run("codebook", "show", out, "--json").json["codes"][0]["path"] == "Time"


@pytest.mark.parametrize("suffix", [".yaml", ".qdc", ".csv"])
def test_codes_travel_with_their_identity_in_every_kind_of_file(
    path: Path, book: Path, tmp_path: Path, run: Any, suffix: str
) -> None:
    run("codebook", "add", path, book)
    out = tmp_path / f"ours{suffix}"
    told = run("codebook", "export", path, out, "--codebook", "our frame", "--json").json
    assert (told["codebook"], told["codes"]) == ("Our frame", 3)
    assert bool(told["left_out"]) == (suffix != ".yaml")
    assert run("codebook", "check", out, "--json").json["ok"]
    second = tmp_path / "second.thematica"
    run("new", second)
    assert run("codebook", "add", second, out, "--json").json["codes"] == 3

    def frame(project: Path) -> set[tuple[str, str]]:
        listed = run("codes", project, "--json").json
        return {(code["path"], code["guid"]) for code in listed if code["path"].startswith("Time")}

    assert frame(second) == frame(path)


def test_what_another_program_wrote_is_taken_in_and_what_is_not_kept_is_told(
    path: Path, tmp_path: Path, run: Any
) -> None:
    file = tmp_path / "theirs.qdc"
    codes = "".join(f'<Code name="Code {n}" guid="bad"/>' for n in range(12))
    file.write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes>{codes}</Codes></CodeBook>')
    ran = run("codebook", "add", path, file)
    assert ran.out == "added theirs with 12 codes and headings\n"
    assert len(ran.err.splitlines()) == 11
    assert "4 more" in ran.err
    run("undo", path)
    assert len(run("codebook", "add", path, file, "--json").json["warnings"]) == 14


def test_the_codebook_is_written_for_word(path: Path, tmp_path: Path, run: Any) -> None:
    out = tmp_path / "codebook.docx"
    told = run("codebook", "export", path, out, "--json").json
    assert (told["codebook"], told["left_out"]) == ("Own codes", [])
    assert out.read_bytes().startswith(b"PK")


def test_a_codebook_never_replaces_a_transcript(path: Path, tmp_path: Path, run: Any) -> None:
    transcript = tmp_path / "talk.csv"
    transcript.write_text("speaker,text\nA,Hello there\nB,Hello\nA,Well\nB,Yes\n")
    assert run("import", path, transcript).status == 0
    assert run("codebook", "export", path, transcript).refused
    assert transcript.read_text().startswith("speaker")


def test_other_files_are_not_written_and_nothing_is_lost_on_refusal(path: Path, tmp_path: Path, run: Any) -> None:
    out = tmp_path / "codes.xlsx"
    out.write_text("here before")
    assert run("codebook", "export", path, out).refused
    assert run("codebook", "export", path, tmp_path / "nowhere" / "codes.yaml").refused
    for suffix in (".yaml", ".docx"):
        assert run("codebook", "export", path, tmp_path / f"x{suffix}", "--codebook", "nothing").refused
        assert not (tmp_path / f"x{suffix}").exists()
    assert out.read_text() == "here before"
