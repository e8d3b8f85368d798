"""What is no transcript, or too much of one: one sentence and a way out, never a traceback."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest

from thematica.errors import BadFile
from thematica.formats.transcripts import Reading, read, read_table

Made = Callable[..., bytes]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\t\n", "a.txt", "no text"),
        (b"\xef\xbb\xbf", "a.txt", "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a.txt", "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "a.docx", "a picture"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(40), "a.txt", "sound or video"),
        (b"ID3\x03" + bytes(40), "a.txt", "a sound file"),
        (b"SQLite format 3\x00" + bytes(90), "a.txt", "a database"),
        (bytes(range(256)) * 20, "a.txt", "not a text file"),
        (bytes(500), "a.txt", "not a text file"),
        (zlib.compress(b"so" * 900), "a.md", "not a text file"),
        (OLE, "a.doc", "old binary format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (b"PK\x03\x04" + bytes(30), "a.docx", "only half there"),
        (b"Anna: Hi.\nBo: Ho.\n", "a.docx", "no docx file"),
        (b"%PDF-1.4\nnothing", "a.pdf", "damaged"),
        (b"WEBVTT\n\nNOTE nothing said\n", "a.vtt", "no cue"),
        (b"@UTF8\n@Begin\n@End\n", "a.cha", "no line of talk"),
        (b'speaker,text\nAnna,"never ends\n' + b"x" * 10_000_100, "a.csv", "never ends"),
        (b"{\\rtf1 " + b"{" * 2000, "a.rtf", "nested deeper"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_a_file_that_cannot_be_read_is_refused_in_words(data: bytes, name: str, words: str) -> None:
    with pytest.raises(BadFile, match=words) as problem:
        read(data, name)
    assert problem.value.hint.endswith(".")
    assert len(problem.value.message) < 140


def test_a_file_beyond_the_limit_names_the_limit_and_the_option() -> None:
    with pytest.raises(BadFile, match="1 MiB") as problem:
        read(b"Anna: Hi.\n" * 110_000, "a.txt", Reading(max_bytes=1_048_576))
    assert "--max-size" in problem.value.hint
    assert len(read(b"Anna: Hi.\nBo: Ho.\n" * 900, "a.txt", Reading(max_bytes=20_000)).turns) == 1_800


def test_a_zip_bomb_is_not_unpacked(zipped: Made) -> None:
    bomb = zipped({"word/document.xml": WORD.format("a" * 30_000_000)})
    assert len(bomb) < 100_000
    with pytest.raises(BadFile, match="far more than any document"):
        read(bomb, "a.docx")


def test_a_part_beyond_the_limit_is_not_unpacked(zipped: Made) -> None:
    data = zipped({"word/document.xml": WORD.format("a" * 2_000_000)})
    with pytest.raises(BadFile, match="beyond the limit"):
        read(data, "a.docx", Reading(max_bytes=1_000_000))


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", WORD.format("so " * 5000))
    honest = out.getvalue()
    size = len(WORD.format("so " * 5000)).to_bytes(4, "little")
    with pytest.raises(BadFile):
        read(honest.replace(size, (50).to_bytes(4, "little")), "a.docx")


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'.encode("utf-16"),
    ],
    ids=["entities", "an outside file", "another encoding"],
)
def test_xml_entities_are_refused_before_they_grow(xml: bytes, zipped: Made) -> None:
    with pytest.raises(BadFile, match="defines entities"):
        read(zipped({"word/document.xml": xml}), "a.docx")


@pytest.mark.parametrize(
    "members",
    [
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "{}"},
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "{}"},
        {"xl/workbook.xml": "{}"},
        {"xl/workbook.xml": "<a/>", "xl/sharedStrings.xml": "{}"},
    ],
    ids=["odt", "ods", "xlsx", "strings"],
)
def test_an_entity_bomb_goes_off_in_no_part_of_any_format(members: dict[str, str], zipped: Made) -> None:
    ten = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    bomb = f'<!DOCTYPE a [<!ENTITY a0 "ha">{ten}]><a>&a29;</a>'
    with pytest.raises(BadFile, match="defines entities"):
        read(zipped({name: bomb if part == "{}" else part for name, part in members.items()}), "a.zip")


def test_a_zip_in_a_zip_is_not_followed(zipped: Made) -> None:
    with pytest.raises(BadFile, match="no document"):
        read(zipped({"r.zip": zipped({"r.zip": b"again"})}), "r.zip")


@pytest.mark.parametrize(
    "locked",
    [
        {"content.xml": b"\x01\xff", "META-INF/manifest.xml": "<manifest:encryption-data/>"},
        {"encrypted-package": b"\x01\xff"},
    ],
    ids=["each part", "the whole"],
)
def test_an_open_document_under_a_password_is_said(locked: dict[str, str | bytes], zipped: Made) -> None:
    with pytest.raises(BadFile, match="password"):
        read(zipped({"mimetype": "application/vnd.oasis.opendocument.text", **locked}), "a.odt")


def test_what_ends_too_early_but_can_be_read_is_said() -> None:
    assert "only half" in read(b"{\\rtf1 Anna: Hi.\\par Bo: Ho.", "a.rtf").warnings[-1]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx"])
def test_a_container_cut_short_is_refused(share: float, name: str, zipped: Made) -> None:
    data = zipped({"word/document.xml": WORD.format("so"), "content.xml": "<a/>", "xl/workbook.xml": "<a/>"})
    with pytest.raises(BadFile):
        read(data[: int(len(data) * share)], name)


@pytest.mark.parametrize(
    "members",
    [
        {"readme.txt": "hello"},
        {"word/document.xml": "<not closed"},
        {"word/document.xml": "<a/>"},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"},
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"\x01\x02", "META-INF/manifest.xml":
         "<manifest:encryption-data/>"},
        {"xl/workbook.xml": "<a/>"},
    ],
)  # fmt: skip
def test_a_container_without_a_document_is_refused(members: dict[str, str | bytes], zipped: Made) -> None:
    with pytest.raises(BadFile):
        read(zipped(members), "a.zip")


def test_deep_nesting_neither_breaks_nor_hangs(zipped: Made) -> None:
    inner = "<w:p><w:r><w:t>Anna: Hi.</w:t></w:r></w:p>"
    for tag in ("w:sdt", "w:tbl", "w:ins", "w:smartTag"):
        deep = f"<{tag}>" * 3000 + inner + f"</{tag}>" * 3000
        body = f'<w:document xmlns:w="w"><w:body>{deep}<w:p><w:r><w:t>Bo: Ho.</w:t></w:r></w:p></w:body></w:document>'
        assert "Bo: Ho." in read(zipped({"word/document.xml": body}), "a.docx").text


def test_a_pdf_under_a_password_is_said(pdf: Made) -> None:
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00> <00>]"
    with pytest.raises(BadFile, match="password"):
        read(pdf([[(50, 700, "Anna: Hello there, how are you?")]], lock), "a.pdf")


def test_a_pattern_that_is_none_is_said() -> None:
    with pytest.raises(BadFile, match="not a regular expression"):
        read(b"Anna: Hi.\n", "a.txt", Reading(pattern="(["))


def test_a_table_of_sources_needs_a_head_and_a_row(zipped: Made) -> None:
    with pytest.raises(BadFile, match="no row below its head"):
        read_table(b"Case,Age\n", "a.csv")
    with pytest.raises(BadFile, match="no table"):
        read_table(zipped({"word/document.xml": WORD.format("so")}), "a.docx")


def test_no_message_holds_words_of_the_file() -> None:
    secret = "Ingeborg fra Lofoten"
    for data, name in (
        (f"{secret},b\n1,2\n", "a.csv"),
        (f'{{"a": "{secret}"', "a.json"),
        (f"WEBVTT\n\n{secret}", "a.vtt"),
    ):
        with pytest.raises(BadFile) as problem:
            read(data.encode(), name)
        assert secret not in problem.value.message + problem.value.hint
