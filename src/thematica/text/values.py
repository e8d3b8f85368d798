"""Values of variables: each type has one written form, so that equal values are equal texts.

Whole numbers stand without leading zeros, decimals with a point, truth as `yes` or `no`, dates as 2026-03-01, and a
level of an ordered list as the list spells it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from thematica.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_TRUE = frozenset({"yes", "y", "true", "ja", "j", "oui", "sí", "1", "x"})
_FALSE = frozenset({"no", "n", "false", "nei", "nej", "nein", "non", "0"})
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,18}(?:[.,]\d{1,18})?|[.,]\d{1,18})", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_IDENTIFIER = re.compile(r"0\d+", re.ASCII)
_SHOWN = 40


def written(given: str, type_: str, levels: Sequence[str] = ()) -> str | None:
    """The one written form of a value of a type (`levels` are those of an ordered list), or None where it is none."""
    value = given.strip()
    return value if type_ == "text" else _level(value, levels) if type_ == "ordered" else _WRITTEN[type_](value)


def fitting(variable: str, given: str, type_: str, levels: Sequence[str] = ()) -> str:
    """As `written`; raises NotAllowed, which names the variable and says what it takes, where the value is none."""
    value = written(given, type_, levels)
    if value is None:
        shown = given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
        raise NotAllowed(f"“{shown}” is not {_NAMED[type_]}, as “{variable}” wants.", hint(type_, levels))
    return value


def hint(type_: str, levels: Sequence[str] = ()) -> str:
    """How values of a type are written, as a sentence."""
    if type_ == "ordered":
        return f"Its levels are: {', '.join(levels)}." if levels else "Give the variable its levels first."
    return _HOW[type_]


def guessed_type(values: Iterable[str]) -> str:
    """The narrowest type that all these values fit: text, integer, decimal, boolean or date; text where there are none.

    Zeros and ones are numbers, and numbers that begin with a zero are names of things.
    """
    filled = [value.strip() for value in values if value.strip()]
    if not filled or any(_IDENTIFIER.fullmatch(value) for value in filled):
        return "text"
    return next((type_ for type_ in _WRITTEN if all(written(value, type_) is not None for value in filled)), "text")


def _integer(value: str) -> str | None:
    return str(int(value)) if _INTEGER.fullmatch(value) else None


def _decimal(value: str) -> str | None:
    if not _DECIMAL.fullmatch(value):
        return None
    whole, _, part = value.replace(",", ".").removeprefix("+").partition(".")
    negative, digits = whole.startswith("-"), whole.removeprefix("-").lstrip("0") or "0"
    number = f"{digits}.{part}" if (part := part.rstrip("0")) else digits
    return f"-{number}" if negative and number != "0" else number


def _boolean(value: str) -> str | None:
    word = value.casefold()
    return "yes" if word in _TRUE else "no" if word in _FALSE else None


def _date(value: str) -> str | None:
    if not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


def _level(value: str, levels: Sequence[str]) -> str | None:
    return next((level for level in levels if level.casefold() == value.casefold()), None)


_WRITTEN: dict[str, Callable[[str], str | None]] = {  # in the order in which types are guessed
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "boolean": _boolean,
}
_NAMED = {
    "integer": "a whole number",
    "decimal": "a number",
    "boolean": "a yes or a no",
    "date": "a date",
    "ordered": "one of the levels",
}
_HOW = {
    "integer": "Write it in digits, such as 42.",
    "decimal": "Write it in digits, such as 3.5.",
    "boolean": "Write yes or no.",
    "date": "Write it as year, month and day: 2026-03-01.",
}
