"""Files the workbench reads from and writes to, as a person names them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thematica.errors import BadFile, NotAllowed, StoreRefused, ThematicaError
from thematica.store.project import Project
from thematica.text.normalise import safe

if TYPE_CHECKING:
    from thematica.work.case_files import CaseFile
    from thematica.work.sources import Prepared  # the readers of transcript files are loaded when first needed

MOST_BYTES = 64 * 1024 * 1024  # a transcript of this size would be years of talk
SEVERAL = 2


def named(given: str) -> Path:
    """The path a person means: `~` is their home, quotes around it (as a file dropped on a terminal has) are not."""
    plain = given.strip()
    for quote in ("'", '"'):
        if len(plain) > SEVERAL and plain[0] == plain[-1] == quote:
            plain = plain[1:-1]
    return Path(plain).expanduser()


def free(path: Path) -> Path:
    """The path, numbered where there is a file already."""
    tried, number = path, SEVERAL
    while tried.exists():
        tried, number = path.with_stem(f"{path.stem} {number}"), number + 1
    return tried


def write_new(given: str, words: str) -> Path:
    """Writes a new text file. Raises NotAllowed when there is one already, StoreRefused when the disk says no."""
    path = named(given)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(words + "\n")
    except FileExistsError:
        raise NotAllowed(f"{path} exists already.", "Choose another name.") from None
    except OSError as fault:
        raise StoreRefused(f"{path} could not be written ({fault.strerror}).", "Choose another folder.") from None
    return path


@dataclass(frozen=True, slots=True)
class Intake:
    """Transcript files read and ready to be stored, and what is wrong with the others."""

    prepared: tuple[Prepared, ...]
    faults: tuple[ThematicaError, ...]


def read_transcripts(given: str, language: str) -> Intake:
    """Reads the transcripts a person means: a file, every file of a folder, or those of a pattern. Raises BadFile."""
    from thematica.work import sources

    paths = _meant(given)
    if not paths:
        raise BadFile(f"There is no file {given}.", "Check the path; `*` stands for any letters of a name.")
    prepared, faults = [], []
    for path in paths:
        try:
            prepared.append(sources.prepare(_bytes(path), path.name, language))
        except ThematicaError as fault:
            faults.append(BadFile(f"{path.name}: {fault.message}", fault.hint))
    return Intake(tuple(prepared), tuple(faults))


def read_table(given: str) -> tuple[str, CaseFile]:
    """Reads the table of cases or sources a person means; gives its name too. Raises BadFile."""
    from thematica.work import case_files

    path = named(given)
    if not path.is_file():
        raise BadFile(f"There is no file {given}.", "Check the path.")
    return safe(path.name), case_files.prepare(_bytes(path), path.name)


def _meant(given: str) -> list[Path]:
    path = named(given)
    if path.is_dir():
        return sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    if path.exists() or "*" not in path.name:
        return [path] if path.exists() else []
    return sorted(each for each in path.parent.glob(path.name) if each.is_file())


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(f"{path.name} is far too large for a transcript.", "Split it, or choose the right file.")
        return path.read_bytes()
    except OSError as fault:
        raise BadFile(f"{path.name} cannot be read ({fault.strerror}).", "Check its permissions.") from None


def store(project: Project, intake: Intake) -> list[str]:
    """Stores what was read, one act for each; a text that is there already is left out. Gives the names stored."""
    from thematica.work import sources

    stored = []
    for prepared in intake.prepared:
        with project.read() as session:
            if sources.same_text(session, prepared) is not None:
                continue
            name = sources.free_name(session, prepared.name)
        with project.act(f"import {name}") as tx:
            sources.add(tx, prepared, name=name)
        stored.append(name)
    return stored
