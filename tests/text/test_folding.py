from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thematica.text.folding import fold, spellings, terms
from thematica.text.normalise import normalise

TEXTS = st.text() | st.text("aåAÅeéæÆoøsSßfiﬁﬃ’'- \n\u0301\u00ad日本ςΣσİıI…")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Både", "bade"),
        ("SMØRBRØD", "smorbrod"),
        ("være", "vaere"),
        ("Straße", "strasse"),
        ("ﬁrst eﬃcient", "first efficient"),
        ("don’t “say” – so", 'don\'t "say" - so'),
        ("sam\u00adarbeid", "samarbeid"),
        ("ＷＩＤＥ", "wide"),
        ("ΛΌΓΟΣ λόγος", "λογοσ λογοσ"),
        ("ёлка", "елка"),
        ("كِتَاب", "كتاب"),
        ("각가", "각가"),
        ("が", "が"),
        ("कि", "कि"),
        ("ﷺ ½ ™ ❤️", "ﷺ ½ ™ ❤"),
    ],
)
def test_what_one_leaves_out_when_typing_goes_and_nothing_else(text: str, plain: str) -> None:
    assert fold(text) == plain


def test_marks_and_capitals_can_be_kept() -> None:
    assert fold("Både ØL", marks=True) == "både øl"
    assert fold("Både ØL", case=True) == "Bade OL"
    assert fold("Både ØL", case=True, marks=True) == "Både ØL"


@given(TEXTS, TEXTS, st.booleans(), st.booleans())
def test_every_character_is_folded_by_itself_and_once(one: str, other: str, case: bool, marks: bool) -> None:
    folded = fold(one, case=case, marks=marks)
    assert fold(one + other, case=case, marks=marks) == folded + fold(other, case=case, marks=marks)
    assert fold(folded, case=case, marks=marks) == folded
    assert fold(folded) == fold(one)


@given(st.characters())
def test_letters_stay_letters_so_words_end_where_they_did(character: str) -> None:
    for each in fold(character):
        assert bool(re.match(r"\w", each)) == bool(re.match(r"\w", character))
        assert each.isspace() == character.isspace()


def test_terms_are_runs_of_letters_and_single_characters_where_no_spaces_are_set() -> None:
    assert terms("e-post_2 og 日本 kana") == ["e", "post", "2", "og", "日", "本", "kana"]


@given(TEXTS, TEXTS, TEXTS, st.booleans())
def test_what_was_typed_is_found_where_it_stands(before: str, typed: str, after: str, case: bool) -> None:
    typed = normalise(typed).text.strip()
    assume(all(len(fold(each, case=case)) <= 1 for each in typed))  # overlapping ligatures are tried one way only
    pattern = spellings(typed, case=case)
    if pattern is not None:
        assert pattern.search(before + typed + after)


@given(TEXTS, TEXTS, st.booleans())
def test_what_is_found_reads_like_what_was_typed(text: str, typed: str, case: bool) -> None:
    pattern = spellings(typed, case=case)
    for found in pattern.finditer(text) if pattern else ():
        assert fold(found[0], case=case).split() == fold(typed, case=case).split()
        assert found[0]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("bade", "Både bade BÅDE båden", ["Både", "bade", "BÅDE", "både"]),
        ("både", "Både bade BÅDE båden", ["Både", "BÅDE", "både"]),
        ("mote", "møte motet", ["møte", "mote"]),
        ("møte", "møte motet", ["møte"]),
        ("vaere", "være vaere", ["være", "vaere"]),
        ("être", "etre Être", ["Être"]),
        ("don't", "don’t don't", ["don’t", "don't"]),
        ("don’t", "don’t don't", ["don’t", "don't"]),
        ("efficient", "eﬃcient eﬀicient", ["eﬃcient", "eﬀicient"]),
        ("e", "æ e", ["e"]),
        ("to ord", "to\n  ord", ["to\n  ord"]),
        ("samarbeid", "sam\u00adarbeid", ["sam\u00adarbeid"]),
        ("strasse", "Straße STRASSE", ["Straße", "STRASSE"]),
        ("ԱԲ", "աբ", ["աբ"]),
        ("😀", "a😀😀", ["😀", "😀"]),
        ("(a+b)*", "(A+B)*", ["(A+B)*"]),
    ],
)
def test_spellings(typed: str, text: str, found: list[str]) -> None:
    pattern = spellings(typed)
    assert pattern
    assert pattern.findall(text) == found


def test_capitals_can_matter() -> None:
    pattern = spellings("Bo", case=True)
    assert pattern
    assert pattern.findall("Bo bo BO Bø") == ["Bo", "Bø"]


@pytest.mark.parametrize("nothing", ["", " \n", "\u00ad"])
def test_nothing_has_no_pattern(nothing: str) -> None:
    assert spellings(nothing) is None
