"""Where a sentence ends, in the scripts of our users."""

from __future__ import annotations

import re

_ASKS = re.compile(r"[?？؟][\s'\"”’»›)\]]*$")
_END = re.compile(r"[.?!…‥。？！؟۔।॥።]['\"”’»›)\]♪#]*\s*$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _END.search(text) is not None


def asks(text: str) -> bool:
    """Whether a text ends with a question."""
    return _ASKS.search(text) is not None
