"""What the columns of a table are in which each row is a source, and what they look like when nobody has said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import mean

from thematica.formats.transcripts import Table
from thematica.text.values import guessed_type
from thematica.work.case_files import HEADS

_RESPONDENTS = {*HEADS["case"], "respondent", "respondent id", "response id", "participant number", "subject"}
_STUDIES = ("study", "citation", "reference", "publication", "study id", "source", "authors", "author", "title")
_OF_PUBLICATIONS = {*_STUDIES, "year", "journal", "doi", "pmid", "abstract", "design", "instrument", "instruments"}
_INSTRUMENTS = {"instrument", "instruments", "measure", "measures", "prom", "proms", "scale", "questionnaire", "tool"}
_NOT_CODED = {*_STUDIES, *_RESPONDENTS, "journal", "doi", "url", "link"}
_FEWEST_ROWS = 2
_A_FEW = 4
_WORDS_OF_AN_ANSWER = 4
_A_SENTENCE = 8
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class RowColumns:
    """Columns by name: `texts` are coded, `variables` describe the source, `name` names it, `case` says whom it is of.

    Without a `name` sources are called after the file and the number of the row.
    """

    texts: tuple[str, ...]
    name: str | None = None
    variables: tuple[str, ...] = ()
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a table might be taken in row by row, for a person to agree to; `kind` is survey or publication."""

    columns: RowColumns
    kind: str


def proposed(table: Table) -> Proposal | None:
    """What a table's columns look like; None where it is not clearly a table of sources with a head row."""
    heads = {column: " ".join(column.replace("_", " ").casefold().split()) for column in table.columns}
    cells = {column: [row.values[column] for row in table.rows if row.values[column]] for column in table.columns}
    headed = all(guessed_type([column]) == "text" and column not in cells[column] for column in table.columns)
    texts = [column for column in table.columns if heads[column] not in _NOT_CODED and _is_prose(cells[column])]
    if len(table.rows) < _FEWEST_ROWS or not headed or not texts:
        return None
    published = len(_OF_PUBLICATIONS.intersection(heads.values())) >= len(("author", "year"))
    others = [column for column in table.columns if column not in texts and cells[column]]
    naming = [column for column in others if len(set(cells[column])) == len(table.rows) and _is_short(cells[column])]
    name = _headed(naming, heads, _STUDIES if published else sorted(_RESPONDENTS)) or next(iter(naming), None)
    case = _headed(others, heads, _INSTRUMENTS if published else _RESPONDENTS)
    free = tuple(column for column in others if column not in {name, case})
    return Proposal(RowColumns(tuple(texts), name, free, case), "publication" if published else "survey")


def _headed(columns: Sequence[str], heads: dict[str, str], wanted: Collection[str]) -> str | None:
    """The first column whose head is one of these."""
    return next((column for column in columns if heads[column] in wanted), None)


def _is_prose(cells: Sequence[str]) -> bool:
    """Whether these read like answers or passages, not like values that come back."""
    several = len(cells) < _A_FEW or 2 * len(set(cells)) > len(cells)
    lengths = [len(cell.split()) for cell in cells]
    return bool(cells) and several and (mean(lengths) >= _WORDS_OF_AN_ANSWER or max(lengths) >= _A_SENTENCE)


def _is_short(cells: Sequence[str]) -> bool:
    return all(len(cell) <= _LONGEST_NAME for cell in cells)
