"""Memos, and themes with what is gathered under them."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from thematica.store.tables.allowed import MEMO_PURPOSES, SPAN, STANCES, THEME_STATUSES, one_of


class Memo(SQLModel, table=True):
    """A coder's note on the project, a source, a stretch of it, a coding, a code, a theme or a case.

    `purpose` tells a reflexive journal's entries and what was said on a disagreement from other notes; `topic` is what
    kind of entry it is. One that is `private` leaves the project neither in a report nor in a merge.
    """

    __tablename__ = "memo"
    guid: str = Field(primary_key=True)
    body_hash: str = Field(foreign_key="words.hash")
    coder_guid: str = Field(foreign_key="coder.guid")
    source_guid: str | None = Field(default=None, foreign_key="source.guid", ondelete="CASCADE", index=True)
    start: int | None = None
    end: int | None = None
    coding_guid: str | None = Field(default=None, foreign_key="coding.guid", ondelete="CASCADE", index=True)
    code_guid: str | None = Field(default=None, foreign_key="code.guid", ondelete="CASCADE")
    theme_guid: str | None = Field(default=None, foreign_key="theme.guid", ondelete="CASCADE")
    case_guid: str | None = Field(default=None, foreign_key="case.guid", ondelete="CASCADE")
    created_at: str
    changed_at: str
    purpose: str = "memo"
    topic: str = ""
    private: bool = False
    __table_args__ = (
        one_of("purpose", MEMO_PURPOSES),
        sa.CheckConstraint(
            "(source_guid IS NOT NULL) + (coding_guid IS NOT NULL) + (code_guid IS NOT NULL)"
            " + (theme_guid IS NOT NULL) + (case_guid IS NOT NULL) <= 1",
            name="on_one_thing",
        ),
        sa.CheckConstraint(
            '(start IS NULL AND "end" IS NULL) OR (source_guid IS NOT NULL AND ' + SPAN + ")", name="span"
        ),
    )


class MemoLink(SQLModel, table=True):
    """Another thing that a memo is about too."""

    __tablename__ = "memo_link"
    guid: str = Field(primary_key=True)
    memo_guid: str = Field(foreign_key="memo.guid", ondelete="CASCADE", index=True)
    source_guid: str | None = Field(default=None, foreign_key="source.guid", ondelete="CASCADE", index=True)
    coding_guid: str | None = Field(default=None, foreign_key="coding.guid", ondelete="CASCADE", index=True)
    code_guid: str | None = Field(default=None, foreign_key="code.guid", ondelete="CASCADE", index=True)
    theme_guid: str | None = Field(default=None, foreign_key="theme.guid", ondelete="CASCADE", index=True)
    case_guid: str | None = Field(default=None, foreign_key="case.guid", ondelete="CASCADE", index=True)
    __table_args__ = (
        sa.CheckConstraint(
            "(source_guid IS NOT NULL) + (coding_guid IS NOT NULL) + (code_guid IS NOT NULL)"
            " + (theme_guid IS NOT NULL) + (case_guid IS NOT NULL) = 1",
            name="to_one_thing",
        ),
    )


class Theme(SQLModel, table=True):
    """A pattern of shared meaning with a central organising concept; its own object, never a promoted code."""

    __tablename__ = "theme"
    guid: str = Field(primary_key=True)
    parent_guid: str | None = Field(default=None, foreign_key="theme.guid")
    position: int
    name: str
    concept: str = ""
    definition: str = ""
    account_hash: str | None = Field(default=None, foreign_key="words.hash")
    status: str = "candidate"
    created_at: str
    changed_at: str
    __table_args__ = (
        one_of("status", THEME_STATUSES),
        sa.Index("theme_sibling_names", sa.text("coalesce(parent_guid, '')"), "name", unique=True),
    )


class ThemeCode(SQLModel, table=True):
    """A code that contributes to a theme; one code may feed several."""

    __tablename__ = "theme_code"
    guid: str = Field(primary_key=True)
    theme_guid: str = Field(foreign_key="theme.guid", ondelete="CASCADE")
    code_guid: str = Field(foreign_key="code.guid", ondelete="CASCADE")
    position: int
    __table_args__ = (sa.UniqueConstraint("theme_guid", "code_guid"),)


class Evidence(SQLModel, table=True):
    """An excerpt attached to a theme directly, supporting or contrary."""

    __tablename__ = "evidence"
    guid: str = Field(primary_key=True)
    theme_guid: str = Field(foreign_key="theme.guid", ondelete="CASCADE")
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE")
    start: int
    end: int
    stance: str
    created_at: str
    __table_args__ = (
        sa.CheckConstraint(SPAN, name="span"),
        sa.UniqueConstraint("theme_guid", "source_guid", "start", "end"),
        one_of("stance", STANCES),
    )


class Quote(SQLModel, table=True):
    """An excerpt chosen for print under a theme, in order, with a translation where one is needed."""

    __tablename__ = "quote"
    guid: str = Field(primary_key=True)
    theme_guid: str = Field(foreign_key="theme.guid", ondelete="CASCADE")
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE")
    start: int
    end: int
    position: int
    translation_hash: str | None = Field(default=None, foreign_key="words.hash")
    created_at: str
    __table_args__ = (
        sa.CheckConstraint(SPAN, name="span"),
        sa.UniqueConstraint("theme_guid", "source_guid", "start", "end"),
    )
