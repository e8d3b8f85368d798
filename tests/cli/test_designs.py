"""Published study designs set up by commands alone, from files as a researcher has them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

TIMES = ("baseline", "mid", "end")
NOT_HELD = {("Patient 2", "end"): "moved away", ("Clinician 2", "mid"): "on leave"}


@pytest.fixture
def empty(tmp_path: Path, run: Any) -> Path:
    """A project with nothing in it."""
    path = tmp_path / "design.thematica"
    run("new", path, "--coder", "Ada Roe")
    return path


def talk(tmp_path: Path, name: str, *people: str) -> Path:
    """A file in which a moderator asks and everyone answers, twice."""
    file = tmp_path / f"{name}.txt"
    file.write_text("".join(f"Moderator: And you?\n{each}: It differs in {name}.\n" for each in people * 2))
    return file


def test_two_dyads_at_three_times_of_which_two_were_not_held(empty: Path, run: Any, tmp_path: Path) -> None:
    run("variables", empty, "--applies-to", "source", "--add", f"time_point=ordered:{','.join(TIMES)}")
    people = [f"{role} {number}" for role in ("Patient", "Clinician") for number in (1, 2)]
    rows = ["name,type,speaker,source", "Dyad 1,dyad,,", "Dyad 2,dyad,,"]
    for time in TIMES:
        held = [case for case in people if (case, time) not in NOT_HELD]
        run("import", empty, *(talk(tmp_path, f"{case} {time}", "P") for case in held), "--set", f"time_point={time}")
        rows += [f"{case},participant,P,{case} {time}" for case in held]
    (tmp_path / "cases.csv").write_text("\n".join(rows))
    run("cases", empty, "--import", tmp_path / "cases.csv")
    for case in people:
        run("case", "relate", empty, case, f"Dyad {case[-1]}", "--role", case[:-2].lower())
        for time in TIMES:
            run("case", "plan", empty, case, time)
    for (case, time), reason in NOT_HELD.items():
        run("case", "missing", empty, case, time, reason)
    lines = run("cases", empty).out.splitlines()
    grid = [line for line in lines if line.startswith(("meetings", "Dyad 1: ", "Dyad 2: "))]
    assert [" ".join(line.split()) for line in grid] == [
        "meetings baseline mid end",
        "Dyad 1: Patient 1 (patient) held: Patient 1 baseline held: Patient 1 mid held: Patient 1 end",
        "Dyad 1: Clinician 1 (clinician) held: Clinician 1 baseline held: Clinician 1 mid held: Clinician 1 end",
        "Dyad 2: Patient 2 (patient) held: Patient 2 baseline held: Patient 2 mid missing: moved away",
        "Dyad 2: Clinician 2 (clinician) held: Clinician 2 baseline missing: on leave held: Clinician 2 end",
    ]
    assert lines[-1] == "12 planned: 10 held, 2 missing, 0 still open"
    assert not any("%" in line for line in lines)
    points = [each for case in run("cases", empty, "--json").json for each in case["time_points"] if each["planned"]]
    assert Counter(each["status"] for each in points) == {"held": 10, "missing": 2}


def test_sixteen_people_in_three_groups_are_mapped_label_by_label(empty: Path, run: Any, tmp_path: Path) -> None:
    sizes = (6, 5, 5)
    rows = ["name,speaker,source,profession"]
    for group, size in enumerate(sizes, start=1):
        labels = [f"Speaker {number}" for number in range(1, size + 1)]
        run("import", empty, talk(tmp_path, f"FG{group}", *labels), "--kind", "focus-group")
        rows += [f"HP{group}{number},{label},FG{group},nurse" for number, label in enumerate(labels, start=1)]
    (tmp_path / "people.csv").write_text("\n".join(rows))
    taken = run("cases", empty, "--import", tmp_path / "people.csv", "--json").json
    assert (len(taken["added"]), len(taken["mapped"]), taken["remarks"]) == (16, 16, [])
    speaks = {case["name"]: [each["source"] for each in case["speaks"]] for case in run("cases", empty, "--json").json}
    assert (speaks["HP11"], speaks["HP21"], speaks["HP31"]) == (["FG1"], ["FG2"], ["FG3"])
    run("case", "map", empty, "FG3", "Speaker 5", "HP35", "--certainty", "unsure")
    run("case", "map", empty, "FG3", "Speaker 4", "--certainty", "unknown")
    sources = {source["name"]: source for source in run("sources", empty, "--json").json}
    assert {source["kind"] for source in sources.values()} == {"focus-group"}
    assert [case["name"] for case in run("cases", empty, "--json").json if not case["speaks"]] == ["HP34"]


def test_a_label_that_several_groups_have_is_nobody_until_it_is_said(empty: Path, run: Any, tmp_path: Path) -> None:
    for name in ("FG1", "FG2"):
        run("import", empty, talk(tmp_path, name, "P1", "P2"), "--kind", "focus-group")
    (tmp_path / "people.csv").write_text("name,age\nP1,44\n")
    [remark] = run("cases", empty, "--import", tmp_path / "people.csv", "--json").json["remarks"]
    assert remark["kind"] == "ambiguous"
    assert run("cases", empty, "--json").json[0]["speaks"] == []
    run("cases", empty, "--import", tmp_path / "people.csv", "--everywhere")
    assert [each["source"] for each in run("cases", empty, "--json").json[0]["speaks"]] == ["FG1", "FG2"]


def test_of_thirty_instruments_the_twenty_four_without_a_publication_are_listed(
    empty: Path, run: Any, tmp_path: Path
) -> None:
    names = [f"Scale {number:02}" for number in range(1, 31)]
    (tmp_path / "scales.csv").write_text("\n".join(("name,items", *(f"{name},{len(name)}" for name in names))))
    run("cases", empty, "--import", tmp_path / "scales.csv", "--type", "instrument")
    papers = [tmp_path / f"Roe {2010 + number}.txt" for number in range(8)]
    for number, file in enumerate(papers):
        file.write_text(f"Staff found the questions useful, study {number}.\n")
    run("import", empty, *papers, "--kind", "publication")
    for number, file in enumerate(papers):
        run("case", "relate", empty, names[number % 6], file.stem)
    note = tmp_path / "Note.txt"
    note.write_text("To be looked up.\n")
    run("import", empty, note, "--kind", "field-note")
    run("case", "relate", empty, "Scale 30", "Note")  # about it, but no publication
    out = run("cases", empty).out
    assert "24 of 30 instruments have no publication:" in out
    assert out.partition("no publication:\n")[2].split("\n")[:24] == [f"  {name}" for name in names[6:]]
    published = [case["publications"] for case in run("cases", empty, "--json").json]
    assert published == [2, 2, 1, 1, 1, 1, *[0] * 24]
