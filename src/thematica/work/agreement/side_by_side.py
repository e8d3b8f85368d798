"""Coders side by side, unit by unit: what they share and what only one of them sees. No figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from thematica.store.ids import SourceId
from thematica.store.reads.codes import paths
from thematica.text.span import Span
from thematica.work.agreement.marks import Coders, UnitTable, unit_table
from thematica.work.agreement.query import AgreementQuery
from thematica.work.agreement.units import SourceUnits


@dataclass(frozen=True, slots=True)
class UnitComparison:
    """A unit that somebody coded. Codes are paths, in their order.

    `both` are the codes that every coder put there, `only` by coder those that not all did. `unfinished` names coders
    who have not read this source to its end: what they left out there, they may still see.
    """

    source_guid: SourceId
    source: str
    span: Span
    turn: int | None
    speaker: str | None
    text: str
    both: tuple[str, ...]
    only: Mapping[str, tuple[str, ...]]
    unfinished: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether not all coders put the same codes here."""
        return any(self.only.values())


def side_by_side(session: Session, query: AgreementQuery) -> tuple[UnitComparison, ...]:
    """The units that anyone coded: those that differ first, and of them those in sources that all have finished.

    Each kind is in the order of the text. Raises NotFound for an unknown coder.
    """
    table = unit_table(session, query)
    path = paths(session)
    found: list[UnitComparison] = []
    for source in table.sources:
        here: dict[int, dict[str, Coders]] = {}
        for code, on in table.marks.items():
            for unit, coders in on.get(source.source, {}).items():
                here.setdefault(unit, {})[path[code]] = coders
        found += [_comparison(table, source, unit, here[unit]) for unit in sorted(here)]
    return tuple(sorted(found, key=lambda each: (not each.differs, bool(each.unfinished))))


def _comparison(table: UnitTable, source: SourceUnits, place: int, codes: Mapping[str, Coders]) -> UnitComparison:
    unit, readers = source.units[place], table.readers()[source.source]
    apart = {code: coders for code, coders in sorted(codes.items()) if coders != table.everyone}
    return UnitComparison(
        source_guid=source.source,
        source=source.name,
        span=unit.span,
        turn=unit.turn,
        speaker=unit.speaker,
        text="" if table.query.unit == "source" else unit.span.of(source.text),
        both=tuple(code for code in sorted(codes) if code not in apart),
        only={
            name: tuple(code for code, coders in apart.items() if coders >> coder & 1)
            for coder, name in enumerate(table.query.coders)
        },
        unfinished=tuple(name for name, read in table.readings(readers, table.everyone).items() if not read),
    )
