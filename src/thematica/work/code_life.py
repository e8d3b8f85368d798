"""The life of a code beyond its fields: folded into another, split into several, its codings sorted again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from thematica.errors import NotAllowed
from thematica.store.ids import CodebookId, CodeId, CodingId, link_guid
from thematica.store.project import Tx
from thematica.store.tables import Code, CodeLink, Coding, PinnedCode, ThemeCode, table
from thematica.text.span import Span
from thematica.work import code_links, memos, rules
from thematica.work.codebook import move, new_code
from thematica.work.codebook_rows import as_lines, siblings
from thematica.work.collapsing import collapse, copy_of, find_like, give_code


@dataclass(frozen=True, slots=True)
class Joined:
    """A coding that became one with another; `overruled` names what it had said otherwise: valence, level."""

    gone: CodingId
    kept: CodingId
    overruled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """What a fold did: how many codings changed their code, and which became one with another."""

    moved: int
    joined: tuple[Joined, ...]


def fold(tx: Tx, code: CodeId, *, into: CodeId) -> Folded:
    """Folds a code into another: all that is its own goes there, and it is retired with a note of where to.

    Codings of one coder on just the same words become one; those that only overlap stay apart. Each keeps the code and
    the codebook version it was made with. Codes below move along, and the name is kept among the other's aliases.
    Raises NotAllowed when one lies below the other, or when a coding would come under a heading; NameTaken.
    """
    row, target = rules.row(tx.session, Code, code, "code"), rules.row(tx.session, Code, into, "code")
    _must_fold(tx, row, target)
    joined = tuple(_join(tx, gone, kept) for gone, kept in _on_the_same_words(tx, code, into))
    moved = _give_all(tx, code, into)
    for child in siblings(tx.session, row.codebook_guid, code):
        move(tx, CodeId(child.guid), into)
    _hand_over_links(tx, code, into)
    _hand_over_themes(tx, code, into)
    _hand_over_pins(tx, code, into)
    memos.hand_over(tx, "code_guid", code, into)
    target.aliases = as_lines(dict.fromkeys([*json.loads(target.aliases), row.name, *json.loads(row.aliases)]))
    row.status, row.merged_into_guid = "retired", into
    row.changed_at = target.changed_at = tx.now
    tx.session.flush()
    tx.session.expire_all()
    return Folded(moved, joined)


def _must_fold(tx: Tx, row: Code, target: Code) -> None:
    if row.guid == target.guid:
        raise NotAllowed(f"“{row.name}” cannot be folded into itself.", "Choose another code.")
    if target.status == "retired":
        raise NotAllowed(f"“{target.name}” is retired.", "Restore it first, or choose another code.")
    if row.merged_into_guid is not None:
        raise NotAllowed(f"“{row.name}” has been folded into another code.", "Restore it first.")
    if row.guid in _above(tx, target):
        raise NotAllowed(
            f"“{target.name}” stands below “{row.name}”.", "Move it out of there first, or fold it the other way round."
        )
    if row.codebook_guid != target.codebook_guid and siblings(tx.session, row.codebook_guid, row.guid):
        raise NotAllowed(
            f"“{row.name}” has codes below it, and codes stay in their codebook.", "Move them elsewhere first."
        )
    codings = sa.select(sa.func.count()).where(table(Coding).c.code_guid == row.guid)
    if not target.codable and tx.session.execute(codings).scalar_one():
        raise NotAllowed(f"“{target.name}” is a heading and takes no codings.", "Choose one of the codes under it.")


def _above(tx: Tx, row: Code) -> list[str]:
    """The codes above a code, the nearest first."""
    found: list[str] = []
    while row.parent_guid is not None:
        found.append(row.parent_guid)
        row = rules.row(tx.session, Code, row.parent_guid, "code")
    return found


def _on_the_same_words(tx: Tx, code: CodeId, into: CodeId) -> list[tuple[Coding, Coding]]:
    """Each coding with the one code, beside that with the other by the same coder on just the same words."""
    gone, kept = table(Coding).alias(), table(Coding).alias()
    alike = sa.and_(*(gone.c[column] == kept.c[column] for column in ("source_guid", "start", "end", "coder_guid")))
    query = sa.select(gone.c.guid, kept.c.guid).join_from(gone, kept, alike)
    pairs = tx.session.execute(query.where(gone.c.code_guid == code, kept.c.code_guid == into)).all()
    return [
        (rules.row(tx.session, Coding, left, "coding"), rules.row(tx.session, Coding, right, "coding"))
        for left, right in pairs
    ]


def _join(tx: Tx, gone: Coding, kept: Coding) -> Joined:
    said = [(what, getattr(gone, what), getattr(kept, what)) for what in ("valence", "level")]
    overruled = tuple(what for what, left, right in said if "none" not in (left, right) and left != right)
    joined = Joined(CodingId(gone.guid), CodingId(kept.guid), overruled)
    collapse(tx, gone, kept)
    return joined


def _give_all(tx: Tx, code: CodeId, into: CodeId) -> int:
    """Gives every coding of a code the other, in one statement; it was not read again, so its times stand."""
    coding = table(Coding)
    made_with = sa.func.coalesce(coding.c.original_code_guid, coding.c.code_guid)
    number: int = tx.session.execute(sa.select(sa.func.count()).where(coding.c.code_guid == code)).scalar_one()
    tx.session.execute(
        sa.update(coding)
        .where(coding.c.code_guid == code)
        .values(code_guid=into, original_code_guid=sa.func.nullif(made_with, into), to_sort=False)
    )
    return number


def _hand_over_links(tx: Tx, code: CodeId, into: CodeId) -> None:
    link = table(CodeLink)
    rows = tx.session.execute(
        sa.select(link.c.guid, link.c.code_guid, link.c.to_guid, link.c.kind).where(
            sa.or_(link.c.code_guid == code, link.c.to_guid == code)
        )
    ).all()
    for guid, *ends, kind in rows:
        tx.session.execute(sa.delete(link).where(link.c.guid == guid))
        first, second = (CodeId(into if end == code else end) for end in ends)
        if first != second:
            code_links.link(tx, first, second, kind)


def _hand_over_themes(tx: Tx, code: CodeId, into: CodeId) -> None:
    link = table(ThemeCode)
    for row in tx.session.execute(sa.select(ThemeCode).where(link.c.code_guid == code)).scalars().all():
        guid = link_guid(row.theme_guid, into)
        if tx.session.get(ThemeCode, guid) is None:
            tx.session.add(ThemeCode(guid=guid, theme_guid=row.theme_guid, code_guid=into, position=row.position))
        tx.session.delete(row)
    tx.session.flush()


def _hand_over_pins(tx: Tx, code: CodeId, into: CodeId) -> None:
    pin = table(PinnedCode)
    taken = set(tx.session.execute(sa.select(pin.c.coder_guid).where(pin.c.code_guid == into)).scalars())
    for row in tx.session.execute(sa.select(PinnedCode).where(pin.c.code_guid == code)).scalars().all():
        if row.coder_guid in taken:
            tx.session.delete(row)
        else:
            row.code_guid = into
    tx.session.flush()


def split(tx: Tx, code: CodeId, names: Sequence[str], *, beside: bool = False) -> tuple[CodeId, ...]:
    """Splits a code into new ones; its codings wait to be sorted, none is moved. Gives the new codes.

    They stand below it, and it can still be applied; or `beside` it, right after it, and it is retired.
    Raises NotAllowed for a heading, a retired code or no names, NameTaken.
    """
    row = rules.codable(tx.session, code)
    if not names:
        raise NotAllowed(f"“{row.name}” is split into nothing.", "Name at least one new code.")
    parent = CodeId(row.parent_guid) if row.parent_guid else None
    made = tuple(
        new_code(tx, name, parent=parent if beside else code, codebook=CodebookId(row.codebook_guid)) for name in names
    )
    after = [each.guid for each in siblings(tx.session, row.codebook_guid, parent)].index(code) + 2
    for place, part in enumerate(made, start=after):
        rules.row(tx.session, Code, part, "code").split_from_guid = code
        if beside:
            move(tx, part, parent, place=place)
    if beside:
        row.status = "retired"
    row.changed_at = tx.now
    coding = table(Coding)
    tx.session.flush()
    tx.session.execute(sa.update(coding).where(coding.c.code_guid == code).values(to_sort=True))
    tx.session.expire_all()
    return made


def resort(tx: Tx, coding: CodingId, codes: Iterable[CodeId]) -> tuple[CodingId, ...]:
    """Decides about a coding of a split code: it gets one code or several, and its own may be among them: it stays.

    Gives the codings in the order of the codes. They stay in the name of who coded, with the note, and keep the code
    they were made with. Raises NotAllowed when there is no code, or one that cannot be applied.
    """
    row = rules.row(tx.session, Coding, coding, "coding")
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        raise NotAllowed("A coding cannot be left without a code.", "Choose a code, or remove the coding.")
    others = {each: rules.codable(tx.session, each) for each in wanted if each != row.code_guid}
    stays = len(others) < len(wanted)
    given: dict[str, Coding] = {}
    for each, target in list(others.items())[0 if stays else 1 :]:
        there = find_like(tx, row, each, row.start, row.end)
        given[each] = there or _decided(tx, copy_of(tx, row, Span(row.start, row.end), each), target)
    standing = row if stays else give_code(tx, row, wanted[0])
    given[standing.code_guid] = standing
    if standing is row:
        _decided(tx, row, rules.row(tx.session, Code, row.code_guid, "code"))
    tx.session.flush()
    return tuple(CodingId(given[each].guid) for each in wanted)


def _decided(tx: Tx, row: Coding, code: Code) -> Coding:
    """A coding that has just been read under the present wording of its code."""
    row.to_sort, row.codebook_version, row.changed_at = False, rules.version_of(tx.session, code), tx.now
    return row
