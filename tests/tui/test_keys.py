"""The list of keys is the only one: what it says is bound, shown, explained and found by name."""

from __future__ import annotations

import inspect
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from thematica.store.project import Project
from thematica.tui import keys
from thematica.tui.app import ThematicaApp
from thematica.tui.cases.attending import Attending
from thematica.tui.cases.describing import Describing
from thematica.tui.codebook.tending import Tending
from thematica.tui.commands import keys_of
from thematica.tui.desk.coding_desk import CodingDesk
from thematica.tui.desk.find_bar import FindBar
from thematica.tui.desk.reading_pane import ReadingPane
from thematica.tui.desk.revising import Revising
from thematica.tui.intake.intake_desk import IntakeDesk
from thematica.tui.screens.cases import CasesScreen
from thematica.tui.screens.codebook import CodebookScreen
from thematica.tui.screens.compare import CompareScreen
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.excerpts import ExcerptsScreen
from thematica.tui.screens.export import ExportScreen
from thematica.tui.screens.find import FindScreen
from thematica.tui.screens.history import HistoryScreen
from thematica.tui.screens.importing import ImportScreen
from thematica.tui.screens.journal import JournalScreen
from thematica.tui.screens.merging import MergeScreen
from thematica.tui.screens.resort import ResortScreen
from thematica.tui.screens.settings import SettingsScreen
from thematica.tui.screens.start import StartScreen
from thematica.tui.screens.themes import ThemesScreen
from thematica.tui.screens.uncoded import UncodedScreen
from thematica.tui.themes.gathering import Gathering
from thematica.tui.widgets.listing import Listing
from workbenches import Opened

SCREENS: tuple[type[Screen[Any]], ...] = (
    SettingsScreen,
    ExportScreen,
    DeskScreen,
    CodebookScreen,
    ResortScreen,
    ThemesScreen,
    CasesScreen,
    FindScreen,
    ExcerptsScreen,
    HistoryScreen,
    UncodedScreen,
    CompareScreen,
    JournalScreen,
    MergeScreen,
    ImportScreen,
    StartScreen,
)
WIDGETS = {
    widget.__name__: widget
    for widget in (
        Describing,
        Attending,
        CodingDesk,
        Revising,
        ReadingPane,
        Gathering,
        FindBar,
        Listing,
        Tending,
        IntakeDesk,
    )
}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_two_actions_of_a_screen_share_a_key_or_an_id(screen: type[Screen[Any]]) -> None:
    every = (*screen.KEYS, *keys.EVERYWHERE)  # type: ignore[attr-defined]  # every screen of ours has KEYS
    pressed = Counter(each for key in every for each in key.each)
    assert [each for each, times in pressed.items() if times > 1] == []
    assert len({key.id for key in every}) == len(every)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_action_is_there_on_the_widget_it_is_said_to_be_of(screen: type[Screen[Any]]) -> None:
    for key in (*screen.KEYS, *keys.EVERYWHERE):  # type: ignore[attr-defined]  # every screen of ours has KEYS
        owner = ThematicaApp if key.action.startswith("app.") else WIDGETS[key.of] if key.of else screen
        name = key.action.removeprefix("app.").partition("(")[0]
        method = getattr(owner, f"action_{name}", None)
        assert method is not None, key.id
        assert inspect.getdoc(method), key.id


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_of_a_screen_is_in_the_list_of_screens(screen: type[Screen[Any]]) -> None:
    def where(key: keys.Key) -> keys.Key:
        return replace(key, of="")

    own = {where(key) for key in screen.KEYS} - set(keys.STUDY)  # type: ignore[attr-defined]  # every screen of ours has KEYS
    assert own in [set(listed) for listed in keys.SCREENS.values()]


def test_a_key_for_several_is_bound_to_each_with_itself_as_argument() -> None:
    bound = {binding.key: binding.action for binding in keys.bindings(keys.CODING) if isinstance(binding, Binding)}
    assert (bound["1"], bound["9"]) == ("quick(1)", "quick(9)")


async def test_help_shows_every_key_of_the_screen(study: Project, workbench: Opened) -> None:
    async with workbench(study.path, size=(160, 90)) as bench:
        every = keys_of(bench.app.screen)
        await bench.press("question_mark")
        for key in every:
            assert key.shown in bench.text
            assert (key.help if key.keys else key.label)[:30] in bench.text
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_the_footer_fits_and_always_ends_with_help_and_commands(study: Project, workbench: Opened) -> None:
    for size in ((60, 20), (80, 24), (120, 36)):
        async with workbench(study.path, size=size) as bench:
            footer = bench.text.splitlines()[-1].rstrip()
            assert footer.endswith("? keys  ctrl+p commands")
            assert "c code" in footer or size[0] == 60


async def test_every_action_is_found_by_name_and_done_wherever_the_focus_is(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("backslash", "ctrl+p")
        await bench.write("next sentence")
        assert "Next sentence" in bench.text
        before = bench.app.screen_stack[1].query_one(ReadingPane).transcript.chosen
        await bench.press("enter")
        assert bench.app.screen.query_one(ReadingPane).transcript.chosen.start > before.start
        await bench.press("ctrl+p")
        for name in ("Export: themes", "Write excerpt to file…", "Mark source as read", "Change theme: dark"):
            await bench.press("ctrl+a", "delete", *["delete"] * 40)
            await bench.write(name[:12].lower())
            assert name in bench.text
