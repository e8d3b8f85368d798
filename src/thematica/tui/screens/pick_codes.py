"""The palette of codes: type a few letters, press enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from thematica.store.ids import CodeId
from thematica.store.reads.codes import SEPARATOR, CodeView
from thematica.text.normalise import safe
from thematica.tui.colours import legible
from thematica.tui.desk.code_search import NewCode, new_codes, ranked
from thematica.tui.desk.here import meaning
from thematica.tui.widgets.filter_list import FilterList, Line

HOW = "enter applies · space or tab marks several · Heading > name makes one there"
HOW_INSTEAD = "enter gives the coding this code · Heading > name makes one there"
MOST = 60  # lines: whoever has not found the code by then types another letter
NEW = "new "  # how the keys of the last lines begin, which make a code; no GUID is like it


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came out of the palette: codes there are, and one to be made."""

    codes: tuple[CodeView, ...]
    new: NewCode | None = None


class PickCodes(ModalScreen[Chosen | None]):
    """Chooses one code or several; a name nothing answers to becomes a new code.

    With `instead_of`, the name of a code that a coding has, it chooses the one to stand there instead.
    """

    CSS_PATH = "palette.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Back")]

    def __init__(
        self, codes: Sequence[CodeView], recent: Sequence[CodeId], on_it: Sequence[CodeId], *, instead_of: str = ""
    ) -> None:
        super().__init__()
        self._every = codes
        self._codes = tuple(code for code in codes if code.codable and code.status != "retired")
        self._by_guid = {code.guid: code for code in self._codes}
        self._recent = recent
        self._on_it = frozenset(on_it)
        self._instead_of = instead_of
        self._marked: dict[CodeId, None] = {}
        self._new: dict[str, NewCode] = {}
        self._told: tuple[str | None, int] | None = None

    def compose(self) -> ComposeResult:
        """The list, the meaning of the code under the cursor, and a line of keys."""
        with Vertical(classes="palette"):
            with Horizontal():
                yield FilterList("Which code? Type letters of its name, or a new name")
                with VerticalScroll(can_focus=False):
                    yield Static(id="meaning", markup=False)
            yield Static(id="marks", markup=False)

    def on_mount(self) -> None:
        """Shows recent codes first."""
        title = f"Instead of {safe(self._instead_of)}" if self._instead_of else "Code"
        self.query_one(".palette").border_title = Content(title)
        # The words that are coded stay in sight: the palette opens in the other half of the screen.
        self.set_class(self.app.cursor_position.y < self.app.size.height // 2, "-low")
        self._answer("")

    @on(FilterList.Asked)
    def _asked(self, event: FilterList.Asked) -> None:
        self._answer(event.query)

    def _answer(self, query: str, pointing_at: str | None = None) -> None:
        found = ranked(self._codes, query, self._recent)
        ground = self._lines.background_colors[1].hex6
        lines = [self._line(code, ground) for code in found[:MOST]]
        offered = new_codes(query, self._every) if query.strip() else ()
        self._new = {f"{NEW}{number}": new for number, new in enumerate(offered)}
        lines += [Line(key, self._offer(new)) for key, new in self._new.items()]
        self._lines.show(lines, pointing_at=pointing_at, left_out=len(found) - len(found[:MOST]))

    @property
    def _lines(self) -> FilterList:
        return self.query_one(FilterList)

    def _line(self, code: CodeView, ground: str) -> Line:
        mark = "✓ " if code.guid in self._marked else "• " if code.guid in self._on_it else "  "
        above = code.path.rsplit(SEPARATOR, 1)[0] if SEPARATOR in code.path else ""
        shown = Content.assemble(
            (mark, "bold $accent"),
            ("■ ", legible(code.colour, ground)),
            (safe(code.name), "bold" if code.guid in self._marked else ""),
            (f"  {safe(above)}" if above else "", "$text-muted"),
        )
        return Line(code.guid, shown, str(code.counts.excerpts or ""))

    def _offer(self, new: NewCode) -> Content:
        parent = next((code for code in self._every if code.guid == new.parent), None)
        under = f" under {safe(parent.name)}" if parent else ""
        above = parent.path.rpartition(SEPARATOR)[0] if parent else ""
        return Content.assemble(
            ("+ new code ", "$accent"),
            f"‘{safe(new.name)}’",
            under,
            (f"  {safe(above)}" if above else "", "$text-muted"),
        )

    @on(FilterList.Pointed)
    def _pointed(self, event: FilterList.Pointed) -> None:
        self._show_what_enter_does()
        code = self._by_guid.get(CodeId(event.key or ""))
        told = self.query_one("#meaning", Static)
        if self._told == (event.key, told.size.width):
            return  # every new letter points at a line, mostly at the one it was
        self._told = (event.key, told.size.width)
        if code is None:
            told.update(Content.styled("An inductive code, made now and applied." if event.key else "", "$text-muted"))
            return
        lines = list(meaning(code, told.size.width, titled=False))
        if not self.has_class("-narrow"):
            above = [Content.styled(safe(code.name), "bold"), Content.styled(safe(code.path), "$text-muted"), Content()]
            lines = [*above, *lines]
        if code.aliases:
            lines.append(Content.styled("also: " + safe(", ".join(code.aliases)), "$text-muted"))
        told.update(Content("\n").join(lines))

    @on(FilterList.Marked)
    def _mark(self, event: FilterList.Marked) -> None:
        if event.key in self._new or self._instead_of:
            return
        code = CodeId(event.key)
        if code in self._marked:
            del self._marked[code]
        else:
            self._marked[code] = None
        if self._lines.query_text.strip():
            self._lines.clear_query()  # the next code is another word
        else:
            self._answer("", pointing_at=code)

    def _wanted(self) -> Chosen:
        """What enter applies: what is marked, and the line that was looked for; without marks the line alone."""
        key = self._lines.pointed
        if key is None or (self._marked and not self._lines.query_text.strip()):
            return Chosen(tuple(self._by_guid[code] for code in self._marked))
        new = self._new.get(key)
        pointed = () if new else (CodeId(key),)
        return Chosen(tuple(self._by_guid[code] for code in dict.fromkeys((*self._marked, *pointed))), new)

    def _show_what_enter_does(self) -> None:
        if self._marked:
            chosen = self._wanted()
            names = [code.name for code in chosen.codes] + ([chosen.new.name] if chosen.new else [])
            told = Content.assemble(("enter applies  ", "$text-muted"), (safe(" + ".join(names)), "bold $accent"))
        else:
            told = Content.styled(HOW_INSTEAD if self._instead_of else HOW, "$text-muted")
        self.query_one("#marks", Static).update(told)

    @on(FilterList.Picked)
    def _picked(self) -> None:
        chosen = self._wanted()
        if chosen.codes or chosen.new:
            self.dismiss(chosen)
