"""A small believable study that most tests stand on, and a fence around the developer's own machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studies import NURSE, PHYSIO, code_words, ticking
from thematica.store.project import Project
from thematica.work import codebook, sources


@pytest.fixture(autouse=True)
def _nobodys_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the developer's config, recent projects and name out of every test."""
    monkeypatch.setenv("THEMATICA_CONFIG", str(tmp_path / "config.yaml"))
    monkeypatch.setenv("THEMATICA_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with Ada Roe at the desk."""
    with Project.create(tmp_path / "study.thematica", name="Pilot", coder="Ada Roe", now=ticking()) as made:
        yield made


@pytest.fixture
def study(project: Project) -> Project:
    """Two interviews, four codes of the project's own, and three codings of Ada's."""
    for name, text in (("Nurse", NURSE), ("Physio", PHYSIO)):
        prepared = sources.prepare(text.encode(), f"{name}.txt", "en")
        with project.act("import") as tx:
            sources.add(tx, prepared, name=name)
    with project.act("codes") as tx:
        people = codebook.new_code(tx, "People", fields=codebook.Fields(codable=False))
        codebook.new_code(tx, "Workload", parent=people)
        codebook.new_code(tx, "Trust", parent=people)
        codebook.new_code(tx, "Double entry")
    code_words(project, "Nurse", "it takes twenty minutes that I do not have", "Workload", valence="barrier")
    code_words(project, "Nurse", "They like being asked.", "Trust", valence="enabler")
    code_words(project, "Physio", "I type the same numbers again into the record", "Double entry", "Workload")
    return project
