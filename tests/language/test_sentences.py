from __future__ import annotations

import itertools
from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematica.language.sentences import segmenter_name, sentences
from thematica.text.span import Span
from thematica.text.turns import Turn

SAID = ("Ja", "nei", "f.eks.", "Dr.", "kl.", "10.", "to.", "Nr.", "[ler]", "«Vi", "du»", "نعم", "😀", "👩\u200d⚕️")
BETWEEN = (".", "?", "!", "...", "…", '"', "(", ")", "–", "。", "؟", "\n", "  ", "\u00a0", "\u200b", "\u3000", "\ufffd")
ADDRESS = "https://example.org/" + "a-long-way/" * 10
TALK = st.lists(st.sampled_from((*SAID, *BETWEEN, ADDRESS)), max_size=25).map(" ".join)


def cut(words: str, language: str = "nb") -> list[str]:
    return [sentence.of(words) for sentence in sentences(words, [Turn(1, 0, 0, len(words))], language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ["Vi brukte f.eks. skjemaet kl. 10.", "Det gikk bra!", "Hva sa du?"]),
        ("nb", ["Dr. Hansen kom den 3. mai.", "E. Berg også, bl.a. fordi vi var ca. 5 stk. der."]),
        ("nb", ["Vi hadde te, kaffe osv.", "Så gikk vi."]),
        ("nb", ["Vi var to.", "Det var tanken min.", "Og 10 min. pause."]),
        ("nb", ["Han er 45.", "Da begynte vi kl. 10.", "Så gikk vi."]),
        ("nb", ["Nr. 3 er best.", "Jf. loven."]),
        ("nb", ["Jeg vet ikke ...", "Vi prøvde … men nei."]),
        ("nb", ["Ja.", "[ler] Nei.", "(Ler.)", "Så gikk vi."]),
        ("nb", ["Hun sa: «Ja.", "Nei.»", "«Kanskje.»", '"Så?"', "Vi lo."]),
        ("nb", ["– Ja.", "– Nei.", "- Hei."]),
        ("nb", ["Ja.", "😀 Supert!!!", "👩‍⚕️ sa nei."]),
        ("nn", ["Det gjorde eg.", "Så kom dei."]),
        ("da", ["Det gør man.", "Så kom fx. Anna og hr. Jensen."]),
        ("en", ["Dr. Lee came at 10 a.m. on Monday, e.g. early.", "St. Olav's?", "Approx. five."]),
        ("en", ["We waited until 10 a.m.", "Then we left.", "No.", "I mean yes."]),
        ("de", ["Wir haben z.B. am 3. Mai um ca. 10 Uhr Dr. Hansen gesehen.", "Ja."]),
        ("fr", ["« Oui. »", "« Non ! »", "D'accord."]),
        ("es", ["¿Qué?", "¡Sí!", "Bueno."]),
        ("ar", ["هل استخدمت؟", "نعم.", "لا!"]),
    ],
)
def test_talk_is_cut_where_a_reader_would_cut_it(language: str, expected: list[str]) -> None:
    assert cut(" ".join(expected), language) == expected


@pytest.mark.parametrize("language", ["zh", "ja", "nb", "xx"])
def test_ideographic_full_stops_end_a_sentence_in_any_language(language: str) -> None:
    expected = ["我们用了表格。", "很好！", "「良かった。」", "你呢？", "是的"]

    assert cut("".join(expected), language) == expected


@pytest.mark.parametrize("language", ["nb", "en", "zh", "xx"])
@given(first=TALK, second=TALK)
@settings(max_examples=40, deadline=None)
def test_sentences_hold_all_that_was_said_and_nothing_else(language: str, first: str, second: str) -> None:
    text = f"I: {first}\nAnna:\t{second}"
    start = 4 + len(first)
    turns = [Turn(1, 0, 3, start - 1, "I"), Turn(2, start, start + 6, len(text), "Anna")]
    found = sentences(text, turns, language)

    assert list(found) == sorted(set(found))
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(sentence.of(text) == sentence.of(text).strip() != "" for sentence in found)
    assert all("\n" not in sentence.of(text) for sentence in found)
    assert all(any(turn.body.contains(sentence) for turn in turns) for sentence in found)
    covered = {i for sentence in found for i in range(sentence.start, sentence.end)}
    said = {i for turn in turns for i in range(turn.body_start, turn.end) if not text[i].isspace()}
    assert said <= covered


def test_a_turn_with_nothing_in_it_has_no_sentence() -> None:
    text = "Anna: \n \nI: Ja."

    assert sentences(text, [Turn(1, 0, 6, 6), Turn(2, 7, 7, 8), Turn(3, 9, 12, 15)], "nb") == (Span(12, 15),)
    assert sentences("", [], "nb") == ()


@pytest.mark.parametrize("character", ["😀", "(", "\ufffd", '"', "a-", "字、"])
def test_a_long_turn_without_a_single_space_is_one_sentence(character: str) -> None:
    text = character * 20_000

    assert cut(text) == [text]


def test_a_text_of_one_line_longer_than_a_parser_would_take_is_cut() -> None:
    text = "Vi fylte ut skjemaet hver dag, og det var greit. " * 21_000

    assert len(cut(text)) == 21_000


@pytest.mark.parametrize(
    ("language", "used"),
    [("nb", "nb"), ("no", "nb"), ("nb-NO", "nb"), ("EN_gb", "en"), ("eng", "en"), ("zh", "zh"), ("mul", "xx")]
    + [(unknown, "xx") for unknown in ("qq", "ja", "", "norsk", "../nb", "tokenizer_exceptions", "xx")],
)
def test_the_name_of_the_segmenter_says_which_language_was_really_used(language: str, used: str) -> None:
    assert segmenter_name(language) == f"spacy {version('spacy')} sentencizer ({used}), rules 1"
    assert cut("Ja. Nei.", language) == ["Ja.", "Nei."]
