"""Two project files side by side: both read, what they have in common found, neither of them changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from thematica.errors import NotAllowed, NotAProject
from thematica.store.engine import APPLICATION_ID, in_words, plain
from thematica.store.migrations import VERSION
from thematica.store.project import Project
from thematica.store.words import body_of
from thematica.work.merge.aliases import Pair
from thematica.work.merge.lineage import Fork, Line, base_state, fork, line_of
from thematica.work.merge.settling import Three, settle
from thematica.work.merge.states import Row, State, shortened, state_now
from thematica.work.merge.templates import Reissued


@dataclass(frozen=True, slots=True)
class Pairing:
    """My project and the copy that is to come in, both as they are while this is open.

    `fork` is where their logs parted; `base_act` the GUID of the last act both had, None for the empty project or
    where it is not known. `news` are the acts that only theirs knows. `has_base` is false where a log was shortened:
    then every difference is a question.
    """

    mine: Line
    theirs: Line
    fork: Fork
    three: Three
    label: str
    news: tuple[str, ...]

    @property
    def has_base(self) -> bool:
        """Whether it is known what both had in common."""
        return self.three.base is not None

    @property
    def base_act(self) -> str | None:
        """The last act that both logs hold."""
        shared = [act for act, other in zip(self.mine.acts, self.theirs.acts, strict=False) if act == other]
        return shared[-1] if shared else None


@contextmanager
def paired(project: Project, other: Path) -> Iterator[Pairing]:
    """Reads a project and a copy of it. The copy is opened for reading and not changed.

    Raises NotAllowed when both are one file, when they are no copies of one project, or when the copy is of an earlier
    version; NotAProject when it is damaged; NewerProject and StoreRefused as when it is opened.
    """
    if other.exists() and other.samefile(project.path):
        raise NotAllowed("A project is not merged with itself.", "Give the file of the other copy.")
    _must_be_of_this_version(other)
    with Project.open(other, coder=project.coder_name) as copy, copy.read() as theirs:
        _must_be_whole(theirs, other)
        with project.read() as mine:
            yield _pairing(mine, theirs, other, project.coder_name)


def _must_be_of_this_version(path: Path) -> None:
    """Opening an older project brings it up to date, and what is somebody else's is not changed by a merge."""
    if not path.is_file():
        return
    with suppress(NotAProject), in_words(path), closing(plain(path)) as file:  # what it is instead is said on opening
        ours = file.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        version = int(file.execute("PRAGMA user_version").fetchone()[0])
        if ours and 1 <= version < VERSION:
            raise NotAllowed(
                f"{path.name} was written by an earlier version of thematica.",
                f"Open it once with this one, for instance with `thematica info {path.name}`, then merge.",
            )


def _must_be_whole(theirs: Session, path: Path) -> None:
    """What is damaged must not come in. Texts are looked at one by one, when they are brought over."""
    connection = theirs.connection()
    sound = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
    if not sound or connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise NotAProject(
            f"The copy {path.name} is damaged.", "`thematica check` says what is wrong with it; ask for a fresh copy."
        )


def _pairing(mine: Session, theirs: Session, other: Path, coder: str) -> Pairing:
    lines = Both(line_of(mine, state_now(mine)), line_of(theirs, state_now(theirs)))
    ours, others = lines.mine, lines.theirs
    if not ours.now["project"].keys() & others.now["project"].keys():
        raise NotAllowed(
            f"{other.name} is no copy of this project: the two have no history in common.",
            "Copies are made with `thematica copy`; codebooks of different projects with `thematica codebook merge`.",
        )
    news = others.known(len(others.acts)) - ours.known(len(ours.acts))
    at = fork(ours, others, len(ours.acts), len(others.acts))
    label = _last_coder(others, news, coder) or other.stem
    return Pairing(ours, others, at, lines.three(at, label), label, tuple(sorted(news)))


def _last_coder(theirs: Line, news: set[str], me: str) -> str | None:
    """Who did the last thing in the copy that is news, where that was not me."""
    last = next((act for act in reversed(theirs.acts) if act in news), None)
    statement = "SELECT coder_name FROM action WHERE guid = ? AND coder_name <> ?"
    found: str | None = theirs.session.connection().exec_driver_sql(statement, (last, me)).scalar()
    return found


@dataclass(frozen=True, slots=True)
class Both:
    """Both logs with what is needed to compare their states; `made` are texts that only a blend of the two has."""

    mine: Line
    theirs: Line
    made: dict[str, str] = field(default_factory=dict)

    def three(self, at: Fork, label: str) -> Three:
        """The three states of a merge."""
        same, different = _remembered(self)
        known = not (
            shortened(self.mine.session, self.mine.number(at.mine))
            or shortened(self.theirs.session, self.theirs.number(at.theirs))
        )
        return Three(
            base=base_state(self.mine, self.theirs, at, self._blend) if known else None,
            mine=self.mine.now,
            theirs=self.theirs.now,
            text=self.text,
            turns_of=self.turns,
            label=label,
            same=same,
            different=different,
            reissued=Reissued(mine=_reissued(self.theirs, self.mine), theirs=_reissued(self.mine, self.theirs)),
            theirs_is_ahead=at.mine == len(self.mine.acts),
        )

    def _blend(self, earlier: State, mine: State, theirs: State) -> State:
        """Two latest common states as one; what they decide differently is left out, so that it is asked about."""
        outcome = settle(Three(earlier, mine, theirs, self.text, self.turns), {})
        self.made.update(outcome.new_words)
        blended = {table: dict(rows) for table, rows in outcome.state.items()}
        for conflict in outcome.open:
            table, guids = conflict.id.split("/")[:2]
            for guid in guids.split("="):
                blended[table].pop(guid, None)
        return blended

    def text(self, digest: str) -> str:
        """The text behind a hash, from whichever file has it."""
        found = self.made.get(digest, _word(self.mine.session, digest))
        return found if found is not None else body_of(self.theirs.session, digest)

    def turns(self, revision: str) -> Sequence[tuple[int, int, str | None]]:
        """The turns of a revision, from whichever file has them."""
        statement = 'SELECT body_start, "end", speaker FROM turn WHERE revision_guid = ? AND NOT aside'
        for line in (self.mine, self.theirs):
            found = line.session.connection().exec_driver_sql(statement, (revision,)).all()
            if found:
                return [(row[0], row[1], row[2]) for row in found]
        return ()


def _word(session: Session, digest: str) -> str | None:
    found: str | None = (
        session.connection().exec_driver_sql("SELECT body FROM words WHERE hash = ?", (digest,)).scalar()
    )
    return found


def _remembered(both: Both) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """What earlier merges, of either copy, have found to be one thing or two."""
    records = [record for line in (both.mine, both.theirs) for _, record in _records(line)]
    same, different = (
        frozenset((table, one, other) for record in records for table, one, other in record[which])
        for which in ("same", "different")
    )
    return same, different


def _records(line: Line) -> Iterator[tuple[Row, dict[str, Any]]]:
    for row in line.now["merge"].values():
        yield row, json.loads(body_of(line.session, row.record_hash))


def _reissued(knowing: Line, other: Line) -> dict[str, str]:
    """The codes that merges only one side knows of have given new GUIDs, where they had come from the other side."""
    known = other.known(len(other.acts))
    return {
        old: new
        for row, record in _records(knowing)
        if row.guid not in other.now["merge"] and known.intersection(body_of(knowing.session, row.acts_hash).split())
        for old, new in record["reissued"].items()
    }
