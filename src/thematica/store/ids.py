"""Identities: GUIDs for everything a person made, so copies of a project can be merged."""

from __future__ import annotations

import uuid
from typing import NewType

CoderId = NewType("CoderId", str)
SourceId = NewType("SourceId", str)
RevisionId = NewType("RevisionId", str)
RoundId = NewType("RoundId", str)
SpeakerId = NewType("SpeakerId", str)
CaseId = NewType("CaseId", str)
VariableId = NewType("VariableId", str)
CodebookId = NewType("CodebookId", str)
CodeId = NewType("CodeId", str)
CodingId = NewType("CodingId", str)
MemoId = NewType("MemoId", str)
ThemeId = NewType("ThemeId", str)
EvidenceId = NewType("EvidenceId", str)
QuoteId = NewType("QuoteId", str)
ActionId = NewType("ActionId", int)

LINKS = uuid.UUID("5b1a4f0e-6d0c-4d63-9a53-3f0a5a0f1c7e")


def new_guid() -> str:
    """A fresh random GUID (version 4), lower case with hyphens."""
    return str(uuid.uuid4())


def link_guid(*ends: str) -> str:
    """The GUID of a link between things (version 5): equal wherever the same two things are linked.

    Two copies of a project that make the same link apart from each other so make the same row.
    """
    return str(uuid.uuid5(LINKS, "\x1f".join(ends)))
