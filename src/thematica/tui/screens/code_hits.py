"""Coding what a search found, one place after the other: none is coded that was not on the screen before.

Each yes is an act of its own. It is on disk with its key, as everything on the desk, so that stopping half way or a
power cut loses nothing; it was a decision of its own, and stands in the history as one; and taking back takes back
that decision, not the fifty before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static

from thematica.store.ids import SourceId
from thematica.store.project import Project
from thematica.store.reads.codes import CodeView, codes
from thematica.store.reads.study import recent_codes
from thematica.store.reads.transcripts import CodingView, TranscriptView, codings, transcript
from thematica.store.reads.voices import Voice
from thematica.text.normalise import safe
from thematica.text.span import Span
from thematica.tui.colours import legible
from thematica.tui.desk import acts
from thematica.tui.desk.code_palette import Chosen, Question
from thematica.tui.desk.code_search import NewCode
from thematica.tui.keys import pressed
from thematica.tui.screens.pick_codes import PickCodes
from thematica.tui.telling import telling, told
from thematica.work.autocode import Hit, Unit, around

KEYS = "y code it · n skip it · u back to the last one · tab as {unit} · esc stop"
UNITS: tuple[Unit, ...] = ("sentence", "match", "turn")
WORDS: dict[Unit, str] = {"sentence": "sentence", "match": "the words found", "turn": "turn"}
CONTEXT = 600  # characters shown on either side in a long turn, at most
WIDEST = 100  # columns the dialog takes, as dialogs.tcss has it
BEFORE = 160  # characters shown of the turn before
MANY = 50  # recent codes that come first
Place = tuple[SourceId, Span]


@dataclass(frozen=True, slots=True)
class Decided:
    """A place that was decided on: its number, whether it was coded then, and the code that was still to be made."""

    number: int
    coded: bool
    new: NewCode | None


def code_each(node: DOMNode, project: Project, places: Sequence[Place]) -> None:
    """Asks for codes, then shows each place, which gets them when the coder says so. From any screen."""
    with project.read() as session:
        known, recent = codes(session), recent_codes(session, project.coder_name, MANY)

    def go_through(chosen: Chosen) -> None:
        node.app.push_screen(CodeHits(project, places, chosen))

    node.app.push_screen(PickCodes(Question(known, recent)), told(node, go_through))


class CodeHits(ModalScreen[None]):
    """Shows one place after the other in its turn, and codes those the coder says yes to."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("y", "code", "Code it"),
        ("n", "skip", "Skip it"),
        ("u", "back", "Back to the last one"),
        Binding("tab", "turn", "As sentence, words or turn", priority=True),
        ("escape", "stop", "Stop"),
    ]

    def __init__(self, project: Project, places: Sequence[Place], chosen: Chosen) -> None:
        super().__init__()
        self._project = project
        self._places = tuple(places)
        self._codes, self._new = chosen.codes, chosen.new
        self._at = 0
        self._unit = 0
        self._decided: list[Decided] = []
        self._read: TranscriptView | None = None
        self._codings: tuple[CodingView, ...] = ()

    def compose(self) -> ComposeResult:
        """Where it is, what is said there, what it would get."""
        with Vertical(classes="dialog hit"):
            yield Static(id="place", markup=False)
            yield Static(id="words", markup=False)
            yield Static(id="with", markup=False)
            yield Static(classes="hint", markup=False)

    def on_mount(self) -> None:
        """Shows the first place."""
        self._show()

    # -- showing --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._at >= len(self._places):
            self.action_stop()
            return
        source, span = self._places[self._at]
        self._look(source)
        self.query_one(".dialog").border_title = f"Code each hit · {self._at + 1} of {len(self._places)}"
        hit, view = self._hit(), self._read
        self.query_one(".hint", Static).update(KEYS.format(unit=WORDS[UNITS[(self._unit + 1) % len(UNITS)]]))
        if hit is None or view is None:
            self.query_one("#words", Static).update("These words are not there any more; n goes on.")
            return
        voice = view.voices.at(span.start)
        self.query_one("#place", Static).update(_place(view, voice, hit))
        self.query_one("#words", Static).update(_words(view, voice, hit.span, span, self._around()))
        self.query_one("#with", Static).update(self._with(hit))

    def _around(self) -> int:
        """Characters shown on either side: as many as leave the hit and the keys in sight on this terminal."""
        return min(CONTEXT, min(self.app.size.width, WIDEST) * self.app.size.height // 10)

    def _look(self, source: SourceId) -> None:
        with self._project.read() as session:
            if self._read is None or self._read.source != source:
                self._read = transcript(session, source)
            self._codings = codings(session, source)

    def _hit(self) -> Hit | None:
        """What would be coded now."""
        return around(self._read, self._places[self._at][1], UNITS[self._unit]) if self._read else None

    def _is_there(self, code: CodeView, hit: Hit) -> bool:
        here = (each for each in self._codings if each.coder == self._project.coder_name)
        return any((each.code, each.span) == (code.guid, hit.span) for each in here)

    def _with(self, hit: Hit) -> Content:
        ground = self.query_one("#with").background_colors[1].hex6
        parts: list[Content | tuple[str, str] | str] = []
        for code in self._codes:
            there = "  there already" if self._is_there(code, hit) else ""
            parts += [("■ ", legible(code.colour, ground)), safe(code.name), (f"{there}  ", "$text-muted")]
        if self._new is not None:
            parts += [("+ ", "$accent"), safe(self._new.name)]
        return Content.assemble(*parts)

    # -- deciding -------------------------------------------------------------------------------------------------

    def action_code(self) -> None:
        """Codes what is shown, and goes on."""
        hit, new = self._hit(), self._new
        if hit is None:
            return
        is_news = new is not None or not all(self._is_there(code, hit) for code in self._codes)
        with telling(self):
            made = acts.code_hit(self._project, hit, self._codes, new)
            if new is not None:
                self._new = None
                with self._project.read() as session:
                    self._codes = tuple(code for code in codes(session) if code.guid in made)
            self._decide(Decided(self._at, is_news, new))

    def action_skip(self) -> None:
        """Leaves what is shown as it is, and goes on."""
        self._decide(Decided(self._at, coded=False, new=self._new))

    def _decide(self, decided: Decided) -> None:
        self._decided.append(decided)
        self._at += 1
        self._show()

    def action_back(self) -> None:
        """Takes the last decision back, and shows its place again."""
        if not self._decided:
            self.notify("This is the first.", markup=False)
            return
        last = self._decided[-1]
        if last.coded:
            self._project.undo(mine=True)
            if last.new is not None:
                self._new = last.new
                with self._project.read() as session:
                    there = {code.guid for code in codes(session)}
                self._codes = tuple(code for code in self._codes if code.guid in there)
        self._decided.pop()
        self._at = last.number
        self._show()

    def action_turn(self) -> None:
        """Codes the sentence, the words found, or the whole turn."""
        self._unit = (self._unit + 1) % len(UNITS)
        self._show()

    def action_stop(self) -> None:
        """Goes back; what was coded stays."""
        coded = sum(each.coded for each in self._decided)
        again = f"; {pressed('undo', self.app)} takes them back one by one" if coded else ""
        self.notify(f"{len(self._decided)} of {len(self._places)} decided, {coded} coded{again}.", markup=False)
        self.dismiss(None)


def _place(view: TranscriptView, voice: Voice | None, hit: Hit) -> Content:
    role = f" · {voice.role}, no evidence" if voice is not None and not voice.is_evidence and voice.role else ""
    speaker = f" · {safe(hit.speaker)}" if hit.speaker else ""
    return Content.assemble((safe(view.name), "bold"), (f" · turn {hit.turn}{speaker}{role}", "$text-muted"))


def _words(view: TranscriptView, voice: Voice | None, coded: Span, found: Span, context: int) -> Content:
    """The turn around what was found, what would be coded standing out, and the end of the turn before."""
    body = Span(voice.body_start, voice.end) if voice is not None else coded
    start = max(body.start, coded.start - context, found.start - 2 * context)
    end = min(body.end, coded.end + context, found.end + 2 * context)
    first, last = max(coded.start, start) - start, min(coded.end, end) - start
    shown = Content(_painted(view.text[start:end])).stylize("$text-muted", 0, first)
    shown = shown.stylize("$text-muted", last).stylize("underline", first, last)
    shown = shown.stylize("bold $warning", found.start - start, found.end - start)
    parts: list[Content | str] = [("… " if start > body.start else ""), shown, (" …" if end < body.end else "")]
    earlier = next((turn for turn in reversed(view.voices.turns) if turn.end <= body.start), None)
    if earlier is not None and earlier.body_start < earlier.end:
        first = max(earlier.body_start, earlier.end - BEFORE)
        cut = "… " if first > earlier.body_start else ""
        parts = [Content.styled(f"{cut}{_painted(view.text[first : earlier.end])}\n\n", "$text-disabled"), *parts]
    return Content.assemble(*parts)


def _painted(words: str) -> str:
    return "\n".join(map(safe, words.split("\n")))
