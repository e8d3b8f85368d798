"""Bytes into characters: nothing is guessed in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


TALKS = {
    "no": "Intervjuer: Går det bra – «ja»?\nMør: Jo, så det gjør det, på øya.\n",
    "fr": "Enquêteur : Ça va ?\nParticipant : Très bien, j’ai été à l’hôpital, où j’ai reçu des soins.\n",
    "pl": "Badacz: Jak było?\nUczestnik: Było źle, ciągle czekałem, łóżko, żółć, gęś.\n",
    "ru": "Интервьюер: Как прошла зима?\nУчастник: Зима была долгой и очень холодной.\n",
    "el": "Συνεντευκτής: Πώς πήγε;\nΣυμμετέχων: Πολύ καλά, αλλά περίμενα πολύ.\n",
    "ja": "面接者：どうでしたか。\n参加者：とても大変でした。毎日、待合室で待っていました。\n",
    "zh": "访谈者：您觉得怎么样？\n受访者：我觉得等待时间太长了，每天都要来。\n",
    "ko": "면접자: 어떠셨나요?\n참여자: 매일 대기실에서 기다리는 것이 힘들었습니다.\n",
    "ar": "المحاور: كيف كان الأمر؟\nالمشارك: كان الانتظار طويلا جدا كل يوم.\n",
}


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_every_script_with_or_without_a_mark(talk: str, codec: str) -> None:
    found = decode(talk.encode(codec))
    assert found.text == talk
    assert bool(found.warnings) == codec.endswith("e")


@pytest.mark.parametrize(
    ("talk", "codec"),
    [
        *(("no", codec) for codec in ("cp1252", "mac-roman")),
        *(("fr", codec) for codec in ("cp1252", "mac-roman")),
        *(("ru", codec) for codec in ("cp1251", "koi8-r", "cp866")),
        *(("ja", codec) for codec in ("shift-jis", "euc-jp", "iso-2022-jp")),
        ("pl", "cp1250"),
        ("el", "cp1253"),
        ("ar", "cp1256"),
        ("zh", "gb18030"),
        ("ko", "euc-kr"),
    ],
)
def test_an_older_encoding_is_seen_and_said(talk: str, codec: str) -> None:
    found = decode((TALKS[talk] * 5).encode(codec))
    assert found.text == TALKS[talk] * 5
    assert "Read as" in found.warnings[0]


@pytest.mark.parametrize("codec", ["latin-1", "cp1254", "iso8859-2", "mac-cyrillic", "cp437", "cp1258"])
def test_what_is_read_wrongly_is_never_read_in_silence(codec: str) -> None:
    for talk in TALKS.values():
        data = talk.encode(codec, "ignore")
        if not data.isascii():
            try:
                found = decode(data)
            except BadFile:
                continue
            assert found.text == data.decode(codec) or found.warnings


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_what_is_utf_8_is_taken_for_nothing_else(text: str) -> None:
    found = decode(text.encode())
    assert (found.text, found.encoding, found.warnings) == (text.removeprefix("\ufeff"), "utf-8", ())


def test_characters_in_halves_are_put_together_and_a_lone_half_is_shown() -> None:
    whole = decode(b"Anna: \xed\xa0\xbd\xed\xb8\x80 ja\n")
    assert (whole.text, len(whole.warnings)) == ("Anna: 😀 ja\n", 1)
    assert any("lone surrogates" in each for each in read(b"Anna: \xed\xa0\x80 ja\nBo: Ho.\n", "a.txt").warnings)
