"""The themes: one table of all, then each with its account and the evidence behind it."""

from __future__ import annotations

from thematica.reports.material import Material
from thematica.reports.word_quotes import add_quote, printed_quotes, quote_cell
from thematica.reports.word_styles import PORTRAIT_CM
from thematica.reports.word_writing import Cell, Row, Words, Writer, cell, line
from thematica.reports.wording import counted, day, share
from thematica.store.reads.codes import SEPARATOR
from thematica.store.reads.themes import ThemeView

NOT_WRITTEN = "[The analytic account of this theme has not been written yet.]"
_COUNTING = (
    "A participant counts once however often they say it, a stretch of text once however many coders marked it. "
    "What interviewers and moderators say does not count."
)


def overview(writer: Writer, material: Material) -> None:
    """Writes the table of all themes, each theme's cell running down beside its subthemes."""
    writer.heading(line("Themes at a glance"), 1)
    if not material.themes:
        writer.paragraph(line("There are no themes in this project yet."), "Placeholder")
        return
    rows: list[Row] = []
    spans: list[tuple[int, int]] = []
    for theme in material.below(None):
        branch = [each for each in material.themes if each.number.startswith(f"{theme.number}.")]
        shown = [theme, *branch] if theme.codes or theme.quotes or not branch else branch
        spans.append((len(rows) + 1, len(rows) + len(shown)))  # the head of the table is row 0
        first = (_name(material, theme), *(cell("") for _ in shown[1:]))
        rows.extend(_overview_row(material, name, each) for name, each in zip(first, shown, strict=True))
    table = writer.table(
        line("Themes, the codes gathered in them, and a quote to illustrate each"),
        ("Theme", "Subtheme", "Codes", "Illustrative quote"),
        (3.1, 3.1, 3.7, PORTRAIT_CM - 9.9),
        rows,
    )
    for top, bottom in spans:
        table.cell(top, 0).merge(table.cell(bottom, 0))
    if material.counts:
        writer.paragraph(line(_COUNTING), "Note")


def _overview_row(material: Material, name: Cell, each: ThemeView) -> Row:
    codes = ", ".join(code.path.rsplit(SEPARATOR, 1)[-1] for code in each.codes)
    quotes = [quote for quote in printed_quotes(each) if not quote.contrary]
    return Row(
        (
            name,
            cell("") if each.depth == 0 else cell(f"{each.number} {each.name}", material.language),
            cell(codes, material.language),
            quote_cell(material, quotes[0]) if quotes else cell(""),
        )
    )


def _name(material: Material, theme: ThemeView) -> Cell:
    name = line(f"{theme.number} {theme.name}", material.language, "Strong")
    if not material.counts:
        return (name,)
    return (name, line(_evidence(material, theme)))


def _evidence(material: Material, theme: ThemeView) -> str:
    people = share(theme.total.participants, len(material.participants), "participants")
    return f"{people}, {counted(theme.total.excerpts, 'excerpt', 'excerpts')}"


def chapter(writer: Writer, material: Material, theme: ThemeView, *, clean: bool) -> None:
    """Writes a theme with all that has been gathered for it, then its subthemes."""
    writer.heading((Words(f"{theme.number} "), Words(theme.name, material.language)), theme.depth + 1)
    _standing(writer, material, theme)
    if theme.concept:
        writer.part("Central organising concept")
        writer.prose(theme.concept, material.language)
    if theme.definition:
        writer.part("Definition")
        writer.prose(theme.definition, material.language)
    _account(writer, material, theme)
    _subthemes(writer, material, theme)
    _groups(writer, material, theme)
    _codes(writer, material, theme)
    _quotes(writer, material, theme, clean=clean)
    if not clean:
        _memos(writer, material, theme)
    for below in material.below(theme):
        chapter(writer, material, below, clean=clean)


