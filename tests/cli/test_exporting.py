from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import docx
import pytest

from studies import NURSE


def test_the_theme_report_is_written_for_word(built: Path, tmp_path: Path, run: Any) -> None:
    out = tmp_path / "report.docx"
    assert run("export", built, out, "--json").json == {"out": str(out), "what": "themes", "left_out": []}
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "Asked, not heard" in text
    assert "So some days I just skip it." in text


@pytest.mark.parametrize(("what", "column"), [("excerpts", "text"), ("themes", "theme"), ("codebook", "path")])
def test_tables_are_written_for_spreadsheets(built: Path, tmp_path: Path, run: Any, what: str, column: str) -> None:
    out = tmp_path / "table.csv"
    run("export", built, out, "--what", what)
    with out.open(encoding="utf-8-sig", newline="") as file:
        cells = {row[column] for row in csv.DictReader(file)}
    assert cells & {"So some days I just skip it.", "Asked, not heard", "Technological factors > Usability"}


def test_what_was_exported_is_replaced_but_a_transcript_never(built: Path, tmp_path: Path, run: Any) -> None:
    out = tmp_path / "table.csv"
    out.write_text("an older table")
    assert run("export", built, out).status == 0
    raw = tmp_path / "raw.csv"
    raw.write_text(NURSE)
    assert run("export", built, raw).refused
    assert raw.read_text() == NURSE


@pytest.mark.parametrize(
    ("name", "what", "known"),
    [
        ("a.md", "themes", "Asked, not heard"),
        ("a.xlsx", "excerpts", None),
        ("a.csv", "audit", "add the codebook"),
        ("a.docx", "audit", None),
        ("a.docx", "codebook", None),
        ("a.yaml", "codebook", "Usability"),
        ("a.qdc", "codebook", "Usability"),
    ],
)
def test_every_kind_of_file_is_written(
    built: Path, tmp_path: Path, run: Any, name: str, what: str, known: str | None
) -> None:
    out = tmp_path / name
    assert run("export", built, out, "--what", what).status == 0
    assert known is None or known in out.read_text("utf-8-sig")


def test_one_theme_can_be_reported_alone(copy: Path, tmp_path: Path, run: Any) -> None:
    run("theme", "add", copy, "Another one")
    run("theme", "add", copy, "Beneath", "--parent", "Another one")
    for name in ("a.md", "a.docx"):
        out = tmp_path / name
        assert run("export", copy, out, "--theme", "Another one").status == 0
        written = out.read_text() if name == "a.md" else all_text(out)
        assert "Beneath" in written
        assert "Asked, not heard" not in written
    assert run("export", copy, tmp_path / "b.md", "--theme", "No such").refused


def all_text(out: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)


@pytest.mark.parametrize(
    "name", ["report.pdf", "report", "report.thematica", "report.html", "report.qdpx", "nowhere/report.docx"]
)
def test_what_cannot_be_written_is_refused(built: Path, tmp_path: Path, run: Any, name: str) -> None:
    assert run("export", built, tmp_path / name).refused
    assert list(tmp_path.iterdir()) == []


def test_a_kind_holds_what_it_can(built: Path, tmp_path: Path, run: Any) -> None:
    ran = run("export", built, tmp_path / "a.docx", "--what", "excerpts")
    assert ran.refused
    assert "excerpts can be .xlsx and .csv" in ran.err
    assert run("export", built, tmp_path / "a.docx", "--group", "nothing").refused
    assert run("export", built, tmp_path / "a.csv", "--what", "novel").status == 2
