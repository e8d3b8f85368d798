"""Integrity: what must hold in every project file, looked at from outside the verbs that should keep it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store import code_check, search_index
from thematica.store.tables import (
    Case,
    Code,
    Coding,
    Consent,
    Evidence,
    Memo,
    Planned,
    Quote,
    Relation,
    Revision,
    SentenceRow,
    Source,
    Speaker,
    Theme,
    TurnRow,
    Value,
    Variable,
    Words,
    table,
)
from thematica.store.words import hash_of
from thematica.text.values import written


def problems(session: Session) -> tuple[str, ...]:
    """What is wrong with the project, a sentence each, none when all is well. Holds no transcript text."""
    own = (_file, _links, _words, _texts, _stretches, _trees, _values, _cases)
    looks = (*own, code_check.problems, search_index.problems)
    return tuple(problem for look in looks for problem in look(session))


def _file(session: Session) -> Iterator[str]:
    for (line,) in session.execute(sa.text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield f"The file is damaged: {line}."


def _links(session: Session) -> Iterator[str]:
    broken: dict[tuple[str, str], int] = {}
    for child, _, parent, _ in session.execute(sa.text("PRAGMA foreign_key_check")):
        broken[child, parent] = broken.get((child, parent), 0) + 1
    for (child, parent), number in sorted(broken.items()):
        yield f"{number} rows of “{child}” refer to a {parent} that is not there."


def _words(session: Session) -> Iterator[str]:
    words = table(Words)
    for digest, body in session.execute(sa.select(words.c.hash, words.c.body)):
        if hash_of(body) != digest:
            yield f"A stored text does not match its fingerprint {digest[:12]}…: it was changed outside thematica."


def _texts(session: Session) -> Iterator[str]:
    """Every source has a text; its turns stand in order inside it, and so do its sentences."""
    src, revision, words = table(Source), table(Revision), table(Words)
    query = (
        sa.select(src.c.name, revision.c.guid, revision.c.turns, sa.func.length(words.c.body))
        .join_from(src, revision, src.c.revision_guid == revision.c.guid, isouter=True)
        .outerjoin(words, revision.c.text_hash == words.c.hash)
    )
    turn, sentence = table(TurnRow), table(SentenceRow)
    for name, guid, expected, length in session.execute(query).all():
        if guid is None or length is None:
            yield f"The source “{name}” has no text."
            continue
        turns = session.execute(
            sa.select(turn.c.start, turn.c.end).where(turn.c.revision_guid == guid).order_by(turn.c.n)
        ).all()
        if len(turns) != expected:
            yield f"The source “{name}” has {len(turns)} turns; {expected} were stored with it."
        units = session.execute(
            sa.select(sentence.c.start, sentence.c.end).where(sentence.c.revision_guid == guid).order_by(sentence.c.n)
        ).all()
        for thing, spans in (("turns", turns), ("sentences", units)):
            edges = [edge for span in spans for edge in span]
            if edges != sorted(edges) or (edges and edges[-1] > length):
                yield f"The {thing} of “{name}” do not lie in order inside its text."


def _stretches(session: Session) -> Iterator[str]:
    """Every coding, quote, piece of evidence and memo lies inside the current text of its source."""
    src, revision, words = table(Source), table(Revision), table(Words)
    for model, thing in ((Coding, "codings"), (Evidence, "pieces of evidence"), (Quote, "quotes"), (Memo, "memos")):
        rows = table(model)
        outside = (
            sa.select(src.c.name, sa.func.count())
            .join_from(rows, src, rows.c.source_guid == src.c.guid)
            .join(revision, src.c.revision_guid == revision.c.guid)
            .join(words, revision.c.text_hash == words.c.hash)
            .where(rows.c.end > sa.func.length(words.c.body))
            .group_by(src.c.name)
        )
        for name, number in session.execute(outside):
            yield f"{number} {thing} in “{name}” run past the end of its text."


def _trees(session: Session) -> Iterator[str]:
    """Codes and themes form trees; headings carry no codings."""
    for model, thing in ((Code, "code"), (Theme, "theme")):
        rows = table(model)
        parents = {row.guid: row.parent_guid for row in session.execute(sa.select(rows.c.guid, rows.c.parent_guid))}
        for guid in parents:
            seen = {guid}
            above = parents.get(guid)
            while above is not None and above not in seen:
                seen.add(above)
                above = parents.get(above)
            if above == guid:
                yield f"A {thing} stands under itself ({guid})."
    code, coding = table(Code), table(Coding)
    headings = (
        sa.select(code.c.name, sa.func.count())
        .join_from(coding, code, coding.c.code_guid == code.c.guid)
        .where(code.c.codable.is_(False))
        .group_by(code.c.guid)
    )
    for name, number in session.execute(headings):
        yield f"The heading “{name}” has {number} codings."


def _values(session: Session) -> Iterator[str]:
    """Every value, and every time point that was planned, is of its variable's type and belongs to the right thing."""
    variable, value, planned = table(Variable), table(Value), table(Planned)
    owner = sa.case((value.c.case_guid.is_not(None), "case"), else_="source")
    held = sa.union_all(
        sa.select(value.c.variable_guid, value.c.value, owner.label("owner")),
        sa.select(planned.c.variable_guid, planned.c.time_point, sa.literal("source")),
    ).subquery()
    query = sa.select(
        variable.c.name, variable.c.type, variable.c.levels, variable.c.applies_to, held.c.value, held.c.owner
    )
    wrong: dict[str, int] = {}
    for name, type_, levels, applies_to, given, whose in session.execute(query.join_from(variable, held)):
        if whose != applies_to or written(given, type_, json.loads(levels)) != given:
            wrong[name] = wrong.get(name, 0) + 1
    for name, number in wrong.items():
        yield f"{number} values of the variable “{name}” are not of its type."


def _cases(session: Session) -> Iterator[str]:
    """A speaker has a case just where it is known or unsure; only participants speak, consent, and make up dyads."""
    speaker, case, consent, relation = table(Speaker), table(Case), table(Consent), table(Relation)
    mapped = (speaker.c.case_guid.is_not(None)) != (speaker.c.certainty != "unknown")
    number = session.execute(sa.select(sa.func.count()).select_from(speaker).where(mapped)).scalar_one()
    if number:
        yield f"{number} speakers have a case that is unknown, or no case that would be known."
    for rows, thing in ((speaker, "speaks"), (consent, "has a consent")):
        query = sa.select(case.c.name).join_from(rows, case, rows.c.case_guid == case.c.guid)
        for name in session.execute(query.where(case.c.type != "participant").distinct()).scalars():
            yield f"The case “{name}” {thing}, and is no participant."
    dyad = case.alias("dyad")
    pairs = (
        sa.select(dyad.c.name)
        .join_from(relation, dyad, relation.c.to_guid == dyad.c.guid)
        .join(case, relation.c.case_guid == case.c.guid)
        .where(dyad.c.type == "dyad")
        .group_by(dyad.c.guid)
        .having(sa.or_(sa.func.count() > 2, sa.func.sum(case.c.type != "participant") > 0))  # noqa: PLR2004 - a pair
    )
    for name in session.execute(pairs).scalars():
        yield f"The dyad “{name}” is made of other than two participants."
