"""Word files, read so that nothing on the page is lost, glued or invented."""

from collections.abc import Callable

import pytest
from docx.document import Document

from thematica.errors import BadFile
from thematica.formats.transcripts import read
from thematica.text.span import Span

Said = Callable[..., list[tuple[str | None, str]]]
Made = Callable[..., bytes]
Fill = Callable[[Callable[[Document], None]], bytes]


def run(text: str, *, bold: bool = False, inside: str = "") -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{weight}<w:t xml:space="preserve">{text}</w:t>{inside}</w:r>'


def paragraph(*runs: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{''.join(runs)}</w:p>"


def talk(*words: str) -> str:
    """An interview of four turns, the second of which holds these runs."""
    return (
        paragraph(run("Anna: Hello."))
        + paragraph(run("Bo: "), *words)
        + paragraph(run("Anna: And so?"))
        + paragraph(run("Bo: No."))
    )


def test_bold_labels_split_over_runs_and_paragraphs_without_label(word: Fill, said: Said) -> None:
    def fill(document: Document) -> None:
        document.add_heading("Interview 4", 1)
        for label, words in (
            ("Interviewer", "How was it?"),
            ("P4", "Fine."),
            ("Interviewer", "And then?"),
            ("P4", "No."),
        ):
            line = document.add_paragraph()
            for part in (label[:2], label[2:] + ":"):
                line.add_run(part).bold = True
            line.add_run(f" {words}")
            document.add_paragraph("Some more of it.")

    assert said(word(fill), "talk.docx") == [
        ("Interviewer", "How was it?\nSome more of it."),
        ("P4", "Fine.\nSome more of it."),
        ("Interviewer", "And then?\nSome more of it."),
        ("P4", "No.\nSome more of it."),
    ]


def test_bold_names_without_a_colon(word: Fill, said: Said) -> None:
    def fill(document: Document) -> None:
        for label, words in (("Anna Lie", "How was it?"), ("Bo", "Fine."), ("Anna Lie", "And then?"), ("Bo", "No.")):
            line = document.add_paragraph()
            line.add_run(label).bold = True
            line.add_run(f" {words}")

    assert [speaker for speaker, _ in said(word(fill), "talk.docx")] == ["Anna Lie", "Bo", "Anna Lie", "Bo"]


def test_soft_breaks_hyphens_tabs_and_links_keep_words_apart(word_body: Made, said: Said) -> None:
    words = (
        run("one", inside="<w:br/>"),
        run("two", inside="<w:noBreakHyphen/>"),
        run("three", inside="<w:tab/>"),
        '<w:hyperlink r:id="rId9">' + run("four") + "</w:hyperlink>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>',
        run(" five"),
        "<w:sdt><w:sdtPr/><w:sdtContent>" + run(" six") + "</w:sdtContent></w:sdt>",
        "<w:smartTag>" + run(" seven") + "</w:smartTag>",
    )
    assert said(word_body(talk(*words)), "talk.docx")[1] == ("Bo", "one\ntwo‑three four five six seven")


def test_tracked_changes_are_read_as_accepted_with_a_warning(word_body: Made, said: Said) -> None:
    words = (
        run("I was "),
        '<w:ins w:id="1">' + run("very ") + "</w:ins>",
        '<w:del w:id="2"><w:r><w:delText>not </w:delText></w:r></w:del>',
        run("ill."),
    )
    data = word_body(talk(*words))
    assert said(data, "talk.docx")[1] == ("Bo", "I was very ill.")
    assert "(insertions: 1, deletions: 1)" in read(data, "talk.docx").warnings[0]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(word_body: Made, said: Said) -> None:
    body = (
        paragraph(run("Anna: Hello.")) + paragraph(run("Bo: I was"), mark='<w:del w:id="3"/>') + paragraph(run(" ill."))
    )
    assert said(word_body(body + talk()), "talk.docx")[1] == ("Bo", "I was ill.")


def test_footnotes_stand_at_the_end_with_marks_in_their_place(word_body: Made) -> None:
    words = (run("It was cold"), '<w:r><w:footnoteReference w:id="7"/></w:r>', run("."))
    note = '<w:footnote w:id="7">' + paragraph(run("In January.")) + "</w:footnote>"
    transcript = read(word_body(talk(*words), footnotes=note), "talk.docx")
    assert transcript.turns[1].body.of(transcript.text) == "It was cold[footnote 1]."
    assert transcript.unassigned[0].body.of(transcript.text) == "[footnote 1] In January."


def test_comments_are_kept_beside_the_text(word_body: Made) -> None:
    words = (
        run("It was "),
        '<w:commentRangeStart w:id="0"/>',
        run("cold"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        run(" then."),
    )
    comment = '<w:comment w:id="0" w:author="Kari">' + paragraph(run("Which winter?")) + "</w:comment>"
    transcript = read(word_body(talk(*words), comments=comment), "talk.docx")
    assert transcript.turns[1].body.of(transcript.text) == "It was cold then."
    (found,) = transcript.comments
    assert (found.span.of(transcript.text), found.text, found.author) == ("cold", "Which winter?", "Kari")


def test_a_comment_over_two_paragraphs_and_one_without_a_range(word_body: Made) -> None:
    body = (
        paragraph('<w:commentRangeStart w:id="4"/>', run("One."))
        + paragraph(run("Two."), '<w:commentRangeEnd w:id="4"/>', '<w:r><w:commentReference w:id="4"/></w:r>')
        + paragraph(run("Three."), '<w:r><w:commentReference w:id="5"/></w:r>')
    )
    comments = "".join(f'<w:comment w:id="{n}">{paragraph(run("Hm."))}</w:comment>' for n in (4, 5))
    transcript = read(word_body(body, comments=comments), "talk.docx")
    assert [comment.span for comment in transcript.comments] == [Span(0, 9), Span(16, 16)]


def test_page_headers_and_hidden_machinery_are_left_out(word: Fill, said: Said) -> None:
    def fill(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Confidential: do not share"
        document.add_paragraph("Anna: Hello.")
        document.add_paragraph("Bo: Hi.")

    assert said(word(fill), "talk.docx") == [("Anna", "Hello."), ("Bo", "Hi.")]


def table(rows: list[list[str]]) -> Callable[[Document], None]:
    def fill(document: Document) -> None:
        document.add_heading("Interview 7", 1)
        made = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(made.add_row().cells, row, strict=True):
                cell.text = words

    return fill


@pytest.mark.parametrize(
    "rows",
    [
        [["Speaker", "Text"], ["Anna", "Hello there."], ["Bo", "Hi."], ["Anna", "And so?"], ["Bo", "No."]],
        [["Anna", "Hello there."], ["Bo", "Hi."], ["Anna", "And so?"], ["Bo", "No."]],
        [["Anna:", "Hello there."], ["Bo:", "Hi."], ["Anna:", "And so?"], ["Bo:", "No."]],
        [["Time", "Who", "What"], ["0:01", "Anna", "Hello there."], ["0:05", "Bo", "Hi."], ["0:07", "Anna", "And so?"],
         ["0:09", "Bo", "No."]],
        [["1", "Anna", "Hello there."], ["2", "Bo", "Hi."], ["3", "Anna", "And so?"], ["4", "Bo", "No."]],
    ],
)  # fmt: skip
def test_a_table_of_speakers_and_words_becomes_turns(rows: list[list[str]], word: Fill, said: Said) -> None:
    assert said(word(table(rows)), "talk.docx") == [
        ("Anna", "Hello there."),
        ("Bo", "Hi."),
        ("Anna", "And so?"),
        ("Bo", "No."),
    ]


def test_a_table_of_facts_stays_beside_the_talk(word: Fill, said: Said) -> None:
    def fill(document: Document) -> None:
        table([["Date", "3 May 2024"], ["Place", "Oslo"], ["Interviewer", "Jane Doe"]])(document)
        for words in ("Interviewer: Hello.", "P3: Hi.", "Interviewer: So?", "P3: Well."):
            document.add_paragraph(words)

    assert [speaker for speaker, _ in said(word(fill), "talk.docx")] == ["Interviewer", "P3", "Interviewer", "P3"]
    transcript = read(word(fill), "talk.docx")
    assert any("3 May 2024" in turn.body.of(transcript.text) for turn in transcript.unassigned)


def test_the_newer_teams_layout_with_its_start_and_stop_lines(word: Fill, said: Said) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph().add_run("Interview 3-Meeting Recording").bold = True
        document.add_paragraph("March 4, 2025, 9:02AM")
        document.add_paragraph("42m 10s")
        for name, words in (
            ("Anna Lie", " started transcription"),
            ("Anna Lie", "   0:03\nHello there.\nAnd so?"),
            ("Bo", "   1:10\nHi."),
            ("Anna Lie", "   1:20\nWell."),
            ("Anna Lie", " stopped transcription"),
        ):
            line = document.add_paragraph()
            line.add_run(name).bold = True
            line.add_run(words)

    assert said(word(fill), "talk.docx") == [
        ("Anna Lie", "Hello there.\nAnd so?"),
        ("Bo", "Hi."),
        ("Anna Lie", "Well."),
    ]
    transcript = read(word(fill), "talk.docx")
    assert transcript.duration == 2530
    assert [turn.time for turn in transcript.turns if not turn.aside] == [3, 70, 80]


def test_the_older_teams_layout(word: Fill, said: Said) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("0:0:3.0 --> 0:0:9.120\nAnna Lie\nHello there.")
        document.add_paragraph("0:0:9.500 --> 0:0:12.0\nBo\nHi.")

    assert said(word(fill), "talk.docx") == [("Anna Lie", "Hello there."), ("Bo", "Hi.")]


def test_headings_with_names_are_labels_and_other_headings_end_a_turn(word: Fill, said: Said) -> None:
    def fill(document: Document) -> None:
        for label, words in (("Interviewer", "How was it?"), ("Anna", "Fine."), ("Interviewer", "And then?")):
            document.add_heading(label, 2)
            document.add_paragraph(words)

    assert said(word(fill), "talk.docx") == [
        ("Interviewer", "How was it?"),
        ("Anna", "Fine."),
        ("Interviewer", "And then?"),
    ]


def test_the_kind_is_known_by_content_whatever_the_name(word: Fill, said: Said) -> None:
    def fill(document: Document) -> None:
        for words in ("Anna: Hello.", "Bo: Hi."):
            document.add_paragraph(words)

    assert said(word(fill), "talk.txt") == [("Anna", "Hello."), ("Bo", "Hi.")]


def test_a_name_that_lies_is_said() -> None:
    with pytest.raises(BadFile, match=r"no docx file"):
        read(b"Anna: Hello.\n", "talk.docx")
