"""The themes as Markdown, for a wiki, a preprint or a text editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from thematica.reports.files import write_whole
from thematica.reports.material import Material, gathered
from thematica.reports.word_quotes import PrintedQuote, label, printed_quotes, tidy
from thematica.reports.wording import APPROACHES, counted, printable, share
from thematica.store.ids import ThemeId
from thematica.store.reads import Session
from thematica.store.reads.themes import ThemeView

MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>#|~&])|^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


def theme_report(session: Session, out: Path, *, counts: bool | None = None, theme: ThemeId | None = None) -> None:
    """Writes the themes with concept, definition, account, codes and quotes. Raises StoreRefused.

    `counts` and `theme` as in the theme report for Word.
    """
    material = gathered(session, counts, None, theme)
    text = "\n\n".join(part for part in _parts(material) if part)
    write_whole(out, f"{text}\n".encode())


def _parts(material: Material) -> Iterator[str]:
    yield f"# {_plain(material.info.name)}"
    yield f"Themes · {APPROACHES[material.info.approach]}"
    yield _plain(material.info.question)
    for theme in material.below(None):
        yield from _theme(material, theme, 2)


def _theme(material: Material, theme: ThemeView, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, 6)} {theme.number} {_plain(theme.name)}"
    if material.counts and theme.total.excerpts:
        people = share(theme.total.participants, len(material.participants), "participants")
        yield f"{people}, {counted(theme.total.excerpts, 'excerpt', 'excerpts')}"
    yield _labelled("Central organising concept", theme.concept)
    yield _labelled("Definition", theme.definition)
    yield _plain(theme.account)
    if theme.codes:
        yield "\n".join(("**Codes**", "", *(f"- {_plain(code.path)}" for code in theme.codes)))
    quotes = printed_quotes(theme)
    for title, contrary in (("Quotes", False), ("Contrary or differing accounts", True)):
        chosen = [quote for quote in quotes if quote.contrary is contrary]
        if chosen:
            yield f"**{title}**"
        yield from (_quote(material, quote) for quote in chosen)
    for below in material.below(theme):
        yield from _theme(material, below, level + 1)


def _quote(material: Material, quote: PrintedQuote) -> str:
    said = [_plain(tidy(quote.translation or quote.passage.text)), f"({_plain(label(material, quote))})"]
    if quote.translation:
        said.append(f"Original: {_plain(tidy(quote.passage.text))}")
    return "\n>\n".join("\n".join(f"> {line}" for line in part.split("\n")) for part in said)


def _labelled(name: str, text: str) -> str:
    return f"**{name}.** {_plain(text)}" if text else ""


def _plain(text: str) -> str:
    """Text that Markdown takes as it is written: `[laughs]` is no link, and a line with `-` begins no list."""
    return MEANS_SOMETHING.sub(_escaped, printable(text))


def _escaped(found: re.Match[str]) -> str:
    anywhere, before, at_the_start = found.groups()
    if anywhere:
        return f"\\{anywhere}"
    return f"{before}{at_the_start}\\" if at_the_start.isdigit() else f"{before}\\{at_the_start}"
