"""Words and helpers for the small believable study that tests stand on."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator
from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import SQLModel

from thematica.store.ids import CodeId, SourceId
from thematica.store.project import Project
from thematica.store.reads import names
from thematica.store.reads.transcripts import text_of
from thematica.store.tables import UNJOURNALLED
from thematica.text.span import Span
from thematica.work import coding

NURSE = """\
Interviewer: How did the tablet fit into the day?
P1: Honestly, it takes twenty minutes that I do not have. And then nobody looks at the graph.
P1: So some days I just skip it.
Interviewer: And the patients?
P1: They like being asked. It is us who run out of time.
"""

PHYSIO = """\
Interviewer: What do you do with the answers?
P2: I read them before they come in. It helps me start in the right place.
P2: But I type the same numbers again into the record, every time.
"""


Result = TypeVar("Result")


def finished(steps: Generator[object, None, Result]) -> Result:
    """What a long verb gives in the end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def ticking() -> Callable[[], str]:
    """A clock that moves a second each time it is read, so that order is never left to chance."""
    seconds = itertools.count()
    return lambda: f"2026-03-01T{(n := next(seconds)) // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z"


def code_words(project: Project, source: str, words: str, *codes: str, coder: str | None = None, **how: str) -> Span:
    """Codes the only place in a source that reads `words`."""
    guid, span = place(project, source, words)
    with project.read() as session:
        chosen = [names.code_named(session, code) for code in codes]
    with project.act("code", coder=coder) as tx:
        coding.apply(tx, guid, span, chosen, **how)
    return span


def place(project: Project, source: str, words: str) -> tuple[SourceId, Span]:
    """Where a source reads `words`, which must be just once."""
    with project.read() as session:
        guid = names.source_named(session, source)
        text = text_of(session, guid)
    assert text.count(words) == 1
    start = text.index(words)
    return guid, Span(start, start + len(words))


def code(project: Project, name: str) -> CodeId:
    """The code of this name."""
    with project.read() as session:
        return names.code_named(session, name)


def dump(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Every row a person made."""
    with project.read() as session:
        return {
            table.name: sorted(map(tuple, session.execute(sa.select(table))), key=repr)
            for table in SQLModel.metadata.sorted_tables
            if table.name not in UNJOURNALLED
        }
