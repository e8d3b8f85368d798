"""REFI-QDA codebooks: ours hold to the schema and come back whole, those of other programs are read as meant."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped] # it has no types of its own

from formats.codebooks.damage import damaged, read_or_refused
from formats.codebooks.generated import codebooks, identified, settled
from thematica.errors import BadCodebook, NotAllowed
from thematica.formats.codebooks import description, qdc, shipped
from thematica.formats.codebooks.values import Codebook, CodeEntry

DATA = Path(__file__).parents[2] / "data" / "refi-qda"
SCHEMA = etree.XMLSchema(etree.parse(DATA / "Codebook.xsd"))
WITH_CODES = [name for name in shipped.names() if shipped.load(name).codes]
KEY = "<Description>Framework key: k</Description>"
ONE, TWO, THREE = (f"0c6d8f4e-2f0f-4a83-9a36-1f8d54a1a00{n}" for n in "123")

# As each program writes them, in the order and with the quirks of its files.
ATLAS = f"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="urn:QDA-XML:codebook:0:4 Codebook.xsd" origin="ATLAS.ti Win 9" xmlns="urn:QDA-XML:codebook:0:4">
  <Codes>
    <Code guid="{ONE.upper()}" name="Burden::night" isCodable="true" />
    <Code guid="{TWO.upper()}" name="Folder" isCodable="false">
      <Code guid="{THREE.upper()}" name="code:3.1" isCodable="true" />
    </Code>
  </Codes>
  <Sets>
    <Set name="Work::Shifts" guid="D79FC877-F071-4117-8D25-235AA1062A44">
      <MemberCode guid="{ONE.upper()}" />
      <MemberCode guid="{THREE.upper()}" />
    </Set>
  </Sets>
</CodeBook>"""
NVIVO = f"""<?xml version="1.0" encoding="UTF-8" standalone="no" ?><CodeBook origin="NVivo for Mac" \
xmlns="urn:QDA-XML:codebook:1:0"><Codes><Code guid="{ONE}" isCodable="true" name="work"><Code guid="{TWO}" \
isCodable="true" name="time"/></Code><Code guid="{THREE}" isCodable="true" name="home"><Code \
guid="{{0C6D8F4E-2F0F-4A83-9A36-1F8D54A1A004}}" isCodable="true" name="time"/></Code></Codes></CodeBook>"""
QUALCODER = f"""\ufeff<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="QualCoder">
<Codes>
<Code guid="{ONE}" name="Mennesker" isCodable="false">
<Description>Sosiale forhold</Description>
<Code guid="{TWO}" name="Øvelse &amp; håp" isCodable="true" color="#F44336">
<Description>Nye arbeidsprosesser: æøå &lt;tag&gt;
på to linjer</Description>
</Code>
</Code>
</Codes>
</CodeBook>"""
TAGUETTE = f"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5"><Codes><Code guid="{ONE}" \
name="technology.usability" isCodable="true"/></Codes><Sets/></CodeBook>"""


def read(text: str) -> tuple[Codebook, list[str]]:
    """The codebook and the sentences told of it."""
    book, told = qdc.examine(text.encode(), "their codes.qdc")
    return book, [sentence.split(": ", 1)[1] for sentence in told]


def codes(inside: str) -> str:
    return f'<CodeBook xmlns="{qdc.NAMESPACE}"><Codes>{inside}</Codes></CodeBook>'


def entry(attributes: str, inside: str = "") -> CodeEntry:
    return read(codes(f"<Code {attributes}>{inside}</Code>"))[0].codes[0]


# -- ours -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WITH_CODES)
def test_a_shipped_codebook_holds_to_the_schema_and_its_codes_come_back_equal(name: str) -> None:
    book = shipped.load(name)
    written = qdc.write(book)
    SCHEMA.assertValid(etree.fromstring(written))
    assert qdc.read(written, "x.qdc").codes == book.codes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(codebooks.filter(lambda book: bool(book.codes)))
def test_every_codebook_is_written_to_the_schema_and_its_codes_come_back_equal(book: Codebook) -> None:
    book = replace(book, codes=identified(settled(book.codes), count(1)))
    written = qdc.write(book)
    SCHEMA.assertValid(etree.fromstring(written))
    assert qdc.read(written, "x.qdc").codes == book.codes


def test_the_parts_of_a_code_stand_under_their_labels_for_other_programs() -> None:
    code = CodeEntry(
        "Trust",
        brief="Relying on others.",
        definition="When somebody\ncounts on somebody.",
        include=("Said outright.", "Shown."),
        exclude=("Hope.",),
        example="I leave it to her.",
        example_invented=True,
    )
    assert description.written(code) == (
        "Brief: Relying on others.\n\nDefinition: When somebody\ncounts on somebody.\n\nUse when: Said outright.\n\n"
        "Use when: Shown.\n\nDo not use when: Hope.\n\nExample (invented): I leave it to her."
    )
    assert description.written(CodeEntry("Trust", definition="Only this.")) == "Only this."


@pytest.mark.parametrize("text", ["Brief: not one", "First.\nUse when: asked\n  Origin: unknown", "Status: retired"])
def test_a_definition_that_looks_like_parts_stays_a_definition(text: str) -> None:
    for code in (CodeEntry("A", definition=text), CodeEntry("A", brief="b", definition=text)):
        assert description.read(description.written(code)).texts["definition"] == text


def test_a_code_without_a_guid_gets_the_same_one_each_time() -> None:
    book = Codebook("B", codes=(CodeEntry("A", children=(CodeEntry("A"),)),))
    assert qdc.write(book) == qdc.write(book)
    first, second = (code.guid for _, code in qdc.read(qdc.write(book), "b.qdc").walk())
    assert first != second


def test_a_codebook_without_codes_is_not_written() -> None:
    with pytest.raises(NotAllowed):
        qdc.write(Codebook("Empty"))


# -- other programs' --------------------------------------------------------------------------------------------------


def test_atlas_ti_an_older_namespace_and_sets_that_are_told() -> None:
    book, told = read(ATLAS)
    assert book.name == "their codes"
    assert [(path, code.guid, code.codable) for path, code in book.walk()] == [
        (("Burden::night",), ONE, True),
        (("Folder",), TWO, False),
        (("Folder", "code:3.1"), THREE, True),
    ]
    assert told == [
        "2 of 2 codes have no definition.",
        "The namespace “urn:QDA-XML:codebook:0:4” is not the standard’s; read all the same.",
        "The set “Work::Shifts” with 2 codes was not kept.",
    ]


def test_nvivo_parents_that_are_codes_and_names_that_stand_in_two_branches() -> None:
    book, _ = read(NVIVO)
    assert [path for path, code in book.walk() if code.codable] == [
        ("work",), ("work", "time"), ("home",), ("home", "time"),
    ]  # fmt: skip
    assert book.codes[1].children[0].guid == "0c6d8f4e-2f0f-4a83-9a36-1f8d54a1a004"


def test_qualcoder_a_mark_before_the_declaration_and_letters_beyond_ascii() -> None:
    book, told = read(QUALCODER)
    [folder] = book.codes
    [code] = folder.children
    assert (folder.codable, folder.definition) == (False, "Sosiale forhold")
    assert (code.name, code.colour) == ("Øvelse & håp", "#f44336")
    assert code.definition == "Nye arbeidsprosesser: æøå <tag>\npå to linjer"
    assert told == []


def test_taguette_an_empty_list_of_sets() -> None:
    book, told = read(TAGUETTE)
    assert [code.name for code in book.codes] == ["technology.usability"]
    assert told == ["1 of 1 codes have no definition."]


def test_what_differs_from_the_standard_is_read_as_it_is_meant() -> None:
    assert entry(f'guid="{{{ONE.upper()}}}" name=" A &#10; b "').name == "A b"
    assert entry(f'guid="{{{ONE.upper()}}}" name="A"') == CodeEntry("A", guid=ONE)  # codable, though it is not said
    assert not entry('name="A" isCodable=" False "').codable
    assert entry('name="A" isCodable="0" color="#FA0"').colour == "#ffaa00"
    assert entry('name="A" description="Told in an attribute."').definition == "Told in an attribute."
    assert entry('name="A"', "<Description/><Description>Two.</Description>").definition == "Two."
    assert entry('name="A"', "<x:Description xmlns:x='urn:other'>Ours.</x:Description>").definition == "Ours."


def test_the_parts_of_a_foreign_description_are_found_whatever_the_case_of_labels() -> None:
    code = entry('name="A"', "<Description>Loose words.\r\nBRIEF: b\nuse when: one\nUse when: two</Description>")
    assert (code.definition, code.brief, code.include) == ("Loose words.", "b", ("one", "two"))
    # A label that would need a certain word, with others after it, is no label.
    assert entry('name="A"', "<Description>Origin: the ward</Description>").definition == "Origin: the ward"


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ('<Code guid="x" name="A"/>', "gets a new one"),
        (f'<Code guid="{ONE}" name="A"/><Code guid="{ONE.upper()}" name="B"/>', "GUID of this code stands in the file"),
        ('<Code name="A"/><Code name="a"/>', "called “a (2)”"),
        ('<Code name=" "/>', "“Code without a name”"),
        (f'<Code name="{"long " * 60}"/>', "299 characters long"),
        ('<Code name="A" isCodable="perhaps"/>', "neither true nor false"),
        ('<Code name="A" color="blue"/>', "“blue” is none"),
        ('<Code name="A"><Memo/></Code>', "“Memo” was not read"),
        ('<Code name="A"><NoteRef targetGUID="x"/></Code>', "Notes on 1 codes"),
        (f"<Code name='A'>{KEY}</Code><Code name='B'>{KEY}</Code>", "framework key of this code stands"),
    ],
)  # fmt: skip
def test_nothing_is_left_out_in_silence(inside: str, part: str) -> None:
    _, told = read(codes(inside))
    assert any(part in sentence for sentence in told), told


def test_a_name_too_long_for_a_project_is_cut_and_kept_whole_beside() -> None:
    code = entry(f'name="{"long " * 60}"')
    assert len(code.name) < 200
    assert code.aliases == (("long " * 60).strip(),)


def zipped(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return made.getvalue()


def test_a_codebook_in_a_zip_and_the_codes_of_a_project_are_read() -> None:
    assert qdc.read(zipped(codes_qdc=TAGUETTE, other_txt="x"), "sent.zip").codes[0].name == "technology.usability"
    project = TAGUETTE.replace("<CodeBook", '<Project xmlns="urn:QDA-XML:project:1.0"><CodeBook', 1) + "</Project>"
    book, told = qdc.examine(zipped(project_qde=project), "study.qdpx")
    assert book.codes[0].guid == ONE
    assert told[-1].endswith("only its codes were read.")


# -- bad files --------------------------------------------------------------------------------------------------------

BOMB = """<?xml version="1.0"?>
<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>"""
ELSEWHERE = '<!DOCTYPE b SYSTEM "file:///etc/passwd"><CodeBook/>'
BAD = [
    ("nothing", b"", 1, "damaged"),
    ("an entity bomb", BOMB.encode(), 2, "DOCTYPE"),
    ("a file elsewhere", ELSEWHERE.encode(), 1, "DOCTYPE"),
    ("half a file", TAGUETTE[:-20].encode(), 2, "damaged"),
    ("another root", b"<html><body/></html>", 1, "not “html”"),
    ("a project without codebook", b"<Project/>", 1, "begins with CodeBook"),
    ("deep", b"<CodeBook><Codes>" + b'<Code name="x">' * 30, 1, "more than 20 levels"),
    ("very deep", b"<a>" * 5000, 1, "too deeply"),
    ("no encoding", b"<?xml version='1.0' encoding='klingon'?><CodeBook/>", 1, "encoding"),
    ("two bytes a letter", b"<?xml version='1.0' encoding='big5'?><CodeBook/>", 1, "encoding"),
    ("half a zip", b"PK\x03\x04 rest", 1, "damaged"),
    ("a zip of something else", zipped(a_txt="x"), 1, "neither a .qdc nor a .qde"),
    ("too large", b" " * 10_000_001, 1, "10 MB"),
]


@pytest.mark.parametrize(("data", "line", "part"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_is_no_codebook_is_told_with_its_line(data: bytes, line: int, part: str) -> None:
    if data.endswith(b'name="x">'):
        data += b"</Code>" * 30 + b"</Codes></CodeBook>"
    with pytest.raises(BadCodebook) as caught:
        qdc.read(data, "x.qdc")
    [problem] = caught.value.problems
    assert problem.startswith(f"x.qdc:{line}: ")
    assert part in problem


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(codes("<Code/>").encode())
@example(codes("").encode())
def test_no_bytes_give_anything_but_a_codebook_or_its_problems(data: bytes) -> None:
    read_or_refused(qdc.examine, data, "x.qdc")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_damage_gives_anything_but_a_codebook_or_its_problems(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([ATLAS, NVIVO, QUALCODER, TAGUETTE, qdc.write(SMALL).decode()]))
    syntax = [
        "<",
        ">",
        '"',
        "&",
        "&#10;",
        "<Code>",
        "</Code>",
        "<![CDATA[",
        "]]>",
        "name=",
        "\n",
        "Example: ",
        "{",
        "<!--",
    ]
    read_or_refused(qdc.examine, damaged(data, whole, syntax).encode(errors="surrogatepass"), "x.qdc")


SMALL = Codebook(
    "Small",
    codes=(
        CodeEntry("A", key="a.b", brief="b", include=("i", "j"), exclude=("see [a.b]",), example="e", aliases=("z",)),
        CodeEntry("B", codable=False, definition="d", status="draft", symbol="B", children=(CodeEntry("C"),)),
    ),
)
