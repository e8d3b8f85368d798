"""Reports as Word files, from reads alone."""

from __future__ import annotations

from pathlib import Path

from thematica.reports.files import write_whole
from thematica.store.reads import Session


def theme_report(
    session: Session,
    out: Path,
    *,
    now: str,
    clean: bool = False,
    counts: bool | None = None,
    group: str | None = None,
) -> None:
    """Writes the theme report of a project to `out`, whole or not at all.

    `now` is an ISO 8601 moment; the same state of the project and the same moment give the same bytes. A `clean` copy
    has neither margin comments nor memos. `counts` prints the figures behind themes and codes; left open, they are
    printed except in a reflexive project. `group` names the variable of cases that participants are grouped by, and
    lets labels say it; left open, it is the first with at most eight values, and labels do not say it.
    Raises StoreRefused, or NotFound when no case has the variable.
    """
    from thematica.reports.material import gathered
    from thematica.reports.word_document import assembled

    write_whole(out, assembled(gathered(session, counts, group), now=now, clean=clean))


def codebook_document(
    session: Session, out: Path, *, now: str, codebook: str | None = None, counts: bool | None = None
) -> None:
    """Writes the codebooks of a project, or the one named, to `out`, whole or not at all.

    Every code and heading in use is there with its definition, retired ones and the versions after them. `now` and
    `counts` as in the theme report. Raises StoreRefused, or NotFound when there is no such codebook.
    """
    from thematica.reports.codebook_file import chosen
    from thematica.reports.material import gathered
    from thematica.reports.word_codebook_document import assembled
    from thematica.store.reads.codebook_versions import versions

    books = chosen(session, codebook)
    write_whole(out, assembled(gathered(session, counts, None), books, versions(session), now=now))
