"""The cast of a transcript: which labels there are, whose they are, what part they play, how much they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from thematica.formats.transcripts.labels import key, kind, without_brackets
from thematica.formats.transcripts.legends import alias_in_label, read_legend
from thematica.formats.transcripts.roles import Voice, guess_roles
from thematica.formats.transcripts.sentences import asks
from thematica.formats.transcripts.transcript import Entry, Reading, Speaker
from thematica.text.span import Span
from thematica.text.turns import Turn
from thematica.text.words import spelled

_SLIPS = 2  # how often one may slip in a label that is else written right
_LONG_WORD = 6
_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class Cast:
    """The speakers in order of appearance, and what should be looked at before they are stored."""

    speakers: tuple[Speaker, ...]
    warnings: tuple[str, ...]


def speakers_of(
    text: str, turns: Sequence[Turn], head: Iterable[str], told: Mapping[str, Entry], reading: Reading
) -> Cast:
    """The speakers of `turns`, their names and roles.

    `head` holds the lines before the talk, where a legend may stand, `told` what the format itself says of labels.
    """
    said: dict[str, list[Span]] = {}
    for turn in turns:
        if turn.speaker is not None:
            said.setdefault(turn.speaker, []).append(turn.body)
    legend = read_legend(head, said) | {key(label): entry for label, entry in told.items()}
    names, warnings = _names({label: len(bodies) for label, bodies in said.items()}, legend, reading)
    voices = [_voice(text, label, names[label], bodies) for label, bodies in said.items()]
    wanted = _wanted(voices, reading)
    in_legend = {each: entry.role for each, entry in legend.items() if entry.role}
    roles, by_questions = guess_roles(voices, in_legend | wanted)  # who is known helps to guess the others
    speakers = tuple(
        Speaker(voice.label, voice.name, wanted.get(key(voice.label), roles[voice.label]), voice.turns, voice.words)
        for voice in voices
    )
    if by_questions and not wanted:
        asker = next(voice.label for voice in voices if roles[voice.label] == "interviewer")
        warnings.append(f"‘{asker}’ was taken for the interviewer, as the one who asks more and says less.")
    return Cast(speakers, tuple(warnings))


def _wanted(voices: Sequence[Voice], reading: Reading) -> dict[str, str]:
    """The roles a person gave to labels, or to the names these go by, by label key."""
    given = {key(label): role for label, role in reading.roles.items()}
    roles = {key(voice.label): given.get(key(voice.label)) or given.get(key(voice.name)) for voice in voices}
    return {each: role for each, role in roles.items() if role is not None}


def _voice(text: str, label: str, name: str, bodies: Sequence[Span]) -> Voice:
    asking = sum(asks(body.of(text)) for body in bodies)
    return Voice(label, name, len(bodies), sum(len(spelled(text, body)) for body in bodies), asking)


def _names(turns: dict[str, int], legend: dict[str, Entry], reading: Reading) -> tuple[dict[str, str], list[str]]:
    """The name each label goes by: as the person says, as a legend says, else as most often written."""
    wanted = {key(label): name for label, name in reading.aliases.items()}
    keys = {key(label) for label in turns}
    aliases = {key(found[0]): found[1] for label in turns if (found := alias_in_label(label, keys))}
    written = Counter[tuple[str, str]]()
    for label, count in turns.items():
        written[key(label), label] += count
    usual = {each: label for (each, label), _ in reversed(written.most_common())}
    frequent = [each for each, label in usual.items() if turns[label] > 2 * _SLIPS]
    names: dict[str, str] = {}
    warnings: list[str] = []
    for label, count in turns.items():
        each = key(label)
        bracketed = alias_in_label(label, keys)
        entry = legend.get(each)
        name = wanted.get(each) or (bracketed[1] if bracketed else None) or aliases.get(each)
        core = key(without_brackets(label))
        name = name or (entry.name if entry else None) or (usual.get(core) if core != each else None)
        meant = _misspelt(each, frequent) if name is None and count <= _SLIPS else None
        if meant:
            name = usual[meant]
            warnings.append(f"The label ‘{label}’ was taken for ‘{name}’; if it is another person, give it an alias.")
        names[label] = name or usual[each]
    return names, warnings


def _misspelt(rare: str, frequent: Sequence[str]) -> str | None:
    """The frequent label from which a rare one differs by a slip of the pen, as `Particpant` does."""
    return next((other for other in frequent if other != rare and _slip(rare.split(), other.split())), None)


def _slip(rare: list[str], usual: list[str]) -> bool:
    """Whether two labels are one but for letters in long words; numbers and short words must agree."""
    if len(rare) != len(usual) or rare == usual:
        return False
    for one, other in zip(rare, usual, strict=True):
        if one == other:
            continue
        if min(len(one), len(other)) < _LONG_WORD or any(sign.isdigit() for sign in one + other):
            return False
        if one[0] != other[0] or one[-1] != other[-1] or SequenceMatcher(None, one, other).ratio() < _ALIKE:
            return False
    return kind(rare[0]) is not None
