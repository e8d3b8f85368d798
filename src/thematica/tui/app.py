"""The workbench: owns the project, passes on its news, and says in words what went wrong."""

from __future__ import annotations

import asyncio
import signal
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter

from thematica.errors import ThematicaError
from thematica.formats import user_settings
from thematica.store.project import Changed, Project, system_coder, utc_now
from thematica.store.reads.study import info
from thematica.tui import looks
from thematica.tui.changes import CoderChosen, Keeps, StudyChanged
from thematica.tui.commands import ActionCommands, keys_of
from thematica.tui.commands import run as run_key
from thematica.tui.guard import Guard
from thematica.tui.jobs import in_background
from thematica.tui.keymap import keymap
from thematica.tui.keys import EVERYWHERE, STUDY, Keymap, bindings
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.keys_screen import KeysScreen
from thematica.tui.screens.start import StartScreen
from thematica.tui.state import State
from thematica.tui.telling import tell, telling
from thematica.tui.tidying import Tidying
from thematica.tui.type_ahead import TypeAhead
from thematica.tui.widgets.bars import KeyBar
from thematica.work import rules

HERE = Path(__file__).parents[1]
READ_ONLY = "This project may only be read.\nLook around; to code, copy it to a folder of yours and open the copy."
LOOKS_AFTER = 1.0  # seconds between looks at what other programs did to the file


