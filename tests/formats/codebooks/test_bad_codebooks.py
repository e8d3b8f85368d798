"""Each way a codebook file can be wrong, and the line that is named for it."""

import pytest
import yaml

from thematica.errors import BadCodebook
from thematica.formats.codebooks import yaml_file, yaml_tree

HEAD = "format: thematica-codebook/1\nname: Study\n"  # lines 1 and 2; what a test adds begins on line 3


def problems_of(data: str | bytes) -> list[tuple[int, str]]:
    """The problems of a file as (line, sentence)."""
    with pytest.raises(BadCodebook) as caught:
        yaml_file.read(data if isinstance(data, bytes) else data.encode(), "study.yaml")
    assert caught.value.problems
    located = [problem.removeprefix("study.yaml:").split(": ", 1) for problem in caught.value.problems]
    return [(int(line), sentence) for line, sentence in located]


def only_problem_of(data: str | bytes) -> tuple[int, str]:
    [problem] = problems_of(data)
    return problem


UNREADABLE = [
    ("nothing", b"", 1, "empty"),
    ("remarks only", b"# later\n\n", 1, "empty"),
    ("nothing but null", b"---\n~\n", 1, "empty"),
    ("a text", b"Interview 3, ward B", 1, "not a codebook"),
    ("a list", b"\n- Workload\n- Trust\n", 2, "not a codebook"),
    ("NUL", HEAD.encode() + b"codes: []\n\0\0\n", 4, "U+0000; delete it (the file holds 2 of the kind)"),
    ("an escape sequence", HEAD.encode() + b"notice: \x1b[31mred\ncodes: []\n", 3, "U+001B"),
    ("a bidi override", (HEAD + "codes:\n  - name: Tr\u202eust\n").encode(), 4, "U+202E"),
    ("an escaped bidi override", (HEAD + 'codes:\n  - name: "Tr\\u202Eust"\n').encode(), 4, "U+202E"),
    ("an escaped surrogate", (HEAD + 'codes:\n  - name: "Tr\\uD800ust"\n').encode(), 4, ""),
    ("Latin-1", HEAD.encode() + b"codes:\n  - name: F\xf8lelse\n", 4, "not UTF-8"),
    ("Latin-1 with CR line ends", b"format: x\rname: F\xf8lelse\r", 2, "not UTF-8"),
    ("UTF-16", HEAD.encode("utf-16"), 1, "UTF-16"),
    ("a zip", b"PK\x03\x04\x14\x00", 1, "U+0003"),
    ("two documents", (HEAD + "codes: []\n---\nname: Other\n").encode(), 4, "second document"),
    ("a quotation mark left open", (HEAD + "codes:\n  - name: 'Trust\n  - name: Fear\n").encode(), 4, "never closed"),
    ("a bracket left open", (HEAD + "codes: [\nname: x\n").encode(), 3, "bracket"),
    ("a colon in a text", (HEAD + "notice: Note: mind this\ncodes: []\n").encode(), 3, "colon"),
    ("an at sign first", (HEAD + "notice: @work\ncodes: []\n").encode(), 3, "begin with “@”"),
    ("an unknown escape", (HEAD + 'notice: "C:\\work"\ncodes: []\n').encode(), 3, "backslash"),
    ("uneven indentation", (HEAD + "codes:\n  - name: A\n   brief: b\n").encode(), 5, "indentation"),
    ("a list on the key's line", (HEAD + "codes: - name: A\n").encode(), 3, "list item"),
    ("a line without a key", (HEAD + "codes\n").encode(), 3, "without a key"),
    ("a text beside a bar", (HEAD + "notice: |now\ncodes: []\n").encode(), 3, "new line"),
    ("an unknown directive", b"%YAML 3.0\n---\nname: x\n", 1, "cannot be read further"),
    ("deep lists", HEAD.encode() + b"codes: " + b"[" * 5000, 3, "too deeply"),
    ("deep mappings", HEAD.encode() + b"codes: " + b"{a: " * 5000, 3, "too deeply"),
    ("an alias alone", (HEAD + "notice: *all\ncodes: []\n").encode(), 3, "alias"),
    ("an object tag", (HEAD + "notice: !!python/object/apply:os.getcwd []\ncodes: []\n").encode(), 3, "type tag"),
    ("a later format", b"# ours\nformat: thematica-codebook/2\nlabels: {}\n", 2, "later thematica"),
]


