"""The middle of the desk: where one is, the transcript, and the line for finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from thematica.store.ids import CodeId
from thematica.store.project import Project
from thematica.store.reads.codes import CodeView
from thematica.store.reads.transcripts import TranscriptView
from thematica.text.clock import clock
from thematica.text.normalise import safe
from thematica.text.span import Span
from thematica.text.turns import Turn
from thematica.tui.desk import shown
from thematica.tui.desk.find_bar import FindBar
from thematica.tui.desk.here import HereLine
from thematica.tui.jobs import Latest
from thematica.tui.keys import READING, bindings
from thematica.tui.records.finding import Found, beside, look
from thematica.tui.transcript import CodingView, Transcript
from thematica.tui.transcript.steps import Unit
from thematica.tui.widgets.text_panel import TextPanel

GOES: dict[str, Callable[[Transcript, int], None]] = {
    "sentence": Transcript.move,
    "turn": Transcript.move_turn,
    "page": Transcript.half_page,
    "end": lambda transcript, step: transcript.to_end() if step > 0 else transcript.to_start(),
}
RESIZING = (  # a key is never parted from what it does
    ("l\u00a0h", "word"),
    ("}\u00a0{", "sentence"),
    ("o", "other\u00a0edge"),
    ("enter", "keeps\u00a0it"),
    ("esc", "leaves\u00a0it"),
)
EMPTY = """No sources yet.

I  adds transcripts: text, Markdown, Word, subtitles
ctrl+p  lists every other action

