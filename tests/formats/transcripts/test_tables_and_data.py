"""Spreadsheets, separated text, CHAT, and the JSON of recognisers."""

import io
import json
from collections.abc import Callable

import openpyxl
import pytest

from thematica.errors import BadFile, NotFound, TableWithoutTalk
from thematica.formats.transcripts import read, read_row, read_table

Said = Callable[..., list[tuple[str | None, str]]]
Made = Callable[..., bytes]

FOUR = [("Anna", "Hello there."), ("Bo", "Hi."), ("Anna", "And so?"), ("Bo", "No.")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("head", [["Speaker", "Text"], None])
def test_separated_text_of_speakers_and_words(delimiter: str, head: list[str] | None, said: Said) -> None:
    rows = [delimiter.join(row) for row in ([head] if head else []) + [list(each) for each in FOUR]]
    assert said("\ufeff" + "\r\n".join(rows), "talk.csv") == FOUR


def test_tabs_called_csv_with_times_and_rows_without_a_speaker(said: Said) -> None:
    text = (
        "TIMECODE\tSPEAKER\tTRANSCRIPT\n00:00:05.000\tINT\tToday is Monday,\n00:00:11.150\tINT\tmy name is Jo.\n"
        "00:00:18.010\tAB\tYes: “so”.\n00:00:20.000\tAB\tGood.\n00:02:56.060\t\tNobody says this.\n"
    )
    assert said(text, "talk.csv") == [
        ("INT", "Today is Monday, my name is Jo."),
        ("AB", "Yes: “so”. Good."),
        (None, "Nobody says this."),
    ]
    assert [turn.time for turn in read(text.encode(), "talk.csv").turns] == [5, 18.01, 176.06]


def test_cells_with_line_breaks_and_quotation_marks(said: Said) -> None:
    text = 'speaker,text\nAnna,"He said ""no"", twice:\nno."\nBo,Hi.\n'
    assert said(text, "talk.csv") == [("Anna", 'He said "no", twice:\nno.'), ("Bo", "Hi.")]


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


@pytest.fixture
def xlsx(zipped: Made) -> Made:
    def made(rows: str, *strings: str) -> bytes:
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        shared = "".join(f"<si><t>{each}</t></si>" for each in strings)
        return zipped(
            {
                "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{related}"><sheets>'
                '<sheet name="Empty" r:id="rId2"/><sheet name="Talk" r:id="rId1"/></sheets></workbook>',
                "xl/_rels/workbook.xml.rels": "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/>"
                "<Relationship Id='rId2' Target='/xl/worksheets/sheet2.xml'/></Relationships>",
                "xl/worksheets/sheet1.xml": SHEET.format(rows),
                "xl/worksheets/sheet2.xml": SHEET.format(""),
                "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
                "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
                '<xf numFmtId="46"/></cellXfs></styleSheet>',
            }
        )

    return made


def test_a_sheet_with_blank_rows_stage_directions_and_no_head(xlsx: Made, said: Said) -> None:
    rows = (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>Hello.</t></is></c></row>'
        '<row r="4"><c r="A4" t="s"><v>2</v></c></row>'
        '<row r="6"><c r="A6" t="s"><v>1</v></c><c r="B6" t="str"><v>Hi.</v></c></row>'
        '<row r="8"><c r="A8" t="s"><v>0</v></c><c r="B8" t="str"><v>So?</v></c></row>'
    )
    data = xlsx(rows, "Teacher 4:", "Anna:", "[laughter]")
    assert said(data, "talk.xlsx") == [("Teacher 4", "Hello."), ("Anna", "Hi."), ("Teacher 4", "So?")]
    transcript = read(data, "talk.xlsx")
    assert [turn.body.of(transcript.text) for turn in transcript.unassigned] == ["[laughter]"]


def test_dates_and_clocks_of_a_sheet_are_read_as_people_see_them(xlsx: Made) -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>Id</v></c><c r="B1" t="str"><v>Held</v></c><c r="C1" t="str"><v>Length</v></c>'
        '<c r="D1" t="str"><v>Age</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>P1</v></c><c r="B3" s="1"><v>45415</v></c><c r="C3" s="2"><v>0.03125</v></c>'
        '<c r="D3"><v>54.0</v></c></row>'
    )
    table = read_table(xlsx(rows), "cases.xlsx")
    assert table.rows[0].number == 3
    assert table.rows[0].values == {"Id": "P1", "Held": "2024-05-03", "Length": "0:45:00", "Age": "54"}


