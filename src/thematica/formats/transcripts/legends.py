"""What the lines before the talk say about the speakers: full names for short labels, roles, how long it lasted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from thematica.formats.transcripts.heads import explained_role
from thematica.formats.transcripts.label_words import ROLES
from thematica.formats.transcripts.labels import key, kind
from thematica.formats.transcripts.transcript import Entry

_IN_BRACKETS = re.compile(r"(?P<name>[^\W\d_][^,;:()\[\]]{1,60}?)\s*[(\[](?P<label>[^()\[\]]{1,20})[)\]]")
_EXPLAINED = re.compile(
    r"\s*[(\[]?(?P<label>[^\s()\[\]:=–-]{1,12})[)\]]?\s*(?:[:：]\s*=?|=|[-–]\s)\s*(?P<value>\S.{0,60})$"
)
_LONGEST_LINE = 400
_LONGEST_FACT, _LONGEST_KEY, _LONGEST_NAME = 10, 3, 5  # words
_KEYED = re.compile(r"\s*(?P<key>[^:：]{2,40})[:：]\s*(?P<value>\S.{0,80})$")
_NAMES = r"(?P<names>[^\W\d_][^,;:()\[\]\n]{1,60}?)(?=\s*(?:[,;(\[]|\b(?:by|av|af|von|par|por|da|on|at|in)\b|$))"
_BY = re.compile(
    r"(?i:\binterview(?:ed|s)?(?: conducted)? by|intervjuet av|intervjuad av|interviewet af|interviewt von|geführt von"
    r"|interviewée? par|entrevistad[oa] por|intervistat[oa] da|haastattelijana)\s+" + _NAMES
)
_WITH = re.compile(
    r"(?i:\b(?:interview|conversation) (?:with|of)|interv(?:ju|iew)(?:et)? med|interview mit|entretien avec"
    r"|entrevista (?:a|con|com)|intervista (?:a|con))\s+" + _NAMES
)
_LASTED = re.compile(
    r"(?:(?P<h>\d{1,2})\s*(?:h|hrs?|hours?|timer?|Stunden?|heures?|horas?)\b[\s,]*(?:and|og|und|et|y)?\s*)?"
    r"(?P<m>\d{1,3})\s*(?:m|mins?\.?|minutes?|minutt?er|Minuten|minutos?)(?![\w])"
    r"(?:[\s,]*(?:and|og|und|et|y)?\s*(?P<s>\d{1,2})\s*(?:s|secs?\.?|seconds?|sekunder|Sekunden|secondes|segundos)\b)?",
    re.IGNORECASE,
)


def read_legend(head: Iterable[str], labels: Iterable[str]) -> dict[str, Entry]:
    """What lines before the talk tell about `labels`, by label key.

    Understood are `W: = Interviewer Wendy`, `I = Interviewer`, `Wendy Moss (W)`, and a role with a name whose first
    name, last name, initials or whole is a label: `Interviewer: Jane Doe` or `Interview by Jane Doe` for JD or Jane.
    """
    known = {key(label) for label in labels}
    entries: dict[str, Entry] = {}
    for line in head:
        if len(line) > _LONGEST_LINE:
            continue
        for match in _IN_BRACKETS.finditer(line):
            label, _, part = match.group("label").partition(",")
            if key(label) in known and kind(match.group("name")):
                entries[key(label)] = _bracketed(match.group("name").strip(), part, line[: match.start()])
        explained = _EXPLAINED.match(line)
        if explained and key(explained.group("label")) in known:
            value = explained.group("value").strip(" .;,")
            if (guessed := explained_role(value)) or "=" in line:
                entries.setdefault(key(explained.group("label")), Entry(_name_in(value), guessed))
        for role, names in _parts_told(line):
            for each in re.split(r"[,;&]| and | og | und ", names):
                for short in _short_forms(each) & known - entries.keys():
                    entries[short] = Entry(each.strip(" .") if key(each.strip(" .")) != short else None, role)
    return entries


def _bracketed(name: str, part: str, before: str) -> Entry:
    """What `Lars Dahl (LD, interviewer)` tells, or `Interviewer: Lars Dahl (LD)`, or `Interviewer (I)`."""
    if kind(name) == "role" and (itself := explained_role(name)) not in {None, "unknown"}:
        return Entry(None, itself)
    told = explained_role(part) or (
        _role_in(re.split(r"[,;]", before.rpartition(":")[0])[-1]) if ":" in before else None
    )
    return Entry(name, told)


def _parts_told(line: str) -> Iterator[tuple[str, str]]:
    """The roles a line tells, with the names that bear them: `Interviewer: Jane Doe`, `Interview with Mary Holt`."""
    keyed = _KEYED.match(line)
    if keyed and (role := _role_in(keyed.group("key"))):
        yield role, keyed.group("value")
    for phrase, role in ((_BY, "interviewer"), (_WITH, "participant")):
        if told := phrase.search(line):
            yield role, told.group("names")


def alias_in_label(label: str, known: Collection[str]) -> tuple[str, str] | None:
    """`Aaron van Wirdum (AvW)` as (`AvW`, `Aaron van Wirdum`), when AvW is among the `known` label keys."""
    match = _IN_BRACKETS.fullmatch(label.strip())
    if match and key(match.group("label")) in known:
        return match.group("label").strip(), match.group("name").strip()
    return None


def duration_told(head: Sequence[str]) -> float | None:
    """How long the recording lasted, in seconds, when a short line before the talk says so."""
    for line in head:
        if len(line.split()) <= _LONGEST_FACT and (match := _LASTED.search(line)):
            hours, minutes, rest = (float(match.group(part) or 0) for part in "hms")
            return hours * 3600 + minutes * 60 + rest
    return None


def _role_in(words_before_colon: str) -> str | None:
    words = words_before_colon.casefold().split()
    roles = [ROLES[word.rstrip("0123456789")] for word in words if word.rstrip("0123456789") in ROLES]
    return next((role for role in roles if role != "unknown"), None) if len(words) <= _LONGEST_KEY else None


def _name_in(value: str) -> str | None:
    names = [word for word in value.split() if key(word.strip(".,()")) not in ROLES and word[:1].isupper()]
    return " ".join(names) or None


def _short_forms(name: str) -> set[str]:
    words = name.strip(" .").split()
    if not words or len(words) > _LONGEST_NAME or not words[0][:1].isupper():
        return set()
    return {key(name.strip(" .")), key(words[0]), key(words[-1]), key("".join(word[0] for word in words))}
