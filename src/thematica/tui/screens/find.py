"""Finding in all sources: a concordance, what was found in one column with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from thematica.store.project import Project
from thematica.store.reads.study import info
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.desk.find_bar import FindBar
from thematica.tui.jobs import Latest
from thematica.tui.keys import BESIDE, FIND, FINDING, LISTING, STUDY, Key, bindings, of
from thematica.tui.plain import fitted, from_a_word, in_a_line, in_lines, last_cells, number, to_a_word
from thematica.tui.records.finding import MOST, Found, look
from thematica.tui.rooms import Place, Standing
from thematica.tui.screens.code_hits import code_each
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.ledger import Ledger
from thematica.tui.widgets.listing import Listing, Row, heading
from thematica.work.search import Hit, Query

AROUND = 240  # characters on either side of a hit
SPEAKER = 10  # cells
NOTHING_ASKED = """Type what to find. Words are found with and without their accents, whatever their capitals.

enter, ↓  go to the hits; enter on a hit goes to its place in the transcript"""


class FindScreen(Screen[Place]):
    """What to find above, where it stands below. Gives the place of a hit."""

    CSS_PATH = "listing.tcss"
    AUTO_FOCUS = "FindBar Input"
    KEYS: ClassVar[tuple[Key, ...]] = (*FIND, *of("FindBar", FINDING), *of("Listing", LISTING), *BESIDE, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*FIND, *FINDING, *BESIDE))

    def __init__(self, project: Project, standing: Standing) -> None:
        super().__init__()
        self._project = project
        self._standing = standing
        self._study = ""
        self._hits: tuple[Hit, ...] = ()
        self._search = Latest(self, "find in all", self._found)
        self._afresh = Afresh(self, self._look)

    def compose(self) -> ComposeResult:
        """The question, the hits."""
        yield TitleBar()
        yield FindBar()
        yield Ledger(beside=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Asks again what was asked last."""
        with self._project.read() as session:
            self._study = info(session).name
        self.bar.open(self._standing.left.query or Query(""))

    @property
    def bar(self) -> FindBar:
        """Where one types."""
        return self.query_one(FindBar)

    @property
    def ledger(self) -> Ledger:
        """The hits."""
        return self.query_one(Ledger)

    # -- looking --------------------------------------------------------------------------------------------------

    @on(FindBar.Asked)
    def _look(self) -> None:
        query = self.bar.asked
        self._standing.left.query = query
        self._search.ask(partial(_answers, self._project, replace(query, context=AROUND)))

    @on(StudyChanged)
    def _changed(self) -> None:
        """Looks again."""
        self._afresh.soon()

    def _found(self, answer: tuple[Found, Sequence[Row]]) -> None:
        found, rows = answer
        self._hits = hits = found.hits[:MOST]
        asked = found.query.text.strip()
        sources = len({hit.source_guid for hit in hits})
        state = f"{number(len(hits), 'hit')} in {number(sources, 'source')}" if asked else ""
        if found.is_cut:
            state = f"the first {MOST:,} hits"
        self.query_one(TitleBar).show(self._study, "find in all sources", state)
        self.bar.tell(found.why_not or ("no hit" if asked and not hits else ""))
        nothing = "" if asked else NOTHING_ASKED
        self.ledger.show(rows, nothing, near=self._standing.place)

    # -- going ----------------------------------------------------------------------------------------------------

    @on(FindBar.Stepped)
    def _to_hits(self) -> None:
        self.ledger.listing.focus()

    @on(FindBar.Left)
    def action_desk(self) -> None:
        """Back to the transcript."""
        self.dismiss()

    def action_code_hits(self) -> None:
        """Goes through the hits, to code those that the coder says yes to."""
        if self._hits:
            self.ledger.listing.focus()
            code_each(self, self._project, [(hit.source_guid, hit.span) for hit in self._hits])

    def action_query(self) -> None:
        """Other words."""
        self.bar.open()

    def action_turn(self, way: str) -> None:
        """Turns a way of looking on or off."""
        self.bar.action_turn(way)

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        if event.row.place is not None:
            self._standing.left.went_to = event.row.place
            self.dismiss(event.row.place)


def _answers(project: Project, query: Query) -> Iterator[tuple[Found, Sequence[Row]]]:
    for found in look(project, query):
        yield found, _rows(found.hits[:MOST])


def _rows(hits: Sequence[Hit]) -> Sequence[Row]:
    rows: list[Row] = []
    for _, group in groupby(hits, key=lambda hit: hit.source_guid):
        of_source = list(group)
        rows.append(heading(of_source[0].source, len(of_source)))
        rows += [
            Row(
                f"{hit.source_guid} {hit.span.start}",
                partial(_line, hit),
                partial(_more, hit),
                (hit.source_guid, hit.span),
            )
            for hit in of_source
        ]
    return rows


def _line(hit: Hit, width: int) -> Sequence[Content]:
    """The words found in one column, whatever the width of the letters before them."""
    before, found, after = map(in_a_line, (hit.before, hit.text, hit.after))
    speaker = fitted(in_a_line(hit.speaker or "–"), SPEAKER)
    lead = f"{hit.turn:>5}  {speaker}  "
    room = max(width - cell_len(lead), 0)
    left = last_cells(before, room * 2 // 5)
    quiet = "" if hit.is_evidence else "$text-muted"
    line = Content.assemble((lead, "$text-muted"), (left, quiet), (found, "bold reverse"), (after[:room], quiet))
    return (line,)


def _more(hit: Hit) -> Content:
    told = " · ".join(part for part in (hit.source, f"turn {hit.turn}", hit.speaker) if part)
    words = Content.assemble(
        in_lines(from_a_word(hit.before)), (in_lines(hit.text), "bold reverse"), in_lines(to_a_word(hit.after))
    )
    return Content.assemble((in_a_line(told), "$text-muted"), "\n", words)
