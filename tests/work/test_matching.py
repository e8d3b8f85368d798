from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.errors import NotAllowed
from thematica.text.span import Span
from thematica.text.words import words
from thematica.work.matching import by_pattern, by_phrase


def of(spans: list[list[Span]], *texts: str) -> list[list[str]]:
    return [[span.of(text) for span in found] for found, text in zip(spans, texts, strict=True)]


def test_a_pattern_is_matched_in_each_text() -> None:
    texts = ("One nurse, two nurses.\nNurse three.", "", "No one 👩 nurses 看護師")
    assert of(by_pattern(r"(?i)\bnurses?\b", texts), *texts) == [["nurse", "nurses", "Nurse"], [], ["nurses"]]
    assert of(by_pattern("^Nurse", texts), *texts) == [["Nurse"], [], []]


def test_matches_of_nothing_are_left_out() -> None:
    assert of(by_pattern("x*", ["axxb", "b"]), "axxb", "b") == [["xx"], []]


def test_a_pattern_without_end_is_ended() -> None:
    with pytest.raises(NotAllowed, match="still searching after 1 seconds"):
        by_pattern("(a+)+$", ["a" * 60 + "!"], seconds=1)


@pytest.mark.parametrize("pattern", ["(", "*", "[", "(?P<a>x)(?P<a>y)", "a{99999999999}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(NotAllowed, match="not a regular expression"):
        by_pattern(pattern, ["a"])


def test_a_pattern_python_warns_about_is_still_one() -> None:
    assert of(by_pattern("[[a]", ["a["]), "a[") == [["a", "["]]


def test_a_phrase_is_whole_words_in_any_case_and_spacing() -> None:
    text = "The form; the\n form. Reform the formal THE  FORM, the-form"
    assert of(by_phrase("the form", [text]), text) == [["The form", "the\n form", "THE  FORM"]]


def test_signs_between_words_matter() -> None:
    assert of(by_phrase("yes, no", ["yes no. Yes, no!"]), "yes no. Yes, no!") == [["Yes, no"]]


def test_scripts_without_spaces_have_phrases_too() -> None:
    text = "看護師は忙しい。看護師の"
    assert of(by_phrase("看護師", [text]), text) == [["看護師", "看護師"]]


def test_hits_do_not_overlap() -> None:
    assert of(by_phrase("no no", ["no no no no"]), "no no no no") == [["no no", "no no"]]


@pytest.mark.parametrize("phrase", ["", "  ", "…", "?!"])
def test_a_phrase_without_a_word_is_refused(phrase: str) -> None:
    with pytest.raises(NotAllowed, match="no word"):
        by_phrase(phrase, ["text"])


@given(st.text(alphabet="ab c,.", max_size=40), st.text(alphabet="ab ", min_size=1, max_size=5))
def test_what_a_phrase_finds_reads_like_it_between_word_boundaries(text: str, phrase: str) -> None:
    sought = phrase.split()
    if not sought:
        return
    [found] = by_phrase(phrase, [text])
    edges = {edge for word in words(text, Span(0, len(text))) for edge in (word.start, word.end)}
    for span in found:
        assert span.of(text).split() == sought
        assert {span.start, span.end} <= edges
