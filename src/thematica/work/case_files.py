"""Cases and variables from a table: a row for each case or each source, a column for each variable.

The head of a column says what it is: `name` or `case` the case, `speaker` its label in transcripts, `source` the one
transcript that is meant, `type` the type of case; every other column is a variable. What cannot be taken in is told row
by row. Nothing is guessed in silence: a label that several sources have may be several people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

import sqlalchemy as sa

from thematica.errors import BadFile
from thematica.formats.transcripts import Reading, Table, TableRow, read_table
from thematica.store.ids import CaseId, SourceId
from thematica.store.project import Tx
from thematica.store.reads.voices import NOT_EVIDENCE, SpeakerView, speakers
from thematica.store.tables import CASE_TYPES, VARIABLE_TYPES, Case, Source, table
from thematica.text.values import guessed_type
from thematica.work import cases, rules
from thematica.work.sources import set_speaker
from thematica.work.variable_columns import VariableColumns

HEADS = {
    "case": ("case", "name", "participant", "participant id", "pseudonym", "id"),
    "speaker": ("speaker", "speaker label", "label"),
    "source": ("source", "transcript", "file"),
    "type": ("type", "case type"),
}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A table read and understood, before anything is stored.

    `about` is case or source: what a row is about. `columns` tells which column names the case, the speaker, the source
    and the type of case, where one does; `types` gives every other column with the type of its values.
    """

    rows: tuple[TableRow, ...]
    about: str
    columns: Mapping[str, str]
    types: Mapping[str, str]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a row that was not taken in, in a sentence; `row` is its number in the file, from 1.

    `kind` is unmatched (no speaker or source of this name), ambiguous (several), contested (a speaker who is another
    case already), misfit (a value that is not of the variable's type), duplicate, or nameless.
    """

    row: int
    kind: str
    name: str
    said: str


@dataclass(slots=True)
class Taken:
    """What became of a table. `mapped` tells which label of which source is which case now."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    mapped: list[tuple[str, str, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def prepare(
    data: bytes, file_name: str, *, types: Mapping[str, str] | None = None, reading: Reading | None = None
) -> CaseFile:
    """Reads a table of cases or sources; `types` corrects the guessed types of columns.

    Raises BadFile when the file is no such table, NotAllowed for a type there is none of, or a column it has not.
    """
    read = read_table(data, file_name, reading)
    columns = _columns(read)
    about = "case" if columns.keys() & {"case", "speaker"} else "source"
    if about not in columns and "speaker" not in columns:
        raise BadFile(
            "No column of the table says which case or source a row is about.",
            "Call one of them “name”, “speaker” or “source”.",
        )
    nameless = [name for n, name in enumerate(read.columns, start=1) if name == f"Column {n}"]
    free = [name for name in read.columns if name not in {*columns.values(), *nameless}]
    guessed = {name: guessed_type(row.values[name] for row in read.rows) for name in free}
    for name, type_ in (types or {}).items():
        column = rules.one_of("column of the table", name, free)
        guessed[column] = rules.one_of("type of variable", type_, VARIABLE_TYPES)
    left_out = tuple(f"The column {name[7:]} has no name, so it is left out." for name in nameless)
    return CaseFile(read.rows, about, columns, guessed, (*read.warnings, *left_out))


def take_in(tx: Tx, file: CaseFile, *, type_: str = "participant", everywhere: bool = False) -> Taken:
    """Adds the cases of a table or updates them, sets their variables, and maps speakers to them, all in one act.

    `type_` is for cases whose row names none. With `everywhere` a label means the same person in every source that has
    it; else it must be in one source only, or the row name the source. Empty cells change nothing.
    """
    taking = _Taking(tx, file, rules.one_of("type of case", type_, CASE_TYPES), everywhere=everywhere)
    for row in file.rows:
        (taking.take_case if file.about == "case" else taking.take_source)(row)
    taking.store_values()
    return taking.taken


def _columns(read: Table) -> dict[str, str]:
    """Which column is which, by its head; a column of types must hold nothing else."""
    heads = {" ".join(name.replace("_", " ").split()).casefold(): name for name in read.columns}
    found = {what: next((heads[head] for head in known if head in heads), None) for what, known in HEADS.items()}
    types = {row.values[found["type"]].casefold() for row in read.rows} if found["type"] else set()
    if not types <= {"", *CASE_TYPES}:
        found["type"] = None
    return {what: name for what, name in found.items() if name is not None}


