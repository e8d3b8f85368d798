from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reports.reported import THEME
from studies import code
from thematica.reports.spreadsheets import _harmless, codebook_table, excerpts_table, themes_table
from thematica.store.project import Project
from thematica.store.reads.codes import codes
from thematica.store.reads.themes import themes
from thematica.store.reads.transcripts import codings
from thematica.work import codebook


def rows(project: Project, out: Path, write: Callable[..., None], **options: bool) -> list[dict[str, str]]:
    with project.read() as session:
        write(session, out, **options)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_coding_has_a_row_with_its_words(reported: Project, tmp_path: Path) -> None:
    written = rows(reported, tmp_path / "excerpts.csv", excerpts_table)
    with reported.read() as session:
        known = {str(each.guid): each for each in codings(session)}
    assert {row["coding"] for row in written} == set(known)
    for row in written:
        coding = known[row["coding"]]
        assert (row["code"], row["coder"]) == (coding.path, coding.coder)
        assert (int(row["start"]), int(row["end"])) == (coding.span.start, coding.span.end)
    [asked] = [row for row in written if row["evidence"] == "no"]
    assert asked["text"] == "How did the tablet fit into the day?"
    assert "we never look\n\nOla: Nobody does" in {row["text"] for row in written}


def test_themes_and_codes_carry_the_figures_of_the_reads(reported: Project, tmp_path: Path) -> None:
    with reported.read() as session:
        gathered, known = themes(session), codes(session)
    written = rows(reported, tmp_path / "themes.csv", themes_table)
    assert [(row["number"], row["theme"], row["status"]) for row in written][:2] == [
        ("1", THEME, "candidate"),
        ("1.1", "Trust in numbers", "candidate"),
    ]
    assert [int(row["participants"]) for row in written] == [theme.total.participants for theme in gathered]
    book = rows(reported, tmp_path / "codebook.csv", codebook_table)
    assert [row["path"] for row in book] == [each.path for each in known]
    assert [int(row["excerpts"]) for row in book] == [each.counts.excerpts for each in known]


def test_a_reflexive_project_leaves_figures_blank_unless_asked(study: Project, tmp_path: Path) -> None:
    assert {row["excerpts"] for row in rows(study, tmp_path / "a.csv", codebook_table)} == {""}
    assert "2" in {row["excerpts"] for row in rows(study, tmp_path / "b.csv", codebook_table, counts=True)}


def test_a_cell_that_would_run_as_a_formula_is_held_back(study: Project, tmp_path: Path) -> None:
    double = code(study, "Double entry")
    with study.act("edit") as tx:
        codebook.edit(tx, double, codebook.Fields(name="=1+1", definition="-2 [/]\nnext"))
    [row] = [row for row in rows(study, tmp_path / "c.csv", codebook_table) if row["code"] == "'=1+1"]
    assert row["definition"] == "'-2 [/]\nnext"


@given(st.text())
def test_no_cell_begins_as_a_formula_and_nothing_else_is_changed(text: str) -> None:
    held = str(_harmless(text))
    assert not held.lstrip().startswith(("=", "+", "-", "@"))
    assert not held.startswith(("\t", "\r"))
    assert held in {text, f"'{text}"}
