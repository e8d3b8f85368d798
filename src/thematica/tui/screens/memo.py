"""Writing a memo: leaving keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from thematica.tui.desk.subjects import Subject
from thematica.tui.plain import in_a_line
from thematica.tui.telling import telling


class WriteMemo(ModalScreen[None]):
    """A memo on one of several subjects, `ctrl+t` goes to the next. Whatever was written is kept on leaving.

    `prompts` are questions to think about, shown below what is written.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Keep and leave"),
        ("ctrl+t", "turn", "Next subject"),
    ]

    def __init__(
        self,
        subjects: Sequence[Subject],
        keep: Callable[[Subject, str], None],
        *,
        title: str = "Memo",
        prompts: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._title = title
        self._prompts = tuple(prompts)
        self._subjects = tuple(subjects)
        self._keep = keep
        self._kept = [subject.text for subject in subjects]
        self._drafts = [subject.text for subject in subjects]
        self._at = 0

    def compose(self) -> ComposeResult:
        """The text, and what it is on."""
        with Vertical(classes="dialog prompted" if self._prompts else "dialog"):
            yield Static(id="subject", markup=False)
            yield TextArea(self._drafts[0], soft_wrap=True, tab_behavior="focus")
            if self._prompts:
                asked = "\n".join(f"· {in_a_line(prompt)}" for prompt in self._prompts)
                yield Static(asked, classes="hint", markup=False)
            yield Static("esc keeps it and goes back", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Ready to write, after what is there."""
        self.query_one(".dialog").border_title = Content(in_a_line(self._title))
        self._show_subject()
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def _show_subject(self) -> None:
        parts = [Content.assemble(("on ", "$text-muted"), (self._subjects[self._at].words, "bold"))]
        others = [subject.words for place, subject in enumerate(self._subjects) if place != self._at]
        if others:
            parts.append(Content.styled(f"   ctrl+t: {' · '.join(others)}", "$text-muted"))
        self.query_one("#subject", Static).update(Content.assemble(*parts))

    def action_turn(self) -> None:
        """Goes to the next subject; what was written so far stays with its own."""
        area = self.query_one(TextArea)
        self._drafts[self._at] = area.text
        self._at = (self._at + 1) % len(self._subjects)
        area.text = self._drafts[self._at]
        area.move_cursor(area.document.end)
        self._show_subject()

    def action_leave(self) -> None:
        """Keeps what was written and goes back; stays open when it cannot be kept."""
        with telling(self):
            self.keep()
            self.dismiss()

    def keep(self) -> None:
        """Keeps whatever differs from what is on disk."""
        if self.is_mounted:
            self._drafts[self._at] = self.query_one(TextArea).text
        for place, draft in enumerate(self._drafts):
            if draft.strip() != self._kept[place].strip():
                self._keep(self._subjects[place], draft)
                self._kept[place] = draft
