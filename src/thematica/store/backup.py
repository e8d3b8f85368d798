"""Copies of a project that are whole, also while it is being written to."""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from thematica.errors import NotAllowed, StoreRefused
from thematica.store.engine import APPLICATION_ID, in_words, uri


def copy_whole(path: Path, out: Path, *, erase: Callable[[sqlite3.Connection], None] | None = None) -> Path:
    """Copies a project through SQLite's backup interface, opens the copy to verify it, then puts it in place.

    What must not be in the copy `erase` takes out before.

    Raises NotAllowed when `out` exists, StoreRefused when the copy cannot be written or does not verify.
    """
    if out.exists():
        raise NotAllowed(f"{out} exists already.", "Choose another name for the copy.")
    building = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        with in_words(out):
            with closing(sqlite3.connect(uri(path), uri=True)) as source, closing(sqlite3.connect(building)) as target:
                source.backup(target)
                if erase is not None:
                    erase(target)
            building.chmod(0o600)
            _verify(building)
        os.link(building, out)
    except OSError as fault:
        raise StoreRefused(f"{out} could not be written ({fault.strerror}).", "Choose another folder.") from None
    finally:
        for leftover in building.parent.glob(glob.escape(building.name) + "*"):
            leftover.unlink()
    return out


def _verify(path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        ours = copy.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not (sound and ours):
        raise StoreRefused("The copy did not verify, so it was removed.", "Try again, or copy to another disk.")
