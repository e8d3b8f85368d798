"""Coefficients of agreement on given units, from counts alone.

Most take a `Table`: how many units (its values) were put how often into each category (its keys). A unit that two of
three coders read, both saying yes, is `(0, 2)` where the categories are no and yes; how often each category stands in
a key, r_ik, adds up to r_i, the number of coders who read the unit. Categories are those that were *offered*, used or
not. N is the number of units.

What is not defined is None, and never 1: where all coders say the same of every unit there is nothing to agree on
beyond chance, and where no unit was read by two there is nothing at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

Table = Mapping[tuple[int, ...], int]
Crossing = Sequence[Sequence[int]]

PAIR = 2  # readings that can agree or not


def tabulate(units: Iterable[Sequence[Hashable | None]], categories: Sequence[Hashable]) -> Counter[tuple[int, ...]]:
    """The table of units given as what each coder said of them; None where a coder did not read the unit."""
    return Counter(tuple(unit.count(category) for category in categories) for unit in units)


def crossed(crossing: Crossing) -> Counter[tuple[int, ...]]:
    """The table of two coders: `crossing[c][k]` units were put into c by the first and into k by the second."""
    table: Counter[tuple[int, ...]] = Counter()
    for first, row in enumerate(crossing):
        for second, units in enumerate(row):
            table[tuple((first == k) + (second == k) for k in range(len(crossing)))] += units
    return table


def percent(table: Table) -> float | None:
    """Percent agreement: the mean share, over units read by two or more, of pairs of coders who say the same.

    p_a = (1/N) Σ_i Σ_k r_ik (r_ik - 1) / (r_i (r_i - 1)); for two coders, the units on which they agree, out of all.
    Fleiss 1971, Psychological Bulletin 76, 378-382; over units with gaps as in Gwet 2014, Handbook of Inter-Rater
    Reliability, 4th ed.
    """
    read = _paired(table)
    units = sum(read.values())
    if not units:
        return None
    agreeing = sum(number * _equal_pairs(unit) / (sum(unit) * (sum(unit) - 1)) for unit, number in read.items())
    return agreeing / units


def positive_agreement(table: Table) -> float | None:
    """Agreement on presence (categories: absent, present): of what one coder marks, how much another marks as well.

    Σ_i r_i1 (r_i1 - 1) / (r_i - 1) over Σ_i r_i1; for two coders 2a / (2a + b + c), which is Dice's coefficient, the F1
    score, and the index that some packages name after Holsti. Dice 1945, Ecology 26, 297-302; as the figure to read for
    rare things, Cicchetti & Feinstein 1990, Journal of Clinical Epidemiology 43, 551-558, and Hripcsak & Rothschild
    2005, JAMIA 12, 296-298. Not defined where nobody marks anything.
    """
    return _specific(table, 1)


def negative_agreement(table: Table) -> float | None:
    """Agreement on absence (categories: absent, present); for two coders 2d / (2d + b + c).

    Cicchetti & Feinstein 1990, Journal of Clinical Epidemiology 43, 551-558.
    """
    return _specific(table, 0)


def jaccard(crossing: Crossing) -> float | None:
    """Of the units that either of two coders marks, those that both mark: a / (a + b + c).

    Jaccard 1912, New Phytologist 11, 37-50. Not defined where nobody marks anything.
    """
    (_, second_only), (first_only, both) = crossing
    either = both + first_only + second_only
    return both / either if either else None


def cohen_kappa(crossing: Crossing) -> float | None:
    """Cohen's kappa for two coders, chance taken from each coder's own habits.

    κ = (p_o - p_e) / (1 - p_e) with p_e = Σ_k p_k. p_.k. Cohen 1960, Educational and Psychological Measurement 20,
    37-46.
    """
    units = sum(map(sum, crossing))
    if not units:
        return None
    agreeing = sum(row[k] for k, row in enumerate(crossing))
    by_chance = sum(sum(row) * sum(other[k] for other in crossing) for k, row in enumerate(crossing))
    return _beyond_chance(agreeing / units, by_chance / units**2)


def scott_pi(crossing: Crossing) -> float | None:
    """Scott's pi for two coders, chance taken from the habits of both together.

    As kappa, with p_e = Σ_k π_k², π_k being the mean of both coders' shares. Scott 1955, Public Opinion Quarterly 19,
    321-325.
    """
    return fleiss_kappa(crossed(crossing))


def fleiss_kappa(table: Table) -> float | None:
    """Fleiss' kappa: Scott's pi for any number of coders.

    P_e = Σ_k p_k². Fleiss 1971, Psychological Bulletin 76, 378-382. Where units were not read by all, p_k is the mean
    of r_ik / r_i over the units that anyone read, as in Gwet 2014.
    """
    shares = _shares(table)
    return _beyond_chance(percent(table), sum(share * share for share in shares))


def krippendorff_alpha(table: Table) -> float | None:
    """Krippendorff's alpha for nominal data, any number of coders, units not read by all included.

    α = 1 - D_o / D_e over units read by two or more: o_ck counts pairs of readings c and k, each unit's divided by
    r_i - 1; n_c = Σ_k o_ck, n = Σ_c n_c; D_o = Σ_{c≠k} o_ck / n and D_e = Σ_{c≠k} n_c n_k / (n (n - 1)).
    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.
    """
    read = _paired(table)
    used = [sum(number * unit[k] for unit, number in read.items()) for k in range(_categories(table))]
    n = sum(used)
    different = n * n - sum(each * each for each in used)
    if not different:
        return None
    observed = sum(
        number * (sum(unit) * (sum(unit) - 1) - _equal_pairs(unit)) / (sum(unit) - 1) for unit, number in read.items()
    )
    return 1 - (n - 1) * observed / different


def brennan_prediger(table: Table) -> float | None:
    """Brennan and Prediger's kappa: every one of the q categories offered is as likely by chance, p_e = 1/q.

    Brennan & Prediger 1981, Educational and Psychological Measurement 41, 687-699.
    """
    q = _categories(table)
    return _beyond_chance(percent(table), 1 / q) if q else None


def gwet_ac1(table: Table) -> float | None:
    """Gwet's AC1, with p_e = Σ_k π_k (1 - π_k) / (q - 1) over the q categories offered.

    π_k is the mean of r_ik / r_i over all units that anyone read. Gwet 2008, British Journal of Mathematical and
    Statistical Psychology 61, 29-48.
    """
    shares = _shares(table)
    if len(shares) < PAIR:
        return None
    return _beyond_chance(percent(table), sum(share * (1 - share) for share in shares) / (len(shares) - 1))


def _beyond_chance(observed: float | None, expected: float) -> float | None:
    return None if observed is None or expected == 1 else (observed - expected) / (1 - expected)


def _specific(table: Table, category: int) -> float | None:
    read = _paired(table)
    used = sum(number * unit[category] for unit, number in read.items())
    if not used:
        return None
    met = sum(number * unit[category] * (unit[category] - 1) / (sum(unit) - 1) for unit, number in read.items())
    return met / used


def _paired(table: Table) -> Table:
    return {unit: number for unit, number in table.items() if number and sum(unit) >= PAIR}


def _equal_pairs(unit: tuple[int, ...]) -> int:
    return sum(often * (often - 1) for often in unit)


def _categories(table: Table) -> int:
    return len(next(iter(table), ()))


def _shares(table: Table) -> list[float]:
    read = {unit: number for unit, number in table.items() if sum(unit)}
    units = sum(read.values())
    return [
        sum(number * unit[k] / sum(unit) for unit, number in read.items()) / units if units else 0.0
        for k in range(_categories(table))
    ]
