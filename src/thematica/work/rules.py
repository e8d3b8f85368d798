"""Small rules every verb keeps: names are not empty, values are known, things exist."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from sqlalchemy.orm import Session

from thematica.errors import NotAllowed, NotFound
from thematica.text.normalise import normalise

Row = TypeVar("Row")
LONGEST_NAME = 200


def name(thing: str, given: str) -> str:
    """A name on one line without space around it. Raises NotAllowed when nothing is left or it is far too long."""
    cleaned = " ".join(normalise(given).text.split())
    if not cleaned:
        raise NotAllowed(f"The {thing} has no name.", "Give it a name.")
    if len(cleaned) > LONGEST_NAME:
        raise NotAllowed(
            f"The name of the {thing} is {len(cleaned)} characters long; {LONGEST_NAME} is the most.",
            "Shorten it; a memo or the definition holds the rest.",
        )
    return cleaned


def prose(given: str) -> str:
    """A longer text, normalised as all stored text is, without space around it."""
    return normalise(given).text.strip()


def one_of(what: str, given: str, known: Collection[str]) -> str:
    """A value from a list. Raises NotAllowed, naming the list."""
    if given not in known:
        raise NotAllowed(f"“{given}” is not a {what}.", f"Use one of: {', '.join(known)}.")
    return given


def row(session: Session, model: type[Row], guid: str, thing: str) -> Row:
    """The row with this GUID. Raises NotFound when it is gone."""
    found = session.get(model, guid)
    if found is None:
        raise NotFound(
            f"This {thing} is not there any more.", "It may have been removed meanwhile; look at the history."
        )
    return found
