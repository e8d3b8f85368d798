from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematica.work.agreement.bootstrap import RESAMPLES, percentile_interval, resampled_sums

AMOUNTS = st.lists(st.integers(0, 10**6), min_size=8, max_size=8).map(tuple)


def drawn(sources: int) -> list[tuple[int, ...]]:
    """For each resample, how often each source is in it."""
    ones = (tuple(int(each == source) for each in range(sources)) for source in range(sources))
    return list(zip(*map(resampled_sums, ones), strict=True))


def test_every_resample_draws_as_many_sources_as_there_are_and_the_same_ones_each_time() -> None:
    first = drawn(12)
    assert len(first) == RESAMPLES
    assert {sum(each) for each in first} == {12}
    assert len(set(first)) > RESAMPLES / 2
    resampled_sums.cache_clear()
    assert drawn(12) == first


@given(AMOUNTS)
@settings(max_examples=20)
def test_sums_over_resamples_are_those_of_the_sources_drawn(amounts: tuple[int, ...]) -> None:
    expected = [sum(n * amount for n, amount in zip(each, amounts, strict=True)) for each in drawn(8)]
    assert list(resampled_sums(amounts)) == expected


def test_the_interval_is_the_middle_of_the_values() -> None:
    found = percentile_interval(float(n) for n in reversed(range(1001)))
    assert found is not None
    assert (found.low, found.high) == (25, 975)


@pytest.mark.parametrize(("defined", "there"), [(949, False), (950, True)])
def test_too_many_undefined_resamples_leave_no_interval(defined: int, there: bool) -> None:
    assert (percentile_interval([0.5] * defined) is not None) is there
