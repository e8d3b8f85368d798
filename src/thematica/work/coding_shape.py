"""Codings cut in two, and overlapping ones made one: always by hand, and never as a side effect."""

from __future__ import annotations

from collections.abc import Iterable

from thematica.errors import NotAllowed
from thematica.store.ids import CodingId, SourceId
from thematica.store.project import Tx
from thematica.store.reads.transcripts import text_of
from thematica.store.tables import Coding
from thematica.text.span import Span
from thematica.work import rules
from thematica.work.collapsing import collapse, copy_of, find_like


def split(tx: Tx, coding: CodingId, at: int) -> tuple[CodingId, CodingId]:
    """Cuts a coding in two at a position of its source; both say what the one said, its memos stay on the first.

    White space around the cut is left out. Raises NotAllowed when there are no words on one side of it, or when the
    code is on one of the pieces already.
    """
    row = rules.row(tx.session, Coding, coding, "coding")
    if not row.start < at < row.end:
        raise NotAllowed(f"Position {at} is not inside this coding.", "Choose a place between its first and last word.")
    text = text_of(tx.session, SourceId(row.source_guid))
    pieces = Span(row.start, at).trimmed(text), Span(at, row.end).trimmed(text)
    if not all(pieces):
        raise NotAllowed("There are no words on one side of the cut.", "Choose a place between two words.")
    if any(find_like(tx, row, row.code_guid, piece.start, piece.end) for piece in pieces):
        raise NotAllowed("This code is on just these words already.", "Remove one of the two codings instead.")
    first, second = pieces
    made = copy_of(tx, row, second, row.code_guid)
    row.start, row.end, row.changed_at = first.start, first.end, tx.now
    tx.session.flush()
    return coding, CodingId(made.guid)


def join(tx: Tx, codings: Iterable[CodingId]) -> CodingId:
    """Makes one coding, from the first word to the last, of several that overlap; `overlaps` finds such codings.

    The one stays that covers them all, else the first in the text; notes, memos and origins go to it. Raises NotAllowed
    when they have not one source, code and coder, or do not overlap.
    """
    rows = [rules.row(tx.session, Coding, guid, "coding") for guid in dict.fromkeys(codings)]
    rows.sort(key=lambda row: (row.start, -row.end, row.guid))
    _must_join(rows)
    first, whole = rows[0], Span(rows[0].start, max(row.end for row in rows))
    covering = find_like(tx, first, first.code_guid, whole.start, whole.end)
    kept = first if first.end == whole.end else covering or first
    for row in rows:
        if row is not kept:
            kept.to_sort = kept.to_sort or row.to_sort
            collapse(tx, row, kept)
    kept.start, kept.end, kept.changed_at = whole.start, whole.end, tx.now
    tx.session.flush()
    return CodingId(kept.guid)


def _must_join(rows: list[Coding]) -> None:
    if len({row.guid for row in rows}) < 2:  # noqa: PLR2004 - one coding alone has nothing to be joined with
        raise NotAllowed("One coding alone cannot be joined.", "Choose several that overlap.")
    if len({(row.source_guid, row.code_guid, row.coder_guid) for row in rows}) > 1:
        raise NotAllowed(
            "Only codings of one source, one code and one coder are joined.", "Choose codings that share all three."
        )
    end = rows[0].end
    for row in rows[1:]:
        if row.start >= end:
            raise NotAllowed("These codings do not overlap.", "Choose codings that share some words.")
        end = max(end, row.end)
