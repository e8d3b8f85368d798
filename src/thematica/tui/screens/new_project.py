"""The form for a new project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, RadioButton, RadioSet, SelectionList, Static

from thematica.store.project import SUFFIX
from thematica.tui.files import named
from thematica.tui.jobs import in_background

APPROACHES = {
    "reflexive": "themes developed by one who reads; codes stay open",
    "codebook": "codes from a codebook and from the data, in a team",
    "framework": "a matrix of cases, for questions set beforehand",
    "content": "codes counted over units, with coders compared",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A project to be made."""

    path: Path
    name: str
    approach: str
    language: str
    coder: str
    codebooks: tuple[str, ...]


class NewProject(ModalScreen[Wish | None]):
    """Asks for name, file, approach, language, coder and codebooks."""

    CSS_PATH = "start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Back"),
        Binding("ctrl+s", "make", "Make the project", priority=True),
    ]

    def __init__(self, coder: str) -> None:
        super().__init__()
        self._coder = coder
        self._own_path = False

    def compose(self) -> ComposeResult:
        """A field for each."""
        with Vertical(classes="form"):
            with VerticalScroll(can_focus=False):
                yield from _labelled("Name", Input(id="name", compact=True))
                yield from _labelled("File", Input(id="file", compact=True))
                yield from _labelled("Coder", Input(self._coder, id="coder", compact=True))
                yield from _labelled(
                    "Language of the transcripts (en, nb, de …)", Input("en", id="language", compact=True)
                )
                yield Static("Approach", classes="label", markup=False)
                with RadioSet(id="approach", compact=True):
                    for approach, told in APPROACHES.items():
                        label = Content.assemble((approach, "bold"), (f"  {told}", "$text-muted"))
                        yield RadioButton(label, value=approach == "reflexive", compact=True)
                yield Static("Codebooks to begin with (space chooses; none is fine)", classes="label", markup=False)
                yield SelectionList[str](id="codebooks", compact=True)
            made = Style.from_meta({"@click": "screen.make"})
            hint = Content.assemble(Content("ctrl+s makes it").stylize(made), " · enter or tab next field · esc back")
            yield Static(hint, classes="hint")

    def on_mount(self) -> None:
        """Ready to type, while the codebooks that come with thematica are looked up."""
        self.query_one(".form").border_title = "New project"
        self.query_one("#name", Input).focus()
        in_background(self, "codebooks", _shipped, self._show_codebooks)

    def _show_codebooks(self, books: list[tuple[str, str]]) -> None:
        shown = self.query_one("#codebooks", SelectionList)
        shown.add_options(
            [(Content.assemble((name, "bold"), (f"  {title}", "$text-muted")), name) for name, title in books]
        )
        shown.highlighted = 0

    def _value(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value.strip()

    @on(Input.Changed, "#name")
    def _named(self, event: Input.Changed) -> None:
        if not self._own_path:
            stem = "-".join(re.findall(r"\w+", event.value.lower())) or "study"
            with self.prevent(Input.Changed):
                self.query_one("#file", Input).value = f"{stem}{SUFFIX}"

    @on(Input.Changed, "#file")
    def _placed(self) -> None:
        self._own_path = True

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.focus_next()

    def action_make(self) -> None:
        """Gives what was filled in."""
        if not self._value("name"):
            self.notify("The project needs a name.", markup=False)
            self.query_one("#name", Input).focus()
            return
        path = named(self._value("file"))
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        approach = list(APPROACHES)[max(self.query_one(RadioSet).pressed_index, 0)]
        books = self.query_one("#codebooks", SelectionList).selected
        wish = Wish(
            path, self._value("name"), approach, self._value("language") or "en", self._value("coder"), tuple(books)
        )
        self.dismiss(wish)


def _shipped() -> list[tuple[str, str]]:
    from thematica.formats.codebooks import shipped

    return [(name, shipped.load(name).name) for name in shipped.names()]


def _labelled(label: str, field: Input) -> ComposeResult:
    yield Static(label, classes="label", markup=False)
    yield field
