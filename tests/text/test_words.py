from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.text.span import Span
from thematica.text.words import pieces, words


def cut(text: str) -> list[str]:
    return [word.of(text) for word in words(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jeg vet ikke, altså …", ["Jeg", "vet", "ikke", "altså"]),
        ("I don't, it’s patient-reported!", ["I", "don't", "it’s", "patient-reported"]),
        ("'Ja' -- sa hun - (nei)", ["Ja", "sa", "hun", "nei"]),
        ("PROM-skjema, PROM- og", ["PROM-skjema", "PROM", "og"]),
        ("kl. 10.30 [ler] 3_a", ["kl", "10", "30", "ler", "3_a"]),
        ("y\u0308es\u0323 e\u0301t", ["y\u0308es\u0323", "e\u0301t"]),  # marks belong to the letter before
        ("क़ानून की बात", ["क़ानून", "की", "बात"]),
        ("هل استخدمتَ؟ نعم", ["هل", "استخدمتَ", "نعم"]),
        ("می\u200cروم", ["می\u200cروم"]),  # a zero-width non-joiner inside a Persian word
        ("我们用。", ["我", "们", "用"]),
        ("ญี่ปุ่น", ["ญี่", "ปุ่", "น"]),
        ("한국어 말", ["한국어", "말"]),
        ("👩‍⚕️ 😀 …", []),
        ("", []),
    ],
)
def test_words_of_many_scripts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_only_words_under_the_span_are_given_and_one_it_cuts_is_given_cut() -> None:
    text = "Vi brukte skjemaet."

    assert words(text, Span(3, 16)) == (Span(3, 9), Span(10, 16))


@given(st.text())
def test_words_are_in_order_apart_and_hold_every_letter_and_digit(text: str) -> None:
    found = words(text, Span(0, len(text)))

    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(len(word) for word in found)
    covered = {i for word in found for i in range(word.start, word.end)}
    assert {i for i, character in enumerate(text) if character.isalnum()} <= covered


@given(st.text())
def test_pieces_are_the_words_and_what_lies_between_and_give_the_text_again(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert [piece for piece in pieces(text) if piece[0].isalnum() or piece[0] == "_"] == cut(text)
