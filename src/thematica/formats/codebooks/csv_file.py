"""Codebooks as tables (.csv): a row for each code, its place told by its path; lists have an item on each line.

Written tables have a byte-order mark, so that Excel reads them as UTF-8, and an apostrophe before cells it would run as
a formula, which is taken off again. Tables of Taguette (`tag`, `description`) and others with a column of names or
paths are read too; a description is taken apart by its labels (see `description`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from thematica.errors import BadFile
from thematica.formats.codebooks import description
from thematica.formats.codebooks.outline import MOST_LEVELS
from thematica.formats.codebooks.plain_tree import PlainCode, codebook_of, tidy
from thematica.formats.codebooks.problems import Problems, shown
from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.formats.codebooks.yaml_tree import MOST_BYTES
from thematica.formats.transcripts.encoding import decode

SEPARATOR = " > "
COLUMNS = (
    "path", "name", "brief", "definition", "include", "exclude", "example", "origin", "colour", "guid", "key",
    "codable", "status", "symbol", "example invented", "other names",
)  # fmt: skip
_ALSO = {
    "code": "name",
    "tag": "name",
    "color": "colour",
    "use when": "include",
    "do not use when": "exclude",
    "other names": "aliases",
}
_FIELDS = {*COLUMNS, *_ALSO.values(), "description"} - {"other names"}
_FIGURES = {"codebook", "version", "codings", "participants", "excerpts", "sources"}
_LISTS = ("include", "exclude", "aliases")
_FORMULA = re.compile(r"'*\s*[=+\-@]|'*[\t\r]")
_PATH = re.compile(r"\s*>\s*")
_NEXT_LINE = "\n  "  # within an item of a list
_YES = {"yes", "true", "1"}


def read(data: bytes, name: str) -> Codebook:
    """The codebook in `data`, the bytes of a file called `name`, after which it is named.

    Headings that only stand in paths are made. Raises BadCodebook, whose `problems` name file and line.
    """
    return examine(data, name)[0]


def examine(data: bytes, name: str) -> tuple[Codebook, tuple[str, ...]]:
    """As `read`, with what is worth a look but wrong in no way, each as `file:line: sentence`."""
    problems = Problems(name)
    rows = _rows(data, problems)
    _, head = next(rows, (1, []))
    columns = _columns(head, problems)
    outline = _Outline(problems)
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            outline.add(line, _cells(line, cells, columns, problems))
    problems.stop_if_any()
    return codebook_of(outline.top(), name, problems), problems.warnings()


def _rows(data: bytes, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """The rows with the lines they begin on."""
    if len(data) > MOST_BYTES:
        problems.stop(1, f"The file is larger than {MOST_BYTES // 1_000_000} MB, too large for a codebook.")
    try:
        text = decode(data).text
    except BadFile as fault:
        problems.stop(1, fault.message)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        problems.stop(line, "The row that begins here cannot be read; look at its quotation marks.")


def _columns(head: list[str], problems: Problems) -> list[str]:
    """What each column holds; empty for one that is passed over."""
    columns: list[str] = []
    for cell in head:
        called = " ".join(cell.casefold().split())
        held = _ALSO.get(called, called)
        if held in columns and held:
            problems.add(1, f"Two columns hold the {held} of a code; delete one of them.")
        elif held not in _FIELDS:
            if called and called not in _FIGURES and not called.startswith("number of "):
                problems.caution(1, f"The column {shown(cell)} was not read.")
            held = ""
        columns.append(held)
    if not {"path", "name"} & set(columns):
        problems.stop(1, "No column is called “path” or “name”; the first row names the columns.")
    problems.stop_if_any()
    return columns


def _cells(line: int, cells: list[str], columns: list[str], problems: Problems) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        problems.add(line, "The row has more cells than the first row names; look at its quotation marks.")
    return {column: _plain(cell) for column, cell in zip(columns, cells, strict=False) if column and cell.strip()}


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it, and with plain line ends."""
    text = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _joined(path: str) -> str:
    """A path, or a name in it, as paths are compared."""
    text = tidy(path)
    return SEPARATOR.join(part for part in _PATH.split(text) if part) or text


