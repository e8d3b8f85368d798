"""Longer texts, kept once by content hash, so history stays small and a withdrawal can really erase words."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.tables import Words, table


def hash_of(body: str) -> str:
    """The SHA-256 of a text's UTF-8, in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def keep(session: Session, body: str) -> str:
    """Stores a text unless it is there already, and gives its hash."""
    digest = hash_of(body)
    if session.get(Words, digest) is None:
        session.add(Words(hash=digest, body=body))
        session.flush()
    return digest


def keep_or_none(session: Session, body: str | None) -> str | None:
    """As `keep`; an empty or missing text is no text at all."""
    return keep(session, body) if body else None


def body_of(session: Session, digest: str | None) -> str:
    """The text behind a hash; empty where there is none."""
    if digest is None:
        return ""
    words = table(Words)
    body: str = session.execute(sa.select(words.c.body).where(words.c.hash == digest)).scalar_one()
    return body


def bodies(session: Session, digests: set[str]) -> dict[str, str]:
    """The texts behind several hashes."""
    words = table(Words)
    wanted = sorted(digests)
    found: dict[str, str] = {}
    for first in range(0, len(wanted), 500):  # SQLite bounds the number of parameters in one statement
        batch = wanted[first : first + 500]
        query = sa.select(words.c.hash, words.c.body).where(words.c.hash.in_(batch))
        found.update((digest, body) for digest, body in session.execute(query))
    return found
