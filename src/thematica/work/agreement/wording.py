"""What every figure means and rests on, in words, to stand beside it wherever it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from thematica.work.agreement.bootstrap import FEWEST_SOURCES, RESAMPLES, SEED
from thematica.work.agreement.marks import LeftOut
from thematica.work.agreement.query import AgreementQuery
from thematica.work.agreement.results import Agreement

_FEW = 5  # codes named in a sentence
_UNITS = {
    "turn": "a turn: one speaker's stretch of talk",
    "sentence": "a sentence, as stored when the source was taken in",
    "source": "a whole source",
    "excerpt": "every exact stretch that one of the coders coded; what nobody coded is in no figure",
}
_RULES = {
    "any": "a unit bears a code when a coding overlaps it by at least one character that is not a space",
    "half": "a unit bears a code when codings cover at least half of its characters",
}
DEFINITIONS = {
    "percent": "share of units on which coders say the same, coded or not; over pairs where there are many coders",
    "positive": "of what one coder marks, how much another marks too: 2a / (2a + b + c); Dice, F1",
    "negative": "the same for what is not marked: 2d / (2d + b + c)",
    "jaccard": "marked by both out of marked by either: a / (a + b + c)",
    "cohen_kappa": "Cohen's kappa (1960): agreement beyond chance, chance from each coder's own habit; two coders",
    "scott_pi": "Scott's pi (1955): as kappa, chance from the habits of both together; two coders",
    "fleiss_kappa": "Fleiss' kappa (1971): Scott's pi for many coders; with gaps, shares are means over units read",
    "krippendorff_alpha": "Krippendorff's alpha, nominal (2011): 1 - observed / expected disagreement; any number of "
    "coders, units that some have not read included",
    "brennan_prediger": "Brennan and Prediger's kappa (1981): chance is one half, coded or not",
    "gwet_ac1": "Gwet's AC1 (2008): chance is smallest where nearly all say the same; two categories, coded or not",
}
DEFINITIONS_ON_CHARACTERS = {
    "relevant": "|uα: marked or not marked with this code, character by character, segments as wholes",
    "u": "uα: where segments begin and end, and their codes",
    "coded": "cuα: the codes alone, where both marked; coverage is the share of the continuum that is",
    "by_value": "(k)uα: one code, where both marked",
}
RARE_CODES = (
    "With a rare code, percent, AC1 and Brennan-Prediger come close to 1 although coders may never have met on a "
    "single passage, and kappa and alpha fall towards 0 although they differ on very few. Read positive agreement and "
    "the list."
)
EXPERIMENTAL = (
    "Experimental: the uα family (Krippendorff, Mathet, Bouvry & Widlöcher 2016) was built from published "
    "implementations and not yet compared with the article and its erratum. The unit of length is the character."
)
POOLED = (
    "Pooled over all cells of units by codes: codes used often weigh most, and cells of one unit depend on each other."
)


def unit_in_words(query: AgreementQuery) -> str:
    """The unit, with whose talk is cut into it."""
    whose = "whoever speaks" if query.every_turn else "not of interviewers, moderators and interpreters"
    if query.unit == "excerpt" and query.excerpts_of is not None:
        return f"a stretch that {query.excerpts_of} coded, overlapping ones united ({whose})"
    return f"{_UNITS[query.unit]} ({whose})"


def rule_in_words(query: AgreementQuery) -> str:
    """When a unit counts as coded, and when as read."""
    below = "; a code counts also where one below it stands" if query.children else ""
    read = (
        "passes that are not complete are taken as if they were"
        if query.include_open
        else "not coded counts as absent where the coder's pass over the source is complete, else as missing"
    )
    return f"{_RULES[query.rule]}{below}; {read}"


def interval_in_words() -> str:
    """How intervals are made."""
    return (
        f"95 % percentile bootstrap over sources, {RESAMPLES} resamples, seed {SEED}; "
        f"none with fewer than {FEWEST_SOURCES} sources"
    )


def remarks(found: Agreement) -> tuple[str, ...]:
    """What a reader must know of this result: what was left out, and what the figures cannot say."""
    told = list(left_out_in_words(found.left_out))
    if not any(each.units for each in found.codes):
        told.append("Nothing could be compared: no source was read to its end by two of the coders.")
    if found.newer:
        told.append(f"Made after a coder had read some source, and missing there for that coder: {_few(found.newer)}.")
    if found.elsewhere:
        told.append(f"Used only in sources that are not compared: {_few(found.elsewhere)}.")
    mixed = [each.path for each in found.codes if len(each.versions) > 1]
    if mixed:
        told.append(f"Used under more than one version of the codebook: {_few(mixed)}.")
    return tuple(told)


def left_out_in_words(left_out: LeftOut) -> tuple[str, ...]:
    """A sentence for each reason for which codings are in no figure."""
    reasons = (
        (left_out.unfinished, "in sources that their coder has not read to the end"),
        (left_out.by_search, "made by a search, or because of who speaks"),
        (left_out.outside, "on no unit"),
    )
    told = [f"Left out: {n} coding{'' if n == 1 else 's'} {why}." for n, why in reasons if n]
    if left_out.short:
        told.append(f"Units covered by less than half, and so not coded: {left_out.short}.")
    return tuple(told)


def _few(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _FEW} more" if len(paths) > _FEW else ""
    return f"{', '.join(paths[:_FEW])}{more}"


def in_a_row(names: Sequence[str]) -> str:
    """Names in a sentence: `Ada, Bo and Cy`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