SURVEY = "Case,Age,Why,Why,\nP1,54,It was cold.,Then warm.,x\nP2,,No idea.\nP3,60,,,\n"


def test_a_survey_is_no_transcript_but_a_table_of_sources() -> None:
    with pytest.raises(BadFile, match="no column of speakers"):
        read(SURVEY.encode(), "survey.csv")
    table = read_table(SURVEY.encode(), "survey.csv")
    assert table.columns == ("Case", "Age", "Why", "Why (2)", "Column 5")
    assert [row.number for row in table.rows] == [2, 3, 4]
    assert table.rows[1].values == {"Case": "P2", "Age": "", "Why": "No idea.", "Why (2)": "", "Column 5": ""}
    assert table.warnings == ("Rows with more or fewer cells than the first: 1.",)


def test_chosen_columns_of_a_row_become_a_source() -> None:
    table = read_table(SURVEY.encode(), "survey.csv")
    both = read_row(table, table.rows[0], ["why", "Why (2)"])
    assert both.text == "Why: It was cold.\nWhy (2): Then warm."
    assert [(turn.speaker, turn.body.of(both.text)) for turn in both.turns] == [
        (None, "It was cold."),
        (None, "Then warm."),
    ]
    assert (both.speakers, both.warnings) == ((), ())
    with pytest.raises(NotFound, match="no column"):
        read_row(table, table.rows[0], ["Where"])
    with pytest.raises(BadFile, match="no text"):
        read_row(table, table.rows[2], ["Why"])


def test_an_answer_of_several_lines_is_one_turn_under_its_question() -> None:
    table = read_table(b'id,What helped?\n1,"They called.\nTwice."\n', "survey.csv")
    one = read_row(table, table.rows[0], ["What helped?"])
    [turn] = one.turns
    assert one.text == "What helped? They called.\nTwice."
    assert turn.body.of(one.text) == "They called.\nTwice."


@pytest.mark.parametrize("head", ["participant,age,response", "name,ward,text"])
def test_rows_that_each_have_a_speaker_and_more_are_no_transcript(head: str) -> None:
    rows = "".join(f"P{n},{n + 40},It was cold there on day {n}.\n" for n in range(1, 6))
    with pytest.raises(TableWithoutTalk):
        read(f"{head}\n{rows}".encode(), "survey.csv")


def test_rows_that_each_have_a_speaker_are_pointed_out() -> None:
    rows = "".join(f"P{n},It was cold there on day {n}.\n" for n in range(1, 6))
    found = read(f"speaker,text\n{rows}".encode(), "talk.csv")
    assert len(found.turns) == 5
    assert "--row-per-source" in found.warnings[0]


def test_only_the_first_of_several_sheets_is_read_and_this_is_said() -> None:
    book = openpyxl.Workbook()
    for sheet in (book.worksheets[0], book.create_sheet("More")):
        sheet.append(["id", "why"])
        sheet.append(["1", sheet.title])
    out = io.BytesIO()
    book.save(out)
    table = read_table(out.getvalue(), "a.xlsx")
    assert table.rows[0].values["why"] == "Sheet"
    assert table.warnings == ("Only the first of 2 sheets was read.",)