From a shell:  thematica import PROJECT FILES"""


class ReadingPane(Vertical):
    """Shows one source, says where the cursor is, and finds words."""

    DEFAULT_CSS = """
    ReadingPane {
        & > #place { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
        & > Transcript { height: 1fr; }
        & > #empty { display: none; padding: 2 4; color: $text-muted; }
        & > #mode { display: none; height: auto; padding: 0 1; background: $panel; }
        &.-resizing > #mode { display: block; }
        &.-empty > #empty { display: block; }
        &.-empty > Transcript { height: 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(READING)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._search = Latest(self, "find", self._found)
        self.code: CodeId | None = None
        """The code that `n` and `p` go along."""
        self._source: TranscriptView | None = None
        self._turn: Turn | None = None
        self._note = ""
        self._hits: tuple[Span, ...] = ()
        self._hit: Span | None = None
        self._asked_from = Span(0, 0)
        self._resizing: CodingView | None = None

    def compose(self) -> ComposeResult:
        """The place, the transcript, the search, and HERE in a line where there is no room for more."""
        yield TextPanel(id="place")
        yield Static(EMPTY, id="empty", markup=False)
        yield Transcript(id="transcript")
        yield FindBar()
        yield Static(id="mode", markup=False)
        yield HereLine()

    @property
    def transcript(self) -> Transcript:
        """The transcript view."""
        return self.query_one(Transcript)

    @property
    def find_bar(self) -> FindBar:
        """The line for finding."""
        return self.query_one(FindBar)

    @property
    def hits(self) -> tuple[Span, ...]:
        """What the search found that is on."""
        return self._hits

    def show(self, source: TranscriptView | None, codings: Sequence[CodingView], at: Span | None) -> None:
        """Shows a source, at a place in it where one is given; or that there is none."""
        self.set_class(source is None, "-empty")
        self._source, self._turn = source, None
        self.find_bar.close()
        self._hits, self._hit = (), None
        if source is not None:
            self.transcript.show(shown.transcript(source, codings))
            if at is not None and self.transcript.size:
                self.transcript.go_to(at)
            elif at is not None:  # there are no rows to go to before the first layout
                self.call_after_refresh(self.transcript.go_to, at)
        self._say_place()

    def look_for(self, code: CodeView | None) -> None:
        """Lets the codings of a code stand out, and `n` and `p` go along them; None for none."""
        self.code = code.guid if code else None
        self.transcript.focus_code(self.code)
        self._note = f"n p: {code.name}" if code else ""
        self._say_place()

    def read_without_codes(self, reading: bool) -> None:
        """Hides the codes, or shows them again."""
        self.transcript.reading = reading
        self._note = "reading" if reading else ""
        self._say_place()

    def _say_place(self) -> None:
        source, turn = self._source, self._turn
        if source is None:
            self.query_one("#place", TextPanel).tell(Content())
            return
        parts = []
        if turn is not None:
            parts.append(f"turn {turn.n} of {len(source.turns)}")
            if turn.time is not None:
                parts.append(clock(turn.time))
        told = Content.assemble(
            (source.name, "bold $foreground"),
            (" · ".join(["", *parts])),
            (f" · {self._note}" if self._note else "", "$accent"),
        )
        self.query_one("#place", TextPanel).tell(told)

    @on(Transcript.CursorMoved)
    def _moved(self, event: Transcript.CursorMoved) -> None:
        self._turn = event.turn
        self._say_place()

    # -- moving and selecting -------------------------------------------------------------------------------------

    def action_go(self, what: str, step: int) -> None:
        """Moves the cursor."""
        GOES[what](self.transcript, step)

    def action_grow(self, unit: Unit, step: int) -> None:
        """Makes the selection longer or shorter."""
        self.transcript.grow(unit, step)

    def action_select(self) -> None:
        """Starts or stops selecting."""
        self.transcript.toggle_select()

    def action_select_turn(self) -> None:
        """Selects the whole turn."""
        self.transcript.select_turn()

    def action_swap_edge(self) -> None:
        """Lets the other edge of the selection move."""
        self.transcript.swap_edge()
        self._say_what_moves()

    # -- resizing a coding ----------------------------------------------------------------------------------------

    def resize(self, coding: CodingView) -> None:
        """Makes a coding's stretch the selection; what the keys then make of it is announced with enter."""
        self._resizing = coding
        self.transcript.go_to(Span(coding.start, coding.end), select=True)
        self.transcript.focus_coding(coding.guid)
        self.add_class("-resizing")
        self._say_what_moves()

    def _say_what_moves(self) -> None:
        if self._resizing is None:
            return
        edge = "start" if self.transcript.moves_start else "end"
        told = Content.assemble(
            ("Resize ", "bold $accent"),
            (safe(self._resizing.name), "bold"),
            f": the {edge} moves",
            *(
                part
                for key, does in RESIZING
                for part in (("  ", ""), (key, "bold $accent"), (f"\u00a0{does}", "$text-muted"))
            ),
        )
        self.query_one("#mode", Static).update(told)

    def _resized(self) -> None:
        coding, span = self._resizing, self.transcript.chosen
        self.transcript.clear_selection()
        if coding is not None and span != Span(coding.start, coding.end):
            self.post_message(Transcript.CodingResized(coding.guid, span))

    @on(Transcript.SelectionChanged)
    def _selected(self, event: Transcript.SelectionChanged) -> None:
        if event.span is None:  # whatever lets go of the selection leaves the coding as it was
            self._resizing = None
            self.remove_class("-resizing")

    def action_next_coding(self, step: int) -> None:
        """Goes to the next coding, or the one before; of the chosen code where one is."""
        if self.transcript.reading or self.transcript.next_coding(step, self.code) is None:
            self.notify("No more codings that way.", markup=False)

    # -- finding --------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Asks what to find, from where the cursor is."""
        self._asked_from = self.transcript.chosen
        self.find_bar.open()

    @on(FindBar.Asked)
    def _asked(self, event: FindBar.Asked) -> None:
        if self._source is not None:
            self._search.ask(
                partial(look, self._project, replace(event.query, sources=frozenset({self._source.source})))
            )

    def _found(self, found: Found) -> None:
        if not self.find_bar.is_open or self._source is None or {self._source.source} != found.query.sources:
            return
        self._hits = tuple(hit.span for hit in found.hits)
        self._go_to_hit(beside(self._hits, self._asked_from.start, 0))
        if found.why_not or not self._hits:
            self.find_bar.tell(found.why_not or ("no hit" if found.query.text.strip() else ""))

    @on(FindBar.Stepped)
    def _stepped(self, event: FindBar.Stepped) -> None:
        self.action_hit(event.step)

    def action_hit(self, step: int) -> None:
        """Goes to the next hit, or the one before, while a search is on; keeps a coding's new edges."""
        if self._resizing is not None:
            self._resized()
            return
        at = self._hit.start if self._hit else self.transcript.chosen.start
        self._go_to_hit(beside(self._hits, at, step))

    def _go_to_hit(self, hit: Span | None) -> None:
        self._hit = hit
        self.transcript.go_to(hit or self._asked_from)
        self.transcript.show_hits(self._hits, hit)
        if hit is not None:
            self.find_bar.tell(f"{self._hits.index(hit) + 1} of {len(self._hits)} · ctrl+y codes each")

    @on(FindBar.Left)
    def _left(self) -> None:
        if not self._hits:
            self.let_go_of_search()
        self.transcript.focus()

    def let_go_of_search(self) -> bool:
        """Ends the search; says whether one was on."""
        if not self.find_bar.is_open:
            return False
        self.find_bar.close()
        self._hits, self._hit = (), None
        self.transcript.show_hits(())
        return True
