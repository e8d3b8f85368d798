"""Codes of other formats, in the plain tree into which YAML is read, so that one place checks them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from thematica.formats.codebooks.description import Parts
from thematica.formats.codebooks.problems import Problems
from thematica.formats.codebooks.values import Codebook
from thematica.formats.codebooks.yaml_file import FORMAT, codebook_in
from thematica.formats.codebooks.yaml_tree import Items, Mapping, Node, Scalar
from thematica.text.normalise import normalise


@dataclass(slots=True)
class PlainCode:
    """A code as a file has it, on this line (from 1); the keys of `texts` are those of codebook files."""

    line: int
    texts: dict[str, str]
    parts: Parts = field(default_factory=Parts)
    children: list[PlainCode] = field(default_factory=list)


def codebook_of(codes: Iterable[PlainCode], name: str, problems: Problems) -> Codebook:
    """The codebook that these codes make, called after its file. Raises BadCodebook when there are problems."""
    codes = list(codes)
    origins = {code.parts.texts.get("origin") or code.texts.get("origin") or "deductive" for code in _each(codes)}
    kind = "deductive" if origins <= {"deductive"} else "mixed" if "deductive" in origins else "inductive"
    head = {"format": FORMAT, "name": tidy(Path(name).stem) or "Codebook", "kind": kind}
    nodes: dict[str, Node] = {key: _scalar(text, 1) for key, text in head.items()}
    return codebook_in(_fields(1, {**nodes, "codes": Items(1, [_mapping(code) for code in codes])}), problems)


def tidy(text: str) -> str:
    """A text on one line, in the one stored form."""
    return " ".join(normalise(text).text.split())


def _each(codes: Iterable[PlainCode]) -> Iterator[PlainCode]:
    for code in codes:
        yield code
        yield from _each(code.children)


def _mapping(code: PlainCode) -> Mapping:
    texts = {**code.parts.texts, **{key: text for key, text in code.texts.items() if text}}
    nodes: dict[str, Node] = {key: _scalar(text, code.line) for key, text in texts.items()}
    if code.parts.example_invented and "example" in texts:
        invented = Scalar("true", code.line, plain=True)
        nodes["example"] = _fields(code.line, {"text": nodes["example"], "invented": invented})
    for key, items in code.parts.lists.items():
        nodes[key] = Items(code.line, [_scalar(item, code.line) for item in items])
    nodes["children"] = Items(code.line, [_mapping(child) for child in code.children])
    return _fields(code.line, nodes)


def _fields(line: int, nodes: dict[str, Node]) -> Mapping:
    return Mapping(line, [(Scalar(key, line, plain=True), node) for key, node in nodes.items()])


def _scalar(text: str, line: int) -> Scalar:
    return Scalar(normalise(text).text.strip(), line, plain=False)
