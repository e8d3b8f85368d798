"""Codebooks, their codes, and the codings made with them."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from thematica.store.tables.allowed import CODE_LINKS, CODE_STATUSES, HOWS, LEVELS, ORIGINS, SPAN, VALENCES, one_of


class CodebookRow(SQLModel, table=True):
    """A set of codes with definitions; `about` holds the rest of its file's head as JSON."""

    __tablename__ = "codebook"
    guid: str = Field(primary_key=True)
    id: str
    name: str
    version: str
    language: str
    kind: str
    about: str = "{}"
    position: int


class CodebookVersion(SQLModel, table=True):
    """A state of a codebook that its team gave a number, after the one it `follows`; codings name theirs."""

    __tablename__ = "codebook_version"
    guid: str = Field(primary_key=True)
    codebook_guid: str = Field(foreign_key="codebook.guid", ondelete="CASCADE")
    version: str
    follows: str
    note: str = ""
    coder_guid: str = Field(foreign_key="coder.guid")
    created_at: str
    __table_args__ = (sa.UniqueConstraint("codebook_guid", "version"),)


class Code(SQLModel, table=True):
    """A label for meaning, or a heading (`codable` 0) that only groups.

    `merged_into_guid` is the code that this one was folded into, `split_from_guid` the one it was split off from.
    `defined_at` is when the words that say when to apply it were last changed; None: not since it was made.
    """

    __tablename__ = "code"
    guid: str = Field(primary_key=True)
    codebook_guid: str = Field(foreign_key="codebook.guid", index=True)
    parent_guid: str | None = Field(default=None, foreign_key="code.guid", index=True)
    position: int
    name: str
    key: str | None = None
    codable: bool = True
    origin: str
    colour: str
    symbol: str | None = None
    brief: str = ""
    definition: str = ""
    include: str = "[]"
    exclude: str = "[]"
    example: str = ""
    example_invented: bool = False
    aliases: str = "[]"
    status: str = "active"
    merged_into_guid: str | None = Field(default=None, foreign_key="code.guid")
    split_from_guid: str | None = Field(default=None, foreign_key="code.guid")
    defined_at: str | None = None
    created_at: str
    changed_at: str
    __table_args__ = (
        one_of("origin", ORIGINS),
        one_of("status", CODE_STATUSES),
        sa.Index(
            "code_sibling_names",
            "codebook_guid",
            sa.text("coalesce(parent_guid, '')"),
            "name",
            unique=True,
        ),
    )


class CodeLink(SQLModel, table=True):
    """What one code is to another: an inductive code specifies a dimension of a framework, or contradicts it."""

    __tablename__ = "code_link"
    guid: str = Field(primary_key=True)
    code_guid: str = Field(foreign_key="code.guid", ondelete="CASCADE")
    to_guid: str = Field(foreign_key="code.guid", ondelete="CASCADE", index=True)
    kind: str
    __table_args__ = (
        sa.UniqueConstraint("code_guid", "to_guid", "kind"),
        sa.CheckConstraint("code_guid <> to_guid", name="of_two_codes"),
        one_of("kind", CODE_LINKS),
    )


class Coding(SQLModel, table=True):
    """One code tied to one stretch of a source by one coder.

    `original_code_guid` is the code it was made with, where a fold or a split has given it another since; `to_sort`
    says that its code was split and nobody has decided yet where it belongs.
    """

    __tablename__ = "coding"
    guid: str = Field(primary_key=True)
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE")
    start: int
    end: int
    code_guid: str = Field(foreign_key="code.guid", index=True)
    coder_guid: str = Field(foreign_key="coder.guid", index=True)
    valence: str = "none"
    level: str = "none"
    note_hash: str | None = Field(default=None, foreign_key="words.hash")
    how: str = "manual"
    codebook_version: str = ""
    original_code_guid: str | None = Field(default=None, foreign_key="code.guid")
    to_sort: bool = False
    created_at: str
    changed_at: str
    __table_args__ = (
        sa.CheckConstraint(SPAN, name="span"),
        sa.UniqueConstraint("source_guid", "start", "end", "code_guid", "coder_guid"),
        one_of("valence", VALENCES),
        one_of("level", LEVELS),
        one_of("how", HOWS),
    )


class CollapsedCoding(SQLModel, table=True):
    """A coding that became one with another on the same words: its own GUID, and what it had said."""

    __tablename__ = "collapsed_coding"
    guid: str = Field(primary_key=True)
    coding_guid: str = Field(foreign_key="coding.guid", ondelete="CASCADE", index=True)
    code_guid: str = Field(foreign_key="code.guid")
    valence: str
    level: str
    created_at: str


class PinnedCode(SQLModel, table=True):
    """A coder's quick code: one key from 1 to 9."""

    __tablename__ = "pinned_code"
    guid: str = Field(primary_key=True)
    coder_guid: str = Field(foreign_key="coder.guid")
    slot: int
    code_guid: str = Field(foreign_key="code.guid", ondelete="CASCADE")
    __table_args__ = (
        sa.UniqueConstraint("coder_guid", "slot"),
        sa.CheckConstraint("slot BETWEEN 1 AND 9", name="slot_is_a_digit"),
    )
