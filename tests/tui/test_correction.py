"""Correcting words on the desk: nothing before enter, then a new text with everything carried along."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studies import code_words, place
from thematica.store.project import Project
from thematica.store.reads.transcripts import text_of
from thematica.tui.desk.correction import differing
from thematica.tui.screens.correct_text import CorrectText
from thematica.tui.screens.desk import DeskScreen
from workbenches import Opened, at, coded, labels

HONESTLY = "Honestly, it takes twenty minutes that I do not have."
TWENTY = "it takes twenty minutes that I do not have"


def text(project: Project) -> str:
    source, _ = place(project, "Nurse", "They like being asked.")
    with project.read() as session:
        return text_of(session, source)


async def test_words_are_corrected_and_what_stands_on_them_is_shown_before_and_after(
    study: Project, workbench: Opened
) -> None:
    code_words(study, "Nurse", "So some days I just skip it.", "Double entry")
    async with workbench(study.path) as bench:
        before = text(study)
        await at(bench, HONESTLY)
        await bench.press("e")
        assert "labels are not corrected here" in bench.text
        await bench.press(*["right"] * len("Honestly, it takes "), *["delete"] * len("twenty"))
        await bench.write("fifteen")
        assert text(study) == before
        await bench.press("enter")
        assert text(study) == before.replace("twenty", "fifteen")
        assert "fifteen" in bench.text
        assert bench.words == HONESTLY.replace("twenty", "fifteen")
        assert labels(study)[-1] == "correct the text of Nurse"
        assert {
            (TWENTY.replace("twenty", "fifteen"), "People > Workload"),
            ("So some days I just skip it.", "Double entry"),
        } <= coded(study)
        assert "1 on these words reads otherwise now" in bench.notices
        await bench.press("ctrl+p")
        await bench.write("correction touched")
        await bench.until(lambda: "What the last correction" in bench.text)
        await bench.press("enter")
        assert "− it takes twenty minutes" in bench.text
        assert "+ it takes fifteen minutes" in bench.text
        await bench.press("enter")
        assert isinstance(bench.app.screen, DeskScreen)
        await bench.press("u")
        assert text(study) == before
        assert (TWENTY, "People > Workload") in coded(study)


async def test_leaving_changes_nothing_and_neither_do_the_same_words(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before, acts = text(study), labels(study)
        await at(bench, HONESTLY)
        await bench.press("e", "x", "x", "escape")
        await bench.press("e", "enter")
        assert not isinstance(bench.app.screen, CorrectText)
        assert (text(study), labels(study)) == (before, acts)


async def test_labels_are_out_of_reach(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, "So some days I just skip it.")
        await bench.press("v", "right_curly_bracket", "e")
        assert not isinstance(bench.app.screen, CorrectText)
        assert "labels are not corrected here" in bench.notices


async def test_what_was_typed_stays_when_somebody_else_was_first(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, HONESTLY)
        await bench.press("e", "x")
        screen = bench.app.screen
        with Project.open(study.path, coder="Bo Lind") as other:
            from thematica.store.reads.transcripts import transcript
            from thematica.tui.desk.correction import correct

            source, span = place(other, "Nurse", "graph")
            with other.read() as session:
                view = transcript(session, source)
            correct(other, view, span, "chart")
        await bench.press("enter")
        assert bench.app.screen is screen
        assert "xHonestly" in bench.text
        assert "corrected meanwhile" in bench.notices


@given(st.text("ab ", max_size=90), st.text("ab ", max_size=90))
def test_what_differs_is_shown_on_either_side(before: str, after: str) -> None:
    old, new = differing(before, after)
    assert (old == new) == (before == after)
    assert old.strip("…") in before
    assert new.strip("…") in after
