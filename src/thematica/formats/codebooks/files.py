"""Codebook files of every kind, known by what they hold and by how their names end."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from pathlib import PurePath

from thematica.formats.codebooks import csv_file, qdc, yaml_file
from thematica.formats.codebooks.values import Codebook

_XML_OR_ZIP = (b"<", b"PK\x03\x04", BOM_UTF16_LE + b"<\x00", BOM_UTF16_BE + b"\x00<")
_EXAMINERS: dict[str, Callable[[bytes, str], tuple[Codebook, tuple[str, ...]]]] = {
    ".qdc": qdc.examine,
    ".csv": csv_file.examine,
    ".tsv": csv_file.examine,
}
WRITERS: dict[str, Callable[[Codebook], bytes]] = {
    ".yaml": lambda codebook: yaml_file.write(codebook).encode(),
    ".yml": lambda codebook: yaml_file.write(codebook).encode(),
    ".qdc": qdc.write,
    ".csv": csv_file.write,
}
"""How a codebook is written, by how the file's name ends."""


def read(data: bytes, name: str) -> Codebook:
    """The codebook in `data`, the bytes of a YAML, REFI-QDA or CSV file called `name`. Raises BadCodebook."""
    return examine(data, name)[0]


def examine(data: bytes, name: str) -> tuple[Codebook, tuple[str, ...]]:
    """As `read`, with what is worth a look or could not be kept, each as `file:line: sentence`."""
    begun = data[:64].removeprefix(BOM_UTF8).lstrip()
    if begun.startswith(_XML_OR_ZIP) or data.startswith(_XML_OR_ZIP):
        return qdc.examine(data, name)
    return _EXAMINERS.get(PurePath(name).suffix.lower(), yaml_file.examine)(data, name)


def left_out(codebook: Codebook, suffix: str) -> tuple[str, ...]:
    """What of a codebook does not go into a file whose name ends in `suffix`, in words; all of its codes does."""
    if suffix.lower() in {".yaml", ".yml"}:
        return ()
    held = {
        f"the version ({codebook.version})": True,
        f"the language ({codebook.language})": True,
        "the notice": codebook.notice,
        "sources": codebook.sources,
        "advice on use": codebook.use_notes or codebook.unit_guidance,
        "facets": codebook.facets,
        "prompts for the journal": codebook.journal_prompts,
    }
    return tuple(what for what, there in held.items() if there)
