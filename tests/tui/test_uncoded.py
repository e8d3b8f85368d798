"""Uncoded passages, and the sources that are not read yet."""

from __future__ import annotations

from studies import code_words
from thematica.store.project import Project
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.transcript import Transcript
from thematica.tui.widgets.listing import Listing
from workbenches import Opened


async def test_turns_without_a_code_lead_to_their_place_and_go_when_coded(study: Project, workbench: Opened) -> None:
    code_words(study, "Physio", "I read them before they come in.", "Trust", coder="Bo Lee")
    async with workbench(study.path) as bench:
        await bench.press("U")
        assert "2 of 5" in bench.text.splitlines()[0]
        assert "So some days I just skip it." in bench.text_of(Listing)
        await bench.press("a")
        assert "not coded by anybody" in bench.text
        assert "1 of 5" in bench.text.splitlines()[0]
        await bench.press("enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert bench.words == "So some days I just skip it."
        await bench.press("c", "t", "r", "enter", "U")
        assert "1 of 5" in bench.text.splitlines()[0]
        await bench.press("u")
        assert "2 of 5" in bench.text.splitlines()[0]


async def test_the_next_source_one_has_not_read_is_one_key_away(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        begins = bench.app.screen.query_one(Transcript)._view.text[:20]
        await bench.press("N")
        assert bench.app.screen.query_one(Transcript)._view.text[:20] != begins
        await bench.press("N")
        assert bench.app.screen.query_one(Transcript)._view.text[:20] == begins
        await bench.press("N", "C", "N", "N")
        assert bench.app.screen.query_one(Transcript)._view.text[:20] == begins
        assert "no other source that you have not read" in bench.notices


async def test_a_study_without_sources_says_so(project: Project, workbench: Opened) -> None:
    async with workbench(project.path) as bench:
        await bench.press("U")
        assert "There are no turns of participants yet." in bench.text
