"""History: who did what and when, latest first, and taking it back from a point on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from thematica.store.ids import ActionId
from thematica.store.project import Project
from thematica.store.reads import acts
from thematica.store.reads.study import HistoryLine, history, info
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.days import by_day, local
from thematica.tui.jobs import Latest
from thematica.tui.keys import BESIDE, HISTORY, LISTING, STUDY, Key, bindings, of, pressed
from thematica.tui.plain import fitted, in_a_line, number
from thematica.tui.records import act_words
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import PickOne
from thematica.tui.telling import told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line
from thematica.tui.widgets.ledger import Ledger
from thematica.tui.widgets.listing import Listing, Row

CODER = 12  # cells
KINDS = {"do": "", "undo": "taken back: ", "redo": "done again: "}


@dataclass(frozen=True, slots=True)
class Trail:
    """The history as last read: of one coder or of all, and of acts with certain words."""

    study: str
    coders: tuple[str, ...]
    coder: str | None
    rows: Sequence[Row]


class HistoryScreen(Screen[Place]):
    """The audit trail. Gives the place that an act concerned."""

    CSS_PATH: ClassVar[Any] = ["listing.tcss", "palette.tcss"]
    AUTO_FOCUS = "Listing"
    KEYS: ClassVar[tuple[Key, ...]] = (*HISTORY, *of("Listing", LISTING), *BESIDE, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*HISTORY, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (132, "-roomy")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._coders: tuple[str, ...] = ()
        self._coder: str | None = None
        self._reading = Latest(self, "history", self._show)
        self._afresh = Afresh(self, self._ask)

    def compose(self) -> ComposeResult:
        """What is shown of it, the acts."""
        yield TitleBar()
        yield Input(placeholder="only acts whose line holds these words", compact=True)
        yield Ledger()
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads and shows."""
        self._ask()

    @property
    def is_waiting(self) -> bool:
        """Whether nothing has been read yet."""
        return not self._reading.has_answered

    # -- showing --------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._reading.ask(partial(self._trails, self._coder, self.query_one(Input).value.casefold().split()))

    def _trails(self, coder: str | None, words: Sequence[str]) -> Iterator[Trail]:
        with self._project.read() as session:
            study, lines = info(session), history(session)
        rows = list(self._rows([line for line in reversed(lines) if _is_wanted(line, coder, words)]))
        yield Trail(study.name, study.coders, coder, rows)

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    def _show(self, trail: Trail) -> None:
        self._coders = trail.coders
        whose = f"history of what {trail.coder} did" if trail.coder else "history"
        count = sum(1 for row in trail.rows if row.key)
        self.query_one(TitleBar).show(trail.study, whose, number(count, "act"))
        self.query_one(Ledger).show(trail.rows, "No such act.")

    def _rows(self, lines: Sequence[HistoryLine]) -> Iterator[Row]:
        for day, of_day in by_day(lines, lambda line: line.at):
            yield day
            yield from (Row(str(line.n), partial(_line, line), partial(self._more, line)) for line in of_day)

    def _more(self, line: HistoryLine) -> Content:
        with self._project.read() as session:
            done = act_words.told(acts.deeds(session, line.n))
        head = f"{line.n} · {local(line.at):%Y-%m-%d %H:%M:%S} · {line.coder}"
        state = "  taken back since" if line.undone else ""
        label = Content.assemble((in_a_line(f"{KINDS[line.kind]}{line.label}"), "bold"), (state, "$text-muted italic"))
        return Content("\n").join([Content.styled(in_a_line(head), "$text-muted"), label, *map(Content, done)])

    # -- narrowing ------------------------------------------------------------------------------------------------

    def action_coder(self) -> None:
        """Shows what the next coder did, after the last everybody again."""
        whose = (None, *self._coders)
        at = whose.index(self._coder) if self._coder in whose else 0
        self._coder = whose[(at + 1) % len(whose)]
        self._ask()

    def action_words(self) -> None:
        """Asks for words of the acts to show."""
        self.query_one(Input).add_class("-open")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._ask()

    @on(Input.Submitted)
    def _typed_out(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(Listing).focus()

    def action_desk(self) -> None:
        """Ends narrowing; else back to the transcript."""
        line = self.query_one(Input)
        if line.has_class("-open"):
            line.remove_class("-open")
            line.value = ""
            self.query_one(Listing).focus()
        else:
            self.dismiss()

    # -- acts -----------------------------------------------------------------------------------------------------

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        with self._project.read() as session:
            place = acts.place(session, ActionId(int(event.row.key)))
        if place is not None:
            self.dismiss(place)
        else:
            self.notify("This act was about no place in a transcript, or the place is gone.", markup=False)

    async def action_take_back(self) -> None:
        """Asks whose acts to take back from this one on, and says how many they are."""
        row = self.query_one(Listing).pointed
        if row is None:
            return
        first, me = ActionId(int(row.key)), self._project.coder_name
        with self._project.read() as session:
            every, mine = acts.standing(session, first), acts.standing(session, first, me)
        wishes = {}
        if mine:
            wishes["mine"] = f"{number(len(mine), 'act')} of yours, from here on"
        if len(every) > len(mine):
            wishes["all"] = f"{number(len(every), 'act')} from here on, {len(every) - len(mine):,} of them by others"
        if not wishes:
            self.notify("From here on everything has been taken back already.", markup=False)
            return
        lines = [Line(key, Content(words)) for key, words in wishes.items()]
        chosen = {"mine": mine, "all": every}

        def take_back(whose: str) -> None:
            taken = self._project.take_back(chosen[whose])
            self.notify(
                f"{number(len(taken), 'act')} taken back; {pressed('redo', self.app)} does yours again, one by one.",
                markup=False,
            )

        await self.app.push_screen(PickOne("Take back (esc keeps everything)", lines), told(self, take_back))


def _is_wanted(line: HistoryLine, coder: str | None, words: Sequence[str]) -> bool:
    told_ = f"{KINDS[line.kind]}{line.label} {line.coder}".casefold()
    return coder in (None, line.coder) and all(word in told_ for word in words)


def _line(line: HistoryLine, width: int) -> Sequence[Content]:
    lead = f"{local(line.at):%H:%M}  {fitted(in_a_line(line.coder), CODER)}  "
    tail = "  taken back" if line.undone else f"  {number(line.changes, 'change')}"
    label = in_a_line(f"{KINDS[line.kind]}{line.label}")
    how = "$text-muted strike" if line.undone else "$text-muted" if line.kind != "do" else ""
    shown = Content.assemble((lead, "$text-muted"), (label, how))
    return (
        Content.assemble(shown.truncate(max(width - len(tail), 1), ellipsis=True, pad=True), (tail, "$text-muted")),
    )
