"""The codebook: loading frameworks, making and changing codes, retiring them; `code_life` folds and splits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from thematica.errors import NameTaken, NotAllowed
from thematica.formats.codebooks.outline import folded
from thematica.formats.codebooks.values import Codebook
from thematica.store.ids import CodebookId, CodeId, link_guid, new_guid
from thematica.store.project import Tx
from thematica.store.tables import (
    ORIGINS,
    Code,
    CodebookRow,
    CodebookVersion,
    Coding,
    CollapsedCoding,
    Memo,
    MemoLink,
    Study,
    ThemeCode,
    table,
)
from thematica.work import rules
from thematica.work.codebook_rows import add_codebook_row, add_entries, as_lines, colours, names_under, siblings
from thematica.work.palette import next_colour

_STORED: dict[str, Callable[[Any], object]] = {
    "brief": rules.prose,
    "definition": rules.prose,
    "include": as_lines,
    "exclude": as_lines,
    "example": rules.prose,
    "example_invented": bool,
    "aliases": as_lines,
    "colour": rules.colour,
    "symbol": rules.symbol,
    "codable": bool,
}

OWN = "own"  # the id of the codebook that holds the project's own codes


@dataclass(frozen=True, slots=True)
class Fields:
    """What may be changed of a code; None leaves a field as it is, an empty text clears it."""

    name: str | None = None
    brief: str | None = None
    definition: str | None = None
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    example: str | None = None
    example_invented: bool | None = None
    aliases: tuple[str, ...] | None = None
    colour: str | None = None
    symbol: str | None = None
    codable: bool | None = None


def add_codebook(tx: Tx, codebook: Codebook) -> CodebookId:
    """Takes a codebook into the project with its codes and their GUIDs. Raises NameTaken when it is there already."""
    guid = CodebookId(codebook.guid or new_guid())
    if tx.session.get(CodebookRow, guid) is not None:
        raise NameTaken(f"The codebook “{codebook.name}” is in this project already.", "Edit its codes instead.")
    taken = [entry.guid for _, entry in codebook.walk() if entry.guid and tx.session.get(Code, entry.guid) is not None]
    if taken:
        raise NameTaken(
            f"{len(taken)} codes of “{codebook.name}” are in this project already, under another codebook.",
            "Give the codes of one of them new GUIDs, or edit the codes that are there.",
        )
    add_codebook_row(tx, guid, codebook)
    add_entries(tx, guid, codebook.codes)
    return guid


def own_codebook(tx: Tx) -> CodebookId:
    """The codebook of the project's own codes, made when the first one is."""
    study = tx.session.execute(sa.select(table(Study).c.guid, table(Study).c.language)).one()
    guid = CodebookId(link_guid(study.guid, OWN))
    if tx.session.get(CodebookRow, guid) is None:
        add_codebook_row(
            tx, guid, Codebook("Own codes", id=OWN, version="1", language=study.language, kind="inductive")
        )
    return guid


def new_version(tx: Tx, codebook: CodebookId, version: str, note: str = "") -> None:
    """Gives a codebook as it stands now a new version: codings made from here on name it.

    Raises NameTaken when the codebook has had it before.
    """
    row = rules.row(tx.session, CodebookRow, codebook, "codebook")
    called = rules.name("version", version)
    guid = link_guid("version", codebook, called)
    history = table(CodebookVersion)
    known = sa.select(history.c.version, history.c.follows).where(history.c.codebook_guid == codebook)
    if called in {row.version, *(each for pair in tx.session.execute(known) for each in pair)}:
        raise NameTaken(f"The codebook “{row.name}” has had a version {called}.", "Give it a number not used before.")
    tx.session.add(
        CodebookVersion(
            guid=guid,
            codebook_guid=codebook,
            version=called,
            follows=row.version,
            note=rules.prose(note),
            coder_guid=tx.coder,
            created_at=tx.now,
        )
    )
    row.version = called
    tx.session.flush()


def new_code(
    tx: Tx,
    name: str,
    *,
    parent: CodeId | None = None,
    codebook: CodebookId | None = None,
    kind: str = "inductive",
    fields: Fields | None = None,
) -> CodeId:
    """Makes a code under a parent, or at the top of a codebook, of the project's own where none is named.

    It stands in the parent's codebook, as the last there. Raises NameTaken.
    """
    called = rules.name("code", name)
    if parent is not None:
        codebook = CodebookId(rules.row(tx.session, Code, parent, "code").codebook_guid)
    codebook = codebook or own_codebook(tx)
    _must_be_free(tx, codebook, parent, called)
    guid = CodeId(new_guid())
    tx.session.add(
        Code(
            guid=guid,
            codebook_guid=codebook,
            parent_guid=parent,
            position=len(names_under(tx.session, codebook, parent)),
            name=called,
            origin=rules.one_of("kind of code", kind, ORIGINS),
            colour=next_colour(colours(tx)),
            created_at=tx.now,
            changed_at=tx.now,
        )
    )
    tx.session.flush()
    if fields is not None:
        edit(tx, guid, fields)
    return guid