def _standing(writer: Writer, material: Material, theme: ThemeView) -> None:
    """Whether the theme is still under review, and how much stands behind it."""
    said = ["Candidate theme, still under review."] if theme.status == "candidate" else []
    if material.counts and theme.total.excerpts:
        sources = counted(theme.total.sources, "source", "sources")
        said.append(f"Evidence from {_evidence(material, theme)} in {sources}.")
    if said:
        standing = writer.paragraph(line(" ".join(said)), "Note")
        standing.paragraph_format.keep_with_next = True  # a heading and this alone at the foot of a page say nothing


def _account(writer: Writer, material: Material, theme: ThemeView) -> None:
    """The analyst's prose, or where a theme has none a place for it; a subtheme may do without."""
    if not theme.account and theme.depth:
        return
    writer.part("Analytic account")
    if theme.account:
        writer.prose(theme.account, material.language)
    else:
        writer.paragraph(line(NOT_WRITTEN), "Placeholder")


def _subthemes(writer: Writer, material: Material, theme: ThemeView) -> None:
    below = material.below(theme)
    if not below:
        return
    writer.part("Subthemes")
    for each in below:
        gist = line(f": {each.concept}", material.language) if each.concept else ()
        writer.paragraph((*line(each.name, material.language, "Strong"), *gist), "List Bullet")


def _groups(writer: Writer, material: Material, theme: ThemeView) -> None:
    """A table of groups against the theme and its subthemes."""
    groups = material.groups
    if not material.counts or groups is None or theme.depth or not theme.total.excerpts:
        return
    columns = (theme, *material.below(theme))
    shares = [groups.shares(material.people[each.guid]) for each in columns]
    rows = [
        Row((cell(name), *(cell(share(*column[n][1:])) for column in shares))) for n, name in enumerate(groups.members)
    ]
    head = (
        groups.variable.capitalize(),
        *(f"{'Theme' if each is theme else 'Subtheme'} {each.number}" for each in columns),
    )
    first = 4.0
    widths = (first, *(min(2.9, (PORTRAIT_CM - first) / len(columns)) for _ in columns))
    caption = f"Participants with evidence for theme {theme.number}, by {groups.variable}"
    writer.table(line(caption), head, widths, rows, figures=len(columns))


def _codes(writer: Writer, material: Material, theme: ThemeView) -> None:
    if not theme.codes:
        return
    head, widths = ["Code", "What it covers", "Origin"], [5.6, 8.4, 2.0]
    if material.counts:
        head, widths = [*head, "Participants", "Excerpts"], [4.6, 5.8, 1.8, 2.1, 1.7]
    rows = []
    for each in theme.codes:
        code = material.code(each.guid)
        figures = (each.counts.participants, each.counts.excerpts) if material.counts else ()
        rows.append(
            Row(
                (
                    cell(each.path, material.language),
                    cell(code.brief, material.language),
                    cell(code.kind.replace("-", " ")),
                    *(cell(f"{n:,}") for n in figures),
                )
            )
        )
    caption = f"Codes contributing to {'sub' if theme.depth else ''}theme {theme.number}"
    writer.table(line(caption), head, widths, rows, figures=2 if material.counts else 0)


def _quotes(writer: Writer, material: Material, theme: ThemeView, *, clean: bool) -> None:
    quotes = printed_quotes(theme)
    for title, contrary in (("Illustrative quotes", False), ("Contrary or differing accounts", True)):
        chosen = [quote for quote in quotes if quote.contrary is contrary]
        if chosen:
            writer.part(title)
        for quote in chosen:
            add_quote(writer, material, quote, clean=clean)


def _memos(writer: Writer, material: Material, theme: ThemeView) -> None:
    written = [
        memo for memo in material.memos if memo.purpose == "memo" and memo.kind == "theme" and memo.target == theme.guid
    ]
    if not written:
        return
    writer.part("Memos")
    for memo in written:
        first, *rest = memo.text.split("\n\n")
        writer.paragraph((Words(f"{day(memo.created_at)}. ", style="Quote Label"), Words(first, material.language)))
        writer.prose("\n\n".join(rest), material.language)
