"""The left pane: the sources with their read marks, and under them the codes with their counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from thematica.store.ids import CodeId, SourceId
from thematica.store.reads.codes import CodeView
from thematica.store.reads.rounds import RoundView
from thematica.store.reads.sources import SourceView
from thematica.tui.desk.code_search import ranked
from thematica.tui.widgets.outline import Entry, Outline

KINDS = {
    "interview": "Interviews",
    "focus-group": "Focus groups",
    "field-note": "Field notes",
    "survey": "Survey answers",
    "publication": "Publications",
}
ROUND = "round"
GROUPS = frozenset({*KINDS, ROUND})
READ_MARKS = {"complete": "✓", "reading": "◐"}


class Material(Vertical):
    """Sources above, codes below."""

    DEFAULT_CSS = """
    Material {
        & > .heading { padding: 0 1; color: $text-muted; text-style: bold; }
        & > #sources { height: auto; max-height: 40%; }
        & > .codes { margin-top: 1; }
        & > #codes { height: 1fr; }
        & > Input { display: none; border: none; height: 1; padding: 0 1; background: $panel; }
        &.-filtering > Input { display: block; }
    }
    """

    @dataclass
    class SourceChosen(Message):
        """A source is to be opened."""

        source: SourceId

    @dataclass
    class CodeChosen(Message):
        """A code is to be looked at: its codings, and where it is used."""

        code: CodeId

    def __init__(self) -> None:
        super().__init__()
        self._codes: Sequence[CodeView] = ()
        self._chosen: CodeId | None = None

    def compose(self) -> ComposeResult:
        """Two outlines, and a line that narrows the second."""
        yield Static("SOURCES", classes="heading", markup=False)
        yield Outline(id="sources")
        yield Static("CODES", classes="heading codes", markup=False)
        yield Input(placeholder="narrow the codes", compact=True)
        yield Outline(id="codes")

    @property
    def sources(self) -> Outline:
        """The outline of sources."""
        return self.query_one("#sources", Outline)

    @property
    def codes(self) -> Outline:
        """The outline of codes."""
        return self.query_one("#codes", Outline)

    @property
    def pointed_source(self) -> SourceId | None:
        """The source under the cursor, while one walks along the sources."""
        entry = self.sources.pointed if self.sources.has_focus else None
        return SourceId(entry.key) if entry and entry.key not in GROUPS else None

    @property
    def pointed_code(self) -> CodeId | None:
        """The code under the cursor, while one walks along the codes."""
        entry = self.codes.pointed if self.codes.has_focus else None
        return CodeId(entry.key) if entry else None

    def show_sources(
        self,
        sources: Sequence[SourceView],
        marks: Mapping[SourceId, str],
        opened: SourceId | None,
        round_: RoundView | None = None,
    ) -> None:
        """Shows the sources by kind, in a later round in its order, each with how far it is read."""
        groups = {kind: name for kind, name in KINDS.items() if round_ is None}
        if round_ is not None:
            groups = {ROUND: f"Round {round_.number}, {round_.order}"}
        entries = []
        for key, name in groups.items():
            within = [source for source in sources if round_ is not None or source.kind == key]
            if within:
                entries.append(Entry(key, name, tail=str(len(within)), quiet=True))
            for source in within:
                mark = READ_MARKS.get(marks[source.guid], "")
                entries.append(Entry(source.guid, source.name, under=key, tail=mark, strong=source.guid == opened))
        self.sources.show(entries)

    def show_codes(self, codes: Sequence[CodeView], chosen: CodeId | None) -> None:
        """Shows the code tree, with the chosen code standing out."""
        self._codes, self._chosen = codes, chosen
        query = self.query_one(Input).value
        wanted = codes if not query.strip() else branches(codes, {code.guid for code in ranked(codes, query)})
        self.codes.show(list(code_entries(wanted, chosen)), unfold=bool(query.strip()))

    def filter(self) -> None:
        """Lets the coder narrow the code tree."""
        self.add_class("-filtering")
        self.query_one(Input).focus()

    def let_go(self) -> bool:
        """Ends narrowing; says whether there was any."""
        if not self.has_class("-filtering"):
            return False
        self.remove_class("-filtering")
        self.query_one(Input).value = ""
        return True

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.show_codes(self._codes, self._chosen)

    @on(Input.Submitted)
    def _narrowed(self, event: Input.Submitted) -> None:
        event.stop()
        found = ranked(self._codes, event.value) if event.value.strip() else ()
        if found:
            self.codes.point_at(found[0].guid)
        self.codes.focus()

    @on(Outline.Chosen)
    def _chose(self, event: Outline.Chosen) -> None:
        event.stop()
        if event.outline is self.sources:
            if event.entry.key in GROUPS:
                self.sources.toggle_pointed()
            else:
                self.post_message(self.SourceChosen(SourceId(event.entry.key)))
        elif event.entry.mark:
            self.post_message(self.CodeChosen(CodeId(event.entry.key)))
        else:
            self.codes.toggle_pointed()


def code_entries(codes: Iterable[CodeView], chosen: CodeId | None = None, *, counts: bool = True) -> Iterator[Entry]:
    """The code tree as an outline: headings folded at first, retired codes only where they are in use."""
    for code in codes:
        if code.status == "retired" and not code.codings:
            continue
        number = code.counts.excerpts if code.codable else code.total.excerpts
        entry = Entry(
            key=code.guid,
            name=code.name,
            under=code.parent,
            mark="■" if code.codable else "",
            colour=code.colour if code.codable else None,
            tail=str(number) if counts and number else "",
            quiet=code.status == "retired",
            strong=code.guid == chosen,
        )
        yield entry if code.codable else replace(entry, folded=True)


def branches(codes: Sequence[CodeView], wanted: set[CodeId]) -> list[CodeView]:
    """The wanted codes and whatever they lie under."""
    parents = {code.guid: code.parent for code in codes}
    kept = set(wanted)
    for guid in wanted:
        above = parents.get(guid)
        while above is not None:
            kept.add(above)
            above = parents.get(above)
    return [code for code in codes if code.guid in kept]
