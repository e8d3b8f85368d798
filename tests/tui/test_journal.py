"""Memos and journal: written, narrowed, linked, kept to oneself, and found again beside what they are about."""

from __future__ import annotations

from studies import code, code_words, place
from thematica.formats.codebooks.values import Codebook
from thematica.store.project import Project
from thematica.store.reads.memos import MemoView, memos
from thematica.tui.desk.here import Here
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.journal import JournalScreen
from thematica.tui.widgets.ledger import Ledger
from thematica.tui.widgets.listing import Listing
from thematica.work import codebook
from thematica.work import memos as work
from thematica.work import study as settings
from workbenches import Opened, at, labels

PROMPTED = Codebook(name="Starter", kind="inductive", journal_prompts=("What in me made this [b]stand out[/b]?",))


def written(project: Project, reader: str = "Ada Roe") -> dict[str, MemoView]:
    with project.read() as session:
        return {memo.text: memo for memo in memos(session, reader=reader)}


async def test_an_entry_has_a_kind_and_a_reader_and_is_kept_on_leaving(study: Project, workbench: Opened) -> None:
    with study.act("load") as tx:
        codebook.add_codebook(tx, PROMPTED)
    async with workbench(study.path) as bench:
        await bench.press("M")
        assert "Nothing has been written yet. n writes an entry of the journal." in bench.text
        await bench.press("n")
        assert "as  private  for the team" in bench.text
        await bench.write("doub")
        await bench.press("enter")
        assert "Journal entry · doubt · private" in bench.text
        assert "· What in me made this [b]stand out[/b]?" in bench.text
        await bench.write("I liked her too much.")
        await bench.press("escape", "n")
        await bench.write("Supervision")
        await bench.press("tab", "enter")
        assert "Journal entry · Supervision · for the team" in bench.text
        await bench.write("They asked [/] why.")
        await bench.press("escape")
        assert isinstance(bench.app.screen, JournalScreen)
        lines = bench.text_of(Listing)
        assert "private     doubt: I liked her too much." in lines
        assert "journal     Supervision: They asked [/] why." in lines
        await bench.press("n", "escape", "n", "enter", "escape")  # neither without a kind's choice nor without words
    found = written(study)
    assert {(memo.text, memo.purpose, memo.topic, memo.private) for memo in found.values()} == {
        ("I liked her too much.", "journal", "doubt", True),
        ("They asked [/] why.", "journal", "Supervision", False),
    }
    assert not any("doubt" in label or "Supervision" in label for label in labels(study))


async def test_an_entry_is_changed_linked_opened_and_removed(study: Project, workbench: Opened) -> None:
    with study.act("write") as tx:
        work.write(tx, work.About(), "First.", purpose="journal", private=True)
    async with workbench(study.path) as bench:
        await at(bench, "So some days I just skip it.")
        await bench.press("M", "l")
        await bench.write("code trust")
        await bench.press("enter")
        assert "and code Trust" in bench.text_of(Ledger)
        await bench.press("l")
        await bench.write("source physio")
        await bench.press("enter", "t")
        await bench.write("ethics")
        await bench.press("enter", "p", "e")
        await bench.write(" More.")
        await bench.press("escape")
        memo = written(study)["First. More."]
        assert (memo.topic, memo.private) == ("ethics", False)
        assert [(link.kind, link.name) for link in memo.links] == [("code", "Trust"), ("source", "Physio")]
        await bench.press("L")
        await bench.write("code")
        await bench.press("enter")
        await bench.press("L")
        assert written(study)["First. More."].links == ()
        await bench.press("L")
        assert "This has no links" in bench.notices
        await bench.press("enter")
        assert "This is on no words of a transcript." in bench.notices
        await bench.press("x")
        assert written(study) == {}
        await bench.press("u", "u", "u")
        await bench.press("p")
        assert written(study)["First. More."].private


async def test_others_entries_are_read_but_not_changed_and_private_ones_not_seen(
    study: Project, workbench: Opened
) -> None:
    with study.act("write", coder="Bo Lee") as tx:
        work.write(tx, work.About(), "Bo alone.", purpose="journal", private=True)
        work.write(tx, work.About(), "Bo aloud.", purpose="journal", topic="reading")
    async with workbench(study.path, size=(80, 24)) as bench:
        await bench.press("M")
        assert "Bo aloud." in bench.text
        assert "Bo alone." not in bench.text
        await bench.press("e", "p", "x")
        assert isinstance(bench.app.screen, JournalScreen)
        assert bench.notices.count("only who wrote a thing changes it") == 3
    assert written(study, "Bo Lee").keys() == {"Bo alone.", "Bo aloud."}


async def test_memos_are_narrowed_ordered_and_lead_to_their_words(study: Project, workbench: Opened) -> None:
    source, span = place(study, "Nurse", "So some days I just skip it.")
    with study.act("write") as tx:
        work.write(tx, work.About(source=source, span=span), "On words.")
        work.write(tx, work.About(code=code(study, "Trust")), "On trust.")
        work.write(tx, work.About(source=source, span=span), "We disagree.", purpose="discussion")
    with study.act("write", coder="Bo Lee") as tx:
        work.write(tx, work.About(), "Bo on all.", purpose="journal")
    async with workbench(study.path, size=(140, 40)) as bench:
        await bench.press("M")
        assert "4 notes" in bench.text
        await bench.press("o")
        lines = [line.strip("▌▊ ") for line in bench.text_of(Listing).splitlines()]
        assert [" ".join(line.split()) for line in lines if line and "Roe" not in line and "Lee" not in line] == [
            "the project 1",
            "words of Nurse 2",
            "code Trust 1",
        ]
        await bench.press("f")
        assert "Bo on all." in bench.text
        assert "1 note" in bench.text
        await bench.press("f", "f")
        assert "We disagree." in bench.text_of(Listing)
        await bench.press("f", "w")
        assert "of Ada Roe" in bench.text
        assert "3 notes" in bench.text
        await bench.press("slash")
        await bench.write("words")
        await bench.press("enter", "enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert bench.words == "So some days I just skip it."


async def test_the_panel_shows_what_is_linked_to_the_code_and_the_desk_never_edits_an_entry(
    study: Project, workbench: Opened
) -> None:
    code_words(study, "Nurse", "So some days I just skip it.", "Trust")
    with study.act("write") as tx:
        entry = work.write(tx, work.About(), "I trust too easily.", purpose="journal", private=True)
        work.link(tx, entry, work.About(code=code(study, "Trust")))
    async with workbench(study.path, size=(140, 40)) as bench:
        await at(bench, "So some days I just skip it.")
        here = " ".join(bench.text_of(Here).split())
        assert "I trust too easily." in here
        assert "private journal" in here
        await bench.press("m", "ctrl+t", "ctrl+t", "ctrl+t")
        assert "on the study" in bench.text
        assert "I trust too easily." not in bench.text_of("TextArea")
        await bench.press("escape")


async def test_coding_blind_one_does_not_see_what_others_wrote_in_a_source_not_read(
    study: Project, workbench: Opened
) -> None:
    source, span = place(study, "Nurse", "So some days I just skip it.")
    with study.act("write", coder="Bo Lee") as tx:
        work.write(tx, work.About(source=source, span=span), "Bo there.")
        work.link(tx, work.write(tx, work.About(), "Bo linked."), work.About(source=source))
        work.write(tx, work.About(), "Bo anywhere.")
        settings.code_blind(tx, blind=True)
    async with workbench(study.path) as bench:
        await bench.press("M")
        assert "Bo anywhere." in bench.text
        assert "Bo there." not in bench.text
        assert "Bo linked." not in bench.text
