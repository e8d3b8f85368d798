"""The Word report, read back."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from reports.reported import NOW, THEME, Report, W, report
from thematica.errors import NotFound
from thematica.store.project import Project
from thematica.store.reads.codes import codes
from thematica.store.reads.excerpts import excerpts
from thematica.store.reads.themes import themes


@pytest.fixture(scope="module")
def written(reported: Project, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report(reported, tmp_path_factory.mktemp("written") / "report.docx")


def test_themes_are_numbered_headings_and_discarded_ones_leave_no_gap(written: Report) -> None:
    assert written.headings() == [
        ("Heading 1", "Themes at a glance"),
        ("Heading 1", f"1 {THEME}"),
        ("Heading 2", "1.1 Trust in numbers"),
        ("Heading 1", "2 Bare"),
        ("Heading 1", "Appendix: Codebook"),
        ("Heading 2", "Small frame"),
        ("Heading 2", "Own codes"),
    ]
    assert "Given up" not in written.text


def test_the_contents_are_a_field_whose_stored_entries_are_the_headings_and_lead_to_them(written: Report) -> None:
    body = written.part("word/document.xml")
    listing = [each for each in body[0] if any(child.tag == f"{W}hyperlink" for child in each)]
    assert [code.text for each in listing for code in each.iter(f"{W}instrText")] == [' TOC \\o "1-3" \\h \\z ']
    kinds = [mark.get(f"{W}fldCharType") for each in listing for mark in each.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    links = list(body.iter(f"{W}hyperlink"))
    assert ["".join(link.itertext()) for link in links] == [text for _, text in written.headings()]
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert [link.get(f"{W}anchor") for link in links] == sorted(name for name in marks if name)
    [title] = [each for each in written.document.paragraphs if each.text == "Contents"]
    assert title.style is not None
    assert title.style.name == "TOC Heading"


def test_captions_stand_above_their_tables_and_are_numbered_by_fields(written: Report) -> None:
    captions = written.styled("Caption")
    assert [caption.split(".")[0] for caption in captions] == [f"Table {n + 1}" for n in range(len(captions))]
    body = list(written.part("word/document.xml")[0])
    for above, below in itertools.pairwise(body):
        fields = [field.text for field in above.iter(f"{W}instrText")]
        assert (below.tag == f"{W}tbl") == (fields == [" SEQ Table \\* ARABIC "])


def test_what_a_theme_holds_is_printed_in_its_parts(written: Report) -> None:
    said = [each.text for each in written.document.paragraphs]
    start = said.index(f"1 {THEME}", said.index("Themes at a glance", said.index("Contents") + 8))
    assert said[start + 2 : start + 9] == [
        "Central organising concept",
        "Time is taken, not given.",
        "Definition",
        "Covers time.",
        "Analytic account",
        "First.",
        "Second.",
    ]
    assert written.styled("List Bullet") == ["Trust in numbers: Numbers bind."]
    assert "1 March 2026. Was called workload before." in said
    assert not [kept for kept in ("Journal:", "Talk:", "Private:") if kept in written.text]


def test_an_account_that_is_not_written_leaves_a_visible_place_for_themes_but_not_for_subthemes(
    written: Report,
) -> None:
    assert written.styled("Placeholder") == ["[The analytic account of this theme has not been written yet.]"]


def test_quotes_are_printed_word_for_word_with_who_where_and_which_turn(written: Report) -> None:
    assert written.styled("Quote") == [
        "it takes twenty minutes that I do not have (Nurse 1, Nurse, turn 2)",
        "How did the tablet fit into the day? (interviewer, Nurse, turn 1)",
        "we never look\nOla: Nobody does (Nurse 2 and Ola, Team, turns 2–3)",
        "It helps me start in the right place. (Physio 1, Physio, turn 2)",
        "I trust the numbers. (Doctor 1, Intervju, turn 2; translated from Norwegian)\nJeg stoler på tallene.",
        "Each time it is urgent. (Doctor 1, Intervju, turn 4; translated from Norwegian)\nHver gang det haster.",
    ]


def test_a_quote_that_is_contrary_is_printed_once_as_such_and_neither_illustrates_nor_counts(written: Report) -> None:
    said = [each.text for each in written.document.paragraphs]
    [place] = [n for n, text in enumerate(said) if text.startswith("Each time it is urgent.")]
    assert said[place - 1] == "Contrary or differing accounts"
    assert written.table("a quote to illustrate each")[3] == ["2 Bare\n0 of 5 participants, 0 excerpts", "", "", ""]


def test_every_run_says_which_language_it_is_in(written: Report) -> None:
    spoken: dict[str, set[str | None]] = {}
    for run in written.part("word/document.xml").iter(f"{W}r"):
        text = "".join(each.text or "" for each in run.iter(f"{W}t"))
        spoken.setdefault(text, set()).update(tag.get(f"{W}val") for tag in run.iter(f"{W}lang"))
    assert spoken["Jeg stoler på tallene."] == {"nb-NO"}
    assert spoken["I trust the numbers."] == {"en-GB"}
    assert spoken["Central organising concept"] == {"en-GB"}


def test_figures_are_those_of_the_reads(reported: Project, written: Report) -> None:
    with reported.read() as session:
        known, gathered = codes(session), themes(session)
    by_path = {code.path: [str(code.counts.participants), str(code.counts.excerpts)] for code in known}
    first = gathered[0]
    table = written.table("Codes contributing to theme 1")
    assert [row[-2:] for row in table[1:]] == [by_path[code.path] for code in first.codes]
    for name, path in (("Usability", "Technology > Usability"), ("Trust", "People > Trust")):
        [row] = [row for book in ("2.1.0", "version 1") for row in written.table(book) if row[0] == name]
        assert row[-2:] == by_path[path]
    evidence = (
        f"Evidence from {first.total.participants} of 5 participants, {first.total.excerpts} excerpts in 4 sources."
    )
    [note] = [each for each in written.document.paragraphs if each.text.endswith(evidence)]
    assert note.text in written.styled("Note")
    assert note.paragraph_format.keep_with_next  # or a page ends with a heading and this


def test_an_interviewers_words_are_no_evidence(reported: Project, written: Report) -> None:
    workload = next(row for row in written.table("version 1") if row[0] == "Workload")
    # the nurse, coded by two; the physiotherapist; two people in the focus group; not the interviewer's question
    assert workload[-2:] == ["4", "3"]
    with reported.read() as session:
        assert sum("People > Workload" in each.codes for each in excerpts(session)) == 5


def test_groups_are_counted_by_people_and_add_up_to_all_with_evidence(reported: Project, written: Report) -> None:
    table = written.table("Participants with evidence for theme 1, by profession")
    assert table == [
        ["Profession", "Theme 1", "Subtheme 1.1"],
        ["nurse", "2 of 2", "2 of 2"],
        ["physiotherapist", "1 of 1", "0 of 1"],
        ["doctor", "1 of 1", "1 of 1"],
        ["not stated", "1 of 1", "1 of 1"],
    ]
    with reported.read() as session:
        whole, part = themes(session)[:2]
    for column, theme in ((1, whole), (2, part)):
        assert sum(int(row[column].split()[0]) for row in table[1:]) == theme.total.participants


def test_labels_say_the_group_only_when_it_was_asked_for(reported: Project, tmp_path: Path) -> None:
    named = report(reported, tmp_path / "named.docx", group="profession")
    assert named.styled("Quote")[0].endswith("(Nurse 1, Nurse, nurse, turn 2)")
    with pytest.raises(NotFound) as refused:
        report(reported, tmp_path / "none.docx", group="age")
    assert "profession" in refused.value.hint


def test_the_theme_table_joins_a_themes_cells_repeats_its_head_and_keeps_rows_whole(written: Report) -> None:
    rows = written.table("a quote to illustrate each")
    assert rows[0] == ["Theme", "Subtheme", "Codes", "Illustrative quote"]
    assert rows[1][0] == rows[2][0] == f"1 {THEME}\n5 of 5 participants, 5 excerpts"
    assert [row[1] for row in rows[1:]] == ["", "1.1 Trust in numbers", ""]
    assert rows[1][2] == "Workload, Usability"
    assert rows[2][3] == "I trust the numbers.\n(Doctor 1, Intervju, turn 2; translated from Norwegian)"
    table = written.document.tables[1]._tbl
    assert [len(list(row.iter(f"{W}tblHeader"))) for row in table.tr_lst] == [1, 0, 0, 0]
    assert all(len(list(row.iter(f"{W}cantSplit"))) == 1 for row in table.tr_lst)


def test_the_codebook_shows_used_and_own_codes_and_says_what_it_leaves_out(written: Report) -> None:
    frame, own = written.table("2.1.0"), written.table("version 1")
    assert [row[0] for row in frame] == ["Code", "Technology", "Usability"]
    assert len(set(frame[1])) == 1  # a heading spans the row
    assert frame[2][1:6] == [
        "How easy it is.\nTalk about operating the system.",
        "Clicks.\nLog-in.",
        "Missing features.",
        "Four clicks. (invented)",
        "deductive",
    ]
    assert [row[0] for row in own] == ["Code", "People", "Workload", "Trust", "Not used yet"]
    assert own[0] == ["Code", "Definition", "Origin", "Participants", "Excerpts"]  # no empty columns
    notes = written.styled("Note")
    assert "2 codes of this codebook that were not used were left out." in notes
    assert "Paraphrased for this test." in notes
    assert "Source: Someone A. A frame. 2020. doi:10.1000/1" in notes


def test_a_reflexive_project_prints_no_figures_behind_themes_unless_asked(study: Project, tmp_path: Path) -> None:
    from studies import code
    from thematica.work import themes as verbs

    workload = code(study, "Workload")
    with study.act("theme") as tx:
        verbs.attach_codes(tx, verbs.create(tx, "Time"), [workload])
    without = report(study, tmp_path / "without.docx")
    assert "Excerpts" not in without.text
    assert "Evidence from" not in without.text
    asked = report(study, tmp_path / "asked.docx", counts=True)
    assert asked.table("Codes contributing to theme 1")[1][-2:] == ["2", "2"]


def test_a_clean_copy_has_neither_comments_nor_memos(reported: Project, written: Report, tmp_path: Path) -> None:
    with reported.read() as session:
        known = {str(each.guid) for each in excerpts(session)}
    remarks = [comment.text for comment in written.document.comments]
    assert len(remarks) == len(written.styled("Quote"))
    assert remarks[0].startswith("Nurse, characters ")
    coded = remarks[0].split("Coded: ")[1].split(". ")[0]
    assert set(coded.split("; ")) == {"People > Workload", "Technology > Usability"}
    assert remarks[0].removesuffix(".").split("Excerpt ")[1] in known
    clean = report(reported, tmp_path / "clean.docx", clean=True)
    assert not any("comments" in part for part in clean.parts)
    assert "Was called workload before." not in clean.text
    assert clean.styled("Quote") == written.styled("Quote")


def test_pages_are_a4_numbered_and_warn_of_quotations_and_the_codebook_lies_across(written: Report) -> None:
    upright, across = written.document.sections
    assert (upright.page_width, upright.page_height) == (across.page_height, across.page_width)
    assert upright.page_width is not None
    assert upright.page_width.cm == pytest.approx(21.0, abs=0.01)
    for n in (1, 2):
        foot = written.part(f"word/footer{n}.xml")
        assert [field.text for field in foot.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]
    assert upright.footer.paragraphs[0].text == "Forms · Theme report · 3 October 2026\tPage 1 of 1"
    assert upright.header.paragraphs[0].text == "Confidential – contains participant quotations"


def test_no_coder_is_named_and_the_properties_are_the_projects(written: Report) -> None:
    for part in written.parts:
        assert b"Ada Roe" not in written.raw(part)
        assert b"Bo Lind" not in written.raw(part)
    properties = written.document.core_properties
    assert (properties.title, properties.author) == ("Forms: theme report", "Forms")
    assert (properties.last_modified_by, properties.revision) == ("Forms", 1)


def test_the_same_state_and_moment_give_the_same_bytes(reported: Project, written: Report, tmp_path: Path) -> None:
    assert report(reported, tmp_path / "again.docx", now=NOW).data == written.data
    assert report(reported, tmp_path / "later.docx", now="2026-10-04T08:00:00Z").data != written.data


def test_an_empty_project_has_a_report_that_says_so(project: Project, tmp_path: Path) -> None:
    empty = report(project, tmp_path / "empty.docx")
    assert empty.styled("Placeholder") == ["There are no themes in this project yet.", "No code has been used yet."]
    assert empty.table("The study at a glance")[0] == ["Sources", "none"]
    assert empty.document.sections[0].header.paragraphs[0].text == ""


def test_a_project_without_themes_still_has_its_codebook(study: Project, tmp_path: Path) -> None:
    coded = report(study, tmp_path / "coded.docx")
    assert coded.headings()[-1] == ("Heading 2", "Own codes")
    assert [row[0] for row in coded.table("version 1")] == ["Code", "People", "Workload", "Trust", "Double entry"]
