"""What there is to choose from when something is done to a code, in lines of a list."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from thematica.formats.codebooks.values import Codebook
from thematica.store.reads.codes import CodeView
from thematica.store.reads.recoding import Folding
from thematica.text.normalise import safe
from thematica.tui.codebook.known_codes import FROM_HERE, Tie
from thematica.tui.colour_names import named_colour
from thematica.tui.colours import legible
from thematica.tui.widgets.filter_list import Line
from thematica.work.code_life import Folded
from thematica.work.palette import FURTHER, OKABE_ITO, times_used

TOP = "top"  # the line that stands for no code above
OTHER = "other"  # the line that asks for something that is not in the list
NEW = "new "  # before the kind of a link to be made
MOST_WORDS = 600  # characters of what a codebook says of itself


def colour_lines(codes: Iterable[CodeView], ground: str) -> list[Line]:
    """The colours of the palette, those that anyone can tell apart first, each with how many codes have it."""
    used = times_used(code.colour for code in codes)
    lines = [
        Line(
            colour,
            Content.assemble(("■ ", legible(colour, ground)), named_colour(colour)),
            _number(used[colour], "code") if used[colour] else "",
        )
        for colour in (*OKABE_ITO, *FURTHER)
    ]
    return [*lines, Line(OTHER, Content("  another, by its digits…"))]


def link_lines(ties: Iterable[Tie]) -> list[Line]:
    """The links that can be made, then those there are, to be taken away."""
    made = [Line(NEW + kind, Content.assemble((f"{words} ", "bold"), "…")) for kind, words in FROM_HERE.items()]
    there = [
        Line(
            str(place),
            Content.assemble(("take away: ", "$text-muted"), f"{tie.words} ", safe(tie.other.path)),
        )
        for place, tie in enumerate(ties)
    ]
    return [*made, *there]


def fold_told(code: CodeView, into: CodeView, folding: Folding) -> Content:
    """What folding one code into another would do."""
    told = [f"{_number(folding.moving, 'coding')} would move"]
    if folding.joining:
        told.append(f"{_number(folding.joining, 'coding')} would become one with another on just the same words")
    along = [
        _number(number, thing)
        for number, thing in (
            (folding.below, "code below it"),
            (folding.memos, "memo"),
            (folding.themes, "place in a theme"),
        )
        if number
    ]
    if along:
        told.append(f"{', '.join(along)} would go along")
    names = f"“{safe(code.name)}” is then retired, and a name of “{safe(into.name)}”."
    return Content(f"{'; '.join(told)}. {names}")


def folded(code: CodeView, into: CodeView, done: Folded) -> str:
    """What folding one code into another did."""
    joined = f", {len(done.joined)} became one with another" if done.joined else ""
    return f"{_number(done.moved, 'coding')} moved to “{into.name}”{joined}. “{code.name}” is retired. u undoes it."


def book_told(book: Codebook) -> Content:
    """What a codebook on board says of itself."""
    codes = sum(entry.codable for _, entry in book.walk())
    head = f"{book.name} · version {book.version} · {book.language} · {_number(codes, 'code')}"
    said = " ".join(safe(" ".join((*book.use_notes, book.notice))).split())
    cut = said if len(said) <= MOST_WORDS else f"{said[:MOST_WORDS].rsplit(' ', 1)[0]} …"
    return Content.assemble((safe(head), "bold $foreground"), f"\n{cut}")


def _number(number: int, thing: str) -> str:
    one, _, rest = thing.partition(" ")
    return f"{number} {one}{'' if number == 1 else 's'}{' ' + rest if rest else ''}"
