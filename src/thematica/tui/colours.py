"""Codes on the screen: their colours kept legible on any background, their tags, the strokes of their lanes.

Colour is never the only carrier: a tag and a stroke go with it.
"""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from rich.cells import cell_len

from thematica.work.palette import FURTHER, OKABE_ITO

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_PALETTE = (*OKABE_ITO, *FURTHER)
_TAG_CELLS = 2
_LINEAR_TO = 0.04045  # of sRGB channels


class Stroke(NamedTuple):
    """How a coding is drawn in its lane: first row, rows between, last row, and all in one row."""

    top: str
    middle: str
    bottom: str
    single: str


STROKES = (
    Stroke("╭", "│", "╰", "╺"),
    Stroke("┏", "┃", "┗", "━"),
    Stroke("╔", "║", "╚", "═"),
    Stroke("╭", "╎", "╰", "╌"),
    Stroke("┏", "┇", "┗", "┅"),
    Stroke("┌", "┊", "└", "┈"),
)


def stroke(colour: str) -> Stroke:
    """The stroke that goes with a colour; neighbours in the palette differ."""
    colour = colour.upper()
    number = _PALETTE.index(colour) if colour in _PALETTE else crc32(colour.encode())
    return STROKES[number % len(STROKES)]


def tag(name: str, taken: Collection[str] = ()) -> str:
    """A tag for a code name: two letters, never over two cells wide, not among `taken` where that can be had.

    Tried in turn: the initials of the first two words, the first letter with each later one, single letters.
    """
    tags = [each for each in _possible_tags(name) if cell_len(each) <= _TAG_CELLS] or ["?"]
    return next((each for each in tags if each not in taken), tags[0])


def _possible_tags(name: str) -> Iterator[str]:
    words = ["".join(filter(str.isalnum, word)) for word in re.split(r"[\s\-/]", name)]
    words = [word for word in words if word]
    letters = "".join(words)
    if len(words) > 1:
        yield words[0][0].upper() + words[1][0].upper()
    yield from (letters[0].upper() + letter.lower() for letter in letters[1:])
    yield from letters


@lru_cache(maxsize=1024)
def legible(colour: str, background: str, ratio: float = 3.0) -> str:
    """`colour` made lighter or darker, hue kept, until it stands out from `background` by `ratio`; all as #rrggbb.

    The contrast ratio is that of WCAG 2.2. Where even black or white cannot reach it, the nearer of them comes back.
    """
    target = _luminance(_channels(background))
    if _contrast(_luminance(_channels(colour)), target) >= ratio:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    darkest_contrast, lightest_contrast = _contrast(0, target), _contrast(1, target)
    near, far = lightness, 1.0 if lightest_contrast > darkest_contrast else 0.0
    for _ in range(12):
        middle = (near + far) / 2
        shown = _channels(_hex(colorsys.hls_to_rgb(hue, middle, saturation)))  # rounding must not cost the ratio
        if _contrast(_luminance(shown), target) >= ratio:
            far = middle
        else:
            near = middle
    return _hex(colorsys.hls_to_rgb(hue, far, saturation))


@lru_cache(maxsize=1024)
def mixed(colour: str, background: str, share: float) -> str:
    """A tint: `share` (0–1) of `colour`, the rest `background`; all as #rrggbb."""
    pairs = zip(_channels(colour), _channels(background), strict=True)
    return _hex(tuple(over * share + under * (1 - share) for over, under in pairs))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


def _luminance(channels: tuple[float, float, float]) -> float:
    """Relative luminance, 0–1 (WCAG 2.2)."""
    linear = [c / 12.92 if c <= _LINEAR_TO else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: float, other: float) -> float:
    """The contrast ratio of two luminances, 1–21 (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
