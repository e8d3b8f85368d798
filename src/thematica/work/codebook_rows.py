"""The rows of a codebook and of the codes in it, as they are written when it comes in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.store.ids import CodebookId, CodeId, new_guid
from thematica.store.project import Tx
from thematica.store.tables import Code, CodebookRow, table
from thematica.work import rules
from thematica.work.palette import next_colour, times_used


def add_codebook_row(tx: Tx, guid: CodebookId, codebook: Codebook) -> None:
    """Writes what a codebook says of itself, as the last one of the project."""
    about = {
        "notice": codebook.notice,
        "sources": [asdict(source) for source in codebook.sources],
        "use_notes": list(codebook.use_notes),
        "unit_guidance": codebook.unit_guidance,
        "facets": [asdict(facet) for facet in codebook.facets],
        "journal_prompts": list(codebook.journal_prompts),
    }
    position = tx.session.execute(sa.select(sa.func.count()).select_from(table(CodebookRow))).scalar_one()
    row = CodebookRow(
        guid=guid,
        id=codebook.id or "",
        name=rules.name("codebook", codebook.name),
        version=codebook.version,
        language=codebook.language,
        kind=codebook.kind,
        about=json.dumps(about, ensure_ascii=False),
        position=position,
    )
    tx.session.add(row)
    tx.session.flush()


def add_entries(tx: Tx, codebook: CodebookId, entries: tuple[CodeEntry, ...]) -> None:
    """Writes the rows of codes and of those beneath them; a colour is its own, that of the code above, or free."""
    _add_below(tx, codebook, None, entries, None, colours(tx))


def _add_below(
    tx: Tx,
    codebook: CodebookId,
    parent: str | None,
    entries: tuple[CodeEntry, ...],
    inherited: str | None,
    used: Counter[str],
) -> None:
    for position, entry in enumerate(entries):
        guid = entry.guid or new_guid()
        colour = entry.colour or inherited or next_colour(used)
        used[colour.upper()] += 1
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
                include=as_lines(entry.include),
                exclude=as_lines(entry.exclude),
                example=entry.example,
                example_invented=entry.example_invented,
                aliases=as_lines(entry.aliases),
                status=entry.status,
                created_at=tx.now,
                changed_at=tx.now,
            )
        )
        tx.session.flush()
        _add_below(tx, codebook, guid, entry.children, colour, used)


def as_lines(texts: Iterable[str]) -> str:
    """A list of texts as the store keeps it."""
    return json.dumps([kept for text in texts if (kept := rules.prose(text))], ensure_ascii=False)


def colours(tx: Tx) -> Counter[str]:
    """How often each colour is used by the codes of the project."""
    return times_used(tx.session.execute(sa.select(table(Code).c.colour)).scalars())


def siblings(session: Session, codebook: str, parent: str | None) -> list[Code]:
    """The codes right under a parent, or at the top of a codebook, in their order."""
    code = table(Code)
    query = sa.select(Code).where(code.c.codebook_guid == codebook, code.c.parent_guid == parent)
    return list(session.execute(query.order_by(code.c.position, code.c.name)).scalars())


def names_under(session: Session, codebook: str, parent: str | None) -> dict[CodeId, str]:
    """The names alone of the codes right under a parent, or at the top of a codebook."""
    code = table(Code)
    query = sa.select(code.c.guid, code.c.name).where(code.c.codebook_guid == codebook, code.c.parent_guid == parent)
    return {CodeId(guid): name for guid, name in session.execute(query)}