class ThematicaApp(App[None]):
    """One coder at one project, or at the start screen.

    Raises BadFile when the user's settings cannot be understood.
    """

    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[Any]] = {ActionCommands}
    BINDINGS: ClassVar[list[BindingType]] = bindings((*EVERYWHERE, *STUDY))

    def __init__(self, path: Path | None = None, coder: str | None = None) -> None:
        super().__init__()
        settings = user_settings.load()
        self.keymap: Keymap = keymap(settings.keys, user_settings.path())
        """The user's own keys, by the ids of actions."""
        self.set_keymap({id_: ",".join(keys) for id_, keys in self.keymap.items()})
        self._path = path
        self._coder = coder or settings.coder
        self._look_wished = settings.look or looks.LOOKS[0].name
        self._state = State()
        self._tidying = Tidying()
        self._type_ahead = TypeAhead(self, self._tidying)
        self._is_blind = False  # the last look at the file failed
        self.project: Project | None = None
        """The open project."""
        self._guard = Guard()

    def on_mount(self) -> None:
        """Opens what was asked for, else the start screen."""
        for look in looks.LOOKS:
            self.register_theme(look)
        self.theme = self._look_wished
        self.set_interval(LOOKS_AFTER, self._look)
        self._leave_in_order()
        if self._path is not None:
            with telling(self):
                self._open(self._path)
        if self.project is None:
            self._start()

    def _leave_in_order(self) -> None:
        # A closed terminal window or a shutdown must not cost a memo that is being written.
        for name in ("SIGHUP", "SIGTERM"):
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(
                    getattr(signal, name), lambda: self.call_later(self.run_action, "quit")
                )

    def on_ready(self) -> None:
        """After the first paint."""
        self._tidying.begin()

    def on_unmount(self) -> None:
        """Lets go of the project."""
        if self.project is not None:
            self.project.close()

    # -- projects -------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        self.push_screen(StartScreen(self._state.recent, self._coder or system_coder()))

    def _open(self, path: Path) -> None:
        project = Project.open(path, coder=self._coder)
        with project.read() as session:
            name = info(session).name
        project.on_change(self._changed)
        self.project = project
        self._state.opened(path, name, utc_now())
        self.push_screen(DeskScreen(project))
        if project.is_read_only:
            self.notify(READ_ONLY, severity="warning", markup=False, timeout=12)

    @on(StartScreen.OpenAsked)
    def _open_asked(self, event: StartScreen.OpenAsked) -> None:
        with telling(self):
            self._open(event.path)

    @on(StartScreen.NewAsked)
    def _new_asked(self, event: StartScreen.NewAsked) -> None:
        from thematica.tui.making import make

        self._coder = event.wish.coder or self._coder
        if event.wish.coder not in ("", system_coder()) and not user_settings.load().coder:
            with telling(self):  # or the study would open tomorrow in the name the machine has for them
                user_settings.keep("coder", rules.name("coder", event.wish.coder))
        in_background(self, "new project", lambda: make(event.wish), self._open)

    @on(StartScreen.DemoAsked)
    def _demo_asked(self) -> None:
        from thematica.tui.making import make_demo

        self.notify("Building the demo study…", markup=False)
        in_background(self, "demo study", make_demo, self._open)

    @on(StartScreen.ForgetAsked)
    def _forget_asked(self, event: StartScreen.ForgetAsked) -> None:
        self._state.forget(event.path)
        if isinstance(self.screen, StartScreen):
            self.screen.show_recent(self._state.recent)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every painted line goes through."""
        return [*super().get_line_filters(), self._guard]

    def action_close_project(self) -> None:
        """Back to the start screen."""
        self._close()
        self._start()

    def _close(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if self.project is not None:
            self.project.close()
            self.project = None

    @on(CoderChosen)
    def _coder_chosen(self, event: CoderChosen) -> None:
        """Opens the project again in somebody else's name, and keeps it in the user's settings."""
        project = self.project
        with telling(self):
            self._coder = rules.name("coder", event.coder)
            user_settings.keep("coder", self._coder)
            if project is not None:
                self._close()
                self._open(project.path)
                self.notify(f"{self._coder} sits at the desk.", markup=False)

    def _changed(self, changed: Changed) -> None:
        for screen in self.screen_stack[1:]:  # the first is Textual's own, and any message makes it paint all there is
            screen.post_message(StudyChanged(changed))

    def _look(self) -> None:
        if self.project is None:
            return
        try:
            self.project.look()
        except ThematicaError as fault:
            if not self._is_blind:  # told once, not every second
                tell(self, fault)
            self._is_blind = True
        else:
            self._is_blind = False

    # -- what can be done everywhere ------------------------------------------------------------------------------

    def action_keys(self) -> None:
        """Shows the keys of the screen."""
        self.push_screen(KeysScreen(keys_of(self.screen)))

    def action_look(self) -> None:
        """Changes to the next look, and keeps it in the user's settings."""
        self.theme = looks.after(self.theme)
        user_settings.keep("look", self.theme)

    def action_undo(self) -> None:
        """Takes the coder's last act back."""
        if self.project is not None:
            self.notify(f"Taken back: {self.project.undo(mine=True).label}.", markup=False)

    def action_redo(self) -> None:
        """Does again what was taken back."""
        if self.project is not None:
            self.notify(f"Done again: {self.project.redo(mine=True).label}.", markup=False)

    async def action_quit(self) -> None:
        """Leaves; whatever is still being written is kept first."""
        self._keep()
        self.exit()

    def on_exit_app(self) -> None:
        """Keeps whatever is still being written also when a browser's tab was closed, which asks nobody."""
        with telling(self):
            self._keep()

    def _keep(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Keeps):
                screen.keep()

    @on(KeyBar.Pressed)
    async def _key_pressed(self, event: KeyBar.Pressed) -> None:
        await run_key(self, event.key)

    # -- keys and faults ------------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for one another, and come to nothing on the way out; everything else is as always."""
        pressed = event if isinstance(event, events.Key) and not event.is_forwarded else None
        if pressed is not None and (not self.screen_stack or self._type_ahead.holds(pressed)):
            return
        await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Does an action of any screen; what a person can act on becomes a notice."""
        with telling(self):
            return await super().run_action(action, default_namespace, namespaces)
        return True

    def panic(self, *_renderables: Any) -> None:
        """Stops after a fault of ours, without showing what it was about: that may be a participant's words."""
        self._fatal_error()

    def _fatal_error(self) -> None:  # Textual's own prints the values of local variables
        if not self._exit_renderables:
            self._exit_renderables.append(Text("\n".join(_said_of(self._exception))))
        self._close_messages_no_wait()


def _said_of(fault: BaseException | None) -> list[str]:
    """A fault as its type and the place in our code, and nothing of what was being worked on."""
    fault = getattr(fault, "error", fault)
    frames = traceback.extract_tb(fault.__traceback__) if fault is not None else []
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(HERE)]
    where = f" in {Path(ours[-1].filename).relative_to(HERE)}, line {ours[-1].lineno}" if ours else ""
    return [
        f"thematica stopped because of a fault of its own: {type(fault).__name__}{where}.",
        "Everything you did is on disk; open the project again to go on.",
    ]


def run(path: Path | None, coder: str | None) -> None:
    """Runs the workbench on a project, or with None from its start screen; returns when it is left."""
    ThematicaApp(path, coder).run()
