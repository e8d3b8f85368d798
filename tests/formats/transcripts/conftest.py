"""Builders for the small files the tests read: Word packages, zip containers, PDF pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from thematica.formats.transcripts import Reading, Transcript, read


@pytest.fixture
def word() -> Callable[[Callable[[Document], None]], bytes]:
    """The bytes of a Word file that a function has filled."""

    def made(fill: Callable[[Document], None]) -> bytes:
        document = docx.Document()
        fill(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return made


@pytest.fixture
def word_body() -> Callable[..., bytes]:
    """The bytes of a Word file whose body is this XML, with further parts by name."""

    def made(body: str, **parts: str) -> bytes:
        document = docx.Document()
        document.element.body.clear()
        wrapped = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>")
        document.element.replace(document.element.body, wrapped)
        out = io.BytesIO()
        document.save(out)
        with zipfile.ZipFile(out, "a") as package:
            for name, xml in parts.items():
                root = name.removesuffix("s") + "s"
                package.writestr(f"word/{root}.xml", f"<w:{root} {nsdecls('w')}>{xml}</w:{root}>")
        return out.getvalue()

    return made


@pytest.fixture
def zipped() -> Callable[[dict[str, str | bytes]], bytes]:
    """The bytes of a zip container with these members."""

    def made(members: dict[str, str | bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
            for name, content in members.items():
                container.writestr(name, content)
        return out.getvalue()

    return made


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """The bytes of a PDF whose pages hold words at places (points from the left, from the bottom).

    `trailer` is what else the end of the file tells of it.
    """

    def made(pages: Sequence[Sequence[tuple[float, float, str]]], trailer: str = "") -> bytes:
        kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for n, page in enumerate(pages):
            shown = " ".join(f"BT /F1 11 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in page)
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
            )
            objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
        out = b"%PDF-1.4\n"
        places = []
        for n, each in enumerate(objects, 1):
            places.append(len(out))
            out += f"{n} 0 obj\n{each}\nendobj\n".encode("latin-1")
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        out += (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode("latin-1")
        return out

    return made


@pytest.fixture
def said() -> Callable[..., list[tuple[str | None, str]]]:
    """Who says what in a file, asides left out."""

    def listed(data: bytes | str, name: str, **options: object) -> list[tuple[str | None, str]]:
        raw = data.encode() if isinstance(data, str) else data
        transcript: Transcript = read(raw, name, Reading(**options))  # type: ignore[arg-type]  # as tests say
        return [(turn.speaker, turn.body.of(transcript.text)) for turn in transcript.turns if not turn.aside]

    return listed
