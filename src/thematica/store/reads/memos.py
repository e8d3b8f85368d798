"""Memos, with what each is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodingId, MemoId, SourceId
from thematica.store.reads.blind import hidden_from
from thematica.store.reads.codes import paths
from thematica.store.tables import Case, Code, Coder, Coding, Memo, MemoLink, Source, Theme, table
from thematica.store.words import bodies
from thematica.text.span import Span

MEMOS_FROM = frozenset({"memo", "memo_link"})
NAMED = frozenset({"coder", "source", "code", "theme", "case", "coding"})  # what memos are on, or signed with


@dataclass(frozen=True, slots=True)
class Linked:
    """Another thing that a memo is about: its kind, what it is called, its GUID, and where a coding stands."""

    kind: str
    name: str
    target: str
    source: SourceId | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class MemoView:
    """A memo. `about` says in words what it is on; `span` is set where it is on a stretch of a source.

    `purpose` is memo, journal or discussion, `topic` what kind of entry it is, `links` what it is about besides.
    """

    guid: MemoId
    text: str
    coder: str
    kind: str
    about: str
    source: SourceId | None
    span: Span | None
    coding: CodingId | None
    target: str | None
    created_at: str
    changed_at: str
    purpose: str
    topic: str
    private: bool
    links: tuple[Linked, ...]


def memos(session: Session, *, reader: str | None = None) -> tuple[MemoView, ...]:
    """Every memo, oldest first; of the private ones those of the coder who reads, so without a `reader` none."""
    memo, coder = table(Memo), table(Coder)
    query = (
        _with_names(memo, coder.c.name.label("coder_name"))
        .join(coder, memo.c.coder_guid == coder.c.guid)
        .where(sa.or_(memo.c.private.is_(False), coder.c.name == reader))
        .order_by(memo.c.created_at, memo.c.guid)
    )
    rows = session.execute(query).all()
    texts = bodies(session, {row.body_hash for row in rows})
    links = _links(session)
    return tuple(_view(row, texts[row.body_hash], tuple(links.get(row.guid, ()))) for row in rows)


def seen_by(session: Session, coder: str) -> tuple[MemoView, ...]:
    """The memos that a coder sees: of others no private ones nor, in a blind study, any in sources not yet read."""
    hidden = hidden_from(session, coder)
    return tuple(
        memo
        for memo in memos(session, reader=coder)
        if memo.coder == coder or not hidden.intersection({memo.source, *(link.source for link in memo.links)})
    )


def own(written: Iterable[MemoView], coder: str, kind: str, target: str | None) -> tuple[MemoView, ...]:
    """The memos a coder wrote on a thing, the last one last; what is for the journal or on a disagreement is none."""
    return tuple(
        memo for memo in written if (memo.coder, memo.kind, memo.target, memo.purpose) == (coder, kind, target, "memo")
    )


def linkable(session: Session) -> tuple[Linked, ...]:
    """What a memo can be linked to besides codings: codes by their paths, themes, sources and cases."""
    found = [Linked("code", path, guid, None, None) for guid, path in paths(session).items()]
    for kind, model in (("theme", Theme), ("source", Source), ("case", Case)):
        rows = table(model)
        named = session.execute(sa.select(rows.c.guid, rows.c.name))
        found += [Linked(kind, name, guid, guid if kind == "source" else None, None) for guid, name in named]
    return tuple(sorted(found, key=lambda end: (end.kind, end.name.casefold())))


def _with_names(rows: sa.Table, *more: sa.Label[str]) -> sa.Select[tuple[object, ...]]:
    """Memos, or their links, each with the name of the thing it is on and, for a coding, its place."""
    source, code, theme, case, coding = (table(each) for each in (Source, Code, Theme, Case, Coding))
    coded = code.alias("coded")
    return (
        sa.select(
            rows,
            source.c.name.label("source_name"),
            code.c.name.label("code_name"),
            theme.c.name.label("theme_name"),
            case.c.name.label("case_name"),
            coded.c.name.label("coded_name"),
            coding.c.source_guid.label("coding_source"),
            coding.c.start.label("coding_start"),
            coding.c.end.label("coding_end"),
            *more,
        )
        .select_from(rows)
        .outerjoin(source, rows.c.source_guid == source.c.guid)
        .outerjoin(code, rows.c.code_guid == code.c.guid)
        .outerjoin(theme, rows.c.theme_guid == theme.c.guid)
        .outerjoin(case, rows.c.case_guid == case.c.guid)
        .outerjoin(coding, rows.c.coding_guid == coding.c.guid)
        .outerjoin(coded, coding.c.code_guid == coded.c.guid)
    )


def _links(session: Session) -> dict[str, list[Linked]]:
    """What memos are linked to, by the memo, each kind by name."""
    found: dict[str, list[Linked]] = {}
    for row in session.execute(_with_names(table(MemoLink))):
        kind, name, target = _about(row)
        place = _span(row.coding_start, row.coding_end)
        link = Linked(kind, name, target or "", row.source_guid or row.coding_source, place)
        found.setdefault(row.memo_guid, []).append(link)
    return {memo: sorted(links, key=lambda link: (link.kind, link.name, link.target)) for memo, links in found.items()}


def _view(row: sa.Row[tuple[object, ...]], text: str, links: tuple[Linked, ...]) -> MemoView:
    kind, about, target = _about(row)
    return MemoView(
        guid=row.guid,
        text=text,
        coder=row.coder_name,
        kind="excerpt" if row.start is not None else kind,
        about=about,
        source=row.source_guid or row.coding_source,
        span=_span(row.start, row.end) or _span(row.coding_start, row.coding_end),
        coding=row.coding_guid,
        target=target,
        created_at=row.created_at,
        changed_at=row.changed_at,
        purpose=row.purpose,
        topic=row.topic,
        private=row.private,
        links=links,
    )


def _span(start: int | None, end: int | None) -> Span | None:
    return Span(start, end) if start is not None and end is not None else None


def _about(row: sa.Row[tuple[object, ...]]) -> tuple[str, str, str | None]:
    """The kind of the thing that a memo or a link is on, what it is called, and its GUID."""
    if row.coding_guid:
        return "coding", f"coding {row.coded_name}", row.coding_guid
    if row.code_guid:
        return "code", row.code_name, row.code_guid
    if row.theme_guid:
        return "theme", row.theme_name, row.theme_guid
    if row.case_guid:
        return "case", row.case_name, row.case_guid
    if row.source_guid:
        return "source", row.source_name, row.source_guid
    return "project", "the project", None
