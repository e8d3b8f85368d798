"""Coders side by side: what they share, what only one of them sees, what was said on it, and what stands in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from thematica.store.ids import CodeId
from thematica.store.project import Project
from thematica.store.reads.blind import hidden_from
from thematica.store.reads.codes import CodeView, codes
from thematica.store.reads.memos import MemoView, memos
from thematica.store.reads.study import info
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.desk.code_palette import Chosen, Question
from thematica.tui.jobs import Latest
from thematica.tui.keys import BESIDE, COMPARING, LISTING, STUDY, Key, bindings, of, pressed
from thematica.tui.plain import in_a_line, in_lines, number
from thematica.tui.rooms import Place, Standing
from thematica.tui.screens.dialogs import PickOne
from thematica.tui.screens.pick_codes import PickCodes
from thematica.tui.screens.write_text import WriteText
from thematica.tui.telling import told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line
from thematica.tui.widgets.ledger import Ledger
from thematica.tui.widgets.listing import Listing, Row, heading
from thematica.work import codebook
from thematica.work import memos as notes
from thematica.work.agreement import AgreementQuery, UnitComparison, side_by_side
from thematica.work.agreement.query import Unit
from thematica.work.consensus import CONSENSUS, decide

UNITS: tuple[Unit, ...] = ("turn", "sentence", "source")
DIFFERENT, UNREAD, ALIKE = "coded differently", "different so far, not read to the end by both", "coded alike"
SPEAKER = 10  # cells
TWO = 2


@dataclass(frozen=True, slots=True)
class Compared:
    """What coders put on the same words, as last read, and what was said on it."""

    study: str
    coders: tuple[str, ...]
    units: tuple[UnitComparison, ...]
    hidden: int
    codes: tuple[CodeView, ...]
    said: tuple[MemoView, ...]

    def on(self, unit: UnitComparison) -> list[MemoView]:
        """What was said on the words of a unit."""
        return [
            memo
            for memo in self.said
            if memo.source == unit.source_guid and memo.span is not None and memo.span.overlaps(unit.span)
        ]


class CompareScreen(Screen[Place]):
    """Units that somebody coded, those that differ first. Gives the place of one."""

    CSS_PATH: ClassVar[Any] = ["listing.tcss", "palette.tcss"]
    AUTO_FOCUS = "Listing"
    KEYS: ClassVar[tuple[Key, ...]] = (*COMPARING, *of("Listing", LISTING), *BESIDE, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*COMPARING, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (132, "-roomy")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project, standing: Standing) -> None:
        super().__init__()
        self._project = project
        self._standing = standing
        self._pair: tuple[str, ...] = ()
        self._unit: Unit = "turn"
        self._found = Compared("", (), (), 0, (), ())
        self._reading = Latest(self, "compare", self._show)
        self._afresh = Afresh(self, self._read)

    def compose(self) -> ComposeResult:
        """The units between the bars."""
        yield TitleBar()
        yield Ledger(tall=TWO)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads and shows."""
        self._read()

    @property
    def is_waiting(self) -> bool:
        """Whether nothing has been read yet."""
        return not self._reading.has_answered

    # -- showing --------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._reading.ask(self._compared)

    def _compared(self) -> Iterator[Compared]:
        me = self._project.coder_name
        with self._project.read() as session:
            study = info(session)
            others = [name for name in study.coders if name not in {me, CONSENSUS}]
            self._pair = self._pair or tuple([me, *others][:TWO])
            units: tuple[UnitComparison, ...] = ()
            if len(self._pair) == TWO:
                query = AgreementQuery(self._pair, self._unit, include_searched=True, every_turn=True)
                units = side_by_side(session, query)
            unread = hidden_from(session, me)
            said = tuple(memo for memo in memos(session) if memo.purpose == "discussion")
            seen = tuple(unit for unit in units if unit.source_guid not in unread)
            yield Compared(study.name, study.coders, seen, len(units) - len(seen), codes(session), said)

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    def _show(self, found: Compared) -> None:
        self._found = found
        kinds = Counter(map(_kind, found.units))
        whose, state = " and ".join(self._pair), f"{kinds[DIFFERENT]:,} differ · {kinds[ALIKE]:,} alike"
        self.query_one(TitleBar).show(found.study, f"{whose}, by {self._unit}", state)
        nothing = "Nobody has coded anything yet." if len(self._pair) == TWO else "Comparing takes two coders."
        if found.hidden:
            nothing = f"{number(found.hidden, self._unit)} in sources you have not read to the end stay hidden."
        self.query_one(Ledger).show(list(self._rows()), nothing, near=self._standing.place)

    def _rows(self) -> Iterator[Row]:
        for kind, group in groupby(self._found.units, key=_kind):
            of_kind = list(group)
            yield heading(kind, len(of_kind))
            for unit in of_kind:
                place = (unit.source_guid, unit.span)
                key = f"{unit.source_guid} {unit.span.start}"
                yield Row(key, partial(_lines, unit, bool(self._found.on(unit))), partial(self._more, unit), place)

    def _more(self, unit: UnitComparison) -> Content:
        meanings = {code.path: code for code in self._found.codes}
        parts = [Content.styled(in_a_line(_head(unit)), "$text-muted"), Content(in_lines(unit.text))]
        for whose, paths in (("both", unit.both), *unit.only.items()):
            for path in paths:
                brief = meanings[path].brief or meanings[path].definition if path in meanings else ""
                shown = Content.assemble((f"{in_a_line(whose)}: ", "bold"), in_a_line(path))
                parts.append(Content.assemble(shown, (f"  {in_a_line(brief)}", "$text-muted")))
        unread = (f"{in_a_line(name)} has not read this source to its end." for name in unit.unfinished)
        parts += [Content.styled(line, "$text-muted") for line in unread]
        said = ((f"{in_a_line(memo.coder)} says: ", in_lines(memo.text)) for memo in self._found.on(unit))
        parts += [Content.assemble((who, "bold"), words) for who, words in said]
        return Content("\n").join(parts)

    # -- who and what ---------------------------------------------------------------------------------------------

    async def action_whose(self) -> None:
        """Asks whose codings to compare."""
        names = self._found.coders
        pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
        lines = [Line(str(place), Content(in_a_line(f"{one} and {other}"))) for place, (one, other) in enumerate(pairs)]

        def compare(key: str) -> None:
            self._pair = pairs[int(key)]
            self._read()

        if lines:
            await self.app.push_screen(PickOne("Whose codings", lines), told(self, compare))

    def action_unit(self) -> None:
        """Side by side by turn, by sentence, by source."""
        self._unit = UNITS[(UNITS.index(self._unit) + 1) % len(UNITS)]
        self._read()

    @property
    def _pointed(self) -> UnitComparison | None:
        row = self.query_one(Listing).pointed
        return next((unit for unit in self._found.units if row and row.place == (unit.source_guid, unit.span)), None)

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        self.dismiss(event.row.place)

    # -- talking and deciding -------------------------------------------------------------------------------------

    async def action_discuss(self) -> None:
        """Writes down what was said on the words."""
        unit = self._pointed
        if unit is None:
            return

        def keep(text: str) -> None:
            if text.strip():
                with self._project.act(f"discuss a {self._unit} in {unit.source}") as tx:
                    notes.write(tx, notes.About(source=unit.source_guid, span=unit.span), text, purpose="discussion")

        await self.app.push_screen(WriteText(f"Said on {_head(unit)}", ""), told(self, keep))

    async def action_decide(self) -> None:
        """Asks which codes stand in the end; those that anybody put there come first."""
        unit = self._pointed
        if unit is None:
            return
        put = [*unit.both, *(path for paths in unit.only.values() for path in paths)]
        here = tuple(code.guid for path in put for code in self._found.codes if code.path == path)
        await self.app.push_screen(PickCodes(Question(self._found.codes, here)), told(self, partial(self._stand, unit)))

    def _stand(self, unit: UnitComparison, chosen: Chosen) -> None:
        with self._project.act(f"decide what stands on a {self._unit} in {unit.source}") as tx:
            wanted = [code.guid for code in chosen.codes]
            if chosen.new is not None:
                wanted.append(codebook.new_code(tx, chosen.new.name, parent=chosen.new.parent))
            decide(tx, unit.source_guid, unit.span, wanted, self._pair)
        self._go_on()

    def action_side_with(self, place: int) -> None:
        """What one of the two coded stands."""
        unit = self._pointed
        if unit is not None and len(self._pair) == TWO:
            paths = {*unit.both, *unit.only[self._pair[place]]}
            self._settle(unit, [code.guid for code in self._found.codes if code.path in paths])

    def action_nothing_stands(self) -> None:
        """No code stands."""
        unit = self._pointed
        if unit is not None:
            self._settle(unit, [])

    def _settle(self, unit: UnitComparison, wanted: Sequence[CodeId]) -> None:
        with self._project.act(f"decide what stands on a {self._unit} in {unit.source}") as tx:
            decide(tx, unit.source_guid, unit.span, wanted, self._pair)
        self.notify(
            f"{number(len(wanted), 'code')} in the name of {CONSENSUS}; {pressed('undo', self.app)} takes it back.",
            markup=False,
        )
        self._go_on()

    def _go_on(self) -> None:
        self.query_one(Listing).action_walk(1)

    def action_desk(self) -> None:
        """Back to the transcript."""
        self.dismiss()


def _kind(unit: UnitComparison) -> str:
    if unit.differs:
        return UNREAD if unit.unfinished else DIFFERENT
    return ALIKE


def _head(unit: UnitComparison) -> str:
    turn = f"turn {unit.turn}" if unit.turn is not None else None
    return " · ".join(part for part in (unit.source, turn, unit.speaker) if part)


def _lines(unit: UnitComparison, is_discussed: bool, width: int) -> Sequence[Content]:
    speaker = set_cell_size(in_a_line(unit.speaker or "–"), SPEAKER)
    lead = f"{unit.turn if unit.turn is not None else '':>5}  {speaker}  "
    mark = ("  said on", "$text-muted") if is_discussed else ("", "")
    text = unit.text or unit.source
    first = Content.assemble((lead, "$text-muted"), in_a_line(text[:width]), mark)
    parts: list[tuple[str, str]] = [("       ", "")]
    for whose, paths in (("both", unit.both), *unit.only.items()):
        if paths:
            names = ", ".join(path.rpartition(" > ")[2] for path in paths)
            parts += [(f"{in_a_line(whose)}: ", "bold"), (f"{in_a_line(names)}   ", "")]
    return (first, Content.assemble(*parts))
