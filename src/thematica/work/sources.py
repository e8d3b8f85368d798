"""Sources: taking transcripts in, naming them, saying who speaks, removing them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePath

import sqlalchemy as sa
from sqlalchemy.orm import Session

from thematica.errors import NameTaken, NotAllowed, NotFound
from thematica.formats.transcripts import Comment, Reading, Transcript, read
from thematica.formats.transcripts import Speaker as Heard
from thematica.language.sentences import segmenter_name, sentences
from thematica.store import search_index, words
from thematica.store.ids import CaseId, RevisionId, SourceId, link_guid, new_guid
from thematica.store.project import Tx
from thematica.store.tables import (
    CERTAINTIES,
    KINDS,
    ROLES,
    Case,
    Revision,
    SentenceRow,
    Source,
    Speaker,
    TurnRow,
    table,
)
from thematica.text.span import Span
from thematica.work import memos, rules


@dataclass(frozen=True, slots=True)
class Prepared:
    """A transcript file read and cut into units, ready to be stored; made outside any transaction."""

    transcript: Transcript
    sentences: tuple[Span, ...]
    segmenter: str
    language: str
    name: str
    file_name: str
    file_hash: str

    @property
    def words(self) -> int:
        """The number of words, split at white space, labels included."""
        return len(self.transcript.text.split())


def prepare(data: bytes, file_name: str, language: str, reading: Reading | None = None) -> Prepared:
    """Reads a transcript file and cuts it into sentences. Raises BadFile."""
    transcript = read(data, file_name, reading or Reading())
    file_hash = hashlib.sha256(data).hexdigest()
    return units_of(transcript, language, name=PurePath(file_name).stem, file_name=file_name, file_hash=file_hash)


def units_of(transcript: Transcript, language: str, *, name: str, file_name: str, file_hash: str) -> Prepared:
    """A transcript cut into sentences, with the name it asks for and the file it came from."""
    return Prepared(
        transcript=transcript,
        sentences=sentences(transcript.text, transcript.turns, language),
        segmenter=segmenter_name(language),
        language=language,
        name=name,
        file_name=PurePath(file_name).name,
        file_hash=file_hash,
    )


def same_text(session: Session, prepared: Prepared) -> SourceId | None:
    """The source that already holds just this text, if any."""
    src, revision = table(Source), table(Revision)
    query = (
        sa.select(src.c.guid)
        .join_from(src, revision, src.c.revision_guid == revision.c.guid)
        .where(revision.c.text_hash == words.hash_of(prepared.transcript.text))
    )
    found = session.execute(query).scalars().first()
    return SourceId(found) if found else None


def earlier_state(session: Session, prepared: Prepared) -> SourceId | None:
    """The one source whose file had this name, or that is called like it: what a corrected file would replace."""
    src, revision = table(Source), table(Revision)
    query = sa.select(src.c.guid, src.c.name, revision.c.file_name).join_from(
        src, revision, src.c.revision_guid == revision.c.guid
    )
    rows = session.execute(query).all()
    by_file = [row.guid for row in rows if row.file_name == prepared.file_name]
    found = by_file or [row.guid for row in rows if row.name.casefold() == prepared.name.casefold()]
    return SourceId(found[0]) if len(found) == 1 else None


def free_name(session: Session, wanted: str) -> str:
    """The wanted source name, numbered where it is taken already."""
    return numbered(wanted, names_taken(session))


def names_taken(session: Session) -> set[str]:
    """The names of all sources, without regard to case."""
    return {each.casefold() for each in session.execute(sa.select(table(Source).c.name)).scalars()}


def numbered(wanted: str, taken: Collection[str]) -> str:
    """The wanted name, numbered where it is among those taken."""
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name


def add(tx: Tx, prepared: Prepared, *, name: str | None = None, kind: str = "interview") -> SourceId:
    """Stores a prepared transcript as a new source, comments in its file as memos. Raises NameTaken."""
    called = rules.name("source", name or prepared.name)
    if free_name(tx.session, called) != called:
        raise NameTaken(f"There is already a source called “{called}”.", "Give it another name.")
    guid = SourceId(new_guid())
    revision = RevisionId(new_guid())
    last = tx.session.execute(sa.select(sa.func.coalesce(sa.func.max(table(Source).c.position), 0))).scalar_one()
    tx.session.add(
        Source(
            guid=guid,
            name=called,
            kind=rules.one_of("kind of source", kind, KINDS),
            language=prepared.language,
            revision_guid=revision,
            position=last + 1,
            created_at=tx.now,
        )
    )
    tx.session.flush()
    store_revision(tx, guid, revision, 1, prepared)
    store_speakers(tx, guid, prepared.transcript.speakers)
    for comment in prepared.transcript.comments:
        memos.write(tx, memos.About(source=guid, span=_commented(prepared.transcript, comment)), _told(comment))
    return guid


def _commented(transcript: Transcript, comment: Comment) -> Span | None:
    """The stretch a comment is about; the turn it stands in where it marks a place only, else the whole source."""
    if comment.span.start < comment.span.end:
        return comment.span
    around = (turn.body for turn in transcript.turns if turn.start <= comment.span.start <= turn.end)
    return next((body for body in around if body.start < body.end), None)


def _told(comment: Comment) -> str:
    return f"{comment.text}\n({comment.author}, in the file)" if comment.author else comment.text


def store_revision(tx: Tx, source: SourceId, revision: RevisionId, number: int, prepared: Prepared) -> None:
    """Stores a state of a source's text with its turns and sentences."""
    transcript = prepared.transcript
    tx.session.add(
        Revision(
            guid=revision,
            source_guid=source,
            number=number,
            text_hash=words.keep(tx.session, transcript.text),
            file_name=prepared.file_name,
            file_hash=prepared.file_hash,
            format=transcript.format,
            encoding=transcript.encoding,
            duration=str(transcript.duration) if transcript.duration is not None else None,
            words=prepared.words,
            turns=len(transcript.turns),
            segmenter=prepared.segmenter,
            coder_guid=tx.coder,
            created_at=tx.now,
        )
    )
    tx.session.flush()
    turns = [
        {
            "revision_guid": revision,
            "n": turn.n,
            "start": turn.start,
            "body_start": turn.body_start,
            "end": turn.end,
            "speaker": turn.speaker,
            "time": turn.time,
            "aside": turn.aside,
        }
        for turn in transcript.turns
    ]
    units = [
        {"revision_guid": revision, "n": n, "start": unit.start, "end": unit.end}
        for n, unit in enumerate(prepared.sentences, start=1)
    ]
    if turns:
        tx.session.execute(sa.insert(table(TurnRow)), turns)
    if units:
        tx.session.execute(sa.insert(table(SentenceRow)), units)
    search_index.write(tx.session, revision, ((turn.n, turn.body.of(transcript.text)) for turn in transcript.turns))


