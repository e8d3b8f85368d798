"""Reading the material again: rounds after the first, each in an order of its own.

The first way through is the passes (see passes.py), on which agreement rests; later rounds leave them as they are.
Reading the sources in another order the second time is what Braun and Clarke advise.
"""

from __future__ import annotations

import sqlalchemy as sa

from thematica.errors import NotAllowed
from thematica.store.ids import RoundId, SourceId, link_guid
from thematica.store.project import Tx
from thematica.store.tables import SOURCE_ORDERS, Round, RoundSource, Source, table
from thematica.work import rules


def begin(tx: Tx, order: str) -> RoundId:
    """Begins the coder's next round through all sources: listed, reversed or shuffled. Raises NotAllowed for others."""
    rules.one_of("order of sources", order, SOURCE_ORDERS)
    number = (_latest(tx) or 1) + 1
    guid = RoundId(link_guid(tx.coder, f"round {number}"))
    tx.session.add(Round(guid=guid, coder_guid=tx.coder, number=number, source_order=order, started_at=tx.now))
    tx.session.flush()
    return guid


def set_read(tx: Tx, source: SourceId, *, read: bool = True) -> None:
    """Says that the coder has read a source in the present round, or has not. Raises NotAllowed in the first one."""
    rules.row(tx.session, Source, source, "source")
    number = _latest(tx)
    if number is None:
        raise NotAllowed("There is no second round yet.", "Begin one, or say how far the first reading has come.")
    in_round = link_guid(tx.coder, f"round {number}")
    guid = link_guid(in_round, source)
    row = tx.session.get(RoundSource, guid)
    if read and row is None:
        tx.session.add(RoundSource(guid=guid, round_guid=in_round, source_guid=source))
    elif not read and row is not None:
        tx.session.delete(row)
    tx.session.flush()


def _latest(tx: Tx) -> int | None:
    rounds = table(Round)
    latest: int | None = tx.session.execute(
        sa.select(sa.func.max(rounds.c.number)).where(rounds.c.coder_guid == tx.coder)
    ).scalar()
    return latest
