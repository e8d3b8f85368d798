"""What leaves a project beside the Word report: workbooks, Markdown, the audit trail; and step by step."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from reports.reported import NOW
from studies import NURSE, PHYSIO, code_words
from thematica.errors import NotAllowed
from thematica.reports.exports import WRITTEN, Order, holding, written
from thematica.reports.markdown import _plain
from thematica.reports.spreadsheets import CUT, MOST_IN_A_CELL, _workbook
from thematica.reports.wording import printable
from thematica.store.project import Project
from thematica.store.reads.excerpts import excerpts
from thematica.store.reads.study import history
from thematica.work import codebook, sources


def export(project: Project, out: Path, **order: object) -> list[str]:
    with project.read() as session:
        return [step.what for step in written(session, Order(out, holding(out), **order), now=NOW)]  # type: ignore[arg-type]  # as tests say


def test_a_workbook_holds_the_rows_of_the_table_with_figures_as_figures(reported: Project, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    export(reported, out)
    head, *rows = load_workbook(out)["thematica"].values
    with reported.read() as session:
        known = [(each.text, each.span.start) for each in excerpts(session) for _ in each.codings]
    columns = [head.index(name) for name in ("text", "start")]
    assert [tuple(row[column] for column in columns) for row in rows] == known


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "\x07bell", "[laughs]", "ä" * 40_000])
def test_text_in_a_workbook_is_text(tmp_path: Path, text: str) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(_workbook(["what"], [[text]]))
    [_, [cell]] = load_workbook(out)["thematica"].iter_rows()
    assert cell.data_type == "s"
    kept = text.replace("\x07", "\N{REPLACEMENT CHARACTER}")
    assert cell.value == (kept if len(kept) <= MOST_IN_A_CELL else kept[: MOST_IN_A_CELL - len(CUT)] + CUT)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cf", "Mn"])))
def test_markdown_shows_what_was_written_and_makes_nothing_of_it(text: str) -> None:
    shown = MarkdownIt().parseInline(_plain(text))
    assert all(child.type == "text" for token in shown for child in token.children or [])
    assert "".join(child.content for token in shown for child in token.children or []) == printable(text)


@pytest.mark.parametrize(
    "text", ["# no heading", "- no list", "1. no list", "> no quote", "+ x", "  * x", "2) x", "==="]
)
def test_no_line_begins_anything_in_markdown(text: str) -> None:
    tokens = [token.type for token in MarkdownIt().parse(f"before\n{_plain(text)}")]
    assert tokens == ["paragraph_open", "inline", "paragraph_close"]


def test_markdown_has_themes_with_their_quotes(reported: Project, tmp_path: Path) -> None:
    out = tmp_path / "a.md"
    export(reported, out)
    text = out.read_text()
    assert "## 1 Time is paid by those who ask" in text
    assert "### 1.1 Trust in numbers" in text
    assert "> it takes twenty minutes" in text


def test_the_audit_trail_has_every_act_and_no_participants_words(study: Project, tmp_path: Path) -> None:
    with study.act("code in vivo in Nurse") as tx:
        codebook.new_code(tx, "nobody looks at the graph", kind="in-vivo")
    code_words(study, "Nurse", "So some days I just skip it.", "Trust")
    study.undo()
    for name in ("a.docx", "a.csv", "a.xlsx"):
        with study.read() as session:
            list(written(session, Order(tmp_path / name, "audit"), now=NOW))
    with study.read() as session:
        acts = history(session)
    [table] = docx.Document(str(tmp_path / "a.docx")).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in cells[1:]] == [str(act.n) for act in acts]
    assert cells[-1][3] == "taken back: code"
    assert cells[-2][3] == "code (taken back)"
    said = "\n".join(" ".join(row) for row in cells) + (tmp_path / "a.csv").read_text("utf-8-sig")
    spoken = {line.partition(": ")[2] for line in (NURSE + PHYSIO).splitlines()} | {"nobody looks at the graph"}
    assert not [words for words in spoken if words in said]


def test_a_report_stopped_on_the_way_leaves_no_file(reported: Project, tmp_path: Path) -> None:
    with reported.read() as session:
        steps = written(session, Order(tmp_path / "a.docx", "themes"), now=NOW)
        assert [next(steps).done, next(steps).done] == [0, 1]
        steps.close()
    assert list(tmp_path.iterdir()) == []


def test_a_transcript_is_never_replaced(study: Project, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_text("P1: Words that are nowhere else.\n")
    prepared = sources.prepare(out.read_bytes(), "a.txt", "en")
    with study.act("import") as tx:
        sources.add(tx, prepared, name="Other")
    with pytest.raises(NotAllowed, match="is a transcript"):
        export(study, out)


def test_what_cannot_be_written_is_told_with_what_can() -> None:
    with pytest.raises(NotAllowed) as told:
        holding(Path("a.html"))
    assert all(kind in told.value.hint for kind in WRITTEN)
