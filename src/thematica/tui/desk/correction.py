"""Correcting the words of a transcript, and what that does to whatever stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thematica.errors import NotAllowed
from thematica.store.project import Project
from thematica.store.reads.transcripts import TranscriptView
from thematica.text.span import Span
from thematica.text.turns import Turn

if TYPE_CHECKING:
    from thematica.work.carrying import Touch  # what cuts sentences is loaded when something is corrected

_CONTEXT = 40  # characters shown on either side of what differs


@dataclass(frozen=True, slots=True)
class Affected:
    """A coding, a quote, evidence or a memo whose own words a correction changed.

    `name` is its code or theme. `span` is where it stands now, None where nothing is left of its words; `joined` says
    that it became one with a like one there.
    """

    thing: str
    guid: str
    name: str
    before: str
    after: str
    span: Span | None
    joined: bool


def turn_of(view: TranscriptView, span: Span) -> Turn:
    """The turn in which a stretch lies. Raises NotAllowed where it runs over a speaker's label or several turns."""
    for turn in view.turns:
        if turn.body_start <= span.start and span.end <= turn.end:
            return turn
    raise NotAllowed(
        "The selection runs over several turns, and speakers' labels are not corrected here.",
        "Correct one turn at a time; for labels, correct the file and import it again to replace this text.",
    )


def correct(project: Project, view: TranscriptView, span: Span, words: str) -> tuple[Affected, ...] | None:
    """Puts words in the place of a stretch, as the next revision of the text; None where nothing differs.

    Gives what it affected. One act. Raises NotAllowed as `work.correcting` does. Cutting sentences takes a while: not
    for the interface's own thread.
    """
    from thematica.work import correcting

    corrected = correcting.prepare(view, span, words)
    if not corrected.is_new:
        return None
    with project.act(f"correct the text of {view.name}") as tx:
        touched = correcting.correct(tx, view.source, corrected)
    return tuple(_affected(touch, view.text, corrected.text) for touch in touched.touches)


def _affected(touch: Touch, old: str, new: str) -> Affected:
    before, after = touch.before.of(old), touch.after.of(new) if touch.after else ""
    shown = differing(before, after) if touch.after else (before, "")
    return Affected(touch.thing, touch.guid, touch.name, *shown, span=touch.after, joined=touch.into is not None)


def differing(before: str, after: str) -> tuple[str, str]:
    """Two states of some words, each cut down to what differs and a little around it."""
    same = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), None)
    first = min(len(before), len(after)) if same is None else same
    rest = min(len(before), len(after)) - first
    last = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return _cut(before, first, last), _cut(after, first, last)


def _cut(words: str, first: int, last: int) -> str:
    start, end = max(first - _CONTEXT, 0), min(len(words) - last + _CONTEXT, len(words))
    return ("…" if start else "") + words[start:end] + ("…" if end < len(words) else "")
