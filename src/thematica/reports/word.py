"""Reports as Word files, from reads alone. Each gives the bytes of a .docx.

`now` is an ISO 8601 moment; the same state of the project and the same moment give the same bytes. `counts` prints the
figures behind themes and codes; left open, they are printed except in a reflexive project.
"""

from __future__ import annotations

from thematica.store.ids import ThemeId
from thematica.store.reads import Session


def theme_report(
    session: Session,
    *,
    now: str,
    theme: ThemeId | None = None,
    clean: bool = False,
    counts: bool | None = None,
    group: str | None = None,
) -> bytes:
    """The theme report of a project, or of one theme with those under it.

    A `clean` copy has neither margin comments nor memos. `group` names the variable of cases that participants are
    grouped by, and lets labels say it; left open, it is the first with at most eight values, and labels do not say it.
    Raises NotFound when no case has the variable.
    """
    from thematica.reports.material import gathered
    from thematica.reports.word_document import assembled

    return assembled(gathered(session, counts, group, theme), now=now, clean=clean)


def codebook_document(session: Session, *, now: str, codebook: str | None = None, counts: bool | None = None) -> bytes:
    """The codebooks of a project, or the one named.

    Every code and heading in use is there with its definition, retired ones and the versions after them.
    Raises NotFound when there is no such codebook.
    """
    from thematica.reports.codebook_file import chosen
    from thematica.reports.material import gathered
    from thematica.reports.word_codebook_document import assembled
    from thematica.store.reads.codebook_versions import versions

    books = chosen(session, codebook)
    return assembled(gathered(session, counts, None), books, versions(session), now=now)


def audit_document(session: Session, *, now: str) -> bytes:
    """The audit trail: every act with its time and coder."""
    from thematica.reports.material import gathered
    from thematica.reports.word_audit_document import assembled
    from thematica.store.reads.study import history

    return assembled(gathered(session, None, None), history(session), now=now)
