"""The codebook as a tree, with what stands behind each code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodebookId, CodeId
from thematica.store.reads.tally import Counts, Tally
from thematica.store.reads.voices import voices
from thematica.store.tables import Code, CodebookRow, Coding, table

SEPARATOR = " > "
REFERENCE = re.compile(r"\[([\w.-]+)\]")  # another code's key, as framework files write it


@dataclass(frozen=True, slots=True)
class CodebookView:
    """A codebook of the project."""

    guid: CodebookId
    id: str
    name: str
    version: str
    language: str
    kind: str
    about: Mapping[str, object]
    codes: int


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code or heading. `counts` are its own, `total` those of its whole branch (distinct, not summed).

    `kind` is how it came about: deductive, inductive or in-vivo. `depth` counts from 0; siblings stand in order.
    `told_apart` is `exclude` with the keys of other codes told as their names.
    `merged_into` is the code it was folded into, `split_from` the one it was split off from.
    """

    guid: CodeId
    codebook: CodebookId
    parent: CodeId | None
    depth: int
    name: str
    path: str
    kind: str
    brief: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    told_apart: tuple[str, ...]
    example: str
    example_invented: bool
    aliases: tuple[str, ...]
    colour: str
    symbol: str | None
    key: str | None
    codable: bool
    status: str
    merged_into: CodeId | None
    split_from: CodeId | None
    codings: int
    counts: Counts
    total: Counts


def codebooks(session: Session) -> tuple[CodebookView, ...]:
    """The codebooks of the project, in the order they were added."""
    book, code = table(CodebookRow), table(Code)
    size = sa.select(sa.func.count()).where(code.c.codebook_guid == book.c.guid).scalar_subquery()
    query = sa.select(
        book.c.guid, book.c.id, book.c.name, book.c.version, book.c.language, book.c.kind, book.c.about, size
    ).order_by(book.c.position)
    return tuple(
        CodebookView(guid, slug, name, version, language, kind, json.loads(about), codes)
        for guid, slug, name, version, language, kind, about, codes in session.execute(query)
    )


def journal_prompts(session: Session) -> tuple[str, ...]:
    """What the project's codebooks offer to think about in a journal."""
    offered = (book.about.get("journal_prompts") for book in codebooks(session))
    return tuple(str(prompt) for prompts in offered if isinstance(prompts, list) for prompt in prompts)


def paths(session: Session) -> dict[CodeId, str]:
    """The path of every code: the names from its outermost heading down, joined by ` > `."""
    code = table(Code)
    rows = {
        guid: (parent, name)
        for guid, parent, name in session.execute(sa.select(code.c.guid, code.c.parent_guid, code.c.name))
    }
    found: dict[CodeId, str] = {}

    def path(guid: CodeId) -> str:
        if guid not in found:
            parent, name = rows[guid]
            found[guid] = f"{path(parent)}{SEPARATOR}{name}" if parent else name
        return found[guid]

    return {CodeId(guid): path(guid) for guid in rows}


def codes(session: Session) -> tuple[CodeView, ...]:
    """Every code and heading, as the tree is read from the top down."""
    code, book = table(Code), table(CodebookRow)
    query = (
        sa.select(code)
        .join_from(code, book, code.c.codebook_guid == book.c.guid)
        .order_by(book.c.position, code.c.position, code.c.name)
    )
    rows = session.execute(query).all()
    children: dict[CodeId | None, list[sa.Row[tuple[object, ...]]]] = {}
    for row in rows:
        children.setdefault(row.parent_guid, []).append(row)
    tallies, numbers = tallies_by_code(session)
    path = paths(session)
    named = {row.key: row.name for row in rows if row.key}

    def below(parent: CodeId | None, depth: int) -> Iterator[CodeView]:
        for row in children.get(parent, []):
            branch = tuple(below(row.guid, depth + 1))
            total = Tally()
            for guid in (row.guid, *(view.guid for view in branch)):
                total.join(tallies.get(guid, Tally()))
            own = tallies.get(row.guid, Tally())
            yield _view(row, depth, path[row.guid], numbers.get(row.guid, 0), own.counts, total.counts, named)
            yield from branch

    return tuple(below(None, 0))


def _view(
    row: sa.Row[tuple[object, ...]],
    depth: int,
    path: str,
    codings: int,
    own: Counts,
    total: Counts,
    named: Mapping[str, str],
) -> CodeView:
    exclude = _lines(row.exclude)
    return CodeView(
        guid=row.guid,
        codebook=row.codebook_guid,
        parent=row.parent_guid,
        depth=depth,
        name=row.name,
        path=path,
        kind=row.origin,
        brief=row.brief,
        definition=row.definition,
        include=_lines(row.include),
        exclude=exclude,
        told_apart=tuple(_by_name(line, named) for line in exclude),
        example=row.example,
        example_invented=row.example_invented,
        aliases=_lines(row.aliases),
        colour=row.colour,
        symbol=row.symbol,
        key=row.key,
        codable=row.codable,
        status=row.status,
        merged_into=row.merged_into_guid,
        split_from=row.split_from_guid,
        codings=codings,
        counts=own,
        total=total,
    )


def _lines(stored: str) -> tuple[str, ...]:
    return () if stored == "[]" else tuple(json.loads(stored))  # most lists of a large codebook are empty


def _by_name(line: str, named: Mapping[str, str]) -> str:
    return REFERENCE.sub(lambda found: f"({named[found[1]]})" if found[1] in named else found[0], line)


def tallies_by_code(session: Session) -> tuple[dict[CodeId, Tally], dict[CodeId, int]]:
    """What counts behind each code that is used, and how many codings it has in all."""
    coding = table(Coding)
    heard = voices(session)
    tallies: dict[CodeId, Tally] = {}
    numbers: dict[CodeId, int] = {}
    query = sa.select(coding.c.code_guid, coding.c.source_guid, coding.c.start, coding.c.end)
    for code, source, start, end in session.execute(query):
        tallies.setdefault(code, Tally()).add(source, start, end, heard)
        numbers[code] = numbers.get(code, 0) + 1
    return tallies, numbers
