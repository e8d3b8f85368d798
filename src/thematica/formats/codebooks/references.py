"""References from one code to another: what stands in square brackets in `exclude`."""

from __future__ import annotations

from dataclasses import replace

from thematica.formats.codebooks.outline import REFERENCE, folded
from thematica.formats.codebooks.values import Codebook, CodeEntry


def settled(codebook: Codebook) -> Codebook:
    """The codebook with round brackets around references to codes that are not in it, so that it can be read again."""
    entries = [entry for _, entry in codebook.walk()]
    keys = {entry.key for entry in entries if entry.key}
    known = keys | {folded(entry.name) for entry in entries}
    if not keys:
        return codebook

    def reworded(text: str) -> str:
        return REFERENCE.sub(lambda found: found[0] if _names(found[1], known) else f"({found[1]})", text)

    def of(entry: CodeEntry) -> CodeEntry:
        return replace(
            entry,
            exclude=tuple(map(reworded, entry.exclude)),
            children=tuple(map(of, entry.children)),
        )

    return replace(codebook, codes=tuple(map(of, codebook.codes)))


def _names(reference: str, known: set[str]) -> bool:
    return reference in known or folded(reference) in known or "." not in reference
