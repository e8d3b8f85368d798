"""The log of what was done, written by acts and by the journal's triggers."""

from sqlmodel import Field, SQLModel

from thematica.store.tables.allowed import one_of


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
