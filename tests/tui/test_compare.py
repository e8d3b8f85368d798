"""Two coders side by side: differences first, talked about and decided."""

from __future__ import annotations

from studies import code_words
from thematica.store.project import Project
from thematica.store.reads.memos import memos
from thematica.store.reads.transcripts import codings
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.widgets.bars import TitleBar
from thematica.tui.widgets.listing import Listing
from thematica.work import study as study_verbs
from thematica.work.consensus import CONSENSUS
from workbenches import Opened


def consensus(project: Project) -> set[str]:
    with project.read() as session:
        return {each.name for each in codings(session) if each.coder == CONSENSUS}


async def test_what_differs_is_talked_about_and_decided(study: Project, workbench: Opened) -> None:
    code_words(study, "Nurse", "They like being asked.", "Trust", "Workload", coder="Bo Lee")
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("D")
        assert "Ada Roe and Bo Lee, by turn" in bench.text_of(TitleBar)
        await bench.press("g")
        while "They like being asked." not in bench.text_of("#more"):
            await bench.press("j")
        assert "both: People > Trust" in bench.text_of("#more")
        assert "Bo Lee: People > Workload" in bench.text_of("#more")
        await bench.press("m")
        await bench.write("Asked about [time], she means trust.")
        await bench.press("escape")
        assert "Ada Roe says: Asked about [time]" in bench.text_of("#more")
        with study.read() as session:
            [said] = memos(session)
        assert said.purpose == "discussion"
        await bench.press("2")
        assert consensus(study) == {"Trust", "Workload"}
        await bench.press("u", "k", "c")
        await bench.write("trust")
        await bench.press("enter")
        assert consensus(study) == {"Trust"}
        await bench.press("enter")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_alone_there_is_nothing_to_compare(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("D")
        assert "Comparing takes two coders." in bench.text
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_in_a_blind_study_what_was_not_read_stays_hidden(study: Project, workbench: Opened) -> None:
    code_words(study, "Nurse", "They like being asked.", "Workload", coder="Bo Lee")
    with study.act("blind") as tx:
        study_verbs.code_blind(tx, blind=True)
    async with workbench(study.path) as bench:
        await bench.press("D")
        assert "stay hidden" in bench.text
        assert bench.app.screen.query_one(Listing).pointed is None
