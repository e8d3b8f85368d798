"""XML as a plain tree that knows its lines.

The standard library's expat is driven directly: unlike ElementTree and lxml it tells the line of everything, and it
stops at a document type before an entity is defined, so that neither an entity bomb nor a file elsewhere is opened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from thematica.formats.codebooks.problems import Problems

# Twenty levels of codes are allowed; a project file has a few levels around them.
DEEPEST = 48


@dataclass(slots=True)
class Element:
    """An element without its namespace, which is in `space`; attributes by their names alone. Lines count from 1."""

    name: str
    space: str
    line: int
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly inside."""
        return "".join(self.texts)

    def first(self, name: str) -> Element | None:
        """The first element of this name inside."""
        return next((each for each in self.children if each.name == name), None)


def parse(data: bytes, problems: Problems) -> Element:
    """The root of an XML document. Raises BadCodebook when it is not well formed, nests too deeply or has a DOCTYPE."""
    top = Element("", "", 1, {})
    stack = [top]
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(qualified: str, attributes: dict[str, str]) -> None:
        space, _, name = qualified.rpartition(" ")
        if len(stack) > DEEPEST:
            problems.stop(parser.CurrentLineNumber, "The file nests too deeply to be a codebook.")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        stack.append(Element(name, space, parser.CurrentLineNumber, plain))
        stack[-2].children.append(stack[-1])

    def said(text: str) -> None:
        stack[-1].texts.append(text)

    def doctype(*_: object) -> None:
        problems.stop(parser.CurrentLineNumber, "A document type (<!DOCTYPE) stands here; codebooks have none.")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        problems.stop(fault.lineno, "The XML is damaged from here on; write the file again from where it came.")
    except (LookupError, ValueError):  # an encoding that nobody knows, or one that expat cannot read
        problems.stop(1, "The file states an encoding that cannot be read; save it as UTF-8.")
    return top.children[0]
