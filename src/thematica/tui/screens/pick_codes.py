"""The palette of codes over a screen that has none of its own."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from thematica.tui.desk.code_palette import Chosen, CodePalette, Question


class PickCodes(ModalScreen[Chosen | None]):
    """Chooses one code or several, or makes one."""

    CSS_PATH = "palette.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual does not declare it a ClassVar)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The palette."""
        yield CodePalette()

    def on_mount(self) -> None:
        """Asks."""
        self.query_one(CodePalette).ask(self._question, self.dismiss)

    @on(CodePalette.Left)
    def _left(self) -> None:
        self.dismiss(None)
