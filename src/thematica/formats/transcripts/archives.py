"""Zip containers (Word, OpenDocument, Excel), opened with care: nothing is unpacked before its size is known."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element

from thematica.errors import BadFile

_LARGEST_RATIO = 100
_SMALL = 1024 * 1024
# Every encoding the parser knows writes these signs as ASCII does, or as UTF-16. The builder that refuses them is slow.
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_MOST_MEMBERS = 20_000
_AGAIN = "Open it in the program it was made with and save it again."


class Archive:
    """The members of a zip file; raises BadFile when the file is damaged or protected.

    A member is refused when it would unpack to more than `max_bytes`, or to far more than any document packs to.
    """

    def __init__(self, data: bytes, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError, KeyError):
            raise BadFile("The file is damaged or only half there.", _AGAIN) from None
        if len(self._members) > _MOST_MEMBERS:
            raise BadFile("The file holds far more parts than a document has.", _AGAIN)

    def names(self) -> set[str]:
        """The names of all members."""
        return set(self._members)

    def bytes_of(self, name: str) -> bytes | None:
        """What a member unpacks to, None where there is no such member."""
        info = self._members.get(name)
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise BadFile("The file is protected by a password.", "Save a copy without a password and import that.")
        if info.file_size > self._max_bytes:
            raise BadFile(
                f"A part of the file unpacks to {info.file_size / 1_048_576:,.0f} MiB, beyond the limit.",
                "If it really is one, allow more with --max-size.",
            )
        if info.file_size > _SMALL and info.file_size > _LARGEST_RATIO * max(1, info.compress_size):
            raise BadFile("A part of the file unpacks to far more than any document does.", _AGAIN)
        return self._unpacked(info)

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(info) as member:
                data = member.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise BadFile("The file is damaged or only half there.", _AGAIN) from None
        if len(data) > info.file_size:
            raise BadFile("A part of the file is larger than the file says.", _AGAIN)
        return data

    def xml_of(self, name: str) -> Element | None:
        """The root of a member that holds XML, None where there is no such member."""
        data = self.bytes_of(name)
        return None if data is None else parse_xml(data)


class _Builder(ET.TreeBuilder):
    """Builds the tree, and stops at a document type: it is where entities are defined, and no document has one."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        del name, public, system
        raise BadFile("The XML inside the file defines entities of its own, which no document does.", _AGAIN)


def parse_xml(data: bytes) -> Element:
    """The root element of XML bytes; raises BadFile when they are not well formed, or define entities."""
    suspect = any(mark in data for mark in _DOCUMENT_TYPES)
    parser = ET.XMLParser(target=_Builder()) if suspect else ET.XMLParser()  # noqa: S314 - a document type is refused
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ET.ParseError, ValueError, LookupError):
        raise BadFile("The XML inside the file is damaged.", _AGAIN) from None
    return root


def name_of(element: Element) -> str:
    """The name of an element without its namespace, which differs between the two variants of the format."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: Element, attribute: str) -> str:
    """The value of an attribute, whatever its namespace; empty where it is missing."""
    for each, value in element.attrib.items():
        if str(each).rpartition("}")[2] == attribute:
            return str(value)
    return ""


def children(element: Element | None) -> Iterator[Element]:
    """The elements inside another, none where there is no such element."""
    return iter(()) if element is None else iter(element)


def child(element: Element | None, *path: str) -> Element | None:
    """The element down this path of names, None where it ends before."""
    for name in path:
        element = next((each for each in element if name_of(each) == name), None) if element is not None else None
    return element
