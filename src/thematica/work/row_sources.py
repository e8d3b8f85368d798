"""Sources from a table: surveys and extraction tables, in which each row is a source.

The whole table is one act: five hundred answers come as one file and are taken back as one. A row that is there already
is left as it is, so a survey that has grown can be taken in again; names that are taken get a number.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.errors import BadFile, NotAllowed
from thematica.formats.transcripts import Reading, Table, TableRow, read_row, read_table
from thematica.store import words
from thematica.store.ids import CaseId, SourceId, VariableId
from thematica.store.project import Tx
from thematica.store.tables import Case, Revision, Source, table
from thematica.text.values import guessed_type
from thematica.work import cases, relations, rules, sources
from thematica.work.case_files import Remark
from thematica.work.progress import Progress
from thematica.work.row_columns import RowColumns
from thematica.work.sources import Prepared
from thematica.work.variable_columns import VariableColumns

_BETWEEN_CASES = ";"
_NUMBERED = re.compile(r" \(\d+\)$")


@dataclass(frozen=True, slots=True)
class RowSource:
    """A row read and cut into units; `prepared.name` is the name it asks for, `cases` are those it is about."""

    row: TableRow
    prepared: Prepared
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowSources:
    """A table read row by row, before anything is stored; `types` gives the type of each column of values."""

    rows: tuple[RowSource, ...]
    types: Mapping[str, str]
    file_name: str
    remarks: tuple[Remark, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row goes: the name its source gets, or the source that holds it already."""

    name: str
    there: SourceId | None


@dataclass(slots=True)
class RowsTaken:
    """What became of a table: the sources made, by row, and the cases and variables that were new."""

    sources: dict[int, SourceId] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def prepare(
    data: bytes, file_name: str, language: str, columns: RowColumns, reading: Reading | None = None
) -> Generator[Progress, None, RowSources]:
    """Reads a table and cuts the text of each row into sentences.

    Raises BadFile when the file is no such table, NotFound for a column it does not have, NotAllowed where no column of
    text is chosen.
    """
    read = read_table(data, file_name, reading)
    chosen = _there(read, columns)
    file_hash, stem = hashlib.sha256(data).hexdigest(), PurePath(file_name).stem
    rows: list[RowSource] = []
    remarks: list[Remark] = []
    for done, row in enumerate(read.rows):
        yield Progress(done, len(read.rows), f"row {row.number}")
        called = rules.shortened(row.values[chosen.name]) if chosen.name else ""
        name = called or rules.shortened(f"{stem} row {row.number}")
        try:
            transcript = read_row(read, row, chosen.texts, reading)
        except BadFile:
            remarks.append(Remark(row.number, "empty", name, "Nothing stands under the columns of text."))
            continue
        remarks += [Remark(row.number, "changed", name, said) for said in transcript.warnings]
        prepared = sources.units_of(transcript, language, name=name, file_name=file_name, file_hash=file_hash)
        given = row.values[chosen.case].split(_BETWEEN_CASES) if chosen.case else []
        rows.append(RowSource(row, prepared, tuple(dict.fromkeys(each.strip() for each in given if each.strip()))))
    for column in chosen.variables:
        rules.name("variable", column)
    types = {column: guessed_type(row.values[column] for row in read.rows) for column in chosen.variables}
    return RowSources(tuple(rows), types, PurePath(file_name).name, tuple(remarks), read.warnings)


def places(session: Session, prepared: RowSources, *, copies: bool = False) -> tuple[Place, ...]:
    """Where each row goes; with `copies` a row that is there already is taken in again."""
    src, revision = table(Source), table(Revision)
    query = (
        sa.select(src.c.guid, src.c.name, revision.c.text_hash)
        .join_from(src, revision, revision.c.source_guid == src.c.guid)
        .where(revision.c.file_name == prepared.file_name)
    )
    held: dict[tuple[str, str], dict[SourceId, str]] = defaultdict(dict)
    for guid, name, text_hash in session.execute(query) if not copies else ():
        held[_plain(name), text_hash][SourceId(guid)] = name
    taken = sources.names_taken(session)
    found: list[Place] = []
    for each in prepared.rows:
        wanted = each.prepared.name
        there = held[_plain(wanted), words.hash_of(each.prepared.transcript.text)]
        if there:
            guid = next(iter(there))
            found.append(Place(there.pop(guid), guid))
        else:
            found.append(Place(sources.numbered(wanted, taken), None))
            taken.add(found[-1].name.casefold())
    return tuple(found)


def take_in(
    tx: Tx, prepared: RowSources, *, kind: str = "survey", values: Mapping[str, str] | None = None, copies: bool = False
) -> RowsTaken:
    """Makes a source of each row that is not there yet, with its variables and its cases.

    Cases that are new are instruments where the sources are publications, else participants. `values` are variables of
    every row. Raises NotAllowed when one of these is not of its variable's type.
    """
    taken = RowsTaken(remarks=list(prepared.remarks))
    rows = [each.row for each in prepared.rows]
    columns: VariableColumns[SourceId] = VariableColumns(tx, "source", prepared.types, rows)
    linking = _Cases(tx, "instrument" if kind == "publication" else "participant", taken)
    for each, place in zip(prepared.rows, places(tx.session, prepared, copies=copies), strict=True):
        if place.there is None:
            source = sources.add(tx, each.prepared, name=place.name, kind=kind)
            taken.sources[each.row.number] = source
            misfits = columns.gather(each.row, source)
            taken.remarks += [Remark(each.row.number, "misfit", place.name, said) for said in misfits]
            linking.link(each, source)
    columns.store()
    for variable, value in (values or {}).items():
        guid = VariableId(cases.variable_to_use(tx, "source", variable).guid)
        cases.set_values(tx, guid, dict.fromkeys(taken.sources.values(), value))
    taken.variables += columns.made
    return taken


class _Cases:
    """The cases that rows name: found or made, and linked."""

    def __init__(self, tx: Tx, type_: str, taken: RowsTaken) -> None:
        self._tx, self._type, self._taken = tx, type_, taken
        case = table(Case)
        rows = tx.session.execute(sa.select(case.c.name, case.c.guid, case.c.type))
        self._known = {name.casefold(): (CaseId(guid), str(kind)) for name, guid, kind in rows}

    def link(self, each: RowSource, source: SourceId) -> None:
        for name in each.cases:
            try:
                called = rules.name("case", name)
            except NotAllowed as refusal:
                self._taken.remarks.append(Remark(each.row.number, "misfit", each.prepared.name, refusal.message))
                continue
            if called.casefold() not in self._known:
                self._known[called.casefold()] = cases.add(self._tx, called, type_=self._type), self._type
                self._taken.cases.append(called)
            case, kind = self._known[called.casefold()]
            if kind != self._type:
                said = f"“{called}” is already a case of type {kind} and stays one."
                self._taken.remarks.append(Remark(each.row.number, "misfit", called, said))
            relations.link_source(self._tx, case, source)


def _there(read: Table, columns: RowColumns) -> RowColumns:
    """The chosen columns as the table spells them."""
    if not columns.texts:
        raise NotAllowed("No column of text was chosen.", f"The columns are: {', '.join(read.columns)}.")
    return RowColumns(
        tuple(dict.fromkeys(read.column(each) for each in columns.texts)),
        read.column(columns.name) if columns.name else None,
        tuple(dict.fromkeys(read.column(each) for each in columns.variables)),
        read.column(columns.case) if columns.case else None,
    )


def _plain(name: str) -> str:
    """A source's name without the number it got where the name was taken."""
    return _NUMBERED.sub("", name).casefold()
