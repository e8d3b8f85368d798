"""The codebook as a tree, with what stands behind each code."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodebookId, CodeId
from thematica.store.journal import RowChange
from thematica.store.reads.tally import Counts, Tally
from thematica.store.reads.usage import Usage
from thematica.store.tables import Code, CodebookRow, table

SEPARATOR = " > "
OF_CODES = frozenset({"codebook", "code"})
OF_VOICES = frozenset({"source", "revision", "speaker", "case", "source_case"})  # whose words a coding holds
REFERENCE = re.compile(r"\[([\w.-]+)\]")  # another code's key, as framework files write it
_Counted = tuple[int, Counts, Counts]  # codings of a code, and what counts behind it and behind its branch


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


def paths(session: Session, of: Collection[CodeId] | None = None) -> dict[CodeId, str]:
    """The path of every code, or of these: the names from its outermost heading down, joined by ` > `."""
    code = table(Code)
    query = sa.select(code.c.guid, code.c.parent_guid, code.c.name)
    if of is None:
        rows = {guid: (parent, name) for guid, parent, name in session.execute(query)}
    else:
        rows, wanted = {}, set(of)
        while wanted:
            rows |= {guid: (up, name) for guid, up, name in session.execute(query.where(code.c.guid.in_(wanted)))}
            wanted = {parent for parent, _ in rows.values() if parent is not None} - rows.keys()
    found: dict[CodeId, str] = {}

    def path(guid: CodeId) -> str:
        if guid not in found:
            parent, name = rows[guid]
            found[guid] = f"{path(parent)}{SEPARATOR}{name}" if parent else name
        return found[guid]

    return {CodeId(guid): path(guid) for guid in (rows if of is None else of)}


def codes(session: Session) -> tuple[CodeView, ...]:
    """Every code and heading, as the tree is read from the top down."""
    return KeptCodes(session).views


class KeptCodes:
    """The codes for a reader that stays: after a change it reads again only what the change is about."""

    views: tuple[CodeView, ...]
    """Every code and heading, as the tree is read from the top down."""

    def __init__(self, session: Session) -> None:
        self._usage = Usage(session)
        self._made: dict[CodeId, tuple[sa.Row[tuple[object, ...]], CodeView]] = {}
        self._named: dict[str, str] = {}
        self._read(session)

    def follow(self, session: Session, rows: Sequence[RowChange]) -> frozenset[CodeId]:
        """Takes in a change of these rows; gives the codes that may be used otherwise now."""
        tables = {row.table for row in rows}
        if tables & OF_VOICES:
            self._usage = Usage(session)
            self._made = {}
            self._read(session)
            return frozenset(self._made)
        touched = self._usage.follow(session, rows)
        if tables & OF_CODES:
            self._read(session)
        if touched:
            self._count_again(touched)
        return touched

    def _read(self, session: Session) -> None:
        """Reads the rows; those as they were keep their views, and so their counts, where their branch does."""
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
        named = {row.key: row.name for row in rows if row.key}
        known = self._made if named == self._named else {}
        self._made, self._named = {}, named

        def below(parent: CodeId | None, depth: int, prefix: str) -> list[CodeView]:
            views = []
            for row in children.get(parent, ()):
                path = f"{prefix}{row.name}"
                branch = below(row.guid, depth + 1, f"{path}{SEPARATOR}")
                made_of, view = known.get(row.guid, (None, None))
                if view is None or (view.depth, view.path, made_of) != (depth, path, row):
                    view = _view(row, depth, path, named, self._counted(row.guid, branch))
                elif branch:
                    view = _with(view, self._counted(row.guid, branch))
                self._made[view.guid] = row, view
                views += [view, *branch]
            return views

        self.views = tuple(below(None, 0, ""))

    def _counted(self, code: CodeId, branch: Sequence[CodeView]) -> _Counted:
        own = self._usage.tally(code)
        counts = own.counts
        if not branch:
            return self._usage.codings(code), counts, counts
        total = Tally()
        for tally in (own, *(self._usage.tally(view.guid) for view in branch)):
            total.join(tally)
        return self._usage.codings(code), counts, total.counts

    def _count_again(self, codes: Collection[CodeId]) -> None:
        """Counts these codes, and what they lie under."""
        parents = {view.guid: view.parent for view in self.views}
        concerned = set()
        for code in codes:
            above: CodeId | None = code
            while above is not None and above not in concerned:
                concerned.add(above)
                above = parents.get(above)
        views = list(self.views)
        for at, view in enumerate(views):
            if view.guid in concerned:
                views[at] = _with(view, self._counted(view.guid, list(self._below(at))))
                self._made[view.guid] = self._made[view.guid][0], views[at]
        self.views = tuple(views)

    def _below(self, at: int) -> Iterator[CodeView]:
        for view in islice(self.views, at + 1, None):
            if view.depth <= self.views[at].depth:
                return
            yield view


def _with(view: CodeView, counted: _Counted) -> CodeView:
    codings, own, total = counted
    if (view.codings, view.counts, view.total) == counted:
        return view
    return replace(view, codings=codings, counts=own, total=total)


def _view(
    row: sa.Row[tuple[object, ...]], depth: int, path: str, named: Mapping[str, str], counted: _Counted
) -> CodeView:
    exclude = _lines(row.exclude)
    codings, own, total = counted
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
