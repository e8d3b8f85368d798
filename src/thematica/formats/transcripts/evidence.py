"""What speaks for a label: how often it stands, on how many paragraphs, what it looks like, what comes with it.

One tally for each form of label; from it the labels that are speakers. A wrong speaker is worse than none, so a label
needs a word for a role, or to come back, or company.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from thematica.formats.transcripts.gathering import TIME_ALONE
from thematica.formats.transcripts.labels import Candidate, Form, Line, kind, without_brackets
from thematica.formats.transcripts.sentences import asks, ends_sentence

_NEARLY_ALL, _MOSTLY, _MANY, _SOME = 0.8, 0.6, 0.4, 0.3  # shares of the paragraphs
_MOST_WORDS = 4
_FEWEST, _TWICE = 3, 2
_NUMBER = re.compile(r"\d+")
_LISTED = re.compile(r"\s*[-–•*]\s")
_COMES_BACK = 1.3  # times each label stands, on the average
_SHARE = {"colon": 0.04, "timed": 0.08, "bracket": 0.3, "bold": 0.15, "bare": 0.1, "dash": 0.3, "tab": 0.3, "dot": 0.3}


@dataclass(frozen=True, slots=True)
class Tally:
    """The lines on which one form of label is offered, by label; `timed` came with times, `capitals` are in such."""

    form: Form
    lines: dict[str, list[int]]
    kinds: dict[str, str | None]
    timed: set[str]
    capitals: set[str]
    paragraphs: int

    @property
    def named(self) -> set[str]:
        """The labels that a person could bear by their looks."""
        return {each for each in self.lines if self.kinds[each] in {"role", "code", "name"}}

    def share(self, keys: set[str]) -> float:
        """The share of the paragraphs that begin with one of these labels."""
        return sum(len(self.lines[each]) for each in keys) / max(1, self.paragraphs)

    def times(self, each: str) -> int:
        """How often a label stands."""
        return len(self.lines[each])


def tally_of(
    form: Form, lines: Sequence[Line], offers: list[tuple[Candidate, ...]], head: frozenset[int], barred: set[str]
) -> Tally:
    """The offers of one form, those of the head and of barred labels left out."""
    by_label: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, str | None] = {}
    timed: set[str] = set()
    capitals: set[str] = set()
    paragraphs = 0
    below_label = False
    for n, line in enumerate(lines):
        if line.blank or line.aside or n in head or TIME_ALONE.fullmatch(line.text):
            continue
        paragraphs += line.first and not below_label
        below_label = False
        for each in offers[n]:
            if each.form != form or each.key in barred or not _followed(lines, offers, n, each):
                continue
            below_label = form in {"colon", "timed"} and each.body >= len(line.text.rstrip())
            kinds.setdefault(each.key, kind(each.label))
            if kinds[each.key] != "nobody":
                by_label[each.key].append(n)
                timed.update([each.key] if each.mark else [])
                capitals.update([each.key] if each.label.isupper() and len(each.label) >= _FEWEST else [])
    return Tally(form, dict(by_label), kinds, timed, capitals, paragraphs)


def _followed(lines: Sequence[Line], offers: list[tuple[Candidate, ...]], n: int, label: Candidate) -> bool:
    """Whether words follow a label: on its line, or below it; a colon may also stand before nothing."""
    if label.form == "colon" or label.body < len(lines[n].text.rstrip()):
        return True
    below = next((m for m in range(n + 1, min(n + 3, len(lines))) if not lines[m].blank), None)
    return below is not None and (label.form == "bare" or all(each.form != label.form for each in offers[below]))


def accepted(tally: Tally, lines: Sequence[Line]) -> set[str]:
    """The labels of one form that are speakers, by the evidence of the whole document."""
    everyone = set(tally.lines)
    if _on_every_line(tally, everyone, lines):
        likely = {each for each in everyone if tally.kinds[each] != "other" or len(each.split()) <= _MOST_WORDS}
        once = {each for each in likely if tally.times(each) == 1 and tally.kinds[each] not in {"role", "code"}}
        others = [n for each in likely - once for n in tally.lines[each]]
        if len(likely - once) < _TWICE:
            return likely
        return {each for each in likely if each not in once or _goes_on_alike(lines, tally.lines[each][0], others)}
    sure = {each for each in everyone if _sure(tally, each, lines)}
    if not _convincing(tally, sure, lines):
        return tally.named if _short_exchange(tally, lines) else set()
    return sure | {each for each in everyone - sure if _rare(tally, each, sure, lines)}


def _on_every_line(tally: Tally, everyone: set[str], lines: Sequence[Line]) -> bool:
    """Whether nearly every paragraph begins with a label, and labels come back."""
    if tally.share(everyone) < _NEARLY_ALL:
        return False
    if tally.form == "bracket":  # directions stand in brackets too, but do not come back like this
        return len(everyone) > 1 and sum(map(tally.times, everyone)) >= 1.5 * len(everyone)
    return tally.form == "colon" and _in_exchange(tally, everyone, lines)


def _sure(tally: Tally, each: str, lines: Sequence[Line]) -> bool:
    """Whether a label counts on its own: by its words, or by coming back."""
    times, sort = tally.times(each), tally.kinds[each]
    if tally.form in {"colon", "timed"} and sort == "role":
        return True
    if sort in {"role", "code", "name"}:
        return times > 1 or (sort == "role" and tally.form != "bare")
    begun = sum(after_sentence(lines, n) for n in tally.lines[each])
    enough = begun > max(1, times // 2) and (len(each.split()) == 1 or times >= _FEWEST)
    return enough and tally.form in {"colon", "timed"} and len(each.split()) < _MOST_WORDS


def after_sentence(lines: Sequence[Line], n: int) -> bool:
    """Whether the line before ended a sentence, or is none; inside a sentence any word can come before a colon."""
    before = lines[n - 1].text if n else ""
    return not before.strip() or ends_sentence(before) or TIME_ALONE.fullmatch(before) is not None


def _short_exchange(tally: Tally, lines: Sequence[Line]) -> bool:
    """Whether a short document has a few names on most of its paragraphs."""
    named = tally.named
    return tally.form in {"colon", "timed"} and tally.share(named) >= _MOSTLY and _in_exchange(tally, named, lines)


def _in_exchange(tally: Tally, labels: set[str], lines: Sequence[Line]) -> bool:
    """Whether labels are several and come back, or are few in what shows to be a talk."""
    total = sum(map(tally.times, labels))
    if len(labels) < _TWICE or total >= _COMES_BACK * len(labels):
        return len(labels) >= _TWICE
    known = not labels.isdisjoint(tally.timed) or any(tally.kinds[each] == "role" for each in labels)
    asked = any(asks(lines[n].text) for each in labels for n in tally.lines[each])
    return (len(labels) == _TWICE or total > len(labels) or known or asked) and len(labels) <= _MOST_WORDS


def _convincing(tally: Tally, sure: set[str], lines: Sequence[Line]) -> bool:
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


def _rare(tally: Tally, each: str, sure: set[str], lines: Sequence[Line]) -> bool:
    """Whether a label that stands here once is one of the speakers, seen from those that are sure."""
    at = tally.lines[each][0]
    if not lines[at].first or tally.kinds[each] not in {"role", "code", "name"}:
        return False
    shouted = tally.form == "colon" and each in tally.capitals and sure <= tally.capitals
    numbered = any(char.isdigit() for char in each) and _series(each) in map(_series, sure)
    if shouted or numbered:
        return True
    if at < min(min(tally.lines[one]) for one in sure) and tally.share(sure) < _MOSTLY:
        return tally.form == "colon" and (each in tally.timed or tally.kinds[each] in {"role", "code"})
    inverted = "," in each and not any("," in one for one in sure)
    if tally.form not in {"colon", "timed"} or inverted or len(without_brackets(each).split()) > _MOST_WORDS:
        likely = tally.kinds[each] == "role" or (tally.form == "bare" and _marked(lines[at]))
        return likely and tally.form in {"dash", "tab", "bracket", "bare", "dot"}
    return _in_company(tally, each, sure, lines)


def _in_company(tally: Tally, each: str, sure: set[str], lines: Sequence[Line]) -> bool:
    """Whether a name that stands once before a colon or with a time looks like those that come back."""
    at = tally.lines[each][0]
    if any(lines[n].bold for one in sure for n in tally.lines[one][:1]) and not lines[at].bold:
        return False
    if each in tally.timed or tally.kinds[each] != "name" or len(each.split()) > 1:
        return True
    return tally.share(sure) >= _MANY and _goes_on_alike(lines, at, [n for one in sure for n in tally.lines[one]])


def _series(label: str) -> str:
    """A label with its numbers left open: P3 and P12 are of one series."""
    return _NUMBER.sub("#", label)


def _goes_on_alike(lines: Sequence[Line], at: int, others: Sequence[int]) -> bool:
    """Whether a line is talk as the others are: no item of a list (`Money: of course`), where they are sentences."""
    if _LISTED.match(lines[at].text) and not any(_LISTED.match(lines[n].text) for n in others):
        return False
    ended = sum(ends_sentence(lines[n].text) for n in others)
    return ended < _MOSTLY * len(others) or ends_sentence(lines[at].text) or lines[at].text.rstrip().endswith(":")
