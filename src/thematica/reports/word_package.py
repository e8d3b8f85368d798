"""The finished document as bytes: the same content gives the same bytes, and no one's name is in its properties."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip archive can hold


def packed(document: WordDocument, *, title: str, author: str, language: str, now: str) -> bytes:
    """The document as a .docx with its properties set; `now` is an ISO 8601 moment."""
    moment = datetime.fromisoformat(now)
    _describe(document, title, author, language, moment.astimezone(UTC).replace(tzinfo=None))
    _date_comments(document, moment)
    _drop_thumbnail(document)
    raw = io.BytesIO()
    document.save(raw)
    steady = io.BytesIO()
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in made.infolist():
            archive.writestr(zipfile.ZipInfo(part.filename, _EPOCH), made.read(part), zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def _describe(document: WordDocument, title: str, author: str, language: str, moment: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.language, properties.comments, properties.keywords = language, "", ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _date_comments(document: WordDocument, moment: datetime) -> None:
    """Dates the margin comments, which python-docx stamps with the clock."""
    if not any(part.reltype == RELATIONSHIP_TYPE.COMMENTS for part in document.part.rels.values()):
        return
    for comment in document.comments:
        comment._comment_elm.set(qn("w:date"), moment.strftime("%Y-%m-%dT%H:%M:%SZ"))  # noqa: SLF001 - read-only there


def _drop_thumbnail(document: WordDocument) -> None:
    """Takes out the template's preview picture, which shows another document."""
    relations = document.part.package.rels
    for guid, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[guid]
