"""The codebook screen: every code seen whole, and each thing that can become of it done by keyboard and undone."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from studies import code, code_words
from thematica.formats.codebooks import shipped
from thematica.store.project import Project
from thematica.store.reads.code_links import links
from thematica.store.reads.codebook_versions import versions
from thematica.store.reads.codes import CodeView, codes
from thematica.store.reads.memos import memos
from thematica.store.reads.recoding import outdated, waiting
from thematica.store.reads.study import history
from thematica.store.reads.transcripts import codings
from thematica.tui.codebook.code_card import CodeCard
from thematica.tui.codebook.code_tree import CodeTree
from thematica.tui.screens.codebook import CodebookScreen
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.edit_code import EditCode
from thematica.tui.screens.new_version import following
from thematica.tui.screens.resort import ResortScreen
from thematica.work import code_life, codebook
from thematica.work import study as verbs
from workbenches import Opened, Workbench, coded

TWENTY = "it takes twenty minutes that I do not have"
AGAIN = "I type the same numbers again into the record"


def view(project: Project, name: str) -> CodeView:
    with project.read() as session:
        return next(each for each in codes(session) if each.name == name)


def paths(project: Project) -> list[str]:
    with project.read() as session:
        return [each.path for each in codes(session)]


def labels(project: Project) -> list[str]:
    with project.read() as session:
        return [line.label for line in history(session)]


async def stand_on(bench: Workbench, name: str) -> None:
    """Puts the cursor on a code, by narrowing the tree to it and letting the narrowing go."""
    await bench.press("f")
    await bench.write(name.lower())
    await bench.press("enter", "escape")
    entry = bench.app.screen.query_one(CodeTree).outline.pointed
    assert entry is not None
    assert entry.name == name


async def answer(bench: Workbench, words: str) -> None:
    await bench.write(words)
    await bench.press("enter")


# -- seeing -----------------------------------------------------------------------------------------------------------


async def test_the_code_in_hand_is_shown_with_all_that_is_known_of_it(study: Project, workbench: Opened) -> None:
    fields = codebook.Fields(
        brief="Too much to do.",
        definition="When work exceeds time.",
        include=("Said outright.",),
        exclude=("Mere hurry.",),
        example="No minute left.",
        example_invented=True,
        aliases=("Burden",),
        symbol="W",
    )
    with study.act("words") as tx:
        codebook.edit(tx, code(study, "Workload"), fields)
    async with workbench(study.path, size=(140, 50)) as bench:
        await bench.press("n", "b")  # the next coding's code is in hand
        card = bench.text_of(CodeCard)
        for said in (
            *("People > Workload", "inductive", "Too much to do.", "When work exceeds time.", "+ Said outright."),
            *("− Mere hurry.", "EXAMPLE (INVENTED)", "No minute left.", "Burden", "symbol W", "made as “Workload”"),
            *("2 codings are older than the definition",),
        ):
            assert said in card
        assert "excerpts" not in bench.text  # a reflexive study
        await bench.press("b")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_other_studies_show_participants_excerpts_and_sources(study: Project, workbench: Opened) -> None:
    with study.act("approach") as tx:
        tx.session.execute(sa.text("UPDATE project SET approach = 'codebook'"))
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Workload")
        row = next(line for line in bench.text_of(CodeTree).splitlines() if "Workload" in line)
        assert [part for part in row.split() if part.isdigit()] == ["2", "2", "2"]
        assert "2 participants · 2 excerpts · 2 sources" in bench.text_of(CodeCard)


async def test_retired_codes_are_shown_when_asked_for(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Trust")
        await bench.press("x")
        assert view(study, "Trust").status == "retired"
        assert "Trust" not in bench.text_of(CodeTree)
        await bench.press("a")
        assert "Trust" in bench.text_of(CodeTree)
        await stand_on(bench, "Trust")
        await bench.press("x")
        assert view(study, "Trust").status == "active"


async def test_one_pane_at_a_time_on_a_narrow_screen(study: Project, workbench: Opened) -> None:
    async with workbench(study.path, size=(80, 24)) as bench:
        await bench.press("b")
        await stand_on(bench, "Workload")
        assert "HISTORY" not in bench.text
        await bench.press("enter")
        assert "HISTORY" in bench.text
        assert "Double entry" not in bench.text
        await bench.press("tab")
        assert "Double entry" in bench.text


# -- changing ---------------------------------------------------------------------------------------------------------


async def test_codes_are_made_renamed_moved_and_put_in_order_each_in_one_act(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Trust")
        await bench.press("n")
        await answer(bench, "Hope")
        await bench.press("N")  # the cursor is on what was just made
        await answer(bench, "Hope of cure")
        assert "People > Hope > Hope of cure" in paths(study)
        await bench.press("r")
        await bench.press(*["backspace"] * len("Hope of cure"))
        await answer(bench, "Cure")
        assert "People > Hope > Cure" in paths(study)
        await bench.press("p")
        await answer(bench, "at the top")
        assert paths(study)[-1] == "Cure"
        await bench.press("less_than_sign", "less_than_sign", "less_than_sign")
        assert paths(study)[0] == "Cure"
        await bench.press("u", "u", "u", "u", "u")
        assert "Cure" not in " ".join(paths(study))
        assert "People > Hope" in paths(study)


async def test_moving_passes_over_retired_siblings_that_are_not_shown(study: Project, workbench: Opened) -> None:
    with study.act("more") as tx:
        people = code(study, "People")
        gone = codebook.new_code(tx, "Gone", parent=people)
        codebook.retire(tx, gone)
        codebook.new_code(tx, "Last", parent=people)
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Last")
        await bench.press("less_than_sign")
        order = [path.split(" > ")[1] for path in paths(study) if path.startswith("People > ")]
        assert order == ["Workload", "Last", "Trust", "Gone"]
        await bench.press("greater_than_sign")
        order = [path.split(" > ")[1] for path in paths(study) if path.startswith("People > ")]
        assert order == ["Workload", "Trust", "Last", "Gone"]


async def test_all_fields_are_kept_on_leaving_in_one_act(study: Project, workbench: Opened) -> None:
    with study.act("words") as tx:
        codebook.edit(tx, code(study, "Trust"), codebook.Fields(include=("One\nwith two lines", "Two")))
    before = len(labels(study))
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Trust")
        await bench.press("e")
        await bench.write("Relying on others")
        await bench.press("tab")
        await bench.write("Counts on somebody")
        await bench.press("ctrl+s")  # a habit
        await bench.press("tab", "down", "down", "end", "enter")
        await bench.write("Three")
        await bench.press("escape")
        trust = view(study, "Trust")
        assert (trust.brief, trust.definition) == ("Relying on others", "Counts on somebody")
        assert trust.include == ("One\nwith two lines", "Two", "Three")
        assert len(labels(study)) == before + 2
        await bench.press("e", "escape")
        assert len(labels(study)) == before + 2
        assert "Counts on somebody" in bench.text_of(CodeCard)


async def test_a_name_that_is_taken_keeps_the_form_open_with_what_was_written(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Trust")
        await bench.press("e", "shift+tab", "end", *["backspace"] * 5)
        await bench.write("Workload")
        await bench.press("escape")
        assert "already a code called “Workload”" in bench.notices
        assert isinstance(bench.app.screen, EditCode)
        await bench.write(" II")
        await bench.press("escape")
        assert "People > Workload II" in paths(study)


async def test_colour_heading_and_memo(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Double entry")
        await bench.press("c")
        assert bench.text.index("orange #E69F00") < bench.text.index("violet")
        await answer(bench, "sky blue")
        assert view(study, "Double entry").colour == "#56B4E9"
        await bench.press("c")
        await answer(bench, "another")
        await bench.press(*["backspace"] * 7)
        await answer(bench, "#010203")
        assert view(study, "Double entry").colour == "#010203"
        await bench.press("H")
        assert "has codings, so it cannot become a heading" in bench.notices
        await bench.press("n")
        await answer(bench, "Group")
        await bench.press("H")
        assert not view(study, "Group").codable
        await bench.press("m")
        await bench.write("Why I made it.")
        await bench.press("escape")
        with study.read() as session:
            assert [(memo.kind, memo.about) for memo in memos(session)] == [("code", "Group")]
        assert "Why I made it." in bench.text_of(CodeCard)


async def test_links_are_made_and_taken_away(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Double entry")
        await bench.press("L")
        await answer(bench, "specifies")
        await answer(bench, "workload")
        with study.read() as session:
            (link,) = links(session)
        assert (link.code, link.to) == (code(study, "Double entry"), code(study, "Workload"))
        assert "specifies People > Workload" in bench.text_of(CodeCard)
        await stand_on(bench, "Workload")
        assert "specified by Double entry" in bench.text_of(CodeCard)
        await bench.press("L")
        await answer(bench, "take away")
        with study.read() as session:
            assert links(session) == ()


async def test_folding_says_before_what_it_will_do_and_is_one_step_of_undo(study: Project, workbench: Opened) -> None:
    before = coded(study)
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Double entry")
        await bench.press("F")
        await bench.write("workload")
        assert "0 codings would move; 1 coding would become one with another" in " ".join(bench.text.split())
        await bench.press("enter")
        assert (AGAIN, "Double entry") not in coded(study)
        assert view(study, "Double entry").merged_into == code(study, "Workload")
        assert "“Double entry” was folded into it" in " ".join(bench.text_of(CodeCard).split())
        await bench.press("u")
        assert coded(study) == before


async def test_only_what_was_never_used_is_deleted(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Trust")
        await bench.press("D")
        assert "Retire it" in bench.notices
        await bench.press("n")
        await answer(bench, "A slip")
        await bench.press("D")
        assert "People > A slip" not in paths(study)
        await bench.press("u")
        assert "People > A slip" in paths(study)


# -- splitting and reading again --------------------------------------------------------------------------------------


async def test_the_codings_of_a_split_code_are_sorted_one_by_one_left_and_gone_on_with(
    study: Project, workbench: Opened
) -> None:
    code_words(study, "Nurse", "So some days I just skip it.", "Workload")
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Workload")
        await bench.press("s")
        await answer(bench, "Minutes")
        await answer(bench, "Repetition")
        await bench.press("enter")
        assert isinstance(bench.app.screen, ResortScreen)
        assert "0 sorted · 3 to go" in bench.text
        assert TWENTY in " ".join(bench.text.split())
        await bench.press("enter")
        assert "Mark one or more" in bench.notices
        await bench.press("1", "2", "enter")
        assert {(TWENTY, f"People > Workload > {name}") for name in ("Minutes", "Repetition")} <= coded(study)
        assert "1 sorted · 2 to go" in bench.text
        skipped = bench.text
        await bench.press("n", "s", "S")
        assert isinstance(bench.app.screen, CodebookScreen)
        assert "1 to be sorted" in bench.text
        await bench.press("S")
        assert "0 sorted · 1 to go" in bench.text
        assert next(words for words in ("skip it", "same numbers") if words in skipped) in bench.text
        await bench.press("c")
        await answer(bench, "trust")
        await bench.press("enter")
        assert "Every coding of this code is sorted." in bench.text
        with study.read() as session:
            assert waiting(session) == ()
            assert "People > Trust" in {each.path for each in codings(session) if each.original}
        await bench.press("u")
        assert "1 to go" in bench.text
        await bench.press("o")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_a_split_beside_retires_the_code_and_its_codings_are_still_found(
    study: Project, workbench: Opened
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Workload")
        await bench.press("s", "tab")
        await answer(bench, "Minuets")
        await bench.press("backspace", *["backspace"] * 7)
        await answer(bench, "Minutes")
        await bench.press("enter", "escape")
        assert view(study, "Workload").status == "retired"
        assert view(study, "Minutes").path == "People > Minutes"
        assert "2 to be sorted" in bench.text
        assert "Workload" in bench.text_of(CodeTree)


async def test_codings_older_than_the_definition_are_read_again(study: Project, workbench: Opened) -> None:
    with study.act("words") as tx:
        codebook.edit(tx, code(study, "Workload"), codebook.Fields(definition="Another."))
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Workload")
        await bench.press("o", "space")
        with study.read() as session:
            assert len(outdated(session)) == 1
        await bench.press("enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert bench.words in (TWENTY, AGAIN) or TWENTY in bench.words or AGAIN in bench.words


async def test_what_others_coded_in_a_source_still_to_be_read_blind_is_not_shown(
    study: Project, workbench: Opened
) -> None:
    code_words(study, "Nurse", "So some days I just skip it.", "Trust", coder="Bo Lind")
    with study.act("blind") as tx:
        verbs.code_blind(tx, blind=True)
        codebook.edit(tx, code(study, "Trust"), codebook.Fields(definition="Another."))
    with study.act("split") as tx:
        code_life.split(tx, code(study, "Trust"), ["In people"])
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Trust")
        assert "1 coding to be sorted" in bench.text_of(CodeCard)
        assert "1 coding is older than the definition" in bench.text_of(CodeCard)
        await bench.press("S")
        assert "0 sorted · 1 to go" in bench.text
        assert "Bo Lind" not in bench.text


# -- codebooks --------------------------------------------------------------------------------------------------------


async def test_a_framework_on_board_is_told_of_and_loaded(project: Project, workbench: Opened) -> None:
    async with workbench(project.path, size=(140, 40)) as bench:
        await bench.press("b")
        assert "No codes yet." in bench.text
        await bench.press("I")
        await bench.write("tpom")
        assert f"version {shipped.load('tpom').version}" in bench.text
        await bench.press("enter")
        assert "Social and human factors > Workload and benefits" in paths(project)
        assert shipped.load("tpom").name in bench.text_of(CodeCard)
        await bench.press("u")
        assert paths(project) == []


async def test_a_file_with_problems_is_told_by_line_and_one_without_is_loaded(
    study: Project, workbench: Opened, tmp_path: Path
) -> None:
    file = tmp_path / "frame.csv"
    file.write_text("path,status\nTime,\nTime > Minutes,perhaps\n")
    async with workbench(study.path) as bench:
        await bench.press("b", "I")
        await answer(bench, "a file")
        await answer(bench, str(file))
        assert "frame.csv:3:" in bench.text
        await bench.press("escape")
        file.write_text("path,status\nTime,\nTime > Minutes,active\n")
        await bench.press("I")
        await answer(bench, "a file")
        await answer(bench, str(file))
        assert "Time > Minutes" in paths(study)


async def test_the_codebook_is_written_to_a_file_and_never_over_one(
    study: Project, workbench: Opened, tmp_path: Path
) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        for suffix in (".yaml", ".docx", ".qdc"):
            await bench.press("W", "home", "ctrl+k")
            await answer(bench, str(tmp_path / f"ours{suffix}"))
            assert (tmp_path / f"ours{suffix}").stat().st_size > 100
        assert "left out: the version (1)" in bench.notices
        await bench.press("W", "home", "ctrl+k")
        await answer(bench, str(tmp_path / "ours.qdc"))
        assert "exists already" in bench.notices


async def test_a_new_version_has_a_number_and_a_note(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b", "v")
        await answer(bench, "After the pilot")
        with study.read() as session:
            assert [(each.version, each.note) for each in versions(session)] == [("1", ""), ("2", "After the pilot")]
        await bench.press("g")
        assert "After the pilot" in bench.text_of(CodeCard)


def test_the_following_version_keeps_the_form_of_the_last() -> None:
    assert [following(each) for each in ("1", "1.4", "1.0.3", "draft")] == ["2", "1.5", "1.1.0", ""]


async def test_codes_of_ones_own_that_no_framework_has_are_listed(study: Project, workbench: Opened) -> None:
    with study.act("frame") as tx:
        codebook.add_codebook(tx, shipped.load("npt"))
    async with workbench(study.path) as bench:
        await bench.press("b", "i")
        assert "Double entry" in bench.text
        await answer(bench, "double")
        assert "Double entry" in bench.text_of(CodeCard)


# -- harm -------------------------------------------------------------------------------------------------------------


async def test_no_key_does_harm_where_there_is_nothing_yet(project: Project, workbench: Opened) -> None:
    async with workbench(project.path) as bench:
        for key in (*"eNrcmpHLFsSoxDivWajk", "less_than_sign", "enter", "tab"):
            await bench.press("b", key)
            await bench.press("escape", "escape")
            assert isinstance(bench.app.screen, DeskScreen), key
        assert paths(project) == []


async def test_hostile_names_are_shown_as_typed_and_never_obeyed(project: Project, workbench: Opened) -> None:
    odd = "[red]x[/] \x1b[31m \u202e 👩‍👩‍👧 سلام"
    with project.act("codes") as tx:
        made = codebook.new_code(tx, odd, fields=codebook.Fields(definition=odd, include=(odd,), aliases=(odd,)))
        codebook.new_code(tx, f"under {odd}", parent=made)
    async with workbench(project.path) as bench:
        await bench.press("b", "j")
        assert "[red]x[/]" in bench.text_of(CodeTree)
        assert "[red]x[/]" in bench.text_of(CodeCard)
        for key in "pLFscrNeo":
            await bench.press(key)
            assert "[red]x[/]" in bench.text
            assert "\x1b" not in bench.text
            assert "\u202e" not in bench.text
            await bench.press("escape")


async def test_what_another_program_changes_is_seen(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await bench.press("b")
        await stand_on(bench, "Trust")
        with study.act("elsewhere", coder="Bo Lind") as tx:
            codebook.edit(tx, code(study, "Trust"), codebook.Fields(definition="Written by Bo."))
        bench.app._look()
        await bench.settle()
        assert "Written by Bo." in bench.text_of(CodeCard)
