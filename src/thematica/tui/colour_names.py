"""What the colours of the palette are called, so that one can be told without being seen."""

from __future__ import annotations

from thematica.work.palette import FURTHER, OKABE_ITO

_NAMES = dict(
    zip(
        (*OKABE_ITO, *FURTHER),
        (
            *("orange", "sky blue", "bluish green", "yellow", "blue", "vermillion", "reddish purple"),
            *("violet", "brown", "leaf green", "teal", "crimson", "periwinkle", "lilac", "grey"),
        ),
        strict=True,
    )
)


def named_colour(colour: str) -> str:
    """A colour (#rrggbb) in words where it has any, with its digits."""
    name = _NAMES.get(colour.upper())
    return f"{name} {colour}" if name else colour
