"""Putting a finished file in place, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from thematica.errors import StoreRefused


def write_whole(out: Path, data: bytes) -> None:
    """Writes a file under another name beside its place, then moves it there; what stood there stays until then.

    The file is for its owner's eyes only, as reports quote participants. Raises StoreRefused.
    """
    try:
        _must_be_a_place(out)
        handle, building = tempfile.mkstemp(dir=out.parent, prefix=".thematica-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(building).replace(out)
        finally:
            Path(building).unlink(missing_ok=True)
    except OSError as fault:
        raise _refused(out, fault) from None


def _must_be_a_place(out: Path) -> None:
    if not out.parent.is_dir():
        raise StoreRefused(f"The folder {out.parent} does not exist.", "Make the folder first, or choose another.")
    if out.is_dir():
        raise StoreRefused(f"{out} is a folder.", "Give the name of a file.")


def _refused(out: Path, fault: OSError) -> StoreRefused:
    return StoreRefused(
        f"{out} could not be written ({fault.strerror}).",
        "Close it in other programs, check the folder's permissions and free space, or choose another place.",
    )
