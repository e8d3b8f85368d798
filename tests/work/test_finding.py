from __future__ import annotations

import pytest

from thematica.errors import NotAllowed
from thematica.work.finding import all_of, as_spelled, in_any_form


def read(text: str, typed: str, **how: bool) -> list[tuple[int, str]]:
    return [(span.start, span.of(text)) for span in as_spelled(typed, **how)(text)]


def test_hits_stand_apart_and_in_order() -> None:
    assert read("aaaaa", "aa") == [(0, "aa"), (2, "aa")]
    assert read("ba a a", "a a") == [(1, "a a")]


def test_a_whole_phrase_is_found_after_one_that_begins_inside_a_word() -> None:
    assert read("ba a a", "a a", whole_words=True) == [(3, "a a")]


@pytest.mark.parametrize(
    ("text", "typed", "starts"),
    [
        ("日本 日", "日", [0, 3]),
        ("pre日post", "日", [3]),
        ("e-post, post-e, post", "post", [16]),
        ("don’t don", "don", [6]),
        ("Bos Bo.", "bo", [4]),
        ("a_b b", "b", [4]),
        ("(ler) lerke (ler", "(ler", [0, 12]),
        ("sam\u00adarbeid arbeid", "arbeid", [11]),
        ("a" * 5_000, "a", []),
    ],
)
def test_whole_words_end_where_words_end(text: str, typed: str, starts: list[int]) -> None:
    assert [start for start, _ in read(text, typed, whole_words=True)] == starts


def test_forms_of_several_words_stand_next_to_each_other() -> None:
    find = in_any_form("fylle ut", [{"fyller", "fylle", "fylte"}, {"ut"}])
    text = "Fyller  ut, fylte, ut. Ut fylte\nut fylle"
    assert [span.of(text) for span in find(text)] == ["Fyller  ut", "fylte\nut"]


def test_all_of_several_are_found_only_together_and_joined_where_they_overlap() -> None:
    find = all_of([as_spelled("skjema"), as_spelled("maene")])
    assert [span.of("skjemaene, skjema") for span in find("skjemaene, skjema")] == ["skjemaene", "skjema"]
    assert find("skjema") == []


@pytest.mark.parametrize("nothing", ["", "  ", "\u00ad"])
def test_nothing_typed_is_refused(nothing: str) -> None:
    with pytest.raises(NotAllowed):
        as_spelled(nothing)
