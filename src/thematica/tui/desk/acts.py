"""What the desk does to the project: each function is one act, with the words the history shows for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thematica.store.ids import CodeId, SourceId
from thematica.store.project import Project, Tx
from thematica.store.reads.codes import CodeView
from thematica.store.reads.rounds import RoundView
from thematica.store.reads.sources import SourceView
from thematica.store.reads.transcripts import CodingView, codings
from thematica.text.span import Span
from thematica.tui.desk.code_search import NewCode
from thematica.tui.desk.subjects import Subject
from thematica.work import autocode, codebook, coding, memos, passes, rounds, study

VALENCES = ("none", "enabler", "barrier", "mixed", "suggestion")  # as `+` walks through them
FEW = 3  # names in a line of the history


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act happens: a stretch of a source, and whether this is the coder's first mark in it."""

    source: SourceId
    name: str
    span: Span
    unread: bool = False


def named(code: CodeView) -> str:
    """A code in a line of the history; the name of an in vivo code is a participant's words and stays out of it."""
    return "an in vivo code" if code.kind == "in-vivo" else f"“{code.name}”"


def apply(project: Project, place: Place, codes: Sequence[CodeView], new: NewCode | None = None) -> tuple[CodeId, ...]:
    """Puts codes on a stretch, making a new one first where asked. Gives the codes applied."""
    with project.act(f"code {_listed(codes, new)} in {place.name}") as tx:
        chosen = _made(tx, codes, new)
        coding.apply(tx, place.source, place.span, chosen)
        _begin_reading(tx, place)
    return chosen


def _listed(codes: Sequence[CodeView], new: NewCode | None) -> str:
    names = [*map(named, codes), *([f"“{new.name}”"] if new else [])]
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return f"{', '.join(names[:FEW])}{more}"


def _made(tx: Tx, codes: Sequence[CodeView], new: NewCode | None) -> tuple[CodeId, ...]:
    made = [codebook.new_code(tx, new.name, parent=new.parent)] if new else []
    return (*(code.guid for code in codes), *made)


def code_hit(
    project: Project, hit: autocode.Hit, codes: Sequence[CodeView], new: NewCode | None = None
) -> tuple[CodeId, ...]:
    """Puts codes on what a search found; the codings say so. Gives the codes applied."""
    with project.act(f"code {_listed(codes, new)} in {hit.source_name}, found by search") as tx:
        chosen = _made(tx, codes, new)
        for code in chosen:
            autocode.apply(tx, code, [hit], "search")
    return chosen


def in_vivo(project: Project, place: Place) -> CodeId:
    """Codes a stretch with its own words. Gives the code."""
    with project.act(f"code in vivo in {place.name}") as tx:
        made = coding.in_vivo(tx, place.source, place.span)
        (view,) = codings(tx.session, only=frozenset({made}))
        _begin_reading(tx, place)
    return view.code


def _begin_reading(tx: Tx, place: Place) -> None:
    # Looking at a source is no act; the first mark in it is, and says that reading has begun.
    if place.unread:
        passes.set_status(tx, place.source, "reading")


def remove(project: Project, chosen: Sequence[CodingView]) -> None:
    """Takes codings off."""
    with project.act(f"remove {len(chosen)} coding{'s' if len(chosen) > 1 else ''}") as tx:
        coding.remove(tx, [each.guid for each in chosen])


def turn_valence(project: Project, one: CodingView, step: int) -> str:
    """Gives a coding the next valence, or the one before. Gives the valence set."""
    valence = VALENCES[(VALENCES.index(one.valence) + step) % len(VALENCES)]
    with project.act(f"set valence to {valence}") as tx:
        coding.set_valence(tx, one.guid, valence)
    return valence


def pin(project: Project, key: int, code: CodeView | None) -> None:
    """Pins a code to a quick key, or frees the key."""
    label = f"pin {named(code)} to key {key}" if code else f"free key {key}"
    with project.act(label) as tx:
        passes.pin(tx, key, code.guid if code else None)


def set_read(project: Project, source: SourceView, round_: RoundView | None, *, read: bool) -> None:
    """Says that the coder has read a source to the end in the present round, or opens it again."""
    if round_ is not None:
        with project.act(f"{source.name}: {'' if read else 'not '}read in round {round_.number}") as tx:
            rounds.set_read(tx, source.guid, read=read)
    else:
        status = "complete" if read else "reading"
        with project.act(f"{source.name}: {status}") as tx:
            passes.set_status(tx, source.guid, status)


def begin_round(project: Project, order: str) -> None:
    """Begins another round through all sources."""
    with project.act(f"begin another round, {order}") as tx:
        rounds.begin(tx, order)


def code_blind(project: Project, *, blind: bool) -> None:
    """Hides what others coded from those who have not read a source yet, or shows it."""
    with project.act(f"blind coding {'on' if blind else 'off'}") as tx:
        study.code_blind(tx, blind=blind)


def keep_memo(project: Project, subject: Subject, text: str) -> None:
    """Keeps what was written: a new memo, a changed one, or none where all words were taken out."""
    about, memo = subject.about, subject.memo.guid if subject.memo else None
    if not text.strip():
        if memo is not None:
            with project.act("remove memo") as tx:
                memos.remove(tx, memo)
    elif memo is None:
        with project.act("write memo") as tx:
            memos.write(tx, about, text)
    else:
        with project.act("change memo") as tx:
            memos.rewrite(tx, memo, text)
