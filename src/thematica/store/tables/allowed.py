"""The values that columns may hold, and the constraints that hold them to these."""

import sqlalchemy as sa

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
MEMO_PURPOSES = ("memo", "journal", "discussion")
SOURCE_ORDERS = ("listed", "reversed", "shuffled")
PASS_STATUSES = ("open", "reading", "complete")
