from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from thematica.errors import StoreRefused
from thematica.reports.files import write_whole


def test_a_file_is_written_for_its_owner_only_and_replaces_what_stood_there(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_bytes(b"old")
    write_whole(out, b"new")
    assert out.read_bytes() == b"new"
    assert out.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [out]


def test_a_full_disk_is_told_in_a_sentence_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    out = tmp_path / "a.csv"
    out.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreRefused, match="No space left"):
        write_whole(out, b"new")
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_place_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreRefused, match="does not exist"):
        write_whole(tmp_path / "no" / "a.csv", b"")
    with pytest.raises(StoreRefused, match="is a folder"):
        write_whole(tmp_path, b"")
    with pytest.raises(StoreRefused, match="could not be written"):
        write_whole(tmp_path / ("a" * 300), b"")
