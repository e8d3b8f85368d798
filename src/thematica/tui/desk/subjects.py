"""What a gesture on the desk can be about, in lines to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from thematica.store.ids import CodeId, SourceId
from thematica.store.reads.cases import CaseView
from thematica.store.reads.codes import SEPARATOR, CodeView
from thematica.store.reads.memos import MemoView, own
from thematica.store.reads.sources import SourceView
from thematica.store.reads.themes import ThemeView
from thematica.store.reads.transcripts import CodingView
from thematica.text.normalise import safe
from thematica.text.span import Span
from thematica.tui.colours import legible
from thematica.tui.desk.bench import Bench
from thematica.tui.widgets.filter_list import Line
from thematica.work.memos import About


@dataclass(frozen=True, slots=True)
class Subject:
    """What a memo can be on: in words, and the memo this coder has there already."""

    words: str
    about: About
    memo: MemoView | None = None

    @property
    def text(self) -> str:
        """What is written there already."""
        return self.memo.text if self.memo else ""


def coding_lines(codings: Iterable[CodingView]) -> list[Line]:
    """Codings as lines of a list."""
    return [
        Line(
            coding.guid,
            Content.assemble(("■ ", coding.colour), safe(coding.name), (f"  {safe(coding.path)}", "$text-muted")),
            coding.coder,
        )
        for coding in codings
    ]


def theme_lines(themes: Iterable[ThemeView]) -> list[Line]:
    """Themes as lines of a list."""
    return [
        Line(
            theme.guid,
            Content.assemble("  " * theme.depth, (f"{theme.number} ", "$text-muted"), safe(theme.name)),
            theme.status,
        )
        for theme in themes
    ]


def code_lines(codes: Iterable[CodeView], ground: str) -> list[Line]:
    """Codes as lines of a list on a background (#rrggbb)."""
    return [
        Line(
            code.guid,
            Content.assemble(
                ("■ ", legible(code.colour, ground)) if code.codable else "  ",
                safe(code.name),
                (f"  {safe(code.path.rpartition(SEPARATOR)[0])}", "$text-muted"),
            ),
            "retired" if code.status == "retired" else "" if code.codable else "heading",
        )
        for code in codes
    ]


def code_subject(code: CodeView, memos: Iterable[MemoView], coder: str) -> Subject:
    """A code to write a memo on."""
    mine = own(memos, coder, "code", code.guid)
    return Subject(f"the code {code.name}", About(code=code.guid), mine[-1] if mine else None)


def subjects(
    bench: Bench,
    selected: Span | None,
    sentence: Span | None,
    current: CodingView | None,
    code: CodeView | None,
    pointed: SourceId | CodeId | None,
) -> list[Subject]:
    """What a memo written on the desk can be on, the most likely first.

    What the cursor of the left pane points at; the selection, the current coding, else the sentence; then its
    code, the source, the study.
    """
    found = list(_on_the_text(bench, selected, sentence, current))
    code = bench.code(CodeId(pointed or "")) or code
    if code is not None:
        found.append(Subject(f"the code {code.name}", About(code=code.guid), bench.own_memo("code", code.guid)))
    source = bench.source(SourceId(pointed or "")) or bench.open_source
    if source is not None:
        found.append(Subject(source.name, About(source=source.guid), bench.own_memo("source", source.guid)))
    found.append(Subject("the study", About(), bench.own_memo("project", None)))
    return sorted(found, key=lambda subject: pointed not in {subject.about.code, subject.about.source} or not pointed)


def _on_the_text(
    bench: Bench, selected: Span | None, sentence: Span | None, current: CodingView | None
) -> Iterator[Subject]:
    if bench.transcript is not None and (selected is not None or current is None) and (selected or sentence):
        span = selected or sentence
        about = About(source=bench.transcript.source, span=span)
        words = "the selected words" if selected else "this sentence"
        yield Subject(words, about, bench.own_memo("excerpt", about.source, span))
    if current is not None:
        own = bench.own_memo("coding", current.guid)
        yield Subject(f"the coding {current.name}", About(coding=current.guid), own)


def theme_subject(theme: ThemeView, memos: Iterable[MemoView], coder: str) -> Subject:
    """A theme to write a memo on."""
    mine = own(memos, coder, "theme", theme.guid)
    return Subject(f"the theme {theme.name}", About(theme=theme.guid), mine[-1] if mine else None)


def case_subject(thing: CaseView | SourceView, memos: Iterable[MemoView], coder: str) -> Subject:
    """A case or a source to write a memo on."""
    kind, about = (
        ("case", About(case=thing.guid)) if isinstance(thing, CaseView) else ("source", About(source=thing.guid))
    )
    mine = own(memos, coder, kind, thing.guid)
    return Subject(thing.name, about, mine[-1] if mine else None)
