"""Taking files in: what would become of a file is known before anything is stored.

`look` and `decide` change nothing; `take_in` then only writes, and a person has seen what.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.errors import BadFile
from thematica.store.ids import CaseId, SourceId
from thematica.store.in_use import is_project
from thematica.store.project import Project, Tx
from thematica.store.reads.transcripts import transcript
from thematica.store.tables import Case, table
from thematica.text.normalise import safe
from thematica.work import cases, correcting, rules, sources
from thematica.work.correcting import Corrected, Touched
from thematica.work.sources import Prepared
from thematica.work.wishes import Wish


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of a file that was read.

    `name` and `kind` are those of the source: of the new one, or of `source`, which is there already and is replaced
    (by `corrected`) or left as it is. `warnings` are sentences for the person who imports.
    """

    prepared: Prepared
    wish: Wish
    fate: Literal["add", "replace", "skip"]
    name: str
    kind: str
    source: SourceId | None = None
    corrected: Corrected | None = None
    warnings: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the act is called in the audit trail."""
        return f"import {self.name}" + (" anew" if self.fate == "replace" else "")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The source that now holds a file's text, and what a replaced text did to the codings on it."""

    source: SourceId
    touched: Touched | None = None


def bytes_of(file: Path, most: int) -> bytes:
    """The bytes of a file, and one more than allowed when it is too large, which the reader then refuses.

    Raises BadFile when it cannot be read.
    """
    if file.is_dir():
        raise BadFile("This is a folder.", f"Name the files in it, such as {file}/*.")
    if file.exists() and not file.is_file():
        raise BadFile("This is not an ordinary file.", "Save its content to a file first.")
    if is_project(file):
        raise BadFile("This is a study, not a file to take in.", "Choose the files it was made from, or merge a copy.")
    try:
        with file.open("rb") as opened_file:
            return opened_file.read(most + 1)
    except FileNotFoundError:
        raise BadFile("There is no such file.", "Check the path.") from None
    except OSError as refusal:
        raise BadFile(f"The file cannot be read ({refusal.strerror}).", "Check its permissions.") from None


def look(project: Project, file: Path, wish: Wish, language: str) -> Plan:
    """Reads a file as wished and says what would become of it. Raises BadFile."""
    data = bytes_of(file, wish.reading.max_bytes)
    prepared = sources.prepare(data, safe(file.name), wish.language or language, wish.reading)
    with project.read() as session:
        return decide(session, prepared, wish)


def decide(session: Session, prepared: Prepared, wish: Wish) -> Plan:
    """What would become of a prepared file as the study stands now. Raises NotAllowed when its name is none."""
    if wish.name is not None:
        prepared = replace(prepared, name=rules.name("source", wish.name))
    warnings = prepared.transcript.warnings
    earlier = sources.earlier_state(session, prepared) if wish.on_duplicate == "replace" else None
    if earlier is not None:
        view = transcript(session, earlier)
        corrected = correcting.prepare_replacement(view, prepared)
        if corrected.is_new:
            return Plan(prepared, wish, "replace", view.name, view.kind, earlier, corrected, warnings)
        return Plan(prepared, wish, "skip", view.name, view.kind, earlier, warnings=warnings)
    there = sources.same_text(session, prepared)
    if there is not None and wish.on_duplicate != "copy":
        view = transcript(session, there)
        return Plan(prepared, wish, "skip", view.name, view.kind, there, warnings=warnings)
    wanted = rules.name("source", prepared.name)
    name = sources.free_name(session, wanted)
    if name != wanted:
        warnings += (f"The name “{wanted}” was taken, so this source is called “{name}”.",)
    return Plan(prepared, wish, "add", name, wish.kind, warnings=warnings)


def take_in(tx: Tx, plan: Plan) -> TakenIn:
    """Stores a file as planned, with its values and with who speaks. What is planned to be skipped must not come here.

    Raises NameTaken or NotAllowed when the study has changed since in a way that forbids it.
    """
    if plan.source is not None and plan.corrected is not None:
        taken = TakenIn(plan.source, correcting.correct(tx, plan.source, plan.corrected))
    else:
        taken = TakenIn(sources.add(tx, plan.prepared, name=plan.name, kind=plan.kind))
    for variable, value in plan.wish.values.items():
        cases.set_source_value(tx, taken.source, variable, value)
    for speaker in plan.prepared.transcript.speakers:
        identity = plan.wish.case_of(speaker.label)
        if identity is not None:
            case = _participant(tx, identity.case)
            sources.set_speaker(tx, taken.source, speaker.label, case=case, certainty=identity.certainty)
    return taken


def _participant(tx: Tx, name: str) -> CaseId:
    """The case of this name, made as a participant where there is none."""
    wanted = rules.name("case", name)
    known = tx.session.execute(sa.select(table(Case).c.guid, table(Case).c.name)).all()
    found = next((guid for guid, called in known if called.casefold() == wanted.casefold()), None)
    return CaseId(found) if found is not None else cases.add(tx, wanted)
