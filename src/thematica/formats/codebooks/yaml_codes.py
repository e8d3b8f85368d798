"""The codes of a YAML codebook, each read on its own; `outline` puts them together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import get_args

from thematica.formats.codebooks.fields import Fields
from thematica.formats.codebooks.problems import Problems, shown
from thematica.formats.codebooks.values import SYMBOL, CodeEntry, Origin, Status
from thematica.formats.codebooks.yaml_tree import Mapping

CODE_KEYS = (
    *("key", "guid", "name", "parent", "codable", "origin", "status", "colour", "symbol"),
    *("brief", "definition", "include", "exclude", "example", "aliases", "children"),
)
EXAMPLE_KEYS = ("text", "invented")

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
GUID_WANTED = "a GUID such as 5872e9d8-a5d3-5838-b70a-996c5872f44c"
KEY = re.compile(r"[\w-]+(\.[\w-]+)*")
COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_SHORT = 3


@dataclass(slots=True)
class Draft:
    """A code as read, before its place among the others is known.

    `entry` is without children; `parent` is what the file says under that field; `exclude` holds lines of the file
    beside the texts, for what these refer to is checked later. `above` is the code this one stands under.
    """

    entry: CodeEntry
    fields: Fields
    parent: str
    exclude: tuple[tuple[int, str], ...]
    children: list[Draft] = field(default_factory=list)
    above: Draft | None = None


def drafts(owner: Fields, key: str, origin: Origin, problems: Problems) -> list[Draft]:
    """The codes listed under `key` of `owner`, with those nested in them; `origin` is for those that state none."""
    return [_draft(mapping, origin, problems) for mapping in owner.mappings(key, "a code")]


def _draft(mapping: Mapping, origin: Origin, problems: Problems) -> Draft:
    fields = Fields(mapping, "a code", CODE_KEYS, problems, other_spelling={"color": "colour"})
    exclude = fields.texts_with_lines("exclude")
    example, invented = _example(fields, problems)
    entry = CodeEntry(
        name=fields.required("name"),
        guid=guid_of(fields),
        key=fields.matching("key", KEY, "letters, digits, hyphens and dots, such as tech.usability"),
        codable=fields.flag("codable", default=True),
        origin=fields.choice("origin", get_args(Origin), origin),
        brief=fields.text("brief"),
        definition=fields.text("definition"),
        include=fields.texts("include"),
        exclude=tuple(text for _, text in exclude),
        example=example,
        example_invented=invented,
        colour=_colour(fields, problems),
        symbol=fields.matching("symbol", SYMBOL, "one or two characters"),
        status=fields.choice("status", get_args(Status), "active"),
        aliases=fields.texts("aliases"),
    )
    if entry.codable and entry.name and not (entry.brief or entry.definition):
        problems.caution(fields.line, f"The code {shown(entry.name)} has neither a brief nor a definition.")
    draft = Draft(entry, fields, fields.line_text("parent"), exclude)
    draft.children = drafts(fields, "children", origin, problems)
    for child in draft.children:
        child.above = draft
    return draft


def guid_of(fields: Fields) -> str | None:
    """The field `guid`, in lower case."""
    guid = fields.matching("guid", GUID, GUID_WANTED)
    return guid.lower() if guid else None


def _colour(fields: Fields, problems: Problems) -> str | None:
    """The field `colour` as "#rrggbb"."""
    if fields.empty("colour"):
        problems.add(
            fields.line_of("colour"),
            "The colour is empty: # begins a remark in YAML, so write it in quotation marks: '#0072b2'.",
        )
    colour = fields.matching("colour", COLOUR, "a colour in quotation marks such as '#0072b2'")
    if colour is None:
        return None
    digits = colour[1:].lower()
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == _SHORT else digits)


def _example(fields: Fields, problems: Problems) -> tuple[str, bool]:
    """The example and whether it was invented: a text alone is taken to be from real data."""
    node = fields.node("example")
    if not isinstance(node, Mapping):
        return fields.text("example"), False
    parts = Fields(node, "an example", EXAMPLE_KEYS, problems)
    text = parts.text("text")
    if not text:
        problems.add(node.line, "An example needs “text”.")
    return text, parts.flag("invented", default=False)
