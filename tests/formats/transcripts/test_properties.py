"""What must hold for every file: no word is lost or given twice, and no bytes bring the readers down."""

from __future__ import annotations

import contextlib
import io
import json
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thematica.errors import BadFile
from thematica.formats.transcripts import Reading, Transcript, read, read_table

Talk = list[tuple[str, list[str]]]
NAMES = ["Anna", "Bo Lie", "Interviewer", "P3", "SPEAKER_00", "Dr. Holm", "受访者"]
HOSTILE = [
    "[brackets]",
    "[/]",
    "\x1b[31m",
    "\u202e",
    "\x00",
    "中文",
    "مرحبا",
    "👩\u200d👩\u200d👧",
    "x" * 20_000,
    "e\u0301",
    "\ufeff",
]
words = st.one_of(
    st.text(st.characters(exclude_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), max_size=40),
    st.sampled_from(HOSTILE),
    st.sampled_from(["Well.", "Note: so.", "It was 10:30.", "[laughs]", "END", "---", "https://example.org"]),
)
turns = st.lists(st.tuples(st.sampled_from(NAMES), st.lists(words, min_size=1, max_size=3)), min_size=1, max_size=12)
LAYOUTS = {
    "colon.txt": lambda who, said: f"{who}: " + "\n".join(said) + "\n\n",
    "header.txt": lambda who, said: f"{who}  0:12\n" + "\n".join(said) + "\n\n",
    "timed.txt": lambda who, said: f"[00:00:12] {who}: " + "\r\n".join(said) + "\r\n",
    "alone.md": lambda who, said: f"**{who}**\n\n" + "\n\n".join(said) + "\n\n",
    "bold.md": lambda who, said: f"**{who}:** " + "\n\n".join(said) + "\n\n",
}


def covers(transcript: Transcript) -> None:
    """Turns stand in order, apart from each other, and hold everything that is not white space."""
    at = 0
    for n, turn in enumerate(transcript.turns, 1):
        assert turn.n == n
        assert at <= turn.start <= turn.body_start <= turn.end <= len(transcript.text)
        assert not transcript.text[at : turn.start].strip()
        at = turn.end
    assert not transcript.text[at:].strip()
    assert sum(speaker.turns for speaker in transcript.speakers) == sum(
        turn.speaker is not None for turn in transcript.turns
    )


@given(turns, st.sampled_from(sorted(LAYOUTS)))
def test_every_character_of_a_transcript_is_in_exactly_one_turn(said: Talk, layout: str) -> None:
    text = "".join(LAYOUTS[layout](who, parts) for who, parts in said)
    with contextlib.suppress(BadFile):
        covers(read(text.encode("utf-8", "surrogatepass"), layout))


@given(
    st.lists(
        st.tuples(st.sampled_from(["Anna", "Bo"]), st.text("abc .,?", min_size=1, max_size=60)), min_size=4, max_size=30
    )
)
def test_bodies_joined_are_the_words_of_the_file_without_labels(said: list[tuple[str, str]]) -> None:
    spoken = [(who, parts.strip() or "so") for who, parts in [("Anna", "a"), ("Bo", "b"), *said]]
    transcript = read("".join(f"{who}: {parts}\n" for who, parts in spoken).encode(), "talk.txt")
    assert [(turn.speaker, turn.body.of(transcript.text)) for turn in transcript.turns] == spoken


