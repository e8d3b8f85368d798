"""Spans of a text through edits, against a model that knows where every single character went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.edited import LETTERS, applied, edits_of
from thematica.errors import SpanOutsideText
from thematica.text.offsets import Edit, OffsetMap
from thematica.text.span import Span

OLD = st.text("xyz", min_size=1, max_size=14)


def spans_in(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


def images(offsets: OffsetMap, old: str) -> list[tuple[Span, bool]]:
    """For each old character where it stands in the new text and whether it was replaced."""
    standing, at, shift = [], 0, 0
    for edit in offsets.edits:
        standing += [(Span(i + shift, i + shift + 1), False) for i in range(at, edit.old.start)]
        standing += [(edit.new, True)] * len(edit.old)
        at, shift = edit.old.end, edit.new.end - edit.old.end
    return standing + [(Span(i + shift, i + shift + 1), False) for i in range(at, len(old))]


@given(OLD, st.data())
def test_a_span_goes_where_its_own_characters_go(old: str, data: st.DataObject) -> None:
    offsets, new = data.draw(edits_of(old))
    span = data.draw(spans_in(old).filter(len))
    own = images(offsets, old)[span.start : span.end]

    assert applied(offsets, old, new) == new
    assert offsets.span(span) == Span(own[0][0].start, own[-1][0].end)


@given(OLD, st.data())
def test_a_span_is_touched_when_its_own_text_was_changed_and_reads_the_same_otherwise(
    old: str, data: st.DataObject
) -> None:
    offsets, new = data.draw(edits_of(old))
    span = data.draw(spans_in(old).filter(len))
    replaced = any(changed for _, changed in images(offsets, old)[span.start : span.end])
    put_inside = any(not edit.old and span.start < edit.old.start < span.end for edit in offsets.edits)

    assert offsets.touched(span) == (replaced or put_inside)
    if not offsets.touched(span):
        assert offsets.span(span).of(new) == span.of(old)


@given(OLD, st.data())
def test_spans_inside_others_stay_inside_and_order_is_kept(old: str, data: st.DataObject) -> None:
    offsets, new = data.draw(edits_of(old))
    outer, inner = data.draw(spans_in(old).filter(len)), data.draw(spans_in(old).filter(len))

    assert offsets.span(outer).end <= len(new)
    if outer.contains(inner):
        assert offsets.span(outer).contains(offsets.span(inner))
    if outer.end <= inner.start and not offsets.touched(outer):
        assert offsets.span(outer).end <= offsets.span(inner).start


@given(OLD, st.data())
def test_an_empty_span_stays_empty_at_the_end_of_the_text_before_it(old: str, data: st.DataObject) -> None:
    offsets, new = data.draw(edits_of(old))
    at = data.draw(st.integers(0, len(old)))
    moved = offsets.span(Span(at, at))

    assert moved.start == moved.end <= len(new)
    if at:
        assert moved.end == offsets.span(Span(0, at)).end


@given(OLD, st.data())
def test_two_maps_as_one_make_the_same_text_and_move_untouched_spans_alike(old: str, data: st.DataObject) -> None:
    first, between = data.draw(edits_of(old))
    later, new = data.draw(edits_of(between))
    both = first.then(later)
    span = data.draw(spans_in(old).filter(len))
    stepwise = later.span(first.span(span))

    assert applied(both, old, new) == new
    if not first.touched(span) and not later.touched(first.span(span)):
        assert not both.touched(span)
        assert both.span(span) == stepwise
    elif first.span(span):
        assert both.span(span).contains(stepwise)


@given(OLD, st.data())
def test_the_map_of_no_edits_changes_no_other_map(old: str, data: st.DataObject) -> None:
    offsets, _ = data.draw(edits_of(old))
    nothing = OffsetMap.identity()
    span = data.draw(spans_in(old))

    assert offsets.then(nothing) == offsets == nothing.then(offsets)
    assert nothing.span(span) == span
    assert not nothing.touched(span)


@given(OLD, st.data())
def test_the_inverse_brings_untouched_spans_back(old: str, data: st.DataObject) -> None:
    offsets, new = data.draw(edits_of(old))
    back = offsets.inverse()
    span = data.draw(spans_in(old).filter(len))

    assert applied(back, new, old) == old
    assert back.inverse() == offsets
    assert applied(offsets.then(back), old, old) == old
    if not offsets.touched(span):
        assert back.span(offsets.span(span)) == span
        assert not back.touched(offsets.span(span))


@given(OLD, st.data())
def test_edits_written_out_give_the_same_map_again(old: str, data: st.DataObject) -> None:
    offsets, _ = data.draw(edits_of(old))

    assert OffsetMap.of(offsets.edits) == offsets


@pytest.mark.parametrize(
    ("coded", "old", "edit", "reads", "touched"),
    [
        ("gikk greit", "Det gikk greit da.", (4, 0, "jo "), "gikk greit", False),  # put in at the left border
        ("gikk greit", "Det gikk greit da.", (14, 0, " nok"), "gikk greit", False),  # put in at the right border
        ("gikk greit", "Det gikk greit da.", (8, 0, " helt"), "gikk helt greit", True),
        ("gikk greit", "Det gikk greit da.", (9, 5, "fint"), "gikk fint", True),
        ("gikk greit", "Det gikk greit da.", (0, 8, "Alt var"), "Alt var greit", True),  # overlaps the left border
        ("gikk greit", "Det gikk greit da.", (9, 8, "bra"), "gikk bra", True),  # overlaps the right border
        ("greit", "Det gikk greit da.", (4, 10, "var bra"), "var bra", True),  # lies inside the replaced stretch
        ("gikk", "Det gikk greit da.", (4, 5, ""), "", True),  # taken out whole
        ("greit", "Det gikk greit da.", (4, 5, ""), "greit", False),  # taken out right before
    ],
)
def test_corrections_as_a_researcher_meets_them(
    coded: str, old: str, edit: tuple[int, int, str], reads: str, touched: bool
) -> None:
    start, length, words = edit
    new = old[:start] + words + old[start + length :]
    offsets = OffsetMap.of([Edit(Span(start, start + length), Span(start, start + len(words)))])
    span = Span(old.index(coded), old.index(coded) + len(coded))

    assert offsets.span(span).of(new) == reads
    assert offsets.touched(span) is touched


def test_a_wholly_deleted_span_is_empty_where_it_was() -> None:
    offsets = OffsetMap.replacing([(2, 5, 1), (10, 6, 0)])

    assert offsets.span(Span(11, 14)) == Span(6, 6)
    assert offsets.touched(Span(11, 14))


def test_either_side_of_a_place_where_something_was_put_in() -> None:
    offsets = OffsetMap.replacing([(5, 0, 3)])

    assert offsets.position(5, "end") == 5
    assert offsets.position(5, "start") == 8


def test_many_edits_move_every_line() -> None:
    lines = [f"Line {n} of a file with two characters at each line end." for n in range(30_000)]
    old, new = "\r\n".join(lines), "\n".join(lines)
    ends = [i for i, character in enumerate(old) if character == "\r"]
    offsets = OffsetMap.replacing([(end, 1, 0) for end in ends])

    assert applied(offsets, old, new) == new
    for start, end, line in zip([0, *(end + 2 for end in ends)], [*ends, len(old)], lines, strict=True):
        assert offsets.span(Span(start, end)).of(new) == line


@pytest.mark.parametrize("replacements", [[(4, 3, 1), (6, 1, 1)], [(4, 0, 1), (2, 1, 1)], [(0, -1, 2)], [(-1, 1, 2)]])
def test_edits_that_overlap_or_run_backwards_are_refused(replacements: list[tuple[int, int, int]]) -> None:
    with pytest.raises(SpanOutsideText):
        OffsetMap.replacing(replacements)


def test_edits_whose_new_spans_do_not_line_up_are_refused() -> None:
    with pytest.raises(SpanOutsideText):
        OffsetMap.of([Edit(Span(0, 1), Span(0, 4)), Edit(Span(5, 6), Span(5, 6))])


@given(LETTERS)
def test_a_replacement_of_nothing_by_nothing_is_no_edit(text: str) -> None:
    assert OffsetMap.replacing([(len(text), 0, 0)]) == OffsetMap.identity()
