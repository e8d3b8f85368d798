"""What cases are to one another, to sources that are about them, and whether they agreed to take part."""

from __future__ import annotations

import sqlalchemy as sa

from thematica.errors import NotAllowed, NotFound
from thematica.store.ids import CaseId, SourceId, link_guid
from thematica.store.project import Tx
from thematica.store.tables import CONSENTS, Case, Consent, Relation, Source, SourceCase, table
from thematica.text.values import fitting
from thematica.work import rules

_PAIR = 2


def relate(tx: Tx, case: CaseId, to: CaseId, *, role: str = "") -> None:
    """Says what a case is to another: the patient of a dyad, a member of a site; again: changes the role.

    Raises NotAllowed where a case is related to itself, or a dyad would hold other than two participants.
    """
    row, other = (rules.row(tx.session, Case, each, "case") for each in (case, to))
    if case == to:
        raise NotAllowed(f"“{row.name}” cannot be related to itself.", "Choose another case.")
    called = rules.name("role", role) if role.strip() else ""
    link = tx.session.get(Relation, link_guid("relation", case, to))
    if link is not None:
        link.role = called
    else:
        if other.type == "dyad":
            _must_have_room(tx, row, other)
        tx.session.add(Relation(guid=link_guid("relation", case, to), case_guid=case, to_guid=to, role=called))
    tx.session.flush()


def unrelate(tx: Tx, case: CaseId, to: CaseId) -> None:
    """Takes a relation off. Raises NotFound when there is none."""
    link = tx.session.get(Relation, link_guid("relation", case, to))
    if link is None:
        raise NotFound("These two cases are not related in this direction.", "`thematica cases` lists relations.")
    tx.session.delete(link)
    tx.session.flush()


def link_source(tx: Tx, case: CaseId, source: SourceId) -> None:
    """Says that a source is about a case that does not speak in it, as a publication is about an instrument."""
    rules.row(tx.session, Case, case, "case")
    rules.row(tx.session, Source, source, "source")
    guid = link_guid("about", source, case)
    if tx.session.get(SourceCase, guid) is None:
        tx.session.add(SourceCase(guid=guid, source_guid=source, case_guid=case))
        tx.session.flush()


def unlink_source(tx: Tx, case: CaseId, source: SourceId) -> None:
    """Takes the link between a source and a case off. Raises NotFound when there is none."""
    link = tx.session.get(SourceCase, link_guid("about", source, case))
    if link is None:
        raise NotFound("This source is not linked to this case.", "`thematica cases` lists the sources of each.")
    tx.session.delete(link)
    tx.session.flush()


def set_consent(tx: Tx, case: CaseId, status: str, *, on: str | None = None) -> None:
    """Records that a participant gave, declined or withdrew consent, and on which day (ISO), where that is known.

    The days of earlier statuses stay. Nothing else follows from it. Raises NotAllowed for a case that is no person.
    """
    row = rules.row(tx.session, Case, case, "case")
    if row.type != "participant":
        raise NotAllowed(f"“{row.name}” is a {row.type}; only participants consent.", "Choose a participant.")
    said = rules.one_of("status of consent", status, CONSENTS)
    day = fitting("the day of consent", on, "date") if on else None
    guid = link_guid("consent", case)
    consent = tx.session.get(Consent, guid)
    if consent is None:
        consent = Consent(guid=guid, case_guid=case, status=said, changed_at=tx.now)
        tx.session.add(consent)
    elif consent.status == said and day in {None, getattr(consent, f"{said}_on")}:
        return
    consent.status, consent.changed_at = said, tx.now
    if day is not None:
        setattr(consent, f"{said}_on", day)
    tx.session.flush()


def _must_have_room(tx: Tx, member: Case, dyad: Case) -> None:
    if member.type != "participant":
        raise NotAllowed(f"“{member.name}” is a {member.type}; a dyad is of two participants.", "Choose a participant.")
    relation = table(Relation)
    query = sa.select(sa.func.count()).where(relation.c.to_guid == dyad.guid)
    if tx.session.execute(query).scalar_one() >= _PAIR:
        raise NotAllowed(f"“{dyad.name}” has its two participants already.", "Take one off, or make another dyad.")
