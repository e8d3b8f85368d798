"""The parts of the theme report put together, with what stands at the top and foot of each page."""

from __future__ import annotations

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Cm

from thematica.reports.material import Material
from thematica.reports.word_codebook import codebook_appendix
from thematica.reports.word_fields import add_field
from thematica.reports.word_front import front
from thematica.reports.word_package import packed
from thematica.reports.word_quotes import printed_quotes
from thematica.reports.word_styles import LANDSCAPE_CM, PORTRAIT_CM, new_document, page
from thematica.reports.word_themes import chapter, overview
from thematica.reports.word_writing import Words, Writer, line, write
from thematica.reports.wording import day, printable

CONFIDENTIAL = "Confidential – contains participant quotations"


def assembled(material: Material, *, now: str, clean: bool) -> bytes:
    """The whole report as the bytes of a .docx."""
    document = new_document(material.language)
    writer = Writer(document)
    front(writer, material, now)
    overview(writer, material)
    for theme in material.below(None):
        chapter(writer, material, theme, clean=clean)
    across = document.add_section(WD_SECTION.NEW_PAGE)
    page(across, landscape=True)
    codebook_appendix(writer, material)
    writer.finish()
    for section, width in ((document.sections[0], PORTRAIT_CM), (across, LANDSCAPE_CM)):
        confidential = any(printed_quotes(theme) for theme in material.themes)
        edges(section, material, width, f"Theme report · {day(now)}", confidential=confidential)
    name = printable(material.info.name)
    return packed(document, title=f"{name}: theme report", author=name, language=material.language.tag, now=now)


def edges(section: Section, material: Material, width: float, title: str, *, confidential: bool) -> None:
    """The header, which warns where participants are quoted, and the footer with the page's number; `width` in cm."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    if confidential:
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        write(head, line(CONFIDENTIAL))
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT)
    write(foot, (Words(material.info.name, material.language), Words(f" · {title}")))
    foot.add_run("\t")
    write(foot, line("Page "))
    add_field(foot, "PAGE", "1")
    write(foot, line(" of "))
    add_field(foot, "NUMPAGES", "1")
