"""The themes screen: gathering codes, choosing quotes, ordering and describing themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from studies import code_words
from thematica.store.project import Project
from thematica.store.reads.memos import memos
from thematica.store.reads.themes import ThemeView, themes
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.themes.board import Board
from thematica.tui.themes.dossier import Dossier
from thematica.tui.themes.shelf import Shelf
from thematica.work import themes as verbs
from workbenches import Opened, Workbench


def gathered(project: Project) -> tuple[ThemeView, ...]:
    with project.read() as session:
        return themes(session)


async def make(bench: Workbench, *names: str) -> None:
    for name in names:
        await bench.press("n")
        await bench.write(name)
        await bench.press("enter")


async def attach(bench: Workbench, *codes: str) -> None:
    """Marks codes on the shelf and attaches them to the chosen theme."""
    await bench.press("shift+tab", "g")
    for code in codes:
        for _ in range(12):
            entry = bench.app.screen.query_one(Shelf).outline.pointed
            if entry is not None and entry.name == code:
                break
            await bench.press("j")
        await bench.press("space", "g")
    await bench.press("a", "tab")


async def test_codes_in_no_theme_lie_on_top_and_leave_when_attached(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("t")
        assert "No themes yet." in bench.text
        assert "In no theme yet" in bench.text_of(Shelf)
        await make(bench, "Time is taken")
        await attach(bench, "Workload", "Double entry")
        (theme,) = gathered(study)
        assert [code.path for code in theme.codes] == ["People > Workload", "Double entry"]
        loose = bench.text_of(Shelf).split("All codes")[0]
        assert "Trust" in loose
        assert "Workload" not in loose
        await bench.press("u")
        assert gathered(study)[0].codes == ()


async def test_a_reflexive_study_shows_no_counts_and_another_does(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("t")
        await make(bench, "Time is taken")
        await attach(bench, "Workload")
        assert "participant" not in bench.text
        assert "1 code" in bench.text_of(Board)


async def test_subthemes_lie_under_their_theme_and_can_be_put_elsewhere(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("t")
        await make(bench, "One", "Two")
        await bench.press("N")
        await bench.write("Two b")
        await bench.press("enter")
        assert [(theme.number, theme.name) for theme in gathered(study)] == [
            ("1", "One"),
            ("2", "Two"),
            ("2.1", "Two b"),
        ]
        await bench.press("b")
        await bench.write("one")
        await bench.press("enter")
        assert [theme.number for theme in gathered(study)] == ["1", "1.1", "2"]
        await bench.press("j", "less_than_sign")
        assert [theme.name for theme in gathered(study)] == ["Two", "One", "Two b"]


async def test_editing_keeps_every_field_on_leaving(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("t")
        await make(bench, "Time")
        await bench.press("e")
        await bench.write("Time is what nobody has")
        await bench.press("tab")
        await bench.write("Covers minutes")
        await bench.press("tab")
        await bench.write("My account")
        await bench.press("escape", "s")
        (theme,) = gathered(study)
        assert (theme.concept, theme.definition, theme.account, theme.status) == (
            "Time is what nobody has",
            "Covers minutes",
            "My account",
            "developed",
        )
        assert "Time is what nobody has" in bench.text_of(Board)
        assert "My account" in bench.text_of(Dossier)


async def test_an_excerpt_becomes_a_quote_or_contrary_and_back(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("t")
        await make(bench, "Time is taken")
        await attach(bench, "Workload")
        await bench.press("tab", "j", "q")
        (theme,) = gathered(study)
        assert [quote.passage.text for quote in theme.quotes] == ["it takes twenty minutes that I do not have"]
        await bench.press("G", "o")
        assert [each.stance for each in gathered(study)[0].evidence] == ["contrary"]
        assert "CONTRARY" in bench.text_of(Dossier)


async def test_quotes_are_put_in_order(study: Project, workbench: Opened) -> None:
    words = ("it takes twenty minutes that I do not have", "I type the same numbers again into the record")
    with study.act("theme") as tx:
        theme = verbs.create(tx, "Time is taken")
    from studies import place

    for each, source in zip(words, ("Nurse", "Physio"), strict=True):
        guid, span = place(study, source, each)
        with study.act("quote") as tx:
            verbs.quote(tx, theme, guid, span)
    async with workbench(study.path) as bench:
        await bench.press("t", "tab", "greater_than_sign")
        assert [quote.passage.text for quote in gathered(study)[0].quotes] == [words[1], words[0]]
        await bench.press("less_than_sign")  # the cursor went along with the quote
        assert [quote.passage.text for quote in gathered(study)[0].quotes] == list(words)
        await bench.press("x")
        assert [quote.passage.text for quote in gathered(study)[0].quotes] == [words[1]]


async def test_what_came_with_a_code_is_not_taken_out_by_itself(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("t")
        await make(bench, "Time is taken")
        await attach(bench, "Workload")
        await bench.press("tab", "G", "x")
        assert "came with its code" in bench.notices
        await bench.press("g", "x")
        assert gathered(study)[0].codes == ()


async def test_enter_on_an_excerpt_goes_to_its_place_in_the_transcript(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("t")
        await make(bench, "Time is taken")
        await attach(bench, "Double entry")
        await bench.press("enter", "G", "enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert bench.words.startswith("But I type the same numbers again")


async def test_a_memo_lies_on_the_theme_and_removing_a_theme_can_be_taken_back(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("t")
        await make(bench, "Time is taken")
        await bench.press("m")
        await bench.write("Not only minutes.")
        await bench.press("escape")
        with study.read() as session:
            assert [(memo.kind, memo.about) for memo in memos(session)] == [("theme", "Time is taken")]
        await bench.press("D")
        assert gathered(study) == ()
        await bench.press("u")
        assert [theme.name for theme in gathered(study)] == ["Time is taken"]
        await bench.press("t")
        assert isinstance(bench.app.screen, DeskScreen)


@pytest.mark.parametrize("key", ["e", "s", "a", "D", "b", "m", "greater_than_sign", "q", "x", "enter"])
async def test_no_key_does_harm_where_there_is_nothing_yet(project: Project, workbench: Opened, key: str) -> None:
    async with workbench(project.path) as bench:
        await bench.press("t", key)
        assert gathered(project) == ()


async def test_editing_says_how_to_leave_on_a_small_terminal(study: Project, workbench: Opened) -> None:
    async with workbench(study.path, (80, 24)) as bench:
        await bench.press("t")
        await make(bench, "Time is taken")
        await bench.press("e")
        assert "esc keeps it" in bench.text


async def test_one_pane_at_a_time_on_a_narrow_screen(study: Project, workbench: Opened) -> None:
    async with workbench(study.path, size=(80, 24)) as bench:
        await bench.press("t")
        assert "THEMES" in bench.text
        await bench.press("tab", "tab")
        assert "In no theme yet" in bench.text
        assert "THEMES" not in bench.text


async def test_hostile_words_are_shown_as_typed(project: Project, workbench: Opened, tmp_path: Path) -> None:
    from thematica.work import codebook, sources

    said = "P1: [laughs] yes [/] [red] 👩‍👩‍👧 \x1b[31m مرحبا \u202e gone\n"
    with project.act("import") as tx:
        sources.add(tx, sources.prepare(said.encode(), "Odd.txt", "en"), name="Odd [b]")
    with project.act("code") as tx:
        codebook.new_code(tx, "Plain")
    code_words(project, "Odd [b]", "[laughs] yes [/] [red]", "Plain")
    async with workbench(project.path) as bench:
        assert "[laughs] yes [/] [red]" in bench.text
        await bench.press("t")
        await make(bench, "A [/] theme")
        await attach(bench, "Plain")
        assert "[laughs] yes [/] [red]" in bench.text_of(Dossier)
        assert "Odd [b]" in bench.text_of(Dossier)
        assert "\x1b" not in bench.text
        assert "\u202e" not in bench.text
