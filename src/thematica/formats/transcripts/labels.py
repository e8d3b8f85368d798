"""What a line that names its speaker can look like, and what a name can look like.

`candidates` only says that a line *could* begin with a label; whether it does is decided over the whole document
in speakers.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from thematica.formats.transcripts.label_words import DISCOURSE, NOBODY, PARTICLES, QUALIFIERS, ROLES, TITLES
from thematica.formats.transcripts.times import BRACKETED, MARK, SPELT_OUT

Form = Literal["colon", "timed", "bracket", "bold", "dash", "tab", "dot", "bare"]
Kind = Literal["role", "code", "name", "other", "nobody"]

LONGEST_LABEL = 60
_FURTHEST = 200  # how far into a line a label and its time can reach
_MORE = "\N{HORIZONTAL ELLIPSIS}"
_MOST_WORDS = 6
_LONGEST_UNSPACED = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document: where it starts in the whole text, and what its paragraph says about it.

    `first` is set on the first line of a paragraph, `bold` counts the bold code points the line begins with; `apart`
    and `aside` are what the file itself says of it.
    """

    text: str
    start: int
    first: bool = True
    bold: int = 0
    apart: bool = False
    aside: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is on this line but white space."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label a line could begin with; its words would start at `body` of the line; `mark` is its time mark."""

    label: str
    form: Form
    body: int
    mark: str | None = None

    @property
    def key(self) -> str:
        """The label as it is compared: without regard to case and spacing."""
        return key(self.label)


_LEAD = re.compile(
    r"[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*(?:>>+\s*|[-–•]\s+(?=\S)|\*\s*(?=[^\W_])|\(?\d{1,4}[.)]\s+(?=\S)|\d{1,4}\s+(?=[^\W\d_]))?"
)
_LEAD_TIME = re.compile(rf"(?P<mark>{MARK})(?:\s*[|,;]|\s+[-–—](?=\s))?\s*")
_COLON = re.compile(
    rf"(?P<label>[^\s:：\[\](){{}}<>\"“”](?:[^:：\n\t]|:(?=in(?:nen)?\b)){{0,{LONGEST_LABEL - 1}}}?)"
    rf"\s{{0,4}}(?P<before>{MARK})?\s{{0,4}}"
    rf"(?P<colon>：|:(?![/\\\d]|in(?:nen)?(?: ?\d{{1,3}})?:))\s*(?P<after>{BRACKETED}\s*|{MARK}(?:\s*$|\t\s*| {{2,}}))?"
)
_BRACKET = re.compile(
    rf"(?P<open>[\[<(])\s?(?P<label>[^\s:：\[\]<>(){{}}][^:：\[\]<>(){{}}\n]{{0,{LONGEST_LABEL - 1}}}?)"
    rf"(?:\s+(?P<inside>{MARK}))?\s?[\]>)]\s*(?P<colon>[:：])?\s*(?P<after>{MARK})?\s*(?:[:：]\s*)?"
)
_TIMED = re.compile(
    rf"(?P<label>[^\s:：\[\](){{}}<>][^:：\n\t]{{0,{LONGEST_LABEL - 1}}}?)(?P<gap>[\s,|·•–—-]+)"
    rf"(?:(?P<ended>{MARK}|{SPELT_OUT})\s*$|(?P<inline>{BRACKETED})\s*)"
)
_DASH = re.compile(r"(?P<label>[^\s:：–—-][^:：\t\n–—]{0,40}?)(?:\s+[-–—]|[-–—](?=[\t ]))\s*(?=\S)")
_TAB = re.compile(r"(?P<label>[^\s:：][^:：\t\n]{0,40}?)(?: {0,4}\t\s*| {2,})(?=\S)")
_DOT = re.compile(
    r"(?P<label>(?:[^\W\d_]{1,12}\.? ){0,2}[^\W\d_a-zà-öø-ÿ][^\W\d_a-zà-öø-ÿ'’-]+|[^\W\d_]+(?: ?\d{1,3})?)\.\s+(?=\S)"
)
_FROM = re.compile(r"From\s+(?P<label>\S[^:\t\n]{0,60}?)(?:\s+to\s+[^:\t\n]{1,80}?)?\s*:\s*")
_UNSURE = re.compile(r"\?{1,3}|[Xx]{2,3}")
_BARE = re.compile(rf"(?P<label>[^\s:：\[(<{{][^:：\t\n]{{0,{LONGEST_LABEL - 1}}}?)\s*$")

