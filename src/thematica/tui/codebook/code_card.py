"""The chosen code in full: what it means, what it is to others, what became of it; or the chosen codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from thematica.store.reads.code_history import CodeEvent
from thematica.store.reads.codes import CodebookView, CodeView
from thematica.store.reads.memos import MemoView
from thematica.text.normalise import safe
from thematica.tui.codebook.known_codes import KnownCodes
from thematica.tui.colour_names import named_colour
from thematica.tui.colours import legible
from thematica.tui.desk.here import BLANK, hanging, heading, signed

NO_CODES = """No codes yet.

n  makes one.
I  takes a framework or a file in."""


class CodeCard(VerticalScroll, can_focus=True):
    """Text to be read; `e` on the screen changes it."""

    DEFAULT_CSS = """
    CodeCard { padding: 0 1; scrollbar-size-vertical: 1; }
    """
    BINDINGS = [  # noqa: RUF012 (Textual does not declare it a ClassVar)
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
        Binding("ctrl+d", "page_down", show=False),
        Binding("ctrl+u", "page_up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[str, Content], ...] = ()
        self._key: str | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def show(self, known: KnownCodes, key: str | None, events: Sequence[CodeEvent]) -> None:
        """Shows a code with its history, or a codebook; it stays scrolled as it was while it is the same."""
        ground = self.background_colors[1].hex6
        code, book = known.code(key), known.book(key)
        if code is not None:
            self._lines = tuple(_of_code(known, code, events, ground))
        elif book is not None:
            self._lines = tuple(_of_book(known, book))
        else:
            self._lines = (("", Content.styled(NO_CODES, "$text-muted")),)
        self._wrap()
        if key != self._key:
            self.scroll_home(animate=False)
        self._key = key

    def on_resize(self) -> None:
        """Wraps anew."""
        self._wrap()

    def _wrap(self) -> None:
        width = max(self.scrollable_content_region.width, 8)
        wrapped = (hanging(Content.assemble(sign, line), width) if sign else line for sign, line in self._lines)
        self.query_one(Static).update(Content("\n").join(wrapped))


Line = tuple[str, Content]  # a sign before a line that is to hang beneath itself, empty for a plain one


def _plain(text: str, style: str = "") -> Line:
    return "", Content.styled("\n".join(map(safe, text.split("\n"))), style)


def _section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    """A heading and what stands under it; nothing where nothing does."""
    listed = list(lines)
    if listed:
        yield "", BLANK
        yield "", heading(title)
        yield from listed


def _of_code(known: KnownCodes, code: CodeView, events: Sequence[CodeEvent], ground: str) -> Iterator[Line]:
    colour = legible(code.colour, ground)
    yield "", Content.assemble(("■ ", colour) if code.codable else "", (safe(code.name), "bold"))
    yield _plain(code.path, "$text-muted")
    yield _plain(" · ".join(_standing(known, code)), "$text-muted")
    if known.counts:
        yield _plain(" · ".join(_figures(code)), "$text-muted")
    yield from _to_do(known, code)
    if not (code.brief or code.definition or code.include or code.exclude):
        yield "", BLANK
        yield _plain("e writes what it means: brief, definition, when to use it and when not.", "$text-disabled")
    yield from _section("BRIEF", [_plain(code.brief)] if code.brief else ())
    yield from _section("DEFINITION", [_plain(code.definition)] if code.definition else ())
    yield from _section("USE WHEN", (("+ ", Content(safe(rule))) for rule in code.include))
    yield from _section("DO NOT USE WHEN", (("− ", Content(safe(rule))) for rule in code.told_apart))
    invented = " (INVENTED)" if code.example_invented else ""
    yield from _section(f"EXAMPLE{invented}", [_plain(code.example)] if code.example else ())
    yield from _section("OTHER NAMES", [_plain(", ".join(code.aliases))] if code.aliases else ())
    yield from _section("LINKS", _links(known, code))
    yield from _section("LOOK", [("", Content.assemble(("■ ", colour), " · ".join(_look(code))))])
    yield from _section("MEMOS", _memos(known.memos_about(code.guid)))
    yield from _section("HISTORY", _history(events))


def _standing(known: KnownCodes, code: CodeView) -> Iterator[str]:
    yield code.kind if code.codable else "heading"
    book = known.book(code.codebook)
    if book is not None:
        yield f"{book.name} {book.version}"
    if code.status != "active":
        yield code.status
    for words, guid in (("folded into", code.merged_into), ("split off from", code.split_from)):
        other = known.code(guid)
        if other is not None:
            yield f"{words} “{other.name}”"


def _figures(code: CodeView) -> Iterator[str]:
    shown = code.counts if code.codable else code.total
    for number, thing in (
        (shown.participants, "participant"),
        (shown.excerpts, "excerpt"),
        (shown.sources, "source"),
    ):
        yield f"{number} {thing}{'' if number == 1 else 's'}"


def _to_do(known: KnownCodes, code: CodeView) -> Iterator[Line]:
    waiting, older = known.unsorted(code.guid), len(known.older(code.guid))
    if waiting is not None:
        number = len(waiting.codings)
        yield _plain(f"{number} coding{'' if number == 1 else 's'} to be sorted · S", "$accent")
    if older:
        told = "coding is" if older == 1 else "codings are"
        yield _plain(f"{older} {told} older than the definition · o", "$accent")


def _links(known: KnownCodes, code: CodeView) -> Iterator[Line]:
    for tie in known.ties(code.guid):
        yield "", Content.assemble((f"{tie.words} ", "$text-muted"), safe(tie.other.path))


def _look(code: CodeView) -> Iterator[str]:
    yield named_colour(code.colour)
    if code.symbol:
        yield f"symbol {safe(code.symbol)}"
    if code.key:
        yield f"key {safe(code.key)}"


def _memos(memos: Iterable[MemoView]) -> Iterator[Line]:
    for memo in memos:
        yield _plain(memo.text)
        yield _plain(" · ".join(signed(memo)), "$text-muted italic")


def _history(events: Iterable[CodeEvent]) -> Iterator[Line]:
    for event in events:
        when = Content.styled(f"{event.at[:10]} {safe(event.coder)}  ", "$text-muted")
        yield "  ", Content.assemble(when, safe(event.words))


def _of_book(known: KnownCodes, book: CodebookView) -> Iterator[Line]:
    yield _plain(book.name, "bold")
    number = sum(code.codebook == book.guid and code.codable for code in known.codes)
    of_codes = f"{number} code{'' if number == 1 else 's'}"
    yield _plain(" · ".join(("codebook", f"version {book.version}", book.language, book.kind, of_codes)), "$text-muted")
    notice, notes = book.about.get("notice"), book.about.get("use_notes", [])
    yield from _section("NOTICE", [_plain(str(notice))] if notice else ())
    if isinstance(notes, list):
        yield from _section("ON ITS USE", (("· ", Content(safe(note))) for note in notes))
    yield from _section("VERSIONS", _versions(known, book))


def _versions(known: KnownCodes, book: CodebookView) -> Iterator[Line]:
    for each in known.versions_of(book.guid):
        told = [f"{each.at[:10]} {each.coder}"] if each.at else ["as it came"]
        if known.counts:
            told.append(f"{each.codings} coding{'' if each.codings == 1 else 's'} made under it")
        yield "  ", Content.assemble((f"{each.version}  ", "bold"), (safe(" · ".join(told)), "$text-muted"))
        if each.note:
            yield _plain(f"  {each.note}")
