"""Comparisons of coders as lines and tables: what to talk about first, then figures with all they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from thematica.cli import output
from thematica.text.normalise import safe

if TYPE_CHECKING:
    from thematica.work.agreement import (
        Agreement,
        AgreementQuery,
        CharacterAgreement,
        CodeAgreement,
        Disagreement,
        Figures,
        UnitComparison,
    )
    from thematica.work.agreement.bootstrap import Interval

_SHORT = ("percent", "positive", "cohen_kappa", "krippendorff_alpha")
_HEADS = {
    "percent": "percent",
    "positive": "positive",
    "negative": "negative",
    "jaccard": "Jaccard",
    "cohen_kappa": "kappa",
    "scott_pi": "pi",
    "fleiss_kappa": "Fleiss",
    "krippendorff_alpha": "alpha",
    "brennan_prediger": "Br.-Pr.",
    "gwet_ac1": "AC1",
}
_FOR_TWO = ("cohen_kappa", "scott_pi", "jaccard")
_NOTHING = "None of them coded anything that can be compared."
_PAIR = 2
_WORDS = 80  # of a unit's text; --json gives all of it


def agreement(found: Agreement, reason: str | None, *, most: int, full: bool) -> None:
    """Prints figures on units."""
    from thematica.work.agreement import wording

    query = found.query
    output.lines(f"Agreement of {wording.in_a_row(query.coders)}, {found.on}", *_because(reason), "")
    _disagreements(found.disagreements, most)
    names = [name for name in (_HEADS if full else _SHORT) if len(query.coders) == _PAIR or name not in _FOR_TWO]
    output.lines("", "By code, the least positive agreement first:")
    bounded = ["95 % of alpha"] if any(each.intervals.krippendorff_alpha for each in found.codes) else []
    heads = ("code", *map(safe, query.coders), "n", "missing", *(_HEADS[name] for name in names), *bounded)
    output.table(heads, [_row(each, names, bool(bounded)) for each in found.codes], _NOTHING)
    if found.pooled is not None:
        output.lines("", "All codes together:")
        output.table([_HEADS[name] for name in names], [_cells(found.pooled, names)], "")
        output.lines(wording.POOLED)
    whys = dict.fromkeys(each.intervals.why_not for each in found.codes if each.intervals.why_not)
    output.lines(
        "",
        f"unit: {wording.unit_in_words(query)}",
        f"rule: {wording.rule_in_words(query)}",
        f"n: units read by two or more; {found.units} units in all, {found.missing} of them not read by every coder, "
        f"{found.sources} sources compared",
        f"codebook: {', '.join(found.codebooks) or 'none used'}",
        f"interval: {wording.interval_in_words()}",
        *(f"  none here for some: {why}" for why in whys),
        *_defined(wording.DEFINITIONS, names),
        "not defined: no variation to agree on, or nothing that two coders have read",
    )
    _told((*wording.remarks(found), wording.RARE_CODES))


def characters(found: CharacterAgreement, reason: str | None, *, most: int) -> None:
    """Prints figures on characters."""
    from thematica.work.agreement import wording

    coders = found.query.coders
    output.lines(
        f"Agreement of {wording.in_a_row(coders)} on characters, {found.on}",
        *_because(reason),
        wording.EXPERIMENTAL,
        "",
    )
    _disagreements(found.disagreements, most)
    output.lines("", "By code against its absence, the least agreement first:")
    rows = [(each.path, *each.prevalence.values(), each.length, _number(each.relevant)) for each in found.codes]
    output.table(("code", *map(safe, coders), "n", "|uα"), rows, _NOTHING)
    for domain in found.domains:
        output.lines("", f"Codes under {domain.path} against each other:")
        if domain.figures is None:
            doubled = ", ".join(f"{name} on {n} characters" for name, n in domain.doubled.items())
            output.lines(f"  no figures: they do not exclude each other ({doubled})")
            continue
        figures = domain.figures
        cells = [_number(each) for each in (figures.u, figures.relevant, figures.coded, figures.coverage)]
        output.table(("uα", "|uα", "cuα", "coverage"), [cells], "")
        output.table(("code", "(k)uα"), [(path, _number(value)) for path, value in figures.by_value.items()], "")
    output.lines(
        "",
        f"n: characters of talk in {found.sources} sources that every coder has read; {found.missing} more are missing",
        f"codebook: {', '.join(found.codebooks) or 'none used'}",
        *wording.DEFINITIONS_ON_CHARACTERS.values(),
    )
    _told(wording.left_out_in_words(found.left_out))


def comparison(query: AgreementQuery, found: Sequence[UnitComparison], *, most: int) -> None:
    """Prints coders side by side."""
    from thematica.work.agreement import wording

    differing = sum(each.differs for each in found)
    output.lines(
        f"{wording.in_a_row(query.coders)} by {query.unit}: {differing} differ, {len(found) - differing} are alike"
    )
    everyone = "both" if len(query.coders) == _PAIR else "all"
    for each in found[:most]:
        output.lines("", *_unit(each.source, each.turn, each.speaker, each.text))
        rows = [(everyone, each.both), *((f"only {name}", codes) for name, codes in each.only.items())]
        output.lines(*(f"  {who}: {', '.join(codes)}" for who, codes in rows if codes))
        if each.unfinished:
            output.lines(f"  not read to the end by {wording.in_a_row(each.unfinished)}")
    _more(len(found) - most, "unit")


def _disagreements(found: Sequence[Disagreement], most: int) -> None:
    by_unit = [list(same) for _, same in groupby(found, key=lambda each: (each.source_guid, each.span))]
    if not by_unit:
        output.lines("They differ nowhere on what all of them have read.")
        return
    output.lines(f"To talk about, code by code: {len(found)} in {len(by_unit)} place{'' if len(by_unit) == 1 else 's'}")
    for same in by_unit[:most]:
        output.lines("", *_unit(same[0].source, same[0].turn, same[0].speaker, same[0].text))
        for each in same:
            said = ", ".join(f"{name} {'yes' if yes else 'no'}" for name, yes in each.coders.items())
            output.lines(f"  {each.path}: {said}")
    _more(len(by_unit) - most, "place")


def _unit(source: str, turn: int | None, speaker: str | None, text: str) -> Iterable[str]:
    yield ", ".join(each for each in (source, f"turn {turn}" if turn else "", speaker or "") if each)
    words = text.split()
    if words:
        yield f"  “{' '.join(words[:_WORDS])}{' […]' if len(words) > _WORDS else ''}”"


def _more(left: int, what: str) -> None:
    if left > 0:
        output.lines("", f"… and {left} more {what}{'' if left == 1 else 's'}; --most N prints more, --json all.")


def _row(each: CodeAgreement, names: Iterable[str], bounded: bool) -> tuple[object, ...]:
    bounds = [_bounds(each.intervals.krippendorff_alpha)] if bounded else []
    return (each.path, *each.prevalence.values(), each.units, each.missing, *_cells(each.figures, names), *bounds)


def _cells(figures: Figures, names: Iterable[str]) -> list[str]:
    return [_percent(figures.percent) if name == "percent" else _number(getattr(figures, name)) for name in names]


def _percent(share: float | None) -> str:
    return _number(None) if share is None else f"{share:.1%}"


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"


def _bounds(interval: Interval | None) -> str:
    return f"{interval.low:.3f} to {interval.high:.3f}" if interval else "none"


def _defined(definitions: Mapping[str, str], names: Iterable[str]) -> Iterable[str]:
    return (f"{_HEADS[name]}: {definitions[name]}" for name in names)


def _because(reason: str | None) -> Iterable[str]:
    return [f"A reflexive study; it measures agreement because: {reason}"] if reason else []


def _told(remarks: Iterable[str]) -> None:
    output.lines("", *remarks)
