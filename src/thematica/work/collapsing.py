"""Two codings that would stand as one, and codings that change their code by another act than the coder's own.

Nothing a coder said is dropped on the way: memos, notes and origins go to the coding that stays.
"""

from __future__ import annotations

import sqlalchemy as sa

from thematica.store import words
from thematica.store.ids import CodeId, new_guid
from thematica.store.project import Tx
from thematica.store.tables import Coding, CollapsedCoding, table
from thematica.text.span import Span
from thematica.work import memos


def collapse(tx: Tx, gone: Coding, kept: Coding) -> None:
    """Makes one coding of two by the same coder: `kept` takes what `gone` said and remembers it by its GUID.

    Where both have a valence or a level that of `kept` stands, and what `gone` had is remembered beside its code.
    """
    memos.hand_over(tx, "coding_guid", gone.guid, kept.guid)
    collapsed = table(CollapsedCoding)
    tx.session.execute(sa.update(collapsed).where(collapsed.c.coding_guid == gone.guid).values(coding_guid=kept.guid))
    kept.note_hash = words.keep_or_none(tx.session, _both_notes(tx, gone, kept))
    kept.valence = gone.valence if kept.valence == "none" else kept.valence
    kept.level = gone.level if kept.level == "none" else kept.level
    tx.session.add(
        CollapsedCoding(
            guid=gone.guid,
            coding_guid=kept.guid,
            code_guid=gone.original_code_guid or gone.code_guid,
            valence=gone.valence,
            level=gone.level,
            created_at=gone.created_at,
        )
    )
    tx.session.delete(gone)
    tx.session.flush()


def _both_notes(tx: Tx, gone: Coding, kept: Coding) -> str:
    notes = dict.fromkeys(words.body_of(tx.session, each.note_hash) for each in (kept, gone) if each.note_hash)
    return "\n\n".join(notes)


def find_like(tx: Tx, row: Coding, code: str, start: int, end: int) -> Coding | None:
    """Another coding of the same coder with this code on just this stretch of the same source."""
    coding = table(Coding)
    query = sa.select(Coding).where(
        coding.c.source_guid == row.source_guid,
        coding.c.start == start,
        coding.c.end == end,
        coding.c.code_guid == code,
        coding.c.coder_guid == row.coder_guid,
        coding.c.guid != row.guid,
    )
    return tx.session.execute(query).scalar()


def give_code(tx: Tx, row: Coding, code: CodeId) -> Coding:
    """Gives a coding another code and keeps the one it was made with; where the code is there already they become one.

    Gives the coding that stands.
    """
    there = find_like(tx, row, code, row.start, row.end)
    if there is not None:
        collapse(tx, row, there)
        return there
    row.original_code_guid = _origin_beside(row, code)
    row.code_guid, row.to_sort = code, False
    tx.session.flush()
    return row


def copy_of(tx: Tx, row: Coding, span: Span, code: str) -> Coding:
    """A second coding in the name of who made `row`, of that moment and in that way, with all that it says."""
    made = Coding(
        guid=new_guid(),
        source_guid=row.source_guid,
        start=span.start,
        end=span.end,
        code_guid=code,
        coder_guid=row.coder_guid,
        valence=row.valence,
        level=row.level,
        note_hash=row.note_hash,
        how=row.how,
        codebook_version=row.codebook_version,
        original_code_guid=_origin_beside(row, code),
        to_sort=row.to_sort,
        created_at=row.created_at,
        changed_at=tx.now,
    )
    tx.session.add(made)
    tx.session.flush()
    return made


def _origin_beside(row: Coding, code: str) -> str | None:
    """The code a coding was made with, None where that is the code it is to have."""
    origin = row.original_code_guid or row.code_guid
    return None if origin == code else origin
