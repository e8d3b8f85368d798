"""Text that breaks files and screens, put wherever a project lets a person put text."""

from __future__ import annotations

from pathlib import Path

from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from reports.reported import report
from studies import place, ticking
from thematica.reports.wording import printable
from thematica.store.project import Project
from thematica.work import cases, codebook, memos, sources, themes

HOSTILE = "[/] \x1b[31m red\x00 \u202eesrever ]]> &amp; <w:t> =1+1 👩‍👩‍👧 漢字 سلام\ufffe"


def test_hostile_text_everywhere_still_gives_a_report_that_opens(tmp_path: Path) -> None:
    words = f"{HOSTILE} " * 3000  # and a quote longer than any page
    text = f"Interviewer: [laughs]\nP1: {words}\nP1: \n".encode()
    with Project.create(tmp_path / "h.thematica", name=HOSTILE, approach="content", now=ticking()) as project:
        prepared = sources.prepare(text, "h.txt", "ar")
        with project.act("hostile") as tx:
            guid = sources.add(tx, prepared, name=HOSTILE)
            case = cases.add(tx, HOSTILE)
            cases.set_case_value(tx, case, "where", HOSTILE)
            for speaker in prepared.transcript.speakers:
                sources.set_speaker(tx, guid, speaker.label, case=case)
            fields = codebook.Fields(definition=HOSTILE, include=(HOSTILE,), example=HOSTILE)
            code = codebook.new_code(tx, HOSTILE, fields=fields)
            theme = themes.create(tx, HOSTILE, fields=themes.Fields(concept=HOSTILE, account=HOSTILE))
            themes.attach_codes(tx, theme, [code])
            memos.write(tx, memos.About(theme=theme), HOSTILE)
            said = next(turn.body for turn in prepared.transcript.turns if len(turn.body) > 1000)
            themes.quote(tx, theme, guid, said, translation=HOSTILE)
        opened = report(project, tmp_path / "h.docx", group="where")
    [quote] = opened.styled("Quote")
    assert said.of(prepared.transcript.text).strip() in quote
    assert "[/]" in quote
    assert "\x1b" not in opened.text
    assert "\u202e" not in opened.text
    assert len(opened.headings()) == 4


def test_words_that_run_right_to_left_are_marked_so(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.thematica", name="A", now=ticking()) as project:
        prepared = sources.prepare("P1: سلام عليكم\n".encode(), "a.txt", "ar")
        with project.act("import") as tx:
            guid = sources.add(tx, prepared, name="A")
            theme = themes.create(tx, "Greeting")
        with project.act("quote") as tx:
            themes.quote(tx, theme, *place(project, "A", "سلام عليكم"))
        opened = report(project, tmp_path / "a.docx")
    [paragraph] = [each for each in opened.document.paragraphs if each.style and each.style.name == "Quote"]
    said = paragraph.runs[0]
    assert (said.text, said.font.rtl) == ("سلام عليكم", True)
    assert guid


@given(st.text(st.characters(), max_size=40))
def test_any_text_can_be_held_by_a_word_file_once_it_is_printable(text: str) -> None:
    element = OxmlElement("w:t")
    element.text = printable(text)
    assert printable(printable(text)) == printable(text)
