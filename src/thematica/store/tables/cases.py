"""Who and what sources are about, and what is known of them."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from thematica.store.tables.allowed import CASE_TYPES, CERTAINTIES, CONSENTS, PLANS, ROLES, VARIABLE_TYPES, one_of


class Case(SQLModel, table=True):
    """A person, dyad, site or instrument that sources are about."""

    __tablename__ = "case"
    guid: str = Field(primary_key=True)
    name: str = Field(unique=True)
    type: str
    position: int
    __table_args__ = (one_of("type", CASE_TYPES),)


class Relation(SQLModel, table=True):
    """What one case is to another: a participant to a dyad, a dyad to a site. `role` may be empty: merely belongs."""

    __tablename__ = "relation"
    guid: str = Field(primary_key=True)
    case_guid: str = Field(foreign_key="case.guid", ondelete="CASCADE")
    to_guid: str = Field(foreign_key="case.guid", ondelete="CASCADE", index=True)
    role: str = ""
    __table_args__ = (
        sa.UniqueConstraint("case_guid", "to_guid"),
        sa.CheckConstraint("case_guid <> to_guid", name="of_two_cases"),
    )


class SourceCase(SQLModel, table=True):
    """A source that is about a case without its speaking there: a publication and the instrument it studies."""

    __tablename__ = "source_case"
    guid: str = Field(primary_key=True)
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE")
    case_guid: str = Field(foreign_key="case.guid", ondelete="CASCADE", index=True)
    __table_args__ = (sa.UniqueConstraint("source_guid", "case_guid"),)


class Consent(SQLModel, table=True):
    """Whether a participant agreed to take part, and when (ISO dates) that was said; the last word is `status`."""

    __tablename__ = "consent"
    guid: str = Field(primary_key=True)
    case_guid: str = Field(foreign_key="case.guid", ondelete="CASCADE", unique=True)
    status: str
    given_on: str | None = None
    declined_on: str | None = None
    withdrawn_on: str | None = None
    changed_at: str
    __table_args__ = (one_of("status", CONSENTS),)


class Speaker(SQLModel, table=True):
    """A label of one source: its shown name, its role, and the case it belongs to where that is known or supposed."""

    __tablename__ = "speaker"
    guid: str = Field(primary_key=True)
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE")
    label: str
    name: str
    role: str
    case_guid: str | None = Field(default=None, foreign_key="case.guid", ondelete="SET NULL")
    certainty: str = "unknown"
    __table_args__ = (
        sa.UniqueConstraint("source_guid", "label"),
        one_of("role", ROLES),
        one_of("certainty", CERTAINTIES),
    )


class Variable(SQLModel, table=True):
    """An attribute that cases or sources can have."""

    __tablename__ = "variable"
    guid: str = Field(primary_key=True)
    name: str
    applies_to: str
    type: str
    levels: str = "[]"
    position: int
    __table_args__ = (
        sa.UniqueConstraint("applies_to", "name"),
        one_of("applies_to", ("case", "source")),
        one_of("type", VARIABLE_TYPES),
    )


class Value(SQLModel, table=True):
    """What one case or one source has for a variable."""

    __tablename__ = "value"
    guid: str = Field(primary_key=True)
    variable_guid: str = Field(foreign_key="variable.guid", ondelete="CASCADE")
    case_guid: str | None = Field(default=None, foreign_key="case.guid", ondelete="CASCADE")
    source_guid: str | None = Field(default=None, foreign_key="source.guid", ondelete="CASCADE")
    value: str
    __table_args__ = (
        sa.CheckConstraint("(case_guid IS NULL) <> (source_guid IS NULL)", name="of_one_thing"),
        sa.UniqueConstraint("variable_guid", "case_guid"),
        sa.UniqueConstraint("variable_guid", "source_guid"),
    )


class Planned(SQLModel, table=True):
    """A meeting with a case that was to be held at a time point, a value of the source variable named.

    Whether it was held follows from the sources; `missing` says that it never will be, and `reason` why.
    """

    __tablename__ = "planned"
    guid: str = Field(primary_key=True)
    case_guid: str = Field(foreign_key="case.guid", ondelete="CASCADE")
    variable_guid: str = Field(foreign_key="variable.guid", ondelete="CASCADE", index=True)
    time_point: str
    status: str = "planned"
    reason: str = ""
    position: int
    __table_args__ = (sa.UniqueConstraint("case_guid", "variable_guid", "time_point"), one_of("status", PLANS))
