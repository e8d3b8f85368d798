"""The palette of codes: which codes answer what is typed, what enter applies, what lies on the quick keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematica.store.ids import CodeId
from thematica.store.project import Project
from thematica.store.reads.codes import CodeView, codes
from thematica.tui.desk.code_palette import CodePalette
from thematica.tui.desk.code_search import NewCode, new_codes, ranked
from thematica.tui.desk.quick import KEYS, QuickKeys
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.transcript import Transcript
from thematica.work import codebook
from workbenches import Opened, coded

Book = tuple[CodeView, ...]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Two headings with five codes under them, and one more of the same name as a heading's code."""
    fields = codebook.Fields
    with Project.create(tmp_path_factory.mktemp("book") / "book.thematica", name="Book", coder="Ada Roe") as project:
        with project.act("codes") as tx:
            people = codebook.new_code(tx, "People", fields=fields(codable=False))
            codebook.new_code(tx, "Workload", parent=people, fields=fields(brief="time and effort"))
            codebook.new_code(tx, "Work processes", parent=people)
            codebook.new_code(tx, "Trust", parent=people)
            technology = codebook.new_code(tx, "Technology", fields=fields(codable=False))
            codebook.new_code(tx, "Data accuracy", parent=technology)
            codebook.new_code(tx, "Network", parent=technology)
        with project.read() as session:
            read = codes(session)
    return tuple(replace(code, aliases=("confidence",)) if code.name == "Trust" else code for code in read)


def names(book: Book, query: str, *recent: str) -> list[str]:
    codable = [code for code in book if code.codable]
    return [code.name for code in ranked(codable, query, [guid(book, name) for name in recent])]


def guid(book: Book, name: str) -> CodeId:
    return next(code.guid for code in book if code.name == name)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("tr", "Trust"),
        ("acc", "Data accuracy"),
        ("da", "Data accuracy"),
        ("wp", "Work processes"),
        ("conf", "Trust"),
        ("tech net", "Network"),
        ("effort", "Workload"),
        ("wrokload", "Workload"),
        ("TRUST", "Trust"),
    ],
)
def test_letters_initials_aliases_paths_and_slips_find_the_code(book: Book, query: str, first: str) -> None:
    assert names(book, query)[0] == first


def test_beginnings_of_words_come_before_parts_of_words(book: Book) -> None:
    assert names(book, "work") == ["Workload", "Work processes", "Network"]


def test_among_equals_the_recent_come_first(book: Book) -> None:
    assert names(book, "work", "Work processes")[0] == "Work processes"
    assert names(book, "", "Network", "Trust")[:2] == ["Network", "Trust"]
    assert names(book, "")[0] == "Workload"


def test_nonsense_finds_nothing(book: Book) -> None:
    assert names(book, "qqzz") == []


@given(query=st.text(max_size=12))
def test_whatever_is_typed_an_answer_is_a_selection_of_the_codes(book: Book, query: str) -> None:
    found = [code.guid for code in ranked(book, query)]
    assert len(set(found)) == len(found)
    assert set(found) <= {code.guid for code in book}


@pytest.mark.parametrize(
    ("typed", "name", "parent"),
    [
        ("Fatigue", "Fatigue", None),
        ("  Fatigue  of   staff ", "Fatigue of staff", None),
        ("people > Fatigue", "Fatigue", "People"),
        ("peo > Fatigue", "Fatigue", "People"),
        ("tech>Fatigue", "Fatigue", "Technology"),
        ("> Fatigue", "Fatigue", "People"),
        ("People > Trust > Lost", "Lost", "Trust"),
        ("People", "People", None),
    ],
)
def test_what_is_typed_becomes_a_code_where_it_says(book: Book, typed: str, name: str, parent: str | None) -> None:
    assert new_codes(typed, book)[0] == NewCode(name, guid(book, parent) if parent else None)


@pytest.mark.parametrize("typed", ["trust", "People > trust", "Nowhere > Fatigue", "People > ", " > "])
def test_no_code_is_made_without_a_free_name_and_a_known_parent(book: Book, typed: str) -> None:
    assert new_codes(typed, book) == ()


def quick(pinned: dict[int, str], recent: list[str]) -> QuickKeys:
    on_keys = QuickKeys()
    known = {CodeId(letter) for letter in "abcdefghijklmnop"}
    on_keys.pin({key: CodeId(code) for key, code in pinned.items()}, [CodeId(code) for code in recent], known)
    return on_keys


