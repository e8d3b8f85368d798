"""Themes: gathering codes and excerpts under an idea, and choosing the quotes that carry it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa

from thematica.errors import NameTaken, NotAllowed, NotFound
from thematica.store import words
from thematica.store.ids import CodeId, EvidenceId, QuoteId, SourceId, ThemeId, link_guid, new_guid
from thematica.store.project import Tx
from thematica.store.reads.transcripts import text_of
from thematica.store.tables import (
    STANCES,
    THEME_STATUSES,
    Code,
    Evidence,
    Quote,
    Source,
    Theme,
    ThemeCode,
    table,
)
from thematica.text.span import Span
from thematica.work import rules

Excerpt = TypeVar("Excerpt", Evidence, Quote)


@dataclass(frozen=True, slots=True)
class Fields:
    """What may be changed of a theme; None leaves a field as it is."""

    name: str | None = None
    concept: str | None = None
    definition: str | None = None
    account: str | None = None
    status: str | None = None


def create(tx: Tx, name: str, *, parent: ThemeId | None = None, fields: Fields | None = None) -> ThemeId:
    """Makes a theme, or a subtheme under a parent, as the last there. Raises NameTaken."""
    called = rules.name("theme", name)
    if parent is not None:
        rules.row(tx.session, Theme, parent, "theme")
    _must_be_free(tx, parent, called)
    guid = ThemeId(new_guid())
    tx.session.add(
        Theme(
            guid=guid,
            parent_guid=parent,
            position=len(_siblings(tx, parent)),
            name=called,
            created_at=tx.now,
            changed_at=tx.now,
        )
    )
    tx.session.flush()
    if fields is not None:
        edit(tx, guid, fields)
    return guid


def edit(tx: Tx, theme: ThemeId, fields: Fields) -> None:
    """Changes what is given of a theme. Raises NameTaken or NotAllowed."""
    row = rules.row(tx.session, Theme, theme, "theme")
    if fields.name is not None:
        called = rules.name("theme", fields.name)
        _must_be_free(tx, ThemeId(row.parent_guid) if row.parent_guid else None, called, but=theme)
        row.name = called
    if fields.concept is not None:
        row.concept = " ".join(rules.prose(fields.concept).split())
    if fields.definition is not None:
        row.definition = rules.prose(fields.definition)
    if fields.account is not None:
        row.account_hash = words.keep_or_none(tx.session, rules.prose(fields.account))
    if fields.status is not None:
        row.status = rules.one_of("status of a theme", fields.status, THEME_STATUSES)
    row.changed_at = tx.now
    tx.session.flush()


def move(tx: Tx, theme: ThemeId, *, parent: ThemeId | None, place: int | None = None) -> None:
    """Puts a theme under another or at the top, at a place from 1, else last. Raises NotAllowed on a cycle."""
    row = rules.row(tx.session, Theme, theme, "theme")
    above = parent
    while above is not None:
        if above == theme:
            raise NotAllowed(f"“{row.name}” cannot be put under itself.", "Choose a theme outside its own branch.")
        next_above = rules.row(tx.session, Theme, above, "theme").parent_guid
        above = ThemeId(next_above) if next_above else None
    _must_be_free(tx, parent, row.name, but=theme)
    row.parent_guid = parent
    row.changed_at = tx.now
    tx.session.flush()
    others = [each for each in _siblings(tx, parent) if each != theme]
    others.insert(len(others) if place is None else max(place - 1, 0), theme)
    for position, guid in enumerate(others):
        rules.row(tx.session, Theme, guid, "theme").position = position
    tx.session.flush()


def remove(tx: Tx, theme: ThemeId) -> None:
    """Takes a theme away; its subthemes move up to where it stood. Codes and codings are not touched."""
    row = rules.row(tx.session, Theme, theme, "theme")
    parent = ThemeId(row.parent_guid) if row.parent_guid else None
    for child in _siblings(tx, theme):
        move(tx, child, parent=parent)
    tx.session.delete(row)
    tx.session.flush()


def attach_codes(tx: Tx, theme: ThemeId, codes: Iterable[CodeId]) -> None:
    """Lets codes contribute to a theme; one code may feed several themes."""
    rules.row(tx.session, Theme, theme, "theme")
    link = table(ThemeCode)
    for code in codes:
        rules.row(tx.session, Code, code, "code")
        guid = link_guid(theme, code)
        if tx.session.get(ThemeCode, guid) is None:
            last = sa.select(sa.func.coalesce(sa.func.max(link.c.position), -1)).where(link.c.theme_guid == theme)
            position = tx.session.execute(last).scalar_one() + 1
            tx.session.add(ThemeCode(guid=guid, theme_guid=theme, code_guid=code, position=position))
            tx.session.flush()


def detach_code(tx: Tx, theme: ThemeId, code: CodeId) -> None:
    """Takes a code out of a theme. Raises NotFound when it is not in it."""
    link = tx.session.get(ThemeCode, link_guid(theme, code))
    if link is None:
        raise NotFound("This code does not contribute to this theme.", "`thematica themes` lists what does.")
    tx.session.delete(link)
    tx.session.flush()


def attach_excerpt(tx: Tx, theme: ThemeId, source: SourceId, span: Span, *, stance: str = "supporting") -> EvidenceId:
    """Attaches a stretch of a source to a theme, supporting or contrary; the same stretch again changes its stance."""
    rules.row(tx.session, Theme, theme, "theme")
    _must_lie_in(tx, source, span)
    row = _there(tx, Evidence, theme, source, span)
    if row is not None:
        row.stance = rules.one_of("stance", stance, STANCES)
        return EvidenceId(row.guid)
    guid = EvidenceId(rules.free_link(tx.session, Evidence, "evidence", theme, source, str(span.start), str(span.end)))
    tx.session.add(
        Evidence(
            guid=guid,
            theme_guid=theme,
            source_guid=source,
            start=span.start,
            end=span.end,
            stance=rules.one_of("stance", stance, STANCES),
            created_at=tx.now,
        )
    )
    tx.session.flush()
    return guid


def detach_excerpt(tx: Tx, evidence: EvidenceId) -> None:
    """Takes an attached excerpt out of its theme."""
    tx.session.delete(rules.row(tx.session, Evidence, evidence, "excerpt"))
    tx.session.flush()


def quote(tx: Tx, theme: ThemeId, source: SourceId, span: Span, *, translation: str = "") -> QuoteId:
    """Chooses a stretch of a source for print, after the theme's other quotes; again: changes its translation."""
    rules.row(tx.session, Theme, theme, "theme")
    _must_lie_in(tx, source, span)
    row = _there(tx, Quote, theme, source, span)
    digest = words.keep_or_none(tx.session, rules.prose(translation))
    if row is not None:
        row.translation_hash = digest
        return QuoteId(row.guid)
    guid = QuoteId(rules.free_link(tx.session, Quote, "quote", theme, source, str(span.start), str(span.end)))
    tx.session.add(
        Quote(
            guid=guid,
            theme_guid=theme,
            source_guid=source,
            start=span.start,
            end=span.end,
            position=len(_quotes(tx, theme)),
            translation_hash=digest,
            created_at=tx.now,
        )
    )
    tx.session.flush()
    return guid


