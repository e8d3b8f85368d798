"""The reference values: published ones, and some worked out by hand as exact fractions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.work.agreement.coefficients import (
    Crossing,
    Table,
    brennan_prediger,
    cohen_kappa,
    crossed,
    fleiss_kappa,
    gwet_ac1,
    jaccard,
    krippendorff_alpha,
    negative_agreement,
    percent,
    positive_agreement,
    scott_pi,
    tabulate,
)


def near(value: float | Fraction) -> object:
    return pytest.approx(float(value), abs=0.00005)


def coders(*rows: str, categories: str) -> Table:
    """A table from one row for each coder, one character for each unit, a dot where it was not read."""
    units = zip(*([None if each == "." else each for each in row.replace(" ", "")] for row in rows), strict=True)
    return tabulate(units, categories)


def crossing(first: str, second: str) -> Crossing:
    used = sorted({*first, *second})
    pairs = Counter(zip(first, second, strict=True))
    return [[pairs[one, other] for other in used] for one in used]


def rare(units: int, first: set[int], second: set[int]) -> Crossing:
    """Presence and absence of one code in so many turns, by the numbers of the turns each coder marked."""
    both = len(first & second)
    return [[units - len(first | second), len(second) - both], [len(first) - both, both]]


FOUR_OBSERVERS = coders(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
    categories="12345",
)
MEG_AND_OWEN = crossing("0100000010", "1110010000")
BEN_AND_GERRY = crossing("aabbdcccedda", "babbbccceddd")
THREE_CODERS = coders(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
    categories="1234",
)
PSYCHIATRISTS: Table = Counter(
    tuple(map(int, row))
    for row in re.findall(
        "[0-9]+",
        "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
        "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006",
    )
)
TEN_BY_FOURTEEN: Table = Counter(
    [
        (0, 0, 0, 0, 14),
        (0, 2, 6, 4, 2),
        (0, 0, 3, 5, 6),
        (0, 3, 9, 2, 0),
        (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0),
        (3, 2, 6, 3, 0),
        (2, 5, 3, 2, 2),
        (6, 5, 2, 1, 0),
        (0, 2, 2, 3, 7),
    ]
)
FIVE_OBSERVERS = tabulate(
    (
        [None if each == "." else int(each) for each in unit.split(",")]
        for unit in re.findall(
            "[^ ]+",
            "1,1,2,.,2 1,1,0,1,. 2,3,3,3,. .,0,0,.,0 0,0,0,.,0 0,0,0,.,0 1,0,2,.,1 1,.,2,0,. "
            "2,2,2,.,2 2,1,1,1,. .,1,0,0,. 0,0,0,0,. 1,2,2,2,. 3,3,2,2,3 1,1,1,.,1",
        )
    ),
    range(4),
)


def test_t1_four_observers_with_gaps() -> None:
    assert krippendorff_alpha(FOUR_OBSERVERS) == near(0.7434)
    assert percent(FOUR_OBSERVERS) == near(0.81818)
    assert gwet_ac1(FOUR_OBSERVERS) == near(0.77544)
    assert brennan_prediger(FOUR_OBSERVERS) == near(0.77273)
    assert fleiss_kappa(FOUR_OBSERVERS) == near(0.76117)


def test_t2_two_observers_of_two_values() -> None:
    table = crossed(MEG_AND_OWEN)
    assert percent(table) == near(0.60)
    assert krippendorff_alpha(table) == near(Fraction(2, 21))
    assert cohen_kappa(MEG_AND_OWEN) == near(Fraction(1, 11))


def test_t3_two_observers_of_five_values() -> None:
    assert krippendorff_alpha(crossed(BEN_AND_GERRY)) == near(0.6920)
    assert cohen_kappa(BEN_AND_GERRY) == near(0.6842)


def test_t4_three_coders_with_gaps() -> None:
    assert krippendorff_alpha(THREE_CODERS) == near(0.6914)


def test_t5_six_psychiatrists_and_thirty_subjects() -> None:
    assert [sum(unit[k] * n for unit, n in PSYCHIATRISTS.items()) for k in range(5)] == [26, 26, 30, 55, 43]
    assert fleiss_kappa(PSYCHIATRISTS) == near(0.4302)
    assert krippendorff_alpha(PSYCHIATRISTS) == near(0.4334)


def test_t6_fourteen_coders_and_ten_units() -> None:
    assert fleiss_kappa(TEN_BY_FOURTEEN) == near(0.2099)


def test_t7_cohens_own_example() -> None:
    cohen = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    assert percent(crossed(cohen)) == near(0.70)
    assert cohen_kappa(cohen) == near(0.4915)
    assert scott_pi(cohen) == near(0.4872)
    assert brennan_prediger(crossed(cohen)) == near(0.55)
    assert gwet_ac1(crossed(cohen)) == near(0.5760)


def test_t8_a_two_by_two_table() -> None:
    table = [[20, 5], [10, 15]]
    assert (cohen_kappa(table), scott_pi(table), gwet_ac1(crossed(table))) == (near(0.40), near(0.3939), near(0.4059))


def test_t9_high_agreement_with_a_kappa_below_zero() -> None:
    table = [[118, 5], [2, 0]]
    assert percent(crossed(table)) == near(0.944)
    assert cohen_kappa(table) == near(-0.0234)
    assert gwet_ac1(crossed(table)) == near(0.9408)
    assert brennan_prediger(crossed(table)) == near(0.888)


def test_t10_one_percent_agreement_and_two_kappas() -> None:
    skewed, even = [[80, 10], [5, 5]], [[40, 9], [6, 45]]
    assert percent(crossed(skewed)) == percent(crossed(even)) == near(0.85)
    assert cohen_kappa(skewed) == pytest.approx(0.318, abs=0.0005)
    assert cohen_kappa(even) == pytest.approx(0.700, abs=0.0005)


def test_t11_five_observers_with_gaps() -> None:
    assert percent(FIVE_OBSERVERS) == near(0.61556)
    assert gwet_ac1(FIVE_OBSERVERS) == near(0.49662)
    assert fleiss_kappa(FIVE_OBSERVERS) == near(0.45762)
    assert krippendorff_alpha(FIVE_OBSERVERS) == near(0.48053)
    assert brennan_prediger(FIVE_OBSERVERS) == near(0.48741)


def test_t12_a_four_by_four_table() -> None:
    table = [[40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]]
    assert cohen_kappa(table) == near(0.4315)
    assert gwet_ac1(crossed(table)) == near(0.45616)
    assert brennan_prediger(crossed(table)) == near(0.44993)
    assert scott_pi(table) == near(0.43034)


def test_t13_a_continuum_cut_into_atoms() -> None:
    table = crossing("001111111100001111110000", "000011110000000110000000")
    assert cohen_kappa(table) == pytest.approx(0.385, abs=0.0005)
    assert scott_pi(table) == pytest.approx(0.314, abs=0.0005)
    assert krippendorff_alpha(crossed(table)) == pytest.approx(0.329, abs=0.0005)


def test_t14_twenty_turns_by_hand() -> None:
    table = rare(20, {3, 4, 9, 10}, {3, 4, 9, 15})
    assert table == [[15, 1], [1, 3]]
    assert percent(crossed(table)) == near(0.90)
    assert cohen_kappa(table) == near(Fraction(11, 16))
    assert krippendorff_alpha(crossed(table)) == near(Fraction(89, 128))
    assert brennan_prediger(crossed(table)) == near(0.80)
    assert gwet_ac1(crossed(table)) == near(Fraction(29, 34))
    assert positive_agreement(crossed(table)) == near(Fraction(3, 4))
    assert negative_agreement(crossed(table)) == near(Fraction(30, 32))
    assert jaccard(table) == near(Fraction(3, 5))


def test_t15_a_rare_code_never_met() -> None:
    table = rare(100, {7}, {8})
    assert percent(crossed(table)) == near(0.98)
    assert cohen_kappa(table) == near(-0.0101)
    assert krippendorff_alpha(crossed(table)) == near(-0.0051)  # exactly -1/198, which rounds to -.0051
    assert gwet_ac1(crossed(table)) == near(0.9796)
    assert brennan_prediger(crossed(table)) == near(0.96)
    assert positive_agreement(crossed(table)) == 0


def test_t16_a_rare_code_met_once() -> None:
    table = rare(100, {7, 9}, {7})
    assert percent(crossed(table)) == near(0.99)
    assert cohen_kappa(table) == near(0.6622)
    assert krippendorff_alpha(crossed(table)) == near(0.6633)
    assert gwet_ac1(crossed(table)) == near(0.9897)
    assert positive_agreement(crossed(table)) == near(0.6667)
    assert jaccard(table) == near(0.5)


def test_independent_coders_agree_as_chance_would() -> None:
    """Each of two coders marks half of 1,000, both a quarter: no agreement beyond chance."""
    table = [[250, 250], [250, 250]]
    assert cohen_kappa(table) == near(0)
    assert scott_pi(table) == near(0)
    assert cohen_kappa([[800, 100], [50, 50]]) == near(Fraction(7, 22))


NOTHING: Table = Counter()
NO_PAIRS: Table = Counter({(1, 0): 9, (0, 1): 9, (0, 0): 3})
UNDEFINED: list[tuple[Callable[[Table], float | None], Table]] = [
    (krippendorff_alpha, Counter({(2, 0): 20})),
    (krippendorff_alpha, Counter({(0, 2): 20})),
    (fleiss_kappa, Counter({(0, 3): 7})),
    (positive_agreement, Counter({(2, 0): 20})),
    (negative_agreement, Counter({(0, 2): 20})),
    *[
        (each, table)
        for each in (percent, krippendorff_alpha, fleiss_kappa, brennan_prediger, gwet_ac1, positive_agreement)
        for table in (NOTHING, NO_PAIRS)
    ],
]


@pytest.mark.parametrize(("coefficient", "table"), UNDEFINED)
def test_without_variation_or_without_pairs_nothing_is_defined(
    coefficient: Callable[[Table], float | None], table: Table
) -> None:
    assert coefficient(table) is None


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[20, 0], [0, 0]], [[0, 0], [0, 20]]])
def test_kappa_and_pi_of_two_coders_without_variation_are_not_defined(table: Crossing) -> None:
    assert cohen_kappa(table) is None
    assert scott_pi(table) is None


def test_jaccard_of_nothing_is_not_defined() -> None:
    assert jaccard([[20, 0], [0, 0]]) is None


READINGS = st.lists(st.lists(st.sampled_from([None, 0, 1, 2]), min_size=4, max_size=4), max_size=30)


@given(READINGS)
def test_alpha_is_what_its_coincidences_say(units: list[list[int | None]]) -> None:
    """Counted pair by pair, in exact fractions, as the definition reads."""
    coincidences: Counter[tuple[int, int]] = Counter()
    for unit in units:
        said = [each for each in unit if each is not None]
        for i, one in enumerate(said):
            for j, other in enumerate(said):
                if i != j:
                    coincidences[one, other] += Fraction(1, len(said) - 1)  # type: ignore[assignment] # counts in parts
    n = sum(coincidences.values())
    used = [sum(coincidences[c, k] for k in range(3)) for c in range(3)]
    expected = sum(used[c] * used[k] for c in range(3) for k in range(3) if c != k)
    observed = sum(count for (c, k), count in coincidences.items() if c != k)
    alpha = krippendorff_alpha(tabulate(units, range(3)))
    if expected == 0:
        assert alpha is None
    else:
        assert alpha == pytest.approx(float(1 - (n - 1) * Fraction(observed) / expected))


@given(READINGS, st.permutations(range(4)), st.permutations(range(3)))
def test_neither_the_order_of_coders_nor_that_of_categories_matters(
    units: list[list[int | None]], places: Sequence[int], order: Sequence[int]
) -> None:
    table = tabulate(units, range(3))
    turned = tabulate([[unit[place] for place in places] for unit in units], order)
    for coefficient in (percent, krippendorff_alpha, fleiss_kappa, brennan_prediger, gwet_ac1):
        assert coefficient(turned) == (None if coefficient(table) is None else pytest.approx(coefficient(table)))


@given(st.lists(st.lists(st.sampled_from([0, 1]), min_size=2, max_size=2), min_size=1, max_size=40))
def test_for_two_coders_the_general_forms_are_the_well_known_ones(units: list[list[int]]) -> None:
    both, first, second, neither = (units.count(each) for each in ([1, 1], [1, 0], [0, 1], [0, 0]))
    table = tabulate(units, range(2))
    assert percent(table) == pytest.approx((both + neither) / len(units))
    if both + first + second:
        assert positive_agreement(table) == pytest.approx(2 * both / (2 * both + first + second))
    if neither + first + second:
        assert negative_agreement(table) == pytest.approx(2 * neither / (2 * neither + first + second))
