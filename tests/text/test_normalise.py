from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from text.edited import applied
from thematica.text.normalise import Replaced, combines_with_previous, normalise, safe
from thematica.text.offsets import OffsetMap
from thematica.text.span import Span

AWKWARD = "\r\n\t\v\f\x00\x1b\x85\x7f\u2028\u202e\u2066\ufeff\ufffe\ud800\udfff"
COMBINING = "aqdå\u0301\u0307\u0323\u0338\u030a\u212b\u212a\u037e\u1100\u1161\u11a8\uac00\u0915\u093c\u0958\u09c7\u09be"
RAW = st.text(st.sampled_from(AWKWARD + COMBINING) | st.characters(exclude_categories=()), max_size=30)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


@given(RAW)
def test_a_normalised_text_holds_nothing_that_steers_and_stays_as_it_is(raw: str) -> None:
    once = normalise(raw)
    again = normalise(once.text)

    assert not STEERING.search(once.text)
    assert unicodedata.is_normalized("NFC", once.text)
    assert (again.text, again.offsets, again.replaced) == (once.text, OffsetMap.identity(), ())


@given(RAW)
def test_the_offset_map_leads_from_the_raw_text_to_the_normalised(raw: str) -> None:
    made = normalise(raw)

    assert applied(made.offsets, raw, made.text) == made.text
    for i, character in enumerate(raw):
        if not made.offsets.touched(Span(i, i + 1)):
            assert made.offsets.span(Span(i, i + 1)).of(made.text) == character


@given(RAW)
def test_the_text_is_the_raw_one_replaced_in_the_plainest_way(raw: str) -> None:
    assume("\r\ufeff" not in raw)  # there a line feed may follow once the mark is gone
    plain = raw.replace("\ufeff", "").replace("\t", " ")
    for line_end in ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"):
        plain = plain.replace(line_end, "\n")

    assert normalise(raw).text == unicodedata.normalize("NFC", STEERING.sub("\ufffd", plain))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffI: Ja.\r\nP1: Nei.\r", "I: Ja.\nP1: Nei.\n"),
        ("en\ufeffto", "ento"),
        ("a\r\r\nb\n\rc", "a\n\nb\n\nc"),
        ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("Anna:\tJa", "Anna: Ja"),
        ("\x1b[31mrød\x00\x7f\x9b", "\ufffd[31mrød\ufffd\ufffd\ufffd"),
        ("\u202eabc\u202c \u2067d\u2069", "\ufffdabc\ufffd \ufffdd\ufffd"),
        ("a\ud83db", "a\ufffdb"),
        ("a\u030angstro\u0308m", "ångström"),
        ("e\ufeff\u0301", "é"),  # composed after the byte-order mark between them is gone
        ("  Ja \u00a0\n\n", "  Ja \u00a0\n\n"),  # nothing is trimmed
        ("\u200fنعم\u200e 👩‍⚕️ f\u00ad", "\u200fنعم\u200e 👩‍⚕️ f\u00ad"),  # plain direction marks and joiners stay
        ("", ""),
    ],
)
def test_the_form_of_a_text(raw: str, text: str) -> None:
    assert normalise(raw).text == text


def test_an_ordinary_text_is_left_alone() -> None:
    text = "I: Hvordan gikk det?\nP1: «Greit», sa jeg – på ein måte …\n"
    made = normalise(text)

    assert (made.text, made.offsets, made.replaced) == (text, OffsetMap.identity(), ())


def test_what_could_not_be_kept_is_counted_by_kind_and_ordinary_upkeep_is_not() -> None:
    made = normalise("\ufeffa\tb\r\n\x00\x1b\u202e\ud800\uffffe\u0301")

    assert made.replaced == (
        Replaced("control characters", 2),
        Replaced("direction controls", 1),
        Replaced("lone surrogates", 1),
        Replaced("noncharacters", 1),
    )


def test_a_position_that_came_with_a_file_moves_to_the_same_words() -> None:
    raw = "\ufeffI: Ja.\r\nP1: Kafe\u0301en\tvar stengt.\r\n"
    made = normalise(raw)
    word = Span(raw.index("Kafe"), raw.index("\t"))
    rest = Span(raw.index("var"), len(raw) - 3)

    assert made.offsets.span(word).of(made.text) == "Kaféen"
    assert made.offsets.span(rest).of(made.text) == "var stengt"


def test_a_span_that_ends_inside_a_composed_letter_takes_the_whole_letter() -> None:
    made = normalise("Cafe\u0301 nord")

    assert made.offsets.span(Span(0, 4)).of(made.text) == "Café"


def test_no_character_of_unicode_joins_one_that_is_held_to_stand_apart() -> None:
    """Composition never reaches over the start of a sequence, so composing sequence by sequence composes the whole."""
    joins_leftwards = set()
    for n in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(n)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            joins_leftwards.add(chr(int(parts[1], 16)))
    joins_leftwards |= {chr(n) for n in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}  # Hangul, by arithmetic

    assert "\u0301" in joins_leftwards
    for n in range(sys.maxunicode + 1):
        character = chr(n)
        if not combines_with_previous(character):
            first = unicodedata.normalize("NFD", character)[0]
            assert unicodedata.combining(first) == 0, hex(n)
            assert first not in joins_leftwards, hex(n)


def test_nothing_below_the_combining_marks_combines() -> None:
    assert not any(combines_with_previous(chr(n)) for n in range(0x300))


@given(RAW)
def test_a_text_made_safe_for_painting_keeps_its_length_and_every_other_character(text: str) -> None:
    painted = safe(text)

    assert len(painted) == len(text)
    for before, after in zip(text, painted, strict=True):
        steers = bool(STEERING.match(before)) and before != "\ufeff"
        assert after == ("\ufffd" if steers or before == "\n" else before)


def test_a_safe_text_can_be_written_to_any_terminal() -> None:
    assert (
        safe("Ja\x1b]0;x\x07 [laughs] 👩‍⚕️ \u202e\ud800").encode()
        == "Ja\ufffd]0;x\ufffd [laughs] 👩‍⚕️ \ufffd\ufffd".encode()
    )