_CODE = re.compile(r"[^\W\d_]{1,8}[ ._-]?\d{1,4}[^\W\d_]?|[^\W\d_]{1,4}(?:[._-]?[^\W_]{1,4}){1,2}\d[^\W_]?")
_INITIALS = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{1,2}")
_OF_OFFICES = {"for", "of", "and", "og", "och", "und", "für", "et", "the"}
_REMEMBERED = 1_000  # the same few labels are asked about on every line
_NO_INITIALS = {"ok", "ps", "nb", "tv"}
_SHOUT = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{1,4}")
_NEVER = re.compile(r"[!?;=@\\*^~…。！？、，]|#(?!\d)|\.{2}|\d{3,}[.,]\d|\b\d+ ?%|--")
_ABBREVIATED = re.compile(
    r"(?:[^\W\d_]{1,3}|prof|capt|dipl|psych|lieut|assoc|asst)\.(?:[^\W\d_]{1,4}\.?)*", re.IGNORECASE
)
_HANDLE = re.compile(r"[^\W\d_][\w-]*(?:\.[\w-]{2,}){1,2}")
_INNER = re.compile(r"\s*\([^()]{1,60}\)")
_ENDING = re.compile(r"(?<=\w)[*/·_:•-](?:in|innen|a|o|e|as|os|es|ne|rice|trice|euse)\b")


@lru_cache(_REMEMBERED)
def key(label: str) -> str:
    """The label as it is compared: without regard to case and spacing."""
    return " ".join(label.split()).casefold()


def without_brackets(label: str) -> str:
    """The label without what stands in brackets: `Ann Poole (Bath) (Con)` is Ann Poole."""
    return _INNER.sub("", label).strip() or label


def in_one_form(label: str) -> str:
    """The label without the second ending that names all genders: Interviewer*in, Entrevistador/a, Enquêteur·rice."""
    return _ENDING.sub("", label)


@lru_cache(_REMEMBERED)
def kind(label: str) -> Kind | None:
    """What a label is made of; None when no name could look like this.

    `role` is a word for a person's part in the talk, `code` a short form (I, P3, SPEAKER_00), `name` is written like
    a proper name, `other` could be a user name or a description, `nobody` is a word known to label other things.
    """
    if _UNSURE.fullmatch(label) or (label.endswith("?") and kind(label.rstrip("? ")) in {"role", "code"}):
        return "code"
    core = in_one_form(without_brackets(label))
    words = core.split()
    if not words or len(words) > _MOST_WORDS or len(core) > LONGEST_LABEL or _NEVER.search(core):
        return None
    if not core[0].isalpha() or not (_CODE.fullmatch(core) or _abbreviated(words)):
        return "other" if _HANDLE.fullmatch(core) else None
    folded = [word.casefold().strip(".,'’") for word in words]
    if _is_role(folded) or _is_office(words, folded):
        return "role"
    return _shape(core, words, folded)


def _shape(core: str, words: list[str], folded: list[str]) -> Kind:
    """What a label that is no word for a role looks like."""
    named = all(_proper(word) for word in words) and any(_capital(word) for word in words)
    if _INITIALS.fullmatch(core) and folded[0] not in _NO_INITIALS:
        return "code"
    if folded[0] in DISCOURSE and len(words) > 1 and named:
        return "name" if core.isupper() else "other"  # THE COURT; An Nguyen is told from So Anna by coming back
    if folded[0] in NOBODY or core.casefold() in NOBODY:
        return "nobody"
    if _CODE.fullmatch(core) or _SHOUT.fullmatch(core):
        return "code"
    return "name" if named else "other"


