"""What a codebook file may say, and what is made of it."""

from thematica.formats.codebooks import yaml_file
from thematica.formats.codebooks.values import Citation, Codebook, CodeEntry, Facet

HEAD = "format: thematica-codebook/1\nname: Study\n"


def read(text: str) -> Codebook:
    return yaml_file.read(text.encode(), "study.yaml")


def test_a_codebook_needs_little_more_than_a_name_and_codes() -> None:
    assert read(HEAD + "codes:\n  - name: Trust\n") == Codebook(name="Study", codes=(CodeEntry(name="Trust"),))


def test_every_field_arrives() -> None:
    book = read(
        HEAD
        + """\
id: our-study
guid: 016B33A5-5130-589d-862b-406788ee51f6
version: 2.10
language: nb
kind: mixed
notice: Our own words.
unit_guidance: A sentence.
sources:
  - {citation: Roe A. A guide., year: 2025, doi: 10.1/x, role: headings}
  - citation: Lee B. Another.
use_notes: [One., Two.]
journal_prompts: What surprised me?
facets:
  - {key: valence, values: [enabler, barrier], default: barrier, applies_to: code, note: Optional.}
codes:
  - key: t.a
    guid: 5872E9D8-a5d3-5838-b70a-996c5872f44c
    name: Trust
    codable: no
    origin: in_vivo
    status: retired
    color: "#07B"
    symbol: Tr
    brief: Short.
    definition: |
      First paragraph.

      Second paragraph.
    include: One line alone.
    exclude: [Fear, worry]
    example: {text: I trust it., invented: yes}
    aliases: [Faith]
    children:
      - name: Within
        example: Real words.
"""
    )
    within = CodeEntry(name="Within", origin="deductive", example="Real words.")
    trust = CodeEntry(
        name="Trust",
        guid="5872e9d8-a5d3-5838-b70a-996c5872f44c",
        key="t.a",
        codable=False,
        origin="in-vivo",
        brief="Short.",
        definition="First paragraph.\n\nSecond paragraph.",
        include=("One line alone.",),
        exclude=("Fear", "worry"),
        example="I trust it.",
        example_invented=True,
        colour="#0077bb",
        symbol="Tr",
        status="retired",
        aliases=("Faith",),
        children=(within,),
    )
    assert book == Codebook(
        name="Study",
        guid="016b33a5-5130-589d-862b-406788ee51f6",
        id="our-study",
        version="2.10",
        language="nb",
        kind="mixed",
        notice="Our own words.",
        sources=(Citation("Roe A. A guide.", 2025, "10.1/x", "headings"), Citation("Lee B. Another.")),
        use_notes=("One.", "Two."),
        unit_guidance="A sentence.",
        facets=(Facet("valence", "valence", ("enabler", "barrier"), "code", "barrier", "Optional."),),
        journal_prompts=("What surprised me?",),
        codes=(trust,),
    )


def test_words_that_yaml_takes_for_values_stay_words() -> None:
    book = read(HEAD + "version: 1.0\ncodes:\n  - name: no\n  - name: 0x1F\n  - name: 2024-01-01\n  - name: 1e3\n")
    assert book.version == "1.0"
    assert [code.name for code in book.codes] == ["no", "0x1F", "2024-01-01", "1e3"]


def test_a_byte_order_mark_and_foreign_line_ends_make_no_difference() -> None:
    text = HEAD + "codes:\n  - name: Følelse\n    definition: |\n      a\n      b\n"
    plain = read(text)
    assert yaml_file.read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "f") == plain
    assert yaml_file.read(text.replace("\n", "\r").encode(), "f") == plain


def test_letters_typed_as_two_characters_become_one() -> None:
    assert read(HEAD + "codes:\n  - name: A\u030angst\n").codes[0].name == "Ångst"


def test_codes_that_state_no_origin_follow_the_kind_of_the_codebook() -> None:
    codes = "codes:\n  - name: A\n    children: [{name: B}]\n"
    origins = {
        kind: {c.origin for _, c in read(f"{HEAD}kind: {kind}\n{codes}").walk()} for kind in ("inductive", "mixed")
    }
    assert origins == {"inductive": {"inductive"}, "mixed": {"deductive"}}


def test_a_flat_list_with_parents_gives_the_same_tree_as_nesting() -> None:
    flat = """\
codes:
  - {name: C, parent: B}
  - {name: A, key: a}
  - {name: B, parent: a}
  - {name: D, parent: A}
"""
    nested = """\
codes:
  - name: A
    key: a
    children:
      - name: B
        children:
          - name: C
      - name: D
"""
    assert read(HEAD + flat) == read(HEAD + nested)


def test_codes_that_name_a_parent_stand_after_those_nested_under_it() -> None:
    book = read(HEAD + "codes:\n  - name: Late\n    parent: Top\n  - name: Top\n    children: [{name: Nested}]\n")
    assert [path for path, _ in book.walk()] == [("Top",), ("Top", "Nested"), ("Top", "Late")]


def test_a_key_is_preferred_to_a_name_when_a_parent_is_looked_up() -> None:
    book = read(HEAD + "codes:\n  - {name: x, key: a}\n  - {name: B, key: x}\n  - {name: C, parent: x}\n")
    assert [path for path, _ in book.walk()] == [("x",), ("B",), ("B", "C")]


def test_the_same_name_may_stand_at_different_places() -> None:
    book = read(
        HEAD + "codes:\n  - name: A\n    children: [{name: Trust}]\n  - name: B\n    children: [{name: Trust}]\n"
    )
    assert [path for path, _ in book.walk()] == [("A",), ("A", "Trust"), ("B",), ("B", "Trust")]


def test_what_is_only_worth_a_look_does_not_stop_a_file() -> None:
    text = HEAD + "codes:\n  - name: A\n    key: a\n    exclude: Fear [{}] or [worry here] or [A].\n"
    codeless = "study.yaml:4: The code “A” has neither a brief nor a definition."
    assert yaml_file.examine(text.format("a").encode(), "study.yaml")[1] == (codeless,)
    assert yaml_file.examine(text.format("laughs").encode(), "study.yaml")[1] == (
        codeless,
        "study.yaml:6: No code of this file is called “laughs”, in brackets here.",
    )


def test_a_heading_needs_no_words() -> None:
    text = HEAD + "codes:\n  - name: A\n    codable: false\n"
    assert yaml_file.examine(text.encode(), "f")[1] == ()


def test_brackets_are_left_alone_in_a_codebook_without_keys() -> None:
    text = HEAD + "codes:\n  - name: A\n    brief: b\n    exclude: As told in [t.x] and by [laughs].\n"
    assert yaml_file.examine(text.encode(), "f")[1] == ()


def test_ten_thousand_codes_arrive_in_order() -> None:
    codes = "".join(f"  - {{name: Code {n}, key: k{n}, brief: Number {n}}}\n" for n in range(10_000))
    book = read(HEAD + "codes:\n" + codes)
    assert [code.brief for code in book.codes] == [f"Number {n}" for n in range(10_000)]
