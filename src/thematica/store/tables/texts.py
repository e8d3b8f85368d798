"""Sources, the revisions of their texts, and how far each coder has read."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from thematica.store.tables.allowed import KINDS, PASS_STATUSES, SOURCE_ORDERS, SPAN, one_of


class Source(SQLModel, table=True):
    """A transcript or other text that is read; points at its current revision."""

    __tablename__ = "source"
    guid: str = Field(primary_key=True)
    name: str = Field(unique=True)
    kind: str
    language: str
    revision_guid: str
    position: int
    created_at: str
    __table_args__ = (one_of("kind", KINDS),)


class Revision(SQLModel, table=True):
    """One state of a source's text, never changed; a correction makes the next one."""

    __tablename__ = "revision"
    guid: str = Field(primary_key=True)
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE", index=True)
    number: int
    text_hash: str = Field(foreign_key="words.hash")
    file_name: str
    file_hash: str
    format: str
    encoding: str | None = None
    duration: str | None = None
    words: int
    turns: int
    segmenter: str
    coder_guid: str = Field(foreign_key="coder.guid")
    created_at: str
    __table_args__ = (sa.UniqueConstraint("source_guid", "number"),)


class TurnRow(SQLModel, table=True):
    """A turn of a revision; derived, so keyed by revision and number."""

    __tablename__ = "turn"
    revision_guid: str = Field(primary_key=True)
    n: int = Field(primary_key=True)
    start: int
    body_start: int
    end: int
    speaker: str | None = None
    time: float | None = None
    aside: bool = False
    __table_args__ = (
        sa.CheckConstraint('0 <= start AND start <= body_start AND body_start <= "end"', name="turn_in_order"),
        {"sqlite_with_rowid": False},
    )


class SentenceRow(SQLModel, table=True):
    """A sentence unit of a revision, stored so that figures do not move when a library does."""

    __tablename__ = "sentence"
    revision_guid: str = Field(primary_key=True)
    n: int = Field(primary_key=True)
    start: int
    end: int
    __table_args__ = (sa.CheckConstraint(SPAN, name="span"), {"sqlite_with_rowid": False})


class Pass(SQLModel, table=True):
    """How far a coder has come with a source: what is absent differs from what was not yet read."""

    __tablename__ = "pass"
    guid: str = Field(primary_key=True)
    coder_guid: str = Field(foreign_key="coder.guid")
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE")
    status: str
    changed_at: str
    __table_args__ = (sa.UniqueConstraint("coder_guid", "source_guid"), one_of("status", PASS_STATUSES))


class Round(SQLModel, table=True):
    """A coder's second or later way through all sources, in an order of its own; the first one is the passes."""

    __tablename__ = "round"
    guid: str = Field(primary_key=True)
    coder_guid: str = Field(foreign_key="coder.guid")
    number: int
    source_order: str
    started_at: str
    __table_args__ = (
        sa.UniqueConstraint("coder_guid", "number"),
        sa.CheckConstraint("number >= 2", name="after_the_first"),
        one_of("source_order", SOURCE_ORDERS),
    )


class RoundSource(SQLModel, table=True):
    """A source that a coder has read again in a round."""

    __tablename__ = "round_source"
    guid: str = Field(primary_key=True)
    round_guid: str = Field(foreign_key="round.guid", ondelete="CASCADE")
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE", index=True)
    __table_args__ = (sa.UniqueConstraint("round_guid", "source_guid"),)
