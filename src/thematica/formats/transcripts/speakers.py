"""Who speaks where: labels are decided over the whole document, by evidence.

Every line offers the labels it could begin with (labels.py). For each form of label (colon, time mark, bracket …) the
offers are counted; what is a name by its words, its shape or by coming back is accepted (evidence.py), and the form
that explains most lines wins. Then each line that carries an accepted label begins a turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thematica.errors import BadFile
from thematica.formats.transcripts.asides import is_footer
from thematica.formats.transcripts.evidence import accepted, after_sentence, tally_of
from thematica.formats.transcripts.gathering import TIME_ALONE
from thematica.formats.transcripts.heads import head_lines
from thematica.formats.transcripts.labels import Candidate, Form, Line, candidates, key, kind
from thematica.formats.transcripts.tables import names_columns
from thematica.formats.transcripts.times import MARK
from thematica.formats.transcripts.transcript import Reading

FORMS: tuple[Form, ...] = ("colon", "timed", "bracket", "bold", "bare", "dash", "tab", "dot")
_PLAINNESS = {"colon": 1.5, "timed": 1.5}  # these signs are made for labels, the others serve many ends


@dataclass(frozen=True, slots=True)
class Labels:
    """For each line the label it begins with, or None; `doubtful` are lines that might begin with one and do not."""

    of_lines: list[Candidate | None]
    doubtful: tuple[int, ...] = ()


def find_labels(lines: Sequence[Line], reading: Reading, forms: tuple[Form, ...] = FORMS) -> Labels:
    """The labels of a document's lines; only labels of these forms are looked for.

    Raises BadFile when the reading's pattern is no regular expression.
    """
    if reading.pattern is not None:
        return Labels(_by_pattern(lines, reading))
    offers = _offers(lines)
    barred = {key(label) for label in reading.not_speakers}
    head = head_lines(lines, offers)
    tallies = [tally_of(form, lines, offers, head, barred) for form in forms]
    borne = [accepted(tally, lines) for tally in tallies]
    weights = [sum(tally.times(each) for each in keys) for tally, keys in zip(tallies, borne, strict=True)]
    best = max(range(len(forms)), key=lambda n: (weights[n] * _PLAINNESS.get(forms[n], 1.0), -n))
    if not weights[best]:
        return Labels([None] * len(lines))
    chosen = _assigned(offers, head, tallies[best].form, borne[best])
    return Labels(chosen, tuple(_doubtful(lines, offers, chosen, head, barred)))


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


def _doubtful(
    lines: Sequence[Line],
    offers: list[tuple[Candidate, ...]],
    chosen: Sequence[Candidate | None],
    head: frozenset[int],
    barred: set[str],
) -> Iterator[int]:
    """The lines that begin, after a sentence's end, with what could be a label but was taken for none."""
    begun = False
    forms = {"colon"} | {label.form for label in chosen if label is not None}
    for n, (line, label) in enumerate(zip(lines, chosen, strict=True)):
        begun = begun or label is not None
        if begun and label is None and n not in head and line.first and after_sentence(lines, n):
            likely = (each for each in offers[n] if each.form in forms and each.key not in barred)
            if any(kind(each.label) in {"role", "code", "name"} for each in likely):
                yield n


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
