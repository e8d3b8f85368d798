"""Values of variables have one written form for each type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.errors import NotAllowed
from thematica.text.values import fitting, guessed_type, written

TYPES = st.sampled_from(["text", "integer", "decimal", "boolean", "date", "ordered"])
LEVELS = ("Baseline", "Mid", "End")


@pytest.mark.parametrize(
    ("given", "type_", "form"),
    [
        (" 042 ", "integer", "42"),
        ("-7", "integer", "-7"),
        ("7.0", "integer", None),
        ("٣", "integer", None),
        ("3,50", "decimal", "3.5"),
        (".5", "decimal", "0.5"),
        ("-0.0", "decimal", "0"),
        ("007", "decimal", "7"),
        ("1e5", "decimal", None),
        ("nan", "decimal", None),
        ("TRUE", "boolean", "yes"),
        ("nei", "boolean", "no"),
        ("maybe", "boolean", None),
        ("2026-02-28", "date", "2026-02-28"),
        ("2026-02-30", "date", None),
        ("20260228", "date", None),
        ("mid", "ordered", "Mid"),
        ("middle", "ordered", None),
        ("  anything ", "text", "anything"),
    ],
)
def test_a_value_has_one_written_form_or_none(given: str, type_: str, form: str | None) -> None:
    assert written(given, type_, LEVELS) == form


@given(value=st.text(max_size=12) | st.from_regex(r"[-+]?\d{1,4}([.,]\d{1,3})?", fullmatch=True), type_=TYPES)
def test_the_written_form_is_its_own_written_form(value: str, type_: str) -> None:
    form = written(value, type_, LEVELS)
    assert form is None or written(form, type_, LEVELS) == form


@given(number=st.integers(-(10**9), 10**9), digits=st.integers(0, 999))
def test_a_decimal_keeps_its_number(number: int, digits: int) -> None:
    given = f"{number}.{digits:03}"
    assert float(written(given, "decimal") or "nan") == float(given)


def test_a_value_that_does_not_fit_is_refused_with_the_variable_and_what_it_takes() -> None:
    with pytest.raises(NotAllowed) as refusal:
        fitting("time point", "later", "ordered", LEVELS)
    assert "time point" in refusal.value.message
    assert "Baseline, Mid, End" in refusal.value.hint


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (["34", "", "51"], "integer"),
        (["0", "1"], "integer"),
        (["34", "51,5"], "decimal"),
        (["007", "012"], "text"),
        (["yes", "No", ""], "boolean"),
        (["2026-01-01", "2025-12-31"], "date"),
        (["34", "n/a"], "text"),
        (["", " "], "text"),
    ],
)
def test_types_are_guessed_from_all_values(values: list[str], type_: str) -> None:
    assert guessed_type(values) == type_
