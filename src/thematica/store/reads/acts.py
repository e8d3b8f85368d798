"""What an act of the history did: to how many of which things, and where. Never words of participants."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store import journal
from thematica.store.ids import ActionId, CoderId, SourceId
from thematica.store.tables import Coder, Coding, Evidence, Memo, Quote, Source, TurnRow, table
from thematica.text.span import Span

_WITH_PLACE = {str(model.__tablename__): model for model in (Coding, Evidence, Quote, Memo)}


@dataclass(frozen=True, slots=True)
class Deed:
    """How many things of one kind (by its table) an act made, changed and removed."""

    thing: str
    made: int
    changed: int
    removed: int


def deeds(session: Session, act: ActionId) -> tuple[Deed, ...]:
    """What an act did, by the kinds of things it did it to."""
    counted: dict[str, Counter[str]] = {}
    for row in journal.changes_of(session, act):
        how = "made" if row.before is None else "removed" if row.after is None else "changed"
        counted.setdefault(row.table, Counter())[how] += 1
    return tuple(Deed(thing, number["made"], number["changed"], number["removed"]) for thing, number in counted.items())


def place(session: Session, act: ActionId) -> tuple[SourceId, Span] | None:
    """The first stretch of a source that an act concerned, where it stands now; None when there is none any more.

    What has been removed since had its place in a text that may have been corrected; it is then cut to the text.
    """
    for row in journal.changes_of(session, act):
        if row.table not in _WITH_PLACE:
            continue
        each = table(_WITH_PLACE[row.table])
        now = session.execute(sa.select(each.c.source_guid, each.c.start, each.c.end).where(each.c.guid == row.guid))
        image = json.loads(row.after or row.before or "{}")
        source, start, end = now.first() or (image.get("source_guid"), image.get("start"), image.get("end"))
        length = _length(session, source) if source is not None and start is not None else None
        if length is not None and start < length:
            return SourceId(source), Span(start, min(end, length))
    return None


def _length(session: Session, source: str) -> int | None:
    """Where the last turn of a source ends; None where there is no such source."""
    src, turn = table(Source), table(TurnRow)
    query = sa.select(sa.func.max(turn.c.end)).join_from(src, turn, src.c.revision_guid == turn.c.revision_guid)
    found: int | None = session.execute(query.where(src.c.guid == source)).scalar()
    return found


def standing(session: Session, first: ActionId, coder: str | None = None) -> tuple[ActionId, ...]:
    """The acts that can be taken back from `first` on, it included; with `coder` (a name) only that coder's."""
    who = table(Coder)
    guid = session.execute(sa.select(who.c.guid).where(who.c.name == coder)).scalar() if coder is not None else None
    if coder is not None and guid is None:
        return ()
    done, _ = journal.stacks(session, CoderId(guid) if guid is not None else None)
    return tuple(act for act in done if act >= first)
