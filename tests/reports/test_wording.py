from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.reports.languages import language
from thematica.reports.wording import counted, day, days, listed, share, shortened


def test_a_percentage_needs_ten_people_and_never_stands_alone() -> None:
    assert share(3, 9) == "3 of 9"
    assert share(4, 10) == "4 of 10 (40%)"
    assert share(9, 11, "participants") == "9 of 11 participants (82%)"
    assert share(0, 0) == "0 of 0"


def test_figures_and_days_read_as_english() -> None:
    assert counted(1, "source", "sources") == "1 source"
    assert counted(1204, "source", "sources") == "1,204 sources"
    assert day("2026-10-03T08:00:00Z") == "3 October 2026"
    assert days("2026-10-03T08:00:00Z", "2026-10-03T18:00:00Z") == "3 October 2026"
    assert days("2026-10-03T08:00:00Z", "2026-11-01T18:00:00Z") == "3 October 2026 – 1 November 2026"
    assert listed(()) == ""
    assert listed(("a",)) == "a"
    assert listed(("a", "b", "c")) == "a, b and c"


@pytest.mark.parametrize(
    ("code", "tag", "name"),
    [
        ("nb", "nb-NO", "Norwegian"),
        ("en", "en-GB", "English"),
        ("en_US", "en-US", "English"),
        ("sw", "sw", "sw"),
    ],
)
def test_a_language_has_a_tag_with_a_region_and_a_name(code: str, tag: str, name: str) -> None:
    known = language(code)
    assert (known.tag, known.name) == (tag, name)


@given(st.lists(st.text("ab", min_size=1), max_size=20), st.integers(1, 30))
def test_a_shortened_text_begins_as_the_whole_and_says_what_it_lacks(words: list[str], most: int) -> None:
    text = " ".join(words)
    short = shortened(text, most)
    assert text.startswith(short.removesuffix(" […]"))
    assert short.endswith(" […]") == (len(words) > most)
