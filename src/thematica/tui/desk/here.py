"""HERE: every coding under the cursor, the memos on it, and what the current code means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style

from thematica.store.ids import CodingId
from thematica.store.reads.codes import SEPARATOR, CodeView
from thematica.store.reads.memos import MemoView
from thematica.store.reads.transcripts import CodingView
from thematica.text.normalise import safe
from thematica.tui.colours import legible
from thematica.tui.keys import pressed
from thematica.tui.widgets.text_panel import TextPanel

BLANK = Content("")
INDENT = "  "


@dataclass(frozen=True, slots=True)
class Around:
    """What is known about the place under the cursor. `code` is the current coding's, or one chosen in the tree."""

    codings: Sequence[CodingView] = ()
    current: CodingId | None = None
    memos: Sequence[MemoView] = ()
    code: CodeView | None = None


class Here(VerticalScroll):
    """The panel beside the transcript."""

    DEFAULT_CSS = """
    Here { padding: 0 1; scrollbar-size-vertical: 1; }
    """

    @dataclass
    class CodingChosen(Message):
        """A coding was clicked."""

        coding: CodingId

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._around = Around()

    def compose(self) -> ComposeResult:
        """One text."""
        told = TextPanel(fills=True)
        told.auto_links = False  # clicks without the look of links
        yield told

    def focus_on_click(self) -> bool:
        """A click chooses a coding; the keys stay with the transcript."""
        return False

    def action_choose(self, guid: str) -> None:
        """Announces a click."""
        self.post_message(self.CodingChosen(CodingId(guid)))

    def show(self, around: Around) -> None:
        """Shows what is under the cursor."""
        self._around = around
        ground, width = self.background_colors[1].hex6, self.scrollable_content_region.width
        self.query_one(TextPanel).tell(Content("\n").join(_panel(around, ground, width, pressed("code", self.app))))

    def on_resize(self) -> None:
        """Wraps anew."""
        self.show(self._around)


class HereLine(TextPanel):
    """The same on one line, for a narrow screen."""

    DEFAULT_CSS = """
    HereLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    auto_links = False

    def show(self, around: Around) -> None:
        """Shows the current coding and how many others there are."""
        current = next((each for each in around.codings if each.guid == around.current), None)
        if current is None:
            self.tell(Content.styled("no code here", "$text-muted"))
            return
        ground = self.background_colors[1].hex6
        parts: list[Content | str] = [_name(current, ground, is_current=True)]
        parts.append(Content.styled("  " + " · ".join(_details(current)), "$text-muted"))
        others = len(around.codings) - 1
        if others:
            parts.append(Content.styled(f"  +{others} more, tab", "$accent"))
        self.tell(Content.assemble(*parts))


def _panel(around: Around, ground: str, width: int, code_key: str) -> Iterator[Content]:
    yield heading("HERE")
    if not around.codings:
        yield Content.styled(f"No code on this sentence.\n{code_key} codes it.", "$text-muted")
    for coding in around.codings:
        is_current = coding.guid == around.current and len(around.codings) > 1
        yield hanging(_name(coding, ground, is_current=is_current), width)
        yield hanging(Content.styled(" · ".join(_details(coding)), "$text-muted"), width, first=INDENT)
        if coding.note:
            yield hanging(Content(safe(coding.note)), width, first=INDENT)
    if around.memos:
        yield BLANK
        yield heading("MEMO" if len(around.memos) == 1 else "MEMOS")
    for memo in around.memos:
        yield Content("\n".join(map(safe, memo.text.split("\n"))))
        yield Content.styled(" · ".join((*signed(memo), *_elsewhere(memo))), "$text-muted italic")
    if around.code is not None:
        yield from meaning(around.code, width)


def signed(memo: MemoView) -> Iterator[str]:
    """Who wrote a memo and when, and whether it is of the journal or private."""
    yield safe(memo.coder)
    yield memo.changed_at[:10]
    if memo.purpose == "journal":
        yield "private journal" if memo.private else "journal"
    elif memo.private:
        yield "private"


def _elsewhere(memo: MemoView) -> Iterator[str]:
    """What a memo is on where that is not the words themselves."""
    if memo.kind == "code":
        yield "on the code"
    elif memo.kind not in {"coding", "excerpt", "project"}:
        yield f"on the {memo.kind} {safe(memo.about)}"


def meaning(code: CodeView, width: int, *, titled: bool = True) -> Iterator[Content]:
    """What a code is about: brief, definition, what it takes in and leaves out."""
    told = code.definition or code.brief
    if not (told or code.include or code.exclude):
        return
    if titled:
        yield BLANK
        yield heading("CODE")
        yield Content.styled(safe(code.name), "bold")
    if told:
        yield Content(safe(told))
    for sign, rules in (("+", code.include), ("−", code.told_apart)):
        for rule in rules:
            yield hanging(Content.assemble((f"{sign} ", "bold $accent"), safe(rule)), width)


def hanging(content: Content, width: int, *, first: str = "") -> Content:
    """Wrapped to a width, with every line but the first standing in, and that one too where asked."""
    lines = content.wrap(max(width - len(INDENT), 1))
    return Content("\n").join(
        [Content.assemble(first if place == 0 else INDENT, line) for place, line in enumerate(lines)]
    )


def heading(title: str) -> Content:
    """The heading of a part of a panel."""
    return Content.styled(title, "bold $text-muted")


def _name(coding: CodingView, ground: str, *, is_current: bool) -> Content:
    clicked = Style.from_meta({"@click": f"choose('{coding.guid}')"})
    name = Content.assemble(
        ("▸ " if is_current else "■ ", legible(coding.colour, ground)),
        (safe(coding.name), "bold" if is_current else ""),
    )
    return name.stylize(clicked)


def _details(coding: CodingView) -> Iterator[str]:
    above = coding.path.rsplit(SEPARATOR, 1)[0] if SEPARATOR in coding.path else ""
    if above:
        yield safe(above)
    if coding.valence != "none":
        yield coding.valence
    if coding.level != "none":
        yield coding.level
    yield coding.coder