@given(turns, st.sampled_from(["vtt", "srt", "json", "csv", "tsv"]))
def test_what_is_said_in_cues_rows_and_segments_is_kept_in_order(said: Talk, kind: str) -> None:
    plain = [(who, "".join(c for c in " ".join(parts) if c.isalnum() or c == " ")) for who, parts in said]
    spoken = [(who, unicodedata.normalize("NFC", parts) or "so") for who, parts in plain]
    if kind in {"vtt", "srt"}:
        cues = [f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{who}: {parts}" for n, (who, parts) in enumerate(spoken)]
        text = ("WEBVTT\n\n" if kind == "vtt" else "") + "\n\n".join(cues)
    elif kind == "json":
        text = json.dumps({"segments": [{"speaker": who, "text": parts} for who, parts in spoken]})
    else:
        delimiter = "," if kind == "csv" else "\t"
        text = "\n".join(delimiter.join(row) for row in [("speaker", "text"), *spoken])
    try:
        transcript = read(text.encode(), f"talk.{kind}")
    except BadFile:
        return
    covers(transcript)
    bodies = " ".join(turn.body.of(transcript.text) for turn in transcript.turns)
    for _, parts in spoken:
        for word in parts.split():
            assert word in bodies or word in transcript.text


def _container(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, content in members.items():
            container.writestr(name, content)
    return out.getvalue()


def _pdf(*objects: bytes) -> bytes:
    out, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for n, each in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (n, each)
    count = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))
    return out + b"xref\n0 %d\n%b" % (count, table) + end


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SEEDS = {
    "a.txt": b"[00:01] Anna: Hi.\nBo (0:12): Ho #00:00:12-1#\n\n**Note:** x\n1. P3 - so\n",
    "a.md": b"---\ntitle: x\n---\n# Head\n**Anna:** Hi \\[1:20\\] &#39;so\n\n*Bo:* Ho\n",
    "a.vtt": (
        b"WEBVTT\n\nNOTE x\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Anna>Hi</v> <v Bo>Ho\n\n"
        b"00:03.0 --> 00:01.0\nBo: so\n"
    ),
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\nAnna: Hi\n\n2\n00:00:03,000 --> 00:00:04,000\n- so\n",
    "a.rtf": (
        rb"{\rtf1\ansi{\fonttbl{\f0\fcharset204 A;}}\f0{\b Anna:} Hi\'e5\u-10179?\u-8704?{\footnote so\par}\par"
        rb"\trowd\intbl a\cell b\cell\row}"
    ),
    "a.html": (
        b"<html><style>.a{font-weight:700}</style><table><tr><td>Anna<td>Hi</table><p><b>Bo</b> Ho<br>so &amp; so"
    ),
    "a.csv": b'speaker,text,time\nAnna,"Hi, ""so""",0:01\nBo,Ho,0:02\n',
    "a.cha": b"@UTF8\n@Participants:\tCHI Ola Target_Child\n*CHI:\tHi . \x15120_300\x15\n%mor:\tx\n\tso\n",
    "a.json": b'{"segments": [{"speaker": "Anna", "text": "Hi", "start": 0.5, "end": "0:01"}, {"text": "Ho"}]}',
    "a.docx": _container(
        {
            "word/document.xml": b"<w:document " + W + b"><w:body><w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:rPr>"
            b"<w:b/></w:rPr><w:t>Anna:</w:t></w:r><w:r><w:t> Hi</w:t><w:br/></w:r><w:commentRangeStart w:id='1'/></w:p>"
            b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>",
            "word/comments.xml": b"<w:comments " + W + b"><w:comment w:id='1'><w:p/></w:comment></w:comments>",
        }
    ),
    "a.odt": _container(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"<o:d xmlns:o='o' xmlns:t='t'><o:body><o:text><t:p>Anna: <t:s t:c='3'/>Hi<t:note>"
            b"<t:note-body/></t:note></t:p></o:text></o:body></o:d>",
        }
    ),
    "a.xlsx": _container(
        {
            "xl/workbook.xml": b"<w xmlns:r='r'><sheets><sheet name='a' r:id='1'/></sheets></w>",
            "xl/_rels/workbook.xml.rels": b"<r><x Id='1' Target='worksheets/a.xml'/></r>",
            "xl/worksheets/a.xml": b"<w><sheetData><row r='1'><c r='A1' t='str'><v>Anna:</v></c><c r='B1' t='str'><v>Hi"
            b"</v></c></row><row><c t='str'><v>Bo:</v></c><c><v>1.5</v></c></row></sheetData></w>",
        }
    ),
    "a.pdf": _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length 46>>\nstream\nBT /F1 11 Tf 50 700 Td (Anna: Hello there) Tj ET\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ),
}


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_the_files_that_are_broken_below_are_sound_themselves(name: str) -> None:
    covers(read(SEEDS[name], name))


def mutated(drawn: st.DataObject, data: bytes) -> bytes:
    """The bytes with a few stretches cut, doubled, swapped or overwritten."""
    for _ in range(drawn.draw(st.integers(1, 6))):
        start = drawn.draw(st.integers(0, len(data)))
        end = drawn.draw(st.integers(start, min(len(data), start + 40)))
        piece = drawn.draw(
            st.sampled_from([b"", data[start:end] * 3, data[end:] + data[:start]]) | st.binary(max_size=12)
        )
        data = data[:start] + piece + data[end:]
    return data


@pytest.mark.parametrize("name", sorted(SEEDS))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(drawn=st.data())
def test_broken_files_give_a_transcript_or_one_sentence(name: str, drawn: st.DataObject) -> None:
    seed = SEEDS[name]
    if name.endswith(("docx", "odt", "xlsx")) and drawn.draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(seed)) as container:
            members = {each: container.read(each) for each in container.namelist()}
        target = drawn.draw(st.sampled_from(sorted(members)))
        broken = _container(members | {target: mutated(drawn, members[target])})
    else:
        broken = mutated(drawn, seed)
    with contextlib.suppress(BadFile):
        covers(read(broken, name))


@given(st.binary(max_size=300), st.sampled_from(sorted(SEEDS)))
def test_any_bytes_give_a_transcript_or_one_sentence(data: bytes, name: str) -> None:
    with contextlib.suppress(BadFile):
        covers(read(data, name))


@given(
    st.binary(max_size=200) | st.text('ab,;"\n\t|', max_size=80).map(str.encode),
    st.sampled_from(["a.csv", "a.xlsx", "a.ods"]),
)
def test_any_bytes_give_a_table_or_one_sentence(data: bytes, name: str) -> None:
    with contextlib.suppress(BadFile):
        table = read_table(data, name)
        assert all(tuple(row.values) == table.columns for row in table.rows)


@given(st.text(max_size=200), st.sampled_from([r"(\w+)>", r"(?P<speaker>[A-Z]+)\W", r"\S+", "a|()", "(?:x)?"]))
def test_any_pattern_that_compiles_keeps_every_character(text: str, pattern: str) -> None:
    with contextlib.suppress(BadFile):
        covers(read(text.encode("utf-8", "surrogatepass"), "a.txt", Reading(pattern=pattern)))
