"""Lanes: codings are found by position, and none hides another in the margin."""

from hypothesis import given
from hypothesis import strategies as st

from thematica.text.span import Span
from thematica.tui.transcript.lanes import Stretches, lanes

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 200), st.integers(1, 60))
extents = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda e: (e[0], e[0] + e[1]))).map(sorted)


@given(st.lists(spans, max_size=40), st.integers(0, 260), st.integers(1, 30))
def test_touching_finds_what_a_search_through_all_would_find(stretches: list[Span], start: int, length: int) -> None:
    place = Span(start, start + length)
    wanted = [each for each in stretches if each.overlaps(place)]
    assert Stretches(stretches).touching(place.start, place.end) == sorted(wanted, key=lambda s: (s.start, -s.end))


@given(st.lists(spans, max_size=40), st.integers(0, 260))
def test_an_empty_place_is_touched_by_what_lies_around_it(stretches: list[Span], place: int) -> None:
    around = [each for each in stretches if each.start < place < each.end]
    assert sorted(Stretches(stretches).touching(place, place)) == sorted(around)


def test_stretches_are_in_reading_order_the_longer_first() -> None:
    inner, outer, later = Span(0, 5), Span(0, 9), Span(3, 4)
    assert Stretches([later, inner, outer]).inorder == [outer, inner, later]


@given(extents)
def test_no_two_meet_in_one_lane(rows: list[tuple[int, int]]) -> None:
    given_lanes = lanes(rows)
    for one in range(len(rows)):
        for other in range(one):
            meet = rows[one][0] <= rows[other][1] and rows[other][0] <= rows[one][1]
            assert not (meet and given_lanes[one] == given_lanes[other])


@given(extents)
def test_there_are_no_more_lanes_than_codings_in_the_fullest_row(rows: list[tuple[int, int]]) -> None:
    fullest = max((sum(first <= row <= last for first, last in rows) for row in range(90)), default=0)
    assert max(lanes(rows), default=-1) == fullest - 1


def test_a_lane_is_free_again_on_the_row_after_its_coding() -> None:
    assert lanes([(0, 3), (1, 1), (1, 5), (2, 2), (4, 4)]) == [0, 1, 2, 1, 0]
