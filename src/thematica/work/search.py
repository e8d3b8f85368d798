"""Searching every text of a project: words as they are spelled, in any of their forms, or by regular expression.

The search index says which turns to look at, the text itself what is found there; a hit never runs over two turns.
Labels of speakers are not searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from sqlalchemy.orm import Session

from thematica.errors import NotAllowed
from thematica.language.lemmas import forms
from thematica.store import search_index
from thematica.store.ids import SourceId
from thematica.store.reads.spoken import Spoken, languages, spoken
from thematica.text.folding import fold
from thematica.text.normalise import normalise
from thematica.text.span import Span
from thematica.text.words import words
from thematica.work import finding, matching

_LONGEST = 1_000  # characters of a query: more than anyone types, and a pattern of more takes long to make


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and where; what is left empty does not narrow.

    `words`: what is typed stands there as a phrase, or all of its words stand in one turn, each of them a hit. `lemma`:
    in any form of the words. `regex`: the text is a regular expression, by turn. `roles` are those of speakers, with
    "unknown" for turns of nobody named; `only_evidence` leaves out interviewers and what stands beside the talk.
    `context` is in characters.
    """

    text: str
    words: Literal["phrase", "all"] = "phrase"
    lemma: bool = False
    regex: bool = False
    whole_word: bool = False
    case_sensitive: bool = False
    sources: frozenset[SourceId] = frozenset()
    roles: frozenset[str] = frozenset()
    only_evidence: bool = False
    context: int = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where something was found, with what stands around it; `span` counts code points of the source's text.

    `turn` counts from 1; `role` is None where nobody is named and "aside" beside the talk.
    """

    source: str
    source_guid: SourceId
    span: Span
    text: str
    before: str
    after: str
    turn: int
    speaker: str | None
    role: str | None
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to ask the search index, and how to find the places in turns: language and text of each."""

    asked: Sequence[search_index.Phrases]
    find: Callable[[Sequence[Spoken]], Iterable[list[Span]]]
    at_once: bool = False


def search(session: Session, query: Query, *, limit: int | None = None) -> tuple[Hit, ...]:
    """The hits in the order of sources and text; with `limit`, the first so many, and no more is read than they need.

    Raises NotAllowed where there is nothing to look for, for a regular expression that is none or takes too long, and
    for wishes that contradict each other.
    """
    plan = _plan(session, query)
    turns = search_index.turns_with(session, plan.asked)
    wanted = ([turn for turn in here if _is_wanted(turn, query)] for here in spoken(session, turns, query.sources))
    batches: Iterable[list[Spoken]] = [list(chain.from_iterable(wanted))] if plan.at_once else wanted
    return tuple(islice(_hits(batches, plan, query.context), limit))


def _hits(batches: Iterable[Sequence[Spoken]], plan: _Plan, context: int) -> Iterator[Hit]:
    for batch in batches:
        for turn, places in zip(batch, plan.find(batch), strict=True):
            for place in places:
                yield _hit(turn, place, context)


def _hit(turn: Spoken, place: Span, context: int) -> Hit:
    start, end = (turn.voice.body_start + edge for edge in (place.start, place.end))
    return Hit(
        source=turn.source,
        source_guid=turn.source_guid,
        span=Span(start, end),
        text=turn.text[start:end],
        before=turn.text[max(0, start - context) : start],
        after=turn.text[end : end + context],
        turn=turn.voice.n,
        speaker=turn.voice.speaker,
        role=turn.voice.role,
        is_evidence=turn.voice.is_evidence,
    )


def _is_wanted(turn: Spoken, query: Query) -> bool:
    if query.only_evidence and not turn.voice.is_evidence:
        return False
    return not query.roles or (turn.voice.role or "unknown") in query.roles


def _plan(session: Session, query: Query) -> _Plan:
    if not query.text.strip():
        raise NotAllowed("There is nothing to look for.", "Give one or more words.")
    if len(query.text) > _LONGEST:
        raise NotAllowed(f"What is looked for is longer than {_LONGEST} characters.", "Give its first words.")
    if query.regex:
        return _by_pattern(query)
    if query.lemma:
        return _by_lemma(session, query)
    return _by_spelling(session, query)


def _by_pattern(query: Query) -> _Plan:
    if query.lemma or query.whole_word or query.words == "all":
        raise NotAllowed(
            "A regular expression is searched for as it is written.",
            r"Leave out lemmas, whole words and all words; in the expression, \b is the edge of a word.",
        )

    def find(turns: Sequence[Spoken]) -> list[list[Span]]:
        return matching.by_pattern(query.text, [turn.body for turn in turns], case=query.case_sensitive)

    return _Plan((), find, at_once=True)


def _by_spelling(session: Session, query: Query) -> _Plan:
    parts = query.text.split() if query.words == "all" else [query.text]
    finder = finding.all_of(
        [finding.as_spelled(part, case=query.case_sensitive, whole_words=query.whole_word) for part in parts]
    )
    asked: list[search_index.Phrases] = []
    for part in parts:
        stretch = fold(normalise(part).text)
        asked += search_index.whole(stretch) if query.whole_word else search_index.within(session, stretch)
    return _Plan(asked, lambda turns: (finder(turn.body) for turn in turns))


def _by_lemma(session: Session, query: Query) -> _Plan:
    if query.case_sensitive:
        raise NotAllowed("Forms of words are found whatever their capitals.", "Leave out lemmas, or capitals.")
    typed = normalise(query.text).text
    sought = [span.of(typed) for span in words(typed, Span(0, len(typed)))]
    if not sought:
        raise NotAllowed("There is no word to look for.", "Leave out lemmas to look for signs.")
    known = search_index.spelled_words(session)
    by_language = {each: [forms(word, each, known) for word in sought] for each in languages(session)}
    finders = {each: _in_any_form(query, typed, sought, of_words) for each, of_words in by_language.items()}
    asked: list[search_index.Phrases] = []
    for of_one_word in zip(*by_language.values(), strict=True):
        asked += search_index.any_of(frozenset().union(*of_one_word))
    return _Plan(asked, lambda turns: (finders[turn.language](turn.body) for turn in turns))


def _in_any_form(query: Query, typed: str, sought: Sequence[str], of_words: Sequence[frozenset[str]]) -> finding.Finder:
    if query.words == "phrase":
        return finding.in_any_form(typed, of_words)
    return finding.all_of([finding.in_any_form(word, [known]) for word, known in zip(sought, of_words, strict=True)])
