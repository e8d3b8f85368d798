"""Everything that is wrong with one codebook file, collected so that a person can mend it in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from thematica.errors import BadCodebook

# Past this many a file is not a codebook with mistakes but something else, and the rest is only counted.
MOST_LISTED = 200
_SHOWN_LENGTH = 40


@dataclass(slots=True)
class Problems:
    """Sentences about the file `name`, each with its line (1-based); `cautions` are those that do not stop it."""

    name: str
    found: list[tuple[int, str]] = field(default_factory=list)
    cautions: list[tuple[int, str]] = field(default_factory=list)
    unlisted: int = 0

    def add(self, line: int, sentence: str) -> None:
        """Note a problem that makes the file unusable."""
        if len(self.found) < MOST_LISTED:
            self.found.append((line, sentence))
        else:
            self.unlisted += 1

    def stop(self, line: int, sentence: str) -> NoReturn:
        """Note a problem past which there is no reading on, and raise BadCodebook with all noted so far."""
        self.add(line, sentence)
        raise self._error()

    def caution(self, line: int, sentence: str) -> None:
        """Note something a person may want to look at, though the file can be used."""
        self.cautions.append((line, sentence))

    def meant(self, word: str, candidates: Iterable[str]) -> str:
        """A sentence with the candidate that `word` was probably meant to be; empty when none is near."""
        near = nearest(word, candidates) if len(self.found) < MOST_LISTED else None
        return f" Did you mean {shown(near)}?" if near else ""

    def warnings(self) -> tuple[str, ...]:
        """The cautions as `file:line: sentence`, by line."""
        return self._located(self.cautions)

    def stop_if_any(self) -> None:
        """Raise BadCodebook with every problem as `file:line: sentence`, by line, when there is one."""
        if self.found:
            raise self._error()

    def _error(self) -> BadCodebook:
        listed = self._located(self.found)
        if self.unlisted:
            listed += (f"{self.name}: and {self.unlisted:,} more problems.",)
        count = len(self.found) + self.unlisted
        first = min(line for line, _ in self.found)
        return BadCodebook(
            f"{self.name} cannot be used as a codebook: "
            + (f"1 problem, on line {first}." if count == 1 else f"{count:,} problems, the first on line {first}."),
            "Mend the lines listed and check the file again; docs/codebook-format.md describes every field.",
            listed,
        )

    def _located(self, entries: list[tuple[int, str]]) -> tuple[str, ...]:
        return tuple(f"{self.name}:{line}: {sentence}" for line, sentence in sorted(entries))


def shown(text: str) -> str:
    """`text` in quotation marks, fit for a message: one line, short, without characters a terminal obeys."""
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: _SHOWN_LENGTH + 1])
    return f"“{line[:_SHOWN_LENGTH]}…”" if len(line) > _SHOWN_LENGTH else f"“{line}”"


def any_of(words: Sequence[str]) -> str:
    """`words` as a choice in a sentence: "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` was probably meant to be, or None when none is near."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, candidates, scorer=fuzz.ratio, score_cutoff=60)
    return best[0] if best else None