class _Taking:
    """One table on its way into the project."""

    def __init__(self, tx: Tx, file: CaseFile, type_: str, *, everywhere: bool) -> None:
        self.taken = Taken()
        self._tx, self._file, self._type, self._everywhere = tx, file, type_, everywhere
        self._first: dict[str, TableRow] = {}
        case, source = table(Case), table(Source)
        rows = tx.session.execute(sa.select(case.c.name, case.c.guid, case.c.type))
        self._cases = {name.casefold(): (CaseId(guid), str(kind)) for name, guid, kind in rows}
        named = tx.session.execute(sa.select(source.c.guid, source.c.name).order_by(source.c.position))
        self._sources = {SourceId(guid): str(name) for guid, name in named}
        self._speakers = speakers(tx.session)
        self._owners = {view.guid: view.case_guid for views in self._speakers.values() for view in views}
        self._variables: VariableColumns[CaseId | SourceId] = VariableColumns(tx, file.about, file.types, file.rows)

    def take_case(self, row: TableRow) -> None:
        """Adds the case a row is about, or updates it, and maps its speaker."""
        called = self._named(row, self._cell(row, "case") or self._cell(row, "speaker"))
        if called is None:
            return
        if called.casefold() in self._cases:
            case, kind = self._cases[called.casefold()]
            fresh = self.taken.updated
            if self._cell(row, "type").casefold() not in {"", kind}:
                self._remark(row, "misfit", called, f"“{called}” is a {kind} already and stays one.")
        else:
            kind = self._cell(row, "type").casefold() or self._type
            case = cases.add(self._tx, called, type_=kind)
            self._cases[called.casefold()] = case, kind
            fresh = self.taken.added
        if self._first[called.casefold()] is row:
            fresh.append(called)
            self._gather(row, called, case)
        if kind == "participant":
            self._map(row, called, case)

    def take_source(self, row: TableRow) -> None:
        """Sets the variables of the source a row is about."""
        given = self._cell(row, "source")
        called = self._named(row, given)
        if called is None:
            return
        source = self._source(given)
        if source is None:
            self._remark(row, "unmatched", called, f"There is no source called “{called}”.")
            return
        self.taken.updated.append(self._sources[source])
        self._gather(row, called, source)

    def store_values(self) -> None:
        """Sets what all rows say."""
        self._variables.store()
        self.taken.variables += self._variables.made

    def _named(self, row: TableRow, given: str) -> str | None:
        """What a row is about; None, with a remark, where it names nothing, or what an earlier row was about."""
        if not given:
            self._remark(row, "nameless", "", f"The row names no {self._file.about}.")
            return None
        called = rules.name(self._file.about, given)
        first = self._first.setdefault(called.casefold(), row)
        elsewhere = any(self._cell(row, what) != self._cell(first, what) for what in ("speaker", "source"))
        says_otherwise = any(row.values[column] not in {"", first.values[column]} for column in self._file.types)
        if first is not row and (says_otherwise or not elsewhere):
            self._remark(row, "duplicate", called, f"Row {first.number} is about “{called}” already.")
            return None
        return called

    def _gather(self, row: TableRow, called: str, owner: CaseId | SourceId) -> None:
        for said in self._variables.gather(row, owner):
            self._remark(row, "misfit", called, said)

    def _map(self, row: TableRow, called: str, case: CaseId) -> None:
        label, given = self._cell(row, "speaker") or called, self._cell(row, "source")
        found = list(self._heard(label, self._source(given) if given else None, only=bool(given)))
        if not found:
            where = f" in “{given}”" if given else ""
            self._remark(row, "unmatched", called, f"No participant is labelled “{label}”{where}.")
        elif len({source for source, _ in found}) > 1 and not self._everywhere:
            listed = ", ".join(dict.fromkeys(f"“{self._sources[source]}”" for source, _ in found))
            if any(self._owners[view.guid] != case for _, view in found):
                self._remark(row, "ambiguous", called, f"Several sources have a “{label}”: {listed}.")
        else:
            for source, view in found:
                self._map_one(row, called, case, source, view)

    def _map_one(self, row: TableRow, called: str, case: CaseId, source: SourceId, view: SpeakerView) -> None:
        owner = self._owners[view.guid]
        if owner is None:
            set_speaker(self._tx, source, view.label, case=case)
            self._owners[view.guid] = case
            self.taken.mapped.append((self._sources[source], view.label, called))
        elif owner != case:
            place = f"“{view.label}” in “{self._sources[source]}”"
            self._remark(row, "contested", called, f"{place} is another case already.")

    def _heard(self, label: str, source: SourceId | None, *, only: bool) -> Iterator[tuple[SourceId, SpeakerView]]:
        for each in ([source] if source else []) if only else self._sources:
            for view in self._speakers.get(each, ()):
                if view.role not in NOT_EVIDENCE and label.casefold() in {view.label.casefold(), view.name.casefold()}:
                    yield each, view

    def _source(self, given: str) -> SourceId | None:
        wanted = {given.casefold(), PurePath(given).stem.casefold()}
        return next((guid for guid, name in self._sources.items() if name.casefold() in wanted), None)

    def _cell(self, row: TableRow, what: str) -> str:
        column = self._file.columns.get(what)
        return row.values[column] if column is not None else ""

    def _remark(self, row: TableRow, kind: str, name: str, said: str) -> None:
        self.taken.remarks.append(Remark(row.number, kind, name, said))
