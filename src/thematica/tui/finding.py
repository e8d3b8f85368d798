"""Finding words in a source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from thematica.text.span import Span


def hits(text: str, wanted: str) -> tuple[Span, ...]:
    """Where `wanted` stands in `text`, in order; capitals and the number of spaces make no difference."""
    parts = [re.escape(part) for part in wanted.split()]
    if not parts:
        return ()
    return tuple(Span(*found.span()) for found in re.finditer(r"\s+".join(parts), text, re.IGNORECASE))


def beside(found: Sequence[Span], at: int, step: int) -> Span | None:
    """The next hit after a position (`step` 1) or the one before it (-1), round the ends; 0 the first from it on."""
    if not found:
        return None
    starts = [span.start for span in found]
    if step < 0:
        return found[bisect_left(starts, at) - 1]
    place = bisect_left(starts, at) if step == 0 else bisect_right(starts, at)
    return found[place % len(found)]
