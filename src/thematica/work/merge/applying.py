"""Writing what a merge came to: only the rows that differ, in bulk, as one act that one undo takes back."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.errors import NotAllowed, NotAProject
from thematica.store import search_index
from thematica.store.ids import RevisionId, new_guid
from thematica.store.project import Tx
from thematica.store.tables import Merge, SentenceRow, TurnRow, table
from thematica.store.words import bodies, body_of, hash_of, keep
from thematica.work.merge.fields import is_referred_to, unique_columns, word_columns
from thematica.work.merge.pairing import Pairing
from thematica.work.merge.record import record
from thematica.work.merge.settling import Outcome
from thematica.work.merge.states import Difference, Row, Rows, columns_of, differences


def apply(tx: Tx, pairing: Pairing, outcome: Outcome) -> None:
    """Writes the outcome of a merge into my project, with a row that says which acts came in and what was decided.

    Raises NotAllowed while a question is open, and when my project has changed since it was read.
    """
    if outcome.open:
        raise NotAllowed(f"{len(outcome.open)} questions of this merge are open.", "Answer them first.")
    last = tx.session.execute(sa.text("SELECT max(id) FROM action WHERE id < :now"), {"now": tx.action}).scalar()
    if (last or 0) != pairing.mine.number(len(pairing.mine.acts)):
        raise NotAllowed("The project has changed while it was being merged.", "Merge again.")
    tx.session.execute(sa.text("PRAGMA defer_foreign_keys=ON"))
    changes = differences(pairing.mine.now, outcome.state)
    _bring_words(tx.session, pairing.theirs.session, outcome, changes)
    left = {name: _write(tx.session, name, pairing.mine.now[name], change) for name, change in changes.items()}
    for name in reversed(left):
        _delete(tx.session, name, left[name].removed)
    _bring_derived(tx.session, pairing.theirs.session, changes)
    tx.session.expire_all()
    if pairing.news:
        tx.session.add(
            Merge(
                guid=new_guid(),
                name=pairing.label,
                acts_hash=keep(tx.session, "\n".join(pairing.news)),
                record_hash=keep(tx.session, record(pairing, outcome, tx.coder)),
                merged_at=tx.now,
            )
        )
        tx.session.flush()


def _write(session: Session, name: str, old: Rows, change: Difference) -> Difference:
    """Inserts and updates the rows of one table; what is left to be removed comes back.

    A row whose place another row takes goes out of its way first: where nothing refers to it by being deleted and
    written anew, else to a place that nothing else has.
    """
    aside = _in_the_way(name, old, change)
    if aside and not is_referred_to(name):
        _delete(session, name, aside)
        gone = {row.guid for row in aside}
        again = tuple(row for row in change.changed if row.guid in gone)
        change = Difference(
            added=change.added + again,
            changed=tuple(row for row in change.changed if row.guid not in gone),
            removed=tuple(row for row in change.removed if row.guid not in gone),
        )
    else:
        _put_aside(session, name, aside)
    columns = columns_of(name)
    sets = ", ".join(f'"{column}" = ?' for column in columns[1:])
    _many(session, f'UPDATE "{name}" SET {sets} WHERE guid = ?', [(*row[1:], row[0]) for row in change.changed])
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    _many(session, f'INSERT INTO "{name}" ({names}) VALUES ({marks})', [tuple(row) for row in change.added])
    return change


def _in_the_way(name: str, old: Rows, change: Difference) -> list[Row]:
    """The rows, as they are, whose place is taken by others before they leave it."""
    found: dict[str, Row] = {}
    for unique in unique_columns(name):
        key = attrgetter("guid", *unique)
        wanted = {key(row)[1:] for row in (*change.added, *change.changed)}
        moving = (old[row.guid] for row in change.changed if key(old[row.guid]) != key(row))
        found |= {row.guid: row for row in (*moving, *change.removed) if key(row)[1:] in wanted}
    return list(found.values())


def _put_aside(session: Session, name: str, rows: list[Row]) -> None:
    if name == "coding":
        places = [(2**40 + number, 2**40 + number + 1, row.guid) for number, row in enumerate(rows)]
        _many(session, 'UPDATE "coding" SET start = ?, "end" = ? WHERE guid = ?', places)
    elif name == "revision":
        numbers = [(2**40 + number, row.guid) for number, row in enumerate(rows)]
        _many(session, "UPDATE revision SET number = ? WHERE guid = ?", numbers)
    else:
        _many(session, f'UPDATE "{name}" SET name = guid WHERE guid = ?', [(row.guid,) for row in rows])


def _delete(session: Session, name: str, rows: Iterable[Row]) -> None:
    _many(session, f'DELETE FROM "{name}" WHERE guid = ?', [(row.guid,) for row in rows])


def _many(session: Session, statement: str, values: list[tuple[Any, ...]]) -> None:
    if values:
        session.connection().exec_driver_sql(statement, values)


def _bring_words(session: Session, theirs: Session, outcome: Outcome, changes: dict[str, Difference]) -> None:
    """Stores the longer texts that new rows hold and that are not there yet."""
    wanted = {
        digest
        for name, change in changes.items()
        for column in word_columns(name)
        for row in (*change.added, *change.changed)
        if (digest := getattr(row, column)) is not None
    }
    there = set(session.connection().exec_driver_sql("SELECT hash FROM words").scalars())
    missing = wanted - there
    texts = bodies(theirs, missing - outcome.new_words.keys()) | {
        digest: body for digest, body in outcome.new_words.items() if digest in missing
    }
    if texts.keys() != missing or any(hash_of(body) != digest for digest, body in texts.items()):
        raise NotAProject("A text of the copy is damaged.", "`thematica check` says where; ask for a fresh copy.")
    _many(session, "INSERT INTO words (hash, body) VALUES (?, ?)", sorted(texts.items()))


def _bring_derived(session: Session, theirs: Session, changes: dict[str, Difference]) -> None:
    """Copies the turns and sentences of texts that are new here, and indexes them. What was here once still is."""
    known = set(session.connection().exec_driver_sql("SELECT revision_guid FROM search_revision").scalars())
    for row in changes["revision"].added if "revision" in changes else ():
        if row.guid in known:
            continue
        turns = _copied(session, theirs, TurnRow, row.guid)
        _copied(session, theirs, SentenceRow, row.guid)
        text = body_of(session, row.text_hash)
        said = ((turn.n, text[turn.body_start : turn.end]) for turn in turns)
        search_index.write(session, RevisionId(row.guid), said)


def _copied(session: Session, theirs: Session, model: type[TurnRow | SentenceRow], revision: str) -> list[Any]:
    """Copies the derived rows of one revision, and gives them."""
    rows = table(model)
    found = list(theirs.execute(sa.select(rows).where(rows.c.revision_guid == revision)))
    if found:
        session.execute(sa.insert(rows), [row._asdict() for row in found])
    return found
