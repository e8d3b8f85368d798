"""Time marks as transcripts write them: [00:01:02], (1:02), #00:01:02-5#, 0:0:1.5 --> 0:0:4.0, 0h01m02s."""

from __future__ import annotations

import re

SPELT_OUT = r"(?:\d{1,2} hours? )?(?:\d{1,3} minutes? )?\d{1,2} seconds?"
"""A time in words, as some programs write it behind a name; within talk the same words are a stretch of time."""

CLOCK = (
    r"(?:-?\d{1,3}:\d{1,2}(?::\d{1,2}){0,2}(?:[.,-]\d{1,6}(?![\d:]))?"
    r"|\d{1,2}h ?\d{1,2}m(?: ?\d{1,2}s)?|\d{1,3}m ?\d{1,2}s)"
)
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? +"
_RANGE = rf"(?:{_DAY})?{CLOCK}(?: ?[AaPp]\.?[Mm]\b\.?)?(?:\s*(?:-->|->|-|–|—|to)\s*{CLOCK})?"

BRACKETED = rf"[\[(#<{{]\s?{_RANGE}\s?[\])#>}}]"
"""A time mark between brackets or between # signs."""

MARK = rf"(?:{BRACKETED}|{_RANGE}(?![\w:]))"
"""A time mark of any form."""

_MOST_FRAMES = 30  # a second; 24, 25 and 30 are usual
_CLOCK = re.compile(CLOCK)
_OF_DAY = re.compile(rf"{_DAY}|[AaPp]\.?[Mm]\b")
_LETTERS = re.compile(r"[hms]")


def seconds(mark: str | None, *, days_first: bool = False) -> float | None:
    """The first time in `mark`, in seconds; None where there is none, or where it is a time of day.

    Two numbers are minutes and seconds, three are hours, minutes and seconds. Four are hours, minutes, seconds and
    frames (counted as 25 a second), or with `days_first` days, hours, minutes and seconds.
    """
    if mark is not None and re.fullmatch(SPELT_OUT, mark.strip()):
        numbers = [int(number) for number in re.findall(r"\d+", mark)]
        return float(sum(number * 60**place for place, number in enumerate(reversed(numbers))))
    found = _CLOCK.search(mark) if mark else None
    if mark is None or found is None or _OF_DAY.search(mark):
        return None
    clock = found.group()
    sign = -1.0 if clock.startswith("-") else 1.0
    clock = clock.removeprefix("-")
    if _LETTERS.search(clock):
        clock = ":".join(re.findall(r"\d+", clock)) + ("" if clock.endswith("s") else ":0")
    clock = re.sub(r"[,-]", ".", clock)
    parts = [float(part) for part in clock.split(":")]
    if len(parts) > len(("hours", "minutes", "seconds")):
        days, hours, minutes, rest = parts if days_first else (0.0, *parts[:3])
        return sign * (days * 86_400 + hours * 3_600 + minutes * 60 + rest + (0.0 if days_first else parts[3] / 25))
    total = 0.0
    for part in parts:
        total = total * 60 + part
    return sign * round(total, 3)


def counts_days_first(marks: list[str]) -> bool:
    """Whether marks of four numbers begin with days: their last number goes past any usual count of frames."""
    last = [int(found.group(1)) for mark in marks if (found := re.search(r"\d+:\d+:\d+:(\d+)", mark))]
    return any(number >= _MOST_FRAMES for number in last)
