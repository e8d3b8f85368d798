"""Private entries are their author's alone: taking all others out of a copy, words and history included."""

from __future__ import annotations

import sqlite3

from sqlmodel import SQLModel

from thematica.store.tables import UNJOURNALLED

_ENTRY = """
    SELECT id, row_guid, json_extract(before, '$.body_hash'), json_extract(after, '$.body_hash'),
           coalesce(json_extract(before, '$.private'), 0) OR coalesce(json_extract(after, '$.private'), 0)
    FROM change
    WHERE table_name = 'memo'
    AND coalesce(json_extract(after, '$.coder_guid'), json_extract(before, '$.coder_guid')) <> ?
"""
_LINKS = """
    SELECT id, coalesce(json_extract(after, '$.memo_guid'), json_extract(before, '$.memo_guid'))
    FROM change WHERE table_name = 'memo_link'
"""


def erase(copy: sqlite3.Connection, reader: str) -> None:
    """Erases from a copy the private entries of all coders but `reader` (a name), with the words that only they held.

    The acts that wrote them stay in the history, with nothing told of the entries: what was done besides can still be
    taken back, and where copies parted can still be found. An entry that was private once and no longer is stays as it
    is now.
    """
    found = copy.execute("SELECT guid FROM coder WHERE name = ?", (reader,)).fetchone()
    author = found[0] if found else ""
    entries = dict(copy.execute("SELECT guid, body_hash FROM memo WHERE private AND coder_guid <> ?", (author,)))
    open_now = {guid for (guid,) in copy.execute("SELECT guid FROM memo WHERE NOT private")}
    images = copy.execute(_ENTRY, (author,)).fetchall()
    gone = entries.keys() | {guid for _, guid, *_, private in images if private and guid not in open_now}
    told = [(change, hashes) for change, guid, *hashes, private in images if private or guid in gone]
    if not told:
        return
    blank = [change for change, _ in told] + [change for change, memo in copy.execute(_LINKS) if memo in gone]
    copy.executemany("UPDATE change SET before = NULL, after = NULL WHERE id = ?", [(change,) for change in blank])
    (last,) = copy.execute("SELECT max(id) FROM change").fetchone()
    for guid in entries:
        copy.execute("DELETE FROM memo_link WHERE memo_guid = ?", (guid,))
        copy.execute("DELETE FROM memo WHERE guid = ?", (guid,))
    copy.execute("DELETE FROM change WHERE id > ?", (last,))  # that they were taken out is no act
    _forget(copy, {*entries.values(), *(digest for _, hashes in told for digest in hashes if digest)})
    copy.commit()
    copy.execute("PRAGMA secure_delete=ON")
    copy.execute("VACUUM")


def _forget(copy: sqlite3.Connection, digests: set[str]) -> None:
    """Erases words that nothing holds, now or in the history."""
    held: set[str] = set()
    for table, column in _holders() if digests else ():
        held.update(digest for (digest,) in copy.execute(f'SELECT "{column}" FROM "{table}"'))
        images = f"SELECT json_extract(before, '$.{column}'), json_extract(after, '$.{column}') FROM change"
        held.update(each for pair in copy.execute(f"{images} WHERE table_name = ?", (table,)) for each in pair)
    copy.executemany("DELETE FROM words WHERE hash = ?", [(digest,) for digest in digests - held])


def _holders() -> list[tuple[str, str]]:
    """The columns that hold the hash of a longer text, with their tables."""
    return [
        (table.name, column.name)
        for table in SQLModel.metadata.sorted_tables
        if table.name not in UNJOURNALLED
        for column in table.columns
        if any(key.column.table.name == "words" for key in column.foreign_keys)
    ]
