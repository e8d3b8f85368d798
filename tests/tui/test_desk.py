"""The desk: every gesture of coding, by keys, on a small study."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from studies import code, code_words, place
from thematica.store.project import Project
from thematica.store.reads.memos import memos
from thematica.store.reads.names import source_named
from thematica.store.reads.sources import sources
from thematica.store.reads.study import pinned
from thematica.store.reads.themes import themes
from thematica.store.reads.transcripts import codings
from thematica.tui.desk.here import Here
from thematica.tui.desk.material import Material
from thematica.work import codebook, passes
from thematica.work import sources as verbs
from workbenches import Opened, at, coded, labels

SKIP = "So some days I just skip it."


async def test_an_existing_code_lands_on_the_sentence_with_c_two_letters_and_enter(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.press("c", "t", "r", "enter")
        assert (SKIP, "People > Trust") in coded(study)
        assert "Trust" in bench.text_of(Here)


async def test_keys_typed_in_one_burst_reach_the_palette_they_open(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = coded(study)
        await at(bench, SKIP)
        for key in ("c", "d", "o", "u", "enter", "j", "j", "j", "c", "t", "r", "enter"):
            bench.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await bench.settle()
        made = {(SKIP, "Double entry"), ("It is us who run out of time.", "People > Trust")}
        assert coded(study) - before == made


async def test_several_codes_are_one_act(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        before = coded(study)
        await bench.press("c", "t", "r", "tab", "d", "o", "u", "enter")
        assert {codes for words, codes in coded(study) if words == SKIP} == {"People > Trust", "Double entry"}
        assert labels(study)[-1] == "code “Trust”, “Double entry” in Nurse"
        await bench.press("u")
        assert coded(study) == before


async def test_a_name_nothing_answers_to_becomes_a_code_and_is_applied(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.press("c")
        await bench.write("Quiet refusal")
        await bench.press("enter")
        await bench.press("c")
        await bench.write("people > Fatigue")
        assert "under People" in bench.text
        await bench.press("enter")
        assert {(SKIP, "Quiet refusal"), (SKIP, "People > Fatigue")} <= coded(study)
        assert "Quiet refusal" in bench.text_of(Material)


async def test_a_selection_by_words_is_what_is_coded(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.press("v", "h", "h", "i")
        assert ("So some days I just skip", "So some days I just skip") in coded(study)
        assert labels(study)[-1] == "code in vivo in Nurse"


async def test_the_last_codes_come_again_with_one_key(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.press("c", "d", "o", "u", "enter", "j", "j", "full_stop")
        assert ("They like being asked.", "Double entry") in coded(study)


async def test_quick_keys_hold_recent_codes_and_pinned_ones_stay(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        assert "1 ■ " in bench.text
        assert "■ Double entry" in bench.text.splitlines()[-2]
        await at(bench, "They like being asked.")
        await bench.press("P")
        with study.read() as session:
            (key,) = pinned(session, "Ada Roe")
        await at(bench, SKIP)
        await bench.press(str(key))
        assert (SKIP, "People > Trust") in coded(study)
        await bench.press("P")
        with study.read() as session:
            assert pinned(session, "Ada Roe") == {}


async def test_removing_asks_which_where_several_codings_lie(study: Project, workbench: Opened) -> None:
    words = "Honestly, it takes twenty minutes that I do not have."
    code_words(study, "Nurse", "twenty minutes", "Double entry")
    async with workbench(study.path) as bench:
        await at(bench, words)
        await bench.press("x")
        assert "Remove which coding?" in bench.text
        await bench.write("work")
        await bench.press("enter")
        assert "People > Workload" not in [name for word, name in coded(study) if word.startswith("it takes")]
        await bench.press("x")
        assert [word for word, _ in coded(study)].count("twenty minutes") == 0


async def test_valence_walks_to_and_fro(study: Project, workbench: Opened) -> None:
    def valence() -> str:
        with study.read() as session:
            return next(each.valence for each in codings(session) if each.name == "Trust")

    async with workbench(study.path) as bench:
        await at(bench, "They like being asked.")
        await bench.press("plus")
        assert valence() == "barrier"
        assert "barrier" in bench.text_of(Here)
        await bench.press("minus", "minus")
        assert valence() == "none"


async def test_leaving_a_memo_keeps_it_and_emptying_it_takes_it_away(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, "They like being asked.")
        await bench.press("m")
        await bench.write("Being asked counts.")
        await bench.press("escape")
        with study.read() as session:
            (memo,) = memos(session)
        assert (memo.text, memo.kind, memo.about) == ("Being asked counts.", "coding", "coding Trust")
        assert "Being asked counts." in bench.text_of(Here)
        await bench.press("m", *["backspace"] * 30, "escape")
        with study.read() as session:
            assert memos(session) == ()


async def test_a_memo_goes_to_the_subject_it_was_turned_to(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.press("m")
        await bench.write("here")
        await bench.press("ctrl+t")
        await bench.write("whole")
        await bench.press("escape")
    with study.read() as session:
        assert {(memo.text, memo.kind) for memo in memos(session)} == {("here", "excerpt"), ("whole", "source")}


async def test_quitting_in_the_middle_of_a_memo_keeps_it(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("m")
        await bench.write("unfinished")
        for key in ("ctrl+q", "j", "c"):
            bench.app.post_message(events.Key(key, None))
        await bench.pilot.pause()
    with study.read() as session:
        assert [memo.text for memo in memos(session)] == ["unfinished"]


async def test_n_goes_along_the_codings_of_the_code_chosen_in_the_tree(study: Project, workbench: Opened) -> None:
    code_words(study, "Nurse", SKIP, "Double entry")
    async with workbench(study.path) as bench:
        await bench.press("f")
        await bench.write("double")
        await bench.press("enter", "enter")
        assert "n p: Double entry" in bench.text
        await bench.press("g", "n")
        assert bench.words == SKIP
        await bench.press("escape", "escape", "g", "n")
        assert bench.words.startswith("Honestly")


async def test_finding_counts_hits_and_goes_from_one_to_the_next(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("slash")
        await bench.write("ask")
        assert "1 of 1" in bench.text
        await bench.press("escape")
        assert bench.words == "They like being asked."
        await bench.press("slash", *["backspace"] * 3)
        await bench.write("i")
        await bench.press("escape", "g", "enter")
        first = bench.words
        await bench.press("enter", "backspace")
        assert bench.words == first
        await bench.press("escape")
        assert "of" not in bench.text.splitlines()[-4]


async def test_a_search_without_hits_leaves_the_cursor_where_it_was(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.press("slash")
        await bench.write("asxyz")
        assert "no hit" in bench.text
        await bench.press("escape")
        assert bench.words == SKIP


async def test_undo_takes_back_ones_own_act_says_so_and_shows_the_place(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.press("c", "t", "r", "enter")
        code_words(study, "Physio", "I read them before they come in.", "Trust", coder="Bo Lind")
        await bench.press("right_square_bracket")
        await bench.press("u")
        assert (SKIP, "People > Trust") not in coded(study)
        assert "Taken back: code “Trust” in Nurse." in bench.notices
        assert bench.words == SKIP
        await bench.press("ctrl+r")
        assert (SKIP, "People > Trust") in coded(study)


async def test_with_nothing_to_take_back_one_is_told_so(project: Project, workbench: Opened) -> None:
    async with workbench(project.path) as bench:
        await bench.press("u")
        assert "nothing by Ada Roe to take back" in bench.notices


async def test_looking_leaves_no_trace_and_the_first_code_begins_the_reading(study: Project, workbench: Opened) -> None:
    before = labels(study)
    async with workbench(study.path) as bench:
        await bench.press("j", "right_square_bracket", "left_square_bracket")
        assert labels(study) == before
        await at(bench, SKIP)
        await bench.press("c", "t", "r", "enter")
        with study.read() as session:
            assert {each.name: each.passes for each in sources(session)} == {
                "Nurse": {"Ada Roe": "reading"},
                "Physio": {},
            }
        await bench.press("C")
        assert "1 of 2 sources read" in bench.text
        assert "Nurse: complete" in labels(study)


async def test_reading_mode_hides_codes_and_refuses_to_code(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        before = coded(study)
        assert "Workload" in bench.text
        await bench.press("r")
        assert "Workload" not in bench.text
        await bench.press("1", "i", "x", "c")
        assert coded(study) == before
        assert "r shows them again" in bench.notices
        await bench.press("r")
        assert "Workload" in bench.text


async def test_what_another_program_does_appears(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        with study.act("new code") as tx:
            codebook.new_code(tx, "From the shell")
        code_words(study, "Nurse", "How did the tablet fit into the day?", "From the shell", coder="Bo Lind")
        bench.app._look()
        await bench.settle()
        await bench.press("g")
        assert "From the shell" in bench.text_of(Material)
        assert "Bo Lind" in bench.text_of(Here)


async def test_a_speaker_renamed_elsewhere_is_renamed_here_without_losing_the_place(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        with study.read() as session:
            nurse = source_named(session, "Nurse")
        with study.act("rename") as tx:
            verbs.set_speaker(tx, nurse, "P1", name="Kari")
        bench.app._look()
        await bench.settle()
        assert "Kari" in bench.text
        assert bench.words == SKIP


async def test_headings_folded_before_narrowing_are_folded_after_it(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        assert "Trust" not in bench.text_of(Material)
        await bench.press("f")
        await bench.write("tru")
        assert "■ Trust" in bench.text_of(Material)
        assert "Double entry" not in bench.text_of(Material)
        await bench.press("escape")
        assert "Trust" not in bench.text_of(Material)
        assert "Double entry" in bench.text_of(Material)


async def test_an_excerpt_is_put_under_a_theme_without_leaving_the_desk(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.press("a")
        await bench.write("Time is taken")
        await bench.press("enter", "a", "tab", "enter", "a", "tab", "tab", "enter")
    with study.read() as session:
        (theme,) = themes(session)
    assert theme.name == "Time is taken"
    assert [(each.stance, each.passage.text) for each in theme.evidence] == [("contrary", SKIP)]
    assert [quote.passage.text for quote in theme.quotes] == [SKIP]


async def test_on_a_narrow_screen_the_transcript_comes_first_and_the_other_panes_one_by_one(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path, size=(80, 24)) as bench:
        await at(bench, "They like being asked.")
        assert "They like being asked." in bench.text
        assert "SOURCES" not in bench.text
        assert "Trust  People · enabler · Ada Roe" in bench.text
        await bench.press("backslash")
        assert "SOURCES" in bench.text
        assert "They like being asked." not in bench.text
        await bench.press("escape")
        assert "They like being asked." in bench.text


async def test_panes_sources_and_codes_can_be_reached_without_a_mouse(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("backslash", "g", "j", "j", "enter")
        assert bench.words == "What do you do with the answers?"
        await bench.press("backslash", "backslash")
        assert bench.focused.id == "codes"
        await bench.press("backslash")
        assert bench.focused.id == "here"


async def test_a_mouse_opens_sources_and_presses_keys(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        row = next(y for y, line in enumerate(bench.text.splitlines()) if "Physio" in line)
        await bench.pilot.click(offset=(6, row))
        await bench.settle()
        assert bench.words == "What do you do with the answers?"
        footer = bench.text.splitlines()[-1]
        await bench.pilot.click(offset=(footer.index("c code") + 3, bench.app.size.height - 1))
        await bench.settle()
        assert "Which code?" in bench.text


async def test_an_empty_study_says_how_to_begin_and_takes_transcripts_in(
    project: Project, workbench: Opened, tmp_path: Path
) -> None:
    (tmp_path / "P01.txt").write_text("Interviewer: And then?\nP1: Then nothing.\n", encoding="utf-8")
    (tmp_path / "P02.docx").write_bytes(b"no zip")
    async with workbench(project.path) as bench:
        assert "No sources yet." in bench.text
        await bench.press("c")
        assert "There is no source to code yet." in bench.notices
        await bench.press("I")
        await bench.write(str(tmp_path / "P0*"))
        await bench.press("enter")
        await bench.press("enter")
        assert "Then nothing." in bench.text
        assert "1 imported" in bench.notices
        assert "P02.docx" in bench.notices


async def test_words_are_written_to_a_new_file_and_never_over_another(
    study: Project, workbench: Opened, tmp_path: Path
) -> None:
    taken = tmp_path / "excerpt.txt"
    taken.write_text("mine", encoding="utf-8")
    async with workbench(study.path) as bench:
        await at(bench, SKIP)
        await bench.app.run_action("write_excerpt", bench.app.screen)
        await bench.settle()
        await bench.press("enter")
        assert "exists already" in bench.notices
        await bench.app.run_action("write_excerpt", bench.app.screen)
        await bench.settle()
        await bench.write("2")
        await bench.press("enter")
    assert taken.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "excerpt.txt2").read_text(encoding="utf-8") == SKIP + "\n"


async def test_the_desk_opens_where_the_coder_left_off(study: Project, workbench: Opened) -> None:
    guid, _ = place(study, "Physio", "It helps me start in the right place.")
    code_words(study, "Physio", "It helps me start in the right place.", "Trust")
    with study.act("reading") as tx:
        passes.set_status(tx, guid, "reading")
    async with workbench(study.path) as bench:
        assert bench.words == "It helps me start in the right place."


async def test_a_source_that_goes_away_leaves_the_desk_on_another(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        with study.read() as session:
            nurse = source_named(session, "Nurse")
        with study.act("remove") as tx:
            verbs.remove(tx, nurse)
        bench.app._look()
        await bench.settle()
        assert bench.words == "What do you do with the answers?"


@pytest.mark.parametrize("name", ["[red]alarm[/]", "[/]", "a > b [link=x]"])
async def test_names_are_shown_as_typed_and_never_read_as_markup(study: Project, workbench: Opened, name: str) -> None:
    with study.act("rename") as tx:
        codebook.edit(tx, code(study, "Trust"), codebook.Fields(name=name))
    async with workbench(study.path) as bench:
        await at(bench, "They like being asked.")
        assert name in bench.text_of(Here)
        await bench.press("c")
        assert name in bench.text
        await bench.press("escape", "m")
        assert name in bench.text
