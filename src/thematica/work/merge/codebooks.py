"""Codebooks merged and compared as files: the same rules as in projects, on the codes of two or three files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from thematica.formats.codebooks.outline import folded
from thematica.formats.codebooks.values import Citation, Codebook, CodeEntry, Facet
from thematica.store.ids import link_guid
from thematica.work.merge.conflicts import Answer, Side
from thematica.work.merge.fields import DEFINING, as_json
from thematica.work.merge.labels import Labels
from thematica.work.merge.settling import Outcome, Three, settle
from thematica.work.merge.states import Row, State, filled

_BOOK = "codebook"  # stands for the one codebook whose states the files are
_BY_PATH = "path:"  # begins the identity of a code that has no GUID: that of its place
_HEAD = ("name", "version", "language", "kind")
_COMPARED = (*DEFINING, "codable", "origin", "status", "colour", "symbol", "key", "aliases")
_LISTED = ("include", "exclude", "aliases")
_PLAIN = (
    *("name", "brief", "definition", "example", "example_invented"),
    *("codable", "origin", "symbol", "status", "key"),
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A codebook made of two, and how it came about."""

    codebook: Codebook
    outcome: Outcome
    mine: State
    theirs: State


def merge(
    mine: Codebook,
    theirs: Codebook,
    base: Codebook | None,
    answers: Mapping[str, Answer],
    prefer: Side | None = None,
    label: str = "theirs",
) -> Merged:
    """Merges two states of a codebook, given the one that both began with; without it every difference is a question.

    Codes are known by their GUID; those without one by their key, or else by their place.
    """
    states = [None if book is None else _state(book) for book in (base, mine, theirs)]
    before, ours, others = states
    assert ours is not None
    assert others is not None
    outcome = settle(Three(before, ours, others, text=str, label=label), answers, prefer)
    return Merged(_codebook(outcome.state, mine, theirs), outcome, ours, others)


def _state(book: Codebook) -> State:
    head = {field: getattr(book, field) for field in _HEAD}
    about = {
        "notice": book.notice,
        "sources": [asdict(source) for source in book.sources],
        "use_notes": list(book.use_notes),
        "unit_guidance": book.unit_guidance,
        "facets": [{**asdict(facet), "values": list(facet.values)} for facet in book.facets],
        "journal_prompts": list(book.journal_prompts),
    }
    row = filled("codebook", {**head, "guid": _BOOK, "id": book.id or "", "about": as_json(about), "position": 0})
    return {"codebook": {_BOOK: row}, "code": {row.guid: row for row in _rows(book.codes, None, ())}}


def _rows(entries: tuple[CodeEntry, ...], parent: str | None, above: tuple[str, ...]) -> Iterator[Row]:
    for position, entry in enumerate(entries):
        path = (*above, folded(entry.name))
        guid = entry.guid or _BY_PATH + (link_guid("key", entry.key) if entry.key else link_guid(*path))
        fields = {
            **{field: getattr(entry, field) for field in _PLAIN},
            **{field: as_json(list(getattr(entry, field))) for field in _LISTED},
            "colour": (entry.colour or "").lower(),
        }
        yield filled(
            "code",
            {
                **fields,
                "guid": guid,
                "codebook_guid": _BOOK,
                "parent_guid": parent,
                "position": position,
                "created_at": "",
                "changed_at": "",
            },
        )
        yield from _rows(entry.children, guid, path)


def _codebook(state: State, mine: Codebook, theirs: Codebook) -> Codebook:
    row = state["codebook"][_BOOK]
    about = json.loads(row.about)
    below: dict[str | None, list[Row]] = {}
    for code in sorted(state["code"].values(), key=lambda code: (code.position, folded(code.name), code.guid)):
        below.setdefault(code.parent_guid, []).append(code)
    return replace(
        mine,
        **{field: getattr(row, field) for field in _HEAD},
        guid=mine.guid or theirs.guid,
        id=row.id or None,
        notice=about["notice"],
        sources=tuple(Citation(**source) for source in about["sources"]),
        use_notes=tuple(about["use_notes"]),
        unit_guidance=about["unit_guidance"],
        facets=tuple(Facet(**{**facet, "values": tuple(facet["values"])}) for facet in about["facets"]),
        journal_prompts=tuple(about["journal_prompts"]),
        codes=_entries(below, None),
    )


def _entries(below: Mapping[str | None, list[Row]], parent: str | None) -> tuple[CodeEntry, ...]:
    return tuple(_entry(row, _entries(below, row.guid)) for row in below.get(parent, ()))


def _entry(row: Row, children: tuple[CodeEntry, ...]) -> CodeEntry:
    lists: dict[str, Any] = {field: tuple(json.loads(getattr(row, field))) for field in _LISTED}
    return CodeEntry(
        **{field: getattr(row, field) for field in _PLAIN},
        **lists,
        guid=None if row.guid.startswith(_BY_PATH) else row.guid,
        colour=row.colour or None,
        children=children,
    )


@dataclass(frozen=True, slots=True)
class Reworded:
    """A field of a code that two codebooks word differently."""

    code: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Diff:
    """How one codebook differs from another: paths of codes, as the second has them where it does.

    `renamed` and `moved` pair the path before with the one after.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    moved: tuple[tuple[str, str], ...]
    reworded: tuple[Reworded, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no difference."""
        return not (self.added or self.removed or self.renamed or self.moved or self.reworded)


def diff(before: Codebook, after: Codebook) -> Diff:
    """What it takes to make the second of the first. The order of codes is not looked at."""
    old, new = _state(before), _state(after)
    was, now = ({guid: Labels((state,), str).name("code", guid) for guid in state["code"]} for state in (old, new))
    both = [(old["code"][guid], row) for guid, row in new["code"].items() if guid in old["code"]]
    book = Labels((new,), str).name("codebook", _BOOK)
    reworded = [
        *_reworded(book, "codebook", old["codebook"][_BOOK], new["codebook"][_BOOK], (*_HEAD, "about")),
        *(each for one, row in both for each in _reworded(now[row.guid], "code", one, row, _COMPARED)),
    ]
    return Diff(
        added=tuple(now[guid] for guid in now if guid not in was),
        removed=tuple(was[guid] for guid in was if guid not in now),
        renamed=tuple((was[row.guid], now[row.guid]) for one, row in both if one.name != row.name),
        moved=tuple((was[row.guid], now[row.guid]) for one, row in both if one.parent_guid != row.parent_guid),
        reworded=tuple(reworded),
    )


def _reworded(name: str, table: str, before: Row, after: Row, fields: tuple[str, ...]) -> Iterator[Reworded]:
    for field in fields:
        one, other = (json.loads(row.about) if field == "about" else getattr(row, field) for row in (before, after))
        if one != other:
            labels = Labels((), str)
            yield Reworded(name, field, labels.shown(table, field, before), labels.shown(table, field, after))
