"""The values of this room: what a reader is told, what it makes of a file, what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from thematica.errors import NotFound
from thematica.text.span import Span
from thematica.text.turns import Turn

DEFAULT_MAX_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person wants a file to be read; every field corrects a guess.

    `encoding` names the encoding of a text file. `pattern` is a regular expression that finds a speaker's label at
    the start of a line, the label being its group `speaker`, else its first group. `not_speakers` are labels that
    nobody bears. `aliases` gives labels another name, `roles` gives labels (or names) a role; both are compared
    without regard to case. `max_bytes` is the largest file that is read.
    """

    encoding: str | None = None
    pattern: str | None = None
    not_speakers: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = DEFAULT_MAX_BYTES


@dataclass(frozen=True, slots=True)
class Speaker:
    """One label of a transcript, with the name it goes by, its role, and how much is said under it.

    `role` is interviewer, moderator, interpreter, participant or unknown.
    """

    label: str
    name: str
    role: str
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A margin comment that came with the file, and the stretch it is about."""

    span: Span
    text: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file as text and turns, before anything is stored.

    `text` is normalised; all positions in `turns` and `comments` are code points of it. `encoding` is given for text
    files. `duration` is in seconds, where the file tells it. `warnings` are sentences for the person who imports;
    they never hold transcript text beyond speaker labels.
    """

    text: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    format: str
    encoding: str | None = None
    duration: float | None = None
    comments: tuple[Comment, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def talk(self) -> tuple[Turn, ...]:
        """The turns of the talk itself."""
        return tuple(turn for turn in self.turns if not turn.aside)

    @property
    def unassigned(self) -> tuple[Turn, ...]:
        """The turns of nobody: what stands beside the talk and, where speakers are named, talk that names none."""
        return tuple(turn for turn in self.turns if turn.aside or (turn.speaker is None and self.speakers))

    def name_of(self, turn: Turn) -> str | None:
        """The name that the label of a turn goes by; None where nobody is named."""
        return next((each.name for each in self.speakers if each.label == turn.speaker), turn.speaker)

    @property
    def times(self) -> tuple[float, float] | None:
        """The first and the last time that a turn bears, in seconds."""
        told = [turn.time for turn in self.turns if turn.time is not None]
        return (told[0], told[-1]) if told else None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that is a source of its own: `number` in the file (from 1), and its cells by column name."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A survey or extraction table: the names of its columns, its rows below the head, and what to know about it."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    format: str
    encoding: str | None = None
    warnings: tuple[str, ...] = ()

    def column(self, wanted: str) -> str:
        """The column of this name, case and spaces apart. Raises NotFound."""
        spelt = {" ".join(each.split()).casefold(): each for each in self.columns}
        found = spelt.get(" ".join(wanted.split()).casefold())
        if found is None:
            raise NotFound(f"The table has no column “{wanted}”.", f"Its columns are: {', '.join(self.columns)}.")
        return found


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as a format gives it; `text` may hold line breaks, and may be empty.

    `bold` lists the stretches set in bold. `apart` says that the file sets it apart from running text, as a heading or
    a row of a table of facts; `aside` that it cannot be talk at all. Where the format itself says who speaks, `body` is
    where the words begin and `speaker` who says them (None: nobody is named); elsewhere `body` is None and the speaker
    is looked for in the text. `time` is in seconds.
    """

    text: str
    bold: tuple[Span, ...] = ()
    apart: bool = False
    aside: bool = False
    speaker: str | None = None
    body: int | None = None
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A margin comment; it runs from `start` to `end`, each a paragraph's number (from 0) and an offset in it."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file's legend tells about one label."""

    name: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a format's reader makes of a file: paragraphs in reading order, and what it has to say about them.

    `legend` is what the format itself tells about labels.
    """

    paragraphs: tuple[Paragraph, ...]
    format: str
    encoding: str | None = None
    duration: float | None = None
    remarks: tuple[Remark, ...] = ()
    warnings: tuple[str, ...] = ()
    legend: Mapping[str, Entry] = field(default_factory=dict)
