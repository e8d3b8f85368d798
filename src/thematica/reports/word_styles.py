"""An empty Word document in A4 with the report's own look: few sizes, one dark blue, horizontal rules only."""

from __future__ import annotations

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from thematica.reports.languages import Language

FONT = "Arial"  # LibreOffice's Liberation Sans has the same widths, so a report breaks alike in both
PORTRAIT_CM = 16.0
LANDSCAPE_CM = 26.1
TABLE = "Report Table"

_INK = RGBColor(0x1F, 0x2A, 0x37)
_BLUE = RGBColor(0x1F, 0x3F, 0x66)
_GREY = RGBColor(0x5A, 0x64, 0x70)

_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="1F3F66"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F3F66"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="CBD2DA"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="50" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
      <w:bottom w:w="50" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="1F3F66"/></w:tcBorders></w:tcPr>
  </w:tblStylePr>
</w:style>"""


def new_document(language: Language) -> WordDocument:
    """An empty document with every style a report uses, in portrait."""
    document = Document()
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.find(f".//{qn('w:lang')}").set(qn("w:val"), language.tag)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # the template's 14 makes today's Word say "Compatibility Mode"
    _texts(document)
    _headings(document)
    _quotes(document)
    _tables(document)
    _contents(document)
    page(document.sections[0], landscape=False)
    return document


def page(section: Section, *, landscape: bool) -> None:
    """Makes a section A4, upright or on its side."""
    short, long = Cm(21.0), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.left_margin = section.right_margin = Cm(1.8 if landscape else 2.5)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _texts(document: WordDocument) -> None:
    normal = _style(document, "Normal", size=10, after=6, line=1.2)
    normal.font.color.rgb = _INK
    normal.paragraph_format.widow_control = True
    _style(document, "Body Text", size=10, after=6)
    _style(document, "List Bullet", size=10, after=3)
    note = _style(document, "Note", size=8, before=3, after=8, line=1.1)
    note.font.color.rgb = _GREY
    missing = _style(document, "Placeholder", size=10, after=6)
    missing.font.italic = True
    missing.font.color.rgb = RGBColor(0x9A, 0x3B, 0x1E)
    for name in ("Header", "Footer"):
        style = _style(document, name, size=8, after=0, line=1.0)
        style.font.color.rgb = _GREY
        style.paragraph_format.tab_stops.clear_all()


def _headings(document: WordDocument) -> None:
    title = _style(document, "Title", size=22, after=4, line=1.1, bold=True)
    title.element.get_or_add_pPr().remove(title.element.pPr.find(qn("w:pBdr")))
    title.font.color.rgb = _BLUE
    subtitle = _style(document, "Subtitle", size=11, after=2)
    subtitle.font.italic = False
    subtitle.element.rPr.remove(subtitle.element.rPr.find(qn("w:spacing")))
    subtitle.font.color.rgb = _GREY
    for level, size, before in ((1, 16, 24), (2, 12.5, 18), (3, 11, 14)):
        heading = _style(document, f"Heading {level}", size=size, before=before, after=6, line=1.1, bold=True)
        heading.font.color.rgb = _BLUE
    part = _style(document, "Part", size=10, before=10, after=3, bold=True)
    part.font.color.rgb = _BLUE
    part.paragraph_format.keep_with_next = True


def _quotes(document: WordDocument) -> None:
    quote = _style(document, "Quote", size=10, before=2, after=7, line=1.2)
    quote.font.italic = False
    quote.font.color.rgb = _INK
    quote.paragraph_format.left_indent, quote.paragraph_format.right_indent = Cm(0.8), Cm(0.6)
    quote.element.get_or_add_pPr().insert_element_before(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="8" w:color="B9C4D0"/></w:pBdr>'
        ),
        "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl",
    )  # fmt: skip
    label = _character(document, "Quote Label")
    label.font.size = Pt(8.5)
    label.font.color.rgb = _GREY
    original = _character(document, "Quote Original")
    original.font.italic = True
    original.font.color.rgb = _GREY


def _tables(document: WordDocument) -> None:
    document.styles.element.append(parse_xml(_TABLE_STYLE))
    caption = _style(document, "Caption", size=9, before=12, after=4, line=1.1)
    caption.font.bold = False
    caption.font.color.rgb = _INK
    caption.paragraph_format.keep_with_next = True
    _style(document, "Table Text", size=8.5, after=2, line=1.12)
    head = _style(document, "Table Head", size=8.5, after=0, line=1.1, bold=True)
    head.font.color.rgb = _BLUE
    head.paragraph_format.keep_with_next = True


def _contents(document: WordDocument) -> None:
    heading = _style(document, "TOC Heading", size=12.5, before=18, after=6, bold=True)
    heading.font.color.rgb = _BLUE
    for level, indent in ((1, 0.0), (2, 0.6), (3, 1.4)):
        entry = _style(document, f"toc {level}", size=10, after=3, line=1.1)
        entry.paragraph_format.left_indent = Cm(indent)
        stops = entry.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(PORTRAIT_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _style(
    document: WordDocument,
    name: str,
    *,
    size: float,
    after: float,
    before: float = 0,
    line: float = 1.2,
    bold: bool = False,
) -> ParagraphStyle:
    """The paragraph style of this name, made where the template lacks it; sizes and distances in points."""
    known = [style.name for style in document.styles]
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    _set_font(style)
    style.font.size, style.font.bold = Pt(size), bold
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), line
    style.hidden, style.quick_style = False, True
    return style


def _character(document: WordDocument, name: str) -> CharacterStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(style, CharacterStyle)
    return style


def _set_font(style: ParagraphStyle) -> None:
    """Names the font outright; the template's references to its theme would win otherwise."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    properties.insert(0, fonts)
