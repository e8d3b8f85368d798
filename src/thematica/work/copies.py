"""Copies of a project for other people to work in, to be merged again later."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import sqlalchemy as sa

from thematica.errors import NotAllowed
from thematica.store import private
from thematica.store.backup import copy_whole
from thematica.store.ids import new_guid
from thematica.store.project import Project, Tx
from thematica.store.tables import Coder, Copy, table
from thematica.work import rules


def hand_out(project: Project, out: Path, *, for_: str | None = None) -> Path:
    """Writes a verified copy of a project, which both note as the moment they part.

    With the name of the person it is `for_`, they become a coder of the project before, so that they are the same
    coder in both. Of private entries only theirs are in the copy, none when it is for nobody in particular. When the
    copy cannot be made, the note is taken back. Raises NotAllowed where `out` is taken, and StoreRefused.
    """
    if out.exists():
        raise NotAllowed(f"{out} exists already.", "Choose another name for the copy.")
    if not out.parent.is_dir():
        raise NotAllowed(f"The folder {out.parent} does not exist.", "Make the folder first.")
    name = rules.name("coder", for_) if for_ is not None else ""
    with project.act(f"copy for {name}" if name else "make a copy") as tx:
        _note(tx, name)
    try:
        return copy_whole(project.path, out, erase=partial(private.erase, reader=name))
    except BaseException:
        project.undo()
        raise


def _note(tx: Tx, name: str) -> None:
    coder = table(Coder)
    known = tx.session.execute(sa.select(coder.c.guid).where(coder.c.name == name)).first()
    if name and known is None:
        tx.session.add(Coder(guid=new_guid(), name=name, created_at=tx.now))
    tx.session.add(Copy(guid=new_guid(), name=name, made_at=tx.now))
    tx.session.flush()
