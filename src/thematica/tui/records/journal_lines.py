"""Memos and entries of the journal as rows: which are wanted, in which order, and one in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from textual.content import Content

from thematica.store.reads.memos import Linked, MemoView
from thematica.tui.days import by_day, local
from thematica.tui.plain import fitted, in_a_line, in_lines
from thematica.tui.rooms import Place
from thematica.tui.widgets.filter_list import Line
from thematica.tui.widgets.listing import Row, heading

CODER = 12  # cells
WHAT = 10  # cells
KIND = 8  # cells
KINDS = ("project", "source", "excerpt", "coding", "code", "theme", "case")
"""What memos are on, as they are listed by it."""
PURPOSES: dict[str | None, str] = {
    None: "memos and journal",
    "journal": "journal",
    "memo": "memos",
    "discussion": "notes of discussions",
}
"""What memos are for, and what a list of such is called."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which memos are shown, and whether by what they are on instead of the newest first."""

    purpose: str | None = None
    coder: str | None = None
    words: tuple[str, ...] = ()
    by_thing: bool = False

    def takes(self, memo: MemoView) -> bool:
        """Whether a memo is shown."""
        held = " ".join((memo.text, memo.topic, memo.about, *(link.name for link in memo.links))).casefold()
        return (
            self.purpose in (None, memo.purpose)
            and self.coder in (None, memo.coder)
            and all(word in held for word in self.words)
        )


def rows(memos: Iterable[MemoView], wanted: Wanted) -> Iterator[Row]:
    """The memos that are wanted, newest first or by what they are on."""
    newest = [memo for memo in reversed(tuple(memos)) if wanted.takes(memo)]
    if wanted.by_thing:
        ordered = sorted(newest, key=lambda memo: (KINDS.index(memo.kind), memo.about.casefold(), memo.target or ""))
        for (_, target), group in groupby(ordered, key=lambda memo: (memo.kind, memo.target)):
            on_it = list(group)
            yield heading(_on(on_it[0]) if target else "the project", len(on_it))
            yield from (_row(memo, f"{local(memo.created_at):%Y-%m-%d}") for memo in on_it)
    else:
        for day, of_day in by_day(newest, lambda memo: memo.created_at):
            yield day
            yield from (_row(memo, f"{local(memo.created_at):%H:%M}") for memo in of_day)


def _row(memo: MemoView, when: str) -> Row:
    return Row(memo.guid, partial(_line, memo, when), partial(_more, memo), place(memo))


def place(memo: MemoView) -> Place | None:
    """Where in a transcript a memo leads: what it is on, else the first coding it is linked to."""
    spots = ((memo.source, memo.span), *((link.source, link.span) for link in memo.links))
    return next(((source, span) for source, span in spots if source is not None and span is not None), None)


def _line(memo: MemoView, when: str, width: int) -> Sequence[Content]:
    what = "private" if memo.private else memo.purpose
    lead = f"{when}  {fitted(in_a_line(memo.coder), CODER)}  {fitted(what, WHAT)}  "
    topic = f"{in_a_line(memo.topic)}: " if memo.topic else ""
    return (Content.assemble((lead, "$text-muted"), (topic, "$accent"), in_a_line(memo.text[:width])),)


def _more(memo: MemoView) -> Content:
    changed = f"changed {local(memo.changed_at):%Y-%m-%d}" if memo.changed_at != memo.created_at else ""
    head = (memo.coder, f"{local(memo.created_at):%Y-%m-%d %H:%M}", changed, kind_of(memo))
    told = [Content.styled(in_a_line(" · ".join(part for part in head if part)), "$text-muted")]
    told.append(Content.assemble(("on ", "$text-muted"), in_a_line(_on(memo))))
    told += [Content.assemble(("and ", "$text-muted"), in_a_line(named(link))) for link in memo.links]
    return Content("\n").join([*told, Content(""), Content(in_lines(memo.text))])


def kind_of(memo: MemoView) -> str:
    """What a memo is for, what kind of entry it is, and whether only its author reads it."""
    return " · ".join(part for part in (memo.purpose, memo.topic, "private" if memo.private else "") if part)


def _on(memo: MemoView) -> str:
    if memo.kind in ("project", "coding"):
        return memo.about
    return f"words of {memo.about}" if memo.kind == "excerpt" else f"{memo.kind} {memo.about}"


def named(link: Linked) -> str:
    """What a memo is linked to, in words."""
    return link.name if link.kind == "coding" else f"{link.kind} {link.name}"


def end_lines(ends: Iterable[Linked]) -> list[Line]:
    """What a memo is or can be linked to, as lines to choose from; the key holds the kind and the GUID."""
    return [
        Line(
            f"{end.kind} {end.target}",
            Content.assemble((f"{end.kind:{KIND}}", "$text-muted"), in_a_line(end.name.removeprefix("coding "))),
        )
        for end in ends
    ]
