"""Stretches of text as commands name them: by source and offsets, or by a coding that lies on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thematica.store.ids import SourceId
    from thematica.store.reads import Session
    from thematica.text.span import Span


def place(session: Session, at: tuple[str, int, int]) -> tuple[SourceId, Span]:
    """The stretch that `--at SOURCE START END` names. Raises NotFound, Ambiguous or SpanOutsideText."""
    from thematica.store.reads.names import source_named
    from thematica.text.span import Span

    source, start, end = at
    return source_named(session, source), Span(start, end)


def excerpt(session: Session, guid: str) -> tuple[SourceId, Span]:
    """The stretch under the coding with this GUID. Raises NotFound."""
    from thematica.store.reads.names import coding_named
    from thematica.store.reads.transcripts import codings

    view = codings(session, only=frozenset({coding_named(session, guid)}))[0]
    return view.source, view.span