def _must_be_free(tx: Tx, codebook: str, parent: str | None, name: str, but: CodeId | None = None) -> None:
    for guid, taken in names_under(tx.session, codebook, parent).items():
        if guid != but and folded(taken) == folded(name):
            raise NameTaken(f"There is already a code called “{taken}” here.", "Use that one, or choose another name.")


def edit(tx: Tx, code: CodeId, fields: Fields) -> None:
    """Changes what is given of a code; its codings stay as they are. Raises NameTaken or NotAllowed.

    `defined_at` follows when the words that say when the code applies have changed.
    """
    row = rules.row(tx.session, Code, code, "code")
    wording = _wording(row)
    if fields.name is not None:
        called = rules.name("code", fields.name)
        _must_be_free(tx, row.codebook_guid, row.parent_guid, called, but=code)
        row.name = called
    if fields.codable is False and _number_of(tx, Coding, "code_guid", code):
        raise NotAllowed(
            f"“{row.name}” has codings, so it cannot become a heading.", "Recode them first, or put a heading above it."
        )
    for column, as_stored in _STORED.items():
        given = getattr(fields, column)
        if given is not None:
            setattr(row, column, as_stored(given))
    if _wording(row) != wording:
        row.defined_at = tx.now
    row.changed_at = tx.now
    tx.session.flush()


def _wording(row: Code) -> tuple[str, ...]:
    return row.brief, row.definition, row.include, row.exclude


def move(tx: Tx, code: CodeId, parent: CodeId | None, *, place: int | None = None) -> None:
    """Puts a code under another or at the top of its codebook, at a place from 1, else last.

    Raises NotAllowed on a cycle or when the parent is in another codebook, NameTaken.
    """
    row = rules.row(tx.session, Code, code, "code")
    above = parent
    while above is not None:
        if above == code:
            raise NotAllowed(f"“{row.name}” cannot be put under itself.", "Choose a code outside its own branch.")
        above_row = rules.row(tx.session, Code, above, "code")
        if above_row.codebook_guid != row.codebook_guid:
            raise NotAllowed("A code stays in its own codebook.", "Make a new code there instead.")
        above = CodeId(above_row.parent_guid) if above_row.parent_guid else None
    _must_be_free(tx, row.codebook_guid, parent, row.name, but=code)
    order = [each for each in siblings(tx.session, row.codebook_guid, parent) if each.guid != code]
    order.insert(len(order) if place is None else max(place - 1, 0), row)
    row.parent_guid = parent
    row.changed_at = tx.now
    for position, each in enumerate(order):
        each.position = position
    tx.session.flush()


def retire(tx: Tx, code: CodeId) -> None:
    """Takes a code out of the palettes; its codings stay."""
    row = rules.row(tx.session, Code, code, "code")
    row.status, row.changed_at = "retired", tx.now
    tx.session.flush()


def restore(tx: Tx, code: CodeId) -> None:
    """Brings a retired code back into use; what it was folded into keeps the codings."""
    row = rules.row(tx.session, Code, code, "code")
    row.status, row.merged_into_guid, row.changed_at = "active", None, tx.now
    tx.session.flush()


def delete(tx: Tx, code: CodeId) -> None:
    """Removes a code that nothing has to do with. Raises NotAllowed.

    In use are codes with codings, theirs or such as began with them, memos, or codes below them, and codes that feed a
    theme, were split, or had others folded into them.
    """
    row = rules.row(tx.session, Code, code, "code")
    uses = (
        (Coding, "code_guid"),
        (Coding, "original_code_guid"),
        (CollapsedCoding, "code_guid"),
        (Memo, "code_guid"),
        (MemoLink, "code_guid"),
        (ThemeCode, "code_guid"),
        (Code, "parent_guid"),
        (Code, "merged_into_guid"),
        (Code, "split_from_guid"),
    )
    if any(_number_of(tx, model, column, code) for model, column in uses):
        raise NotAllowed(
            f"“{row.name}” is in use, so it is not deleted.", "Retire it: it leaves the palette, its codings stay."
        )
    tx.session.delete(row)
    tx.session.flush()


def _number_of(tx: Tx, model: type[SQLModel], column: str, code: CodeId) -> int:
    """How many rows of a table name a code in this column."""
    rows = table(model)
    number: int = tx.session.execute(sa.select(sa.func.count()).where(rows.c[column] == code)).scalar_one()
    return number
