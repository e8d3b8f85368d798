"""Codebooks of every shape that a file can hold, for properties of the formats."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args
from uuid import UUID

from hypothesis import strategies as st

from thematica.formats.codebooks.outline import folded
from thematica.formats.codebooks.values import AppliesTo, Citation, Codebook, CodeEntry, Facet, Kind, Origin, Status
from thematica.text.normalise import normalise

# Hidden characters are refused by the reader; square brackets may refer to codes, which has tests of its own.
_REFUSED = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff[]"
letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=_REFUSED)
tricky = st.sampled_from(
    [
        "no",
        "~",
        "null",
        "1.0",
        "- a",
        "# b",
        "a: b",
        "it's",
        '"',
        "&x",
        "*x",
        "!x",
        "%",
        "@",
        "|",
        ">",
        "`",
        "{",
        "?",
        "=",
        "<<",
        "a #b",
    ]
)


def tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


def something(text: str) -> str:
    return tidy(text) or "x"


lines = (st.text(letters, max_size=30) | tricky).map(something)
paragraphs = st.lists(lines | st.just("") | lines.map(lambda line: f"\t {line} "), min_size=1, max_size=4).map(
    "\n".join
)
texts = st.just("") | paragraphs.map(tidy)
lists = st.lists(paragraphs.map(something), max_size=3).map(tuple)
symbols = st.none() | st.sampled_from(["T", "Te", "#", "'", "-", "~", "å", "👩", "1", "N"])
colours = st.none() | st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@st.composite
def entries(draw: st.DrawFn, children: st.SearchStrategy[tuple[CodeEntry, ...]]) -> CodeEntry:
    spoken = draw(texts)
    return draw(
        st.builds(
            CodeEntry,
            name=lines,
            codable=st.booleans(),
            origin=st.sampled_from(get_args(Origin)),
            brief=texts,
            definition=texts,
            include=lists,
            exclude=lists,
            example=st.just(spoken),
            example_invented=st.booleans() if spoken else st.just(False),
            colour=colours,
            symbol=symbols,
            status=st.sampled_from(get_args(Status)),
            aliases=lists,
            children=children,
        )
    )


def unlike(codes: list[CodeEntry]) -> tuple[CodeEntry, ...]:
    """The codes, each with a name its siblings do not bear."""
    return tuple({folded(code.name): code for code in codes}.values())


def groups(children: st.SearchStrategy[tuple[CodeEntry, ...]]) -> st.SearchStrategy[tuple[CodeEntry, ...]]:
    return st.lists(entries(children), max_size=2).map(unlike)


facets = st.lists(lines, min_size=1, max_size=3).flatmap(
    lambda values: st.builds(
        Facet,
        key=lines,
        name=lines,
        values=st.just(tuple(values)),
        applies_to=st.sampled_from(get_args(AppliesTo)),
        default=st.none() | st.sampled_from(values),
        note=texts,
    )
)
codebooks = st.builds(
    Codebook,
    name=lines,
    guid=st.none() | st.uuids().map(str),
    id=st.none() | st.sampled_from(["tpom", "0", "our-study", "1-2-3", "null", "on"]),
    version=lines,
    language=st.sampled_from(["en", "nb", "no", "da", "en-GB"]),
    kind=st.sampled_from(get_args(Kind)),
    notice=texts,
    sources=st.lists(
        st.builds(
            Citation, citation=lines, year=st.none() | st.integers(1000, 9999), doi=st.none() | lines, role=texts
        ),
        max_size=2,
    ).map(tuple),
    use_notes=lists,
    facets=st.lists(facets, max_size=2).map(tuple),
    journal_prompts=lists,
    unit_guidance=texts,
    codes=groups(groups(groups(st.just(())))),
)


def identified(codes: tuple[CodeEntry, ...], number: Iterator[int]) -> tuple[CodeEntry, ...]:
    """The codes with keys and GUIDs, each its own."""
    return tuple(
        replace(code, key=f"k.{n}", guid=str(UUID(int=n)), children=identified(code.children, number))
        for code, n in zip(codes, number, strict=False)
    )


def settled(codes: tuple[CodeEntry, ...]) -> tuple[CodeEntry, ...]:
    """The codes as formats with less room keep them: tabs are spaces, names without double spaces or the sign `>`."""

    def plain(text: str) -> str:
        return normalise(text).text.strip()

    return unlike(
        [
            replace(
                code,
                name=" ".join(plain(code.name).replace(">", "-").split()) or "x",
                brief=plain(code.brief),
                definition=plain(code.definition),
                example=plain(code.example),
                include=tuple(map(plain, code.include)),
                exclude=tuple(map(plain, code.exclude)),
                aliases=tuple(map(plain, code.aliases)),
                children=settled(code.children),
            )
            for code in codes
        ]
    )
