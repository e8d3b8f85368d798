"""Properties: what is written reads back equal, and no bytes whatever give anything but a codebook or BadCodebook."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import get_args
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from thematica.errors import BadCodebook
from thematica.formats.codebooks import yaml_file
from thematica.formats.codebooks.outline import folded
from thematica.formats.codebooks.values import AppliesTo, Citation, Codebook, CodeEntry, Facet, Kind, Origin, Status

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


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(codebooks, st.booleans())
def test_what_is_written_reads_back_equal(book: Codebook, with_identity: bool) -> None:
    if with_identity:
        book = replace(book, codes=identified(book.codes, count(1)))
    assert yaml_file.read(yaml_file.write(book).encode(), "f.yaml") == book


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"? \n? \n")
@example(b"format: thematica-codebook/1\nname: &a [*a]\ncodes: *a\n")
@example(b'name: "\\UFFFFFFFF"\n')
def test_no_bytes_give_anything_but_a_codebook_or_its_problems(data: bytes) -> None:
    read_or_refused(data)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_to_a_codebook_gives_anything_but_a_codebook_or_its_problems(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(DAMAGEABLE))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        put = data.draw(st.text(max_size=3) | st.sampled_from(SYNTAX) | st.just(text[start:end] * 2))
        text = text[:start] + put + text[end:]
    read_or_refused(text.encode(errors="surrogatepass"))


SYNTAX = [
    "\n",
    "  ",
    "\t",
    ": ",
    "- ",
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "#",
    "&a ",
    "*a",
    "!!x ",
    "|\n",
    ">\n",
    "---\n",
    "...",
    "? ",
    "\0",
    ",",
]
DAMAGEABLE = [
    """\
format: thematica-codebook/1
id: ours
name: Study
kind: mixed
sources:
  - citation: Roe A. A guide.
    year: 2025
facets:
  - key: valence
    values: [enabler, barrier]
    default: barrier
codes:
  - key: t
    guid: 5872e9d8-a5d3-5838-b70a-996c5872f44c
    name: Technology
    codable: false
    colour: '#0072b2'
    children:
      - key: t.use
        name: Use
        definition: |
          One.
          Two.
        exclude: [Access, see t.access]
        example: {text: "I \\u00e9 it", invented: true}
  - {name: Access, key: t.access, parent: t, brief: b, exclude: '[t.use]'}
  - name: Flat
    parent: Access
"""
]


def read_or_refused(data: bytes) -> None:
    """Read `data`, and check what came of it."""
    try:
        book, told = yaml_file.examine(data, "f.yaml")
    except BadCodebook as refusal:
        told = refusal.problems
        assert told
    else:
        assert yaml_file.read(yaml_file.write(book).encode(), "f.yaml") == book
    for problem in told:
        _, line, sentence = problem.split(":", 2)
        assert 1 <= int(line) <= len(data) + 1
        assert sentence.endswith((".", "?"))
        assert sentence.isprintable()
