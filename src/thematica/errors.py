"""What can go wrong, as one tree.

    ThematicaError              anything a person can act on
    ├── BadFile                 a file given to us cannot be read as what it should be
    │   ├── TableWithoutTalk    a table in which nobody speaks; its rows may each be a source
    │   └── BadCodebook         a codebook file with problems, every one listed with its line
    ├── BadProject              a project file that cannot be opened
    │   ├── NotAProject         missing, another kind of file, or damaged
    │   └── NewerProject        written by a later version of thematica
    ├── StoreRefused            the disk or the file said no: read-only, locked, full
    ├── NotFound                no such source, code, theme, coding … ; candidates are listed
    ├── Ambiguous               a name that several things bear; candidates are listed
    ├── NameTaken               a sibling already has this name
    ├── NotAllowed              the study's own rules forbid it (a heading is not coded, a cycle in the tree)
    ├── SpanOutsideText         offsets that do not lie in the text
    └── HistoryError
        ├── NothingToUndo       the log has nothing left to take back (or to redo)
        └── UndoConflict        what the act made has been changed since

Every error carries one sentence that says what and where, and a hint that says what to do next.
Neither ever contains transcript text. The command line and the workbench show both; nothing else catches them.
"""


class ThematicaError(Exception):
    """Something a person can act on: `message` says what happened, `hint` what to do next."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadFile(ThematicaError):
    """A file given to us cannot be read as what it should be."""


class TableWithoutTalk(BadFile):
    """A table that is no transcript; its rows may each be a source."""


class BadCodebook(BadFile):
    """A codebook file with problems; `problems` holds each as `file:line: sentence`."""

    def __init__(self, message: str, hint: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.problems = problems


class BadProject(ThematicaError):
    """A project file that cannot be opened."""


class NotAProject(BadProject):
    """The file is missing, of another kind, or damaged."""


class NewerProject(BadProject):
    """The file was written by a later version of thematica."""


class StoreRefused(ThematicaError):
    """The disk or the file said no: read-only, locked by another program, or full."""


class NotFound(ThematicaError):
    """Nothing bears this name or GUID."""


class Ambiguous(ThematicaError):
    """Several things bear this name."""


class NameTaken(ThematicaError):
    """A sibling already has this name."""


class NotAllowed(ThematicaError):
    """The study's own rules forbid it."""


class SpanOutsideText(ThematicaError):
    """Offsets that do not lie in the text they point into."""


class HistoryError(ThematicaError):
    """The history cannot do what was asked."""


class NothingToUndo(HistoryError):
    """The log has nothing left to take back, or nothing to do again."""


class UndoConflict(HistoryError):
    """What the act made has been changed since, so taking it back would lose later work."""
