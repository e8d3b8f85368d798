"""A list that narrows as one types: the body of every palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: what it is called inside, what is shown, and a figure at the right edge."""

    key: str
    shown: Content
    tail: str = ""


class Query(Input):
    """A line to type in, where a space marks instead of writing wherever it could mean nothing in a name.

    That is at the start, after a space, and while one walks along the lines: whoever has pressed an arrow is choosing,
    whoever types a letter is naming again.
    """

    is_walking = False
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)  # what is typed moves nothing on the screen

    class Marked(Message):
        """The line under the cursor is to be marked."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Leaves the styles as they are: a palette is never seen without the focus in this line."""

    def watch_value(self) -> None:
        """Naming again."""
        self.is_walking = False

    async def on_key(self, event: events.Key) -> None:
        """Lets a space through to the query only where it can mean something there."""
        at_end = self.cursor_position == len(self.value)
        means_nothing = self.is_walking or not self.value or self.value.endswith(" ")
        if event.key == "space" and at_end and means_nothing:
            event.stop()
            event.prevent_default()
            self.post_message(self.Marked())


class Answers(OptionList):
    """The lines, of which there may be more or fewer without anything on the screen having to move."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class FilterList(Vertical):
    """A query above, the lines that answer it below. The parent decides which lines those are."""

    DEFAULT_CSS = """
    FilterList {
        height: 1fr;
        & > Query {
            border: none; height: 1; padding: 0 1; margin-bottom: 1;
            background: $panel; background-tint: $foreground 5%;
        }
        & > Answers {
            height: 1fr; border: none; padding: 0; background: transparent; scrollbar-size-vertical: 1;
            &:focus { border: none; background-tint: transparent; }
            & > .option-list--option-highlighted {
                background: $block-cursor-background; color: $block-cursor-foreground; text-style: none;
            }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("tab,ctrl+@", "mark", show=False),
    ]

    @dataclass
    class Asked(Message):
        """The query changed."""

        query: str

    @dataclass
    class Pointed(Message):
        """Another line is under the cursor; None when there is none."""

        key: str | None

    @dataclass
    class Marked(Message):
        """A line is to be marked, or unmarked."""

        key: str

    @dataclass
    class Picked(Message):
        """A line was chosen with enter or a click; None when there is none."""

        key: str | None

    def __init__(self, placeholder: str, *, most: int = 200) -> None:
        super().__init__()
        self._placeholder = placeholder
        self._most = most
        self._lines: tuple[Line, ...] = ()
        self._left_out = 0
        self._fitted_to = 0

    def compose(self) -> ComposeResult:
        """The query and the list; the query keeps the focus."""
        yield Query(placeholder=self._placeholder, select_on_focus=False, compact=True)
        options = Answers(markup=False)
        options.can_focus = False
        yield options

    def begin(self) -> None:
        """Ready to type, with nothing typed yet; nobody is told, as whoever calls this knows."""
        query = self.query_one(Query)
        with query.prevent(Query.Changed):
            query.value = ""
        self.screen.set_focus(query, scroll_visible=False)

    @property
    def query_text(self) -> str:
        """What is typed."""
        return self.query_one(Query).value

    def clear_query(self) -> None:
        """Takes away what was typed."""
        self.query_one(Query).value = ""

    def write_query(self, query: str) -> None:
        """Puts a query in the place of what was typed."""
        self.query_one(Query).value = query
        self.query_one(Query).cursor_position = len(query)

    @property
    def pointed(self) -> str | None:
        """The key of the line under the cursor."""
        at = self._options.highlighted
        return self._lines[at].key if at is not None and at < len(self._lines) else None

    @property
    def _options(self) -> Answers:
        return self.query_one(Answers)

    def show(self, lines: Sequence[Line], *, pointing_at: str | None = None, left_out: int = 0) -> None:
        """Shows lines, the first under the cursor unless another is asked for; says how many others were `left_out`."""
        options = self._options
        left_out += max(len(lines) - self._most, 0)
        self._lines, self._left_out = tuple(lines[: self._most]), left_out
        self._fitted_to = options.scrollable_content_region.width or self._fitted_to  # the last, while it is hidden
        shown = [Option(_line(line, self._fitted_to - 2)) for line in self._lines]
        if left_out:
            shown.append(Option(Content.styled(f"… and {left_out} more", "$text-muted"), disabled=True))
        options.set_options(shown)
        keys = [line.key for line in self._lines]
        options.highlighted = None if not keys else keys.index(pointing_at) if pointing_at in keys else 0
        self.post_message(self.Pointed(self.pointed))

    def on_resize(self) -> None:
        """Fits the lines to the new width."""
        if self._lines and self._options.scrollable_content_region.width != self._fitted_to:
            self.show(self._lines, pointing_at=self.pointed, left_out=self._left_out)

    @on(Query.Changed)
    def _asked(self, event: Query.Changed) -> None:
        event.stop()
        self.post_message(self.Asked(event.value))

    @on(Query.Submitted)
    def _submitted(self, event: Query.Submitted) -> None:
        event.stop()
        self.post_message(self.Picked(self.pointed))

    @on(Query.Marked)
    def _marked(self, event: Query.Marked) -> None:
        event.stop()
        self.action_mark()

    @on(OptionList.OptionHighlighted)
    def _pointed(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Pointed(self.pointed))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Picked(self.pointed))

    def action_step(self, step: int) -> None:
        """The next line, or the one before, round the ends."""
        self.query_one(Query).is_walking = True
        if step > 0:
            self._options.action_cursor_down()
        else:
            self._options.action_cursor_up()

    def action_page(self, step: int) -> None:
        """A page of lines on."""
        self.query_one(Query).is_walking = True
        move: Callable[[], None] = self._options.action_page_down if step > 0 else self._options.action_page_up
        move()

    def action_mark(self) -> None:
        """Marks the line under the cursor."""
        if self.pointed is not None:
            self.post_message(self.Marked(self.pointed))


def _line(line: Line, width: int) -> Content:
    if width <= 0:
        return line.shown  # not laid out yet; what is too long is cut when it is
    room = max(width - len(line.tail) - 1, 1)
    return Content.assemble(line.shown.truncate(room, ellipsis=True, pad=True), (f" {line.tail}", "$text-muted"))
