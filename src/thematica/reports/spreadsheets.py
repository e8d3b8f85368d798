"""Tables for spreadsheets: as CSV, or as an Excel workbook where the name of the file ends in .xlsx.

CSV is UTF-8 with a mark at the start by which Excel knows it. A cell in it that begins with `=`, `+`, `-`, `@`, a tab
or a carriage return, white space aside, gets an apostrophe before it, because a spreadsheet would run it as a formula;
take it off when reading a file by program. In a workbook text is text. Lists inside a cell are parted by `; `.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from thematica.reports.files import write_whole
from thematica.store.reads import Session
from thematica.store.reads.codes import codebooks, codes
from thematica.store.reads.excerpts import ExcerptQuery, excerpts
from thematica.store.reads.study import history, info
from thematica.store.reads.tally import Counts
from thematica.store.reads.themes import themes

MOST_IN_A_CELL = 32_767  # characters; Excel takes no more
CUT = " [… the .csv has the rest]"
_RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")

EXCERPTS = (
    "source", "turn", "speaker", "case", "evidence", "text", "code", "valence", "level", "note", "coder",
    "start", "end", "excerpt", "coding",
)  # fmt: skip
THEMES = (
    "number", "theme", "status", "concept", "definition", "account", "codes", "supporting", "contrary", "quotes",
    "participants", "excerpts", "sources", "guid",
)  # fmt: skip
CODEBOOK = (
    "codebook", "version", "path", "code", "codable", "origin", "status", "brief", "definition", "use when",
    "do not use when", "example", "example invented", "codings", "participants", "excerpts", "sources", "guid",
)  # fmt: skip
AUDIT = ("act", "when", "coder", "kind", "what", "taken back", "rows changed")


def excerpts_table(session: Session, out: Path, query: ExcerptQuery | None = None) -> None:
    """Writes every coding with its words, one to a row; `excerpt` is shared by codes on the same stretch.

    With a query, the codings on the stretches that answer it. `start` and `end` are code points of the source's text,
    half-open. Raises StoreRefused.
    """
    _write(out, EXCERPTS, _excerpt_rows(session, query))


def themes_table(session: Session, out: Path, *, counts: bool | None = None) -> None:
    """Writes every theme, discarded ones too, one to a row. `counts` as in the theme report. Raises StoreRefused."""
    _write(out, THEMES, _theme_rows(session, counts=_counting(session, counts)))


def codebook_table(session: Session, out: Path, *, counts: bool | None = None) -> None:
    """Writes every code and heading, used or not. `counts` as in the theme report. Raises StoreRefused."""
    _write(out, CODEBOOK, _code_rows(session, counts=_counting(session, counts)))


def audit_table(session: Session, out: Path) -> None:
    """Writes every act, oldest first, with who did it and when. No participant's words. Raises StoreRefused."""
    rows = ((act.n, act.at, act.coder, act.kind, act.label, _yes(act.undone), act.changes) for act in history(session))
    _write(out, AUDIT, rows)


def _excerpt_rows(session: Session, query: ExcerptQuery | None) -> Iterator[Sequence[object]]:
    for excerpt in excerpts(session, query):
        for coding in excerpt.codings:
            yield (
                excerpt.source,
                excerpt.turn,
                excerpt.speaker,
                excerpt.case,
                _yes(excerpt.is_evidence),
                excerpt.text,
                coding.path,
                coding.valence,
                coding.level,
                coding.note,
                coding.coder,
                excerpt.span.start,
                excerpt.span.end,
                excerpt.guid,
                coding.guid,
            )


def _theme_rows(session: Session, *, counts: bool) -> Iterator[Sequence[object]]:
    for theme in themes(session):
        yield (
            theme.number,
            theme.name,
            theme.status,
            theme.concept,
            theme.definition,
            theme.account,
            "; ".join(code.path for code in theme.codes),
            len(theme.evidence) - len(theme.contrary),
            len(theme.contrary),
            len(theme.quotes),
            *_figures(theme.total, counts=counts),
            theme.guid,
        )


def _code_rows(session: Session, *, counts: bool) -> Iterator[Sequence[object]]:
    books = {book.guid: book for book in codebooks(session)}
    for code in codes(session):
        yield (
            books[code.codebook].name,
            books[code.codebook].version,
            code.path,
            code.name,
            _yes(code.codable),
            code.kind,
            code.status,
            code.brief,
            code.definition,
            "; ".join(code.include),
            "; ".join(code.exclude),
            code.example,
            _yes(code.example_invented) if code.example else "",
            code.codings if counts else None,
            *_figures(code.counts, counts=counts),
            code.guid,
        )


def _counting(session: Session, counts: bool | None) -> bool:
    return info(session).approach != "reflexive" if counts is None else counts


def _figures(figures: Counts, *, counts: bool) -> tuple[int | None, int | None, int | None]:
    return (figures.participants, figures.excerpts, figures.sources) if counts else (None, None, None)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _write(out: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    make = _workbook if out.suffix.lower() == ".xlsx" else _csv
    write_whole(out, make(head, rows))


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(head)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _workbook(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("thematica")
    sheet.freeze_panes = "A2"
    for row in (head, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(sheet: Any, value: object) -> Any:
    """A cell of a workbook; text in it is never a formula, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    if len(text) > MOST_IN_A_CELL:
        text = text[: MOST_IN_A_CELL - len(CUT)] + CUT
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _harmless(value: object) -> object:
    if isinstance(value, str) and (value.startswith(_RUNS_AS_FORMULA) or value.lstrip().startswith(_RUNS_AS_FORMULA)):
        return f"'{value}"
    return value
