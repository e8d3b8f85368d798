"""Changing what is there: a coding's edges and code, a coding cut in two, the words of the transcript themselves."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from thematica.store.ids import CodingId
from thematica.store.project import Project
from thematica.store.reads.transcripts import CodingView
from thematica.text.span import Span
from thematica.tui.desk import acts, correction, reshaping
from thematica.tui.desk.bench import Bench
from thematica.tui.desk.code_palette import Chosen, CodePalette, Question
from thematica.tui.desk.coding_desk import CodingDesk
from thematica.tui.desk.correction import Affected
from thematica.tui.keys import REVISING, bindings, pressed
from thematica.tui.screens.code_hits import code_each
from thematica.tui.screens.correct_text import CorrectText, LookAtAffected
from thematica.tui.telling import LONG_ENOUGH, telling, told
from thematica.tui.transcript import Transcript


class Revising(Vertical):
    """The desk, and what can be changed on it about codings and words that are there."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(REVISING)

    def __init__(self, project: Project, bench: Bench) -> None:
        super().__init__()
        self._project = project
        self._bench = bench
        self._affected: tuple[Affected, ...] = ()

    def compose(self) -> ComposeResult:
        """The desk."""
        yield CodingDesk(self._project, self._bench)

    @property
    def _desk(self) -> CodingDesk:
        return self.query_one(CodingDesk)

    @property
    def _transcript(self) -> Transcript:
        return self._desk.transcript

    # -- a coding that is there -----------------------------------------------------------------------------------

    def _about(self, coding: CodingView) -> str:
        """A coding in a line of the history."""
        code, source = self._bench.code(coding.code), self._bench.source(coding.source)
        return f"{acts.named(code) if code else 'a code'} in {source.name if source else 'a source'}"

    def action_resize(self) -> None:
        """Lets the edges of the current coding be moved."""
        current = self._transcript.current_coding
        if self._desk.coding_or_word() is not None and current is not None:
            self._desk.pane.resize(current)

    @on(Transcript.CodingResized)
    def _resized(self, event: Transcript.CodingResized) -> None:
        coding = self._bench.coding(CodingId(event.guid))
        if coding is not None:
            with telling(self):
                reshaping.resize(self._project, coding.guid, event.span, self._about(coding))
                self._transcript.focus_coding(coding.guid)

    def action_recode(self) -> None:
        """Asks for another code for the current coding."""
        current = self._desk.coding_or_word()
        if current is not None:
            bench = self._bench
            question = Question(bench.codes, bench.recent, (current.code,), instead_of=current.name)
            self.screen.query_one(CodePalette).ask(question, told(self, partial(self._recode, current)))

    def _recode(self, coding: CodingView, chosen: Chosen) -> None:
        becomes = chosen.new or chosen.codes[0]
        code = reshaping.recode(self._project, coding.guid, becomes, self._about(coding))
        self._bench.used((code,))
        self._transcript.focus_coding(coding.guid)

    def action_split(self) -> None:
        """Cuts the current coding in two."""
        coding, sentence = self._desk.coding_or_word(), self._transcript.sentence
        if coding is not None and sentence is not None:
            at = reshaping.cut(coding.span, self._transcript.selected, sentence)
            reshaping.split(self._project, coding.guid, at, self._about(coding))
            self._transcript.clear_selection()
            self.notify("Split in two; both keep valence and note.", markup=False)

    # -- the hits of a search -------------------------------------------------------------------------------------

    def action_code_hits(self) -> None:
        """Goes through the hits of the search in this source, to code those that the coder says yes to."""
        read = self._bench.transcript
        bodies = [Span(turn.body_start, turn.end) for turn in read.turns] if read else []
        hits = [hit for hit in self._desk.pane.hits if any(body.contains(hit) for body in bodies)]
        if read is None or not hits:
            self.notify("No hits to go through: / finds words in this source.", markup=False)
        else:
            self._transcript.focus()  # where u means undo, once this is over
            code_each(self, self._project, [(read.source, hit) for hit in hits])

    # -- the words themselves -------------------------------------------------------------------------------------

    async def action_correct(self) -> None:
        """Asks for better words, and puts them in the place of those that are there."""
        read, span = self._bench.transcript, self._transcript.chosen
        if read is None or not span:
            self.notify("There are no words to correct.", markup=False)
            return
        title = f"Correct turn {correction.turn_of(read, span).n}"
        correct = partial(correction.correct, self._project, read, span)
        corrected = partial(self._corrected, frozenset(coding.guid for coding in self._bench.codings))
        await self.app.push_screen(CorrectText(title, span.of(read.text), correct), told(self, corrected))

    def _corrected(self, seen: frozenset[str], affected: tuple[Affected, ...]) -> None:
        # Whoever codes blind does not learn of others' codings in this way either.
        self._affected = tuple(each for each in affected if each.thing != "coding" or each.guid in seen)
        number = len(self._affected)
        if number:
            said = f"{number} on these words read{'s' if number == 1 else ''} otherwise now: ctrl+p, “correction”"
        else:
            said = "all codings read as before"
        self.notify(f"Corrected; {said}.\n{pressed('undo', self.app)} takes it back", markup=False, timeout=LONG_ENOUGH)

    async def action_affected(self) -> None:
        """Shows what the last correction touched."""
        if self._affected:
            await self.app.push_screen(LookAtAffected(self._affected), told(self, self._transcript.go_to))
        else:
            self.notify("No correction has touched anything since the study was opened.", markup=False)
