"""Sentence units: the only door to spaCy, which is used without any trained pipeline.

spaCy's blank pipelines know a language's abbreviations and end a sentence at `.`, `!`, `?` and their like. Talk that
was written down needs a little more, so some ends are moved, taken away or added:

* a bracket, quotation mark or dash that opens the next sentence goes with it: `Ja. | [ler] Nei.`;
* an abbreviation known in small letters is no sentence when it stands alone with a capital: `Nr. 3 er best.`;
* a trailing-off, a number, and an abbreviation that may close a sentence do close it when a capital follows:
  `Jeg vet ikke ... | Vi prøvde.`, `Vi var to. | Så gikk jeg.`;
* a full stop of Chinese or Japanese ends a sentence in a text of any language.

Turns and lines are never joined to one sentence.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from thematica.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from thematica.text.turns import Turn

_RULES = 1  # counts the versions of the rules above: units made by another version may end elsewhere
_ANY_LANGUAGE = "xx"
_SAME_LANGUAGE = {"no": "nb"}

# A line, or as much of one as ends with an ideographic full stop and what closes a quotation after it.
_PART = re.compile(r"[^\n。｡！？]*[。｡！？]+[」』”’）】》]*|[^\n。｡！？]+")
# spaCy's time grows with the square of a stretch without spaces. One this long is no word, and no sentence ends in it.
_LONG_RUN = re.compile(r"\S{100,}(?=\S)")

_OPENING = re.compile(r"(?<=\s)(?:[«(\[{“„‘¿¡–—•*-]\s*|[\"'’»])+$")
_LONGEST_OPENING = 12

# Abbreviations that spaCy lacks in one language or another and that are no words in any.
_MORE_ABBREVIATIONS = ("approx.", "ca.", "cf.", "dept.", "etc.", "Fig.", "jfr.", "nr.", "pga.", "prof.", "Prof.")
# Abbreviations that close a sentence, and some that are everyday words as well: "to" is two, "man" one, "eg" I.
_MAY_CLOSE = (
    r"osv|etc|m\.m|m\.v|mv|mfl|m\.fl|o\.l|e\.l|ofl|o\.a|a\.m|p\.m|stk|pst|pct|kr|mill|mrd|mnd|"
    r"min|to|ti|on|sen|el|et|i|e|o|eg|ma|no|man|it|tv|id|rest|sa|if|do"
)
_CLOSING = re.compile(rf"(?:{_MAY_CLOSE})\.", re.IGNORECASE)
_BEFORE_CAPITAL = re.compile(
    rf"(?:(?<!\w)(?:{_MAY_CLOSE}|(?P<number>\d+))\.|(?:(?<!\.)\.{{2,}}+|…)[\"'”’»)\]]*+)"
    r"\s++(?=[\"'«(\[{“„‘¿¡–—-]*+\s*+(?P<letter>\w))"
)
_CAPITAL_NOUNS = frozenset({"de", "lb"})  # here a capital after a number says nothing: "am 3. Mai"


def sentences(text: str, turns: Sequence[Turn], language: str) -> tuple[Span, ...]:
    """The sentences of each turn's body, in order: never empty, without white space at either end.

    Together they hold every character of the bodies that is not white space. `language` is a code such as "nb" or
    "en-GB"; where spaCy has nothing for it, common punctuation alone decides (`segmenter_name` says what was used).
    """
    pipeline = _pipeline(language)
    parts = ((_LONG_RUN.sub(_as_one_word, part.of(text)), part) for part in _parts(text, turns))
    found = []
    for doc, part in pipeline.pipe(parts, as_tuples=True):
        starts = _corrected([sentence.start_char for sentence in doc.sents], part.of(text), pipeline)
        for start, end in zip(starts, [*starts[1:], len(part)], strict=True):
            found.append(Span(part.start + start, part.start + end).trimmed(text))
    return tuple(sentence for sentence in found if sentence)


def segmenter_name(language: str) -> str:
    """What makes the sentences of `language`, to be stored with them: under one name the same text gives the same.

    The code in brackets is the language spaCy really used; "xx" is the one for languages it knows nothing about.
    """
    from spacy.about import __version__

    return f"spacy {__version__} sentencizer ({_pipeline(language).lang}), rules {_RULES}"


@cache
def _pipeline(language: str) -> Language:
    """A blank pipeline for `language`, or the one for any language where spaCy has none or needs more than itself."""
    import spacy

    code = re.split("[-_]", language.strip().lower())[0]
    code = _SAME_LANGUAGE.get(code, code)
    try:
        pipeline = spacy.blank(code if re.fullmatch("[a-z]{2,3}", code) else _ANY_LANGUAGE)
    except ImportError:
        pipeline = spacy.blank(_ANY_LANGUAGE)
    if hasattr(pipeline.tokenizer, "add_special_case"):  # Chinese, for one, is cut by other means
        for abbreviation in _MORE_ABBREVIATIONS:
            pipeline.tokenizer.add_special_case(abbreviation, [{"ORTH": abbreviation}])
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = sys.maxsize  # the limit is there for parsers, which need far more memory
    return pipeline


def _parts(text: str, turns: Sequence[Turn]) -> Iterator[Span]:
    """The stretches of the turns' bodies that are given to spaCy one by one."""
    for turn in turns:
        for found in _PART.finditer(text, turn.body.start, turn.body.end):
            yield Span(*found.span())


def _as_one_word(run: re.Match[str]) -> str:
    return "x" * len(run[0])


def _corrected(starts: Sequence[int], words: str, pipeline: Language) -> list[int]:
    """Where sentences start in `words`, by spaCy's starts and the rules of this module."""
    known = getattr(pipeline.tokenizer, "rules", {})
    kept = [0]
    for start in sorted({*starts, *_before_capitals(words, numbers=pipeline.lang not in _CAPITAL_NOUNS)} - {0}):
        alone = words[kept[-1] : start].strip()
        if not (alone[:1].isupper() and alone.lower() in known and not _CLOSING.fullmatch(alone)):
            kept.append(_with_opening(start, words))
    return sorted(set(kept))


def _before_capitals(words: str, *, numbers: bool) -> Iterator[int]:
    """Where a sentence starts with a capital after something that spaCy takes to go on; after `numbers` too, or not."""
    for found in _BEFORE_CAPITAL.finditer(words):
        if found["letter"].isupper() and (numbers or not found["number"]):
            yield found.end()


def _with_opening(start: int, words: str) -> int:
    """The start, moved to the left over brackets, quotation marks and dashes that open the sentence."""
    before = words[max(0, start - _LONGEST_OPENING) : start]
    opening = _OPENING.search(before)
    return start - len(before) + opening.start() if opening else start
