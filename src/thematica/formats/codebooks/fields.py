"""The fields of one mapping in a codebook file, each checked for its kind as it is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from thematica.formats.codebooks.problems import Problems, any_of, shown
from thematica.formats.codebooks.yaml_tree import Items, Mapping, Node, Scalar

_YES = {"true", "yes", "on"}
_NO = {"false", "no", "off"}

Word = TypeVar("Word", bound=str)


class Fields:
    """The fields of `mapping`, which describes `what` ("a code"); `known` are the keys it may have.

    Every method gives the default when the field is missing or blank, and also, after noting a problem, when it holds
    something else than asked for. `other_spelling` maps a tolerated key to the one it stands for.
    """

    def __init__(
        self,
        mapping: Mapping,
        what: str,
        known: tuple[str, ...],
        problems: Problems,
        other_spelling: dict[str, str] | None = None,
    ) -> None:
        self.line = mapping.line
        self._what = what
        self._known = known
        self._problems = problems
        self._other_spelling = other_spelling or {}
        self._nodes: dict[str, Node] = {}
        self._lines: dict[str, int] = {}
        for key, node in mapping.pairs:
            self._enter(key, node)

    def _enter(self, key: Node, node: Node) -> None:
        if not isinstance(key, Scalar):
            self._problems.add(key.line, f"The key of a field in {self._what} must be a word.")
            return
        name = self._other_spelling.get(key.text, key.text)
        if name not in self._known:
            hint = self._problems.meant(key.text, self._known) or f" Known are {', '.join(self._known)}."
            self._problems.add(key.line, f"{self._what.capitalize()} has no field {shown(key.text)}.{hint}")
        elif name in self._nodes:
            first = self._lines[name]
            self._problems.add(key.line, f"The field “{name}” stands twice in {self._what}, first on line {first}.")
        else:
            self._nodes[name] = node
            self._lines[name] = key.line

    def node(self, key: str) -> Node | None:
        """What stands under `key`, or None when it is missing or blank."""
        found = self._nodes.get(key)
        return None if isinstance(found, Scalar) and found.blank else found

    def line_of(self, key: str) -> int:
        """The line of `key`, or of the whole when it is missing."""
        return self._lines.get(key, self.line)

    def empty(self, key: str) -> bool:
        """Whether `key` stands in the file with nothing after it."""
        found = self._nodes.get(key)
        return isinstance(found, Scalar) and not found.text

    def text(self, key: str, default: str = "") -> str:
        """A text, of one line or several."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar):
            return node.text
        self._problems.add(node.line, f"The field “{key}” wants a text, not {_kind_of(node)}.")
        return default

    def line_text(self, key: str, default: str = "") -> str:
        """A text of one line."""
        text = self.text(key, default)
        if "\n" not in text:
            return text
        self._problems.add(self.line_of(key), f"The field “{key}” wants a text of one line.")
        return default

    def required(self, key: str) -> str:
        """A text of one line that may not be missing or empty."""
        if self.node(key) is None or self.empty(key):
            self._problems.add(self.line_of(key), f"{self._what.capitalize()} needs “{key}”.")
        return self.line_text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text may stand for a list of one."""
        return tuple(text for _, text in self.texts_with_lines(key))

    def texts_with_lines(self, key: str) -> tuple[tuple[int, str], ...]:
        """As `texts`, each with its line."""
        node = self.node(key)
        taken = []
        for item in node.nodes if isinstance(node, Items) else (node,):
            if isinstance(item, Scalar) and not item.blank and item.text:
                taken.append((item.line, item.text))
            elif isinstance(item, Items | Mapping):
                mend = "; put it in quotation marks if its text holds a colon" if isinstance(item, Mapping) else ""
                self._problems.add(item.line, f"Each item of “{key}” is a text, not {_kind_of(item)}{mend}.")
        return tuple(taken)

    def mappings(self, key: str, what: str) -> Iterator[Mapping]:
        """The mappings in a list of them, each of which describes `what`."""
        node = self.node(key)
        if node is not None and not isinstance(node, Items):
            self._problems.add(node.line, f"The field “{key}” wants a list, each item of which describes {what}.")
            return
        for item in node.nodes if node else ():
            if isinstance(item, Mapping):
                yield item
            else:
                self._problems.add(
                    item.line, f"Each item of “{key}” describes {what} in fields, not in {_kind_of(item)}."
                )

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        word = self.text(key).casefold()
        if word in _YES | _NO:
            return word in _YES
        if word:
            self._problems.add(self.line_of(key), f"The field “{key}” wants true or false, not {shown(word)}.")
        return default

    def choice(self, key: str, allowed: tuple[Word, ...], default: Word) -> Word:
        """One of the `allowed` words; an underscore may stand for a hyphen."""
        word = self.text(key)
        for candidate in allowed:
            if word.replace("_", "-").casefold() == candidate:
                return candidate
        if word:
            self._problems.add(self.line_of(key), f"The field “{key}” wants {any_of(allowed)}, not {shown(word)}.")
        return default

    def matching(self, key: str, pattern: re.Pattern[str], wanted: str) -> str | None:
        """A text that `pattern` matches wholly, which `wanted` says in words."""
        text = self.text(key)
        if not text:
            return None
        if pattern.fullmatch(text):
            return text
        self._problems.add(self.line_of(key), f"The field “{key}” wants {wanted}, not {shown(text)}.")
        return None


def _kind_of(node: Node) -> str:
    if isinstance(node, Scalar):
        return "a text"
    return "a list" if isinstance(node, Items) else "fields of its own"
