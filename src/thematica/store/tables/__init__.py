"""The tables of a project file, and the rules its schema keeps by itself.

Rows a person made have a GUID and are journalled (see journal.py). Turns and sentences are derived from a revision and
never change; words are kept once by their SHA-256. Times are ISO 8601 in UTC; lists are JSON text. Offsets are code
points of the revision's text, 0-based, half-open.
"""

import sqlalchemy as sa
from sqlmodel import SQLModel

from thematica.store.tables.allowed import (
    APPROACHES,
    CASE_TYPES,
    CERTAINTIES,
    CODE_LINKS,
    CODE_STATUSES,
    CONSENTS,
    HOWS,
    KINDS,
    LEVELS,
    MEMO_PURPOSES,
    ORIGINS,
    PASS_STATUSES,
    PLANS,
    ROLES,
    SOURCE_ORDERS,
    STANCES,
    THEME_STATUSES,
    VALENCES,
    VARIABLE_TYPES,
)
from thematica.store.tables.cases import Case, Consent, Planned, Relation, SourceCase, Speaker, Value, Variable
from thematica.store.tables.codes import (
    Code,
    CodebookRow,
    CodebookVersion,
    CodeLink,
    Coding,
    CollapsedCoding,
    PinnedCode,
)
from thematica.store.tables.log import Action, Change
from thematica.store.tables.study import Coder, Copy, Merge, Study, Words
from thematica.store.tables.texts import Pass, Revision, Round, RoundSource, SentenceRow, Source, TurnRow
from thematica.store.tables.themes import Evidence, Memo, MemoLink, Quote, Theme, ThemeCode

__all__ = [
    "APPROACHES",
    "CASE_TYPES",
    "CERTAINTIES",
    "CODE_LINKS",
    "CODE_STATUSES",
    "CONSENTS",
    "HOWS",
    "KINDS",
    "LEVELS",
    "MEMO_PURPOSES",
    "ORIGINS",
    "PASS_STATUSES",
    "PLANS",
    "ROLES",
    "SOURCE_ORDERS",
    "STANCES",
    "THEME_STATUSES",
    "UNJOURNALLED",
    "VALENCES",
    "VARIABLE_TYPES",
    "Action",
    "Case",
    "Change",
    "Code",
    "CodeLink",
    "CodebookRow",
    "CodebookVersion",
    "Coder",
    "Coding",
    "CollapsedCoding",
    "Consent",
    "Copy",
    "Evidence",
    "Memo",
    "MemoLink",
    "Merge",
    "Pass",
    "PinnedCode",
    "Planned",
    "Quote",
    "Relation",
    "Revision",
    "Round",
    "RoundSource",
    "SentenceRow",
    "Source",
    "SourceCase",
    "Speaker",
    "Study",
    "Theme",
    "ThemeCode",
    "TurnRow",
    "Value",
    "Variable",
    "Words",
    "journalled",
    "table",
]

UNJOURNALLED = frozenset({"words", "turn", "sentence", "action", "change"})


def table(model: type[SQLModel]) -> sa.Table:
    """The Core table behind a model, for reads that give plain values."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def journalled() -> tuple[sa.Table, ...]:
    """The tables whose every change is kept in the journal, parents before children."""
    return tuple(t for t in SQLModel.metadata.sorted_tables if t.name not in UNJOURNALLED)
