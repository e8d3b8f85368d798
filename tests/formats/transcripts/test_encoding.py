"""Bytes into characters: nothing is guessed in silence."""

import pytest

from thematica.errors import BadFile
from thematica.formats.transcripts import Reading, read
from thematica.formats.transcripts.encoding import decode

TALK = "Intervjuer: Går det bra – «ja»?\nMør: Jo, så … 😀\n"
WESTERN = "Intervjuer: Går det bra – «ja»?\nMør: Jo, så …\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32")],
)
def test_unicode_that_says_so_is_read_without_a_word(codec: str, name: str) -> None:
    transcript = read(TALK.encode(codec), "talk.txt")
    assert (transcript.text, transcript.encoding, transcript.warnings) == (TALK, name, ())


def test_utf_16_of_the_other_order_with_its_mark() -> None:
    assert decode(b"\xfe\xff" + TALK.encode("utf-16-be")).text == TALK


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen_and_said(codec: str) -> None:
    found = decode(TALK.encode(codec))
    assert (found.text, found.encoding) == (TALK, codec)
    assert "although the file does not say so" in found.warnings[0]


def test_windows_1252_is_assumed_and_said() -> None:
    found = decode(WESTERN.encode("cp1252"))
    assert (found.text, found.encoding) == (WESTERN, "windows-1252")
    assert "Windows-1252" in found.warnings[0]


def test_another_alphabet_is_not_taken_for_western_accents() -> None:
    russian = "Интервьюер: Как прошла зима в этом году?\nУчастник: Зима была долгой и очень холодной.\n" * 5
    found = decode(russian.encode("cp1251"))
    assert found.text == russian
    assert found.warnings


def test_emoji_and_quotation_marks_do_not_make_utf_8_doubtful() -> None:
    text = "Anna: “Well” – that’s 😀😀 naïve …\n" * 50
    assert decode(text.encode()).warnings == ()


def test_what_the_person_says_counts() -> None:
    assert decode("Å".encode("cp865"), "cp865").text == "Å"
    assert decode(b"\xef\xbb\xbfHi", "utf-8").text == "Hi"


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (b"a", "nonsense", "no encoding called"),
        (b"\xff\xfe\xfd", "utf-8", "is not utf-8 text"),
        (b"YWJj", "base64", "does not turn bytes into text"),
        (b"\xef\xbb\xbfabc\xff\xff def", None, "byte 3 does not fit"),
        ("så går det så på å\n".encode() * 4 + "blåbær".encode("cp1252"), None, "line 5 holds bytes that are not"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_way_out(data: bytes, encoding: str | None, words: str) -> None:
    with pytest.raises(BadFile, match=words) as problem:
        decode(data, encoding)
    assert problem.value.hint


def test_a_file_cut_within_a_character_is_read_with_a_warning() -> None:
    found = decode("Så går det".encode()[:6])
    assert found.text == "Så g"
    assert "only half" in found.warnings[0]


def test_the_option_reaches_the_reader() -> None:
    assert read("Åse: Å.\nBo: Ø.\n".encode("cp865"), "talk.txt", Reading(encoding="cp865")).speakers[0].label == "Åse"
