"""Who speaks where: labels are decided over the whole document, by evidence.

Every line offers the labels it could begin with (labels.py). For each form of label (colon, time mark, bracket …) the
offers are counted; what is a name by its words, its shape or by coming back is accepted, and the form that explains
most lines wins. Then each line that carries an accepted label begins a turn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thematica.errors import BadFile
from thematica.formats.transcripts.asides import is_footer
from thematica.formats.transcripts.gathering import TIME_ALONE
from thematica.formats.transcripts.heads import head_lines
from thematica.formats.transcripts.labels import Candidate, Form, Line, candidates, key, kind
from thematica.formats.transcripts.sentences import ends_sentence
from thematica.formats.transcripts.tables import names_columns
from thematica.formats.transcripts.times import MARK
from thematica.formats.transcripts.transcript import Reading

FORMS: tuple[Form, ...] = ("colon", "timed", "bracket", "bold", "bare", "dash", "tab", "dot")
_NEARLY_ALL, _MOSTLY, _MANY, _SOME = 0.8, 0.6, 0.4, 0.3  # shares of the paragraphs
_MOST_WORDS = 4
_FEWEST = 3
_PLAINNESS = {"colon": 1.5, "timed": 1.5}  # these signs are made for labels, the others serve many ends
_SHARE = {"colon": 0.04, "timed": 0.08, "bracket": 0.3, "bold": 0.15, "bare": 0.1, "dash": 0.3, "tab": 0.3, "dot": 0.3}


@dataclass(frozen=True, slots=True)
class _Tally:
    """The lines on which one form of label is offered, by label; `timed` are labels that came with a time."""

    form: Form
    lines: dict[str, list[int]]
    kinds: dict[str, str | None]
    timed: set[str]
    paragraphs: int

    def share(self, keys: set[str]) -> float:
        return sum(len(self.lines[each]) for each in keys) / max(1, self.paragraphs)

    def times(self, each: str) -> int:
        return len(self.lines[each])


def find_labels(lines: Sequence[Line], reading: Reading, forms: tuple[Form, ...] = FORMS) -> list[Candidate | None]:
    """For each line the label it begins with, or None; only labels of these forms are looked for.

    Raises BadFile when the reading's pattern is no regular expression.
    """
    if reading.pattern is not None:
        return _by_pattern(lines, reading)
    offers = _offers(lines)
    barred = {key(label) for label in reading.not_speakers}
    head = head_lines(lines, offers)
    tallies = [_tally(form, lines, offers, head, barred) for form in forms]
    accepted = [_accepted(tally, lines) for tally in tallies]
    weights = [sum(tally.times(each) for each in keys) for tally, keys in zip(tallies, accepted, strict=True)]
    best = max(range(len(forms)), key=lambda n: (weights[n] * _PLAINNESS.get(forms[n], 1.0), -n))
    if not weights[best]:
        return [None] * len(lines)
    return _assigned(offers, head, tallies[best].form, accepted[best])


def _offers(lines: Sequence[Line]) -> list[tuple[Candidate, ...]]:
    """What each line offers; a bare name below a line that holds only a time is a timed label."""
    offers: list[tuple[Candidate, ...]] = []
    mark: str | None = None
    for line in lines:
        silent = line.blank or line.aside or is_footer(line.text) or names_columns(line.text.split("\t"))
        offered = () if silent else candidates(line)
        if mark is not None:
            offered = tuple(replace(each, form="timed", mark=mark) if each.form == "bare" else each for each in offered)
        offers.append(offered)
        mark = line.text.strip() if TIME_ALONE.fullmatch(line.text) else None
    return offers


def _tally(
    form: Form, lines: Sequence[Line], offers: list[tuple[Candidate, ...]], head: frozenset[int], barred: set[str]
) -> _Tally:
    by_label: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, str | None] = {}
    timed: set[str] = set()
    paragraphs = 0
    for n, line in enumerate(lines):
        if line.blank or line.aside or n in head or TIME_ALONE.fullmatch(line.text):
            continue
        paragraphs += line.first
        for each in offers[n]:
            if each.form != form or each.key in barred or (form == "bare" and not _followed(lines, n)):
                continue
            kinds.setdefault(each.key, kind(each.label))
            if kinds[each.key] != "nobody":
                by_label[each.key].append(n)
                timed.update([each.key] if each.mark else [])
    return _Tally(form, dict(by_label), kinds, timed, paragraphs)


def _followed(lines: Sequence[Line], n: int) -> bool:
    """Whether something stands on the next line, or on the one after a blank."""
    return any(not line.blank for line in lines[n + 1 : n + 3])


def _accepted(tally: _Tally, lines: Sequence[Line]) -> set[str]:
    """The labels of one form that are speakers, by the evidence of the whole document."""
    everyone = set(tally.lines)
    if tally.form == "colon" and tally.share(everyone) >= _NEARLY_ALL and _in_exchange(tally, everyone):
        return {each for each in everyone if tally.kinds[each] != "other" or len(each.split()) <= _MOST_WORDS}
    sure = {each for each in everyone if _sure(tally, each, lines)}
    if not sure and _short_exchange(tally):
        sure = everyone
    if not _convincing(tally, sure, lines):
        return set()
    return sure | {each for each in everyone - sure if _rare(tally, each, sure, lines)}


def _sure(tally: _Tally, each: str, lines: Sequence[Line]) -> bool:
    """Whether a label counts on its own: by its words, or by coming back."""
    times, sort = tally.times(each), tally.kinds[each]
    if tally.form in {"colon", "timed"} and sort == "role":
        return True
    if tally.form == "dot":
        return times > 1 and sort in {"role", "code"}
    if sort in {"role", "code", "name"}:
        return times > 1 or (sort == "role" and tally.form != "bare")
    begun = sum(_after_sentence(lines, n) for n in tally.lines[each])
    enough = begun > max(1, times // 2) and (len(each.split()) == 1 or times >= _FEWEST)
    return enough and tally.form in {"colon", "timed"} and len(each.split()) < _MOST_WORDS


def _after_sentence(lines: Sequence[Line], n: int) -> bool:
    """Whether the line before ended a sentence, or is none; inside a sentence any word can come before a colon."""
    before = lines[n - 1].text if n else ""
    return not before.strip() or ends_sentence(before) or TIME_ALONE.fullmatch(before) is not None


def _short_exchange(tally: _Tally) -> bool:
    """Whether a short document has two names or a few, once each, on most of its paragraphs."""
    named = {each for each in tally.lines if tally.kinds[each] in {"role", "code", "name"}}
    return tally.form in {"colon", "timed"} and tally.share(named) >= _MOSTLY and _in_exchange(tally, named)


def _in_exchange(tally: _Tally, labels: set[str]) -> bool:
    """Whether labels are several and come back, or are very few; a list of terms has each but once."""
    total = sum(tally.times(each) for each in labels)
    return len(labels) > 1 and (len(labels) <= _MOST_WORDS or total >= 1.3 * len(labels))


def _convincing(tally: _Tally, sure: set[str], lines: Sequence[Line]) -> bool:
    """Whether these labels, taken together, make this a document with speakers."""
    if not sure:
        return False
    total = sum(tally.times(each) for each in sure)
    role = any(tally.kinds[each] == "role" for each in sure)
    share = tally.share(sure)
    if tally.form == "colon" and role:
        return total > 1 or share >= _SOME
    if tally.form in {"colon", "timed"}:
        return share >= _SHARE[tally.form] and (
            len(sure) > 1 or share >= _SOME or (tally.form == "timed" and total > 1)
        )
    marked = tally.form == "bare" and role and all(_marked(lines[n]) for each in sure for n in tally.lines[each])
    return share >= _SHARE[tally.form] and (total >= _FEWEST or marked) and (len(sure) > 1 or role)


def _marked(line: Line) -> bool:
    """Whether the type sets a line apart: it is a heading, or bold throughout."""
    return line.apart or line.bold >= len(line.text.rstrip()) > 0


def _rare(tally: _Tally, each: str, sure: set[str], lines: Sequence[Line]) -> bool:
    """Whether a label that stands here once is one of the speakers, seen from those that are sure."""
    first = min(min(tally.lines[one]) for one in sure)
    at = tally.lines[each][0]
    if (
        (at < first and tally.share(sure) < _MOSTLY)
        or not lines[at].first
        or tally.kinds[each] not in {"role", "code", "name"}
    ):
        return False
    if tally.form not in {"colon", "timed"} or "," in each or len(each.split()) >= _MOST_WORDS:
        likely = tally.kinds[each] == "role" or (tally.form == "bare" and _marked(lines[at]))
        return likely and tally.form in {"dash", "tab", "bracket", "bare"}
    if any(lines[n].bold for one in sure for n in tally.lines[one][:1]) and not lines[at].bold:
        return False
    return each in tally.timed or tally.share(sure) >= _MANY or tally.kinds[each] != "name" or len(each.split()) > 1


def _assigned(
    offers: list[tuple[Candidate, ...]], head: frozenset[int], form: Form, accepted: set[str]
) -> list[Candidate | None]:
    """The label of each line, in the winning form or in a form that is plain for a known speaker."""
    plain = {form, "colon", "timed"} | ({"bracket"} if form in {"colon", "timed"} else set())
    chosen: list[Candidate | None] = []
    for n, offered in enumerate(offers):
        fitting = [each for each in offered if n not in head and each.form in plain and each.key in accepted]
        chosen.append(fitting[0] if fitting else None)
    return chosen


def _by_pattern(lines: Sequence[Line], reading: Reading) -> list[Candidate | None]:
    try:
        pattern = re.compile(reading.pattern or "")
    except re.error as problem:
        raise BadFile(
            f"The speaker pattern is not a regular expression: {problem.msg} at position {problem.pos}.",
            r"Give a pattern such as '(?P<speaker>[A-Z]+\d*)\. ' that matches a label at the start of a line.",
        ) from problem
    barred = {key(label) for label in reading.not_speakers}
    group: str | int = "speaker" if "speaker" in pattern.groupindex else min(1, pattern.groups)
    chosen: list[Candidate | None] = []
    for line in lines:
        match = pattern.match(line.text)
        label = (match.group(group) or "").strip() if match else ""
        if match is None or not label or key(label) in barred:
            chosen.append(None)
            continue
        body = len(line.text) - len(line.text[match.end() :].lstrip())
        mark = re.search(MARK, match.group())
        chosen.append(Candidate(label, "colon", body, mark.group() if mark else None))
    return chosen
