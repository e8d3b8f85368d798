"""Colours for codes: told apart also by the colour-blind (Okabe and Ito 2008), then further ones in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

OKABE_ITO = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
FURTHER = ("#8C6BB1", "#A6761D", "#66A61E", "#1B9E9E", "#B2182B", "#6A7FDB", "#C2A5CF", "#7F7F7F")


def times_used(colours: Iterable[str]) -> Counter[str]:
    """How often each colour stands among these, whatever the case of its letters."""
    return Counter(colour.upper() for colour in colours)


def next_colour(used: Counter[str]) -> str:
    """The colour used least so far, in palette order."""
    return min((*OKABE_ITO, *FURTHER), key=lambda colour: used[colour])
