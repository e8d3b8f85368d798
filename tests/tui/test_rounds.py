"""Reading again in another order, and coding without seeing what others coded."""

from __future__ import annotations

from studies import code_words
from thematica.store.project import Project
from thematica.store.reads.rounds import round_of
from thematica.tui.desk.here import Here
from thematica.tui.desk.material import Material
from thematica.tui.widgets.bars import TitleBar
from workbenches import Opened, Workbench


async def by_name(bench: Workbench, name: str) -> None:
    await bench.press("ctrl+p")
    await bench.write(name)
    await bench.until(lambda: "round" in bench.text.lower() or "blind" in bench.text.lower())
    await bench.press("enter")


async def test_a_second_round_has_read_marks_of_its_own(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("C", "right_square_bracket", "C")
        assert "2 of 2 sources read" in bench.text_of(TitleBar)
        await by_name(bench, "another round")
        await bench.write("reverse")
        await bench.press("enter")
        assert "round 2: 0 of 2 sources read" in bench.text_of(TitleBar)
        shown = bench.text_of(Material)
        assert "Round 2, reversed" in shown
        assert shown.index("Physio") < shown.index("Nurse")
        assert "✓" not in shown
        await bench.press("C")
        assert "round 2: 1 of 2 sources read" in bench.text_of(TitleBar)
        await bench.press("u", "u")
        assert "Interviews" in bench.text_of(Material)
        with study.read() as session:
            assert round_of(session, "Ada Roe") is None


async def test_blind_coding_hides_what_others_coded_until_the_source_is_read(study: Project, workbench: Opened) -> None:
    code_words(study, "Nurse", "So some days I just skip it.", "Trust", coder="Bo Lee")
    async with workbench(study.path) as bench:
        await bench.press("n", "n")
        assert "Bo Lee" in bench.text_of(Here)
        await by_name(bench, "blind coding")
        assert "Bo Lee" not in bench.text_of(Here)
        await bench.press("C")
        assert "Bo Lee" in bench.text_of(Here)
        await bench.press("C")
        assert "Bo Lee" not in bench.text_of(Here)
