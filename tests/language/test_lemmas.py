from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.language.lemmas import forms, knows, lemma, lemmatiser_name


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("skjemaene", "nb", "skjema"),
        ("Skjemaene", "nb-NO", "skjema"),
        ("bøker", "no", "bok"),
        ("gikk", "nb", "gå"),
        ("skjema", "nn", "skjema"),
        ("formularen", "da", "formular"),
        ("patients", "en-GB", "patient"),
        ("Went", "en", "go"),
    ],
)
def test_a_word_is_brought_to_its_dictionary_form(word: str, language: str, expected: str) -> None:
    assert lemma(word, language) == expected


@pytest.mark.parametrize("language", ["zh", "xx", "", "tlh-001", "../en"])
def test_where_no_lemmas_are_known_a_word_is_its_own(language: str) -> None:
    assert not knows(language)
    assert lemma("Skjemaene", language) == "skjemaene"
    assert forms("Skjemaene", language, ["skjema", "skjemaene"]) == {"skjemaene"}


def test_the_forms_of_a_word_are_those_of_one_lemma() -> None:
    known = ["skjema", "skjemaet", "skjemaene", "skjemaer", "skje", "skjev", "bok"]
    expected = {"skjema", "skjemaet", "skjemaene", "skjemaer"}
    assert forms("skjemaet", "nb", known) == expected
    assert forms("Skjema", "nb", known) == expected
    assert forms("ukjentord", "nb", known) == {"ukjentord"}


@given(st.text())
def test_whatever_a_text_holds_has_a_lemma(word: str) -> None:
    assert lemma(word, "nb") == lemma(word, "nb").lower()
    assert word.lower() in forms(word, "en", [word])


def test_the_name_tells_the_version() -> None:
    assert lemmatiser_name().split()[1][0].isdigit()


def test_no_dictionary_is_loaded_before_one_is_needed() -> None:
    program = "import sys, thematica.work.search; print('simplemma' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
