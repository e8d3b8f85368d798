"""Reads as JSON values: the keys here are a contract with scripts, so they are added to and never renamed.

Offsets are code points of the source's text, half-open; times are seconds; `code` and `codes` hold paths, `speaker` the
name a label goes by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thematica.formats.codebooks.values import Codebook, CodeEntry
    from thematica.store.reads.cases import CaseView, Related, VariableView
    from thematica.store.reads.codes import CodeView
    from thematica.store.reads.excerpts import Excerpt
    from thematica.store.reads.memos import MemoView
    from thematica.store.reads.sources import SourceView
    from thematica.store.reads.study import HistoryLine
    from thematica.store.reads.themes import Passage, ThemeView
    from thematica.store.reads.time_points import Cell
    from thematica.store.reads.transcripts import CodingView, TranscriptView
    from thematica.store.reads.uncoded import UncodedSource
    from thematica.text.span import Span
    from thematica.work.carrying import Touch
    from thematica.work.case_files import Taken
    from thematica.work.correcting import Touched

Json = dict[str, Any]


def source(view: SourceView) -> Json:
    """A source in `sources`."""
    return {
        "guid": view.guid,
        "name": view.name,
        "kind": view.kind,
        "language": view.language,
        "words": view.words,
        "turns": view.turns,
        "speakers": list(dict.fromkeys(speaker.name for speaker in view.speakers)),
        "cast": [
            {"label": each.label, "name": each.name, "role": each.role, "case": each.case} for each in view.speakers
        ],
        "codings": view.codings,
        "variables": view.variables,
        "passes": view.passes,
        "file": view.file_name,
        "format": view.format,
        "duration_s": view.duration,
    }


def transcript(view: TranscriptView, *, turns: bool, codings: tuple[CodingView, ...] | None) -> Json:
    """A source in `show`."""
    shape: Json = {
        "source": view.name,
        "guid": view.source,
        "kind": view.kind,
        "language": view.language,
        "text": view.text,
    }
    if turns:
        shape["turns"] = [
            {
                "n": voice.n,
                "speaker": voice.speaker,
                "role": voice.role,
                "start": voice.start,
                "body_start": voice.body_start,
                "end": voice.end,
                "time_s": voice.time,
            }
            for voice in view.voices.turns
        ]
    if codings is not None:
        shape["codings"] = [coding(each, view.name, view.text) for each in codings]
    return shape


def coding(view: CodingView, source_name: str, text: str) -> Json:
    """A coding in `code`, `autocode` and `show`; `text` is that of its source."""
    return {
        "guid": view.guid,
        "source": source_name,
        "code": view.path,
        "start": view.span.start,
        "end": view.span.end,
        "text": view.span.of(text),
        "coder": view.coder,
        "valence": view.valence,
        "level": view.level,
        "note": view.note,
        "how": view.how,
    }


def touched(done: Touched) -> Json:
    """What a correction did, in `correct` and `import`: places before and after, never words."""
    return {
        "revision": done.number,
        "revision_guid": done.revision,
        "changed": [_touch(each) for each in done.changed],
        "removed": [_touch(each) for each in done.removed],
        "joined": [_touch(each) for each in done.joined],
        "new_labels": list(done.new_labels),
        "gone_labels": list(done.gone_labels),
    }


def _touch(touch: Touch) -> Json:
    return {
        "thing": touch.thing,
        "guid": touch.guid,
        "name": touch.name,
        "before": _span(touch.before),
        "after": _span(touch.after) if touch.after is not None else None,
        "into": touch.into,
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def code(view: CodeView) -> Json:
    """A code in `codes`; `branch` counts its whole branch, nothing twice."""
    return {
        "guid": view.guid,
        "name": view.name,
        "path": view.path,
        "parent": view.parent,
        "codebook": view.codebook,
        "key": view.key,
        "kind": view.kind,
        "brief": view.brief,
        "definition": view.definition,
        "include": list(view.include),
        "exclude": list(view.exclude),
        "example": view.example,
        "example_invented": view.example_invented,
        "aliases": list(view.aliases),
        "symbol": view.symbol,
        "merged_into": view.merged_into,
        "split_from": view.split_from,
        "excerpts": view.counts.excerpts,
        "sources": view.counts.sources,
        "participants": view.counts.participants,
        "branch": asdict(view.total),
        "codings": view.codings,
        "colour": view.colour,
        "codable": view.codable,
        "status": view.status,
    }


def excerpt(view: Excerpt) -> Json:
    """An excerpt in `excerpts`."""
    return {
        "guid": view.guid,
        "source": view.source,
        "start": view.span.start,
        "end": view.span.end,
        "text": view.text,
        "codes": list(view.codes),
        "codings": [
            {"guid": each.guid, "code": each.path, "valence": each.valence, "level": each.level}
            for each in view.codings
        ],
        "coder": view.coder,
        "speaker": view.speaker,
        "speakers": list(view.speakers),
        "turn": view.turn,
        "time_s": view.time,
        "case": view.case,
        "is_evidence": view.is_evidence,
        "before": view.before,
        "after": view.after,
    }


def uncoded(view: UncodedSource) -> Json:
    """A source in `uncoded`, with those turns of participants in which nothing is coded."""
    return {
        "source": view.name,
        "guid": view.guid,
        "turns_of_participants": view.of,
        "uncoded": [
            {
                "turn": each.voice.n,
                "speaker": each.voice.speaker,
                "start": each.span.start,
                "end": each.span.end,
                "text": each.text,
                "time_s": each.voice.time,
            }
            for each in view.passages
        ],
    }


def theme(view: ThemeView) -> Json:
    """A theme in `themes`; its counts are its own, `branch` has those with its subthemes."""
    return {
        "guid": view.guid,
        "number": view.number,
        "name": view.name,
        "parent": view.parent,
        "concept": view.concept,
        "definition": view.definition,
        "account": view.account,
        "status": view.status,
        "codes": [each.path for each in view.codes],
        "quotes": [
            {"guid": each.guid, **_passage(each.passage), "translation": each.translation} for each in view.quotes
        ],
        "evidence": [{"guid": each.guid, **_passage(each.passage), "stance": each.stance} for each in view.evidence],
        **asdict(view.counts),
        "branch": asdict(view.total),
    }


def _passage(view: Passage) -> Json:
    return {
        "text": view.text,
        "source": view.source,
        "start": view.span.start,
        "end": view.span.end,
        "turn": view.turn,
        "speaker": view.speaker,
        "time_s": view.time,
        "case": view.case,
    }


def memo(view: MemoView) -> Json:
    """A memo in `memos`."""
    return {
        "guid": view.guid,
        "text": view.text,
        "coder": view.coder,
        "on": view.kind,
        "about": view.about,
        "start": view.span.start if view.span else None,
        "end": view.span.end if view.span else None,
        "at": view.created_at,
        "purpose": view.purpose,
        "topic": view.topic,
        "private": view.private,
        "links": [{"on": link.kind, "about": link.name, "guid": link.target} for link in view.links],
    }


def case(view: CaseView) -> Json:
    """A case in `case`; `belongs_to` are cases it has a role in, `members` those that have one in it."""
    consent = view.consent
    return {
        "guid": view.guid,
        "name": view.name,
        "type": view.type,
        "variables": view.values,
        "belongs_to": [_related(each) for each in view.belongs_to],
        "members": [_related(each) for each in view.members],
        "speaks": [
            {"source": each.source, "label": each.label, "role": each.role, "certainty": each.certainty}
            for each in view.speaks
        ],
        "about": list(view.about.values()),
        "publications": view.publications,
        "consent": asdict(consent) if consent is not None else None,
    }


def _related(other: Related) -> Json:
    return {"guid": other.guid, "name": other.name, "type": other.type, "role": other.role}


def time_points(names: Iterable[str], cells: Iterable[Cell]) -> list[Json]:
    """What was planned and held with a case, in `cases`; a case with whom nothing was to be held has no cells."""
    return [
        {
            "time_point": name,
            "status": cell.status,
            "planned": cell.planned,
            "reason": cell.reason,
            "sources": list(cell.sources.values()),
        }
        for name, cell in zip(names, cells, strict=False)
    ]


def taken(done: Taken, warnings: Iterable[str]) -> Json:
    """What became of a table, in `cases --import`."""
    return {
        "added": done.added,
        "updated": done.updated,
        "variables": done.variables,
        "mapped": [{"source": source, "label": label, "case": case} for source, label, case in done.mapped],
        "remarks": [asdict(each) for each in done.remarks],
        "warnings": list(warnings),
    }


def variable(view: VariableView) -> Json:
    """A variable in `variables`; `values` says how often each value is held."""
    return {
        "guid": view.guid,
        "name": view.name,
        "applies_to": view.applies_to,
        "type": view.type,
        "levels": list(view.levels),
        "values": view.values,
    }


def act(line: HistoryLine) -> Json:
    """A line of `history`."""
    return {
        "n": line.n,
        "at": line.at,
        "coder": line.coder,
        "kind": line.kind,
        "label": line.label,
        "undone": line.undone,
        "changes": line.changes,
    }


def codebook(book: Codebook) -> Json:
    """A codebook in `codebook show`."""
    return {
        "id": book.id,
        "guid": book.guid,
        "name": book.name,
        "version": book.version,
        "language": book.language,
        "kind": book.kind,
        "notice": book.notice,
        "sources": [asdict(each) for each in book.sources],
        "codes": [_entry(path, entry) for path, entry in book.walk()],
    }


def _entry(path: tuple[str, ...], entry: CodeEntry) -> Json:
    return {
        "guid": entry.guid,
        "name": entry.name,
        "path": " > ".join(path),
        "codable": entry.codable,
        "kind": entry.origin,
        "brief": entry.brief,
        "definition": entry.definition,
        "include": list(entry.include),
        "exclude": list(entry.exclude),
    }
