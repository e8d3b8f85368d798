"""What a merge comes to, in sentences: for the command line and for the screen."""

from __future__ import annotations

from thematica.work.merge.record import Counts
from thematica.work.merge.settling import Outcome

NO_BASE = (
    "What both had in common is not known, so nothing tells who changed what: "
    "every difference between the two is a question."
)


def to_look_at(outcome: Outcome) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What became one, lost its words, is to be looked at or was left out, with the GUIDs of each; none left empty."""
    every = (
        ("became one with another", tuple(gone for _, gone, _ in outcome.collapsed)),
        ("stand on words that were changed; look at them", tuple(guid for _, guid in outcome.moved.touched)),
        ("have lost their words, which were taken out of the text", tuple(row.guid for _, row in outcome.moved.lost)),
        ("were left out, as the participant has withdrawn", tuple(row.guid for row in outcome.left_out)),
        ("were made under a wording of their code that did not stand; read them again", outcome.reread),
    )
    return tuple((what, guids) for what, guids in every if guids)


def counted(by_kind: dict[str, Counts]) -> str:
    """How much is added, changed and removed, by kind of thing."""
    return " · ".join(filter(None, map(_kind_counted, by_kind, by_kind.values()))) or "nothing is changed"


def _kind_counted(kind: str, n: Counts) -> str:
    figures = ((n.added, "added"), (n.changed, "changed"), (n.removed, "removed"))
    said = ", ".join(f"{number:,} {what}" for number, what in figures if number)
    return f"{kind.replace('_', ' ')}: {said}" if said else ""
