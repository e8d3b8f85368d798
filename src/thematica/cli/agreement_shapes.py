"""Comparisons of coders as JSON values: the keys here are a contract with scripts.

Every figure is a share or a coefficient, not a percentage; what is not defined is null. Offsets are code points of the
source's text, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thematica.work.agreement import (
        Agreement,
        AgreementQuery,
        CharacterAgreement,
        CodeAgreement,
        Disagreement,
        UnitComparison,
    )
    from thematica.work.agreement.bootstrap import Interval
    from thematica.work.agreement.characters import Domain

Json = dict[str, Any]


def agreement(found: Agreement, reason: str | None) -> Json:
    """What `agree` gives on units."""
    from thematica.work.agreement import wording

    return {
        "unit": found.query.unit,
        "coders": list(found.query.coders),
        "rule": found.query.rule,
        "units": found.units,
        "missing": found.missing,
        "sources": found.sources,
        "codebooks": list(found.codebooks),
        "date": found.on,
        "disagreements": [_disagreement(each) for each in found.disagreements],
        "codes": [_code(each) for each in found.codes],
        "pooled": {**asdict(found.pooled), "note": wording.POOLED} if found.pooled else None,
        "left_out": asdict(found.left_out),
        "newer_codes": list(found.newer),
        "codes_elsewhere": list(found.elsewhere),
        "bootstrap": {"seed": found.seed, "resamples": found.resamples, "what": wording.interval_in_words()},
        "reason": reason,
        "definitions": {
            "unit": wording.unit_in_words(found.query),
            "rule": wording.rule_in_words(found.query),
            **wording.DEFINITIONS,
        },
        "remarks": [*wording.remarks(found), wording.RARE_CODES],
    }


def _code(each: CodeAgreement) -> Json:
    return {
        "code": each.path,
        "guid": each.code,
        "codebook": each.codebook,
        "versions": list(each.versions),
        "units": each.units,
        "missing": each.missing,
        "sources": each.sources,
        "prevalence": dict(each.prevalence),
        **asdict(each.figures),
        "intervals": {
            "positive": _interval(each.intervals.positive),
            "krippendorff_alpha": _interval(each.intervals.krippendorff_alpha),
            "why_not": each.intervals.why_not,
        },
    }


def _interval(bounds: Interval | None) -> list[float] | None:
    return [bounds.low, bounds.high] if bounds else None


def _disagreement(each: Disagreement) -> Json:
    return {
        "source": each.source,
        "turn": each.turn,
        "speaker": each.speaker,
        "start": each.span.start,
        "end": each.span.end,
        "text": each.text,
        "code": each.path,
        "coders": dict(each.coders),
    }


def characters(found: CharacterAgreement, reason: str | None) -> Json:
    """What `agree` gives on characters; coefficients that ask for given units are null here."""
    from thematica.work.agreement import wording

    given_units = dict.fromkeys(wording.DEFINITIONS)
    return {
        "unit": "character",
        "coders": list(found.query.coders),
        "rule": None,
        "experimental": wording.EXPERIMENTAL,
        "units": found.length + found.missing,
        "missing": found.missing,
        "sources": found.sources,
        "codebooks": list(found.codebooks),
        "date": found.on,
        "disagreements": [_disagreement(each) for each in found.disagreements],
        "codes": [
            {
                "code": each.path,
                "guid": each.code,
                "codebook": each.codebook,
                "versions": list(each.versions),
                "units": each.length,
                "sources": each.sources,
                "prevalence": dict(each.prevalence),
                **given_units,
                "u_alpha_relevant": each.relevant,
            }
            for each in found.codes
        ],
        "domains": [_domain(each) for each in found.domains],
        "left_out": asdict(found.left_out),
        "reason": reason,
        "definitions": dict(wording.DEFINITIONS_ON_CHARACTERS),
        "remarks": list(wording.left_out_in_words(found.left_out)),
    }


def _domain(each: Domain) -> Json:
    figures = each.figures
    return {
        "heading": each.path,
        "codes": list(each.codes),
        "doubled": dict(each.doubled),
        "u_alpha": figures.u if figures else None,
        "u_alpha_relevant": figures.relevant if figures else None,
        "cu_alpha": figures.coded if figures else None,
        "coverage": figures.coverage if figures else None,
        "ku_alpha": dict(figures.by_value) if figures else {},
    }


def comparison(query: AgreementQuery, found: Iterable[UnitComparison]) -> Json:
    """What `compare` gives."""
    units = [
        {
            "source": each.source,
            "turn": each.turn,
            "speaker": each.speaker,
            "start": each.span.start,
            "end": each.span.end,
            "text": each.text,
            "both": list(each.both),
            "only": {name: list(codes) for name, codes in each.only.items()},
            "differs": each.differs,
            "unfinished": list(each.unfinished),
        }
        for each in found
    ]
    differing = sum(bool(each["differs"]) for each in units)
    return {
        "unit": query.unit,
        "coders": list(query.coders),
        "differing": differing,
        "alike": len(units) - differing,
        "units": units,
    }