def move_quote(tx: Tx, chosen: QuoteId, place: int) -> None:
    """Puts a quote at a place, from 1, among its theme's quotes."""
    row = rules.row(tx.session, Quote, chosen, "quote")
    order = [each for each in _quotes(tx, ThemeId(row.theme_guid)) if each != chosen]
    order.insert(max(place - 1, 0), chosen)
    for position, guid in enumerate(order):
        rules.row(tx.session, Quote, guid, "quote").position = position
    tx.session.flush()


def remove_quote(tx: Tx, chosen: QuoteId) -> None:
    """Takes a quote out of print; its words stay where they are coded."""
    tx.session.delete(rules.row(tx.session, Quote, chosen, "quote"))
    tx.session.flush()


def _there(tx: Tx, model: type[Excerpt], theme: ThemeId, source: SourceId, span: Span) -> Excerpt | None:
    """The evidence or quote that already stands on just these words under a theme."""
    rows = table(model)
    query = sa.select(model).where(
        rows.c.theme_guid == theme, rows.c.source_guid == source, rows.c.start == span.start, rows.c.end == span.end
    )
    return tx.session.execute(query).scalar()


def _siblings(tx: Tx, parent: ThemeId | None) -> list[ThemeId]:
    theme = table(Theme)
    query = sa.select(theme.c.guid).where(theme.c.parent_guid == parent).order_by(theme.c.position, theme.c.name)
    return [ThemeId(guid) for guid in tx.session.execute(query).scalars()]


def _quotes(tx: Tx, theme: ThemeId) -> list[QuoteId]:
    quotes = table(Quote)
    query = sa.select(quotes.c.guid).where(quotes.c.theme_guid == theme).order_by(quotes.c.position, quotes.c.guid)
    return [QuoteId(guid) for guid in tx.session.execute(query).scalars()]


def _must_be_free(tx: Tx, parent: ThemeId | None, name: str, but: ThemeId | None = None) -> None:
    theme = table(Theme)
    for guid, taken in tx.session.execute(sa.select(theme.c.guid, theme.c.name).where(theme.c.parent_guid == parent)):
        if guid != but and taken.casefold() == name.casefold():
            raise NameTaken(f"There is already a theme called “{taken}” here.", "Choose another name.")


def _must_lie_in(tx: Tx, source: SourceId, span: Span) -> None:
    rules.row(tx.session, Source, source, "source")
    span.checked_in(text_of(tx.session, source))
