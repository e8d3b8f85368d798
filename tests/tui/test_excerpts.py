"""The excerpts room: a question put together by keys, read as a sentence."""

from __future__ import annotations

import csv
from pathlib import Path

from studies import code, code_words
from thematica.store.project import Project
from thematica.store.reads import names
from thematica.store.reads.themes import themes
from thematica.tui.records.asking import Condition, Question, known
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.widgets.listing import Listing
from thematica.work import cases
from workbenches import Opened, Workbench


def asked(bench: Workbench) -> str:
    """The question as it is read."""
    return bench.text_of(".said").strip().removeprefix("Excerpts ")


async def test_one_enters_with_the_code_in_hand_and_asks_on_by_keys(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("n", "E")
        assert asked(bench) == "coded Workload"
        assert "2 excerpts · 2 sources · 2 participants" in bench.text
        await bench.press("w")
        await bench.write("double")
        await bench.press("enter")
        assert asked(bench) == "coded Workload, not coded Double entry"
        assert "1 excerpt · 1 source · 1 participant" in bench.text
        await bench.press("f")
        await bench.write("barrier")
        await bench.press("enter")
        assert asked(bench) == "coded Workload, not coded Double entry, barrier"
        assert "it takes twenty minutes that I do not have" in bench.text_of(Listing)
        await bench.press("x")
        await bench.write("not")
        await bench.press("enter", "c")
        await bench.write("trust")
        await bench.press("enter", "A")
        assert asked(bench) == "coded Workload and Trust, barrier"
        assert "Nothing answers to this." in bench.text
        await bench.press("X")
        assert asked(bench) == "everything coded"
        assert "3 excerpts · 2 sources · 2 participants" in bench.text


async def test_enter_goes_to_the_place_and_back_to_the_same_question(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("E")
        assert asked(bench) == "everything coded"
        await bench.press("G", "enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert "I type the same numbers" in bench.words
        await bench.press("E")
        assert asked(bench) == "everything coded"  # one still stands where it led, on a code
        pointed = bench.app.screen.query_one(Listing).pointed
        assert pointed is not None
        assert "same numbers" in pointed.paint(100)[0].plain
        await bench.press("escape", "left_square_bracket", "g", "n", "E")
        assert asked(bench) == "coded Workload"


async def test_an_excerpt_goes_to_a_theme_and_the_list_to_a_table(
    study: Project, workbench: Opened, tmp_path: Path
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("E", "f")
        await bench.write("enabler")
        await bench.press("enter", "a")
        await bench.write("Being asked")
        await bench.press("enter")
        with study.read() as session:
            (theme,) = themes(session)
        assert [each.passage.text for each in theme.evidence] == ["They like being asked."]
        await bench.press("s", "ctrl+u")
        await bench.write(str(tmp_path / "out.csv"))
        await bench.press("enter")
        rows = list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
        assert [row["text"] for row in rows] == ["They like being asked."]
        await bench.press("s", "ctrl+u")
        await bench.write(str(tmp_path / "out.csv"))
        await bench.press("enter")
        assert "exists already" in bench.notices


async def test_a_code_put_elsewhere_appears(study: Project, workbench: Opened) -> None:
    async with workbench(study.path, size=(80, 24)) as bench:
        await bench.press("E")
        assert "3 excerpts" in bench.text
        with Project.open(study.path, coder="Bo Lee") as other:
            code_words(other, "Nurse", "So some days I just skip it.", "Trust")
        bench.app._look()
        await bench.settle()
        assert "4 excerpts" in bench.text
        assert "Bo Lee" in bench.text_of(Listing)


def test_a_question_reads_as_a_sentence(study: Project) -> None:
    with study.act("case") as tx:
        cases.set_case_value(tx, cases.add(tx, "Nurse 1"), "profession", "nurse")
    with study.read() as session:
        about = known(session)
        nurse = next(iter(about.cases))
        source = names.source_named(session, "Nurse")
    workload, trust, double = (code(study, name) for name in ("Workload", "Trust", "Double entry"))
    question = Question()
    for each in (
        Condition("codes", workload),
        Condition("codes", trust),
        Condition("without", double),
        Condition("near", trust),
        Condition("cases", nurse),
        Condition("sources", source),
        Condition("where", "nurse", "profession"),
        Condition("valence", "barrier"),
        Condition("valence", "none"),
        Condition("coder", "Ada Roe"),
    ):
        question = question.and_(each)
    told = "coded Workload or Trust, not coded Double entry, near Trust, said by Nurse 1, in Nurse, "
    assert question.told(about) == told + "profession = nurse, no valence, by Ada Roe"
    assert question.query.valence == "none"
    assert question.query.codes == {workload, trust}
    for each in question.conditions:
        question = question.but(each)
    assert question == Question()
