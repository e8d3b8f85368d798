"""The codebook screen: every code of the study, what it means, and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.theme import Theme

from thematica.formats.codebooks.values import Codebook
from thematica.store.ids import CodeId
from thematica.store.project import Project
from thematica.store.reads.code_links import outside_framework
from thematica.tui.changes import Afresh, StudyChanged
from thematica.tui.codebook import code_acts, known_codes
from thematica.tui.codebook.code_choices import OTHER, book_told
from thematica.tui.codebook.codebook_files import Reading, on_board, read_file, suggested, write
from thematica.tui.codebook.known_codes import KnownCodes
from thematica.tui.codebook.tending import Tending
from thematica.tui.desk.subjects import code_lines
from thematica.tui.jobs import in_background
from thematica.tui.keys import BESIDE, CODEBOOK, STUDY, TENDING, Key, bindings, of
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.screens.new_version import NewVersion
from thematica.tui.screens.report import Report
from thematica.tui.telling import LONG_ENOUGH, telling, told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line

FILES = "A .yaml, .qdc, .csv or .tsv file, or a .zip that holds one."
WHOLE = "whole"  # the line that stands for all codebooks together


class CodebookScreen(Screen[Place]):
    """What is done to codebooks as a whole. Gives the place of a coding that is to be seen in its transcript."""

    CSS_PATH = "codebook.tcss"
    AUTO_FOCUS = "Outline"
    KEYS: ClassVar[tuple[Key, ...]] = (*of("Tending", TENDING), *CODEBOOK, *BESIDE, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*CODEBOOK, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project, code: CodeId | None) -> None:
        super().__init__()
        self._project = project
        self._code = code
        self._afresh = Afresh(self, self._read)
        self._known: KnownCodes | None = None

    def compose(self) -> ComposeResult:
        """The panes between the bars."""
        yield TitleBar()
        yield Tending(self._project)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads everything, and points at the code in hand."""
        self.app.theme_changed_signal.subscribe(self, self._look_changed)
        self._read()
        if self._code is not None:
            self.tending.point_at(self._code)

    @property
    def tending(self) -> Tending:
        """The two panes."""
        return self.query_one(Tending)

    def _read(self) -> None:
        with telling(self):
            known = self._known = known_codes.read(self._project)
            waiting = sum(len(each.codings) for each in known.waiting)
            to_sort = f" · {waiting} to be sorted" if waiting else ""
            self.query_one(TitleBar).show(known.info.name, "codebook", f"{self._project.coder_name}{to_sort}")
            self.tending.show(known)

    def _look_changed(self, _: Theme) -> None:
        self._read()  # the colours of codes are fitted to the ground

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    @on(Tending.PlaceChosen)
    def _place_chosen(self, event: Tending.PlaceChosen) -> None:
        self.dismiss(event.place)

    # -- looking --------------------------------------------------------------------------------------------------

    def action_narrow(self) -> None:
        """Narrows the tree."""
        self.tending.look_at(self.tending.code_tree)
        self.tending.code_tree.narrow()

    def action_retired(self) -> None:
        """Shows retired codes too, or hides them again."""
        tree = self.tending.code_tree
        tree.show_retired(not tree.with_retired)
        self.notify("Retired codes are shown." if tree.with_retired else "Retired codes are hidden.", markup=False)

    async def action_outside(self) -> None:
        """Lists the study's own codes that nothing ties to a framework."""
        known = self._known
        with self._project.read() as session:
            found = outside_framework(session)
        if known is None or not found:
            self.notify("Every code of your own is tied to a code of a framework.", markup=False)
            return
        lines = code_lines((known.by_guid[code] for code in found), self.background_colors[1].hex6)
        palette = PickOne("Codes of your own that nothing ties to a framework", lines)
        await self.app.push_screen(palette, told(self, self.tending.point_at))

    def action_panes(self) -> None:
        """Goes to the other pane."""
        left, right = self.tending.panes
        following = left if right.has_focus else right
        self.tending.look_at(following)  # what is hidden cannot take the focus
        following.focus()

    def action_desk(self) -> None:
        """Ends narrowing; else back to the transcript."""
        if not self.tending.code_tree.let_go():
            self.dismiss()

    # -- codebooks ------------------------------------------------------------------------------------------------

    async def action_version(self) -> None:
        """Asks for a new version of the codebook under the cursor."""
        book = self.tending.book
        if book is None:
            self.notify("There is no codebook yet; n makes a code, I takes a framework in.", markup=False)
            return

        def make(given: tuple[str, str]) -> None:
            code_acts.new_version(self._project, book, *given)
            self.notify(f"“{book.name}” is now version {given[0]}.", markup=False)

        await self.app.push_screen(NewVersion(book), told(self, make))

    def action_load(self) -> None:
        """Asks for a framework that is on board, or a file, and takes it in."""
        in_background(self, "codebooks", on_board, self._offer)

    def _offer(self, books: dict[str, Codebook]) -> None:
        def tell(key: str) -> Content:
            return book_told(books[key]) if key in books else Content(FILES)

        def load(key: str) -> None:
            if key in books:
                self._take_in(Reading(key, books[key]))
            else:
                ask = Ask("Load a codebook from a file", hint="Its path; ~ is your home")
                self.app.push_screen(ask, told(self, self._read_file))

        lines = [Line(name, Content.assemble((name, "bold"), f"  {book.name}")) for name, book in books.items()]
        palette = PickOne("Load a codebook", [*lines, Line(OTHER, Content("a file…"))], tell)
        self.app.push_screen(palette, told(self, load))

    def _read_file(self, path: str) -> None:
        in_background(self, "codebook", lambda: read_file(path), self._take_in)

    def _take_in(self, read: Reading) -> None:
        if read.book is None:
            self.app.push_screen(Report(f"{read.name} cannot be loaded", read.remarks))
            return
        self.tending.point_at(code_acts.add_codebook(self._project, read.book))
        number = sum(1 for _ in read.book.walk())
        self.notify(f"“{read.book.name}” is in the study, with {number} codes and headings.", markup=False)
        if read.remarks:
            self.app.push_screen(Report(f"{read.name} was taken in; this is worth a look", read.remarks))

    async def action_write(self) -> None:
        """Asks which codebook to write, where there are several, and to what file."""
        books = [book for book in self._known.books if book.codes] if self._known else []
        if not books:
            self.notify("There are no codes to write yet.", markup=False)
        elif len(books) == 1:
            self._ask_path(WHOLE)
        else:
            lines = [Line(book.guid, Content(book.name), book.version) for book in books]
            palette = PickOne("Write which codebook?", [*lines, Line(WHOLE, Content("all of them in one"))])
            await self.app.push_screen(palette, told(self, self._ask_path))

    def _ask_path(self, key: str) -> None:
        wanted = None if key == WHOLE else key

        def write_to(given: str) -> None:
            in_background(self, "codebook", lambda: write(self._project, given, wanted), self._written)

        ask = Ask(
            "Write the codebook to a file",
            value=str(suggested(self._project.path)),
            hint="The ending says what kind: .yaml for thematica, .qdc or .csv for other programs, .docx to be read",
        )
        self.app.push_screen(ask, told(self, write_to))

    def _written(self, done: tuple[Path, tuple[str, ...]]) -> None:
        path, left_out = done
        more = f" It holds codes only; left out: {', '.join(left_out)}." if left_out else ""
        self.notify(f"The codebook is in {path}.{more}", markup=False, timeout=LONG_ENOUGH)
