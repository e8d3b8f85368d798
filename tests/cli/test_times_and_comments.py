"""What comes along with the words of a file: times of the recording, and comments in its margin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from thematica.reports.labels import Labels
from thematica.store.project import Project
from thematica.store.reads.themes import Reader
from thematica.store.reads.voices import voices
from thematica.text.clock import clock

TIMED = "[00:00:05] I: How was it?\n[01:02:03] P3: We wrote it twice.\n[01:02:09] I: Why?\n"


def test_an_excerpt_tells_when_it_was_said(path: Path, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(TIMED)
    run("import", path, file)
    start = TIMED.index("We wrote")
    run("code", path, "talk", start, start + 8, "Workload", "--coder", "Ada Roe")
    [excerpt] = run("excerpts", path, "--source", "talk", "--json").json
    assert (excerpt["turn"], excerpt["time_s"]) == (2, 3723.0)
    assert "talk, turn 2, 1:02:03, P3" in run("excerpts", path, "--source", "talk").out
    assert {each["time_s"] for each in run("excerpts", path, "--source", "Nurse", "--json").json} == {None}


@pytest.mark.parametrize(("seconds", "shown"), [(0, "00:00"), (842.9, "14:02"), (4442, "1:14:02"), (-5, "-00:05")])
def test_a_time_reads_as_on_a_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_label_in_print_tells_the_time(project: Project, tmp_path: Path, run: Any) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(TIMED)
    guid = run("import", project.path, file, "--json").json["imported"][0]["guid"]
    with project.read() as session:
        passage = Reader(session, voices(session)).passage(guid, 40, 70)
        label = Labels(voices(session), {}).of(passage)
    assert label == "P3, talk, turn 2, 1:02:03"


@pytest.fixture
def commented(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("I: How was it?")
    cold = document.add_paragraph("P3: It was cold then.").runs[0]
    document.add_paragraph("I: And then?")
    document.add_comment(cold, text="Which winter?", author="Kari", initials="K")
    document.add_comment(cold, text="[/] ask", author="", initials="")
    file = tmp_path / "talk.docx"
    document.save(str(file))
    return file


def test_comments_in_a_file_become_memos_at_their_place(project: Project, commented: Path, run: Any) -> None:
    [entry] = run("import", project.path, commented, "--json").json["imported"]
    assert entry["comments"] == 2
    memos = run("memos", project.path, "--json").json
    text = run("show", project.path, "talk", "--json").json["text"]
    assert {(memo["text"], text[memo["start"] : memo["end"]]) for memo in memos} == {
        ("Which winter?\n(Kari, in the file)", "P3: It was cold then."),
        ("[/] ask", "P3: It was cold then."),
    }
    run("undo", project.path)
    assert run("memos", project.path, "--json").json == run("sources", project.path, "--json").json == []
