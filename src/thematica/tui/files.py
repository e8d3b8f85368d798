"""Files the workbench reads from and writes to, as a person names them."""

from __future__ import annotations

import glob
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from thematica.errors import BadFile, NotAllowed, StoreRefused
from thematica.store.in_use import is_project
from thematica.text.normalise import safe

if TYPE_CHECKING:
    from thematica.work.case_files import CaseFile

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


def read_table(given: str) -> tuple[str, CaseFile]:
    """Reads the table of cases or sources a person means; gives its name too. Raises BadFile."""
    from thematica.formats.transcripts import DEFAULT_MAX_BYTES
    from thematica.work import case_files
    from thematica.work.intake import bytes_of

    path = named(given)
    if not path.is_file():
        raise BadFile(f"There is no file {given}.", "Check the path.")
    return safe(path.name), case_files.prepare(bytes_of(path, DEFAULT_MAX_BYTES), path.name)


def meant(given: str, beside: Path) -> list[Path]:
    """The files a person means: one, those of a folder, those of a pattern, or several that were dropped at once.

    What is no whole path is looked for in the folder `beside`. Hidden files and studies are left out of folders and
    patterns. Raises BadFile when there is none.
    """
    try:
        paths = _dropped(given, beside) or _found(given, beside)
    except OSError as fault:
        raise BadFile(f"{given.strip()} cannot be read ({fault.strerror}).", "Check its permissions.") from None
    if not paths:
        raise BadFile(
            f"There is no file {given.strip()}.", "Check the path; `*` stands for any letters, `**` for folders."
        )
    return paths


def _found(given: str, beside: Path) -> list[Path]:
    path = beside / given if (beside / given).exists() else beside / named(given)
    if path.is_dir():
        return sorted(each for each in path.iterdir() if _is_plain(each))
    if path.exists() or not glob.has_magic(given):
        return [path] if path.exists() else []
    found = glob.iglob(str(path), recursive=True)  # noqa: PTH207 (Path.glob takes no absolute pattern)
    return sorted(each for each in map(Path, found) if _is_plain(each))


def _dropped(given: str, beside: Path) -> list[Path]:
    """Files dropped on a terminal stand in one line, each with quotes or backslashes as a shell wants them."""
    try:
        paths = [beside / Path(each).expanduser() for each in shlex.split(given)]
    except ValueError:  # an apostrophe in a single name
        return []
    return paths if paths and not (beside / named(given)).exists() and all(path.is_file() for path in paths) else []


def _is_plain(path: Path) -> bool:
    return path.is_file() and _may_be_meant(path)


def _may_be_meant(path: Path) -> bool:
    return not path.name.startswith(".") and not is_project(path)


def listing(folder: Path) -> tuple[tuple[str, bool], ...]:
    """What is in a folder, by name, and whether each is a folder itself: these first. Empty where it cannot be read."""
    try:
        with os.scandir(folder) as found:
            entries = [(each.name, each.is_dir()) for each in found if _may_be_meant(Path(each.path))]
    except OSError:
        return ()
    return tuple(sorted(entries, key=lambda entry: (not entry[1], entry[0].casefold())))
