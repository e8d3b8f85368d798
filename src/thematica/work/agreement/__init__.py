"""Agreement between coders: a check on whether a codebook was used alike, not on whether a reading is true.

    gathering ─▶ units ─▶ marks (the table of units) ─▶ measuring (figures) · side_by_side (no figures)
                                  ╰──▶ characters (experimental)
    coefficients, continuum, bootstrap know numbers alone

The most useful result is the list of disagreements, to be talked about; a coefficient comes after it, with all it rests
on.
"""

from thematica.work.agreement.characters import CharacterAgreement, character_agreement
from thematica.work.agreement.measuring import agreement
from thematica.work.agreement.query import AgreementQuery
from thematica.work.agreement.results import Agreement, CodeAgreement, Disagreement, Figures
from thematica.work.agreement.side_by_side import UnitComparison, side_by_side

__all__ = [
    "Agreement",
    "AgreementQuery",
    "CharacterAgreement",
    "CodeAgreement",
    "Disagreement",
    "Figures",
    "UnitComparison",
    "agreement",
    "character_agreement",
    "side_by_side",
]