def test_recent_codes_take_the_keys_that_are_not_pinned() -> None:
    assert quick({2: "z", 3: "p"}, ["a", "p", "b"]).codes == {1: "a", 2: "b", 3: "p"}


@given(st.lists(st.sampled_from("abcdefghijklmnop"), max_size=40))
def test_using_a_code_gives_it_a_key_and_moves_no_other(used: list[str]) -> None:
    on_keys = quick({5: "p"}, list("abc"))
    for code in used:
        before = on_keys.codes
        on_keys.use([CodeId(code)])
        after = on_keys.codes
        assert on_keys.key_of(CodeId(code)) is not None
        assert after[5] == "p"
        changed = [key for key in KEYS if before.get(key) != after.get(key)]
        assert len(changed) <= (0 if code in before.values() else 1)


async def test_headings_and_retired_codes_are_not_offered(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("c")
        await bench.write("people")
        shown = bench.text_of("Answers")
        assert "Workload" in shown
        assert "■ People" not in shown


async def test_space_marks_where_it_cannot_be_part_of_a_name(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("c", "space")
        assert bench.text_of("Answers").count("✓") == 1
        await bench.press("space")
        assert "✓" not in bench.text_of("Answers")
        await bench.write("double  ")  # the first space belongs to the name, the second marks
        assert "✓ ■ Double entry" in bench.text
        await bench.press("escape")
        assert not bench.app.screen.query_one(CodePalette).is_open


async def test_after_an_arrow_a_space_marks_and_a_letter_names_again(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("c", "t", "down", "space")
        assert bench.text_of("Answers").count("✓") == 1
        await bench.write("do it")
        assert "‘do it’" in bench.text


async def test_the_parent_of_a_new_code_is_chosen_from_those_that_answer(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("g", "c")
        await bench.write("o > Fatigue")
        assert bench.text.count("+ new code ‘Fatigue’ under") > 1
        await bench.press("up")
        (shown,) = [line for line in bench.text.splitlines() if "Fatigue" in line][-1:]
        await bench.press("enter")
        (path,) = [path for _, path in coded(study) if path.endswith("Fatigue")]
        assert f"under {path.split(' > ')[-2]}" in shown


async def test_the_line_below_says_what_enter_will_apply(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = coded(study)
        await bench.press("g", "c", "t", "r", "tab")
        assert "enter applies  Trust" in bench.text
        await bench.write("dou")
        assert "enter applies  Trust + Double entry" in bench.text
        await bench.press("enter")
        assert {code for _, code in coded(study) - before} == {"People > Trust", "Double entry"}


async def test_the_new_code_line_is_one_step_up_from_the_first(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("g", "c")
        await bench.write("Tru")
        await bench.press("up", "enter")
        assert ("How did the tablet fit into the day?", "Tru") in coded(study)


async def test_the_palette_leaves_the_words_in_sight(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("g", "c")
        assert "How did the tablet fit into the day?" in bench.text


async def test_a_click_beside_the_palette_closes_it_and_goes_where_it_was_meant(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path, size=(120, 36)) as bench:
        before = coded(study)
        await bench.press("g", "c", "t")
        await bench.pilot.click("#transcript", offset=(40, 5))
        await bench.settle()
        assert not bench.app.screen.query_one(CodePalette).is_open
        assert bench.app.focused is bench.app.screen.query_one(Transcript)
        await bench.press("c", "t", "r", "enter")
        assert len(coded(study) - before) == 1  # asked again from an empty line


async def test_asked_again_by_a_click_on_the_key_bar_it_still_gives_the_keys_back(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("g", "c", "t")
        footer = bench.text.splitlines()[-1]
        await bench.pilot.click(offset=(footer.index("c code") + 3, bench.app.size.height - 1))
        await bench.settle()
        await bench.press("escape")
        assert bench.app.focused is bench.app.screen.query_one(Transcript)


async def test_keys_of_the_desk_do_nothing_while_the_palette_is_open(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("u")  # so that there is something to do again
        before = coded(study)
        await bench.press("c", "ctrl+r", "ctrl+f")
        assert coded(study) == before
        assert isinstance(bench.app.screen, DeskScreen)
        assert bench.app.screen.query_one(CodePalette).is_open
        await bench.press("escape", "ctrl+r")
        assert coded(study) != before


async def test_the_cursor_of_the_terminal_is_back_at_the_words_when_the_palette_is_left(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("g", "j")
        at_words = bench.app.cursor_position
        await bench.press("c", "t")
        assert bench.app.cursor_position != at_words
        await bench.press("escape")
        assert bench.app.cursor_position == at_words
