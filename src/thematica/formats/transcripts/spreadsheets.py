"""Excel (.xlsx) and OpenDocument (.ods) sheets as rows of cells, read from their XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from thematica.errors import BadFile
from thematica.formats.transcripts.archives import Archive, child, children, name_of, value_of
from thematica.formats.transcripts.grids import Grid, grid_of
from thematica.formats.transcripts.opendocument import repeated, within

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_COLUMNS = 1_000
_MOST_DAYS = 100
_EXACT = 1e15
_DATES = {14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58}
_CLOCKS = {18, 19, 20, 21, 32, 33, 45, 46, 47, 55, 56}
_FIRST_OWN_FORMAT = 164
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]hms]*\]')


def read_xlsx(archive: Archive) -> list[Grid]:
    """The sheets of an Excel workbook that hold anything, in their order."""
    book = archive.xml_of("xl/workbook.xml")
    if book is None:
        raise BadFile("The Excel file has no workbook part.", "Open it in Excel or LibreOffice and save it again.")
    relations = archive.xml_of("xl/_rels/workbook.xml.rels")
    targets = {value_of(each, "Id"): value_of(each, "Target") for each in children(relations)}
    strings = [_string(each) for each in children(archive.xml_of("xl/sharedStrings.xml"))]
    formats = _formats(archive.xml_of("xl/styles.xml"))
    properties = child(book, "workbookPr")
    since_1904 = properties is not None and value_of(properties, "date1904") in {"1", "true"}
    epoch = datetime.fromisoformat("1904-01-01" if since_1904 else "1899-12-30")
    grids: list[Grid] = []
    for sheet in children(child(book, "sheets")):
        target = targets.get(_relation(sheet), "").lstrip("/")
        root = archive.xml_of(target if target.startswith("xl/") else f"xl/{target}") if target else None
        data = child(root, "sheetData")
        if data is not None:
            grids.append(grid_of(_rows(data, strings, formats, epoch), value_of(sheet, "name")))
    return [grid for grid in grids if grid.rows]


def _relation(sheet: Element) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _string(element: Element) -> str:
    """The text of a shared or inline string: its runs, without the readings of East Asian characters."""
    parts: list[str] = []
    for each in element:
        if name_of(each) == "t":
            parts.append(each.text or "")
        elif name_of(each) == "r":
            parts.extend(one.text or "" for one in each if name_of(one) == "t")
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), "".join(parts))


def _formats(styles: Element | None) -> list[str]:
    """For each cell style what its numbers are: date, clock, or number."""
    own = {value_of(each, "numFmtId"): value_of(each, "formatCode") for each in children(child(styles, "numFmts"))}
    kinds: list[str] = []
    for each in children(child(styles, "cellXfs")):
        identity = value_of(each, "numFmtId")
        number = int(identity) if identity.isdecimal() else 0
        code = _NOT_FORMAT.sub("", own.get(identity, "")).lower()
        date = number in _DATES or (number >= _FIRST_OWN_FORMAT and any(sign in code for sign in "yd"))
        clock = number in _CLOCKS or (number >= _FIRST_OWN_FORMAT and any(sign in code for sign in "hs"))
        kinds.append("date" if date else "clock" if clock else "number")
    return kinds


def _rows(data: Element, strings: Sequence[str], formats: Sequence[str], epoch: datetime) -> Iterator[list[str]]:
    number = 0
    for row in data:
        cells: list[str] = []
        for cell in row:
            place = _PLACE.fullmatch(value_of(cell, "r"))
            column = _column(place.group(1)) if place else len(cells)
            if column < _MOST_COLUMNS and name_of(cell) == "c":
                cells += [""] * (column - len(cells) + 1)
                cells[column] = _value(cell, strings, formats, epoch)
        told = value_of(row, "r")
        gap = int(told) - number - 1 if told.isdecimal() else 0
        for _ in range(min(max(gap, 0), _MOST_COLUMNS)):
            yield []
        number = int(told) if told.isdecimal() else number + 1
        yield cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, strings: Sequence[str], formats: Sequence[str], epoch: datetime) -> str:
    sort = value_of(cell, "t")
    inline = child(cell, "is")
    if inline is not None:
        return _string(inline)
    value = child(cell, "v")
    text = (value.text or "") if value is not None else ""
    if sort == "s":
        return strings[int(text)] if text.isdecimal() and int(text) < len(strings) else ""
    if sort == "b":
        return "TRUE" if text == "1" else "FALSE"
    if sort in {"", "n"} and text:
        style = value_of(cell, "s")
        shape = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else "number"
        return _number(text, shape, epoch)
    return text


def _number(text: str, shape: str, epoch: datetime) -> str:
    """A number as a person sees it: a date, a time of the form h:mm:ss, or plain without a needless decimal point."""
    try:
        number = float(text)
        if shape == "clock" and 0 <= number < _MOST_DAYS:
            whole = round(number * 86_400)
            return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"
        if shape == "date":
            moment = epoch + timedelta(days=number)
            return moment.date().isoformat() if number == int(number) else moment.isoformat(" ", "seconds")
        return str(int(number)) if number == int(number) and abs(number) < _EXACT else text
    except (ValueError, OverflowError):
        return text


def read_ods(archive: Archive) -> list[Grid]:
    """The sheets of an OpenDocument spreadsheet that hold anything, in their order."""
    sheets = child(archive.xml_of("content.xml"), "body", "spreadsheet")
    if sheets is None:
        raise BadFile("The OpenDocument file has no sheet.", "Open it in LibreOffice and save it again as .ods.")
    grids = [grid_of(_ods_rows(table), value_of(table, "name")) for table in within(sheets, "table")]
    return [grid for grid in grids if grid.rows]


def _ods_rows(table: Element) -> Iterator[list[str]]:
    for row in within(table, "table-row"):
        cells: list[str] = []
        for cell in within(row, "table-cell", "covered-table-cell"):
            text = "\n".join("".join(part.itertext()) for part in cell if name_of(part) == "p")
            cells += [text] * (repeated(cell, "columns") if len(cells) < _MOST_COLUMNS else 0)
        for _ in range(repeated(row, "rows")):
            yield cells
