"""A project that may only be read: it can be looked at, says so, and refuses acts in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from thematica.errors import StoreRefused
from thematica.store.backup import copy_whole
from thematica.store.project import Project
from thematica.store.reads.transcripts import codings
from thematica.work.study import describe

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others can look into, as temporary folders of tests are not; odd letters are part of its name."""
    made = Path(tempfile.mkdtemp(suffix=" ?a#b%20ø"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


@pytest.fixture
def shared(study: Project, folder: Path) -> Path:
    """A copy of the small study that everybody may read."""
    path = copy_whole(study.path, folder / "shared.thematica")
    path.chmod(0o444)
    return path


@contextmanager
def somebody_else() -> Iterator[None]:
    """Does without the rights of the superuser, who may write everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are given otherwise there")


@pytest.mark.parametrize("rights", [0o777, 0o555])
def test_it_is_read_and_refuses_acts_in_words(shared: Path, rights: int) -> None:
    shared.parent.chmod(rights)
    with somebody_else(), Project.open(shared, coder="Cy Ng") as project:
        assert project.is_read_only
        with project.read() as session:
            assert len(codings(session)) == 4
        project.look()
        with pytest.raises(StoreRefused, match="cannot be written"), project.act("describe") as tx:
            describe(tx, name="Other")
        with pytest.raises(StoreRefused, match="cannot be written"):
            project.undo()


def test_a_folder_that_may_only_be_read_is_left_as_it_is(shared: Path, tmp_path: Path) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o555)
    with somebody_else(), Project.open(shared) as project:
        assert project.is_read_only
    assert [each.name for each in shared.parent.iterdir()] == ["shared.thematica"]
    assert copy_whole(shared, tmp_path / "copy.thematica").exists()


def test_work_that_lies_beside_the_file_is_not_passed_over(shared: Path, tmp_path: Path) -> None:
    shared.chmod(0o644)
    with closing(sqlite3.connect(shared)) as other:
        other.execute("CREATE TABLE unfinished (a)")
        beside = shared.with_name(f"{shared.name}-wal")
        left = beside.read_bytes()
    beside.write_bytes(left)  # as after a crash of the other program
    shared.chmod(0o444)
    shared.parent.chmod(0o555)
    with somebody_else(), pytest.raises(StoreRefused, match="has not put all its work into it"):
        Project.open(shared)


def test_what_another_program_does_meanwhile_is_seen(shared: Path) -> None:
    shared.chmod(0o644)
    with Project.open(shared, coder="Ada Roe") as writing:
        for beside in shared.parent.iterdir():
            beside.chmod(0o644)
        with somebody_else():
            reading = Project.open(shared)
        with reading:
            seen: list[str] = []
            reading.on_change(lambda changed: seen.append(changed.label))
            with writing.act("describe") as tx:
                describe(tx, name="Other")
            reading.look()
            assert seen == ["describe"]
