"""The study, who codes in it, its copies and its longer texts."""

from sqlmodel import Field, SQLModel

from thematica.store.tables.allowed import APPROACHES, one_of


class Study(SQLModel, table=True):
    """What the project is about, in one row.

    `agreement_reason` is why a reflexive study measures agreement; `blind` hides what others coded in a source from a
    coder who has not read it to the end.
    """

    __tablename__ = "project"
    guid: str = Field(primary_key=True)
    name: str
    approach: str
    language: str
    question: str = ""
    about: str = ""
    agreement_reason: str | None = None
    created_at: str
    blind: bool = False
    __table_args__ = (one_of("approach", APPROACHES),)


class Coder(SQLModel, table=True):
    """Who codes."""

    __tablename__ = "coder"
    guid: str = Field(primary_key=True)
    name: str = Field(unique=True)
    created_at: str


class Words(SQLModel, table=True):
    """Every longer text, once, by the SHA-256 of its UTF-8; rows and journal images hold only the hash."""

    __tablename__ = "words"
    hash: str = Field(primary_key=True)
    body: str


class Copy(SQLModel, table=True):
    """A copy of the project that was handed out; the act that made this row is the last one both have in common."""

    __tablename__ = "copy"
    guid: str = Field(primary_key=True)
    name: str
    made_at: str


class Merge(SQLModel, table=True):
    """A copy that was taken in: whose, the GUIDs of the acts that came with it, and what was decided on the way."""

    __tablename__ = "merge"
    guid: str = Field(primary_key=True)
    name: str
    acts_hash: str = Field(foreign_key="words.hash")
    record_hash: str = Field(foreign_key="words.hash")
    merged_at: str
