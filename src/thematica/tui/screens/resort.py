"""The re-sorting queue: the codings of a split code, one at a time, each to one or more of the new codes."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from thematica.store.ids import CodeId, CodingId
from thematica.store.project import Project
from thematica.store.reads.codes import CodeView, codes
from thematica.store.reads.in_context import InContext, in_context
from thematica.store.reads.recoding import waiting
from thematica.store.reads.transcripts import CodingView
from thematica.text.normalise import safe
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.codebook import code_acts
from thematica.tui.colours import legible
from thematica.tui.desk.subjects import code_lines
from thematica.tui.keys import BESIDE, RESORT, Key, bindings
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import PickOne
from thematica.tui.screens.reread import whereabouts, words
from thematica.tui.telling import telling, told
from thematica.tui.widgets.bars import KeyBar, TitleBar

CONTEXT = 500  # characters before and after
MOST_KEYS = 9
DONE = "Every coding of this code is sorted."


class ResortScreen(Screen[Place]):
    """A coding in its place above, the codes it can go to below. What is left waits until one comes back."""

    CSS_PATH = "resort.tcss"
    KEYS: ClassVar[tuple[Key, ...]] = (*RESORT, *BESIDE)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*RESORT, *BESIDE))

    def __init__(self, project: Project, code: CodeId) -> None:
        super().__init__()
        self._project = project
        self._code = code
        self._afresh = Afresh(self, self._read)
        self._by_guid: dict[CodeId, CodeView] = {}
        self._parts: tuple[CodeView, ...] = ()
        self._queue: tuple[CodingView, ...] = ()
        self._total = 0
        self._at: CodingId | None = None
        self._marked: dict[CodeId, None] = {}

    def compose(self) -> ComposeResult:
        """The words, then the codes."""
        yield TitleBar()
        yield Static(id="where", markup=False)
        with VerticalScroll(id="words"):
            yield Static(markup=False)
        with Vertical(id="choices"):
            yield Static(id="parts", markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads the queue."""
        self._read()

    @on(StudyChanged)
    def _changed(self) -> None:
        self._afresh.soon()

    def _read(self) -> None:
        with telling(self):
            with self._project.read() as session:
                every = codes(session)
                queue = waiting(session, seen_by=self._project.coder_name)
            found = next((each for each in queue if each.code == self._code), None)
            self._by_guid = {code.guid: code for code in every}
            self._parts = tuple(code for code in every if code.split_from == self._code and _usable(code))
            known, own = {coding.guid for coding in self._queue}, self._project.coder_name
            left = sorted(found.codings, key=lambda coding: coding.coder != own) if found else []
            back = [coding.guid for coding in left if known and coding.guid not in known]
            self._queue, self._total = tuple(left), max(self._total, len(left))
            self._go_to(back[0] if back else self._at)

    def _go_to(self, guid: CodingId | None) -> None:
        """Shows a coding of the queue; the first one where it is not there any more."""
        known = [coding.guid for coding in self._queue]
        self._at = guid if guid in known else (known[0] if known else None)
        self._marked.clear()
        self._show()

    @property
    def _whole(self) -> CodeView | None:
        return self._by_guid.get(self._code)

    @property
    def _current(self) -> CodingView | None:
        return next((coding for coding in self._queue if coding.guid == self._at), None)

    def _show(self) -> None:
        left = len(self._queue)
        name = safe(self._whole.name) if self._whole else ""
        self.query_one(TitleBar).show(f"Sort “{name}”", "", f"{self._total - left} sorted · {left} to go")
        current = self._current
        if current is None:
            self.query_one("#where", Static).update("")
            self.query_one("#words Static", Static).update(Content.styled(f"{DONE} esc goes back.", "$text-muted"))
            self.query_one("#parts", Static).update("")
            return
        with self._project.read() as session:
            (shown,) = in_context(session, [current], CONTEXT)
        place = self._queue.index(current) + 1
        self.query_one("#where", Static).update(Content(f"{place} of {left} · {whereabouts(shown)}"))
        self._show_words(shown)
        self._show_parts()

    def _show_words(self, shown: InContext) -> None:
        note = Content.styled(f"\n\n{safe(shown.coding.note)}", "italic") if shown.coding.note else Content()
        self.query_one("#words Static", Static).update(words(shown) + note)
        before = Content(f"…{safe(shown.before)}").wrap(max(self.query_one("#words").size.width - 4, 20))
        self.call_after_refresh(self.query_one("#words").scroll_to, y=max(len(before) - 3, 0), animate=False)

    def _show_parts(self) -> None:
        ground = self.background_colors[1].hex6
        lines = []
        others = (self._by_guid[code] for code in self._marked if self._by_guid[code] not in self._parts)
        for number, part in enumerate((*self._parts, *others), start=1):
            mark = "✓" if part.guid in self._marked else " "
            key = f"{number} " if number <= min(len(self._parts), MOST_KEYS) else "  "
            swatch = ("■ ", legible(part.colour, ground))
            lines.append(Content.assemble((key, "bold $accent"), (f"{mark} ", "bold"), swatch, safe(part.name)))
        if self._whole is not None:
            lines.append(Content.assemble(("s ", "bold $accent"), f"  it stays with “{safe(self._whole.name)}”"))
        self.query_one("#parts", Static).update(Content("\n").join(lines))

    def on_resize(self, _: events.Resize) -> None:
        """Keeps the words in sight."""
        if self._current is not None:
            self._show()

    # -- deciding -------------------------------------------------------------------------------------------------

    def action_mark(self, number: str) -> None:
        """Marks a code for the coding, or takes the mark off."""
        place = int(number) - 1
        if self._current is not None and place < len(self._parts):
            self._mark(self._parts[place].guid)

    def _mark(self, code: str) -> None:
        guid = CodeId(code)
        if guid in self._marked:
            del self._marked[guid]
        else:
            self._marked[guid] = None
        self._show_parts()

    async def action_other(self) -> None:
        """Asks for any code in use, and marks it."""
        if self._current is not None:
            usable = [code for code in self._by_guid.values() if _usable(code) and code.guid != self._code]
            lines = code_lines(usable, self.background_colors[1].hex6)
            await self.app.push_screen(PickOne("Which code?", lines), told(self, self._mark))

    def action_decide(self) -> None:
        """Gives the coding the marked codes, and goes to the next."""
        if self._marked:
            self._decide([self._by_guid[code] for code in self._marked])
        elif self._current is not None:
            self.notify("Mark one or more of the codes with their numbers first; s lets it stay.", markup=False)

    def action_stay(self) -> None:
        """Lets the coding stay with its code, and with the marked ones too."""
        if self._whole is not None:
            self._decide([self._whole, *(self._by_guid[code] for code in self._marked)])

    def _decide(self, chosen: list[CodeView]) -> None:
        current, whole = self._current, self._whole
        if current is not None and whole is not None:
            following = self._beside(1)
            code_acts.resort(self._project, current.guid, whole, chosen)
            self._at = following

    def _beside(self, step: int) -> CodingId | None:
        known = [coding.guid for coding in self._queue]
        if self._at not in known:
            return None
        return known[(known.index(self._at) + step) % len(known)]

    def action_walk(self, step: int) -> None:
        """Leaves the coding undecided and goes to the next one, or back to the one before."""
        self._go_to(self._beside(step))

    def action_look(self) -> None:
        """Goes to the coding in its transcript."""
        if self._current is not None:
            self.dismiss((self._current.source, self._current.span))

    def action_leave(self) -> None:
        """Back to the codebook; what is left waits."""
        self.dismiss()


def _usable(code: CodeView) -> bool:
    return code.codable and code.status != "retired"
