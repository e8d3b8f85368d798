"""Export: what leaves the study as a file, as which kind of file, and how."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from thematica.reports.exports import WRITTEN, Order, What, holding, written
from thematica.store.ids import ThemeId
from thematica.store.project import Project, utc_now
from thematica.store.reads.study import info
from thematica.store.reads.themes import ThemeView, themes
from thematica.text.normalise import safe
from thematica.tui.desk.subjects import theme_lines
from thematica.tui.files import free, named
from thematica.tui.keys import EXPORT, STUDY, Key, bindings
from thematica.tui.rooms import Place
from thematica.tui.screens.dialogs import PickOne
from thematica.tui.telling import told
from thematica.tui.widgets.bars import KeyBar, TitleBar
from thematica.tui.widgets.filter_list import Line
from thematica.tui.widgets.progress_line import ProgressLine
from thematica.work.progress import Progress

WHATS: dict[What, str] = {
    "themes": "Themes with quotes",
    "excerpts": "Excerpts",
    "codebook": "Codes, defined",
    "audit": "Audit trail",
}
KINDS = {
    ".docx": "Word",
    ".md": "Markdown",
    ".xlsx": "Excel",
    ".csv": "CSV",
    ".yaml": "YAML",
    ".qdc": "REFI-QDA (.qdc)",
}
FIGURES = {None: "by approach", True: "yes", False: "no"}
NEXT_FIGURES = {None: True, True: False, False: None}
ALL, REPLACE = "all", "replace"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen on the screen."""

    what: What = "themes"
    suffix: str = ".docx"
    theme: ThemeView | None = None
    clean: bool = False
    counts: bool | None = None

    def of(self, what: What) -> Choice:
        """The same for something else, as the same kind of file where that can hold it."""
        kinds = _kinds(what)
        return replace(self, what=what, suffix=self.suffix if self.suffix in kinds else kinds[0])

    def hows(self) -> dict[str, str]:
        """What else can be said about it, by what turns it, in words."""
        found = {}
        if self.what == "themes" and self.suffix in {".docx", ".md"}:
            found["theme"] = f"which: {safe(self.theme.name) if self.theme else 'all themes'}"
        if self.what in {"themes", "codebook"} and self.suffix not in {".yaml", ".qdc"}:
            found["counts"] = f"figures: {FIGURES[self.counts]}"
        if self.what == "themes" and self.suffix == ".docx":
            found["clean"] = f"comments and memos: {'no' if self.clean else 'yes'}"
        return found

    def order(self, out: Path) -> Order:
        """As an order for a file. Raises NotAllowed when its name ends in what cannot hold it."""
        theme = self.theme.guid if self.theme and "theme" in self.hows() else None
        return Order(out, holding(out, self.what), theme=theme, clean=self.clean, counts=self.counts)


def _kinds(what: What) -> list[str]:
    return [suffix for suffix, held in WRITTEN.items() if what in held]


