"""The tables of a project file, and the rules its schema keeps by itself.

Rows a person made have a GUID and are journalled (see journal.py). Turns and sentences are derived from a revision and
never change; words are kept once by their SHA-256. Times are ISO 8601 in UTC; lists are JSON text. Offsets are code
points of the revision's text, 0-based, half-open.
"""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

SPAN = '0 <= start AND start < "end"'


def one_of(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    """A constraint that holds a column to a list of values."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=f"{column}_known")


APPROACHES = ("reflexive", "codebook", "framework", "content")
KINDS = ("interview", "focus-group", "field-note", "survey", "publication")
ROLES = ("participant", "interviewer", "moderator", "interpreter", "unknown")
CASE_TYPES = ("participant", "dyad", "site", "instrument")
CERTAINTIES = ("known", "unsure", "unknown")
CONSENTS = ("given", "declined", "withdrawn")
VARIABLE_TYPES = ("text", "integer", "decimal", "boolean", "date", "ordered")
PLANS = ("planned", "missing")
ORIGINS = ("deductive", "inductive", "in-vivo")
CODE_STATUSES = ("draft", "active", "retired")
CODE_LINKS = ("specifies", "contradicts", "see-also")
VALENCES = ("enabler", "barrier", "mixed", "suggestion", "none")
LEVELS = ("semantic", "latent", "none")
HOWS = ("manual", "search", "speaker", "merge")
THEME_STATUSES = ("candidate", "developed", "defined", "discarded")
STANCES = ("supporting", "contrary")
PASS_STATUSES = ("open", "reading", "complete")


class Study(SQLModel, table=True):
    """What the project is about, in one row; `agreement_reason` is why a reflexive study measures agreement."""

    __tablename__ = "project"
    guid: str = Field(primary_key=True)
    name: str
    approach: str
    language: str
    question: str = ""
    about: str = ""
    agreement_reason: str | None = None
    created_at: str
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


class Memo(SQLModel, table=True):
    """A coder's note on the project, a source, a stretch of it, a coding, a code, a theme or a case."""

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
    __table_args__ = (
        sa.CheckConstraint(
            "(source_guid IS NOT NULL) + (coding_guid IS NOT NULL) + (code_guid IS NOT NULL)"
            " + (theme_guid IS NOT NULL) + (case_guid IS NOT NULL) <= 1",
            name="on_one_thing",
        ),
        sa.CheckConstraint(
            '(start IS NULL AND "end" IS NULL) OR (source_guid IS NOT NULL AND ' + SPAN + ")", name="span"
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


class Pass(SQLModel, table=True):
    """How far a coder has come with a source: what is absent differs from what was not yet read."""

    __tablename__ = "pass"
    guid: str = Field(primary_key=True)
    coder_guid: str = Field(foreign_key="coder.guid")
    source_guid: str = Field(foreign_key="source.guid", ondelete="CASCADE")
    status: str
    changed_at: str
    __table_args__ = (sa.UniqueConstraint("coder_guid", "source_guid"), one_of("status", PASS_STATUSES))


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


class Action(SQLModel, table=True):
    """One gesture: a line of the audit trail and a step of undo. The log only grows."""

    __tablename__ = "action"
    id: int | None = Field(default=None, primary_key=True)
    guid: str = Field(unique=True)
    kind: str
    target_id: int | None = None
    label: str
    coder_guid: str
    coder_name: str
    at: str
    schema_version: int
    tool: str
    __table_args__ = (one_of("kind", ("do", "undo", "redo")),)


class Change(SQLModel, table=True):
    """One row before and after an action, as JSON, written by the journal's triggers."""

    __tablename__ = "change"
    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    table_name: str
    row_guid: str
    before: str | None = None
    after: str | None = None


UNJOURNALLED = frozenset({"words", "turn", "sentence", "action", "change"})


def table(model: type[SQLModel]) -> sa.Table:
    """The Core table behind a model, for reads that give plain values."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def journalled() -> tuple[sa.Table, ...]:
    """The tables whose every change is kept in the journal, parents before children."""
    return tuple(t for t in SQLModel.metadata.sorted_tables if t.name not in UNJOURNALLED)
