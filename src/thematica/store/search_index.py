"""The search index: in which turns of which revision a term stands. Derived from the texts and made anew at any time.

A revision is indexed once, when it is stored, and never again: like its turns it stays as it is. A search looks at the
current revisions only, so corrections, undo, redo and removals need no work here. What stands in the index is folded
(see `text.folding`); it says where to look, and whoever looks decides on the text itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import RevisionId
from thematica.store.tables import Revision, TurnRow, table
from thematica.store.words import bodies
from thematica.text.folding import fold, terms
from thematica.text.span import Span
from thematica.text.words import spelled

TABLES = (
    "CREATE TABLE search_revision (id INTEGER PRIMARY KEY, revision_guid TEXT NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE search_index USING fts5(terms, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE search_instance USING fts5vocab(search_index, instance)",
    "CREATE TABLE search_term (term TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE search_word (word TEXT PRIMARY KEY) WITHOUT ROWID",
)
"""A row of the index is a turn: the revision's id in the upper half of the row id, the turn's number in the lower.
`search_term` holds every term once, to look inside terms; `search_word` every word in small letters, for lemmas."""

_TURN_BITS = 32
_TURN = (1 << _TURN_BITS) - 1
# A query of its own for each phrase: much faster than one query with as many ORs.
_ROWS = (
    "SELECT DISTINCT found.rowid AS id FROM json_each(:{given}) AS phrase"
    " CROSS JOIN search_index AS found ON found.terms MATCH phrase.value"
)
_LONGEST = 8_000  # characters of a term that SQLite keeps; beyond 32,768 bytes it would cut inside one
_FEW_PHRASES = 8  # more phrases with frequent words in them take longer than looking for these words apart
_MOST_PHRASES = 4_000  # with more of them, reading every turn is faster
_MOST_ASKED = 50  # SQLite bounds how many queries one statement joins

Phrases = Sequence[str]
"""Phrases in SQLite's language, at least one of which stands in the turns looked for."""


def write(session: Session, revision: RevisionId, said: Iterable[tuple[int, str]]) -> None:
    """Indexes a revision, given the number and the words of each of its turns; one that is indexed stays as it is."""
    statement = sa.text("INSERT OR IGNORE INTO search_revision (revision_guid) VALUES (:guid) RETURNING id")
    number: int | None = session.execute(statement, {"guid": revision}).scalar()
    if number is None:
        return
    rows = []
    known: set[str] = set()
    spelled: set[str] = set()
    for n, body in said:
        here = terms(fold(body))
        if here:
            rows.append({"turn": (number << _TURN_BITS) + n, "terms": _line(here)})
            known.update(here)
            spelled.update(_spelled(body))
    if rows:
        session.execute(sa.text("INSERT INTO search_index (rowid, terms) VALUES (:turn, :terms)"), rows)
    for name, column, values in (("search_term", "term", known), ("search_word", "word", spelled)):
        statement = sa.text(f"INSERT OR IGNORE INTO {name} ({column}) SELECT value FROM json_each(:new)")
        session.execute(statement, {"new": json.dumps(sorted(values))})


def rebuild(session: Session) -> None:
    """Makes the index anew for every revision there is or was, so that an import done again is found as well."""
    for statement in (
        "INSERT INTO search_index (search_index) VALUES ('delete-all')",
        "DELETE FROM search_revision",
        "DELETE FROM search_term",
        "DELETE FROM search_word",
    ):
        session.execute(sa.text(statement))
    for revision, digest in _revisions(session).items():
        text = bodies(session, {digest}).get(digest)
        if text is not None:
            write(session, revision, ((n, span.of(text)) for n, span in _turns(session, revision)))


def whole(stretch: str) -> list[Phrases]:
    """What to ask the index for where a folded stretch of whole words may stand; nothing where it cannot help."""
    sought = terms(stretch)
    return [[f'"{_line(sought)}"']] if sought else []


def within(session: Session, stretch: str) -> list[Phrases]:
    """What to ask the index for where a folded stretch may stand, also as a part of words; as `whole`."""
    sought = terms(stretch)
    if not sought:
        return []
    first, *rest = sought
    holding = session.execute(sa.text("SELECT term FROM search_term WHERE instr(term, :part)"), {"part": first})
    found = [term for term in holding.scalars() if not rest or term.endswith(first)]
    if rest and len(found) <= _FEW_PHRASES:
        return [[f'"{_line([term, *rest])}"*' for term in found]]
    single: list[Phrases] = [[f'"{_line([term])}"' for term in found]] if len(found) <= _MOST_PHRASES else []
    return [[f'"{_line(rest)}"*'], *single] if rest else single