def store_speakers(tx: Tx, source: SourceId, heard: Iterable[Heard]) -> None:
    """Stores the speakers of a transcript, of no known case yet."""
    for each in heard:
        tx.session.add(
            Speaker(
                guid=link_guid(source, each.label),
                source_guid=source,
                label=each.label,
                name=each.name,
                role=each.role,
            )
        )
    tx.session.flush()


def rename(tx: Tx, source: SourceId, name: str) -> None:
    """Gives a source another name. Raises NameTaken."""
    called = rules.name("source", name)
    row = rules.row(tx.session, Source, source, "source")
    if called.casefold() != row.name.casefold() and free_name(tx.session, called) != called:
        raise NameTaken(f"There is already a source called “{called}”.", "Give it another name.")
    row.name = called


def remove(tx: Tx, source: SourceId) -> None:
    """Takes a source out with everything on it: codings, evidence, quotes, memos, passes."""
    tx.session.delete(rules.row(tx.session, Source, source, "source"))
    tx.session.flush()


def set_kind(tx: Tx, source: SourceId, kind: str) -> None:
    """Says what a source is: interview, focus-group, field-note, survey or publication."""
    rules.row(tx.session, Source, source, "source").kind = rules.one_of("kind of source", kind, KINDS)
    tx.session.flush()


def set_speaker(
    tx: Tx,
    source: SourceId,
    label: str,
    *,
    name: str | None = None,
    role: str | None = None,
    case: CaseId | None = None,
    certainty: str | None = None,
) -> None:
    """Corrects who a label stands for: the name shown, the role, the case and how sure that is; None leaves a field.

    A case given without a certainty is known; certainty `unknown` takes the case off. Raises NotFound, or NotAllowed
    where case and certainty contradict each other or the case is no participant.
    """
    speaker = tx.session.get(Speaker, link_guid(source, label))
    if speaker is None:
        raise NotFound(f"No speaker of this source is labelled “{label}”.", "`thematica show` lists the speakers.")
    if name is not None:
        speaker.name = rules.name("speaker", name)
    if role is not None:
        speaker.role = rules.one_of("role", role, ROLES)
    if case is not None or certainty is not None:
        _set_case(tx, speaker, case, certainty)
    tx.session.flush()


def _set_case(tx: Tx, speaker: Speaker, case: CaseId | None, certainty: str | None) -> None:
    sure = rules.one_of("certainty", certainty or "known", CERTAINTIES)
    if sure == "unknown" and case is not None:
        raise NotAllowed("A speaker who is this case cannot be unknown too.", "Leave one of the two away.")
    if sure == "unknown":
        speaker.case_guid, speaker.certainty = None, sure
        return
    chosen = case or speaker.case_guid
    if chosen is None:
        raise NotAllowed("This speaker has no case yet that could be known or unsure.", "Give the case as well.")
    row = rules.row(tx.session, Case, chosen, "case")
    if row.type != "participant":
        raise NotAllowed(f"“{row.name}” is a {row.type}; only participants speak.", "Choose a participant.")
    speaker.case_guid, speaker.certainty = chosen, sure
