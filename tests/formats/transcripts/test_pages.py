"""Rich text, OpenDocument, web pages and PDF."""

from collections.abc import Callable

import pytest

from thematica.errors import BadFile
from thematica.formats.transcripts import read

Said = Callable[..., list[tuple[str | None, str]]]
Made = Callable[..., bytes]

FOUR = [("Anna", "Hello there."), ("Bo", "Hi."), ("Anna", "And so?"), ("Bo", "No.")]


def rtf(body: str) -> str:
    return r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}\f0 " + body + "}"


def test_rtf_labels_characters_and_breaks(said: Said) -> None:
    body = r"{\b An}{\b na:} H\'e5 \u8212 ? one\line two\tab three\~four\_five\par Bo: \u-10179?\u-8704? \f1 \'cf\par "
    assert said(rtf(body + r"\f0 Anna: And?\par Bo: No.\par "), "talk.rtf")[:2] == [
        ("Anna", "Hå — one\ntwo three\xa0four‑five"),
        ("Bo", "😀 П"),
    ]


def test_rtf_leaves_deleted_text_and_machinery_out_and_keeps_notes_and_comments() -> None:
    body = (
        r"{\stylesheet{\s1 heading;}}{\info{\title secret}}{\header top}{\*\unknown gone}"
        r"Anna: It was {\deleted not }cold{\footnote\chftn In May.\par}.\par "
        r"Bo: {\*\atrfstart 1}Yes{\*\atrfend 1}{\*\atnid K}{\*\atnauthor Kari}"
        r"{\*\annotation{\*\atnref 1}Sure?\par}.\par "
    )
    transcript = read(rtf(body).encode("latin-1"), "talk.rtf")
    assert transcript.text.split("\n")[:2] == ["Anna: It was cold[footnote 1].", "Bo: Yes."]
    assert transcript.unassigned[0].body.of(transcript.text) == "[footnote 1] In May."
    (comment,) = transcript.comments
    assert (comment.span.of(transcript.text), comment.text, comment.author) == ("Yes", "Sure?", "Kari")
    assert "deleted" in transcript.warnings[0]


def test_rtf_table_of_speakers(said: Said) -> None:
    rows = "".join(rf"\trowd\cellx1\cellx2\intbl {who}\cell {words}\cell\row" + "\n" for who, words in FOUR)
    assert said(rtf(rows + r"\pard\par "), "talk.rtf") == FOUR


ODT_NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


@pytest.fixture
def odt(zipped: Made) -> Made:
    def made(body: str, kind: str = "text") -> bytes:
        bold = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        content = (
            f"<office:document-content {ODT_NS}><office:automatic-styles>{bold}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
        )
        return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})

    return made


def test_odt_labels_spaces_breaks_notes_and_comments(odt: Made) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p><text:span text:style-name="T1">Anna</text:span> It\n  was<text:s text:c="2"/>so<text:tab/>and'
        "<text:line-break/>so<text:note text:note-class='footnote'><text:note-body><text:p>In May.</text:p>"
        "</text:note-body>"
        "</text:note>.</text:p>"
        '<text:p><text:span text:style-name="T1">Bo</text:span> <office:annotation office:name="a1"><dc:creator>Kari'
        '</dc:creator><text:p>Sure?</text:p></office:annotation>Yes<office:annotation-end office:name="a1"/>.</text:p>'
        '<text:p><text:span text:style-name="T1">Anna</text:span> Hm.</text:p>'
        '<text:p><text:span text:style-name="T1">Bo</text:span> No.</text:p>'
    )
    transcript = read(odt(body), "talk.odt")
    assert [turn.speaker for turn in transcript.turns] == ["Anna", "Bo", "Anna", "Bo", None]
    assert transcript.turns[0].body.of(transcript.text) == "It was  so and\nso[footnote 1]."
    assert transcript.unassigned[0].body.of(transcript.text) == "[footnote 1] In May."
    (comment,) = transcript.comments
    assert (comment.span.of(transcript.text), comment.text, comment.author) == ("Yes", "Sure?", "Kari")
    assert "tracked changes" in transcript.warnings[0]


