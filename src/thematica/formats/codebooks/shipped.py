"""The codebooks that come with thematica, and the way from what a user types to a codebook file."""

from __future__ import annotations

from pathlib import Path

from thematica.errors import BadFile, NotFound
from thematica.formats import shipped_data
from thematica.formats.codebooks import yaml_file, yaml_tree
from thematica.formats.codebooks.problems import nearest, shown
from thematica.formats.codebooks.values import Codebook

_SUFFIX = ".yaml"


def names() -> tuple[str, ...]:
    """The names of the shipped codebooks, in alphabetical order."""
    return tuple(sorted(path.stem for path in shipped_data.folder("codebooks").glob(f"*{_SUFFIX}")))


def load(name: str) -> Codebook:
    """The shipped codebook called `name`; NotFound is raised when there is none."""
    if name not in names():
        raise _not_found(f"No codebook called {shown(name)} ships with thematica.", name)
    return yaml_file.read(_path(name).read_bytes(), _path(name).name)


def find(file_or_name: str) -> tuple[bytes, str]:
    """The bytes of a codebook file and its name for messages, given its path or the name of a shipped codebook.

    A shipped name wins; a file in the current folder that is called the same is reached as ./NAME.
    Raises NotFound when there is neither, BadFile when the file cannot be read.
    """
    if file_or_name in names():
        return _path(file_or_name).read_bytes(), _path(file_or_name).name
    path = Path(file_or_name)
    called = shown(path.name or file_or_name)
    try:
        if path.suffix.startswith(".thematica"):  # reading a study that is open would cost SQLite's locks on it
            raise BadFile(f"{called} is a study, not a codebook file.", "Write its codebook to a file first.")
        with path.open("rb") as file:
            # One byte more than is allowed, so that the reader can say that there was more.
            return file.read(yaml_tree.MOST_BYTES + 1), path.name
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the path
        raise _not_found(f"There is no file and no shipped codebook called {called}.", file_or_name) from None
    except OSError as fault:
        raise BadFile(
            f"The file {called} cannot be read: {fault.strerror}.",
            "Give the path of a codebook file that you may read.",
        ) from fault


def _path(name: str) -> Path:
    return shipped_data.folder("codebooks") / f"{name}{_SUFFIX}"


def _not_found(message: str, name: str) -> NotFound:
    near = nearest(Path(name).stem.casefold(), names())
    meant = f"Did you mean {near}? " if near else ""
    return NotFound(message, f"{meant}Shipped are: {', '.join(names())}.")
