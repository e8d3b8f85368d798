"""Cases with all that hangs on them, and the variables of the study."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CaseId, SourceId, SpeakerId, VariableId
from thematica.store.tables import Case, Consent, Relation, Source, SourceCase, Speaker, Value, Variable, table


@dataclass(frozen=True, slots=True)
class Related:
    """The other end of a relation, and the role in it; the role may be empty."""

    guid: CaseId
    name: str
    type: str
    role: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speaker of a source who is this case; `certainty` is known or unsure, `role` that of the speaker."""

    guid: SpeakerId
    source_guid: SourceId
    source: str
    label: str
    role: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ConsentView:
    """What a participant last said about taking part, and the days (ISO) that are known."""

    status: str
    given_on: str | None
    declined_on: str | None
    withdrawn_on: str | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with its values, by variable.

    `belongs_to` are the cases it has a role in, `members` those that have one in it. It speaks in some sources, others
    are `about` it, by GUID and name; `publications` is how many of these are publications.
    """

    guid: CaseId
    name: str
    type: str
    values: dict[str, str]
    belongs_to: tuple[Related, ...] = ()
    members: tuple[Related, ...] = ()
    speaks: tuple[Spoken, ...] = ()
    about: Mapping[SourceId, str] = field(default_factory=dict)
    publications: int = 0
    consent: ConsentView | None = None

    @property
    def sources(self) -> dict[SourceId, str]:
        """The names of all sources in which the case speaks or that are about it."""
        return {**{each.source_guid: each.source for each in self.speaks}, **self.about}


@dataclass(frozen=True, slots=True)
class VariableView:
    """A variable of cases or of sources. `levels` are those of an ordered one; `values` says how often each is held."""

    guid: VariableId
    name: str
    applies_to: str
    type: str
    levels: tuple[str, ...]
    values: dict[str, int]


def cases(session: Session) -> tuple[CaseView, ...]:
    """Every case, in the order they were added."""
    case = table(Case)
    rows = session.execute(sa.select(case).order_by(case.c.position, case.c.name)).all()
    values, speaks, about, consents = _values(session), _speaks(session), _about(session), _consents(session)
    published = _publications(session)
    upwards, downwards = _relations(session)
    return tuple(
        CaseView(
            guid=row.guid,
            name=row.name,
            type=row.type,
            values=values.get(row.guid, {}),
            belongs_to=tuple(upwards.get(row.guid, ())),
            members=tuple(downwards.get(row.guid, ())),
            speaks=tuple(speaks.get(row.guid, ())),
            about=about.get(row.guid, {}),
            publications=published.get(row.guid, 0),
            consent=consents.get(row.guid),
        )
        for row in rows
    )


def unpublished(views: Iterable[CaseView]) -> tuple[CaseView, ...]:
    """Of these cases, the instruments that no publication is about."""
    return tuple(view for view in views if view.type == "instrument" and not view.publications)


def variables(session: Session) -> tuple[VariableView, ...]:
    """Every variable, those of cases first, in the order they were added."""
    variable, value = table(Variable), table(Value)
    held: dict[str, dict[str, int]] = {}
    counted = sa.select(value.c.variable_guid, value.c.value, sa.func.count()).group_by(
        value.c.variable_guid, value.c.value
    )
    for guid, text, number in session.execute(counted):
        held.setdefault(guid, {})[text] = number
    rows = session.execute(sa.select(variable).order_by(variable.c.applies_to, variable.c.position)).all()
    return tuple(
        VariableView(
            row.guid, row.name, row.applies_to, row.type, tuple(json.loads(row.levels)), held.get(row.guid, {})
        )
        for row in rows
    )


def _values(session: Session) -> dict[str, dict[str, str]]:
    variable, value = table(Variable), table(Value)
    query = (
        sa.select(value.c.case_guid, variable.c.name, value.c.value)
        .join_from(value, variable)
        .where(value.c.case_guid.is_not(None))
        .order_by(variable.c.position)
    )
    found: dict[str, dict[str, str]] = {}
    for guid, name, text in session.execute(query):
        found.setdefault(guid, {})[name] = text
    return found


def _relations(session: Session) -> tuple[dict[str, list[Related]], dict[str, list[Related]]]:
    """The relations of every case, upwards to what it belongs to and downwards to its members."""
    relation, low, high = table(Relation), table(Case).alias("low"), table(Case).alias("high")
    query = (
        sa.select(
            *(low.c[column] for column in ("guid", "name", "type")),
            relation.c.role,
            *(high.c[column] for column in ("guid", "name", "type")),
            relation.c.role,
        )
        .join_from(relation, low, relation.c.case_guid == low.c.guid)
        .join(high, relation.c.to_guid == high.c.guid)
        .order_by(high.c.position, low.c.position)
    )
    upwards: dict[str, list[Related]] = {}
    downwards: dict[str, list[Related]] = {}
    for row in session.execute(query):
        member, whole = Related(*row[0:4]), Related(*row[4:8])
        upwards.setdefault(member.guid, []).append(whole)
        downwards.setdefault(whole.guid, []).append(member)
    return upwards, downwards


def _speaks(session: Session) -> dict[str, list[Spoken]]:
    speaker, source = table(Speaker), table(Source)
    query = (
        sa.select(
            speaker.c.case_guid,
            speaker.c.guid,
            source.c.guid,
            source.c.name,
            speaker.c.label,
            speaker.c.role,
            speaker.c.certainty,
        )
        .join_from(speaker, source)
        .where(speaker.c.case_guid.is_not(None))
        .order_by(source.c.position, speaker.c.label)
    )
    found: dict[str, list[Spoken]] = {}
    for case, *spoken in session.execute(query):
        found.setdefault(case, []).append(Spoken(*spoken))
    return found


def _about(session: Session) -> dict[str, dict[SourceId, str]]:
    link, source = table(SourceCase), table(Source)
    query = sa.select(link.c.case_guid, source.c.guid, source.c.name).join_from(link, source)
    found: dict[str, dict[SourceId, str]] = {}
    for case, guid, name in session.execute(query.order_by(source.c.position)):
        found.setdefault(case, {})[SourceId(guid)] = name
    return found


def _publications(session: Session) -> dict[str, int]:
    link, source = table(SourceCase), table(Source)
    query = sa.select(link.c.case_guid, sa.func.count()).join_from(link, source).where(source.c.kind == "publication")
    return {row[0]: row[1] for row in session.execute(query.group_by(link.c.case_guid))}


def _consents(session: Session) -> dict[str, ConsentView]:
    consent = table(Consent)
    query = sa.select(
        consent.c.case_guid, consent.c.status, consent.c.given_on, consent.c.declined_on, consent.c.withdrawn_on
    )
    return {case: ConsentView(*said) for case, *said in session.execute(query)}
