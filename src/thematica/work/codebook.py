"""The codebook: loading frameworks, making and changing codes, retiring them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from thematica.errors import NameTaken, NotAllowed
from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.store.ids import CodebookId, CodeId, link_guid, new_guid
from thematica.store.project import Tx
from thematica.store.tables import ORIGINS, Code, CodebookRow, Coding, Study, ThemeCode, table
from thematica.work import rules
from thematica.work.palette import next_colour

OWN = "own"  # the id of the codebook that holds the project's own codes


@dataclass(frozen=True, slots=True)
class Fields:
    """What may be changed of a code; None leaves a field as it is."""

    name: str | None = None
    brief: str | None = None
    definition: str | None = None
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    example: str | None = None
    colour: str | None = None
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
    about: dict[str, object] = {
        "notice": codebook.notice,
        "sources": [{"citation": s.citation, "year": s.year, "doi": s.doi, "role": s.role} for s in codebook.sources],
        "use_notes": list(codebook.use_notes),
        "unit_guidance": codebook.unit_guidance,
        "facets": [asdict(facet) for facet in codebook.facets],
        "journal_prompts": list(codebook.journal_prompts),
    }
    _add_row(tx, guid, codebook.id or "", codebook.name, codebook.version, codebook.language, codebook.kind, about)
    _add_entries(tx, guid, None, codebook.codes, inherited=None)
    return guid


def _add_row(
    tx: Tx, guid: CodebookId, id_: str, name: str, version: str, language: str, kind: str, about: dict[str, object]
) -> None:
    position = tx.session.execute(sa.select(sa.func.count()).select_from(table(CodebookRow))).scalar_one()
    row = CodebookRow(
        guid=guid,
        id=id_,
        name=rules.name("codebook", name),
        version=version,
        language=language,
        kind=kind,
        about=json.dumps(about, ensure_ascii=False),
        position=position,
    )
    tx.session.add(row)
    tx.session.flush()


def _add_entries(
    tx: Tx, codebook: CodebookId, parent: str | None, entries: tuple[CodeEntry, ...], inherited: str | None
) -> None:
    for position, entry in enumerate(entries):
        guid = entry.guid or new_guid()
        colour = entry.colour or inherited or _free_colour(tx)
        tx.session.add(
            Code(
                guid=guid,
                codebook_guid=codebook,
                parent_guid=parent,
                position=position,
                name=rules.name("code", entry.name),
                key=entry.key,
                codable=entry.codable,
                origin=entry.origin,
                colour=colour,
                symbol=entry.symbol,
                brief=entry.brief,
                definition=entry.definition,
                include=_lines(entry.include),
                exclude=_lines(entry.exclude),
                example=entry.example,
                example_invented=entry.example_invented,
                aliases=_lines(entry.aliases),
                status=entry.status,
                created_at=tx.now,
                changed_at=tx.now,
            )
        )
        tx.session.flush()
        _add_entries(tx, codebook, guid, entry.children, colour)


def _lines(lines: tuple[str, ...]) -> str:
    return json.dumps(list(lines), ensure_ascii=False)


def _free_colour(tx: Tx) -> str:
    return next_colour(tx.session.execute(sa.select(table(Code).c.colour)).scalars())


def own_codebook(tx: Tx) -> CodebookId:
    """The codebook of the project's own codes, made when the first one is."""
    study = tx.session.execute(sa.select(table(Study).c.guid, table(Study).c.language)).one()
    guid = CodebookId(link_guid(study.guid, OWN))
    if tx.session.get(CodebookRow, guid) is None:
        _add_row(tx, guid, OWN, "Own codes", "1", study.language, "inductive", {})
    return guid


