"""CHAT transcripts (.cha) of the TalkBank family: main lines are talk, header lines and dependent tiers are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thematica.errors import BadFile
from thematica.formats.transcripts.encoding import Decoded
from thematica.formats.transcripts.plain import one_line_end
from thematica.formats.transcripts.roles import role_named
from thematica.formats.transcripts.transcript import Document, Entry
from thematica.formats.transcripts.utterances import Utterance, paragraphs_of

_MAIN = re.compile(r"\*(?P<label>[^:\s]{1,16}):\s*(?P<words>.*)", re.DOTALL)
_TIMES = re.compile(r"\x15(?P<start>\d+)_(?P<end>\d+)\x15")
_CODED = re.compile(r"\x15[^\x15]*\x15|[\x01-\x08]")


def read_chat(decoded: Decoded) -> Document:
    """The talk in a CHAT file, utterances of one speaker joined; raises BadFile when it has no main line."""
    lines = list(_logical_lines(one_line_end(decoded.text)))
    utterances = [_utterance(match) for line in lines if (match := _MAIN.match(line))]
    if not utterances:
        raise BadFile("The CHAT file has no line of talk.", "Lines of talk begin with an asterisk, as in ‘*CHI:’.")
    ends = [each.end for each in utterances if each.end is not None]
    return Document(
        paragraphs_of(utterances, joined=True),
        "cha",
        decoded.encoding,
        max(ends, default=None),
        warnings=decoded.warnings,
        legend=dict(_legend(lines)),
    )


def _logical_lines(text: str) -> Iterator[str]:
    """The lines of the file, those that begin with a tab joined to the one they go on with."""
    gathered = ""
    for line in text.split("\n"):
        if line.startswith("\t"):
            gathered += " " + line.strip()
            continue
        if gathered:
            yield gathered
        gathered = line
    yield gathered


def _utterance(match: re.Match[str]) -> Utterance:
    words = match.group("words")
    times = _TIMES.search(words)
    start, end = (int(times.group("start")) / 1000, int(times.group("end")) / 1000) if times else (None, None)
    return Utterance(_CODED.sub("", words).strip(), match.group("label"), start, end)


def _legend(lines: list[str]) -> Iterator[tuple[str, Entry]]:
    """What `@Participants` tells: a code, often a name, and a role for each."""
    for line in lines:
        if not line.startswith("@Participants:"):
            continue
        for each in line.partition(":")[2].split(","):
            code, *words = each.split() or [""]
            name = " ".join(words[:-1]).replace("_", " ") if len(words) > 1 else ""
            role = role_named(words[-1]) if words else None
            if code:
                yield code, Entry(name if len(name) > 1 else None, role)