class _Outline:
    """Codes under their paths, in the order of the rows."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._codes: list[tuple[str, PlainCode]] = []
        self._known: dict[str, PlainCode] = {}

    def add(self, line: int, cells: dict[str, str]) -> None:
        """Takes in the code of one row."""
        name, path = tidy(cells.pop("name", "")), _joined(cells.pop("path", ""))
        if not name:
            name = path.rpartition(SEPARATOR)[2]
        path = path or _joined(name)
        above = path.removesuffix(_joined(name)).removesuffix(SEPARATOR)
        if path not in {_joined(name), above + SEPARATOR + _joined(name)}:
            self._problems.add(line, f"The path does not end in the name of the code, {shown(name)}.")
            return
        if path.count(SEPARATOR) >= MOST_LEVELS:
            self._problems.add(line, f"The code stands more than {MOST_LEVELS} levels deep.")
        code = _code(line, name, cells)
        self._known.setdefault(path, code)
        self._codes.append((above, code))

    def top(self) -> list[PlainCode]:
        """The codes at the top, all others beneath them."""
        found: list[PlainCode] = []
        for above, code in self._codes:
            self._place(above, code, found)
        return found

    def _place(self, above: str, code: PlainCode, top: list[PlainCode]) -> None:
        if above and above not in self._known:
            higher, _, name = above.rpartition(SEPARATOR)
            self._known[above] = PlainCode(code.line, {"name": name, "codable": "false"})
            self._problems.caution(code.line, f"No row has the path {shown(above)}; a heading was made.")
            self._place(higher, self._known[above], top)
        (self._known[above].children if above else top).append(code)


def _code(line: int, name: str, cells: dict[str, str]) -> PlainCode:
    parts = description.read(cells.pop("description", ""))
    for column in _LISTS:
        if column in cells:
            parts.lists[column] = _items(cells.pop(column))
    if "example" in cells:
        parts.example_invented = False
    if cells.pop("example invented", "").strip().casefold() in _YES:
        parts.example_invented = True
    return PlainCode(line, {"name": name, **cells}, parts)


def _items(text: str) -> list[str]:
    """The items of a list, one on each line; lines set in by two spaces go on with the item above."""
    items: list[str] = []
    for line in text.split("\n"):
        if items and line.startswith(_NEXT_LINE[1:]):
            items[-1] += line.replace(_NEXT_LINE[1:], "\n", 1)
        else:
            items.append(line)
    return [item for item in items if item.strip()]


def write(codebook: Codebook) -> bytes:
    """The bytes of a table; `read` gives its codes back equal, unless names hold a `>`."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for path, entry in codebook.walk():
        row = _row(path, entry)
        writer.writerow([_harmless(row[column]) for column in COLUMNS])
    return made.getvalue().encode("utf-8-sig")


def _row(path: tuple[str, ...], entry: CodeEntry) -> dict[str, str]:
    invented = "yes" if entry.example_invented else "no"
    return {
        "path": SEPARATOR.join(path),
        "name": entry.name,
        "brief": entry.brief,
        "definition": entry.definition,
        "include": _listed(entry.include),
        "exclude": _listed(entry.exclude),
        "example": entry.example,
        "origin": entry.origin,
        "colour": entry.colour or "",
        "guid": entry.guid or "",
        "key": entry.key or "",
        "codable": "yes" if entry.codable else "no",
        "status": entry.status,
        "symbol": entry.symbol or "",
        "example invented": invented if entry.example else "",
        "other names": _listed(entry.aliases),
    }


def _listed(items: tuple[str, ...]) -> str:
    return "\n".join(item.replace("\n", _NEXT_LINE) for item in items)


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
