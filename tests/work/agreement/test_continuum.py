from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.work.agreement.coefficients import krippendorff_alpha, tabulate
from thematica.work.agreement.continuum import Continuum, Segment, UnitisedAgreement, unitised


def coder(marks: str) -> tuple[Segment, ...]:
    """Segments written as `value[start,end)`, apart by spaces."""
    found = []
    for mark in marks.split():
        value, _, edges = mark.partition("[")
        start, end = edges.rstrip(")").split(",")
        found.append(Segment(int(start), int(end), value))
    return tuple(found)


def measured(length: int, *marks: str) -> UnitisedAgreement:
    return unitised([Continuum(length, tuple(map(coder, marks)))])


def near(value: float | Fraction) -> object:
    return pytest.approx(float(value), abs=0.00005)


def test_t19_edges_that_differ() -> None:
    found = measured(10, "x[0,4) y[6,10)", "x[0,5) y[6,9)")
    assert found.u == near(Fraction(94, 127))
    assert found.relevant == near(Fraction(31, 64))
    assert (found.coded, found.coverage) == (1, near(0.70))


def test_t20_values_that_differ() -> None:
    found = measured(10, "x[0,4) y[6,10)", "x[0,4) x[6,8) y[8,10)")
    assert found.u == near(Fraction(45, 62))
    assert found.relevant == 1
    assert (found.coded, found.coverage) == (near(Fraction(7, 12)), near(0.80))
    assert found.by_value == {"x": near(Fraction(44, 75)), "y": near(Fraction(26, 45))}


def test_t20_scaled_changes_only_through_the_gaps() -> None:
    found = measured(100, "x[0,40) y[60,100)", "x[0,40) x[60,80) y[80,100)")
    assert found.u == near(0.7229)
    assert found.coded == near(Fraction(7, 12))


def test_t21_three_coders() -> None:
    found = measured(
        60,
        "1[2,9) 2[11,17) 5[24,30) 6[32,36) 6[36,44) 7[44,60)",
        "1[2,9) 3[11,17) 5[19,25) 6[32,44)",
        "1[2,9) 4[11,17) 5[21,27) 6[32,36) 6[36,40) 6[40,44)",
    )
    assert found.u == near(0.50967)
    assert found.relevant == near(0.41323)
    assert (found.coded, found.coverage) == (near(0.7241), near(0.4611))


def atoms(values: str) -> tuple[Segment, ...]:
    return tuple(Segment(n, n + 1, value) for n, value in enumerate(values))


def test_segments_of_length_one_give_the_nominal_alpha_of_meg_and_owen() -> None:
    assert unitised([Continuum(10, (atoms("0100000010"), atoms("1110010000")))]).u == near(Fraction(2, 21))


@given(st.lists(st.text("abc", min_size=3, max_size=3), min_size=2, max_size=25))
def test_segments_of_length_one_give_nominal_alpha(units: list[str]) -> None:
    coders = ["".join(unit[n] for unit in units) for n in range(3)]
    found = unitised([Continuum(len(units), tuple(map(atoms, coders)))]).u
    alpha = krippendorff_alpha(tabulate(units, "abc"))
    assert found == (None if alpha is None else pytest.approx(alpha))


MARKED = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6), st.sampled_from("xyz")), max_size=6)


def placed(drawn: Sequence[tuple[int, int, str]]) -> tuple[Segment, ...]:
    """Segments one after the other, each given by the gap before it, its length and its value."""
    found, at = [], 0
    for gap, length, value in drawn:
        found.append(Segment(at + gap, at + gap + length, value))
        at += gap + length
    return tuple(found)


@given(MARKED, st.integers(2, 4))
def test_coders_who_do_the_same_agree_fully_where_there_is_anything_to_agree_on(
    drawn: list[tuple[int, int, str]], coders: int
) -> None:
    found = unitised([Continuum(60, (placed(drawn),) * coders)])
    assert found.u == (1 if drawn else None)
    assert found.relevant == (1 if drawn else None)
    several = len({value for _, _, value in drawn}) > 1
    assert found.coded == (1 if several else None)


@given(MARKED, MARKED, MARKED, st.integers(2, 9))
def test_scaling_leaves_the_values_coefficients_alone(
    one: list[tuple[int, int, str]], two: list[tuple[int, int, str]], three: list[tuple[int, int, str]], by: int
) -> None:
    coders = tuple(map(placed, (one, two, three)))
    longer = tuple(tuple(Segment(s.start * by, s.end * by, s.value) for s in each) for each in coders)
    found, scaled = unitised([Continuum(60, coders)]), unitised([Continuum(60 * by, longer)])
    for before, after in ((found.coded, scaled.coded), (found.coverage, scaled.coverage)):
        assert after == (None if before is None else pytest.approx(before))
    assert set(found.by_value) == set(scaled.by_value)


def test_one_value_alone_leaves_no_values_to_tell_apart() -> None:
    found = measured(20, "x[0,4) x[6,10)", "x[0,5) x[7,9)")
    assert found.coded is None
    assert found.by_value == {"x": None}
    assert found.relevant == found.u
    assert found.u is not None


def test_nothing_marked_is_not_defined() -> None:
    assert measured(20, "", "") == UnitisedAgreement(None, None, None, 0, {})
    assert unitised([]) == UnitisedAgreement(None, None, None, None, {})


def test_several_continua_are_one_with_its_gaps_cut() -> None:
    whole = unitised([Continuum(20, (coder("x[2,5) y[10,14)"), coder("x[3,5) y[10,13)")))])
    parts = unitised(
        [
            Continuum(10, (coder("x[2,5)"), coder("x[3,5)"))),
            Continuum(10, (coder("y[0,4)"), coder("y[0,3)"))),
        ]
    )
    assert parts == whole  # a gap counts by its length, so cutting one changes nothing


@pytest.mark.parametrize("marks", ["x[0,4) y[3,6)", "x[4,6) y[0,2)", "x[18,21)", "x[3,3)"])
def test_segments_that_cannot_be_are_refused(marks: str) -> None:
    with pytest.raises(ValueError):
        measured(20, marks, "x[0,4)")
