"""Codebooks as YAML files; docs/codebook-format.md describes the format for those who write it."""

from __future__ import annotations

import re
from typing import get_args

from thematica.formats.codebooks.fields import Fields
from thematica.formats.codebooks.outline import outlined
from thematica.formats.codebooks.problems import Problems, shown
from thematica.formats.codebooks.values import (
    FIRST_VERSION,
    LANGUAGE_UNSTATED,
    AppliesTo,
    Citation,
    Codebook,
    Facet,
    Kind,
    origin_by_default,
)
from thematica.formats.codebooks.yaml_codes import drafts, guid_of
from thematica.formats.codebooks.yaml_tree import Mapping, Scalar, parse

FORMAT = "thematica-codebook/1"
CODEBOOK_KEYS = (
    *("format", "id", "guid", "name", "version", "language", "kind", "notice", "sources"),
    *("use_notes", "unit_guidance", "facets", "journal_prompts", "codes"),
)
SOURCE_KEYS = ("citation", "year", "doi", "role")
FACET_KEYS = ("key", "name", "applies_to", "values", "default", "note")

_LATER = re.compile(r"thematica-codebook/([2-9]|[1-9]\d+)")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_YEAR = re.compile(r"[1-9][0-9]{3}")
_APPLIES_TO: tuple[AppliesTo, ...] = get_args(AppliesTo)


def read(data: bytes, name: str) -> Codebook:
    """The codebook in `data`, the bytes of a YAML file called `name`.

    Raises BadCodebook, whose `problems` list everything that is wrong as `file:line: sentence`.
    """
    return examine(data, name)[0]


def examine(data: bytes, name: str) -> tuple[Codebook, tuple[str, ...]]:
    """As `read`, with what is worth a look but wrong in no way, each as `file:line: sentence`."""
    problems = Problems(name)
    root = parse(data, problems)
    problems.stop_if_any()
    if root is None or (isinstance(root, Scalar) and root.blank):
        problems.stop(1, f"The file is empty; a codebook begins with “format: {FORMAT}”.")
    if not isinstance(root, Mapping):
        problems.stop(root.line, f"This is not a codebook, which begins with “format: {FORMAT}” and has fields.")
    return codebook_in(root, problems), problems.warnings()


def write(codebook: Codebook) -> str:
    """The YAML text of `codebook`, which `read` turns into an equal one.

    Fields stand in a fixed order, each text on one line unless it has line breaks of its own, and what is empty or
    goes without saying is left out, so two versions of a codebook can be compared line by line.
    """
    from thematica.formats.codebooks.yaml_writing import yaml_text

    return yaml_text(codebook, FORMAT)


def codebook_in(root: Mapping, problems: Problems) -> Codebook:
    """The codebook that a mapping describes, every field checked. Raises BadCodebook when there are problems."""
    _stop_if_later(root, problems)
    fields = Fields(root, "the codebook", CODEBOOK_KEYS, problems)
    _check_format(fields, problems)
    kind = fields.choice("kind", get_args(Kind), "deductive")
    guid = guid_of(fields)
    language = fields.matching("language", _LANGUAGE, "a language tag such as en, nb or en-GB")
    if fields.node("codes") is None:
        problems.add(fields.line_of("codes"), "The codebook needs “codes”, a list; an empty one is written codes: [].")
    return Codebook(
        name=fields.required("name"),
        guid=guid,
        id=fields.matching("id", _ID, "small letters, digits and hyphens, such as our-study"),
        version=fields.line_text("version") or FIRST_VERSION,
        language=language or LANGUAGE_UNSTATED,
        kind=kind,
        notice=fields.text("notice"),
        sources=_sources(fields, problems),
        use_notes=fields.texts("use_notes"),
        facets=_facets(fields, problems),
        journal_prompts=fields.texts("journal_prompts"),
        unit_guidance=fields.text("unit_guidance"),
        codes=outlined(drafts(fields, "codes", origin_by_default(kind), problems), guid, problems),
    )


def _stop_if_later(root: Mapping, problems: Problems) -> None:
    """Stop at a format this version does not know, whose fields would all look like mistakes."""
    stated = [node for key, node in root.pairs if isinstance(key, Scalar) and key.text == "format"]
    for node in stated:
        if isinstance(node, Scalar) and _LATER.fullmatch(node.text):
            found = shown(node.text)
            problems.stop(node.line, f"The format {found} is from a later thematica; this one reads {FORMAT}.")


def _check_format(fields: Fields, problems: Problems) -> None:
    stated = fields.line_text("format")
    if stated != FORMAT:
        instead = f", not {shown(stated)}" if stated else ""
        problems.add(fields.line_of("format"), f"A codebook file states “format: {FORMAT}”{instead}.")


def _sources(owner: Fields, problems: Problems) -> tuple[Citation, ...]:
    sources = []
    for mapping in owner.mappings("sources", "a source"):
        fields = Fields(mapping, "a source", SOURCE_KEYS, problems)
        year = fields.matching("year", _YEAR, "a year such as 2020")
        sources.append(
            Citation(
                citation=fields.required("citation"),
                year=int(year) if year else None,
                doi=fields.line_text("doi") or None,
                role=fields.text("role"),
            )
        )
    return tuple(sources)


def _facets(owner: Fields, problems: Problems) -> tuple[Facet, ...]:
    facets = []
    for mapping in owner.mappings("facets", "a facet"):
        fields = Fields(mapping, "a facet", FACET_KEYS, problems)
        key = fields.required("key")
        values = fields.texts("values")
        default = fields.line_text("default") or None
        if not values:
            problems.add(fields.line_of("values"), "A facet needs “values”, a list of the allowed ones.")
        elif default is not None and default not in values:
            problems.add(fields.line_of("default"), f"The default {shown(default)} is not among the values.")
        facets.append(
            Facet(
                key=key,
                name=fields.line_text("name") or key,
                values=values,
                applies_to=fields.choice("applies_to", _APPLIES_TO, "coding"),
                default=default,
                note=fields.text("note"),
            )
        )
    return tuple(facets)
