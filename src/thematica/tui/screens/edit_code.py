"""The fields of a code: leaving keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Static, TextArea

from thematica.store.reads.codes import CodeView
from thematica.tui.telling import telling
from thematica.work.codebook import Fields

STAND_IN = "  "  # before a line that goes on with the one above


class EditCode(ModalScreen[None]):
    """Everything that says what a code means. Whatever was changed is kept on leaving."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Keep and leave"),
        Binding("ctrl+s", "keep", "Keep", priority=True),  # a habit; leaving keeps too
    ]

    def __init__(self, code: CodeView, keep: Callable[[CodeView, Fields], None]) -> None:
        super().__init__()
        self._code = code
        self._keep = keep
        self._texts = {
            "name": code.name,
            "brief": code.brief,
            "definition": code.definition,
            "include": _as_text(code.include),
            "exclude": _as_text(code.exclude),
            "example": code.example,
            "aliases": _as_text(code.aliases),
            "symbol": code.symbol or "",
        }
        self._invented = code.example_invented

    def compose(self) -> ComposeResult:
        """A field for each."""
        with Vertical(classes="dialog fields code-fields"):
            with VerticalScroll(can_focus=False):
                yield from self._line("name", "Name")
                yield from self._area("brief", "Brief: the idea in a few words")
                yield from self._area("definition", "Definition")
                yield from self._area("include", "Use when: a line for each case")
                yield from self._area("exclude", "Do not use when: a line for each case")
                yield from self._area("example", "Example")
                yield Checkbox("the example is invented", self._invented, id="invented", compact=True)
                yield from self._area("aliases", "Other names: a line for each")
                yield from self._line("symbol", "Symbol: one or two characters, where there is no colour")
            yield Static("esc keeps it and goes back · tab next field", classes="hint", markup=False)

    def _line(self, field: str, label: str) -> ComposeResult:
        yield Static(label, classes="label", markup=False)
        yield Input(self._texts[field], id=field, select_on_focus=False, compact=True)

    def _area(self, field: str, label: str) -> ComposeResult:
        yield Static(label, classes="label", markup=False)
        yield TextArea(self._texts[field], id=field, soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """Ready to write what is not there yet."""
        self.query_one(".dialog").border_title = "Code"
        empty = (field for field in ("brief", "definition") if not self._texts[field])
        self.query_one(f"#{next(empty, 'definition')}").focus()

    def action_leave(self) -> None:
        """Keeps what was written and goes back; stays open when it cannot be kept."""
        with telling(self):
            self.keep()
            self.dismiss()

    def action_keep(self) -> None:
        """Keeps what was written so far."""
        with telling(self):
            self.keep()

    def keep(self) -> None:
        """Keeps whatever differs from what was kept last; the rest stays as it may have become meanwhile."""
        texts = {field: self._text(field) for field in self._texts}
        invented = self.query_one("#invented", Checkbox).value
        changed = {field: text for field, text in texts.items() if text != self._texts[field]}
        if not changed and invented == self._invented:
            return
        lists = {
            field: _as_lines(changed.pop(field)) for field in ("include", "exclude", "aliases") if field in changed
        }
        self._keep(
            self._code,
            Fields(
                name=changed.get("name"),
                brief=changed.get("brief"),
                definition=changed.get("definition"),
                include=lists.get("include"),
                exclude=lists.get("exclude"),
                example=changed.get("example"),
                example_invented=invented if invented != self._invented else None,
                aliases=lists.get("aliases"),
                symbol=changed.get("symbol"),
            ),
        )
        self._texts, self._invented = texts, invented

    def _text(self, field: str) -> str:
        widget = self.query_one(f"#{field}")
        return widget.value if isinstance(widget, Input) else self.query_one(f"#{field}", TextArea).text


def _as_text(lines: tuple[str, ...]) -> str:
    """A line for each; one that has line breaks of its own goes on standing in."""
    return "\n".join(line.replace("\n", f"\n{STAND_IN}") for line in lines)


def _as_lines(text: str) -> tuple[str, ...]:
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(STAND_IN) and lines:
            lines[-1] += f"\n{line.removeprefix(STAND_IN)}"
        else:
            lines.append(line)
    return tuple(lines)
