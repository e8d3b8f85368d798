"""Cases by type, and sources with the speakers that are nobody yet, as outlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from thematica.store.ids import SpeakerId
from thematica.store.reads.cases import CaseView, unpublished
from thematica.store.reads.sources import SourceView
from thematica.tui.cases.case_lines import CONSENT_MARKS, TYPES
from thematica.tui.desk.material import KINDS
from thematica.tui.widgets.outline import Entry

CONSENT_COLOURS = {"given": "#009e73", "declined": "#d55e00", "withdrawn": "#d55e00"}


def case_entries(cases: Sequence[CaseView]) -> Iterator[Entry]:
    """Every type with its cases; participants with the mark of their consent."""
    for type_, name in TYPES.items():
        of_type = [case for case in cases if case.type == type_]
        without = len(unpublished(of_type))
        tail = f"{len(of_type)} · {without} unpublished" if without else str(len(of_type))
        yield Entry(type_, name, tail=tail, quiet=True)
        for case in of_type:
            yield _case(case)


def _case(case: CaseView) -> Entry:
    said = case.consent.status if case.consent else ""
    tail = said if said in {"declined", "withdrawn"} else _tail(case)
    return Entry(
        case.guid,
        case.name,
        under=case.type,
        mark=CONSENT_MARKS.get(said, " " if case.type == "participant" else ""),
        colour=CONSENT_COLOURS.get(said),
        tail=tail,
    )


def _tail(case: CaseView) -> str:
    if case.type in {"dyad", "site"}:
        return str(len(case.members))
    return str(case.publications if case.type == "instrument" else len(case.sources))


def source_entries(sources: Sequence[SourceView], marked: Collection[SpeakerId]) -> Iterator[Entry]:
    """Every source by its kind, under each the speakers that are no case yet, those marked with a sign."""
    named = Counter(each.label for source in sources for each in source.speakers if each.is_unmapped)
    for kind, name in KINDS.items():
        of_kind = [source for source in sources if source.kind == kind]
        if of_kind:
            yield Entry(kind, name, tail=str(len(of_kind)), quiet=True)
        for source in of_kind:
            unmapped = [each for each in source.speakers if each.is_unmapped]
            yield Entry(source.guid, source.name, under=kind, tail=f"{len(unmapped)} unmapped" if unmapped else "")
            for each in unmapped:
                others = named[each.label] - 1
                yield Entry(
                    each.guid,
                    each.label if each.name == each.label else f"{each.label} {each.name}",
                    under=source.guid,
                    mark="✓" if each.guid in marked else "?",
                    tail=f"in {others} more" if others else "",
                    strong=each.guid in marked,
                )
