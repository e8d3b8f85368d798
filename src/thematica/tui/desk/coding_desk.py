"""The three panes of the desk, and the coding done on them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from thematica.store.ids import CodeId, CodingId
from thematica.store.project import Project
from thematica.store.reads.codes import CodeView
from thematica.store.reads.transcripts import CodingView
from thematica.text.span import Span
from thematica.tui.desk import acts
from thematica.tui.desk.bench import Bench
from thematica.tui.desk.code_palette import Chosen, CodePalette, Question
from thematica.tui.desk.here import Around, Here, HereLine
from thematica.tui.desk.material import Material
from thematica.tui.desk.reading_pane import ReadingPane
from thematica.tui.desk.shown import ShownCodings
from thematica.tui.desk.subjects import coding_lines, subjects
from thematica.tui.keys import CODING, bindings, pressed
from thematica.tui.screens.dialogs import PickOne
from thematica.tui.screens.memo import WriteMemo
from thematica.tui.telling import told
from thematica.tui.themes.to_theme import ask_theme
from thematica.tui.transcript import CodingView as ShownCoding
from thematica.tui.transcript import Transcript


class CodingDesk(Horizontal):
    """Sources and codes on the left, the transcript in the middle, what is HERE on the right."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CODING)

    def __init__(self, project: Project, bench: Bench) -> None:
        super().__init__()
        self._project = project
        self._bench = bench
        self._last: tuple[CodeId, ...] = ()
        self._made: tuple[Span, CodeId] | None = None
        self._shown = ShownCodings()

    def compose(self) -> ComposeResult:
        """Three panes."""
        yield Material()
        yield ReadingPane(self._project)
        yield Here(id="here")

    @property
    def pane(self) -> ReadingPane:
        """The middle."""
        return self.query_one(ReadingPane)

    @property
    def transcript(self) -> Transcript:
        """The transcript view."""
        return self.pane.transcript

    # -- showing --------------------------------------------------------------------------------------------------

    def show_source(self, at: Span | None) -> None:
        """Shows the bench's open source, at a place in it; or that there is none."""
        self.pane.show(self._bench.transcript, self._codings(), at)
        self.show_here()

    def show_codings(self) -> None:
        """Shows the open source's codings as last read; one made just now becomes the current one."""
        self.transcript.update_codings(self._codings())
        made = self._bench.coding_of(*self._made) if self._made else None
        if made is not None:
            self.transcript.focus_coding(made.guid)
            self._made = None

    def _codings(self) -> tuple[ShownCoding, ...]:
        return self._shown.of(self._bench.codings)

    def show_here(self) -> None:
        """Shows what is under the cursor."""
        around = self._around()
        self.query_one(Here).show(around)
        self.query_one(HereLine).show(around)

    def _around(self) -> Around:
        under = () if self.transcript.reading else self.transcript.codings_at_cursor()
        here = tuple(coding for each in under if (coding := self._bench.coding(CodingId(each.guid))))
        current = self._coding()
        code = current.code if current else self.pane.code
        return Around(
            codings=here,
            current=current.guid if current else None,
            memos=self._bench.memos_here(here, self.transcript.chosen, code),
            code=self._bench.code(code) if code else None,
        )

    @on(Transcript.CursorMoved)
    @on(Transcript.CodingClicked)
    def _elsewhere(self) -> None:
        self.show_here()

    @on(Here.CodingChosen)
    def _coding_chosen(self, event: Here.CodingChosen) -> None:
        self.transcript.focus_coding(event.coding)
        self.show_here()

    @on(Material.CodeChosen)
    def _code_chosen(self, event: Material.CodeChosen) -> None:
        self.choose_code(event.code)
        self.transcript.focus()

    def choose_code(self, code: CodeId | None) -> None:
        """Lets a code's codings stand out, and `n` and `p` go along them; None for none."""
        self.pane.look_for(self._bench.code(code) if code else None)
        self.query_one(Material).show_codes(self._bench.codes, code)
        self.show_here()

    # -- where a gesture happens ----------------------------------------------------------------------------------

    def _place(self) -> acts.Place | None:
        """The stretch a code would be put on; None, with a word why, where there is none."""
        read = self._bench.transcript
        if read is None or self.transcript.reading:
            without = f"Reading without codes. {pressed('reading', self.app)} shows them again."
            self.notify(without if read else "There is no source to code yet.", markup=False)
            return None
        unread = self._bench.status_of(read.source) == "open"
        return acts.Place(read.source, read.name, self.transcript.chosen, unread)

    def _coding(self) -> CodingView | None:
        current = None if self.transcript.reading else self.transcript.current_coding
        return self._bench.coding(CodingId(current.guid)) if current else None

    def coding_or_word(self) -> CodingView | None:
        """The current coding under the cursor; None, with a word why, where there is none."""
        coding = self._coding()
        if coding is None:
            self.notify("There is no coding under the cursor.", markup=False)
        return coding

    @property
    def code_in_hand(self) -> CodeId | None:
        """The code of the current coding, else the one chosen in the tree."""
        code = self._code()
        return code.guid if code else None

    def _code(self) -> CodeView | None:
        """The code of the current coding, else the one chosen in the tree."""
        coding = self._coding()
        code = coding.code if coding else self.pane.code
        return self._bench.code(code) if code else None

    # -- coding ---------------------------------------------------------------------------------------------------

    def action_code(self) -> None:
        """Asks which codes, then applies them."""
        place = self._place()
        if place is not None:
            bench = self._bench
            question = Question(bench.codes, bench.recent, bench.has_codes_on(place.span))
            self.screen.query_one(CodePalette).ask(question, told(self, partial(self._apply_chosen, place)))

    def _apply_chosen(self, place: acts.Place, chosen: Chosen) -> None:
        self._applied(place, acts.apply(self._project, place, chosen.codes, chosen.new))

    def _apply(self, codes: tuple[CodeId, ...]) -> None:
        place = self._place()
        views = [view for code in codes if (view := self._bench.code(code))]
        if place is not None and views:
            self._applied(place, acts.apply(self._project, place, views))

    def _applied(self, place: acts.Place, codes: tuple[CodeId, ...]) -> None:
        """Notes what was done; the news of it are on their way, and bring the coding to the screen."""
        self._last, self._made = codes, (place.span, codes[-1])
        self._bench.used(codes)
        self.transcript.clear_selection()

    def action_repeat(self) -> None:
        """Applies the last codes again."""
        last = self._last or self._bench.recent[:1]
        if last:
            self._apply(last)
        else:
            self.notify(f"No code was applied yet; {pressed('code', self.app)} chooses one.", markup=False)

    def action_quick(self, key: int) -> None:
        """Applies the code on a quick key."""
        code = self._bench.quick.code_on(key)
        if code is not None:
            self._apply((code,))
        else:
            self.notify(f"No code lies on key {key} yet.", markup=False)

    def action_in_vivo(self) -> None:
        """Codes the words with themselves."""
        place = self._place()
        if place is not None:
            self._applied(place, (acts.in_vivo(self._project, place),))

    def action_pin(self) -> None:
        """Pins a code to a quick key, or takes it off."""
        code = self._code()
        if code is None:
            self.notify("Put the cursor on a coding, or choose a code in the tree, to pin it.", markup=False)
            return
        key = self._bench.quick.key_to_pin(code.guid)
        if key is None:
            self.notify(
                f"All nine keys are pinned; {pressed('pin', self.app)} on one of their codes frees its key.",
                markup=False,
            )
        else:
            acts.pin(self._project, key, None if self._bench.quick.is_pinned(key) else code)

    async def action_remove(self) -> None:
        """Removes the coding under the cursor; of several, asks which."""
        current = self.coding_or_word()
        if current is None:
            return
        here = sorted(self._around().codings, key=lambda coding: coding.guid != current.guid)
        if len(here) == 1:
            acts.remove(self._project, here)
        else:
            palette = PickOne("Remove which coding?", coding_lines(here))
            await self.app.push_screen(palette, told(self, self._remove))

    def _remove(self, guid: str) -> None:
        coding = self._bench.coding(CodingId(guid))
        if coding is not None:
            acts.remove(self._project, [coding])

    def action_valence(self, step: int) -> None:
        """Gives the current coding the next valence, or the one before."""
        current = self.coding_or_word()
        if current is not None:
            acts.turn_valence(self._project, current, step)
            self.transcript.focus_coding(current.guid)

    def action_next_here(self) -> None:
        """Makes the next coding under the cursor the current one."""
        self.transcript.cycle_coding()
        self.show_here()

    async def action_memo(self) -> None:
        """Writes a memo."""
        material = self.query_one(Material)
        pointed = material.pointed_source or material.pointed_code
        selected, sentence = self.transcript.selected, self.transcript.sentence
        found = subjects(self._bench, selected, sentence, self._coding(), self._code(), pointed)
        await self.app.push_screen(WriteMemo(found, partial(acts.keep_memo, self._project)))

    async def action_attach(self) -> None:
        """Asks for a theme, and puts the excerpt under it: the selection, else what the current coding is on."""
        place = self._place()
        if place is None:
            return
        coding = self._coding()
        span = coding.span if coding and not self.transcript.selected else place.span
        await ask_theme(self, self._project, (place.source, span))
