"""The study at a glance, its coders, and the history of what was done."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store import journal
from thematica.store.ids import ActionId, CodeId
from thematica.store.migrations import VERSION
from thematica.store.reads.cases import CaseView, cases
from thematica.store.tables import (
    Action,
    Case,
    Change,
    Code,
    Coder,
    Coding,
    Memo,
    PinnedCode,
    Revision,
    Source,
    Study,
    Theme,
    table,
)

__all__ = ["CaseView", "HistoryLine", "Info", "cases", "history", "info", "pinned", "recent_codes"]


@dataclass(frozen=True, slots=True)
class Info:
    """What a project holds. `schema` is the version of its file format."""

    name: str
    approach: str
    language: str
    question: str
    about: str
    created_at: str
    sources: int
    turns: int
    words: int
    cases: int
    codes: int
    codings: int
    memos: int
    themes: int
    coders: tuple[str, ...]
    schema: int
    blind: bool
    agreement_reason: str | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act. `n` is its number in the log; `changes` the rows it changed; `undone` whether it is taken back now."""

    n: ActionId
    at: str
    coder: str
    kind: str
    label: str
    undone: bool
    changes: int


def info(session: Session) -> Info:
    """The study at a glance."""
    study = session.execute(sa.select(table(Study))).one()
    src, revision, coder = table(Source), table(Revision), table(Coder)
    sizes = sa.select(
        sa.func.count(),
        sa.func.coalesce(sa.func.sum(revision.c.turns), 0),
        sa.func.coalesce(sa.func.sum(revision.c.words), 0),
    ).join_from(src, revision, src.c.revision_guid == revision.c.guid)
    sources, turns, words = session.execute(sizes).one()

    memo = table(Memo)
    everybodys = sa.select(sa.func.count()).select_from(memo).where(memo.c.private.is_(False))

    def count(model: type[Case | Code | Coding | Theme]) -> int:
        number: int = session.execute(sa.select(sa.func.count()).select_from(table(model))).scalar_one()
        return number

    return Info(
        name=study.name,
        approach=study.approach,
        language=study.language,
        question=study.question,
        about=study.about,
        created_at=study.created_at,
        sources=sources,
        turns=turns,
        words=words,
        cases=count(Case),
        codes=count(Code),
        codings=count(Coding),
        memos=session.execute(everybodys).scalar_one(),
        themes=count(Theme),
        coders=tuple(session.execute(sa.select(coder.c.name).order_by(coder.c.created_at, coder.c.name)).scalars()),
        schema=VERSION,
        blind=study.blind,
        agreement_reason=study.agreement_reason,
    )


def pinned(session: Session, coder: str) -> dict[int, CodeId]:
    """A coder's quick codes by key, 1 to 9."""
    pin, who = table(PinnedCode), table(Coder)
    query = sa.select(pin.c.slot, pin.c.code_guid).join_from(pin, who).where(who.c.name == coder)
    return {slot: CodeId(code) for slot, code in session.execute(query.order_by(pin.c.slot))}


def recent_codes(session: Session, coder: str, most: int = 9) -> tuple[CodeId, ...]:
    """The codes a coder used last, latest first."""
    coding, who = table(Coding), table(Coder)
    last = sa.func.max(coding.c.created_at)
    query = (
        sa.select(coding.c.code_guid)
        .join_from(coding, who)
        .where(who.c.name == coder)
        .group_by(coding.c.code_guid)
        .order_by(last.desc(), coding.c.code_guid)
        .limit(most)
    )
    return tuple(CodeId(guid) for guid in session.execute(query).scalars())


def history(session: Session) -> tuple[HistoryLine, ...]:
    """The audit trail, oldest first."""
    action, change = table(Action), table(Change)
    size = sa.select(sa.func.count()).where(change.c.action_id == action.c.id).scalar_subquery()
    query = sa.select(action.c.id, action.c.at, action.c.coder_name, action.c.kind, action.c.label, size).order_by(
        action.c.id
    )
    standing = frozenset(journal.stacks(session)[0])
    rows = session.execute(query).all()
    return tuple(
        HistoryLine(ActionId(n), at, coder, kind, label, kind == "do" and n not in standing, changes)
        for n, at, coder, kind, label, changes in rows
    )
