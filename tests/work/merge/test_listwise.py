"""Lists merged item by item."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.work.merge.listwise import UndecidedError, merged_json

LINES = st.lists(st.text("ab", min_size=1, max_size=3), max_size=5, unique=True)


@given(base=LINES, mine=LINES, theirs=LINES)
def test_what_either_took_out_is_out_and_what_either_put_in_is_in(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    try:
        merged = merged_json(base, mine, theirs)
    except UndecidedError:
        with pytest.raises(UndecidedError):
            merged_json(base, theirs, mine)
        return
    assert set(merged) == {
        line for line in {*base, *mine, *theirs} if (line in mine) + (line in theirs) > (line in base)
    } | {line for line in base if line in mine and line in theirs}
    assert len(merged) == len(set(merged))
    assert sorted(merged) == sorted(merged_json(base, theirs, mine))
    assert merged_json(base, mine, base) == mine
    assert merged_json(base, base, theirs) == theirs


def test_mappings_are_merged_key_by_key_and_keyed_items_by_their_key() -> None:
    base = {"notice": "x", "facets": [{"key": "valence", "values": ["a", "b"]}], "notes": ["n"]}
    mine = {"notice": "y", "facets": [{"key": "valence", "values": ["a", "b", "c"]}], "notes": ["n"]}
    theirs = {"notice": "x", "facets": [*base["facets"], {"key": "level", "values": []}], "notes": []}
    assert merged_json(base, mine, theirs) == {
        "notice": "y",
        "facets": [{"key": "valence", "values": ["a", "b", "c"]}, {"key": "level", "values": []}],
        "notes": [],
    }
    with pytest.raises(UndecidedError):
        merged_json(base, mine, {**base, "notice": "z"})
