"""What is done to the study as a whole: each function is one act, with the words the history shows for it."""

from __future__ import annotations

from thematica.store.project import Project
from thematica.work import study


def describe(project: Project, field: str, value: str) -> None:
    """Changes its name, question, approach or language, or what it is about."""
    with project.act(f"change the study's {field}") as tx:
        study.describe(tx, **{field: value})


def allow_agreement(project: Project, reason: str) -> None:
    """Has figures of agreement in a reflexive study, with the reason for them."""
    with project.act(f"switch agreement on: {' '.join(reason.split())}") as tx:
        study.allow_agreement(tx, reason)
