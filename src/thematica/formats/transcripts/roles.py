"""The part each speaker plays, guessed from the label, a legend, or plain facts; a person can always correct it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thematica.formats.transcripts.label_words import ROLES
from thematica.formats.transcripts.labels import in_one_form, key, without_brackets

_NUMBERED_PERSON = re.compile(r"(?:p|b|r|d|tn|pt|ip|fgd?\d*[-_ ]?p|pat|part|resp|inf)[ ._-]?\d+[a-z]?", re.IGNORECASE)
_NUMBERED_ASKER = re.compile(r"(?:i|iv|int|interv|m|mod)[ ._-]?\d*", re.IGNORECASE)
_MOST_ASKERS = 2  # more numbered I-labels are informants
_TWO = 2
_FEWEST_TURNS = 4
_OFTEN, _SELDOM, _LESS = 0.4, 0.2, 0.6
_ASKERS = {"interviewer", "moderator"}


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of one label when its role is guessed: its name, its turns, its words, its turns that ask."""

    label: str
    name: str
    turns: int
    words: int
    asking: int


def guess_roles(voices: Sequence[Voice], told: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """A role for each label, and whether only who asks speaks for it; `told` are roles of a legend, by label key."""
    roles = {voice.label: told.get(key(voice.label)) or _by_label(voice) for voice in voices}
    _letters(voices, roles)
    if not any(role in _ASKERS for role in roles.values()):
        return roles, _by_questions(voices, roles)
    named = {voice.name for voice in voices if roles[voice.label] in _ASKERS}
    for voice in voices:
        if roles[voice.label] == "unknown" and not _nobody_in_particular(voice.label):
            roles[voice.label] = _beside_askers(named, voice, voices, roles)
    return roles, False


def role_named(word: str) -> str | None:
    """The role a single word stands for, such as `Investigator` or `Target_Child`; None for a word that tells none."""
    role = next((ROLES[part] for part in key(word).split("_") if part in ROLES), None)
    return None if role == "unknown" else role


def _beside_askers(askers: set[str], voice: Voice, voices: Sequence[Voice], roles: Mapping[str, str]) -> str:
    """The role of a speaker beside an interviewer: the same as under another label of theirs, else participant."""
    if voice.name in askers:
        return next(roles[each.label] for each in voices if each.name == voice.name and roles[each.label] in _ASKERS)
    return "participant"


def _by_label(voice: Voice) -> str:
    for text in (without_brackets(voice.label), voice.label, voice.name):
        words = [word.casefold().strip(".,?()0123456789_-") for word in re.split(r"[\s_/]+", in_one_form(text))]
        known = [ROLES[word] for word in words if word in ROLES and (len(word) > 1 or not word.isascii())]
        if special := next((role for role in known if role != "unknown"), None):
            return special
        if _NUMBERED_PERSON.fullmatch(text.rstrip("?")):
            return "participant"
    return "unknown"


def _letters(voices: Sequence[Voice], roles: dict[str, str]) -> None:
    """Settle the one-letter labels, which mean something only beside each other: I and B, Q and A, R and P."""
    labels = {key(voice.label): voice.label for voice in voices}
    if any(role in _ASKERS for each, role in roles.items() if key(each) != "q") or len(voices) == 1:
        return
    if "q" in labels and "a" in labels:
        roles[labels["q"]], roles[labels["a"]] = "interviewer", "participant"
    askers = [each for each in labels if _NUMBERED_ASKER.fullmatch(each) and roles[labels[each]] == "unknown"]
    if len(askers) > _MOST_ASKERS or (askers == ["m"] and labels.keys() & {"f", "w", "k"}):
        return
    for each in askers:
        roles[labels[each]] = "moderator" if each.startswith("m") else "interviewer"


def _nobody_in_particular(label: str) -> bool:
    words = set(key(label).split())
    return bool(words & {"unknown", "unidentified", "ukjent", "okänd", "ukendt", "unbekannt"})


def _by_questions(voices: Sequence[Voice], roles: dict[str, str]) -> bool:
    """Between two, settle who interviews: the one beside a participant, or who asks much more often and says less.

    The latter is a guess from what they do, and gives True.
    """
    if len(voices) != _TWO:
        return False
    unknown = [label for label, role in roles.items() if role == "unknown"]
    if len(unknown) == 1 and "participant" in roles.values() and not _nobody_in_particular(unknown[0]):
        roles[unknown[0]] = "interviewer"
    if len(unknown) != _TWO or min(voice.turns for voice in voices) < _FEWEST_TURNS:
        return False
    for asker, other in (voices, voices[::-1]):
        asks, answers = asker.asking / asker.turns, other.asking / other.turns
        if asks >= _OFTEN and answers <= _SELDOM and asker.words < _LESS * other.words:
            roles[asker.label], roles[other.label] = "interviewer", "participant"
            return True
    return False
