"""What stands before the talk: header blocks, and legends that say who a label is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from thematica.formats.transcripts.label_words import DISCOURSE, METADATA, QUALIFIERS, ROLES
from thematica.formats.transcripts.labels import Candidate, Line, key, kind
from thematica.formats.transcripts.sentences import ends_sentence
from thematica.formats.transcripts.times import MARK

_TALK_STARTS = re.compile(
    r"[_=*-]{4,}|[(\[]\s*(?:start|beginn?|begynnelse|inicio|début)\b.*[)\]]|-?\s*transcript(?:ion)?\s*:?", re.IGNORECASE
)
_TIME = re.compile(MARK)
_LINK = re.compile(r"\s*<?https?://\S+\s*")
_LONGEST_VALUE = 12
_LONGEST_LEGEND = 5
_DIALOGUE = 3
_HEAD_WORDS = METADATA | {"participants", "speakers", "interviewers", "deltakere", "teilnehmer", "participantes"}


def head_lines(lines: Sequence[Line], offers: Sequence[Sequence[Candidate]]) -> frozenset[int]:
    """The numbers of lines with a colon that belong to a block before the talk, such as `Interviewer: Jane Doe`.

    A block ends at the first line that reads like speech. In it, a known heading word is never a speaker; a person's
    word or name is none either when what follows is a name rather than an utterance, and the block or the rest of the
    document bears that out.
    """
    region = _region(lines, offers)
    colons = {n: each for n in region for each in offers[n] if each.form == "colon"}
    after = [each for n, offered in enumerate(offers) if n not in region for each in offered if each.form == "colon"]
    others = len(after) >= _DIALOGUE and {each.key for each in after}.isdisjoint(each.key for each in colons.values())
    later = {each.key for n, offered in enumerate(offers) if n not in region for each in offered}
    labelled = any(_is_heading_word(each) for each in colons.values())
    inside = _blocks_of_facts(lines, region, colons)
    head: set[int] = set()
    for n, each in colons.items():
        value = lines[n].text[each.body :]
        legend = value.lstrip().startswith("=") or explained_role(value) is not None
        link = _LINK.fullmatch(value) is not None and each.key not in later
        named = names_someone(value) and (labelled or others or each.key in later)
        if _is_heading_word(each) or n in inside or legend or link or named:
            head.add(n)
    return frozenset(head)


def _is_heading_word(each: Candidate) -> bool:
    """Whether a label names a fact about the talk; words that open a sentence (`There are two things:`) do not."""
    facts = kind(each.label) == "nobody" and each.key.split()[0].strip(".,'’") not in DISCOURSE
    return facts or each.key in _HEAD_WORDS


def _blocks_of_facts(lines: Sequence[Line], region: Sequence[int], colons: Mapping[int, Candidate]) -> set[int]:
    """The lines of blocks, set off by a blank line, that hold a heading word and nothing that reads like speech."""
    before = set(region)
    inside: set[int] = set()
    block: set[int] = set()
    for n in range(len(lines)):
        if not lines[n].blank:
            block.add(n)
            continue
        if block <= before and any(m in colons and _is_heading_word(colons[m]) for m in block):
            inside |= block
        block = set()
        if n not in before and n > max(before, default=0) + 1:
            break
    return inside


def _region(lines: Sequence[Line], offers: Sequence[Sequence[Candidate]]) -> list[int]:
    """The lines before the first that reads like speech or opens the talk."""
    region: list[int] = []
    for n, line in enumerate(lines):
        if line.blank:
            continue
        colon = next((each for each in offers[n] if each.form == "colon"), None)
        if _TALK_STARTS.fullmatch(line.text.strip()):
            return [*region, n]
        value = line.text[colon.body :] if colon else line.text
        known = colon is not None and _is_heading_word(colon)
        if not known and not line.apart and (len(value.split()) > _LONGEST_VALUE or ends_sentence(value)):
            return region
        if not known and (colon is None or not value.strip()) and _TIME.search(line.text):
            return region
        region.append(n)
    return region if len(region) < sum(not line.blank for line in lines) else []


def names_someone(value: str) -> bool:
    """Whether a value is a name or a code (Jane Doe, P3, Patient 4) rather than something said."""
    value = value.strip()
    words = value.replace(",", " ").split()
    if not words or ends_sentence(value) or key(words[0]) in DISCOURSE:
        return False
    parts = [part for part in re.split(r",|;| and | og | und | & ", value) if part.strip()]
    return any(map(str.isalnum, value)) and all(kind(part.strip()) in {"role", "code", "name"} for part in parts)


def explained_role(value: str) -> str | None:
    """The role a legend's value names (`= Interviewer Wendy`, `Befragte Person`); None for anything longer."""
    written = [word.strip(".,()=") for word in value.split() if word.strip(".,()=")]
    words = [word.casefold() for word in written]
    if not words or len(words) > _LONGEST_LEGEND or ends_sentence(value):
        return None
    if any(
        word not in ROLES and word not in QUALIFIERS and not each[:1].isupper()
        for word, each in zip(words, written, strict=True)
    ):
        return None
    roles = [ROLES[word] for word in words if word in ROLES and word not in QUALIFIERS]
    return next((role for role in roles if role != "unknown"), roles[0] if roles else None)