@pytest.mark.parametrize(("data", "line", "part"), [case[1:] for case in UNREADABLE], ids=[c[0] for c in UNREADABLE])
def test_what_cannot_be_read_is_told_once_with_its_line(data: bytes, line: int, part: str) -> None:
    told_line, sentence = only_problem_of(data)
    assert (told_line, part in sentence) == (line, True), sentence


@pytest.mark.parametrize(("data", "line", "part"), [case[1:] for case in UNREADABLE], ids=[c[0] for c in UNREADABLE])
def test_it_is_told_alike_where_pyyaml_was_built_without_libyaml(
    data: bytes, line: int, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    told_line, sentence = only_problem_of(data)
    assert (told_line, part in sentence) == (line, True), sentence


def test_every_line_indented_with_a_tab_is_told() -> None:
    tabs = problems_of(HEAD + "codes:\n\t- name: A\n\t  brief: b\n  - name: B\n\t- name: C\n")
    assert [line for line, _ in tabs] == [4, 5, 7]
    assert all("tab" in sentence for _, sentence in tabs)


def test_a_tab_inside_a_text_is_not_blamed_for_a_fault_elsewhere() -> None:
    line, sentence = only_problem_of(HEAD + "notice: |\n  a\n  \tb\ncodes: ]\n")
    assert line == 6
    assert "tab" not in sentence


def test_an_alias_bomb_is_refused_at_each_anchor_and_alias() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert [line for line, _ in problems_of(bomb)] == [1, 2, 2, 2, 3, 3]


def test_a_file_beyond_the_size_limit_is_refused_before_it_is_parsed() -> None:
    assert "10 MB" in only_problem_of(b"x" * (yaml_tree.MOST_BYTES + 1))[1]


FAULTY = [
    ("no format", "name: Study\ncodes: []\n", 1, "format: thematica-codebook/1"),
    ("another format", "format: qdc\nname: Study\ncodes: []\n", 1, "not “qdc”"),
    ("no name", "format: thematica-codebook/1\ncodes: []\n", 1, "needs “name”"),
    ("an empty name", "format: thematica-codebook/1\nname: ''\ncodes: []\n", 2, "needs “name”"),
    ("no codes", HEAD, 1, "codes: []"),
    ("codes left blank", HEAD + "codes:\n", 3, "codes: []"),
    ("codes as a text", HEAD + "codes: Workload\n", 3, "wants a list"),
    ("codes as fields", HEAD + "codes:\n  Workload: heavy\n", 4, "wants a list"),
    ("a code as a text", HEAD + "codes:\n  - name: A\n    brief: b\n  - Workload\n", 6, "not in a text"),
    ("an unknown key", HEAD + "codes:\n  - name: A\n    definiton: x\n", 5, "Did you mean “definition”?"),
    ("a far unknown key", HEAD + "source_check: x\ncodes: []\n", 3, "has no field “source_check”."),
    (
        "a key twice",
        HEAD + "codes:\n  - name: A\n    brief: b\n    brief: c\n",
        6,
        "stands twice in a code, first on line 5",
    ),
    ("both spellings", HEAD + "codes:\n  - name: A\n    color: '#fff'\n    colour: '#000'\n", 6, "stands twice"),
    ("a list as a key", HEAD + "? [a]\n: b\ncodes: []\n", 3, "must be a word"),
    ("no code name", HEAD + "codes:\n  - brief: x\n", 4, "A code needs “name”"),
    ("a name as a list", HEAD + "codes:\n  - name: [A, B]\n", 4, "wants a text, not a list"),
    ("a name of two lines", HEAD + "codes:\n  - name: |\n      A\n      B\n", 4, "one line"),
    ("a definition as fields", HEAD + "codes:\n  - name: A\n    definition:\n      a: b\n", 6, "not fields of its own"),
    ("fields in include", HEAD + "codes:\n  - name: A\n    include:\n      - ok\n      - Note: this\n", 7, "colon"),
    ("a list in include", HEAD + "codes:\n  - name: A\n    include: [[a]]\n", 5, "not a list"),
    ("codable as a number", HEAD + "codes:\n  - name: A\n    codable: 7\n", 5, "true or false, not “7”"),
    ("an unknown origin", HEAD + "codes:\n  - name: A\n    origin: structural\n", 5, "deductive, inductive or in-vivo"),
    ("an unknown status", HEAD + "codes:\n  - name: A\n    status: old\n", 5, "draft, active or retired"),
    ("an unknown kind", HEAD + "kind: grounded\ncodes: []\n", 3, "deductive, inductive or mixed"),
    ("a colour in words", HEAD + "codes:\n  - name: A\n    color: blue\n", 5, "not “blue”"),
    ("a colour unquoted", HEAD + "codes:\n  - name: A\n    colour: #0072B2\n", 5, "quotation marks: '#0072b2'"),
    ("a colour too long", HEAD + "codes:\n  - name: A\n    colour: '#0072B2FF'\n", 5, "a colour"),
    ("a long symbol", HEAD + "codes:\n  - name: A\n    symbol: abc\n", 5, "one or two characters"),
    ("a bad guid", HEAD + "codes:\n  - name: A\n    guid: 5872e9d8\n", 5, "a GUID such as"),
    ("a bad key", HEAD + "codes:\n  - name: A\n    key: a b\n", 5, "letters, digits"),
    ("a bad id", HEAD + "id: Our Study\ncodes: []\n", 3, "small letters"),
    ("a bad language", HEAD + "language: English please\ncodes: []\n", 3, "language tag"),
    ("an example without words", HEAD + "codes:\n  - name: A\n    example: {invented: true}\n", 5, "needs “text”"),
    ("an example as a list", HEAD + "codes:\n  - name: A\n    example: [a]\n", 5, "wants a text"),
    (
        "an unknown key in an example",
        HEAD + "codes:\n  - name: A\n    example: {text: a, real: no}\n",
        5,
        "no field “real”",
    ),
    ("a source without citation", HEAD + "sources:\n  - year: 2020\ncodes: []\n", 4, "A source needs “citation”"),
    ("a year in words", HEAD + "sources:\n  - citation: A\n    year: last\ncodes: []\n", 5, "a year such as"),
    ("a facet without values", HEAD + "facets:\n  - key: v\ncodes: []\n", 4, "needs “values”"),
    ("a facet without key", HEAD + "facets:\n  - values: [a]\ncodes: []\n", 4, "A facet needs “key”"),
    ("a facet's default", HEAD + "facets:\n  - key: v\n    values: [a]\n    default: b\ncodes: []\n", 6, "not among"),
    (
        "siblings alike",
        HEAD + "codes:\n  - name: Trust\n  - name: trust\n",
        5,
        "stands twice at one place, first on line 4",
    ),
    ("siblings alike but for spaces", HEAD + "codes:\n  - name: A  b\n  - name: Á\n  - name: a b\n", 6, "stands twice"),
    ("a code's key twice", HEAD + "codes:\n  - {name: A, key: k}\n  - {name: B, key: k}\n", 5, "key “k” stands twice"),
    (
        "an unknown parent",
        HEAD + "codes:\n  - name: Trust\n  - name: B\n    parent: Turst\n",
        6,
        "Did you mean “Trust”?",
    ),
    (
        "a parent called twice",
        HEAD + "codes:\n  - name: A\n    children: [{name: X}]\n  - name: X\n  - name: B\n    parent: X\n",
        8,
        "by its key",
    ),
    (
        "nested with a parent",
        HEAD + "codes:\n  - name: A\n    children:\n      - name: B\n        parent: A\n",
        7,
        "nested",
    ),
    ("its own parent", HEAD + "codes:\n  - name: A\n    parent: A\n", 5, "circle"),
    (
        "a moved namesake",
        HEAD + "codes:\n  - name: A\n    children: [{name: X}]\n  - name: x\n    parent: A\n",
        6,
        "stands twice",
    ),
    (
        "a reference to no key",
        HEAD + "codes:\n  - name: A\n    key: t.a\n    exclude:\n      - ok\n      - not [t.b]\n",
        8,
        "No code of this file has the key “t.b”",
    ),
]


@pytest.mark.parametrize(("text", "line", "part"), [case[1:] for case in FAULTY], ids=[c[0] for c in FAULTY])
def test_a_fault_is_told_with_its_line(text: str, line: int, part: str) -> None:
    told_line, sentence = only_problem_of(text)
    assert (told_line, part in sentence) == (line, True), sentence


def test_a_guid_may_not_stand_twice_not_even_the_codebooks_own() -> None:
    guid = "5872E9D8-a5d3-5838-b70a-996c5872f44c"
    text = HEAD + f"guid: {guid.lower()}\ncodes:\n  - name: A\n    guid: {guid}\n"
    line, sentence = only_problem_of(text)
    assert line == 6
    assert "stands twice" in sentence


def test_each_parent_in_a_circle_is_told() -> None:
    pairs = (("A", "C"), ("B", "A"), ("C", "B"), ("D", "A"))  # D hangs on the circle without being part of it
    circle = "codes:\n" + "".join(f"  - {{name: {name}, parent: {parent}}}\n" for name, parent in pairs)
    assert [line for line, _ in problems_of(HEAD + circle)] == [4, 5, 6]


def test_a_circle_through_nested_codes_is_told_where_the_parent_is_named() -> None:
    text = HEAD + "codes:\n  - name: A\n    parent: B\n    children:\n      - name: B\n"
    line, sentence = only_problem_of(text)
    assert line == 5
    assert "circle" in sentence


def test_codes_nest_twenty_deep_and_no_deeper() -> None:
    codes = "".join(f"  - name: n{i}\n" + (f"    parent: n{i - 1}\n" if i else "") for i in range(20))
    deepest = max(len(path) for path, _ in yaml_file.read((HEAD + "codes:\n" + codes).encode(), "f").walk())
    assert deepest == 20
    assert "more than 20 levels" in only_problem_of(HEAD + "codes:\n" + codes + "  - name: x\n    parent: n19\n")[1]


def test_all_problems_of_a_file_are_told_at_once_in_the_order_of_its_lines() -> None:
    text = (
        "format: other\nnme: Study\nguid: x\ncodes:\n"
        "  - name: Trust\n    colour: red\n    exclude: see [t.x]\n"
        "  - name: trust\n    key: t.y\n    parent: Nobody\n"
        "  - name: TRUST\n"
    )
    assert [line for line, _ in problems_of(text)] == [1, 1, 2, 3, 6, 7, 10, 11]


def test_the_message_counts_the_problems_and_the_hint_says_what_to_do() -> None:
    with pytest.raises(BadCodebook) as caught:
        yaml_file.read(b"name: Study\nsize: 3\n", "study.yaml")
    assert caught.value.message == "study.yaml cannot be used as a codebook: 3 problems, the first on line 1."
    assert "docs/codebook-format.md" in caught.value.hint


def test_a_file_with_hundreds_of_problems_lists_the_first_and_counts_the_rest() -> None:
    with pytest.raises(BadCodebook) as caught:
        yaml_file.read((HEAD + "codes:\n" + "  - nme: x\n" * 300).encode(), "study.yaml")
    assert len(caught.value.problems) == 201
    assert caught.value.problems[-1] == "study.yaml: and 400 more problems."


def test_what_a_file_says_is_quoted_short_and_without_characters_a_terminal_obeys() -> None:
    _, sentence = only_problem_of(HEAD + 'codes:\n  - name: A\n    origin: "' + "in\tvivo" * 50 + '"\n')
    assert sentence.isprintable()
    assert len(sentence) < 120
    _, sentence = only_problem_of(HEAD + 'codes:\n  - name: "Tr\tust"\n  - name: B\n    parent: Trust\n')
    assert sentence.endswith("Did you mean “Tr\N{REPLACEMENT CHARACTER}ust”?")
