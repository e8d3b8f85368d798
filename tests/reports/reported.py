"""Words of the study that reports are tested on, and a way to read a report back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from docx import Document
from docx.document import Document as WordDocument

from thematica.reports.word import theme_report
from thematica.store.project import Project

FOCUS_GROUP = """\
Moderator: Who reads the answers?

Kari: In my clinic we never look

Ola: Nobody does. We said we would.
"""
INTERVIU = """\
I: Hva gjør du med svarene?
L: Jeg stoler på tallene. Og så ringer jeg.
I: Hver gang?
L: Hver gang det haster.
"""
THEME = "Time is paid by those who ask"
NOW = "2026-10-03T08:00:00Z"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was written and read back."""

    data: bytes
    document: WordDocument

    def part(self, name: str) -> ET.Element:
        return ET.fromstring(self.raw(name))

    def raw(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name)

    @property
    def parts(self) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.namelist()

    def styled(self, style: str) -> list[str]:
        return [each.text for each in self.document.paragraphs if each.style and each.style.name == style]

    def headings(self) -> list[tuple[str, str]]:
        return [
            (each.style.name, each.text)
            for each in self.document.paragraphs
            if each.style and each.style.name and each.style.name.startswith("Heading")
        ]

    def table(self, caption: str) -> list[list[str]]:
        """The cells of the table whose caption ends so, its head first."""
        tables = iter(self.document.tables)
        for paragraph in self.styled("Caption"):
            table = next(tables)
            if paragraph.endswith(caption):
                return [[cell.text for cell in row.cells] for row in table.rows]
        raise AssertionError(caption)

    @property
    def text(self) -> str:
        return "".join(self.part("word/document.xml").itertext())


def report(project: Project, out: Path, **options: Any) -> Report:
    """Writes the theme report of a project and reads it back."""
    with project.read() as session:
        out.write_bytes(theme_report(session, **{"now": NOW, **options}))
    return Report(out.read_bytes(), Document(str(out)))
