"""Which actions each screen has."""

from __future__ import annotations

from thematica.tui.keys.desk import CODING, DESK, FINDING, READING, REVISING
from thematica.tui.keys.everywhere import BESIDE, EVERYWHERE, LISTING, START, STUDY
from thematica.tui.keys.key import Key, in_force, readable
from thematica.tui.keys.rooms import (
    ATTENDING,
    CASES,
    CODEBOOK,
    COMPARING,
    CORRECTING,
    DESCRIBING,
    EVIDENCE,
    EXCERPTS,
    EXPORT,
    FIND,
    HISTORY,
    IMPORT,
    JOURNAL,
    MERGING,
    RESORT,
    SETTINGS,
    TENDING,
    THEMES,
    UNCODED,
)

SCREENS: dict[str, tuple[Key, ...]] = {
    "On the transcript": (*CODING, *REVISING, *READING, *FINDING, *DESK),
    "On the codebook": (*TENDING, *CODEBOOK, *BESIDE),
    "While codings are sorted": (*RESORT, *BESIDE),
    "On the themes": (*THEMES, *BESIDE, *EVIDENCE),
    "Finding in all sources": (*FIND, *FINDING, *LISTING, *BESIDE),
    "On the excerpts": (*EXCERPTS, *LISTING, *BESIDE),
    "On the history": (*HISTORY, *LISTING, *BESIDE),
    "On what is not coded": (*UNCODED, *LISTING, *BESIDE),
    "Comparing coders": (*COMPARING, *LISTING, *BESIDE),
    "On memos and journal": (*JOURNAL, *LISTING, *BESIDE),
    "On a merge": (*MERGING, *LISTING),
    "On the cases": (*CASES, *BESIDE, *DESCRIBING, *ATTENDING),
    "On transcripts to take in": (*IMPORT, *CORRECTING),
    "On the export": EXPORT,
    "On the settings": (*SETTINGS, *BESIDE),
    "On the start screen": START,
    "Everywhere": (*STUDY, *EVERYWHERE),
}
"""What can be done where. An action that is on several screens has the same id, and the same key, on each."""


def pressed(id_: str, app: object) -> str:
    """The key of an action as a sentence names it, for the user of an app."""
    key = next(key for keys in SCREENS.values() for key in keys if key.id == id_)
    [now] = in_force([key], app)
    return readable(now.each[0])
