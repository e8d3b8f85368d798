"""Two copies of one study, histories made up for them, and merging one into the other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from studies import ticking
from thematica.store.check import problems
from thematica.store.project import Project
from thematica.store.tables import journalled
from thematica.work.merge.applying import apply
from thematica.work.merge.conflicts import Answer, Side
from thematica.work.merge.pairing import paired
from thematica.work.merge.settling import Outcome, settle

BOOKS = frozenset({"merge", "copy"})  # what a project remembers of its copies


def fresh_copy(of: Path, to: Path) -> Path:
    """A copy of a closed project file, in place of an older one."""
    for old in to.parent.glob(f"{to.name}*"):
        old.unlink()
    shutil.copy(of, to)
    return to


@contextmanager
def opened(path: Path, coder: str = "Ada Roe") -> Iterator[Project]:
    with Project.open(path, coder=coder, now=ticking()) as project:
        yield project


def merged(
    mine: Path, theirs: Path, answers: Mapping[str, Answer] | None = None, prefer: Side | None = None
) -> Outcome:
    """Merges one copy into another, unless a question is open; all that must hold of any project holds then."""
    with opened(mine) as project, paired(project, theirs) as pairing:
        outcome = settle(pairing.three, answers or {}, prefer)
        if not outcome.open:
            with project.act(f"merge {pairing.label}") as tx:
                apply(tx, pairing, outcome)
    with opened(mine) as project, project.read() as session:
        found = problems(session)
        assert found == (), found
    return outcome


def dump(path: Path, *, without: frozenset[str] = BOOKS) -> dict[str, list[tuple[Any, ...]]]:
    """Every row a person made, but for what a project remembers of its copies."""
    with opened(path) as project, project.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(sa.select(table))), key=repr)
            for table in journalled()
            if table.name not in without
        }
