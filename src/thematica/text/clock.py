"""Times of a recording as people write them."""

from __future__ import annotations

_HOUR = 3600


def clock(seconds: float) -> str:
    """A time as `14:02`, from an hour on as `1:14:02`; one before the start as `-0:05`."""
    whole = int(abs(seconds))
    hours, minutes, rest = whole // _HOUR, whole % _HOUR // 60, whole % 60
    sign = "-" if seconds < 0 and whole else ""
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes:02}:{rest:02}"
