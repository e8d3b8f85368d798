"""What stands behind each code."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodeId, CodingId
from thematica.store.journal import RowChange
from thematica.store.reads.tally import Tally
from thematica.store.reads.voices import voices
from thematica.store.tables import Coding, table

NOTHING = Tally()  # joined to others, never the others to it


class Usage:
    """The tally of every code, kept up as codings come and go without all of them being counted again."""

    def __init__(self, session: Session) -> None:
        self.voices = voices(session)
        """The voices of every source, as they were when this was read."""
        self._tallies: dict[CodeId, Tally] = {}
        self._codings: dict[CodeId, set[CodingId]] = {}
        self._count(session)

    def tally(self, code: CodeId) -> Tally:
        """What counts behind a code by itself."""
        return self._tallies.get(code, NOTHING)

    def codings(self, code: CodeId) -> int:
        """How many codings a code has in all, whether their words count or not."""
        return len(self._codings.get(code, ()))

    def follow(self, session: Session, rows: Iterable[RowChange]) -> frozenset[CodeId]:
        """Takes in a change of these codings; gives the codes that may be used otherwise now. No word has moved."""
        rows = [row for row in rows if row.table == "coding"]
        added = {CodingId(row.guid) for row in rows if row.before is None}
        images = (image for row in rows if row.before is not None for image in (row.before, row.after))
        left = {CodeId(json.loads(image)["code_guid"]) for image in images if image is not None}
        for code in left:  # what is gone from a tally only a new count can tell
            self._tallies.pop(code, None)
            self._codings.pop(code, None)
        coding = table(Coding)
        if left:
            self._count(session, coding.c.code_guid.in_(left))
        return frozenset(left | (self._count(session, coding.c.guid.in_(added)) if added else set()))

    def _count(self, session: Session, *only: sa.ColumnElement[bool]) -> set[CodeId]:
        """Counts these codings, again where they have been; gives their codes."""
        coding = table(Coding)
        query = sa.select(coding.c.guid, coding.c.code_guid, coding.c.source_guid, coding.c.start, coding.c.end)
        codes: set[CodeId] = set()
        for guid, code, source, start, end in session.execute(query.where(*only)):
            self._tallies.setdefault(code, Tally()).add(source, start, end, self.voices)
            self._codings.setdefault(code, set()).add(guid)
            codes.add(code)
        return codes
