"""The import screen: files are read and looked at, what was understood is corrected, and only then they are stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen

from thematica.store.project import Project
from thematica.store.reads.study import info
from thematica.text.normalise import safe
from thematica.text.span import Span
from thematica.tui.files import meant
from thematica.tui.intake.incoming import Incoming, Stored, read, store
from thematica.tui.intake.intake_desk import IntakeDesk
from thematica.tui.jobs import in_background
from thematica.tui.keys import CORRECTING, IMPORT, Key, bindings, of
from thematica.tui.rooms import Place
from thematica.tui.screens.choose_files import ChooseFiles
from thematica.tui.telling import LONG_ENOUGH, told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.progress_line import ProgressLine
from thematica.work.progress import Progress

MOST_NAMED = 8  # files that a notice names
START = Span(0, 0)


class ImportScreen(Screen[Place]):
    """What is done with files as a whole. Gives the beginning of the first source that was stored."""

    CSS_PATH = "importing.tcss"
    AUTO_FOCUS = "#files"
    KEYS: ClassVar[tuple[Key, ...]] = (*IMPORT, *of("IntakeDesk", CORRECTING))
    BINDINGS: ClassVar[list[BindingType]] = bindings(IMPORT)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    class WasRead(Message):
        """More files were read. Of several such news, only the last is looked at."""

        def can_replace(self, message: Message) -> bool:
            """Whether this need not be looked at, as `message` came after it."""
            return isinstance(message, ImportScreen.WasRead)

    @dataclass
    class WasStored(Message):
        """Storing is over, to the end or stopped between two files."""

        files: list[Stored]
        whole: bool

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self.desk = IntakeDesk(project)
        """The files, and what was understood of the chosen one."""
        self._waiting: deque[Incoming] = deque()
        self._were_read: deque[Incoming] = deque()
        self._is_reading = False
        self._is_warned = False
        with project.read() as session:
            self._study = info(session)

    def compose(self) -> ComposeResult:
        """The files and what was understood of them, between the bars."""
        yield TitleBar()
        yield self.desk
        yield ProgressLine()
        yield KeyBar(self.KEYS)

    async def on_mount(self) -> None:
        """Asks for files at once: for them one came."""
        self.desk.show()
        self._show_state()
        await self.action_add()

    @property
    def line(self) -> ProgressLine:
        """How far reading or storing has come."""
        return self.query_one(ProgressLine)

    def _show_state(self) -> None:
        batch = self.desk.incoming
        state = f"{len(batch.wanted)} of {len(batch)} files to import" if len(batch) else ""
        self.query_one(TitleBar).show(self._study.name, "import", state)
        self.set_class(self._is_reading or self.desk.is_locked, "-busy")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's own)
        """While files are being stored they can only be looked at, or the storing stopped."""
        return not self.desk.is_locked or action in {"leave", "panes"}

    # -- choosing and reading ---------------------------------------------------------------------------------------

    async def action_add(self) -> None:
        """Asks for files, and puts them on the list."""
        await self.app.push_screen(ChooseFiles(self._folder), told(self, self._find))

    def _find(self, given: str) -> None:
        in_background(self, "finding files", partial(meant, given, self._folder), self._add)

    @property
    def _folder(self) -> Path:
        """Where files are looked for that are not named by a whole path: beside the project."""
        return self._project.path.parent.absolute()

    def _add(self, paths: Sequence[Path]) -> None:
        if not self.is_attached:  # left while a large folder was searched
            return
        new = self.desk.add(paths)
        if len(new) < len(paths):
            self.notify(f"{len(paths) - len(new)} on the list already.", markup=False)
        self._read(new)

    def action_read_again(self) -> None:
        """Reads the chosen file again, and every file not yet read."""
        chosen = self.desk.chosen
        unread = [file for file in self.desk.incoming if file.plan is None and file.fault is None and file != chosen]
        self._read([*([chosen] if chosen else []), *unread])

    @on(IntakeDesk.Corrected)
    def _corrected(self, event: IntakeDesk.Corrected) -> None:
        self._read(event.files)

    def _read(self, files: Sequence[Incoming]) -> None:
        """Reads files on a thread; one at a time, the newest wish first."""
        self._waiting.extendleft(reversed(files))
        self._is_warned = False
        if self._waiting and not self._is_reading:
            self._is_reading = True
            self.line.run("reading", self._reading, self._has_read)
        self._show_state()

    def _reading(self) -> Generator[Progress, None, None]:
        done = 0
        while self._waiting:
            yield Progress(done, done + len(self._waiting), self._waiting[0].path.name)
            self._were_read.append(read(self._project, self._waiting.popleft(), self._study.language))
            self.post_message(self.WasRead())
            done += 1

    @on(WasRead)
    def _was_read(self) -> None:
        while self._were_read:
            self.desk.incoming.put(self._were_read.popleft())
        self.desk.show()
        self._show_state()

    def _has_read(self, _: None) -> None:
        self._was_read()
        self._is_reading = False
        self._read(())  # what was corrected in the last moment

    # -- storing ----------------------------------------------------------------------------------------------------

    def action_store(self) -> None:
        """Stores what is ticked, in an act for each file."""
        wanted = self.desk.incoming.wanted
        if self._is_reading:
            self.notify("Some files are still being read; esc stops that.", markup=False)
        elif not wanted:
            self.notify("No file on the list is ticked, read, and new.", markup=False)
        else:
            self.desk.is_locked = True
            self.line.run("importing", partial(self._storing, wanted), lambda _: None)
            self._show_state()

    def _storing(self, wanted: Sequence[Incoming]) -> Generator[Progress, None, None]:
        stored = []
        try:
            for done, file in enumerate(wanted):
                yield Progress(done, len(wanted), file.path.name)
                stored.append(store(self._project, file))
        finally:  # also when it was stopped: what is stored stays
            self.post_message(self.WasStored(stored, whole=len(stored) == len(wanted)))

    @on(WasStored)
    def _was_stored(self, event: WasStored) -> None:
        self.desk.is_locked = False
        unread = [file.path.name for file in self.desk.incoming if file.fault is not None]
        for each in event.files:
            self.desk.incoming.stored(each)
        self.desk.show()
        self._tell(event.files, unread)
        new = [each.source for each in event.files if each.is_new and each.source is not None]
        if event.whole and new:
            self.dismiss((new[0], START))
        else:
            self._show_state()

    def _tell(self, files: Sequence[Stored], unread: Sequence[str]) -> None:
        """What became of the files, and of the codings on texts that were replaced."""
        known = sum(each.source is not None and not each.is_new for each in files)
        said = [f"{sum(each.is_new for each in files)} imported" + (f", {known} there already." if known else ".")]
        if touches := [touch for each in files if each.touched for touch in each.touched.touches]:
            said.append(f"Look at {len(touches)} codings, quotes or memos: their words were changed.")
        said += [f"Not imported: {each.path.name}. {each.fault.message}" for each in files if each.fault]
        if unread:
            more = f" and {len(unread) - MOST_NAMED} more" if len(unread) > MOST_NAMED else ""
            said.append(f"Could not be read: {', '.join(unread[:MOST_NAMED])}{more}.")
        self.notify(
            "\n".join(map(safe, said)),
            severity="warning" if len(said) > 1 else "information",
            markup=False,
            timeout=LONG_ENOUGH,
        )

    # -- leaving ----------------------------------------------------------------------------------------------------

    def action_panes(self, step: int) -> None:
        """Goes to another pane."""
        panes = self.desk.panes
        here = next((place for place, pane in enumerate(panes) if pane.has_focus), 0)
        panes[(here + step) % len(panes)].focus()

    def action_leave(self) -> None:
        """Stops what is under way; else back to the transcript, once more asked for where corrections would be lost."""
        if self.desk.is_locked:
            self.line.stop()
        elif self._is_reading:
            self.line.stop()
            self._is_reading = False
            self._waiting.clear()
            self._show_state()
            self.notify("Stopped. R goes on.", markup=False)
        elif self.desk.has_corrections and not self._is_warned:
            self._is_warned = True
            self.notify("What you corrected here is not imported yet; esc again leaves it.", markup=False)
        else:
            self.dismiss()