class ExportScreen(Screen[Place]):
    """Chooses what to write and where, and writes it. Never replaces a file unasked."""

    CSS_PATH: ClassVar[Any] = ["export.tcss", "palette.tcss"]
    AUTO_FOCUS = "#what"
    KEYS: ClassVar[tuple[Key, ...]] = (*EXPORT, *STUDY)
    BINDINGS: ClassVar[list[BindingType]] = bindings(EXPORT)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._choice = Choice()
        self._offered = ""

    def compose(self) -> ComposeResult:
        """Three lists beside one another, the file below."""
        yield TitleBar()
        with Horizontal(id="choices"):
            for name, heading in (("what", "WHAT"), ("as", "AS"), ("how", "HOW")):
                with Vertical(classes="column"):
                    yield Static(heading, classes="heading", markup=False)
                    yield OptionList(id=name, markup=False)
        yield Static("FILE", classes="heading", markup=False)
        yield Input(id="file", select_on_focus=False, compact=True)
        yield ProgressLine()
        yield KeyBar(self.KEYS)

    def on_mount(self) -> None:
        """Shows what can be chosen."""
        with self._project.read() as session:
            study = info(session)
        self.query_one(TitleBar).show(study.name, "export", self._project.coder_name)
        self._list("what").set_options([Option(said, id=what) for what, said in WHATS.items()])
        self._list("what").highlighted = 0

    def _list(self, name: str) -> OptionList:
        return self.query_one(f"#{name}", OptionList)

    # -- choosing -------------------------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted, "#what")
    def _what(self, event: OptionList.OptionHighlighted) -> None:
        what = next(each for each in WHATS if each == event.option.id)
        self._choice = self._choice.of(what)
        kinds = _kinds(what)
        self._list("as").set_options([Option(KINDS[suffix], id=suffix) for suffix in kinds])
        self._list("as").highlighted = kinds.index(self._choice.suffix)
        self._show()

    @on(OptionList.OptionHighlighted, "#as")
    def _as(self, event: OptionList.OptionHighlighted) -> None:
        if event.option.id in _kinds(self._choice.what):
            self._choice = replace(self._choice, suffix=event.option.id)
            self._show()

    @on(OptionList.OptionSelected, "#what")
    @on(OptionList.OptionSelected, "#as")
    def _settled(self) -> None:
        self.focus_next()

    @on(OptionList.OptionSelected, "#how")
    async def _how(self, event: OptionList.OptionSelected) -> None:
        choice = self._choice
        if event.option.id == "clean":
            self._choose(replace(choice, clean=not choice.clean))
        elif event.option.id == "counts":
            self._choose(replace(choice, counts=NEXT_FIGURES[choice.counts]))
        else:
            with self._project.read() as session:
                every = themes(session)
            lines = [Line(ALL, Content("all themes")), *theme_lines(every)]
            await self.app.push_screen(PickOne("Which theme?", lines), told(self, partial(self._one_theme, every)))

    def _one_theme(self, every: tuple[ThemeView, ...], key: str) -> None:
        self._choose(replace(self._choice, theme=next((each for each in every if each.guid == ThemeId(key)), None)))

    def _choose(self, choice: Choice) -> None:
        self._choice = choice
        self._show()

    def _show(self) -> None:
        """Shows how it will be written, and offers a file for it unless another was typed."""
        hows, at = self._list("how"), self._list("how").highlighted
        lines = self._choice.hows()
        hows.set_options([Option(Content(said), id=name) for name, said in lines.items()])
        hows.highlighted = min(at or 0, len(lines) - 1) if lines else None
        hows.can_focus = bool(lines)
        file = self.query_one("#file", Input)
        if file.value == self._offered:
            stem = f"{self._project.path.stem}-{self._choice.what}"
            self._offered = str(free(self._project.path.with_name(f"{stem}{self._choice.suffix}")))
            file.value = self._offered

    # -- writing --------------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    async def _submitted(self) -> None:
        await self.action_write()

    async def action_write(self) -> None:
        """Writes the file; asks first where there is one."""
        if self.query_one(ProgressLine).is_busy:
            return
        order = self._choice.order(named(self.query_one("#file", Input).value))
        if order.out.exists():
            lines = [Line("", Content("keep it, and choose another name")), Line(REPLACE, Content("replace it"))]
            ask = PickOne(f"{safe(order.out.name)} is there already", lines)
            await self.app.push_screen(ask, told(self, partial(self._replace, order)))
        else:
            self._write(order)

    def _replace(self, order: Order, answer: str) -> None:
        if answer == REPLACE:
            self._write(order)

    def _write(self, order: Order) -> None:
        project = self._project

        def steps() -> Generator[Progress, None, tuple[str, ...]]:
            with project.read() as session:
                return (yield from written(session, order, now=utc_now()))

        def done(missing: tuple[str, ...]) -> None:
            without = f"\nIt has no room for {', '.join(missing)}." if missing else ""
            self.notify(f"Written to {order.out}.{without}", markup=False, timeout=12)
            self._offered = self.query_one("#file", Input).value  # the next one is offered another name
            self._show()

        self.query_one(ProgressLine).run("writing", steps, done)

    def action_walk(self, step: int) -> None:
        """Down or up the list."""
        if isinstance(self.focused, OptionList):
            (self.focused.action_cursor_down if step > 0 else self.focused.action_cursor_up)()

    def action_turn(self) -> None:
        """As enter does it."""
        if isinstance(self.focused, OptionList):
            self.focused.action_select()

    def action_leave(self) -> None:
        """Stops what is being written, else goes back."""
        if not self.query_one(ProgressLine).stop():
            self.dismiss()
