"""Correcting a text after coding: a new revision, with everything that stands on the text carried along.

Preparing is pure and happens outside any transaction; `correct` then only writes. Turns keep their numbers when words
are corrected, so that a citation such as `FG2, turn 118` stays true.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from thematica.errors import NotAllowed, SpanOutsideText
from thematica.formats.transcripts import Speaker as Heard
from thematica.formats.transcripts import Transcript
from thematica.language.sentences import segmenter_name, sentences
from thematica.store.ids import RevisionId, SourceId, new_guid
from thematica.store.project import Tx
from thematica.store.reads.transcripts import TranscriptView
from thematica.store.tables import Revision, Source, Speaker, table
from thematica.text.edits import difference
from thematica.text.normalise import combines_with_previous, normalise
from thematica.text.offsets import Edit, OffsetMap
from thematica.text.span import Span
from thematica.text.turns import Turn
from thematica.work import rules
from thematica.work.carrying import Touch, carry
from thematica.work.sources import Prepared, store_revision, store_speakers


@dataclass(frozen=True, slots=True)
class Corrected:
    """The next state of a source's text, ready to be stored; `offsets` leads to it from the revision `of`.

    `file` is the file it was read from, where a whole file takes the place of the text. `is_new` is false where nothing
    differs from what is stored.
    """

    of: RevisionId
    text: str
    turns: tuple[Turn, ...]
    sentences: tuple[Span, ...]
    segmenter: str
    language: str
    offsets: OffsetMap
    is_new: bool
    file: Prepared | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """What a correction did. `revision` is now the source's current one; its `number` counts from 1 at import.

    `touches` are the codings, evidence, quotes and memos for a person to look at; what is not listed reads as before.
    `new_labels` and `gone_labels` are speakers whom only the new or only the old text has.
    """

    revision: RevisionId
    number: int
    touches: tuple[Touch, ...] = ()
    new_labels: tuple[str, ...] = ()
    gone_labels: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[Touch, ...]:
        """What stands on other words than before."""
        return tuple(touch for touch in self.touches if touch.after is not None and touch.into is None)

    @property
    def removed(self) -> tuple[Touch, ...]:
        """What lost all its words."""
        return tuple(touch for touch in self.touches if touch.after is None)

    @property
    def joined(self) -> tuple[Touch, ...]:
        """What became one with a like thing on the same words."""
        return tuple(touch for touch in self.touches if touch.into is not None)


def prepare(view: TranscriptView, span: Span, new_words: str) -> Corrected:
    """The text with the words under `span` replaced; an empty span puts words in, empty words take some out.

    Only what differs counts as changed, so a whole sentence may be given for the sake of one word. Words put in at the
    end of a turn belong to it. Raises SpanOutsideText, and NotAllowed when a speaker's label, what lies between turns,
    or the whole text would change.
    """
    if span.end > len(view.text):
        raise SpanOutsideText(
            f"The stretch {span.start}–{span.end} runs past the end of the text ({len(view.text)} characters).",
            "Offsets count characters from 0; `thematica show --turns --json` lists them.",
        )
    span, words = _composed(view.text, span, new_words)
    text = view.text[: span.start] + words + view.text[span.end :]
    if not text.strip():
        raise NotAllowed("Nothing would be left of the text.", "Remove the source instead.")
    offsets = _difference(view.text, span, words)
    turns = _carried(view.turns, offsets.edits)
    segmenter = segmenter_name(view.language)
    return Corrected(
        of=view.revision,
        text=text,
        turns=turns,
        sentences=_sentences(view, text, turns, offsets),
        segmenter=segmenter if segmenter == view.segmenter else f"{view.segmenter}; corrected turns: {segmenter}",
        language=view.language,
        offsets=offsets,
        is_new=text != view.text,
    )


def prepare_replacement(view: TranscriptView, prepared: Prepared) -> Corrected:
    """The text and turns as a corrected file has them; what differs is found by comparing the two texts."""
    made = prepared.transcript
    in_its_language = prepared.language == view.language
    return Corrected(
        of=view.revision,
        text=made.text,
        turns=made.turns,
        sentences=prepared.sentences if in_its_language else sentences(made.text, made.turns, view.language),
        segmenter=prepared.segmenter if in_its_language else segmenter_name(view.language),
        language=view.language,
        offsets=difference(view.text, made.text),
        is_new=(made.text, made.turns) != (view.text, view.turns),
        file=prepared,
    )


def prepare_language(view: TranscriptView, language: str) -> Corrected:
    """The same text as one in another language, its sentences cut anew. Raises NotAllowed for what is no language."""
    rules.language(language)
    return Corrected(
        of=view.revision,
        text=view.text,
        turns=view.turns,
        sentences=sentences(view.text, view.turns, language),
        segmenter=segmenter_name(language),
        language=language,
        offsets=OffsetMap.identity(),
        is_new=language != view.language,
    )


def correct(tx: Tx, source: SourceId, corrected: Corrected) -> Touched:
    """Stores the next revision of a source and carries everything that stands on its text along.

    What is not new leaves no trace. In a file that replaces the text, speakers with a label known before keep their
    name, role and case. Raises NotAllowed when the source has been corrected since this was prepared.
    """
    row = rules.row(tx.session, Source, source, "source")
    if row.revision_guid != corrected.of:
        raise NotAllowed(
            f"The text of “{row.name}” has been corrected meanwhile.", "Look at it as it is now, and correct that."
        )
    last = rules.row(tx.session, Revision, corrected.of, "revision")
    if not corrected.is_new:
        return Touched(corrected.of, last.number)
    revision = RevisionId(new_guid())
    store_revision(tx, source, revision, last.number + 1, _as_prepared(row.name, last, corrected))
    row.revision_guid, row.language = revision, corrected.language
    heard = corrected.file.transcript.speakers if corrected.file else None
    new, gone = _recast(tx, source, heard) if heard is not None else ((), ())
    touches = carry(tx, source, corrected.offsets, corrected.text)
    return Touched(revision, last.number + 1, touches, new, gone)


def _composed(text: str, span: Span, new_words: str) -> tuple[Span, str]:
    """The span and its new words, widened over characters that combine, so that the new text is in its stored form."""
    words, start, end = normalise(new_words).text, span.start, span.end
    while end < len(text) and combines_with_previous(text[end]):
        end += 1
    words += text[span.end : end]
    while start > 0 and words and combines_with_previous(words[0]):
        start -= 1
        words = text[start] + words
    return Span(start, end), normalise(words).text


def _difference(text: str, span: Span, words: str) -> OffsetMap:
    """What differs when `words` stand for `span`. A word changed at its border counts as changed, not as followed."""
    start, end = span.start, span.end
    old = span.of(text)
    if old[:1].strip() or words[:1].strip():
        while start > 0 and not text[start - 1].isspace():
            start -= 1
    if old[-1:].strip() or words[-1:].strip():
        while end < len(text) and not text[end].isspace():
            end += 1
    changed = difference(text[start:end], text[start : span.start] + words + text[span.end : end])
    return OffsetMap.replacing((edit.old.start + start, len(edit.old), len(edit.new)) for edit in changed.edits)


def _carried(turns: Sequence[Turn], edits: Sequence[Edit]) -> tuple[Turn, ...]:
    """The turns after edits inside their bodies. Raises NotAllowed when an edit reaches beyond one body."""
    ends = [turn.end for turn in turns]
    growth = dict.fromkeys(range(len(turns)), 0)
    for edit in edits:
        owner = bisect_left(ends, edit.old.end)
        if owner == len(turns) or edit.old.start < turns[owner].body_start:
            raise NotAllowed(
                "This would change a speaker's label, or what lies between two turns.",
                "Correct words inside a turn; import the corrected file with `--on-duplicate replace` for the rest.",
            )
        growth[owner] += len(edit.new) - len(edit.old)
    carried, shift = [], 0
    for place, turn in enumerate(turns):
        start, body_start = turn.start + shift, turn.body_start + shift
        shift += growth[place]
        carried.append(replace(turn, start=start, body_start=body_start, end=turn.end + shift))
    return tuple(carried)


def _sentences(view: TranscriptView, text: str, turns: Sequence[Turn], offsets: OffsetMap) -> tuple[Span, ...]:
    """The sentences of the new text: cut anew in the turns that were edited, moved along in all others."""
    ends = [turn.end for turn in view.turns]
    edited = sorted({bisect_left(ends, end) for end in offsets.old_ends})
    again = [Span(view.turns[place].body_start, view.turns[place].end) for place in edited]
    kept = (each for each in view.sentences if not any(body.contains(each) for body in again))
    fresh = sentences(text, [turns[place] for place in edited], view.language)
    return tuple(sorted((*map(offsets.span, kept), *fresh)))


def _as_prepared(name: str, last: Revision, corrected: Corrected) -> Prepared:
    """What is to be stored; a corrected text is still said to come from the file it was first read from."""
    duration = float(last.duration) if last.duration is not None else None
    made = corrected.file or Prepared(
        transcript=Transcript("", (), (), last.format, last.encoding, duration),
        sentences=(),
        segmenter="",
        language="",
        name=name,
        file_name=last.file_name,
        file_hash=last.file_hash,
    )
    return replace(
        made,
        transcript=replace(made.transcript, text=corrected.text, turns=corrected.turns),
        sentences=corrected.sentences,
        segmenter=corrected.segmenter,
        language=corrected.language,
    )


def _recast(tx: Tx, source: SourceId, heard: Sequence[Heard]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Brings the speakers of a source in step with a new text; gives the new labels and those that are gone."""
    speaker = table(Speaker)
    known = set(tx.session.execute(sa.select(speaker.c.label).where(speaker.c.source_guid == source)).scalars())
    new = [each for each in heard if each.label not in known]
    gone = sorted(known - {each.label for each in heard})
    store_speakers(tx, source, new)
    tx.session.execute(sa.delete(speaker).where(speaker.c.source_guid == source, speaker.c.label.in_(gone)))
    return tuple(each.label for each in new), tuple(gone)
