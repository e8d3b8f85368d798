"""The files that are on their way in: what was understood of each, what a person wants of it, which are ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from thematica.errors import StoreRefused, ThematicaError
from thematica.store.ids import SourceId
from thematica.store.project import Project
from thematica.work import intake
from thematica.work.correcting import Touched
from thematica.work.intake import Plan
from thematica.work.wishes import Wish

Correction = Callable[[Wish], Wish]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on the list. Until it was read it has neither a plan nor a fault; a fault says why it has no plan."""

    path: Path
    wish: Wish
    plan: Plan | None = None
    fault: ThematicaError | None = None
    ticked: bool = True

    @property
    def is_wanted(self) -> bool:
        """Whether it would be stored now."""
        return self.ticked and self.plan is not None and self.plan.fate != "skip"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a file that was to be stored: the source that holds it, new or there already, or a fault.

    `touched` tells what a replaced text did to the codings on it.
    """

    path: Path
    source: SourceId | None = None
    is_new: bool = False
    touched: Touched | None = None
    fault: ThematicaError | None = None


class Batch:
    """The list, in the order in which files were added; each file is on it once."""

    def __init__(self) -> None:
        self._files: dict[Path, Incoming] = {}

    def __iter__(self) -> Iterator[Incoming]:
        return iter(self._files.values())

    def __len__(self) -> int:
        return len(self._files)

    def at(self, path: Path) -> Incoming | None:
        """The file with this path."""
        return self._files.get(path)

    def add(self, paths: Iterable[Path]) -> list[Incoming]:
        """Puts files on the list; gives those that were not on it."""
        new = [Incoming(path, Wish()) for path in dict.fromkeys(map(Path.absolute, paths)) if path not in self._files]
        self._files |= {each.path: each for each in new}
        return new

    def put(self, read: Incoming) -> bool:
        """Takes up what was read of a file; not if it was corrected again, or taken off, meanwhile."""
        known = self._files.get(read.path)
        if known is None or known.wish != read.wish:
            return False
        self._files[read.path] = replace(read, ticked=known.ticked)
        return True

    def stored(self, file: Stored) -> None:
        """Takes a file off the list whose text is in the study now; one that was refused stays, with its fault."""
        known = self._files[file.path]
        if file.fault is None:
            self.drop(file.path)
        else:
            self._files[file.path] = replace(known, plan=None, fault=file.fault)

    def tick(self, path: Path) -> None:
        """Leaves a file out, or takes it in after all."""
        self._files[path] = replace(self._files[path], ticked=not self._files[path].ticked)

    def drop(self, path: Path) -> None:
        """Takes a file off the list."""
        self._files.pop(path, None)

    def correct(self, correction: Correction, paths: Iterable[Path]) -> list[Incoming]:
        """Corrects how files are read and stored; gives those for which that is news."""
        corrected = []
        for path in paths:
            known = self._files[path]
            wish = correction(known.wish)
            if wish != known.wish:
                self._files[path] = replace(known, wish=wish)
                corrected.append(self._files[path])
        return corrected

    @property
    def wanted(self) -> list[Incoming]:
        """What would be stored now."""
        return [each for each in self if each.is_wanted]


def read(project: Project, file: Incoming, language: str) -> Incoming:
    """A file read as wished, or why it cannot be."""
    try:
        return replace(file, plan=intake.look(project, file.path, file.wish, language), fault=None)
    except ThematicaError as fault:
        return replace(file, plan=None, fault=fault)


def store(project: Project, file: Incoming) -> Stored:
    """Stores a file as it was read, in an act of its own. Raises StoreRefused, after which no other would fare better.

    What would become of it is decided anew, as another file of the list may have taken its name meanwhile.
    """
    if file.plan is None:
        return Stored(file.path, fault=file.fault)
    try:
        with project.read() as session:
            plan = intake.decide(session, file.plan.prepared, file.wish)
        if plan.fate == "skip":
            return Stored(file.path, plan.source)
        with project.act(plan.label) as tx:
            taken = intake.take_in(tx, plan)
    except StoreRefused:
        raise
    except ThematicaError as fault:
        return Stored(file.path, fault=fault)
    return Stored(file.path, taken.source, is_new=True, touched=taken.touched)
