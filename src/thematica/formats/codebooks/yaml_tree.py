"""YAML text as a plain tree that knows its lines.

PyYAML's event stream is read directly. It gives the line of everything, keeps `no` and `1.0` as the words that were
typed, and never constructs an object, follows an alias or recurses, so a hostile file costs no more than its size.
ruamel.yaml and strictyaml also tell lines, but both build the document first and are several times slower.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thematica.formats.codebooks.problems import Problems, shown
from thematica.formats.codebooks.yaml_faults import stop_at_fault

if TYPE_CHECKING:
    import yaml

MOST_BYTES = 10_000_000
# A code needs two levels, a list and a mapping: this leaves room for the twenty levels of codes that are allowed.
DEEPEST = 48

# C0 and C1 controls, line and paragraph separators, direction embeddings, overrides and isolates, byte-order marks
# and non-characters: none is seen on screen, and some turn what stands around them into something else.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Scalar:
    """A word or text; `plain` when it stands without quotation marks. Lines count from 1."""

    text: str
    line: int
    plain: bool

    @property
    def blank(self) -> bool:
        """Whether nothing was written here, or YAML's word for nothing."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in the order of the file, keys that stand twice included."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


Node = Scalar | Items | Mapping


def parse(data: bytes, problems: Problems) -> Node | None:
    """The one document in `data`, or None when it holds none; small faults go to `problems`.

    Raises BadCodebook where reading on makes no sense: wrong encoding, broken YAML, too large, too deep.
    """
    return _built(_decoded(data, problems), problems)


def _decoded(data: bytes, problems: Problems) -> str:
    if len(data) > MOST_BYTES:
        problems.stop(1, f"The file is larger than {MOST_BYTES // 1_000_000} MB, too large for a codebook.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.stop(1, "The file is written in UTF-16; save it as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = len(re.findall(rb"\r\n?|\n", data[: fault.start])) + 1
        problems.stop(line, "The letters here are not UTF-8; save the file with the encoding UTF-8.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if first := _HIDDEN.search(text):
        count = sum(1 for _ in _HIDDEN.finditer(text))
        others = f" (the file holds {count:,} of the kind)" if count > 1 else ""
        line = text.count("\n", 0, first.start()) + 1
        problems.stop(line, f"The line holds a hidden character, {_code_point(first[0])}; delete it{others}.")
    return text


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _built(text: str, problems: Problems) -> Node | None:
    """The tree, built from events with a stack of open lists and mappings instead of recursion."""
    import yaml

    top = Items(line=1)
    stack = [_Open(top)]
    # libyaml is about eight times faster than PyYAML's own reader, which serves where it is missing.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            assert event.start_mark is not None
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent) and top.nodes:
                problems.stop(line, "A second document begins here (---); a codebook file holds one.")
            if isinstance(event, yaml.NodeEvent):
                node = _node(event, line, problems)
                stack[-1].take(node)
                if not isinstance(node, Scalar):
                    stack.append(_Open(node))
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
            if len(stack) > DEEPEST:
                problems.stop(line, "The file nests too deeply to be a codebook.")
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        # Without libyaml, PyYAML lets chr() complain about an escape such as "\\UFFFFFFFF".
        stop_at_fault(text, fault, problems)
    return top.nodes[0] if top.nodes else None


@dataclass(slots=True)
class _Open:
    """A list or mapping that events still add to."""

    node: Items | Mapping
    key: Node | None = None

    def take(self, node: Node) -> None:
        if isinstance(self.node, Items):
            self.node.nodes.append(node)
        elif self.key is None:
            self.key = node
        else:
            self.node.pairs.append((self.key, node))
            self.key = None


def _node(event: yaml.NodeEvent, line: int, problems: Problems) -> Node:
    """The node that `event` begins; what codebooks do without is noted and read as if it were not there."""
    import yaml

    if isinstance(event, yaml.AliasEvent):
        problems.add(line, "An alias (*) stands here; write the text out instead.")
        return Scalar("", line, plain=True)
    if event.anchor is not None:
        problems.add(line, "An anchor (&) stands here; codebooks do without, delete it.")
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        problems.add(line, f"A type tag ({shown(event.tag)}) stands here; codebooks do without, delete it.")
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, line, problems)
    return Items(line) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line)


def _scalar(event: yaml.ScalarEvent, line: int, problems: Problems) -> Scalar:
    if hidden := _HIDDEN.search(event.value):
        problems.add(line, f"The text holds an escaped hidden character, {_code_point(hidden[0])}; delete it.")
    return Scalar(unicodedata.normalize("NFC", event.value.strip()), line, plain=not event.style)
