"""The manifest of a study: a YAML file from which the demo study is built.

It names sources by file and excerpts by their words, so it can be read and changed without counting characters. The
file is our own, so what is wrong in it is said by entry (`codings 12`), one thing at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thematica.errors import BadFile

FORMAT = "thematica-study/1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a manifest; `place` says where it stands, for messages."""

    place: str
    fields: Mapping[str, Any]

    def text(self, key: str) -> str:
        """A text that must be there. Raises BadFile."""
        found = self.fields.get(key)
        if not isinstance(found, str) or not found.strip():
            raise self.fault(f"wants a text under “{key}”")
        return found

    def maybe(self, key: str) -> str | None:
        """A text, or None where there is none."""
        return self.text(key) if self.fields.get(key) is not None else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where there is none."""
        found = self.fields.get(key) or []
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.fault(f"wants a list of texts under “{key}”")
        return tuple(found)

    def entries(self, key: str) -> Iterator[Entry]:
        """The mappings in a list, in order."""
        found = self.fields.get(key) or []
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.fault(f"wants a list of entries under “{key}”")
        for number, fields in enumerate(found, start=1):
            yield Entry(f"{self.place}{key} {number}, ", fields)

    def under(self, key: str) -> dict[str, Any]:
        """A mapping, empty where there is none."""
        found = self.fields.get(key) or {}
        if not isinstance(found, dict):
            raise self.fault(f"wants fields of its own under “{key}”")
        return found

    def fault(self, what: str) -> BadFile:
        """What is wrong with this entry, as an error to raise; `what` never holds words of a source."""
        return BadFile(f"The manifest of the study, {self.place}{what}.", "Mend the manifest and build again.")


def read(data: bytes) -> Entry:
    """The manifest in a YAML file's bytes. Raises BadFile."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as fast, where it was built
    try:
        fields = yaml.load(data, Loader=loader)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise BadFile(f"The manifest of the study is not YAML{line}.", "Mend the manifest and build again.") from None
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise BadFile(f"The manifest of the study does not state “format: {FORMAT}”.", "Mend its first lines.")
    return Entry("", fields)