def test_odt_table_of_speakers(odt: Made, said: Said) -> None:
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{who}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
        for who, words in FOUR
    )
    assert said(odt(f"<table:table>{rows}</table:table>"), "talk.odt") == FOUR


def test_web_page_paragraphs_breaks_bold_and_scripts(said: Said) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>No</title><style>.h {font-weight: 700}</style>"
        "<script>var x: 1</script></head>"
        "<body><h1>Interview</h1>"
        "<p><b>Anna</b> Hello\n   there.</p><p><span class=h>Bo</span> Hi<br>again &amp; so.</p>"
        "<div><strong>Anna</strong> And so?<p><b>Bo</b> No.</div></body></html>"
    )
    assert said(page, "talk.html") == [
        ("Anna", "Hello there."),
        ("Bo", "Hi\nagain & so."),
        ("Anna", "And so?"),
        ("Bo", "No."),
    ]


def test_web_page_table_and_declared_encoding(said: Said) -> None:
    rows = "".join(f"<tr><td>{who}<td>{words}</tr>" for who, words in FOUR[:3])
    page = f'<html><meta charset="windows-1251"><table>{rows}<tr><td>Bo<td>Нет.</table></html>'
    assert said(page.encode("cp1251"), "talk.html") == [*FOUR[:3], ("Bo", "Нет.")]


def pages(lines: list[str], *, first: float = 800, step: float = 14) -> list[tuple[float, float, str]]:
    return [(50, first - step * n, line) for n, line in enumerate(lines)]


def test_pdf_lines_are_put_together_and_numbers_in_the_margin_left_out(pdf: Made, said: Said) -> None:
    text = [
        "Anna: It was a long winter and we had",
        "to wait.",
        "Bo: Yes.",
        "Anna: And so?",
        "Bo: No, not really, that is what",
    ]
    numbers = [(20, 800, "1"), (20, 772, "2"), (20, 758, "3"), (20, 744, "4")]
    data = pdf([[*pages(text), *numbers], [*pages(["I would say."])]])
    assert said(data, "talk.pdf") == [
        ("Anna", "It was a long winter and we had to wait."),
        ("Bo", "Yes."),
        ("Anna", "And so?"),
        ("Bo", "No, not really, that is what I would say."),
    ]


def test_pdf_running_heads_and_page_numbers_are_left_out(pdf: Made, said: Said) -> None:
    bodies = [["Anna: Hello there.", "Bo: Hi."], ["Anna: And so?", "Bo: No."], ["Anna: Good.", "Bo: Indeed."]]
    data = pdf(
        [[(50, 820, "Study 7"), *pages(body, first=760), (300, 20, f"{n} / 3")] for n, body in enumerate(bodies, 1)]
    )
    assert said(data, "talk.pdf") == [*FOUR, ("Anna", "Good."), ("Bo", "Indeed.")]


def test_pdf_with_two_columns_of_speakers_and_words(pdf: Made, said: Said) -> None:
    page = []
    for n, (who, words) in enumerate(FOUR):
        page += [(50, 800 - 30 * n, who), (200, 800 - 30 * n, words)]
    assert said(pdf([page]), "talk.pdf") == FOUR


def test_pdf_words_parted_at_a_line_end_keep_their_hyphen_and_their_paragraph(pdf: Made, said: Said) -> None:
    first = [
        "Anna: You put something out there, and what you get is mostly super-",
        "negative feedback, and angry people behind keyboards. It goes on and",
        "on, day after day, until nobody wants to say anything there any more.",
        "Bo: So it does. And then one has to wait for somebody else to begin, a",
        "thing that may take years.",
    ]
    spoken = said(pdf([pages(first * 2)]), "talk.pdf")
    assert [speaker for speaker, _ in spoken] == ["Anna", "Bo", "Anna", "Bo"]
    assert "mostly super-negative feedback, and angry people" in spoken[0][1]


def test_pdf_without_a_text_layer_says_what_to_do(pdf: Made) -> None:
    with pytest.raises(BadFile) as problem:
        read(pdf([[], []]), "scan.pdf")
    assert "no text layer" in problem.value.message
    assert "OCR" in problem.value.hint
