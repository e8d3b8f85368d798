"""Themes with everything gathered under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.store.ids import CodeId, EvidenceId, QuoteId, SourceId, ThemeId
from thematica.store.reads.codes import paths
from thematica.store.reads.tally import Counts, Tally
from thematica.store.reads.transcripts import text_of
from thematica.store.reads.usage import Usage
from thematica.store.reads.voices import Voices
from thematica.store.tables import Evidence, Quote, Source, Theme, ThemeCode, table
from thematica.store.words import body_of
from thematica.text.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source with who says it: `turn` is the first turn's number."""

    source_guid: SourceId
    source: str
    span: Span
    text: str
    speaker: str | None
    turn: int | None
    time: float | None
    case: str | None
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A passage attached to a theme, supporting or contrary."""

    guid: EvidenceId
    passage: Passage
    stance: str


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A passage chosen for print, with its translation (empty where none is needed)."""

    guid: QuoteId
    passage: Passage
    translation: str


@dataclass(frozen=True, slots=True)
class ContributingCode:
    """A code under a theme."""

    guid: CodeId
    path: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with what is gathered under it; `number` is its place in the report ("2", "2.1").

    `counts` covers its own codes, evidence and quotes, `total` also those of its subthemes but discarded ones; nothing
    counts twice, and contrary excerpts are not among them.
    """

    guid: ThemeId
    parent: ThemeId | None
    depth: int
    number: str
    name: str
    concept: str
    definition: str
    account: str
    status: str
    codes: tuple[ContributingCode, ...]
    evidence: tuple[EvidenceView, ...]
    quotes: tuple[QuoteView, ...]
    counts: Counts
    total: Counts

    @property
    def contrary(self) -> tuple[EvidenceView, ...]:
        """What speaks against the theme."""
        return tuple(each for each in self.evidence if each.stance == "contrary")


class Reader:
    """Passages of sources, each text fetched once."""

    def __init__(self, session: Session, voices: Mapping[SourceId, Voices]) -> None:
        self._session = session
        self.voices = voices
        src = table(Source)
        self._names: dict[SourceId, str] = {
            SourceId(guid): name for guid, name in session.execute(sa.select(src.c.guid, src.c.name))
        }
        self._texts: dict[SourceId, str] = {}

    def passage(self, source: SourceId, start: int, end: int) -> Passage:
        """The stretch [start, end) of a source."""
        if source not in self._texts:
            self._texts[source] = text_of(self._session, source)
        span = Span(start, end)
        speaking = self.voices.get(source, Voices(())).touched(start, end)
        first = next((voice for voice in speaking if voice.is_evidence), speaking[0] if speaking else None)
        return Passage(
            source_guid=source,
            source=self._names[source],
            span=span,
            text=span.of(self._texts[source]),
            speaker=first.speaker if first else None,
            turn=first.n if first else None,
            time=first.time if first else None,
            case=first.case if first else None,
            is_evidence=any(voice.is_evidence for voice in speaking),
        )


def themes(session: Session) -> tuple[ThemeView, ...]:
    """Every theme as the report reads: each followed by its subthemes."""
    return tuple(view for view, _ in _walk(session))


def people_by_theme(session: Session) -> dict[ThemeId, frozenset[str]]:
    """Whose words stand behind each theme and its subthemes: GUIDs of cases, or of speakers who are none."""
    return {view.guid: frozenset(tally.people) for view, tally in _walk(session)}


def _walk(session: Session) -> Iterator[tuple[ThemeView, Tally]]:
    theme = table(Theme)
    last = theme.c.status == "discarded"  # after those that stand, so that these are numbered without gaps
    rows = session.execute(sa.select(theme).order_by(last, theme.c.position, theme.c.name)).all()
    children: dict[ThemeId | None, list[sa.Row[tuple[object, ...]]]] = {}
    for row in rows:
        children.setdefault(row.parent_guid, []).append(row)
    gathered = _Gathered(session)

    def below(parent: ThemeId | None, depth: int, prefix: str) -> Iterator[tuple[ThemeView, Tally]]:
        for place, row in enumerate(children.get(parent, []), start=1):
            number = f"{prefix}{place}"
            branch = tuple(below(row.guid, depth + 1, f"{number}."))
            own, total = gathered.tally(row.guid), gathered.tally(row.guid)
            for child, tally in branch:
                if child.parent == row.guid and child.status != "discarded":
                    total.join(tally)
            yield gathered.view(row, depth, number, own.counts, total.counts), total
            yield from branch

    return below(None, 0, "")


class _Gathered:
    """Codes, evidence and quotes by theme, read once for all themes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._path = paths(session)
        self._usage = Usage(session)
        self._reader = Reader(session, self._usage.voices)
        self._codes = _by_theme(session, table(ThemeCode))
        self._evidence = _by_theme(session, table(Evidence))
        self._quotes = _by_theme(session, table(Quote))

    def tally(self, theme: ThemeId) -> Tally:
        tally = Tally()
        for row in self._codes.get(theme, []):
            tally.join(self._usage.tally(row.code_guid))
        evidence, quotes = self._evidence.get(theme, []), self._quotes.get(theme, [])
        against = {(row.source_guid, row.start, row.end) for row in evidence if row.stance == "contrary"}
        for row in (*evidence, *quotes):
            if (row.source_guid, row.start, row.end) not in against:
                tally.add(row.source_guid, row.start, row.end, self._reader.voices)
        return tally

    def view(self, row: sa.Row[tuple[object, ...]], depth: int, number: str, own: Counts, total: Counts) -> ThemeView:
        return ThemeView(
            guid=row.guid,
            parent=row.parent_guid,
            depth=depth,
            number=number,
            name=row.name,
            concept=row.concept,
            definition=row.definition,
            account=body_of(self._session, row.account_hash),
            status=row.status,
            codes=tuple(
                ContributingCode(link.code_guid, self._path[link.code_guid], self._usage.tally(link.code_guid).counts)
                for link in self._codes.get(row.guid, [])
            ),
            evidence=tuple(
                EvidenceView(each.guid, self._reader.passage(each.source_guid, each.start, each.end), each.stance)
                for each in self._evidence.get(row.guid, [])
            ),
            quotes=tuple(
                QuoteView(
                    each.guid,
                    self._reader.passage(each.source_guid, each.start, each.end),
                    body_of(self._session, each.translation_hash),
                )
                for each in self._quotes.get(row.guid, [])
            ),
            counts=own,
            total=total,
        )


def _by_theme(session: Session, rows: sa.Table) -> dict[ThemeId, list[sa.Row[tuple[object, ...]]]]:
    order = rows.c.position if "position" in rows.c else rows.c.created_at
    found: dict[ThemeId, list[sa.Row[tuple[object, ...]]]] = {}
    for row in session.execute(sa.select(rows).order_by(order, rows.c.guid)):
        found.setdefault(row.theme_guid, []).append(row)
    return found