def test_chat_main_lines_headers_tiers_and_time_marks(said: Said) -> None:
    text = (
        "@UTF8\n@Begin\n@Languages:\tyue\n@Participants:\tCHI Ola Target_Child, INV Investigator\n"
        "*INV:\twhat is it ?\x150_1500\x15\n%mor:\tpro|what\n"
        "*CHI:\ta dog 𡃉\n\tand a cat . \x151500_4000\x15\n*CHI:\tyes .\n@End\n"
    )
    assert said(text, "talk.cha") == [("INV", "what is it ?"), ("CHI", "a dog 𡃉 and a cat . yes .")]
    transcript = read(text.encode(), "talk.txt")
    assert [(speaker.name, speaker.role) for speaker in transcript.speakers] == [
        ("INV", "interviewer"),
        ("Ola", "participant"),
    ]
    assert [turn.time for turn in transcript.turns] == [0, 1.5]
    assert transcript.duration == 4


JSONS = {
    "a recogniser with segments": {
        "text": "…",
        "segments": [
            {"start": 0.0, "end": 1.0, "text": " Hello there.", "speaker": "Anna",
             "words": [{"word": "Hello", "start": 0.0}]},
            {"start": 2.0, "end": 3.0, "text": " Hi.", "speaker": "Bo"},
            {"start": 4.0, "end": 5.0, "text": " And so?", "speaker": "Anna"},
            {"start": 6.0, "end": 7.0, "text": " No.", "speaker": "Bo"},
        ],
    },
    "a meeting corpus": {
        "topics": [{"topic": "Opening"}],
        "meeting_transcripts": [{"speaker": who, "content": words} for who, words in FOUR],
    },
    "a podcast": {
        "version": "1.0.0",
        "segments": [
            {"speaker": who, "startTime": 2.0 * n, "endTime": 2.0 * n + 1, "body": words}
            for n, (who, words) in enumerate(FOUR)
        ],
    },
    "milliseconds": {
        "utterances": [
            {"speaker": who, "text": words, "start": 2000 * n, "end": 2000 * n + 1000}
            for n, (who, words) in enumerate(FOUR)
        ]
    },
    "monologues of elements": {
        "monologues": [
            {"speaker": {"name": who},
             "elements": [{"type": "text", "value": words[:-1]}, {"type": "punct", "value": words[-1]}]}
            for who, words in FOUR
        ]
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", [name for name in JSONS if name != "monologues of elements"])
def test_json_holds_a_list_of_talk_somewhere(kind: str, said: Said) -> None:
    assert said(json.dumps(JSONS[kind]), "talk.json") == FOUR


def test_json_parts_of_a_monologue_are_put_together(said: Said) -> None:
    assert [speaker for speaker, _ in said(json.dumps(JSONS["monologues of elements"]), "talk.json")] == [
        "Anna",
        "Bo",
    ] * 2


@pytest.mark.parametrize("kind", ["a recogniser with segments", "a podcast", "milliseconds"])
def test_json_times_are_seconds_whatever_they_were(kind: str) -> None:
    transcript = read(json.dumps(JSONS[kind]).encode(), "talk.json")
    assert [turn.time for turn in transcript.turns] == [0, 2, 4, 6]
    assert transcript.duration == 7


def test_json_line_by_line_and_numbered_speakers(said: Said) -> None:
    lines = "\n".join(json.dumps({"speaker": n % 2, "text": words}) for n, (_, words) in enumerate(FOUR))
    assert [speaker for speaker, _ in said(lines, "talk.jsonl")] == ["Speaker 0", "Speaker 1"] * 2


@pytest.mark.parametrize(
    "text", ['{"a": 1}', '{"a": [', "[" * 100_000, "[]"], ids=["a number", "half", "deep", "empty"]
)
def test_json_without_talk_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadFile):
        read(text.encode(), "talk.json")


def test_rows_too_ragged_to_tell_are_parted_as_their_head_is_and_this_is_said(said: Said) -> None:
    data = b"speaker,text\nAnna,Hi,more\nBo\nAnna,So,,\nBo,Ho\nAnna,x\n"
    assert said(data, "a.csv") == [("Anna", "Hi"), ("Anna", "So"), ("Bo", "Ho"), ("Anna", "x")]
    assert "Rows with more or fewer cells than the first: 3." in read(data, "a.csv").warnings
