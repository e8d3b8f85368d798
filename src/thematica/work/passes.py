"""A coder's way through the material: which sources were read, and quick codes on the way."""

from __future__ import annotations

from thematica.errors import NotAllowed
from thematica.store.ids import CodeId, SourceId, link_guid
from thematica.store.project import Tx
from thematica.store.tables import PASS_STATUSES, Code, Pass, PinnedCode, Source
from thematica.work import rules


def set_status(tx: Tx, source: SourceId, status: str) -> None:
    """Says how far the coder has come with a source: open, reading, complete."""
    rules.row(tx.session, Source, source, "source")
    rules.one_of("status of a pass", status, PASS_STATUSES)
    guid = link_guid(tx.coder, source)
    row = tx.session.get(Pass, guid)
    if row is None:
        tx.session.add(Pass(guid=guid, coder_guid=tx.coder, source_guid=source, status=status, changed_at=tx.now))
    elif row.status != status:
        row.status, row.changed_at = status, tx.now
    tx.session.flush()


def pin(tx: Tx, slot: int, code: CodeId | None) -> None:
    """Puts a code on the coder's quick key 1 to 9, or with None frees the key. Raises NotAllowed for other keys."""
    if slot not in range(1, 10):
        raise NotAllowed(f"There is no quick key {slot}.", "Quick codes lie on the keys 1 to 9.")
    guid = link_guid(tx.coder, f"slot {slot}")
    row = tx.session.get(PinnedCode, guid)
    if code is None:
        if row is not None:
            tx.session.delete(row)
    elif row is not None:
        row.code_guid = code
    else:
        rules.row(tx.session, Code, code, "code")
        tx.session.add(PinnedCode(guid=guid, coder_guid=tx.coder, slot=slot, code_guid=code))
    tx.session.flush()
