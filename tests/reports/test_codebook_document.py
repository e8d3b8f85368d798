"""The codebook as a Word document of its own, read back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from reports.reported import NOW, Report
from studies import code
from thematica.errors import NotFound
from thematica.reports.word import codebook_document
from thematica.store.project import Project
from thematica.work import code_life, codebook


def written(project: Project, out: Path, *, chosen: str | None = None, counts: bool | None = None) -> Report:
    with project.read() as session:
        data = codebook_document(session, now=NOW, codebook=chosen, counts=counts)
    return Report(data, Document(io.BytesIO(data)))


def tables(report: Report) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in report.document.tables]


def test_every_code_is_there_used_or_not_with_headings_and_sources(reported: Project, tmp_path: Path) -> None:
    report = written(reported, tmp_path / "codebook.docx")
    assert report.headings() == [("Heading 2", "Small frame"), ("Heading 2", "Own codes")]
    frame, own = tables(report)
    assert [row[0] for row in frame] == ["Code", "Technology", "Usability", "Security", "Cost"]
    assert [row[0] for row in own] == ["Code", "People", "Workload", "Trust", "Not used yet"]
    assert "not used were left out" not in report.text
    assert "Source: Someone A. A frame. 2020. doi:10.1000/1" in report.text


def test_one_codebook_may_be_chosen(reported: Project, tmp_path: Path) -> None:
    report = written(reported, tmp_path / "codebook.docx", chosen="frame")
    assert report.headings() == [("Heading 2", "Small frame")]
    with pytest.raises(NotFound):
        written(reported, tmp_path / "codebook.docx", chosen="nothing")


def test_retired_codes_and_versions_are_told_with_what_became_of_them(study: Project, tmp_path: Path) -> None:
    with study.act("life") as tx:
        codebook.edit(tx, code(study, "People"), codebook.Fields(definition="Who is involved."))
        codebook.new_version(tx, codebook.own_codebook(tx), "1.1", "After the second round.")
    with study.act("fold") as tx:
        code_life.fold(tx, code(study, "Trust"), into=code(study, "Double entry"))
        code_life.split(tx, code(study, "Workload"), ["Days", "Nights"], beside=True)
        codebook.retire(tx, codebook.new_code(tx, "Given up"))
    codes, retired, versions = tables(written(study, tmp_path / "codebook.docx", counts=True))
    assert [row[:2] for row in codes[1:4]] == [["People", "People"], ["", "Who is involved."], ["Days", ""]]
    assert [[row[0], row[-1]] for row in retired[1:]] == [
        ["People > Workload", "split into Days, Nights"],
        ["People > Trust", "folded into Double entry"],
        ["Given up", "retired"],
    ]
    assert [[row[0], *row[2:]] for row in versions[1:]] == [
        ["1", "", "", "4 codings"],
        ["1.1", "Ada Roe", "After the second round.", "0 codings"],
    ]


def test_the_same_state_and_moment_give_the_same_bytes_and_a_reflexive_study_no_counts(
    study: Project, tmp_path: Path
) -> None:
    first, second = (written(study, tmp_path / name) for name in ("a.docx", "b.docx"))
    assert first.data == second.data
    assert "Excerpts" not in tables(first)[0][0]
