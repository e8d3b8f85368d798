"""What coders agree on after talking: codings in the name of a coder of their own, beside everybody's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from thematica.store.ids import CodeId, CoderId, CodingId, SourceId, link_guid
from thematica.store.project import Tx
from thematica.store.reads.transcripts import codings
from thematica.store.tables import Coder, table
from thematica.text.span import Span
from thematica.work import coding

CONSENSUS = "Consensus"
"""The coder in whose name it is; everybody's own codings stay as they are."""


def decide(
    tx: Tx, source: SourceId, unit: Span, codes: Iterable[CodeId], coders: Iterable[str]
) -> tuple[CodingId, ...]:
    """Says which codes stand on a unit of a source, in place of what was decided there before; none is an answer too.

    Each lies on all the words within the unit that any of the `coders` gave the code, else on the whole unit. Gives the
    codings. Raises SpanOutsideText; NotAllowed for a heading or a retired code.
    """
    us, talked = _consensus(tx), frozenset(coders)
    here = [each for each in codings(tx.session, source) if each.span.overlaps(unit)]
    coding.remove(tx, [each.guid for each in here if each.coder == CONSENSUS])
    made: list[CodingId] = []
    for code in dict.fromkeys(codes):
        words = [each.span for each in here if each.code == code and each.coder in talked] or [unit]
        span = Span(max(unit.start, min(each.start for each in words)), min(unit.end, max(each.end for each in words)))
        made += coding.apply(replace(tx, coder=us), source, span, [code])
    return tuple(made)


def _consensus(tx: Tx) -> CoderId:
    coder = table(Coder)
    found = tx.session.execute(sa.select(coder.c.guid).where(coder.c.name == CONSENSUS)).scalar()
    if found is None:
        found = link_guid("coder", CONSENSUS)  # the same in every copy, so that a merge knows it for one
        tx.session.add(Coder(guid=found, name=CONSENSUS, created_at=tx.now))
        tx.session.flush()
    return CoderId(found)
