"""Uncoded passages: turns of participants in which nothing is coded yet, by this coder or by anybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from thematica.store.project import Project
from thematica.store.reads.study import info
from thematica.store.reads.uncoded import Passage, UncodedSource, uncoded
from thematica.text.clock import clock
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.jobs import Latest
from thematica.tui.keys import BESIDE, LISTING, STUDY, UNCODED, Key, bindings, of
from thematica.tui.plain import fitted, in_a_line, in_lines
from thematica.tui.rooms import Place, Standing
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.ledger import Ledger
from thematica.tui.widgets.listing import Listing, Row, heading

SPEAKER = 10  # cells


class UncodedScreen(Screen[Place]):
    """The passages by source. Gives the place of one."""

    CSS_PATH = "listing.tcss"
    AUTO_FOCUS = "Listing"
    KEYS: ClassVar[tuple[Key, ...]] = (*UNCODED, *of("Listing", LISTING), *BESIDE, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*UNCODED, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (132, "-roomy")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project, standing: Standing) -> None:
        super().__init__()
        self._project = project
        self._standing = standing
        self._by_anybody = False
        self._reading = Latest(self, "uncoded", self._show)
        self._afresh = Afresh(self, self._read)

    def compose(self) -> ComposeResult:
        """The passages between the bars."""
        yield TitleBar()
        yield Ledger()
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads and shows."""
        self._read()

    @property
    def is_waiting(self) -> bool:
        """Whether nothing has been read yet."""
        return not self._reading.has_answered

    def _read(self) -> None:
        self._reading.ask(self._found)

    def _found(self) -> Iterator[tuple[str, tuple[UncodedSource, ...], Sequence[Row]]]:
        me = self._project.coder_name
        with self._project.read() as session:
            study = info(session).name
            sources = uncoded(session, coder=None if self._by_anybody else me, seen_by=me)
        yield study, sources, list(_rows(sources))

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    def _show(self, found: tuple[str, tuple[UncodedSource, ...], Sequence[Row]]) -> None:
        name, sources, rows = found
        whom = "anybody" if self._by_anybody else self._project.coder_name
        left, every = sum(len(each.passages) for each in sources), sum(each.of for each in sources)
        self.query_one(TitleBar).show(name, f"turns of participants not coded by {whom}", f"{left:,} of {every:,}")
        nothing = "Every turn of a participant is coded." if every else "There are no turns of participants yet."
        self.query_one(Ledger).show(rows, nothing, near=self._standing.place)

    def action_anybody(self) -> None:
        """What nobody has coded, or what this coder has not."""
        self._by_anybody = not self._by_anybody
        self._read()

    def action_desk(self) -> None:
        """Back to the transcript."""
        self.dismiss()

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        self.dismiss(event.row.place)


def _rows(sources: Sequence[UncodedSource]) -> Iterator[Row]:
    for source in sources:
        if source.passages:
            yield heading(source.name, f"{len(source.passages)} of {source.of}")
        for passage in source.passages:
            key = f"{source.guid} {passage.voice.n}"
            yield Row(key, partial(_line, passage), partial(_more, source, passage), (source.guid, passage.span))


def _line(passage: Passage, width: int) -> Sequence[Content]:
    speaker = fitted(in_a_line(passage.voice.speaker or "–"), SPEAKER)
    lead = f"{passage.voice.n:>5}  {speaker}  "
    return (Content.assemble((lead, "$text-muted"), in_a_line(passage.text[:width])),)


def _more(source: UncodedSource, passage: Passage) -> Content:
    voice = passage.voice
    time = clock(voice.time) if voice.time is not None else None
    told = " · ".join(part for part in (source.name, f"turn {voice.n}", time, voice.speaker) if part)
    return Content.assemble((in_a_line(told), "$text-muted"), "\n", in_lines(passage.text))
