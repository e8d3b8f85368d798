"""What leaves a project as a file: which kinds hold what, and the one way to write each."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from thematica.errors import NotAllowed
from thematica.reports.wording import listed
from thematica.store.ids import ThemeId
from thematica.store.reads import Session
from thematica.store.reads.sources import holds_file
from thematica.work.progress import Progress

What = Literal["themes", "excerpts", "codebook", "audit"]
WRITTEN: dict[str, tuple[What, ...]] = {
    ".docx": ("themes", "codebook", "audit"),
    ".md": ("themes",),
    ".xlsx": ("excerpts", "themes", "codebook", "audit"),
    ".csv": ("excerpts", "themes", "codebook", "audit"),
    ".yaml": ("codebook",),
    ".qdc": ("codebook",),
}
"""What a file can hold, by how its name ends; the first is what it holds when nothing is said."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written where.

    `theme`, `clean` and `group` are for the report on themes; `theme` narrows it to one and what is under it. `counts`
    None leaves figures out of reflexive studies alone.
    """

    out: Path
    what: What
    theme: ThemeId | None = None
    clean: bool = False
    counts: bool | None = None
    group: str | None = None


def holding(out: Path, what: What | None = None) -> What:
    """What a file of this name is to hold. Raises NotAllowed where it cannot, and says what can."""
    suffix = out.suffix.lower()
    if suffix not in WRITTEN:
        kinds = listed(tuple(WRITTEN))
        raise NotAllowed(f"A project is not exported as “{out.suffix or out.name}”.", f"What is written: {kinds}.")
    if what is not None and what not in WRITTEN[suffix]:
        kinds = listed([kind for kind, held in WRITTEN.items() if what in held])
        held = listed(WRITTEN[suffix])
        raise NotAllowed(f"A {suffix} file does not hold {what}.", f"It holds {held}; {what} can be {kinds}.")
    return what or WRITTEN[suffix][0]


def written(session: Session, order: Order, *, now: str) -> Generator[Progress, None, tuple[str, ...]]:
    """Writes a file, whole or not at all, step by step; gives what the kind of file had no place for, in words.

    Raises StoreRefused when it cannot be written, NotAllowed when it would replace a transcript of the study, NotFound.
    """
    must_be_no_source(session, order.out)
    yield Progress(0, 2, "reading the study")
    suffix = order.out.suffix.lower()
    if order.what == "codebook" and suffix in {".yaml", ".qdc"}:
        from thematica.reports.codebook_file import write_codebook

        return write_codebook(session, order.out, now=now)
    if suffix in {".csv", ".xlsx"}:
        _table(session, order)
    elif suffix == ".md":
        from thematica.reports.markdown import theme_report

        theme_report(session, order.out, counts=order.counts, theme=order.theme)
    else:
        yield from _document(session, order, now)
    return ()


def must_be_no_source(session: Session, out: Path) -> None:
    """An export must not replace the very file a transcript was read from. Raises NotAllowed."""
    if out.is_file() and holds_file(session, hashlib.sha256(out.read_bytes()).hexdigest()):
        raise NotAllowed(f"{out} is a transcript of this study.", "Choose another name for the export.")


def _table(session: Session, order: Order) -> None:
    from thematica.reports import spreadsheets

    if order.what == "excerpts":
        spreadsheets.excerpts_table(session, order.out)
    elif order.what == "audit":
        spreadsheets.audit_table(session, order.out)
    elif order.what == "themes":
        spreadsheets.themes_table(session, order.out, counts=order.counts)
    else:
        spreadsheets.codebook_table(session, order.out, counts=order.counts)


def _document(session: Session, order: Order, now: str) -> Generator[Progress, None, None]:
    from thematica.reports import word
    from thematica.reports.files import write_whole

    if order.what == "codebook":
        made = word.codebook_document(session, now=now, counts=order.counts)
    elif order.what == "audit":
        made = word.audit_document(session, now=now)
    else:
        made = word.theme_report(
            session, now=now, theme=order.theme, clean=order.clean, counts=order.counts, group=order.group
        )
    yield Progress(1, 2, "putting the file in place")
    write_whole(order.out, made)
