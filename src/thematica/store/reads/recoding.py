"""Codings to be looked at again: waiting for a place, older than their code's definition, overlapping, to be folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodeId, CodingId
from thematica.store.reads.blind import hidden_from
from thematica.store.reads.transcripts import CodingView, codings
from thematica.store.tables import Code, Coding, Memo, Source, ThemeCode, table
from thematica.text.span import Span


@dataclass(frozen=True, slots=True)
class Waiting:
    """A code that was split, the codes that came of it, and its codings that wait to be sorted."""

    code: CodeId
    parts: tuple[CodeId, ...]
    codings: tuple[CodingView, ...]


@dataclass(frozen=True, slots=True)
class Outdated:
    """A coding that nobody has touched since `defined_at`, when its code's definition was last changed."""

    coding: CodingView
    defined_at: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Codings of one source, code and coder that share words, in the order of the text, and what they cover together.

    `span` is in code points, half-open.
    """

    codings: tuple[CodingView, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Folding:
    """What folding a code into another would do.

    `moving` codings change their code, `joining` ones become one with another on just the same words; codes `below`,
    memos and themes go along.
    """

    moving: int
    joining: int
    below: int
    memos: int
    themes: int


def waiting(session: Session, coder: str | None = None, *, seen_by: str | None = None) -> tuple[Waiting, ...]:
    """The re-sorting queue, by split code; with `coder`, only what that coder coded.

    `seen_by` leaves out what that coder does not get to see while coding blind; so in `outdated`.
    """
    coding = table(Coding)
    if session.execute(sa.select(coding.c.guid).where(coding.c.to_sort).limit(1)).first() is None:
        return ()
    queued: dict[CodeId, list[CodingView]] = {}
    for view in _by_source(session, codings(session), seen_by):
        if view.to_sort and coder in (None, view.coder):
            queued.setdefault(view.code, []).append(view)
    code = table(Code)
    query = sa.select(code.c.split_from_guid, code.c.guid).where(code.c.split_from_guid.is_not(None))
    parts: dict[str, list[CodeId]] = {}
    for whole, part in session.execute(query.order_by(code.c.position, code.c.guid)):
        parts.setdefault(whole, []).append(CodeId(part))
    return tuple(Waiting(guid, tuple(parts.get(guid, ())), tuple(views)) for guid, views in queued.items())


def outdated(session: Session, coder: str | None = None, *, seen_by: str | None = None) -> tuple[Outdated, ...]:
    """The codings that were neither made nor changed nor confirmed since their code's definition was last changed.

    A definition is the brief, the definition, when to use the code and when not. With `coder`, only that coder's.
    """
    code, coding = table(Code), table(Coding)
    query = (
        sa.select(coding.c.guid, code.c.defined_at)
        .join_from(coding, code, coding.c.code_guid == code.c.guid)
        .where(coding.c.changed_at < code.c.defined_at)
    )
    moments = {CodingId(guid): at for guid, at in session.execute(query)}
    if not moments:
        return ()
    views = (view for view in codings(session) if view.guid in moments and coder in (None, view.coder))
    return tuple(Outdated(view, moments[view.guid]) for view in _by_source(session, views, seen_by))


def _by_source(session: Session, views: Iterable[CodingView], seen_by: str | None) -> list[CodingView]:
    """Codings that a coder gets to see, in the order in which sources are listed, and within each as they stand."""
    hidden = hidden_from(session, seen_by) if seen_by else frozenset()
    source = table(Source)
    places: dict[str, int] = dict(session.execute(sa.select(source.c.guid, source.c.position)).all())
    seen = (view for view in views if view.source not in hidden or view.coder == seen_by)
    return sorted(seen, key=lambda view: places[view.source])


def overlaps(session: Session, code: CodeId | None = None) -> tuple[Overlap, ...]:
    """What joining overlapping codings of one code and coder would make one; with `code`, of that code alone."""
    stretches: dict[tuple[str, str, str], list[CodingView]] = {}
    for view in codings(session):
        if code in (None, view.code):
            stretches.setdefault((view.source, view.code, view.coder), []).append(view)
    return tuple(found for views in stretches.values() for found in _chained(views) if len(found.codings) > 1)


def _chained(views: Iterable[CodingView]) -> Iterator[Overlap]:
    """Codings in the order of the text, as runs in which each shares words with one before it."""
    run: list[CodingView] = []
    start = end = 0
    for view in views:
        if run and view.span.start >= end:
            yield Overlap(tuple(run), Span(start, end))
            run = []
        start, end = (start, max(end, view.span.end)) if run else (view.span.start, view.span.end)
        run.append(view)
    yield Overlap(tuple(run), Span(start, end))


def folding(session: Session, code: CodeId, into: CodeId) -> Folding:
    """What folding a code into another would do."""
    gone, kept = table(Coding).alias(), table(Coding).alias()
    alike = sa.and_(*(gone.c[column] == kept.c[column] for column in ("source_guid", "start", "end", "coder_guid")))
    both = sa.select(sa.func.count()).select_from(sa.join(gone, kept, alike))
    joining: int = session.execute(both.where(gone.c.code_guid == code, kept.c.code_guid == into)).scalar_one()

    def number(rows: sa.Table, column: str) -> int:
        found: int = session.execute(sa.select(sa.func.count()).where(rows.c[column] == code)).scalar_one()
        return found

    return Folding(
        moving=number(table(Coding), "code_guid") - joining,
        joining=joining,
        below=number(table(Code), "parent_guid"),
        memos=number(table(Memo), "code_guid"),
        themes=number(table(ThemeCode), "code_guid"),
    )
