"""What is to be compared: whose codings, on which units, by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from thematica.store.ids import CodeId, SourceId

Unit = Literal["turn", "sentence", "source", "excerpt"]
Rule = Literal["any", "half"]


@dataclass(frozen=True, slots=True)
class AgreementQuery:
    """Two or more coders by name, and what of their work is compared; what is left empty does not narrow.

    `unit`: turn, sentence, source, or excerpt: the stretches that the coder `excerpts_of` coded, overlapping ones
    united, or without such a coder every exact stretch that any of the coders coded. `rule`: a unit bears a code when
    a coding overlaps it by `any` character that is not white space, or covers `half` of its length.

    A coder's silence about a unit says something only once that coder has read the source: `include_open` takes passes
    that are not complete as if they were. `children` counts a code also where one below it stands. Left out unless
    asked for: codings made by a search (`include_searched`), and turns of interviewers, moderators and interpreters
    with what stands beside the talk (`every_turn`).
    """

    coders: tuple[str, ...]
    unit: Unit = "turn"
    rule: Rule = "any"
    codes: frozenset[CodeId] = frozenset()
    sources: frozenset[SourceId] = frozenset()
    excerpts_of: str | None = None
    children: bool = False
    include_open: bool = False
    include_searched: bool = False
    every_turn: bool = False
