"""Everything gathered under one theme: its prose, codes, quotes, contrary and supporting excerpts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from thematica.store.ids import CodeId, SourceId
from thematica.store.reads.codes import SEPARATOR
from thematica.store.reads.excerpts import Excerpt
from thematica.store.reads.themes import ContributingCode, EvidenceView, Passage, QuoteView, ThemeView
from thematica.text.normalise import safe
from thematica.text.span import Span
from thematica.tui.colours import legible
from thematica.tui.plain import in_a_line, number

LONG = 400  # characters of an excerpt shown here; the transcript has it whole


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the dossier that can be acted on: one of a code, a quote, an attached excerpt, a coded excerpt."""

    code: CodeId | None = None
    quote: QuoteView | None = None
    evidence: EvidenceView | None = None
    place: tuple[SourceId, Span] | None = None


class Dossier(OptionList):
    """The chosen theme, to be walked through line by line."""

    DEFAULT_CSS = """
    Dossier {
        border: none; padding: 0 0 0 1; background: transparent; scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent; }
        & > .option-list--option-disabled { color: $foreground; }
        & > .option-list--option-highlighted { background: transparent; color: $foreground; text-style: none; }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: none;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    @dataclass
    class PlaceChosen(Message):
        """An excerpt is to be seen in its transcript."""

        source: SourceId
        span: Span

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._items: list[Item | None] = []
        self._theme: ThemeView | None = None

    def show(
        self, theme: ThemeView | None, excerpts: Sequence[Excerpt], colours: Mapping[CodeId, str], *, counts: bool
    ) -> None:
        """Shows a theme with the excerpts of its codes, and the codes in their colours.

        The cursor stays where it was in the same theme.
        """
        same = self._theme is not None and theme is not None and theme.guid == self._theme.guid
        before, top = (self.highlighted, self.scroll_offset.y) if same else (None, 0)
        ground = self.background_colors[1].hex6
        legibly = {code: legible(colour, ground) for code, colour in colours.items()}
        lines = list(_lines(theme, excerpts, legibly, counts=counts)) if theme else []
        self._theme, self._items = theme, [item for _, item in lines]
        self.set_options(Option(shown, disabled=item is None) for shown, item in lines)
        if before is not None and before < len(lines) and self._items[before] is not None:
            self.highlighted = before
        self.call_after_refresh(self.scroll_to, y=top, animate=False)

    def on_focus(self) -> None:
        """Puts the cursor on the first line that can be acted on."""
        if self.highlighted is None:
            self.action_first()

    def follow(self, step: int) -> None:
        """Keeps the cursor on a line that has just been moved by so many places."""
        place = (self.highlighted or 0) + step
        if 0 <= place < len(self._items) and self._is_quote(place):
            self.highlighted = place

    def _is_quote(self, place: int) -> bool:
        item = self._items[place]
        return item is not None and item.quote is not None

    @property
    def pointed(self) -> Item | None:
        """What the cursor is on, while one walks along these lines."""
        return self._items[self.highlighted] if self.has_focus and self.highlighted is not None else None

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        item = self._items[event.option_index]
        if item is not None and item.place is not None:
            self.post_message(self.PlaceChosen(*item.place))


Line = tuple[Content, Item | None]


def _lines(
    theme: ThemeView, excerpts: Sequence[Excerpt], colours: Mapping[CodeId, str], *, counts: bool
) -> Iterator[Line]:
    yield from _prose(theme)
    yield _heading("CODES", "a attaches marked codes")
    yield from (_code(code, colours[code.guid], counts=counts) for code in theme.codes)
    yield _heading("QUOTES", "q on an excerpt; < > order them")
    yield from (_passage(quote.passage, "❝", quote=quote, more=quote.translation) for quote in theme.quotes)
    if theme.contrary:
        yield _heading("CONTRARY", "")
        yield from (_passage(each.passage, "−", evidence=each) for each in theme.contrary)
    quoted = {(quote.passage.source_guid, quote.passage.span) for quote in theme.quotes}
    attached = {(each.passage.source_guid, each.passage.span) for each in theme.evidence}
    supporting = [each for each in theme.evidence if each.stance == "supporting"]
    yield _heading("EXCERPTS", "q quote · o contrary · enter goes there")
    yield from (_passage(each.passage, "+", evidence=each) for each in supporting)
    yield from _excerpts(excerpts, quoted, attached)


def _prose(theme: ThemeView) -> Iterator[Line]:
    yield (
        Content.assemble(
            (f"{theme.number} ", "$text-muted"), (safe(theme.name), "bold"), (f"  {theme.status}", "$text-muted")
        ),
        None,
    )
    if theme.concept:
        yield Content.styled(safe(theme.concept), "italic"), None
    else:
        yield Content.styled("e writes the idea that holds it together, in a sentence", "$text-muted"), None
    for text in (theme.definition, theme.account):
        if text:
            yield Content("\n" + "\n".join(map(safe, text.split("\n")))), None


def _heading(title: str, hint: str) -> Line:
    return Content.assemble("\n", (title, "bold $text-muted"), (f"  {hint}", "$text-disabled")), None


def _code(code: ContributingCode, colour: str, *, counts: bool) -> Line:
    above, _, name = code.path.rpartition(SEPARATOR)
    participants, excerpts = number(code.counts.participants, "participant"), number(code.counts.excerpts, "excerpt")
    told = " · ".join(part for part in ((participants, excerpts) if counts else ()) + (safe(above),) if part)
    shown = Content.assemble(("■ ", colour), safe(name), (f"\n  {told}" if told else "", "$text-muted"))
    return shown, Item(code=code.guid)


def _passage(
    passage: Passage, sign: str, *, quote: QuoteView | None = None, evidence: EvidenceView | None = None, more: str = ""
) -> Line:
    shown = _words(sign, passage.text, passage.speaker, passage.source, passage.turn)
    if more:
        shown = Content.assemble(shown, "\n", (safe(more), "italic $text-muted"))
    return shown, Item(quote=quote, evidence=evidence, place=(passage.source_guid, passage.span))


def _excerpts(
    excerpts: Iterable[Excerpt], quoted: set[tuple[SourceId, Span]], attached: set[tuple[SourceId, Span]]
) -> Iterator[Line]:
    seen = set(attached)
    for each in excerpts:
        place = (each.source_guid, each.span)
        if place in seen or not each.is_evidence:
            continue
        seen.add(place)
        shown = _words("❝" if place in quoted else " ", each.text, each.speaker, each.source, each.turn)
        yield shown, Item(place=place)


def _words(sign: str, text: str, speaker: str | None, source: str, turn: int | None) -> Content:
    words = " ".join(in_a_line(text).split())
    cut = words if len(words) <= LONG else words[:LONG].rsplit(" ", 1)[0] + " …"
    told = " · ".join(part for part in (speaker and safe(speaker), source, turn and f"turn {turn}") if part)
    return Content.assemble((f"{sign} ", "bold $accent"), cut, "\n", (f"  {told}", "$text-muted"))