def new_code(
    tx: Tx,
    name: str,
    *,
    parent: CodeId | None = None,
    kind: str = "inductive",
    fields: Fields | None = None,
) -> CodeId:
    """Makes a code of the project's own, or one under a parent in the parent's codebook. Raises NameTaken."""
    called = rules.name("code", name)
    codebook = CodebookId(rules.row(tx.session, Code, parent, "code").codebook_guid) if parent else own_codebook(tx)
    _must_be_free(tx, codebook, parent, called)
    code = table(Code)
    siblings = sa.select(sa.func.count()).where(code.c.codebook_guid == codebook, code.c.parent_guid == parent)
    guid = CodeId(new_guid())
    tx.session.add(
        Code(
            guid=guid,
            codebook_guid=codebook,
            parent_guid=parent,
            position=tx.session.execute(siblings).scalar_one(),
            name=called,
            origin=rules.one_of("kind of code", kind, ORIGINS),
            colour=_free_colour(tx),
            created_at=tx.now,
            changed_at=tx.now,
        )
    )
    tx.session.flush()
    if fields is not None:
        edit(tx, guid, fields)
    return guid


def _must_be_free(tx: Tx, codebook: str, parent: str | None, name: str, but: CodeId | None = None) -> None:
    code = table(Code)
    query = sa.select(code.c.guid, code.c.name).where(code.c.codebook_guid == codebook, code.c.parent_guid == parent)
    for guid, taken in tx.session.execute(query):
        if guid != but and taken.casefold() == name.casefold():
            raise NameTaken(f"There is already a code called “{taken}” here.", "Use that one, or choose another name.")


def edit(tx: Tx, code: CodeId, fields: Fields) -> None:
    """Changes what is given of a code; its codings stay as they are. Raises NameTaken or NotAllowed."""
    row = rules.row(tx.session, Code, code, "code")
    if fields.name is not None:
        called = rules.name("code", fields.name)
        _must_be_free(tx, row.codebook_guid, row.parent_guid, called, but=code)
        row.name = called
    if fields.codable is False and _codings_of(tx, code):
        raise NotAllowed(
            f"“{row.name}” has codings, so it cannot become a heading.", "Recode them first, or put a heading above it."
        )
    for column in ("brief", "definition", "example"):
        given = getattr(fields, column)
        if given is not None:
            setattr(row, column, rules.prose(given))
    if fields.include is not None:
        row.include = _lines(fields.include)
    if fields.exclude is not None:
        row.exclude = _lines(fields.exclude)
    if fields.colour is not None:
        row.colour = fields.colour
    if fields.codable is not None:
        row.codable = fields.codable
    row.changed_at = tx.now
    tx.session.flush()


def move(tx: Tx, code: CodeId, parent: CodeId | None) -> None:
    """Puts a code under another, or at the top, as the last there; its codebook stays. Raises NotAllowed on a cycle."""
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
    siblings = table(Code)
    last = sa.select(sa.func.coalesce(sa.func.max(siblings.c.position), -1)).where(
        siblings.c.codebook_guid == row.codebook_guid, siblings.c.parent_guid == parent
    )
    row.position = tx.session.execute(last).scalar_one() + 1
    row.parent_guid = parent
    row.changed_at = tx.now
    tx.session.flush()


def retire(tx: Tx, code: CodeId) -> None:
    """Takes a code out of the palettes; its codings stay."""
    row = rules.row(tx.session, Code, code, "code")
    row.status, row.changed_at = "retired", tx.now


def restore(tx: Tx, code: CodeId) -> None:
    """Brings a retired code back into use."""
    row = rules.row(tx.session, Code, code, "code")
    row.status, row.changed_at = "active", tx.now


def delete(tx: Tx, code: CodeId) -> None:
    """Removes a code that was never used. Raises NotAllowed when it has codings, codes below it, or feeds a theme."""
    row = rules.row(tx.session, Code, code, "code")
    below = tx.session.execute(sa.select(sa.func.count()).where(table(Code).c.parent_guid == code)).scalar_one()
    link = table(ThemeCode)
    feeds = tx.session.execute(sa.select(sa.func.count()).where(link.c.code_guid == code)).scalar_one()
    if _codings_of(tx, code) or below or feeds:
        raise NotAllowed(
            f"“{row.name}” is in use, so it is not deleted.", "Retire it: it leaves the palette, its codings stay."
        )
    tx.session.delete(row)
    tx.session.flush()


def _codings_of(tx: Tx, code: CodeId) -> int:
    coding = table(Coding)
    number: int = tx.session.execute(sa.select(sa.func.count()).where(coding.c.code_guid == code)).scalar_one()
    return number
