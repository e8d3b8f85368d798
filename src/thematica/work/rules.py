"""Small rules every verb keeps: names are not empty, values are known, things exist."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TypeVar

from sqlalchemy.orm import Session

from thematica.errors import NotAllowed, NotFound
from thematica.formats.codebooks.values import SYMBOL
from thematica.store.ids import link_guid, new_guid
from thematica.store.tables import Code, CodebookRow
from thematica.text.normalise import normalise

Row = TypeVar("Row")
LONGEST_NAME = 200
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


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


def shortened(given: str) -> str:
    """A name on one line, cut where it is longer than a name may be; empty where nothing is left."""
    cleaned = " ".join(normalise(given).text.split())
    return cleaned if len(cleaned) <= LONGEST_NAME else cleaned[: LONGEST_NAME - 1].rstrip() + "…"


def prose(given: str) -> str:
    """A longer text, normalised as all stored text is, without space around it."""
    return normalise(given).text.strip()


def colour(given: str) -> str:
    """A colour as the store keeps it. Raises NotAllowed."""
    if not _COLOUR.fullmatch(given):
        raise NotAllowed(f"“{given}” is not a colour.", "Give red, green and blue as six digits, such as #0072b2.")
    return given


def symbol(given: str) -> str | None:
    """A code's sign of one or two characters, None for none. Raises NotAllowed."""
    cleaned = prose(given)
    if cleaned and not SYMBOL.fullmatch(cleaned):
        raise NotAllowed("A symbol is one or two characters without a space.", "Shorten it, or leave it empty.")
    return cleaned or None


def language(given: str) -> str:
    """The code of a language, or of one as spoken somewhere. Raises NotAllowed."""
    if not _LANGUAGE.fullmatch(given):
        raise NotAllowed(f"“{given}” is not the code of a language.", "Give a code such as en, nb or pt-BR.")
    return given


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


def codable(session: Session, guid: str) -> Code:
    """The code with this GUID, when it can be applied. Raises NotAllowed for a heading or a retired code."""
    found = row(session, Code, guid, "code")
    if not found.codable:
        raise NotAllowed(f"“{found.name}” is a heading and cannot be applied.", "Choose one of the codes under it.")
    if found.status == "retired":
        raise NotAllowed(f"“{found.name}” is retired.", "Restore it first, or choose another code.")
    return found


def version_of(session: Session, code: Code) -> str:
    """The version that a code's codebook has now."""
    return row(session, CodebookRow, code.codebook_guid, "codebook").version


def free_link(session: Session, model: type[Row], *ends: str) -> str:
    """The GUID of a new link between things; a fresh one where an older link was made there and has moved since."""
    guid = link_guid(*ends)
    return new_guid() if session.get(model, guid) is not None else guid
