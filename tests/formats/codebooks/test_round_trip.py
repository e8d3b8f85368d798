"""Properties: what is written reads back equal, and no bytes whatever give anything but a codebook or BadCodebook."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from formats.codebooks.damage import damaged, read_or_refused
from formats.codebooks.generated import codebooks, identified
from thematica.formats.codebooks import yaml_file
from thematica.formats.codebooks.values import Codebook


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
    read_or_refused(yaml_file.examine, data, "f.yaml")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_to_a_codebook_gives_anything_but_a_codebook_or_its_problems(data: st.DataObject) -> None:
    text = damaged(data, data.draw(st.sampled_from(DAMAGEABLE)), SYNTAX)
    read_or_refused(yaml_file.examine, text.encode(errors="surrogatepass"), "f.yaml")


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
