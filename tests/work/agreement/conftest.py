"""Two interviews with five turns that count, for two coders who have read both to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studies import NURSE, PHYSIO, ticking
from thematica.store.project import Project
from thematica.store.reads.names import code_named, source_named
from thematica.work import codebook, passes, sources
from thematica.work.agreement import Agreement, AgreementQuery, agreement

Measure = Callable[..., Agreement]
Read = Callable[..., None]


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Project]:
    """Nurse (turns 2, 3 and 5 count) and Physio (turns 2 and 3); two codes under a heading, one beside; no codings."""
    with Project.create(
        tmp_path / "pair.thematica", name="Pair", approach="content", coder="Ada", now=ticking()
    ) as made:
        for name, text in (("Nurse", NURSE), ("Physio", PHYSIO)):
            prepared = sources.prepare(text.encode(), f"{name}.txt", "en")
            with made.act("import") as tx:
                sources.add(tx, prepared, name=name)
        with made.act("codes") as tx:
            people = codebook.new_code(tx, "People", fields=codebook.Fields(codable=False))
            for name in ("Workload", "Trust"):
                codebook.new_code(tx, name, parent=people)
            codebook.new_code(tx, "Double entry")
        yield made


@pytest.fixture
def read(bare: Project) -> Read:
    """Says how far a coder has come with sources."""

    def said(coder: str, *names: str, status: str = "complete") -> None:
        with bare.act("pass", coder=coder) as tx:
            for name in names:
                passes.set_status(tx, source_named(tx.session, name), status)

    return said


@pytest.fixture
def pair(bare: Project, read: Read) -> Project:
    """The two interviews, read to the end by Ada and Bo."""
    read("Ada", "Nurse", "Physio")
    read("Bo", "Nurse", "Physio")
    return bare


@pytest.fixture
def measure(pair: Project) -> Measure:
    """Measures agreement of Ada and Bo, or of the coders given; codes are given by name."""

    def measured(*coders: str, codes: tuple[str, ...] = (), pooled: bool = False, **how: object) -> Agreement:
        with pair.read() as session:
            chosen = frozenset(code_named(session, name) for name in codes)
            query = AgreementQuery(coders or ("Ada", "Bo"), codes=chosen, **how)  # type: ignore[arg-type] # as tests say
            return agreement(session, query, on="2026-03-01", pooled=pooled)

    return measured
