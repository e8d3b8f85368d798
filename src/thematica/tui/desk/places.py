"""Where an act happened, so that the desk can show it."""

from __future__ import annotations

import json

from thematica.store.ids import SourceId
from thematica.store.project import Changed
from thematica.text.span import Span

WITH_PLACE = ("coding", "evidence", "quote", "memo")


def place_of(changed: Changed) -> tuple[SourceId, Span] | None:
    """The first stretch of a source that an act concerned; None when it concerned none."""
    for row in changed.rows:
        image = row.after or row.before
        if row.table in WITH_PLACE and image is not None:
            fields = json.loads(image)
            if fields.get("source_guid") and fields.get("start") is not None:
                return SourceId(fields["source_guid"]), Span(fields["start"], fields["end"])
    return None
