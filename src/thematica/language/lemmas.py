"""Lemmas, the forms under which words stand in a dictionary: the only door to simplemma.

Its dictionaries come with the package; one is loaded when a language is first asked for, which takes up to a second.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simplemma import Lemmatizer

_SAME_LANGUAGE = {"no": "nb", "bs": "hbs", "hr": "hbs", "sr": "hbs", "fil": "tl"}
_REMEMBERED = 1 << 18  # words whose lemmas are kept: those of a large study, so that a second search is quick


def lemma(word: str, language: str) -> str:
    """The lemma of a word in small letters: "skjema" for "skjemaene"; the word itself where none is known.

    `language` is a code such as "nb" or "en-GB". One word has one lemma, whatever the sentence it stands in.
    """
    code = _code(language)
    return (_lemmatiser().lemmatize(word, code) if code and word else word).lower()


def forms(word: str, language: str, known: Iterable[str]) -> frozenset[str]:
    """The forms of a word: itself in small letters, and which of the words `known` have the same lemma."""
    code = _code(language)
    if code is None or not word:
        return frozenset({word.lower()})
    lemmatise = _lemmatiser().lemmatize
    wanted = lemmatise(word, code).lower()
    return frozenset({word.lower(), *(each for each in known if lemmatise(each, code).lower() == wanted)})


def knows(language: str) -> bool:
    """Whether there are lemmas for this language."""
    return _code(language) is not None


def lemmatiser_name() -> str:
    """What finds the lemmas, with its version: another version may find others."""
    from simplemma import __version__

    return f"simplemma {__version__}"


@cache
def _lemmatiser() -> Lemmatizer:
    from simplemma import Lemmatizer

    return Lemmatizer(cache_max_size=_REMEMBERED)


@cache
def _code(language: str) -> str | None:
    """The code by which simplemma knows a language; None for one that it does not know."""
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    code = re.split("[-_]", language.strip().lower())[0]
    code = _SAME_LANGUAGE.get(code, code)
    return code if code in SUPPORTED_LANGUAGES else None
