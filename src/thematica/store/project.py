"""A project: one SQLite file. Acts open the only transactions that write; reads see one unmoving state."""

from __future__ import annotations

import getpass
import glob
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, configure_mappers
from sqlmodel import SQLModel

import thematica
from thematica.errors import NotAllowed, NotAProject, NothingToUndo, StoreRefused, UndoConflict
from thematica.store import journal, migrations, search_index
from thematica.store.engine import APPLICATION_ID, connect, in_words, may_write, plain
from thematica.store.ids import ActionId, CoderId, new_guid
from thematica.store.journal import RowChange
from thematica.store.tables import Action, Coder, Study, table

SUFFIX = ".thematica"
Kind = Literal["do", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Tx:
    """An open transaction: what a verb is given. Verbs compose because none of them can commit."""

    session: Session
    action: ActionId
    coder: CoderId
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What an act did: views that show such a thing read again."""

    action: ActionId
    label: str
    rows: tuple[RowChange, ...]

    def tables(self) -> frozenset[str]:
        """The kinds of rows that changed."""
        return frozenset(row.table for row in self.rows)


def utc_now() -> str:
    """This moment as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def system_coder() -> str:
    """The name of whoever is logged in, for a coder who gave none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's list, as in some containers
        return "coder"


class Project:
    """An open project file. Use `create` or `open`; close it, or use it in a `with` block."""

    def __init__(self, path: Path, engine: sa.Engine, coder: str, now: Callable[[], str]) -> None:
        self.path = path
        self.coder_name = coder
        self.is_read_only = not may_write(path)
        self._engine = engine
        self._now = now
        self._listeners: list[Callable[[Changed], None]] = []
        self._acting = False
        self._watch = plain(path)  # one connection kept: PRAGMA data_version compares what the same one saw before
        self._version = self._data_version()
        self._seen = self._last_action()

    # -- making and opening -------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        name: str,
        approach: str = "reflexive",
        language: str = "en",
        coder: str | None = None,
        now: Callable[[], str] = utc_now,
    ) -> Project:
        """Makes a new project file and opens it. Raises NotAllowed when the path is taken, StoreRefused when it fails.

        The file is built under another name and put in place whole, so an interrupted start leaves nothing behind.
        """
        if path.exists():
            raise NotAllowed(f"{path} exists already.", "Choose another name, or open it with `thematica open`.")
        if not path.parent.is_dir():
            raise NotAllowed(f"The folder {path.parent} does not exist.", "Make the folder first.")
        building = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            with in_words(path):
                _build(
                    building,
                    Study(guid=new_guid(), name=name, approach=approach, language=language, created_at=now()),
                )
            os.link(building, path)  # unlike a rename, a link never replaces a file that came in between
        except OSError as fault:
            raise StoreRefused(f"{path} could not be made ({fault.strerror}).", "Choose another folder.") from None
        finally:
            for leftover in building.parent.glob(glob.escape(building.name) + "*"):
                leftover.unlink()
        return cls.open(path, coder=coder, now=now)

    @classmethod
    def open(cls, path: Path, *, coder: str | None = None, now: Callable[[], str] = utc_now) -> Project:
        """Opens a project file, migrating an older one after a copy of it was made.

        Raises NotAProject, NewerProject or StoreRefused.
        """
        _look_like_sqlite(path)
        engine = connect(path)
        try:
            with in_words(path):
                migrations.bring_up_to_date(engine, path)
                return cls(path, engine, coder or system_coder(), now)
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Lets go of the file; SQLite then folds its write-ahead log into it."""
        self._watch.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- acts and reads -----------------------------------------------------------------------------------------

    @contextmanager
    def act(self, label: str, *, coder: str | None = None) -> Iterator[Tx]:
        """One gesture: one transaction, one undo step, one line of the audit trail.

        An act that changes nothing leaves no line. Prepare first (files, language work), so that writes never wait.
        """
        with self._connected() as session:
            tx = self._begin(session, "do", label, None, coder or self.coder_name)
            yield tx
            session.flush()
            rows = journal.changes_of(session, tx.action)
            if not rows:
                return  # without a commit, so that not even a line in the log is left
            _commit(session)
        self._seen = tx.action
        self._announce(Changed(tx.action, label, rows))

    @staticmethod
    def make_ready() -> None:
        """Does what the first act would otherwise begin with, for a program in which somebody waits for that one."""
        configure_mappers()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A state of the project that does not move while it is looked at."""
        with in_words(self.path), self._engine.connect() as connection, Session(connection) as session:
            yield session

    def undo(self, *, mine: bool = False) -> Changed:
        """Takes the last act back: the project's, or with `mine` this coder's own.

        Raises NothingToUndo, or UndoConflict when later work depends on it.
        """
        return self._again("undo", mine=mine)

    def redo(self, *, mine: bool = False) -> Changed:
        """Does the act last taken back again. Raises NothingToUndo or UndoConflict."""
        return self._again("redo", mine=mine)

    def reindex(self) -> None:
        """Makes the search index anew from the texts: it is derived, so this is no act and leaves no line."""
        with self._connected() as session:
            search_index.rebuild(session)
            session.commit()

    def take_back(self, acts: Sequence[ActionId]) -> tuple[Changed, ...]:
        """Takes back these acts, the last first: all of them, or none. Each leaves a line in the history.

        Raises NothingToUndo when one of them does not stand, or UndoConflict when other work depends on it.
        """
        return self._restore("undo", sorted(acts, reverse=True))

    def _again(self, kind: Literal["undo", "redo"], *, mine: bool) -> Changed:
        with self.read() as session:
            coder = self._coder_guid(session, self.coder_name) if mine else None
            done, undone = journal.stacks(session, coder)
        stack = done if kind == "undo" else undone
        if not stack or (mine and coder is None):
            what = "take back" if kind == "undo" else "do again"
            whose = f" by {self.coder_name}" if mine else ""
            raise NothingToUndo(f"There is nothing{whose} to {what}.", "`thematica history` lists every act.")
        return self._restore(kind, [stack[-1]])[0]

    def _restore(self, kind: Literal["undo", "redo"], acts: Sequence[ActionId]) -> tuple[Changed, ...]:
        side: journal.Side = "before" if kind == "undo" else "after"
        action = table(Action)
        done = []
        with self._connected() as session:
            query = sa.select(action.c.id, action.c.label).where(action.c.id.in_(acts))
            labels = {ActionId(number): label for number, label in session.execute(query)}
            standing = frozenset(journal.stacks(session)[0])
            if kind == "undo" and not standing.issuperset(acts):
                raise NothingToUndo("An act has been taken back already.", "Look at the history, then try again.")
            for act in acts:
                tx = self._begin(session, kind, labels[act], act, self.coder_name)
                done.append(Changed(tx.action, labels[act], journal.restore(session, act, side, tx.action)))
            _commit(session)
        self._seen = max((changed.action for changed in done), default=self._seen)
        for changed in done:
            self._announce(changed)
        return tuple(done)

    @contextmanager
    def _connected(self) -> Iterator[Session]:
        """A transaction that can write; nothing is kept without a commit."""
        if self._acting:
            raise RuntimeError("an act was begun inside another act")
        self._acting = True
        try:
            with (
                in_words(self.path),
                self._engine.connect().execution_options(writes=True) as connection,
                Session(connection, expire_on_commit=False) as session,
            ):
                yield session
        finally:
            self._acting = False

    def _begin(self, session: Session, kind: Kind, label: str, target: ActionId | None, coder: str) -> Tx:
        now = self._now()
        known = self._coder_guid(session, coder)
        guid = known or CoderId(new_guid())
        action = Action(
            guid=new_guid(),
            kind=kind,
            target_id=target,
            label=label,
            coder_guid=guid,
            coder_name=coder,
            at=now,
            schema_version=migrations.VERSION,
            tool=thematica.__version__,
        )
        session.add(action)
        session.flush()
        if known is None and kind == "do":
            session.add(Coder(guid=guid, name=coder, created_at=now))
            session.flush()
        return Tx(session, ActionId(action.id or 0), guid, now)

    @staticmethod
    def _coder_guid(session: Session, name: str) -> CoderId | None:
        coder = table(Coder)
        found = session.execute(sa.select(coder.c.guid).where(coder.c.name == name)).scalar()
        return CoderId(found) if found else None

    # -- noticing -----------------------------------------------------------------------------------------------

    def on_change(self, listener: Callable[[Changed], None]) -> None:
        """Calls `listener` after every act, ours or (see `look`) another program's."""
        self._listeners.append(listener)

    def look(self) -> None:
        """Announces what other programs have done to the file since the last look."""
        with in_words(self.path):
            version = self._data_version()
            if version == self._version:
                return
            self._version = version
            with self.read() as session:
                action = table(Action)
                query = sa.select(action.c.id, action.c.label).where(action.c.id > self._seen).order_by(action.c.id)
                news = [
                    Changed(ActionId(number), label, journal.changes_of(session, ActionId(number)))
                    for number, label in session.execute(query).all()
                ]
        for changed in news:
            self._seen = changed.action
            self._announce(changed)

    def _announce(self, changed: Changed) -> None:
        for listener in self._listeners:
            listener(changed)

    def _data_version(self) -> int:
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _last_action(self) -> ActionId:
        return ActionId(self._watch.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()[0])


def _commit(session: Session) -> None:
    try:
        session.commit()
    except IntegrityError:
        raise UndoConflict(
            "This was not done: something it refers to is gone.",
            "Look at `thematica history`, then try again.",
        ) from None


def _build(path: Path, study: Study) -> None:
    with closing(plain(path)) as file:
        file.execute("PRAGMA journal_mode=WAL")
        file.execute(f"PRAGMA application_id={APPLICATION_ID}")
    path.chmod(0o600)  # participants' words are nobody else's on a shared machine
    engine = connect(path)
    try:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            SQLModel.metadata.create_all(connection)
            connection.execute(sa.insert(table(Study)).values(study.model_dump()))
            for statement in (*journal.triggers(), *search_index.TABLES):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA user_version={migrations.VERSION}")
    finally:
        engine.dispose()


def _look_like_sqlite(path: Path) -> None:
    if not path.exists():
        raise NotAProject(f"There is no project at {path}.", "Check the path, or make one with `thematica new`.")
    if path.is_dir():
        raise NotAProject(f"{path} is a folder, not a project file.", f"Project files end in {SUFFIX}.")
    if path.with_name(f"{path.name}-shm").exists():
        return  # in use, perhaps by this very program, which would lose its locks; SQLite tells what it is
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as fault:
        raise StoreRefused(f"{path} cannot be read ({fault.strerror}).", "Check its permissions.") from None
    if head != b"SQLite format 3\x00":
        raise NotAProject(
            f"{path.name} is not a thematica project.",
            "Transcripts are added with `thematica import PROJECT FILE`; projects are made with `thematica new`.",
        )
