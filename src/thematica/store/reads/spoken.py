"""Turns asked for by number, with who speaks them and the words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import RevisionId, SourceId
from thematica.store.reads.voices import Respondent, SpeakerView, Voice, respondents, speakers, voice
from thematica.store.tables import Revision, Source, table
from thematica.store.words import bodies

_BATCH = 16  # sources read in one go: fewer statements, and still not all texts for the first few hits
_COLUMNS = 'turn.revision_guid, turn.n, turn.start, turn.body_start, turn."end", turn.time, turn.speaker, turn.aside'
_SOME = sa.text(
    f"SELECT {_COLUMNS} FROM json_each(:some) AS revision CROSS JOIN json_each(revision.value) AS number"
    " CROSS JOIN turn ON turn.revision_guid = revision.key AND turn.n = number.value"
)
_EVERY = sa.text(f"SELECT {_COLUMNS} FROM json_each(:every) AS revision CROSS JOIN turn ON revision_guid = value")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn of a source; `text` is the whole source's, in which the offsets of `voice` count."""

    source_guid: SourceId
    source: str
    language: str
    text: str
    voice: Voice

    @property
    def body(self) -> str:
        """What is said in the turn, without its label."""
        return self.text[self.voice.body_start : self.voice.end]


def languages(session: Session) -> frozenset[str]:
    """The languages of the project's sources, as codes."""
    return frozenset(session.execute(sa.select(table(Source).c.language).distinct()).scalars())


def spoken(
    session: Session, wanted: Mapping[RevisionId, Sequence[int] | None], only: Collection[SourceId] = ()
) -> Iterator[tuple[Spoken, ...]]:
    """The wanted turns of each source, sources and turns in order; None stands for every turn of a revision.

    With `only`, other sources are left out. A source is read when it is asked for, and not before.
    """
    src, revision = table(Source), table(Revision)
    query = (
        sa.select(src.c.guid, src.c.name, src.c.language, revision.c.guid.label("revision"), revision.c.text_hash)
        .join_from(src, revision, src.c.revision_guid == revision.c.guid)
        .order_by(src.c.position)
    )
    rows = [row for row in session.execute(query) if not only or row.guid in only]
    rows = [row for row in rows if wanted.get(row.revision, ()) != ()]
    cast, answering = speakers(session), respondents(session)
    for first in range(0, len(rows), _BATCH):
        batch = rows[first : first + _BATCH]
        texts = bodies(session, {row.text_hash for row in batch})
        turns = _turns(session, {row.revision: wanted[row.revision] for row in batch})
        for row in batch:
            known: dict[str | None, SpeakerView | Respondent | None] = {None: answering.get(row.guid)}
            known |= {view.label: view for view in cast.get(row.guid, ())}
            yield tuple(
                Spoken(
                    row.guid,
                    row.name,
                    row.language,
                    texts[row.text_hash],
                    voice(n, start, body_start, end, time, known.get(label), aside=aside),
                )
                for n, start, body_start, end, time, label, aside in sorted(turns[row.revision])
            )


def _turns(session: Session, wanted: Mapping[RevisionId, Sequence[int] | None]) -> Mapping[RevisionId, list[Any]]:
    found: dict[RevisionId, list[Any]] = defaultdict(list)
    given = {
        "some": json.dumps({guid: numbers for guid, numbers in wanted.items() if numbers is not None}),
        "every": json.dumps([guid for guid, numbers in wanted.items() if numbers is None]),
    }
    for statement in (_SOME, _EVERY):
        for guid, *turn in session.execute(statement, given):
            found[guid].append(turn)
    return found
