"""Which files are projects, so that one that is in use is not read as anything else."""

from __future__ import annotations

from pathlib import Path

from thematica.store.project import SUFFIX

BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database that is in use


def is_project(path: Path) -> bool:
    """Whether a file is a project or what SQLite keeps beside one, by its name alone.

    Such a file must not be read as anything else: a program that opens and closes a database it has open already loses
    SQLite's locks on it, and then another program may take away what was just written.
    """
    return path.resolve().name.endswith((SUFFIX, *(f"{SUFFIX}{each}" for each in BESIDE)))
