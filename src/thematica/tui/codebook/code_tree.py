"""The tree of all codebooks and codes, with what stands behind each, narrowed by typing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static, Tree

from thematica.store.reads.codes import CodeView
from thematica.store.reads.tally import Counts
from thematica.tui.codebook.known_codes import KnownCodes
from thematica.tui.desk.code_search import ranked
from thematica.tui.desk.material import branches
from thematica.tui.widgets.outline import Entry, Outline

FIGURES = "part.  exc.  src."  # participants, excerpts, sources, each over its column
MOST_FOUND = 200  # codes of a narrowed tree, the best ones
MANY = 120  # codes from which headings are folded at first


class CodeTree(Vertical):
    """Codebooks at the top, their headings and codes beneath."""

    DEFAULT_CSS = """
    CodeTree {
        & > .heading { padding: 0 1; color: $text-muted; text-style: bold; }
        & > Outline { height: 1fr; }
        & > Input { display: none; border: none; height: 1; padding: 0 1; background: $panel; }
        &.-filtering > Input { display: block; }
    }
    """

    @dataclass
    class Pointed(Message):
        """Another line is under the cursor: a code's or a codebook's GUID, None when there is none."""

        key: str | None

    class Entered(Message):
        """What the cursor is on is to be read."""

    def __init__(self) -> None:
        super().__init__()
        self._known: KnownCodes | None = None
        self.with_retired = False
        """Whether retired codes are shown too."""

    def compose(self) -> ComposeResult:
        """The heads of the columns, a line that narrows, the tree."""
        yield Static("CODES", classes="heading", markup=False)
        yield Input(placeholder="narrow the codes", compact=True)
        yield Outline()

    @property
    def outline(self) -> Outline:
        """The tree itself."""
        return self.query_one(Outline)

    @property
    def pointed(self) -> str | None:
        """The GUID of the code or codebook under the cursor."""
        entry = self.outline.pointed
        return entry.key if entry else None

    def shows(self, key: str) -> bool:
        """Whether a code or codebook is in the tree as it is shown now."""
        return self.outline.has(key)

    def show(self, known: KnownCodes, pointing_at: str | None = None) -> None:
        """Shows the codes; the cursor stays where it was, unless it is to be on another."""
        self._known = known
        query = self.query_one(Input).value.strip()
        wanted = self._wanted(known)
        if query:
            found = ranked(wanted, query)[:MOST_FOUND]
            wanted = branches(wanted, {code.guid for code in found})
            pointing_at = pointing_at or (found[0].guid if found else None)
        self.outline.show(list(_entries(known, wanted)), unfold=bool(query))
        self._show_heads()
        first = known.books[0].guid if known.books else None
        target = pointing_at or (first if self.outline.pointed is None else None)
        if target is not None:
            self.outline.point_at(target)

    def _wanted(self, known: KnownCodes) -> list[CodeView]:
        """All codes; or those in use, with what they lie under and what waits to be sorted."""
        if self.with_retired:
            return list(known.codes)
        kept = {code.guid for code in known.codes if code.status != "retired"}
        return branches(known.codes, kept | {each.code for each in known.waiting})

    def _show_heads(self) -> None:
        counted = self._known is not None and self._known.counts
        width = self.outline.scrollable_content_region.width
        self.query_one(Static).update("CODES" + (FIGURES.rjust(max(width - 5, 0)) if counted else ""))

    def on_resize(self) -> None:
        """Keeps the heads over their columns."""
        self.call_after_refresh(self._show_heads)

    def show_retired(self, wanted: bool) -> None:
        """Shows retired codes too, or hides them again."""
        self.with_retired = wanted
        if self._known is not None:
            self.show(self._known, self.pointed)

    def narrow(self) -> None:
        """Lets the coder narrow the tree."""
        self.add_class("-filtering")
        self.query_one(Input).focus()

    def let_go(self) -> bool:
        """Ends narrowing; says whether there was any."""
        if not self.has_class("-filtering"):
            return False
        pointed = self.pointed
        self.remove_class("-filtering")
        self.query_one(Input).value = ""
        if self._known is not None:
            self.show(self._known, pointed)
        self.outline.focus()
        return True

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        if self._known is not None and self.has_class("-filtering"):
            self.show(self._known)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.outline.focus()

    @on(Tree.NodeHighlighted)
    def _highlighted(self, event: Tree.NodeHighlighted[Entry]) -> None:
        event.stop()
        self.post_message(self.Pointed(self.pointed))

    @on(Outline.Chosen)
    def _chosen(self, event: Outline.Chosen) -> None:
        event.stop()
        if event.entry.mark:
            self.post_message(self.Entered())
        else:
            self.outline.toggle_pointed()


def _entries(known: KnownCodes, codes: list[CodeView]) -> Iterator[Entry]:
    for book in known.books:
        yield Entry(book.guid, book.name, tail=book.version, strong=True)
        for code in codes:
            if code.codebook == book.guid:
                yield _entry(known, code)


def _entry(known: KnownCodes, code: CodeView) -> Entry:
    figures = code.counts if code.codable else code.total
    return Entry(
        key=code.guid,
        name=code.name,
        under=code.parent or code.codebook,
        mark="■" if code.codable else "",
        colour=code.colour if code.codable else None,
        tail=_figures(figures) if known.counts else "",
        quiet=code.status == "retired",
        folded=not code.codable and len(known.codes) > MANY,
    )


def _figures(counts: Counts) -> str:
    if not counts.excerpts:
        return ""
    return f"{counts.participants:>5}{counts.excerpts:>6}{counts.sources:>6}"
