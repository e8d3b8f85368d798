"""Settings: the user's own, which are kept in `config.yaml`, and the study's, which are acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from thematica.formats import user_settings
from thematica.store.project import Project
from thematica.store.reads.study import Info, info
from thematica.tui import study_acts
from thematica.tui.changes import Afresh, CoderChosen, StudyChanged
from thematica.tui.desk import acts
from thematica.tui.keys import BESIDE, SCREENS, SETTINGS, STUDY, Key, bindings, in_force
from thematica.tui.plain import in_a_line, number
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import Ask, PickOne
from thematica.tui.screens.new_project import APPROACHES
from thematica.tui.screens.write_text import WriteText
from thematica.tui.telling import told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line

LABEL = 14  # cells
NOT_ASKED = "not measured: a reflexive study says first why it wants figures"


@dataclass(frozen=True, slots=True)
class Setting:
    """A line: what it is called, what it is now, and what changes it."""

    name: str
    value: str
    change: Callable[[], None]


class SettingsScreen(Screen[Place]):
    """Every setting in one list."""

    CSS_PATH: ClassVar[Any] = ["settings.tcss", "palette.tcss"]
    AUTO_FOCUS = "OptionList"
    KEYS: ClassVar[tuple[Key, ...]] = (*SETTINGS, *BESIDE, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*SETTINGS, *BESIDE))
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._afresh = Afresh(self, self._read)
        self._settings: dict[str, Setting] = {}

    def compose(self) -> ComposeResult:
        """The list between the bars."""
        yield TitleBar()
        with Vertical():
            yield OptionList(markup=False)
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Reads and shows every setting."""
        self._read()

    @on(StudyChanged)
    def _changed(self) -> None:
        """Reads again."""
        self._afresh.soon()

    def _read(self) -> None:
        with self._project.read() as session:
            study = info(session)
        self.query_one(TitleBar).show(study.name, "settings", self._project.coder_name)
        groups = {f"YOURS  in {user_settings.path()}": self._own(), "THE STUDY": self._of_the_study(study)}
        self._settings = {setting.name: setting for group in groups.values() for setting in group}
        options = self.query_one(OptionList)
        at = options.highlighted
        options.set_options(
            [
                option
                for heading, group in groups.items()
                for option in (
                    Option(Content.styled(f"\n{in_a_line(heading)}", "bold $text-muted"), disabled=True),
                    *(Option(_line(setting), id=setting.name) for setting in group),
                )
            ]
        )
        options.highlighted = at if at is not None else 1

    # -- one's own ------------------------------------------------------------------------------------------------

    def _own(self) -> Sequence[Setting]:
        every = _by_id()
        changed = sum(key != mine for key, mine in zip(every, in_force(every, self.app), strict=True))
        keys = f"{number(changed, 'key')} of your own" if changed else "as they come"
        return (
            Setting("coder", self._project.coder_name, self._ask_coder),
            Setting("look", self.app.theme, self._ask_look),
            Setting("keys", keys, self._show_keys),
        )

    def _ask_coder(self) -> None:
        ask = Ask("Who codes?", value=self._project.coder_name, hint="The study opens again in this name")

        def choose(name: str) -> None:
            self.post_message(CoderChosen(name))

        self.app.push_screen(ask, told(self, choose))

    def _ask_look(self) -> None:
        lines = [Line(look, Content(look)) for look in user_settings.LOOKS]
        self.app.push_screen(PickOne("Which look?", lines), told(self, self._wear))

    def _wear(self, look: str) -> None:
        user_settings.keep("look", look)
        self.app.theme = look
        self._read()

    def _show_keys(self) -> None:
        lines = [
            Line(key.id, Content.assemble(f"{key.id:16}", (f" {key.shown:16} ", "bold $accent"), key.help))
            for key in in_force(_by_id(), self.app)
        ]
        self.app.push_screen(PickOne("Keys by the ids that config.yaml calls them by", lines))

    # -- the study's ----------------------------------------------------------------------------------------------

    def _of_the_study(self, study: Info) -> Sequence[Setting]:
        reason = study.agreement_reason or (NOT_ASKED if study.approach == "reflexive" else "asked for by the approach")
        return (
            Setting("name", study.name, partial(self._ask, "name", study.name)),
            Setting("question", study.question, partial(self._write, "question", study.question)),
            Setting("about", study.about, partial(self._write, "about", study.about)),
            Setting("approach", study.approach, self._ask_approach),
            Setting("language", study.language, partial(self._ask, "language", study.language)),
            Setting("blind coding", "on" if study.blind else "off", partial(self._blind, not study.blind)),
            Setting("agreement", reason, partial(self._ask_reason, study.agreement_reason or "")),
        )

    def _ask(self, field: str, value: str) -> None:
        ask = Ask(f"The study's {field}", value=value)
        self.app.push_screen(ask, told(self, partial(study_acts.describe, self._project, field)))

    def _write(self, field: str, value: str) -> None:
        def keep(text: str) -> None:
            if text != value:
                study_acts.describe(self._project, field, text)

        self.app.push_screen(WriteText(f"The study's {field}", value), told(self, keep))

    def _ask_approach(self) -> None:
        lines = [
            Line(approach, Content.assemble((approach, "bold"), (f"  {what}", "$text-muted")))
            for approach, what in APPROACHES.items()
        ]
        ask = PickOne("Which approach?", lines)
        self.app.push_screen(ask, told(self, partial(study_acts.describe, self._project, "approach")))

    def _blind(self, blind: bool) -> None:
        acts.code_blind(self._project, blind=blind)

    def _ask_reason(self, value: str) -> None:
        ask = Ask("Why does this study measure agreement?", value=value, hint="The reason stands in the audit trail")
        self.app.push_screen(ask, told(self, partial(study_acts.allow_agreement, self._project)))

    # -- keys -----------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Changes the setting under the cursor."""
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self._settings[option.id].change()

    def action_walk(self, step: int) -> None:
        """The next setting, or the one before."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if step > 0 else options.action_cursor_up)()

    def action_leave(self) -> None:
        """Back to the transcript."""
        self.dismiss()


def _by_id() -> tuple[Key, ...]:
    """Every action once."""
    return tuple({key.id: key for keys in SCREENS.values() for key in keys}.values())


def _line(setting: Setting) -> Content:
    value = in_a_line(setting.value) if setting.value else "not said"
    return Content.assemble((f"{setting.name:{LABEL}}", "$text-muted"), value)
