"""From a document to a transcript: labels found, turns bounded, speakers counted, text normalised."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from thematica.errors import BadFile
from thematica.formats.transcripts.cast import speakers_of
from thematica.formats.transcripts.gathering import Piece, gather, pieces_of_paragraphs
from thematica.formats.transcripts.labels import Line, key
from thematica.formats.transcripts.legends import duration_told
from thematica.formats.transcripts.speakers import find_labels
from thematica.formats.transcripts.times import BRACKETED, counts_days_first, seconds
from thematica.formats.transcripts.timing import retimed
from thematica.formats.transcripts.transcript import Comment, Document, Paragraph, Reading, Transcript
from thematica.text.normalise import normalise
from thematica.text.offsets import OffsetMap
from thematica.text.span import Span
from thematica.text.turns import Turn

_MOST_SHOWN = 8
_NOBODY = "No speakers were recognised: each paragraph is a turn without a speaker."
_TRAILING_TIME = re.compile(rf"(?P<mark>{BRACKETED})\s*$")


def assemble(document: Document, reading: Reading) -> Transcript:
    """The transcript a document holds; raises BadFile when there is no text in it."""
    raw = "\n".join(paragraph.text for paragraph in document.paragraphs)
    normalised = normalise(raw)
    text = normalised.text
    if not raw.strip() or not text.strip():
        raise BadFile("The file holds no text.", "Check that the right file was chosen, or export it again.")
    pieces, said = _pieces(document.paragraphs, reading)
    turns = _turns(pieces, raw, text, normalised.offsets)
    turns, on_times = retimed(turns, text, [piece.mark or "" for piece in pieces if piece.mark or piece.time])
    first = next((n for n, turn in enumerate(turns) if turn.speaker is not None), 0)
    head = [line for turn in turns[:first] for line in turn.body.of(text).split("\n")]
    cast = speakers_of(text, turns, head, document.legend, reading)
    warnings = (*document.warnings, *said, *on_times, *cast.warnings)
    warnings += tuple(
        f"Replaced by a visible sign, as no text should hold them: {each.count} {each.kind}."
        for each in normalised.replaced
    )
    return Transcript(
        text=text,
        turns=turns,
        speakers=cast.speakers,
        format=document.format,
        encoding=document.encoding,
        duration=duration_told(head) if document.duration is None else document.duration,
        comments=_comments(document, normalised.offsets),
        warnings=warnings,
    )


def lines_of(paragraphs: Sequence[Paragraph]) -> list[Line]:
    """The lines of all paragraphs, placed in the text they make when joined by line breaks."""
    lines: list[Line] = []
    for start, paragraph in zip(_starts(paragraphs), paragraphs, strict=True):
        inner = 0
        first = True
        for text in paragraph.text.split("\n"):
            bold = next((span.end - inner for span in paragraph.bold if span.start <= inner < span.end), 0)
            lines.append(Line(text, start + inner, first, min(bold, len(text)), paragraph.apart, paragraph.aside))
            inner += len(text) + 1
            first = first and not text.strip()
    return lines


def _pieces(paragraphs: Sequence[Paragraph], reading: Reading) -> tuple[list[Piece], list[str]]:
    """The stretches of the document that become turns, and what is to be said about them."""
    starts = _starts(paragraphs)
    if any(paragraph.body is not None for paragraph in paragraphs):
        pieces = _told(paragraphs, starts, {key(label) for label in reading.not_speakers})
        told = any(piece.speaker is not None for piece in pieces) or all(piece.time is None for piece in pieces)
        return pieces, [] if told else [_NOBODY]
    lines = lines_of(paragraphs)
    labels = find_labels(lines, reading)
    if any(label is not None for label in labels.of_lines):
        pieces = gather(lines, labels.of_lines)
        return pieces, list(_doubts(pieces, [lines[n].start for n in labels.doubtful]))
    filled = [(at, each.text) for at, each in zip(starts, paragraphs, strict=True) if each.text.strip()]
    return pieces_of_paragraphs(filled), [_NOBODY]


def _doubts(pieces: Sequence[Piece], doubtful: Sequence[int]) -> Iterator[str]:
    """What a person should look at: talk that nobody bears, and lines that might begin a turn of their own."""
    without = sum(piece.speaker is None and not piece.aside for piece in pieces)
    if without:
        yield f"Paragraphs of the talk without a speaker: {without}."
    starts = [piece.start for piece in pieces]
    turns = list(dict.fromkeys(bisect_right(starts, at) for at in doubtful if at not in starts))
    if turns:
        shown = ", ".join(map(str, turns[:_MOST_SHOWN])) + (" …" if len(turns) > _MOST_SHOWN else "")
        yield f"Lines that begin like a label but were left inside a turn: {len(doubtful)} (in turns {shown})."


def _starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Where each paragraph starts in the text they make when joined by line breaks."""
    return [0, *accumulate(len(paragraph.text) + 1 for paragraph in paragraphs[:-1])]


def _told(paragraphs: Sequence[Paragraph], starts: Sequence[int], barred: set[str]) -> list[Piece]:
    """One piece for each paragraph of a format that says itself who speaks; nobody bears a barred label."""
    named = any(paragraph.speaker is not None for paragraph in paragraphs)
    pieces: list[Piece] = []
    for start, each in zip(starts, paragraphs, strict=True):
        if each.text.strip():
            end = start + len(each.text.rstrip())
            aside = each.aside or (named and each.body is None)
            body = min(start + (each.body or 0), end)
            speaker = None if each.speaker is None or key(each.speaker) in barred else each.speaker
            pieces.append(Piece(start, body, end, speaker, time=each.time, aside=aside))
    return pieces


def _turns(pieces: Sequence[Piece], raw: str, text: str, offsets: OffsetMap) -> tuple[Turn, ...]:
    """The pieces as numbered turns of the normalised text, with the times their marks tell."""
    for piece in pieces:
        if piece.mark is None and piece.time is None and not piece.aside:
            trailing = _TRAILING_TIME.search(raw, max(piece.body, piece.end - 40), piece.end)
            piece.mark = trailing.group("mark") if trailing else None
    days_first = counts_days_first([piece.mark for piece in pieces if piece.mark])
    starts = [offsets.position(piece.start, "start") for piece in pieces]
    starts[:1] = [len(text) - len(text.lstrip())]
    turns: list[Turn] = []
    for n, (piece, start, following) in enumerate(zip(pieces, starts, [*starts[1:], len(text)], strict=True), 1):
        end = start + len(text[start:following].rstrip())  # with what only the normaliser made visible
        body = max(start, min(offsets.position(piece.body, "start"), end))
        time = seconds(piece.mark, days_first=days_first) if piece.time is None else piece.time
        speaker = None if piece.speaker is None else unicodedata.normalize("NFC", piece.speaker)
        turns.append(Turn(n, start, body, end, speaker, time, piece.aside))
    return tuple(turns)


def _comments(document: Document, offsets: OffsetMap) -> tuple[Comment, ...]:
    """The document's remarks, placed in the normalised text."""
    starts = _starts(document.paragraphs)
    return tuple(
        Comment(
            offsets.span(Span(starts[each.start[0]] + each.start[1], starts[each.end[0]] + each.end[1])),
            each.text,
            each.author,
        )
        for each in document.remarks
    )
