"""The first pages: title, what was asked, the study in figures, contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import thematica
from thematica.reports.languages import language
from thematica.reports.material import Material
from thematica.reports.word_styles import PORTRAIT_CM
from thematica.reports.word_writing import Row, Writer, cell, line
from thematica.reports.wording import APPROACHES, KINDS, counted, day, days, listed

_OWN = "own"  # the id of the codebook that holds the project's own codes


def front(writer: Writer, material: Material, now: str) -> None:
    """Writes everything that comes before the themes."""
    info = material.info
    writer.paragraph(line(info.name, material.language), "Title")
    writer.paragraph(line(f"Theme report · {APPROACHES[info.approach]}"), "Subtitle")
    made = f"Data as of {day(material.as_of)} · Report made {day(now)} with thematica {thematica.__version__}"
    writer.paragraph(line(made), "Subtitle")
    if info.question:
        writer.part("Research question")
        writer.prose(info.question, material.language)
    if info.about:
        writer.part("About the study")
        writer.prose(info.about, material.language)
    rows = tuple(Row((cell(name, style="Strong"), cell(value))) for name, value in facts(material))
    writer.table(line("The study at a glance"), (), (4.2, PORTRAIT_CM - 4.2), rows)
    writer.contents_here()


def facts(material: Material) -> Iterator[tuple[str, str]]:
    """The study in figures: each with its name."""
    info = material.info
    kinds = Counter(source.kind for source in material.sources)
    yield "Sources", listed([counted(kinds[kind], *words) for kind, words in KINDS.items() if kinds[kind]]) or "none"
    if material.sources:
        spoken = dict.fromkeys(language(source.language).name for source in material.sources)
        yield "Languages", listed(tuple(spoken))
        yield "Words", f"{info.words:,} in {counted(info.turns, 'turn', 'turns')}"
        yield "Participants", _participants(material)
    yield "Codes in use", _codes(material)
    yield "Codings", _codings(material)
    if material.coded:
        yield "Coded", days(*material.coded)
    yield "Themes", _themes(material)


def _participants(material: Material) -> str:
    heard = f"{len(material.participants):,}"
    if material.groups is None:
        return heard
    sizes = [f"{name} {len(members)}" for name, members in material.groups.members.items()]
    return f"{heard}; by {material.groups.variable}: {', '.join(sizes)}"


def _codes(material: Material) -> str:
    used = [code for code in material.codes if code.codings]
    named = {book.guid: "the project’s own" if book.id == _OWN else f"from {book.name}" for book in material.codebooks}
    by_book = Counter(code.codebook for code in used)
    shares = [f"{by_book[guid]} {name}" for guid, name in named.items() if by_book[guid]]
    return f"{len(used)}: {listed(shares)}" if shares else "none yet"


def _codings(material: Material) -> str:
    if not material.codings:
        return "none yet"
    coders = len({coding.coder for coding in material.codings})
    return f"{len(material.codings):,} by {counted(coders, 'coder', 'coders')}"


def _themes(material: Material) -> str:
    top = len(material.below(None))
    below = len(material.themes) - top
    stated = counted(top, "theme", "themes") if top else "none yet"
    if below:
        stated += f" with {counted(below, 'subtheme', 'subthemes')}"
    if material.discarded:
        stated += f"; {material.discarded} discarded, not shown"
    return stated
