"""The theme report as a Word file, from reads alone."""

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