def any_of(stretches: Iterable[str]) -> list[Phrases]:
    """What to ask the index for where one of several whole words may stand; as `whole`."""
    each = [whole(fold(stretch)) for stretch in stretches]
    together: Phrases = [phrase for asked in each for phrases in asked for phrase in phrases]
    return [together] if all(each) else []


def turns_with(session: Session, asked: Sequence[Phrases]) -> Mapping[RevisionId, Sequence[int] | None]:
    """The turns of current revisions that may hold what is asked for.

    None stands for every turn of a revision: of all revisions when nothing is asked, and of one that is not indexed.
    """
    found: dict[int, list[int]] = {}
    if asked:
        given = {f"phrases{n}": json.dumps(phrases) for n, phrases in enumerate(asked[:_MOST_ASKED])}
        rows = " INTERSECT ".join(_ROWS.format(given=name) for name in given)
        query = sa.text(f"SELECT id >> {_TURN_BITS}, json_group_array(id & {_TURN}) FROM ({rows}) GROUP BY 1")
        found = {number: json.loads(turns) for number, turns in session.execute(query, given)}
    revisions = sa.text(
        "SELECT source.revision_guid, search_revision.id FROM source"
        " LEFT JOIN search_revision ON search_revision.revision_guid = source.revision_guid"
    )
    return {
        RevisionId(guid): None if number is None or not asked else found.get(number, ())
        for guid, number in session.execute(revisions)
    }


def spelled_words(session: Session) -> list[str]:
    """Every word of the project's texts in small letters, some of texts that are no longer current."""
    every: str | None = session.execute(sa.text("SELECT group_concat(word, ' ') FROM search_word")).scalar_one()
    return every.split(" ") if every else []


def problems(session: Session) -> Iterator[str]:
    """Where index and texts differ, a sentence each."""
    sums: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))  # of what each turn holds, and where
    for term, row, place in session.execute(sa.text("SELECT term, doc, offset FROM search_instance")):
        sums[row >> _TURN_BITS][row & _TURN] += hash((term, place))
    known = set(session.execute(sa.text("SELECT term FROM search_term")).scalars())
    spelled = set(spelled_words(session))
    query = sa.text(
        "SELECT source.name, revision.guid, words.body, search_revision.id FROM source"
        " JOIN revision ON revision.guid = source.revision_guid JOIN words ON words.hash = revision.text_hash"
        " LEFT JOIN search_revision ON search_revision.revision_guid = revision.guid ORDER BY source.position"
    )
    for name, guid, text, number in session.execute(query).all():
        said = {n: span.of(text) for n, span in _turns(session, guid)}
        of_turns = {n: terms(fold(body)) for n, body in said.items()}
        should = {n: sum(hash((term[:_LONGEST], at)) for at, term in enumerate(of)) for n, of in of_turns.items() if of}
        if (
            sums.get(number, {}) != should
            or not known.issuperset(chain.from_iterable(of_turns.values()))
            or not spelled.issuperset(chain.from_iterable(map(_spelled, said.values())))
        ):
            yield f"The search index does not match the text of “{name}”; `thematica reindex` makes it anew."


def _revisions(session: Session) -> dict[RevisionId, str]:
    """The hash of the text of each revision that is there now or that undo and redo could bring back."""
    once = sa.text(
        "SELECT row_guid, json_extract(coalesce(after, before), '$.text_hash') FROM change"
        " WHERE table_name = 'revision' ORDER BY id"
    )
    now = sa.select(table(Revision).c.guid, table(Revision).c.text_hash)
    return {RevisionId(guid): digest for query in (once, now) for guid, digest in session.execute(query)}


def _turns(session: Session, revision: RevisionId) -> list[tuple[int, Span]]:
    turn = table(TurnRow)
    query = sa.select(turn.c.n, turn.c.body_start, turn.c.end).where(turn.c.revision_guid == revision)
    return [(n, Span(start, end)) for n, start, end in session.execute(query)]


def _line(sought: Iterable[str]) -> str:
    return " ".join(term[:_LONGEST] for term in sought)


def _spelled(body: str) -> set[str]:
    return {word.lower() for word in spelled(body, Span(0, len(body)))}
