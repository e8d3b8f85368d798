"""Looking for words, in one source or in all, so that a screen can show first hits while more are looked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thematica.errors import NotAllowed
from thematica.store.project import Project
from thematica.text.span import Span
from thematica.work.search import Hit, Query, search

FIRST = 200  # hits that are shown before the others are looked for
MOST = 20_000  # hits: more than anyone goes through, and fewer than the letter e has in a large study


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found so far; `why_not` says why nothing could be looked for."""

    query: Query
    hits: tuple[Hit, ...] = ()
    why_not: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether there are more hits than are shown."""
        return len(self.hits) > MOST


def look(project: Project, query: Query) -> Iterator[Found]:
    """The first hits, then all of them; while one types, what cannot be looked for is no fault."""
    if not query.text.strip():
        yield Found(query)
        return
    try:
        with project.read() as session:
            first = search(session, query, limit=FIRST)
            yield Found(query, first)
            if len(first) == FIRST:
                yield Found(query, search(session, query, limit=MOST + 1))
    except NotAllowed as refusal:
        yield Found(query, why_not=refusal.message)


def beside(found: Sequence[Span], at: int, step: int) -> Span | None:
    """The next hit after a position (`step` 1) or the one before it (-1), round the ends; 0 the first from it on."""
    if not found:
        return None
    starts = [span.start for span in found]
    if step < 0:
        return found[bisect_left(starts, at) - 1]
    place = bisect_left(starts, at) if step == 0 else bisect_right(starts, at)
    return found[place % len(found)]
