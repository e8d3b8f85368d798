"""Links between codes: an inductive code specifies a dimension of a framework, contradicts it, or is to be seen too."""

from __future__ import annotations

from thematica.errors import NotAllowed, NotFound
from thematica.store.ids import CodeId, link_guid
from thematica.store.project import Tx
from thematica.store.tables import CODE_LINKS, Code, CodeLink
from thematica.work import rules

_ONE_WAY = "specifies"  # the other kinds say the same from either end


def link(tx: Tx, code: CodeId, to: CodeId, kind: str) -> None:
    """Says that a code specifies or contradicts another, or that the other is to be seen too; again: nothing new.

    Raises NotAllowed for a link to itself, and where the other code specifies this one already.
    """
    rules.one_of("link between codes", kind, CODE_LINKS)
    row, other = rules.row(tx.session, Code, code, "code"), rules.row(tx.session, Code, to, "code")
    if code == to:
        raise NotAllowed(f"“{row.name}” cannot be linked to itself.", "Choose another code.")
    if kind == _ONE_WAY and tx.session.get(CodeLink, link_guid(kind, to, code)) is not None:
        raise NotAllowed(f"“{other.name}” specifies “{row.name}” already.", "Take that link away first.")
    first, second = _ends(code, to, kind)
    guid = link_guid(kind, first, second)
    if tx.session.get(CodeLink, guid) is None:
        tx.session.add(CodeLink(guid=guid, code_guid=first, to_guid=second, kind=kind))
        tx.session.flush()


def unlink(tx: Tx, code: CodeId, to: CodeId, kind: str) -> None:
    """Takes a link between two codes away. Raises NotFound when there is none of this kind."""
    row = tx.session.get(CodeLink, link_guid(kind, *_ends(code, to, kind)))
    if row is None:
        raise NotFound("There is no such link between these codes.", "The codes' links are listed beside them.")
    tx.session.delete(row)
    tx.session.flush()


def _ends(code: CodeId, to: CodeId, kind: str) -> tuple[CodeId, CodeId]:
    """The ends of a link in the order in which it is kept, so that it is one from whichever end it was made."""
    return (code, to) if kind == _ONE_WAY or code < to else (to, code)
