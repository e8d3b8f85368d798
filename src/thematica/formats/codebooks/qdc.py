"""REFI-QDA codebooks (.qdc), the exchange format of programs for qualitative analysis, in and out.

What other programs write differs from the standard in many small ways (older namespaces, empty sets, GUIDs in braces):
such a file is read as it is meant, and everything that is not kept is said. Written files follow the schema of the
standard, Codebook.xsd 1.0, whose codes have a name, a colour and one description: see `description`.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

import thematica
from thematica.errors import NotAllowed
from thematica.formats.codebooks import description
from thematica.formats.codebooks.plain_tree import codebook_of, tidy
from thematica.formats.codebooks.problems import Problems
from thematica.formats.codebooks.qdc_reading import codes_in
from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.store.ids import link_guid
from thematica.text.normalise import normalise

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def read(data: bytes, name: str) -> Codebook:
    """The codebook in `data`, the bytes of a file called `name`, after which it is named.

    Also one in a zip, or in a REFI-QDA project. Raises BadCodebook, whose `problems` name file and line.
    """
    return examine(data, name)[0]


def examine(data: bytes, name: str) -> tuple[Codebook, tuple[str, ...]]:
    """As `read`, with what could not be kept or was read in another way than written, as `file:line: sentence`."""
    problems = Problems(name)
    codes = codes_in(data, problems)
    codebook = codebook_of(codes, name, Problems(name))
    undefined = sum(entry.codable and not (entry.brief or entry.definition) for _, entry in codebook.walk())
    if undefined:
        total = sum(entry.codable for _, entry in codebook.walk())
        problems.caution(1, f"{undefined:,} of {total:,} codes have no definition.")
    return codebook, problems.warnings()


def write(codebook: Codebook) -> bytes:
    """The bytes of a .qdc; `read` gives its codes back equal, but for colours they did not have.

    A code without a GUID gets one that depends on its path alone. Raises NotAllowed for a codebook without codes, which
    the standard does not know.
    """
    if not codebook.codes:
        raise NotAllowed(f"“{codebook.name}” has no codes, and a .qdc holds at least one.", "Write it as .yaml.")
    root = ET.Element("CodeBook", {"xmlns": NAMESPACE, "origin": f"thematica {thematica.__version__}"})
    codes = ET.SubElement(root, "Codes")
    for entry in codebook.codes:
        _add(codes, entry, (codebook.name,))
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _add(parent: ET.Element, entry: CodeEntry, above: tuple[str, ...]) -> None:
    path = (*above, entry.name)
    attributes = {
        "guid": entry.guid or link_guid("code", *path),
        "name": tidy(entry.name),
        "isCodable": "true" if entry.codable else "false",
    }
    if entry.colour:
        attributes["color"] = entry.colour
    element = ET.SubElement(parent, "Code", attributes)
    text = normalise(description.written(entry)).text
    if text:
        ET.SubElement(element, "Description").text = text
    for child in entry.children:
        _add(element, child, path)
