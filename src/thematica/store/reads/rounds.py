"""Which round through the material each coder is in, and in which order the sources come in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import RoundId, SourceId
from thematica.store.tables import Coder, Round, RoundSource, Source, table

ROUNDS_FROM = frozenset({"coder", "round", "round_source", "source"})


@dataclass(frozen=True, slots=True)
class RoundView:
    """A coder's present round: all `sources` in its order, and those `read` in it."""

    guid: RoundId
    coder: str
    number: int
    order: str
    started_at: str
    sources: tuple[SourceId, ...]
    read: frozenset[SourceId]


def rounds(session: Session) -> tuple[RoundView, ...]:
    """The present round of every coder who is past the first, by name."""
    each, coder, src, read = table(Round), table(Coder), table(Source), table(RoundSource)
    later = each.alias("later")
    is_past = sa.exists().where(later.c.coder_guid == each.c.coder_guid, later.c.number > each.c.number)
    query = sa.select(each, coder.c.name).join_from(each, coder).where(~is_past).order_by(coder.c.name)
    listed = [SourceId(guid) for guid in session.execute(sa.select(src.c.guid).order_by(src.c.position)).scalars()]
    done: dict[str, set[SourceId]] = {}
    for round_, source in session.execute(sa.select(read.c.round_guid, read.c.source_guid)):
        done.setdefault(round_, set()).add(source)
    return tuple(
        RoundView(
            guid=row.guid,
            coder=row.name,
            number=row.number,
            order=row.source_order,
            started_at=row.started_at,
            sources=tuple(_ordered(listed, row.source_order, row.guid)),
            read=frozenset(done.get(row.guid, ())),
        )
        for row in session.execute(query)
    )


def round_of(session: Session, coder: str) -> RoundView | None:
    """The present round of a coder; None in the first one."""
    return next((each for each in rounds(session) if each.coder == coder), None)


def _ordered(listed: list[SourceId], order: str, seed: str) -> list[SourceId]:
    if order == "shuffled":  # the same on every machine, and a source that comes later moves no other
        return sorted(listed, key=lambda source: hashlib.sha256(f"{seed}{source}".encode()).digest())
    return listed[::-1] if order == "reversed" else listed
