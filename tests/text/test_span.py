from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.errors import SpanOutsideText
from thematica.text.span import Span

spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: Span(min(pair), max(pair)))


def characters(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(spans, spans)
def test_overlap_and_shared_stretch_are_those_of_the_characters_covered(one: Span, other: Span) -> None:
    both = characters(one) & characters(other)
    shared = one.shared(other)

    assert one.overlaps(other) == bool(both)
    assert (characters(shared) if shared else set()) == both


@given(spans, spans)
def test_a_joined_span_holds_both_and_nothing_outside_them(one: Span, other: Span) -> None:
    joined = one.joined(other)

    assert joined.contains(one)
    assert joined.contains(other)
    assert {joined.start, joined.end} <= {one.start, one.end, other.start, other.end}


@given(spans, spans)
def test_contains_means_every_character(one: Span, other: Span) -> None:
    if one.contains(other):
        assert characters(other) <= characters(one)
    elif other:
        assert not characters(other) <= characters(one)


@given(st.text("ab \t\n\u00a0å", max_size=10), st.data())
def test_trimming_drops_white_space_at_the_ends_and_nothing_else(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    trimmed = span.trimmed(text)

    assert trimmed.of(text) == span.of(text).strip()
    assert span.contains(trimmed)


def test_offsets_count_code_points_not_bytes_or_graphemes() -> None:
    text = "Ja 👩‍⚕️ sa hun på norsk."

    assert Span(3, 7).of(text) == "👩‍⚕️"
    assert Span(15, 17).of(text) == "på"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4), (-2, -1)])
def test_a_span_that_cannot_be_is_refused_in_words(start: int, end: int) -> None:
    with pytest.raises(SpanOutsideText) as refused:
        Span(start, end)

    assert refused.value.hint


@pytest.mark.parametrize("span", [Span(2, 2), Span(0, 4), Span(9, 12)])
def test_a_span_that_is_empty_or_runs_past_the_end_is_refused_for_a_text(span: Span) -> None:
    with pytest.raises(SpanOutsideText) as refused:
        span.checked_in("xyz")

    assert "xyz" not in refused.value.message + refused.value.hint


def test_a_span_inside_a_text_passes_the_check_as_it_is() -> None:
    assert Span(0, 3).checked_in("Ja!") == Span(0, 3)


def test_spans_sort_in_the_order_of_the_text() -> None:
    assert sorted([Span(4, 5), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(4, 5)]
