"""A codebook as the text of a YAML file; loaded only when one is written, for it needs PyYAML."""

from __future__ import annotations

import sys
from typing import Any

import yaml

from thematica.formats.codebooks.values import (
    Citation,
    Codebook,
    CodeEntry,
    Facet,
    Kind,
    origin_by_default,
)


class _Dumper(yaml.SafeDumper):
    """Indents the items of a list under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def yaml_text(codebook: Codebook, form: str) -> str:
    """The YAML text of `codebook`, headed by the name of its `form`at."""
    fields = {"format": form, **_codebook(codebook)}
    return yaml.dump(fields, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=sys.maxsize)


def _codebook(codebook: Codebook) -> dict[str, Any]:
    written = _without_blanks(
        id=codebook.id,
        guid=codebook.guid,
        name=codebook.name,
        version=codebook.version,
        language=codebook.language,
        kind=codebook.kind,
        notice=codebook.notice,
        sources=[_source(source) for source in codebook.sources],
        use_notes=list(codebook.use_notes),
        unit_guidance=codebook.unit_guidance,
        facets=[_facet(facet) for facet in codebook.facets],
        journal_prompts=list(codebook.journal_prompts),
    )
    return {**written, "codes": [_code(code, codebook.kind) for code in codebook.codes]}


def _source(source: Citation) -> dict[str, Any]:
    return _without_blanks(citation=source.citation, year=source.year, doi=source.doi, role=source.role)


def _facet(facet: Facet) -> dict[str, Any]:
    return _without_blanks(
        key=facet.key,
        name=facet.name,
        applies_to=facet.applies_to,
        values=list(facet.values),
        default=facet.default,
        note=facet.note,
    )


def _code(code: CodeEntry, kind: Kind) -> dict[str, Any]:
    return _without_blanks(
        key=code.key,
        guid=code.guid,
        name=code.name,
        codable=None if code.codable else False,
        origin=None if code.origin == origin_by_default(kind) else code.origin,
        status=None if code.status == "active" else code.status,
        colour=code.colour,
        symbol=code.symbol,
        brief=code.brief,
        definition=code.definition,
        include=list(code.include),
        exclude=list(code.exclude),
        example={"text": code.example, "invented": True} if code.example_invented else code.example,
        aliases=list(code.aliases),
        children=[_code(child, kind) for child in code.children],
    )


def _without_blanks(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [])}
