"""Codebooks on their way into a study and out of it: those on board, and files as a person names them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from thematica.errors import BadCodebook, NotAllowed
from thematica.formats.codebooks.values import Codebook
from thematica.store.project import Project, utc_now
from thematica.tui.files import free, named

# The readers and writers of codebook files are loaded when first needed.


@dataclass(frozen=True, slots=True)
class Reading:
    """A codebook that was read and what is worth a look in it; without a codebook, the problems, each with its line."""

    name: str
    book: Codebook | None
    remarks: tuple[str, ...] = ()


def on_board() -> dict[str, Codebook]:
    """The codebooks that come with thematica, by their short names."""
    from thematica.formats.codebooks import shipped

    return {name: shipped.load(name) for name in shipped.names()}


def read_file(given: str) -> Reading:
    """Reads a codebook file. Raises NotFound when there is none, BadFile when it cannot be read."""
    from thematica.formats.codebooks import files, shipped

    data, name = shipped.find(str(named(given)))
    try:
        book, remarks = files.examine(data, name)
    except BadCodebook as fault:
        return Reading(name, None, fault.problems or (fault.message,))
    return Reading(name, book, remarks)


def suggested(project: Path) -> Path:
    """A name for the file a codebook is written to: free, and beside the project's."""
    return free(project.with_name(f"{project.stem}-codebook.yaml"))


def write(project: Project, given: str, wanted: str | None) -> tuple[Path, tuple[str, ...]]:
    """Writes a codebook, or all as one, to a new file. Gives its path, and what a file of its kind does not hold.

    Raises NotAllowed when there is a file already, or it is to be of a kind that is not written, and StoreRefused.
    """
    from thematica.reports.codebook_file import write_codebook

    out = named(given)
    if out.exists():
        raise NotAllowed(f"{out} exists already.", "Choose another name.")
    with project.read() as session:
        return out, write_codebook(session, out, now=utc_now(), wanted=wanted)
