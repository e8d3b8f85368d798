"""Speakers of several sources at once, and the one participant they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from thematica.errors import NotFound
from thematica.store.ids import CaseId, SourceId, SpeakerId
from thematica.store.project import Tx
from thematica.store.reads.voices import SpeakerView, speakers
from thematica.store.tables import Case, Source, table
from thematica.work import cases, rules
from thematica.work.sources import set_speaker


def are(tx: Tx, chosen: Collection[SpeakerId], case: CaseId, *, certainty: str = "known") -> None:
    """Says that these speakers are one participant. Raises NotFound, or NotAllowed where the case is no participant."""
    for source, speaker in _chosen(tx, chosen):
        set_speaker(tx, source, speaker.label, case=case, certainty=certainty)


def are_new(tx: Tx, chosen: Collection[SpeakerId], *, name: str = "") -> CaseId:
    """Makes a participant of these speakers, called as the first of them is unless named. Raises NotFound, NameTaken.

    Where its own name is another case already, the source is put after it: the same label elsewhere is another person.
    """
    source, first = _chosen(tx, chosen)[0]
    row = rules.row(tx.session, Source, source, "source")
    case = cases.add(tx, name or _free_name(tx, first.name, row.name))
    are(tx, chosen, case)
    return case


def _chosen(tx: Tx, chosen: Collection[SpeakerId]) -> list[tuple[SourceId, SpeakerView]]:
    """The speakers with their sources, in the order of these."""
    known = {view.guid: (source, view) for source, views in speakers(tx.session).items() for view in views}
    if not chosen or not known.keys() >= set(chosen):
        raise NotFound("A speaker is not there any more.", "It may have been removed; look at the history.")
    return [known[guid] for guid in chosen]


def _free_name(tx: Tx, name: str, source: str) -> str:
    taken = {each.casefold() for each in tx.session.execute(sa.select(table(Case).c.name)).scalars()}
    return next(each for each in _names(name, source) if each.casefold() not in taken)


def _names(name: str, source: str) -> Iterable[str]:
    yield name
    yield f"{name} ({source})"
    number = 2
    while True:
        yield f"{name} ({source}) {number}"
        number += 1
