"""The study itself: its name, what it asks, and what it departs from its approach in."""

from __future__ import annotations

import sqlalchemy as sa

from thematica.errors import NotAllowed
from thematica.store.project import Tx
from thematica.store.tables import Study
from thematica.store.tables.allowed import APPROACHES
from thematica.work import rules


def describe(
    tx: Tx,
    *,
    name: str | None = None,
    question: str | None = None,
    about: str | None = None,
    approach: str | None = None,
    language: str | None = None,
) -> None:
    """Changes what the study is called, asks and is about, how themes come about, and what most of its talk is in.

    None leaves a field as it is. Sources keep the language they have. Raises NotAllowed for an unknown approach or
    language.
    """
    row = tx.session.execute(sa.select(Study)).scalar_one()
    if name is not None:
        row.name = rules.name("project", name)
    if question is not None:
        row.question = rules.prose(question)
    if about is not None:
        row.about = rules.prose(about)
    if approach is not None:
        row.approach = rules.one_of("approach", approach, APPROACHES)
    if language is not None:
        row.language = rules.language(language)
    tx.session.flush()


def code_blind(tx: Tx, *, blind: bool) -> None:
    """Says whether coders see what others coded in a source only once they have read it to the end themselves."""
    tx.session.execute(sa.select(Study)).scalar_one().blind = blind
    tx.session.flush()


def allow_agreement(tx: Tx, reason: str) -> None:
    """Switches figures of agreement on in a study whose approach does not ask for them, and keeps the reason.

    Raises NotAllowed without a reason.
    """
    given = rules.prose(reason)
    if not given:
        raise NotAllowed("No reason was given.", "Say in a sentence why this study measures agreement.")
    tx.session.execute(sa.select(Study)).scalar_one().agreement_reason = given
    tx.session.flush()
