"""Codebooks as tables: ours come back whole, hand-made ones and those of other programs are read by their columns."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from formats.codebooks.damage import damaged, read_or_refused
from formats.codebooks.generated import codebooks, identified, settled
from thematica.errors import BadCodebook
from thematica.formats.codebooks import csv_file, files, qdc, shipped, yaml_file
from thematica.formats.codebooks.values import Codebook, CodeEntry

WITH_CODES = [name for name in shipped.names() if shipped.load(name).codes]
TAGUETTE = (
    "tag,description,number of highlights,number of documents\r\n"
    "interesting,Look again,0,0\r\n"
    'people.attitudes,"Attitudes — ""quoted"" & <angle>",1,1\r\n'
)
HAND_MADE = """\
path;name;definition;include;example
People;;About people.;;
People > Workload;;Too much.;"Said outright.
Shown.";
"""


def read(text: str, name: str = "codes.csv") -> Codebook:
    return csv_file.read(text.encode(), name)


def problem_of(text: str | bytes) -> str:
    with pytest.raises(BadCodebook) as caught:
        csv_file.read(text if isinstance(text, bytes) else text.encode(), "c.csv")
    return caught.value.problems[0]


@pytest.mark.parametrize("name", WITH_CODES)
def test_the_codes_of_a_shipped_codebook_come_back_equal(name: str) -> None:
    book = shipped.load(name)
    assert csv_file.read(csv_file.write(book), "x.csv").codes == book.codes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(codebooks, st.booleans())
def test_every_codebook_is_written_so_that_its_codes_come_back_equal(book: Codebook, with_identity: bool) -> None:
    codes = settled(book.codes)
    book = replace(book, codes=identified(codes, count(1)) if with_identity else codes)
    assert csv_file.read(csv_file.write(book), "x.csv").codes == book.codes


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "-5 degrees", "  @home".strip(), "+", "'", "''-a", "quiet"])
def test_a_spreadsheet_runs_nothing_and_every_text_comes_back(text: str) -> None:
    written = csv_file.write(Codebook("B", codes=(CodeEntry("A", definition=text, include=(text, f"x\n  {text}")),)))
    for row in csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    [code] = csv_file.read(written, "b.csv").codes
    assert (code.definition, code.include) == (text, (text, f"x\n  {text}"))


def test_taguettes_tags_and_descriptions() -> None:
    book = read(TAGUETTE, "codebook.csv")
    assert book.name == "codebook"
    assert [(code.name, code.definition) for code in book.codes] == [
        ("interesting", "Look again"),
        ("people.attitudes", 'Attitudes — "quoted" & <angle>'),
    ]
    assert csv_file.examine(TAGUETTE.encode(), "codebook.csv")[1] == ()


@pytest.mark.parametrize("column", ["name", "tag", "path", "Code", " NAME "])
def test_names_may_stand_under_several_heads(column: str) -> None:
    [code] = read(f"{column},description\nTrust,Brief: b\n").codes
    assert (code.name, code.brief) == ("Trust", "b")


def test_a_table_made_by_hand_with_semicolons_and_lists_by_line() -> None:
    [people] = read(HAND_MADE).codes
    assert people.definition == "About people."
    assert people.children[0].include == ("Said outright.", "Shown.")


def test_other_encodings_and_tabs() -> None:
    text = "name\tdefinition\nÅpenhet\tå si det høyt\n"
    for data in (text.encode("utf-16"), text.encode("cp1252"), text.encode("utf-8-sig")):
        assert csv_file.read(data, "c.tsv").codes[0].definition == "å si det høyt"


def test_headings_that_only_stand_in_paths_are_made_and_told() -> None:
    text = "path\nPeople > Work > Nights\nPeople>Work > Days\nWork\n"
    book, told = csv_file.examine(text.encode(), "c.csv")
    assert [(path, code.codable) for path, code in book.walk()] == [
        (("People",), False),
        (("People", "Work"), False),
        (("People", "Work", "Nights"), True),
        (("People", "Work", "Days"), True),
        (("Work",), True),
    ]
    assert sum("heading was made" in sentence for sentence in told) == 2


def test_a_code_may_come_before_the_one_above_it_and_have_an_arrow_in_its_name() -> None:
    text = "path,name\nPeople > Temp > 38,Temp > 38\nPeople,People\nPeople > Temp > 38 > Fever,Fever\n"
    [people] = read(text).codes
    assert [code.name for code in people.children] == ["Temp > 38"]
    assert people.children[0].children[0].name == "Fever"


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("", 1, "first row names the columns"),
        ("a,b\nc,d\n", 1, "“path” or “name”"),
        ("name,tag\nA,B\n", 1, "Two columns hold the name"),
        ("name\nA\n\nA\n", 4, "stands twice at one place, first on line 2"),
        ("name\nA,b\n", 2, "more cells"),
        ('name\nA\n"B\nC\n', 3, "quotation marks"),
        ('name\n"A"b\n', 2, "quotation marks"),
        ("path,name\nPeople > Work,Nights\n", 2, "does not end in the name"),
        ("name,guid\nA,123\n", 2, "wants a GUID"),
        ("name,colour\nA,blue\n", 2, "wants a colour"),
        ("name,origin\nA,structural\n", 2, "deductive, inductive or in-vivo"),
        ("name,codable\nA,perhaps\n", 2, "true or false"),
        ("name,key\nA,k\nB,k\n", 3, "first on line 2"),
        ("name,definition\n,Lost words\n", 2, "needs “name”"),
        ("path\n" + " > ".join("x" * 21) + "\n", 2, "more than 20 levels"),
        ("name,key,exclude\nA,k,not [t.b]\n", 2, "has the key “t.b”"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, part: str) -> None:
    problem = problem_of(text)
    assert problem.startswith(f"c.csv:{line}: ")
    assert part in problem


def test_what_is_no_text_or_too_large_is_told() -> None:
    assert "10 MB" in problem_of(b"x" * 10_000_001)
    assert problem_of(b"name\n" + bytes(range(256)) * 4).startswith("c.csv:1: ")


def test_a_file_is_known_by_what_it_holds_and_by_its_name() -> None:
    book = Codebook("Book", codes=(CodeEntry("A", guid="0c6d8f4e-2f0f-4a83-9a36-1f8d54a1a001", brief="b"),))
    written = {suffix: write(book) for suffix, write in files.WRITERS.items()}
    for suffix, data in written.items():
        assert files.read(data, f"x{suffix}").codes == book.codes
    assert files.read(written[".qdc"], "renamed.txt").codes == book.codes
    assert files.read(written[".qdc"].decode().replace("utf-8", "utf-16").encode("utf-16"), "x").codes == book.codes
    assert files.read(yaml_file.write(book).encode(), "no ending").codes == book.codes
    assert qdc.read(written[".qdc"], "x").codes == book.codes


def test_what_a_file_of_codes_alone_leaves_out_is_named() -> None:
    book = shipped.load("tpom")
    assert files.left_out(book, ".yaml") == ()
    assert "facets" in files.left_out(book, ".qdc")
    assert files.left_out(Codebook("Bare"), ".csv") == ("the version (1.0.0)", "the language (en)")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@example(b"name\n>\n")
@example(b"path\n > > \n")
@example(b"path,name\n>,>\n")
def test_no_bytes_give_anything_but_a_codebook_or_its_problems(data: bytes) -> None:
    read_or_refused(csv_file.examine, data, "x.csv")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_damage_gives_anything_but_a_codebook_or_its_problems(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([TAGUETTE, HAND_MADE, csv_file.write(shipped.load("npt")).decode()[:2_000]]))
    text = damaged(data, whole, ['"', ",", ";", "\r\n", " > ", ">", "'", "=", "\t", "name", "path", "\0"])
    read_or_refused(csv_file.examine, text.encode(errors="surrogatepass"), "x.csv")