def _abbreviated(words: list[str]) -> bool:
    """Whether every full stop in a label shortens a word."""
    return all(_ABBREVIATED.fullmatch(word.rstrip(",")) for word in words if "." in word)


def _is_role(folded: list[str]) -> bool:
    named = [word.rstrip("0123456789_-") for word in folded]
    bearers = [word for word in named if word in ROLES]
    return bool(bearers) and all(word in ROLES or word in QUALIFIERS or not word or len(word) == 1 for word in named)


def _is_office(words: list[str], folded: list[str]) -> bool:
    """Whether a label is an office with what it is for: `The Minister for Health`."""
    place = next((n for n, word in enumerate(folded[:3]) if word in TITLES), None)
    return place is not None and len(words) > 1 and all(_proper(word) or word in _OF_OFFICES for word in words)


def _capital(word: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script that has none."""
    return word[0].isupper() or word[0].lower() == word[0].upper()


def _proper(word: str) -> bool:
    """Whether a word is written as in a proper name; scripts without capitals pass when it is short."""
    first = word.lstrip("'’(-")[:1]
    if word.casefold().strip(",.") in PARTICLES or word.isdigit() or first.isupper():
        return True
    return first.isalpha() and _capital(first) and len(word) <= _LONGEST_UNSPACED


def candidates(line: Line) -> tuple[Candidate, ...]:
    """Every label this line could begin with, the surest form first; empty for most lines."""
    text = line.text if len(line.text) <= _FURTHEST else line.text[:_FURTHEST] + _MORE
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    timed = _LEAD_TIME.match(text, at)
    mark = timed.group("mark") if timed else None
    at = timed.end() if timed else at
    if at >= len(text):
        return ()
    found = [*_punctuated(text, at, mark), *_set_apart(text, at, mark, line.bold)]
    return tuple(each for each in found if kind(each.label))


def _punctuated(text: str, at: int, mark: str | None) -> list[Candidate]:
    """Labels that a colon, a bracket or a time mark ends."""
    found: list[Candidate] = []
    if mark and (match := _FROM.match(text, at)):
        return [Candidate(match.group("label").strip(), "colon", match.end(), mark)]
    if (":" in text or "：" in text) and (match := _COLON.match(text, at)):
        time = match.group("before") or match.group("after") or mark
        found.append(Candidate(match.group("label").strip(), "colon", match.end(), time))
    if match := _BRACKET.match(text, at):
        time = match.group("inside") or match.group("after") or mark
        form: Form = "colon" if match.group("colon") else "bracket"
        found.append(Candidate(match.group("label").strip(), form, match.end(), time))
    if match := _TIMED.match(text, at):
        ended = match.group("ended") or match.group("inline")
        found.append(Candidate(match.group("label").strip(" ,|·•–—-"), "timed", match.end(), ended))
    return found


def _stands_out(label: str) -> bool:
    """Whether a label with a full stop is told from a short sentence: by capitals, a code or a word for a role."""
    return label.rpartition(" ")[2].isupper() or kind(label) in {"role", "code"}


def _set_apart(text: str, at: int, mark: str | None, bold: int) -> list[Candidate]:
    """Labels that only a dash, a tab, a full stop, the type or the line end sets apart."""
    found: list[Candidate] = []
    for form, shape in (("dash", _DASH), ("tab", _TAB), ("dot", _DOT)):
        if (match := shape.match(text, at)) and (form != "dot" or _stands_out(match.group("label"))):
            found.append(Candidate(match.group("label").strip(), form, match.end(), mark))  # type: ignore[arg-type]  # the three names above are forms
    if at < bold < len(text.rstrip()):
        body = len(text) - len(text[bold:].lstrip(" \t:.-–"))
        found.append(Candidate(text[at:bold].strip(" \t:.-–"), "bold", body, mark))
    if match := _BARE.match(text, at):
        found.append(Candidate(match.group("label").strip(), "timed" if mark else "bare", len(text), mark))
    return found
