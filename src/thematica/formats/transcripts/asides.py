"""Lines that stand beside the talk: titles, header blocks, footers, stage directions on a line of their own."""

from __future__ import annotations

import re

from thematica.formats.transcripts.labels import Line, candidates, kind
from thematica.formats.transcripts.sentences import ends_sentence
from thematica.formats.transcripts.times import BRACKETED

_FOOTER = re.compile(
    r"\s*(?:[\[(<*_-]*\s*)(?:"
    r"transcribed\s+(?:by|with|using)\b.*|transkribert\s+(?:av|med)\b.*|transkriberet\s+(?:af|med)\b.*|"
    r"transkribiert\s+(?:von|mit)\b.*|transcrito\s+por\b.*|transcri(?:t|ption)\s+par\b.*|transcript(?:ion)? by\b.*|"
    r"(?:this|the) (?:transcript|file|text) (?:was|is|has been) "
    r"(?:auto\w*|generated|created|transcribed|edited|produced)\b.*|"
    r"https?://\S+|_\w{2,20}:.*|page \d+(?: (?:of|/) \d+)?|"
    r"(?:start|begin(?:ning)?|end|slutt|slut|ende|fin|final|beginn)(?: (?:of|på|af|der|des|de la|del) .{2,30})?|"
    r"(?:audio|recording|tape|interview|transcript\w*|meeting|call|session)\s+(?:starts?|started|begins?|ends?|ended|stops?|stopped|paused|resumed)\b.{0,30}"
    r")\s*[\])>*_.-]*\s*",
    re.IGNORECASE,
)
_RECORDER = re.compile(
    r".{1,60}\s(?:started|stopped) (?:the )?(?:transcription|recording|meeting)\b.{0,30}", re.IGNORECASE
)
_DIRECTION = re.compile(r"\s*(?:\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>|\*[^*]+\*|♪[^♪]*♪?)[.\s]*")
_LONGEST_FOOTER = 160
_LONGEST_HEADING = 120
_LEADING_TIME = re.compile(rf"\s*{BRACKETED}\s*(?=\S)")
_RULE = re.compile(r"\s*[_=*~–—-]{3,}\s*")


def is_footer(text: str) -> bool:
    """Whether a line is what recorders and transcription services add: who transcribed, where it starts and ends."""
    text = _LEADING_TIME.sub("", text, count=1)
    return len(text) <= _LONGEST_FOOTER and bool(_FOOTER.fullmatch(text) or _RECORDER.fullmatch(text))


def is_rule(text: str) -> bool:
    """Whether a line is nothing but dashes, stars or the like, drawn to part what stands above from what is below."""
    return _RULE.fullmatch(text) is not None


def is_direction(text: str) -> bool:
    """Whether a text is a stage direction, in brackets from end to end: `[phone rings]`, also behind a time."""
    return _DIRECTION.fullmatch(_LEADING_TIME.sub("", text, count=1)) is not None


def is_aside(line: Line) -> bool:
    """Whether an unlabelled line amid the talk is no part of it."""
    if is_direction(line.text) or is_rule(line.text) or is_footer(line.text):
        return True
    return line.bold > 0 and any(each.form == "colon" and kind(each.label) == "nobody" for each in candidates(line))


def reads_as_speech(text: str) -> bool:
    """Whether a line reads like something said rather than a heading: it ends as a sentence does, or is long."""
    return (
        ends_sentence(text) or len(text) > _LONGEST_HEADING or (len(text) > _LONGEST_HEADING / 3 and not text.isascii())
    )
