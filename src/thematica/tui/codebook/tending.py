"""The two panes of the codebook screen, and what is done there to the code under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from thematica.store.ids import CodeId
from thematica.store.project import Project
from thematica.store.reads.codes import CodebookView, CodeView
from thematica.store.reads.in_context import in_context
from thematica.store.reads.recoding import folding
from thematica.tui.codebook import code_acts
from thematica.tui.codebook.code_card import CodeCard
from thematica.tui.codebook.code_choices import NEW, OTHER, TOP, colour_lines, fold_told, folded, link_lines
from thematica.tui.codebook.code_tree import CodeTree
from thematica.tui.codebook.known_codes import FROM_HERE, KnownCodes, history_of
from thematica.tui.desk import acts
from thematica.tui.desk.subjects import code_lines, code_subject
from thematica.tui.keys import TENDING, bindings, pressed
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.screens.edit_code import EditCode
from thematica.tui.screens.memo import WriteMemo
from thematica.tui.screens.reread import Reread
from thematica.tui.screens.resort import ResortScreen
from thematica.tui.screens.split_code import Parts, SplitCode
from thematica.tui.telling import telling, told
from thematica.tui.widgets.filter_list import Line

CONTEXT = 160  # characters around words that are read again
GOOD_NAME = "A short name; e writes what it means"
NO_CODE = "Put the cursor on a code first."


class Tending(Horizontal):
    """Codes on the left, the one under the cursor in full on the right."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TENDING)

    @dataclass
    class PlaceChosen(Message):
        """A coding is to be seen in its transcript."""

        place: Place

    def __init__(self, project: Project) -> None:
        super().__init__(classes="-in-tree")
        self._project = project
        self._known: KnownCodes | None = None
        self._wanted: str | None = None

    def compose(self) -> ComposeResult:
        """Two panes."""
        yield CodeTree()
        yield CodeCard()

    @property
    def code_tree(self) -> CodeTree:
        """The left pane."""
        return self.query_one(CodeTree)

    @property
    def card(self) -> CodeCard:
        """The right pane."""
        return self.query_one(CodeCard)

    @property
    def panes(self) -> tuple[Widget, Widget]:
        """What can have the focus, from left to right."""
        return self.code_tree.outline, self.card

    # -- showing --------------------------------------------------------------------------------------------------

    def show(self, known: KnownCodes) -> None:
        """Shows the codebooks as read."""
        self._known = known
        wanted = self._wanted if known.code(self._wanted) else None
        self.code_tree.show(known, wanted)
        if wanted is not None:
            self._wanted = None
        self._show_card()

    @on(CodeTree.Pointed)
    def _show_card(self) -> None:
        if self._known is not None:
            with telling(self):
                code = self.code
                self.card.show(
                    self._known, self.code_tree.pointed, history_of(self._project, code.guid) if code else ()
                )

    @on(CodeTree.Entered)
    def _entered(self) -> None:
        self.look_at(self.card)
        self.card.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """On a narrow screen the pane with the focus is the one that is seen."""
        self.look_at(event.widget)

    def look_at(self, pane: Widget) -> None:
        """Lets a pane be the one that is seen on a narrow screen."""
        self.set_class(pane is self.card, "-in-card")
        self.set_class(pane is not self.card, "-in-tree")

    @property
    def code(self) -> CodeView | None:
        """The code under the cursor."""
        return self._known.code(self.code_tree.pointed) if self._known else None

    @property
    def book(self) -> CodebookView | None:
        """The codebook under the cursor, or that of the code there."""
        code = self.code
        return self._known.book(code.codebook if code else self.code_tree.pointed) if self._known else None

    def _code_or_word(self) -> CodeView | None:
        """The code under the cursor; None, with a word why, where there is none."""
        if self.code is None:
            self.notify(NO_CODE, markup=False)
        return self.code

    @property
    def _ground(self) -> str:
        return self.background_colors[1].hex6

    def point_at(self, code: str) -> None:
        """Puts the cursor on a code, once it has been read."""
        self._wanted = code
        if self._known is not None:
            self.show(self._known)

    # -- making, its words ----------------------------------------------------------------------------------------

    async def action_new_code(self) -> None:
        """Asks for a name, and makes a code beside the chosen one; at the top of a chosen codebook."""
        await self._ask_new("New code", self.code.parent if self.code else None)

    async def action_new_beneath(self) -> None:
        """Asks for a name, and makes a code beneath the chosen one."""
        code = self._code_or_word()
        if code is not None:
            await self._ask_new(f"New code beneath “{code.name}”", code.guid)

    async def _ask_new(self, title: str, parent: CodeId | None) -> None:
        book = self.book.guid if self.book else None

        def make(name: str) -> None:
            self.point_at(code_acts.make(self._project, name, book, parent))

        await self.app.push_screen(Ask(title, hint=GOOD_NAME), told(self, make))

    async def action_edit(self) -> None:
        """Edits the fields of the code."""
        code = self._code_or_word()
        if code is not None:
            await self.app.push_screen(EditCode(code, partial(code_acts.edit, self._project)))

    async def action_rename(self) -> None:
        """Asks for another name."""
        code = self._code_or_word()
        if code is not None:
            ask = Ask(f"Rename “{code.name}”", value=code.name)
            await self.app.push_screen(ask, told(self, partial(code_acts.rename, self._project, code)))

    async def action_colour(self) -> None:
        """Asks for a colour."""
        code = self._code_or_word()
        if code is not None and self._known is not None:
            palette = PickOne(f"Colour of “{code.name}”", colour_lines(self._known.codes, self._ground))
            await self.app.push_screen(palette, told(self, partial(self._recolour, code)))

    def _recolour(self, code: CodeView, colour: str) -> None:
        if colour == OTHER:
            ask = Ask(f"Colour of “{code.name}”", value=code.colour, hint="Red, green and blue, as #0072b2")
            self.app.push_screen(ask, told(self, partial(code_acts.recolour, self._project, code)))
        else:
            code_acts.recolour(self._project, code, colour)

    async def action_memo(self) -> None:
        """Writes a memo on the code."""
        code = self._code_or_word()
        if code is not None and self._known is not None:
            subject = code_subject(code, self._known.memos, self._project.coder_name)
            await self.app.push_screen(WriteMemo([subject], partial(acts.keep_memo, self._project)))

    # -- its place ------------------------------------------------------------------------------------------------

    async def action_nest(self) -> None:
        """Asks beneath which code of its codebook to put the code."""
        code, known = self._code_or_word(), self._known
        if code is not None and known is not None:
            own = known.branch(code.guid)
            others = [each for each in known.codes if each.codebook == code.codebook and each.guid not in own]
            lines = [Line(TOP, Content("at the top of the codebook")), *code_lines(others, self._ground)]
            palette = PickOne(f"Put “{code.name}” beneath", lines)
            await self.app.push_screen(palette, told(self, partial(self._nest, code)))

    def _nest(self, code: CodeView, key: str) -> None:
        code_acts.nest(self._project, code, None if key == TOP else CodeId(key))
        self.point_at(code.guid)

    def action_shift(self, step: int) -> None:
        """Moves the code among those shown beside it."""
        code = self._code_or_word()
        if code is not None and self._known is not None:
            siblings = self._known.siblings(code)
            shown = [each for each in siblings if self.code_tree.shows(each.guid)]
            place = shown.index(code) + step
            if 0 <= place < len(shown):
                code_acts.shift(self._project, code, siblings, shown[place])

    def action_heading(self) -> None:
        """Makes a heading of a code, or a code of a heading."""
        code = self._code_or_word()
        if code is not None:
            code_acts.turn_heading(self._project, code)

    async def action_link(self) -> None:
        """Asks what the code is to another; or which link to take away."""
        code, known = self._code_or_word(), self._known
        if code is not None and known is not None:
            palette = PickOne(f"“{code.name}” …", link_lines(known.ties(code.guid)))
            await self.app.push_screen(palette, told(self, partial(self._link, known, code)))

    def _link(self, known: KnownCodes, code: CodeView, key: str) -> None:
        kind = key.removeprefix(NEW)
        if kind == key:
            tie = list(known.ties(code.guid))[int(key)]
            code_acts.unlink(self._project, code, tie.link)
            return

        def link(other: str) -> None:
            code_acts.link(self._project, code, kind, known.by_guid[CodeId(other)])

        others = [each for each in known.codes if each.guid != code.guid and each.status != "retired"]
        palette = PickOne(f"“{code.name}” {FROM_HERE[kind]} …", code_lines(others, self._ground))
        self.app.push_screen(palette, told(self, link))

    # -- its life -------------------------------------------------------------------------------------------------

    async def action_fold(self) -> None:
        """Asks into which code to fold the code, saying of each what would happen."""
        code, known = self._code_or_word(), self._known
        if code is None or known is None:
            return

        def would(key: str) -> Content:
            into = known.by_guid[CodeId(key)]
            with self._project.read() as session:
                return fold_told(code, into, folding(session, code.guid, into.guid))

        def fold(key: str) -> None:
            into = known.by_guid[CodeId(key)]
            done = code_acts.fold(self._project, code, into)
            self.point_at(into.guid)
            self.notify(folded(code, into, done), markup=False)

        own = known.branch(code.guid)
        others = [each for each in known.codes if each.guid not in own and each.status != "retired"]
        if code.codings:  # a heading takes none
            others = [each for each in others if each.codable]
        palette = PickOne(f"Fold “{code.name}” into", code_lines(others, self._ground), would)
        await self.app.push_screen(palette, told(self, fold))

    async def action_split(self) -> None:
        """Asks into what to split the code; then its codings can be sorted."""
        code = self._code_or_word()
        if code is not None:
            await self.app.push_screen(SplitCode(code), told(self, partial(self._split, code)))

    def _split(self, code: CodeView, parts: Parts) -> None:
        code_acts.split(self._project, code, parts.names, beside=parts.beside)
        if code.codings:
            self._sort(code.guid)

    async def action_sort(self) -> None:
        """Sorts the codings of a split code: of the chosen one, else of one that has some."""
        known, code = self._known, self.code
        waiting = known.waiting if known else ()
        if known is None or not waiting:
            self.notify("No coding waits to be sorted; s splits a code.", markup=False)
        elif (code and known.unsorted(code.guid)) or len(waiting) == 1:
            self._sort(code.guid if code and known.unsorted(code.guid) else waiting[0].code)
        else:
            lines = code_lines((known.by_guid[each.code] for each in waiting), self._ground)
            await self.app.push_screen(PickOne("Sort the codings of which code?", lines), told(self, self._sort))

    def _sort(self, code: str) -> None:
        self.app.push_screen(ResortScreen(self._project, CodeId(code)), told(self, self._go_to))

    async def action_older(self) -> None:
        """Lists the codings of the code that are older than its definition."""
        code, known = self._code_or_word(), self._known
        older = [each.coding for each in known.older(code.guid)] if code and known else []
        if code is not None and older:
            with self._project.read() as session:
                shown = in_context(session, older, CONTEXT)
            title = f"Coded before “{code.name}” was defined as it is now"
            again = Reread(title, shown, partial(code_acts.confirm, self._project))
            await self.app.push_screen(again, told(self, self._go_to))
        elif code is not None:
            self.notify(f"No coding with “{code.name}” is older than its definition.", markup=False)

    def _go_to(self, place: Place) -> None:
        self.post_message(self.PlaceChosen(place))

    def action_retire(self) -> None:
        """Takes the code out of use, or brings a retired one back."""
        code = self._code_or_word()
        if code is not None:
            code_acts.retire(self._project, code)
            if code.status != "retired":
                self.notify(
                    f"“{code.name}” is retired; its codings stay. {pressed('undo', self.app)} brings it back.",
                    markup=False,
                )

    def action_delete(self) -> None:
        """Deletes the code, if it was never used."""
        code = self._code_or_word()
        if code is not None:
            code_acts.delete(self._project, code)
            self.notify(f"“{code.name}” is deleted. {pressed('undo', self.app)} brings it back.", markup=False)
