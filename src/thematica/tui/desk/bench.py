"""What lies on the bench: the study as last read, and one open source with its codings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thematica.store.ids import CodeId, CodingId, SourceId
from thematica.store.journal import RowChange
from thematica.store.project import Project
from thematica.store.reads import Session
from thematica.store.reads.blind import HIDDEN_BY, hidden_from
from thematica.store.reads.codes import CodeView, KeptCodes
from thematica.store.reads.memos import MEMOS_FROM, NAMED, MemoView, memos, own
from thematica.store.reads.rounds import ROUNDS_FROM, RoundView, round_of
from thematica.store.reads.sources import SOURCES_FROM, SourceView, sources
from thematica.store.reads.study import Info, info, pinned, recent_codes
from thematica.store.reads.transcripts import CodingView, TranscriptView, codings, transcript
from thematica.text.span import Span
from thematica.tui.desk.quick import QuickKeys

KIND_ORDER = ("interview", "focus-group", "field-note", "survey", "publication")
MANY = 50  # recent codes that weigh in the palette's order
# Of the study at a glance only names and ways are shown here, of sources not how many codings they have.
OF_SOURCES = frozenset({"project"}) | SOURCES_FROM | ROUNDS_FROM | HIDDEN_BY


class Bench:
    """Reads for one coder, kept until told that something changed."""

    info: Info
    sources: tuple[SourceView, ...]
    round: RoundView | None
    """The round this coder is in; None in the first."""
    hidden: frozenset[SourceId]
    """The sources in which this coder does not see what others coded."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.coder = project.coder_name
        self.memos: tuple[MemoView, ...] = ()
        self.recent: tuple[CodeId, ...] = ()
        self.transcript: TranscriptView | None = None
        self.codings: tuple[CodingView, ...] = ()
        self._hidden_when_read: frozenset[SourceId] = frozenset()
        self.quick = QuickKeys()
        self._codes: KeptCodes | None = None
        self._by_guid: dict[CodeId, CodeView] = {}
        self._read_sources()

    def _read_sources(self) -> None:
        """Reads which sources there are: enough to open one."""
        with self.project.read() as session:
            self.info = info(session)
            found = sources(session)
            self.round = round_of(session, self.coder)
            self.hidden = hidden_from(session, self.coder)
        if self.round is not None:
            place = {source: at for at, source in enumerate(self.round.sources)}
            self.sources = tuple(sorted(found, key=lambda source: place[source.guid]))
        else:
            self.sources = tuple(sorted(found, key=lambda source: KIND_ORDER.index(source.kind)))

    @property
    def codes(self) -> tuple[CodeView, ...]:
        """Every code and heading; none before they were first read, which may wait until the words are seen."""
        return self._codes.views if self._codes else ()

    def read_study(self) -> None:
        """Reads everything but the open source."""
        with self.project.read() as session:
            self._codes = KeptCodes(session)
            self.memos = memos(session, reader=self.coder)
            self.recent = recent_codes(session, self.coder, MANY)
            self._lay_on_keys(session)

    def follow(self, rows: Sequence[RowChange]) -> None:
        """Reads again what a change of these rows is about, but for the open source."""
        if self._codes is None:
            self.read_study()
            return
        tables, older = {row.table for row in rows}, {row.table for row in rows if row.before is not None}
        if tables & OF_SOURCES:
            self._read_sources()
        with self.project.read() as session:
            used = self._codes.follow(session, rows)
            if tables & MEMOS_FROM or older & NAMED:
                self.memos = memos(session, reader=self.coder)
            if "coding" in older or not used.issubset(self.recent[: len(used)]):  # else noted when they were applied
                self.recent = recent_codes(session, self.coder, MANY)
            self._lay_on_keys(session)

    def _lay_on_keys(self, session: Session) -> None:
        self._by_guid = {code.guid: code for code in self.codes}
        on_keys = pinned(session, self.coder)
        self.quick.pin(on_keys, self.recent, {code.guid for code in self.applicable})

    def open(self, source: SourceId) -> TranscriptView:
        """Reads a source with its codings."""
        with self.project.read() as session:
            self.transcript = transcript(session, source)
            self._hidden_when_read = self.hidden
            self.codings = self._seen(source, codings(session, source))
        return self.transcript

    def close(self) -> None:
        """Has no source open."""
        self.transcript, self.codings = None, ()

    def read_codings(self, rows: Iterable[RowChange]) -> bool:
        """Reads what a change of these rows did to the codings of the open source; says whether there was anything."""
        if self.transcript is None:
            return False
        rows = tuple(rows)
        with self.project.read() as session:
            renamed = any(row.table == "code" and row.before is not None for row in rows)  # shown with every coding
            if renamed or self.hidden != self._hidden_when_read:
                self._hidden_when_read = self.hidden
                self.codings = self._seen(self.transcript.source, codings(session, self.transcript.source))
                return True
            touched = frozenset(CodingId(row.guid) for row in rows if row.table == "coding")
            found = codings(session, self.transcript.source, only=touched) if touched else ()
        if touched:
            kept = (coding for coding in self.codings if coding.guid not in touched)
            self.codings = tuple(sorted((*kept, *self._seen(self.transcript.source, found)), key=_in_text))
        return bool(touched)

    def _seen(self, source: SourceId, found: tuple[CodingView, ...]) -> tuple[CodingView, ...]:
        if source not in self.hidden:
            return found
        return tuple(coding for coding in found if coding.coder == self.coder)

    # -- looking things up ----------------------------------------------------------------------------------------

    @property
    def applicable(self) -> tuple[CodeView, ...]:
        """The codes that can be applied: no headings, none that are retired."""
        return tuple(code for code in self.codes if code.codable and code.status != "retired")

    def code(self, guid: CodeId) -> CodeView | None:
        """A code by its GUID."""
        return self._by_guid.get(guid)

    def coding(self, guid: CodingId) -> CodingView | None:
        """A coding of the open source by its GUID."""
        return next((coding for coding in self.codings if coding.guid == guid), None)

    def source(self, guid: SourceId) -> SourceView | None:
        """A source by its GUID."""
        return next((source for source in self.sources if source.guid == guid), None)

    @property
    def open_source(self) -> SourceView | None:
        """The source that is open."""
        return self.source(self.transcript.source) if self.transcript else None

    @property
    def next_to_read(self) -> SourceView | None:
        """The source to go on with: one that is being read, else the first that is not read yet, else the first."""
        by_status = {self.mark_of(source.guid): source for source in reversed(self.sources)}
        return by_status.get("reading") or by_status.get("open") or by_status.get("complete")

    @property
    def next_unread(self) -> SourceView | None:
        """The next source after the open one, round the end, that this coder has not read; None when all are."""
        opened = self.transcript.source if self.transcript else None
        here = next((place for place, source in enumerate(self.sources) if source.guid == opened), -1)
        others = (*self.sources[here + 1 :], *self.sources[: max(here, 0)])
        return next((source for source in others if self.mark_of(source.guid) != "complete"), None)

    @property
    def left_off(self) -> Span | None:
        """Where this coder last coded in the open source, while it is being read."""
        if self.transcript is None or self.status_of(self.transcript.source) != "reading":
            return None
        own = [coding for coding in self.codings if coding.coder == self.coder]
        return max(own, key=lambda coding: coding.created_at).span if own else None

    def beside(self, step: int) -> SourceView | None:
        """The source `step` places after the open one, round the ends."""
        if self.transcript is None or not self.sources:
            return None
        here = [source.guid for source in self.sources].index(self.transcript.source)
        return self.sources[(here + step) % len(self.sources)]

    @property
    def on_keys(self) -> list[tuple[int, CodeView, bool]]:
        """The codes on the quick keys, and whether each is pinned."""
        return [
            (key, view, self.quick.is_pinned(key))
            for key, code in self.quick.codes.items()
            if (view := self._by_guid.get(code))  # a code made just now is read a moment later
        ]

    def used(self, codes: Iterable[CodeId]) -> None:
        """Notes that codes were applied."""
        self.quick.use(codes)
        self.recent = tuple(dict.fromkeys((*codes, *self.recent)))

    def coding_of(self, span: Span, code: CodeId) -> CodingView | None:
        """This coder's coding of a stretch of the open source with a code."""
        return next(
            (each for each in self.codings if (each.span, each.code, each.coder) == (span, code, self.coder)), None
        )

    def has_codes_on(self, span: Span) -> tuple[CodeId, ...]:
        """The codes this coder has on just this stretch of the open source."""
        return tuple(each.code for each in self.codings if each.span == span and each.coder == self.coder)

    def memos_here(self, here: Iterable[CodingView], span: Span, code: CodeId | None) -> tuple[MemoView, ...]:
        """The memos on these codings, on stretches of the open source that overlap a span, and on a code.

        Those that are linked to one of these, or to the source, stand with them.
        """
        if self.transcript is None:
            return ()
        source, on = self.transcript.source, {*(coding.guid for coding in here), code} - {None}
        seen = (memo for memo in self.memos if source not in self.hidden or memo.coder == self.coder)
        return tuple(
            memo
            for memo in seen
            if memo.target in on
            or any(link.target in on or link.target == source for link in memo.links)
            or (memo.kind == "excerpt" and memo.source == source and memo.span is not None and memo.span.overlaps(span))
        )

    def own_memo(self, kind: str, target: str | None, span: Span | None = None) -> MemoView | None:
        """The memo this coder wrote last on a thing; `kind` as in MemoView."""
        mine = [memo for memo in own(self.memos, self.coder, kind, target) if span in (None, memo.span)]
        return mine[-1] if mine else None

    def status_of(self, source: SourceId) -> str:
        """How far this coder has come with a source: open, reading, complete."""
        found = self.source(source)
        return found.passes.get(self.coder, "open") if found else "open"

    def mark_of(self, source: SourceId) -> str:
        """How far this coder has come with a source in the present round: open, reading, complete."""
        if self.round is None:
            return self.status_of(source)
        return "complete" if source in self.round.read else "open"

    @property
    def progress(self) -> str:
        """How far this coder has come with all sources, in words."""
        read = sum(self.mark_of(source.guid) == "complete" for source in self.sources)
        said = f"{read} of {len(self.sources)} sources read"
        return f"round {self.round.number}: {said}" if self.round else said


def _in_text(coding: CodingView) -> tuple[int, int, str, str]:
    """The order in which codings are read: as they stand in the text, the longer first."""
    return coding.span.start, -coding.span.end, coding.created_at, coding.guid
