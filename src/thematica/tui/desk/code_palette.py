"""The palette of codes: type a few letters, press enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from thematica.store.ids import CodeId
from thematica.store.reads.codes import SEPARATOR, CodeView
from thematica.text.normalise import safe
from thematica.tui.colours import legible
from thematica.tui.desk.code_search import NewCode, new_codes, ranked
from thematica.tui.desk.here import meaning
from thematica.tui.widgets.filter_list import FilterList, Line
from thematica.tui.widgets.text_panel import TextPanel

HOW = "enter applies · space or tab marks several · Heading > name makes one there"
HOW_INSTEAD = "enter gives the coding this code · Heading > name makes one there"
MOST = 60  # lines: whoever has not found the code by then types another letter
NEW = "new "  # how the keys of the last lines begin, which make a code; no GUID is like it


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came out of the palette: codes there are, and one to be made."""

    codes: tuple[CodeView, ...]
    new: NewCode | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What the palette is asked: the codes to choose from, those used last, and those that are on the words already.

    With `instead_of`, the name of a code that a coding has, for the one to stand there instead.
    """

    codes: Sequence[CodeView]
    recent: Sequence[CodeId] = ()
    on_it: Sequence[CodeId] = ()
    instead_of: str = ""


class CodePalette(Container):
    """Chooses one code or several; a name nothing answers to becomes a new code.

    It lies over the screen that asks, of no size in between: to open a screen of its own would take longer than typing.
    """

    DEFAULT_CSS = "CodePalette { width: 100%; height: auto; }"
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)  # it follows the layout, and asks for no other
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Back")]

    @dataclass
    class Left(Message):
        """It was left without an answer."""

    def __init__(self) -> None:
        super().__init__()
        self._asked = Question(())
        self._answer_to: Callable[[Chosen], object] = lambda _: None
        self._came_from: Widget | None = None
        self._codes: tuple[CodeView, ...] = ()
        self._by_guid: dict[CodeId, CodeView] = {}
        self._marked: dict[CodeId, None] = {}
        self._new: dict[str, NewCode] = {}
        self._told: tuple[str | None, int] | None = None

    def compose(self) -> ComposeResult:
        """The list, the meaning of the code under the cursor, and a line of keys."""
        with Vertical(classes="palette") as palette:
            palette.display = False
            with Horizontal():
                yield FilterList("Which code? Type letters of its name, or a new name")
                with VerticalScroll(can_focus=False):
                    yield TextPanel(id="meaning", fills=True)
            yield TextPanel(id="marks")

    @property
    def is_open(self) -> bool:
        """Whether something is asked."""
        return self._palette.display

    @property
    def is_modal(self) -> bool:
        """While it is open, the keys of the screen under it do nothing."""
        return self.is_open

    @property
    def _palette(self) -> Vertical:
        return self.query_one(".palette", Vertical)

    def ask(self, question: Question, answer: Callable[[Chosen], object]) -> None:
        """Opens, recent codes first; `answer` is called with what was chosen, unless it is left."""
        self._asked, self._answer_to = question, answer
        self._codes = tuple(code for code in question.codes if code.codable and code.status != "retired")
        self._by_guid = {code.guid: code for code in self._codes}
        self._marked, self._told = {}, None
        title = f"Instead of {safe(question.instead_of)}" if question.instead_of else "Code"
        self._palette.border_title = Content(title)
        # The words that are coded stay in sight: the palette opens in the other half of the screen.
        is_high = self.app.cursor_position.y < self.app.size.height // 2
        self.styles.dock = "bottom" if is_high else "top"
        if not self.is_open:  # a click on the key bar may ask again
            self._came_from = self.screen.focused
        self._palette.display = True
        self._lines.begin()
        self._answer("")

    def action_leave(self) -> None:
        """Closes without an answer."""
        self._close()
        self.post_message(self.Left())

    def _close(self) -> None:
        self._palette.display = False
        self.screen.set_focus(self._came_from, scroll_visible=False)

    def on_descendant_blur(self) -> None:
        """Closes when a click has taken the keys elsewhere."""
        focused = self.screen.focused
        if self.is_open and focused is not None and self not in focused.ancestors:
            self._came_from = focused
            self.action_leave()

    @on(FilterList.Asked)
    def _typed(self, event: FilterList.Asked) -> None:
        self._answer(event.query)

    def _answer(self, query: str, pointing_at: str | None = None) -> None:
        found = ranked(self._codes, query, self._asked.recent)
        ground = self._lines.background_colors[1].hex6
        lines = [self._line(code, ground) for code in found[:MOST]]
        offered = new_codes(query, self._asked.codes) if query.strip() else ()
        self._new = {f"{NEW}{number}": new for number, new in enumerate(offered)}
        lines += [Line(key, self._offer(new)) for key, new in self._new.items()]
        self._lines.show(lines, pointing_at=pointing_at, left_out=len(found) - len(found[:MOST]))

    @property
    def _lines(self) -> FilterList:
        return self.query_one(FilterList)

    def _line(self, code: CodeView, ground: str) -> Line:
        mark = "✓ " if code.guid in self._marked else "• " if code.guid in self._asked.on_it else "  "
        above = code.path.rsplit(SEPARATOR, 1)[0] if SEPARATOR in code.path else ""
        shown = Content.assemble(
            (mark, "bold $accent"),
            ("■ ", legible(code.colour, ground)),
            (safe(code.name), "bold" if code.guid in self._marked else ""),
            (f"  {safe(above)}" if above else "", "$text-muted"),
        )
        return Line(code.guid, shown, str(code.counts.excerpts or ""))

    def _offer(self, new: NewCode) -> Content:
        parent = next((code for code in self._asked.codes if code.guid == new.parent), None)
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
        told = self.query_one("#meaning", TextPanel)
        if self._told == (event.key, told.size.width):
            return  # every new letter points at a line, mostly at the one it was
        self._told = (event.key, told.size.width)
        if code is None:
            told.tell(Content.styled("An inductive code, made now and applied." if event.key else "", "$text-muted"))
            return
        lines = list(meaning(code, told.size.width, titled=False))
        if not self.screen.has_class("-narrow"):
            above = [Content.styled(safe(code.name), "bold"), Content.styled(safe(code.path), "$text-muted"), Content()]
            lines = [*above, *lines]
        if code.aliases:
            lines.append(Content.styled("also: " + safe(", ".join(code.aliases)), "$text-muted"))
        told.tell(Content("\n").join(lines))

    @on(FilterList.Marked)
    def _mark(self, event: FilterList.Marked) -> None:
        if event.key in self._new or self._asked.instead_of:
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
            told = Content.styled(HOW_INSTEAD if self._asked.instead_of else HOW, "$text-muted")
        self.query_one("#marks", TextPanel).tell(told)

    @on(FilterList.Picked)
    def _picked(self) -> None:
        chosen = self._wanted()
        if chosen.codes or chosen.new:
            self._close()
            self._answer_to(chosen)
