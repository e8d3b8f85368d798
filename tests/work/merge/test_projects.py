"""Two coders work apart and come back together: nothing anyone made is lost, and everything is told."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from studies import NURSE, code, code_words, place, ticking
from thematica.errors import NewerProject, NotAllowed, NotAProject
from thematica.store.migrations import VERSION
from thematica.store.project import Project
from thematica.store.reads import names
from thematica.store.reads.study import history
from thematica.store.reads.transcripts import codings, text_of, transcript
from thematica.work import cases, codebook, coding, consensus, copies, correcting, memos, relations, sources, themes
from thematica.work.merge.conflicts import Answer
from thematica.work.merge.pairing import paired
from work.merge.pairs import dump, merged, opened


@pytest.fixture
def ada(study: Project) -> Path:
    """Ada's project; Bo has a copy of it."""
    copies.hand_out(study, study.path.with_name("bo.thematica"), for_="Bo Lee")
    study.close()
    return study.path


@pytest.fixture
def bo(ada: Path) -> Path:
    """Bo's copy."""
    return ada.with_name("bo.thematica")


def coded(path: Path) -> list[tuple[str, str, str, str]]:
    """Every coding as source, words, code and coder."""
    with opened(path) as project, project.read() as session:
        found = [
            (transcript(session, each.source).name, each.span.of(text_of(session, each.source)), each.name, each.coder)
            for each in codings(session)
        ]
    return sorted(found)


def doing(path: Path, coder: str, act: Callable[[Project, Any], object]) -> None:
    """One act of a coder in a project file; `act` is given the project and the transaction."""
    with opened(path, coder) as project, project.act("an act") as tx:
        act(project, tx)


def correct(path: Path, source: str, old: str, new: str, coder: str = "Ada Roe") -> None:
    """Corrects the only place where a source reads `old`."""
    with opened(path, coder) as project:
        guid, span = place(project, source, old)
        with project.read() as session:
            prepared = correcting.prepare(transcript(session, guid), span, new)
        with project.act("correct") as tx:
            correcting.correct(tx, guid, prepared)


def test_a_second_coders_work_comes_in_under_their_own_name(ada: Path, bo: Path) -> None:
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust", note="telling")
        code_words(copy, "Nurse", "it takes twenty minutes that I do not have", "Workload")
        guid, span = place(copy, "Physio", "every time")
        with copy.act("in vivo") as tx:
            coding.in_vivo(tx, guid, span)
            memos.write(tx, memos.About(code=code(copy, "Trust")), "Bo's thought.")
    mine, theirs = coded(ada), coded(bo)
    outcome = merged(ada, bo)
    assert outcome.conflicts == ()
    assert coded(ada) == sorted({*mine, *theirs})
    assert ("Nurse", "nobody looks at the graph", "Trust", "Bo Lee") in coded(ada)
    assert dump(ada) == dump(bo)


def test_the_coder_a_copy_is_for_is_one_and_the_same_in_both(ada: Path, bo: Path) -> None:
    with opened(ada, "Bo Lee") as project:  # Bo sits at Ada's desk as well
        code_words(project, "Nurse", "nobody looks at the graph", "Trust")
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "So some days I just skip it.", "Trust")
    assert merged(ada, bo).conflicts == ()
    assert {coder for *_, coder in coded(ada)} == {"Ada Roe", "Bo Lee"}


def test_a_coder_of_the_same_name_made_apart_is_asked_about(ada: Path, bo: Path) -> None:
    for path, words in ((ada, "nobody looks at the graph"), (bo, "So some days I just skip it.")):
        with opened(path, "Cy Ng") as project:
            code_words(project, "Nurse", words, "Trust")
    before = dump(ada)
    [question] = merged(ada, bo).open
    assert (question.kind, question.proposal) == ("same coder", "same")
    assert dump(ada) == before
    merged(ada, bo, {question.id: Answer("same")})
    assert [coder for *_, coder in coded(ada)].count("Cy Ng") == 2
    doing(bo, "Cy Ng", lambda copy, tx: coding.set_note(tx, _coding_of(copy, "Cy Ng"), "Later."))
    assert merged(ada, bo).conflicts == ()  # it is remembered
    assert len(dump(ada)["coder"]) == 3


def test_two_people_of_one_name_stay_two(ada: Path, bo: Path) -> None:
    for path, words in ((ada, "nobody looks at the graph"), (bo, "So some days I just skip it.")):
        with opened(path, "Cy Ng") as project:
            code_words(project, "Nurse", words, "Trust")
    [question] = merged(ada, bo).open
    merged(ada, bo, {question.id: Answer("different", "Cyril Ng")})
    assert {coder for *_, coder in coded(ada)} == {"Ada Roe", "Cy Ng", "Cyril Ng"}


def _coding_of(project: Project, coder: str) -> Any:
    with project.read() as session:
        return next(each.guid for each in codings(session) if each.coder == coder)


def test_the_same_coding_made_twice_becomes_one_and_is_listed(ada: Path, bo: Path) -> None:
    words = "nobody looks at the graph"
    with opened(ada) as project:
        code_words(project, "Nurse", words, "Trust", note="Mine.")
    with opened(bo) as copy:
        code_words(copy, "Nurse", words, "Trust", note="Theirs.", valence="barrier")
    outcome = merged(ada, bo)
    [(table, gone, kept)] = outcome.collapsed
    assert table == "coding"
    assert [words for _, words, *_ in coded(ada)].count(words) == 1
    [row] = [row for row in dump(ada)["coding"] if row[0] == kept]
    assert "barrier" in row
    assert [row[0] for row in dump(ada)["collapsed_coding"]] == [gone]
    with opened(ada) as project, project.read() as session:
        assert {each.note for each in codings(session) if each.guid == kept} <= {"Mine.\n\nTheirs.", "Theirs.\n\nMine."}


def test_a_correction_on_one_side_carries_the_others_codings(ada: Path, bo: Path) -> None:
    """One character put in early and one late: where a rival put 188 of 188 codings one character off."""
    correct(ada, "Nurse", "tablet", "tablets")
    correct(ada, "Nurse", "out of time", "out of timed")
    with opened(bo, "Bo Lee") as copy:
        for words in ("nobody looks at the graph", "So some days I just skip it.", "They like being asked."):
            code_words(copy, "Nurse", words, "Trust")
        code_words(copy, "Nurse", "How did the tablet fit", "Workload")
    theirs = coded(bo)
    outcome = merged(ada, bo)
    assert outcome.conflicts == ()
    changed = {("Nurse", "How did the tablets fit", "Workload", "Bo Lee")}
    expected = {each for each in theirs if "tablet" not in each[1]} | changed
    assert set(coded(ada)) == expected
    assert len(outcome.moved.touched) == 1
    merged(bo, ada)
    assert dump(bo) == dump(ada)


def test_words_that_the_other_side_took_out_take_their_codings_along_and_it_is_told(ada: Path, bo: Path) -> None:
    correct(ada, "Nurse", "And then nobody looks at the graph.", "")
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
        guid, span = place(copy, "Nurse", "the graph")
        with copy.act("memo") as tx:
            memos.write(tx, memos.About(source=guid, span=span), "On these words.")
    outcome = merged(ada, bo)
    assert sorted(table for table, _ in outcome.moved.lost) == ["coding", "memo"]
    assert "nobody looks at the graph" not in {words for _, words, *_ in coded(ada)}
    assert len(dump(ada)["memo"]) == 1


def test_what_was_said_meanwhile_on_a_coding_that_lost_its_words_stays_on_the_source(ada: Path, bo: Path) -> None:
    with opened(ada) as project:
        code_words(project, "Nurse", "nobody looks at the graph", "Trust", coder="Cy Ng")
        with project.act("memo") as tx:
            old = memos.write(tx, memos.About(code=code(project, "Trust")), "On trust.")
    shutil.copy(ada, bo)
    correct(ada, "Nurse", "And then nobody looks at the graph.", "")

    def says(copy: Project, tx: Any) -> None:
        about = memos.About(coding=_coding_of(copy, "Cy Ng"))
        memos.write(tx, about, "A second look.")
        memos.link(tx, old, about)

    doing(bo, "Bo Lee", says)
    before = dump(ada)
    assert [table for table, _ in merged(ada, bo).moved.lost] == ["coding"]
    assert dump(ada)["memo_link"] == []
    memo = next(row for row in dump(ada)["memo"] if row not in before["memo"])
    assert place_of(ada, "Nurse") in memo
    assert merged(bo, ada).conflicts == ()
    assert dump(bo) == dump(ada)


def place_of(path: Path, source: str) -> str:
    """The GUID of a source."""
    return next(str(row[0]) for row in dump(path)["source"] if row[1] == source)


def test_a_text_corrected_on_both_sides_is_asked_about(ada: Path, bo: Path) -> None:
    correct(ada, "Nurse", "twenty minutes", "twelve minutes")
    correct(bo, "Nurse", "twenty minutes", "thirty whole minutes", coder="Bo Lee")
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "They like being asked.", "Workload")
    [question] = merged(ada, bo).open
    assert question.kind == "text"
    merged(ada, bo, {question.id: Answer("theirs")})
    assert {words for source, words, *_ in coded(ada) if source == "Nurse"} == {
        "it takes thirty whole minutes that I do not have",
        "They like being asked.",
    }


def test_the_same_correction_on_both_sides_is_no_question(ada: Path, bo: Path) -> None:
    for path in (ada, bo):
        correct(path, "Nurse", "twenty minutes", "twelve minutes")
    assert merged(ada, bo).conflicts == ()
    merged(bo, ada)
    assert dump(ada) == dump(bo)


def test_the_same_document_imported_twice_is_proposed_to_be_one(ada: Path, bo: Path) -> None:
    late = sources.prepare(b"P3: I was late.\n", "late.txt", "en")
    for path, name in ((ada, "Late"), (bo, "Interview 3")):
        with opened(path) as project, project.act("import") as tx:
            sources.add(tx, late, name=name)
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Interview 3", "I was late.", "Trust")
    [question] = merged(ada, bo).open
    assert (question.kind, question.proposal) == ("same source", "same")
    merged(ada, bo, prefer="mine")
    assert {row[1] for row in dump(ada)["source"]} == {"Nurse", "Physio", "Late"}
    assert ("Late", "I was late.", "Trust", "Bo Lee") in coded(ada)


def test_the_same_file_imported_by_two_coders_asks_nothing_but_whether_it_is_one(ada: Path, bo: Path) -> None:
    for path, coder, name in ((ada, "Ada Roe", "late.txt"), (bo, "Bo Lee", "Interview 3.txt")):
        with opened(path, coder) as project, project.act("import") as tx:
            sources.add(tx, sources.prepare(b"P3: I was late.\n", name, "en"), name="Late")
    [question] = merged(ada, bo).open
    assert merged(ada, bo, {question.id: Answer("same")}).open == ()


def test_what_somebody_has_beside_one_another_is_never_one(ada: Path, bo: Path) -> None:
    doing(ada, "Ada Roe", lambda _, tx: codebook.new_code(tx, "Hope"))
    doing(ada, "Ada Roe", lambda _, tx: cases.add(tx, "Kim"))
    shutil.copy(ada, bo)
    doing(ada, "Ada Roe", lambda _, tx: codebook.new_code(tx, "Faith"))
    doing(ada, "Ada Roe", lambda _, tx: cases.add(tx, "Lou"))
    doing(bo, "Bo Lee", lambda copy, tx: codebook.edit(tx, code(copy, "Hope"), codebook.Fields(name="Faith")))
    doing(bo, "Bo Lee", lambda copy, tx: cases.rename(tx, dump(bo)["case"][0][0], "Lou"))
    questions = merged(ada, bo).open
    assert [(each.kind, each.choices) for each in questions] == [
        ("same case", ("different",)),
        ("same code", ("different",)),
    ]
    merged(ada, bo, {each.id: Answer("different", "Lou too") for each in questions})
    assert {row[1] for row in dump(ada)["case"]} == {"Lou", "Lou too"}
    assert {"Faith", "Lou too"} <= {row[4] for row in dump(ada)["code"]}


def test_one_that_cannot_be_two_of_mine_at_once_is_asked_about_again(ada: Path, bo: Path) -> None:
    for path, name, text in (
        (ada, "Late", b"P3: I was late.\n"),
        (ada, "Early", b"P3: No.\n"),
        (bo, "Early", b"P3: I was late.\n"),
    ):
        with opened(path) as project, project.act("import") as tx:
            sources.add(tx, sources.prepare(text, "a.txt", "en"), name=name)
    by_text, by_name = merged(ada, bo).open
    both = {each.id: Answer("same") for each in (by_text, by_name)}
    assert next(each for each in merged(ada, bo, both).open if each.id == by_name.id).choices == ("different",)
    assert merged(ada, bo, {by_text.id: Answer("same"), by_name.id: Answer("different")}, "mine").open == ()
    assert {row[1] for row in dump(ada)["source"]} == {"Nurse", "Physio", "Late", "Early"}


def test_two_persons_under_one_pseudonym_stop_the_merge_whatever_is_preferred(ada: Path, bo: Path) -> None:
    for path in (ada, bo):
        doing(path, "Ada Roe", lambda _, tx: cases.add(tx, "P07"))
    [question] = merged(ada, bo, prefer="mine").open
    assert question.kind == "same case"
    merged(ada, bo, {question.id: Answer("different", "P08")})
    assert {row[1] for row in dump(ada)["case"]} == {"P07", "P08"}


def test_a_withdrawal_wins_without_asking_and_keeps_new_codings_out(ada: Path, bo: Path) -> None:
    def consents(project: Project, tx: Any) -> None:
        case = cases.add(tx, "Nurse 1")
        sources.set_speaker(tx, place(project, "Nurse", "skip")[0], "P1", case=case)
        relations.set_consent(tx, case, "given", on="2026-01-05")

    doing(ada, "Ada Roe", consents)
    shutil.copy(ada, bo)
    doing(ada, "Ada Roe", lambda project, tx: relations.set_consent(tx, _case(project), "withdrawn", on="2026-02-01"))
    doing(bo, "Bo Lee", lambda project, tx: relations.set_consent(tx, _case(project), "given", on="2026-01-06"))
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
        code_words(copy, "Physio", "every time", "Trust")
    outcome = merged(ada, bo)
    assert outcome.conflicts == ()
    assert len(outcome.left_out) == 1
    assert {words for _, words, _, coder in coded(ada) if coder == "Bo Lee"} == {"every time"}
    assert dump(ada)["consent"][0][2] == "withdrawn"


def test_a_withdrawal_keeps_new_quotes_and_evidence_out_too(ada: Path, bo: Path) -> None:
    def begins(project: Project, tx: Any) -> None:
        sources.set_speaker(tx, place(project, "Nurse", "skip")[0], "P1", case=cases.add(tx, "Nurse 1"))
        themes.create(tx, "Nobody looks")

    doing(ada, "Ada Roe", begins)
    shutil.copy(ada, bo)
    doing(ada, "Ada Roe", lambda project, tx: relations.set_consent(tx, _case(project), "withdrawn"))

    def quotes(copy: Project, tx: Any) -> None:
        theme = dump(bo)["theme"][0][0]
        for source, words in (("Nurse", "nobody looks at the graph"), ("Physio", "every time")):
            themes.quote(tx, theme, *place(copy, source, words))
            themes.attach_excerpt(tx, theme, *place(copy, source, words))

    doing(bo, "Bo Lee", quotes)
    assert len(merged(ada, bo).left_out) == 2
    assert [len(dump(ada)[table]) for table in ("quote", "evidence")] == [1, 1]


def _case(project: Project) -> Any:
    with project.read() as session:
        return names.case_named(session, "Nurse 1")


def test_what_goes_with_a_source_that_stays_deleted_is_told(ada: Path, bo: Path) -> None:
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Physio", "every time", "Trust")
    doing(ada, "Ada Roe", lambda project, tx: sources.remove(tx, place(project, "Physio", "every time")[0]))
    [question] = merged(ada, bo).open
    outcome = merged(ada, bo, {question.id: Answer("mine")})
    assert [each.what for each in outcome.told] == ["is gone, and what was on it (coding: 1)"]


def test_two_decisions_on_the_same_words_are_told(ada: Path, bo: Path) -> None:
    def decides(name: str) -> Callable[[Project, Any], object]:
        return lambda project, tx: consensus.decide(
            tx, *place(project, "Nurse", "nobody looks at the graph"), [code(project, name)], []
        )

    doing(ada, "Ada Roe", decides("Trust"))
    doing(bo, "Bo Lee", decides("Workload"))
    outcome = merged(ada, bo)
    assert outcome.conflicts == ()  # they are one coder in both
    assert [each.name for each in outcome.told] == ["source “Nurse”"]
    assert [coder for *_, coder in coded(ada)].count("Consensus") == 2


def test_prose_that_both_changed_is_always_asked_and_can_be_written_anew(ada: Path, bo: Path) -> None:
    doing(ada, "Ada Roe", lambda _, tx: themes.create(tx, "Unseen work", fields=themes.Fields(account="First.")))
    shutil.copy(ada, bo)
    for path, account in ((ada, "Ada's account."), (bo, "Bo's account.")):
        with opened(path) as project:
            with project.read() as session:
                theme = names.theme_named(session, "Unseen work")
            with project.act("account") as tx:
                themes.edit(tx, theme, themes.Fields(account=account))
    [question] = merged(ada, bo).open
    assert (question.base, question.mine, question.theirs) == ("First.", "Ada's account.", "Bo's account.")
    merged(ada, bo, {question.id: Answer("mine", "One account.")})
    with opened(ada) as project, project.read() as session:
        from thematica.store.reads.themes import themes as read_themes

        assert [view.account for view in read_themes(session)] == ["One account."]


def test_what_was_decided_is_kept_with_who_and_why_and_longer_texts_by_hash(ada: Path, bo: Path) -> None:
    with opened(ada) as project, project.act("memo") as tx:
        memo = memos.write(tx, memos.About(), "Chrysanthemum.")
    shutil.copy(ada, bo)
    for path, coder in ((ada, "Ada Roe"), (bo, "Bo Lee")):
        with opened(path, coder) as project, project.act("rewrite") as tx:
            memos.rewrite(tx, memo, f"Chrysanthemum, says {coder}.")
    [question] = merged(ada, bo).open
    merged(ada, bo, {question.id: Answer("theirs", reason="Bo was there.")})
    with closing(sqlite3.connect(ada)) as file:
        [(kept, coder)] = file.execute(
            "SELECT body, (SELECT guid FROM coder WHERE name = 'Ada Roe') FROM merge JOIN words ON hash = record_hash"
        )
    [decision] = json.loads(kept)["decisions"]
    assert (decision["chosen"], decision["reason"], decision["by"]) == ("theirs", "Bo was there.", coder)
    assert "Chrysanthemum" not in kept


def test_a_differing_definition_is_never_dropped_unsaid(ada: Path, bo: Path) -> None:
    for path, text in ((ada, "Relying on a colleague."), (bo, "Relying on the figures.")):
        with opened(path) as project, project.act("reword") as tx:
            codebook.edit(tx, code(project, "Trust"), codebook.Fields(definition=text))
    [question] = merged(ada, bo).open
    assert (question.type, question.mine, question.theirs) == (
        "C4",
        "Relying on a colleague.",
        "Relying on the figures.",
    )


def test_a_chain_of_copies_asks_nothing_that_was_settled(ada: Path, bo: Path) -> None:
    doing(bo, "Bo Lee", lambda copy, tx: codebook.edit(tx, code(copy, "Trust"), codebook.Fields(definition="Bo's.")))
    cy = Path(shutil.copy(bo, ada.with_name("cy.thematica")))
    with opened(cy, "Cy Ng") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
    assert merged(ada, bo).conflicts == ()
    doing(
        ada, "Ada Roe", lambda project, tx: codebook.edit(tx, code(project, "Trust"), codebook.Fields(definition="A."))
    )
    assert merged(ada, cy).conflicts == ()
    assert ("Nurse", "nobody looks at the graph", "Trust", "Cy Ng") in coded(ada)
    with opened(ada) as project, project.read() as session:
        from thematica.store.reads.codes import codes

        assert [view.definition for view in codes(session) if view.name == "Trust"] == ["A."]


def test_files_exchanged_crosswise_end_equal_and_stay_so(ada: Path, bo: Path) -> None:
    with opened(ada) as project:
        code_words(project, "Nurse", "nobody looks at the graph", "Trust")
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "So some days I just skip it.", "Trust")
    old_ada, old_bo = (Path(shutil.copy(path, path.with_suffix(".old"))) for path in (ada, bo))
    merged(ada, old_bo)
    merged(bo, old_ada)
    assert dump(ada) == dump(bo)
    with opened(bo, "Bo Lee") as copy, copy.act("off") as tx:
        coding.remove(tx, [each.guid for each in codings(tx.session) if each.coder == "Ada Roe"])
    assert merged(ada, bo).conflicts == ()
    assert {coder for *_, coder in coded(ada)} == {"Bo Lee"}


def test_what_two_people_decided_otherwise_is_asked_again(ada: Path, bo: Path) -> None:
    for path, text in ((ada, "Ada's."), (bo, "Bo's.")):
        with opened(path) as project, project.act("reword") as tx:
            codebook.edit(tx, code(project, "Trust"), codebook.Fields(definition=text))
    old_ada, old_bo = (Path(shutil.copy(path, path.with_suffix(".old"))) for path in (ada, bo))
    merged(ada, old_bo, prefer="mine")
    merged(bo, old_ada, prefer="mine")
    assert [question.kind for question in merged(ada, bo).open] == ["definition"]


def test_a_merge_is_one_line_and_one_undo(ada: Path, bo: Path) -> None:
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
        with copy.act("codes") as tx:
            codebook.new_code(tx, "Fear")
    before, everything = dump(ada), dump(ada, without=frozenset())
    with opened(ada) as project, project.read() as session:
        lines = len(history(session))
    merged(ada, bo)
    after = dump(ada)
    with opened(ada) as project:
        with project.read() as session:
            assert [line.label for line in history(session)[lines:]] == ["merge Bo Lee"]
        project.undo()
    assert dump(ada) == before
    assert dump(ada, without=frozenset()) == everything
    merged(ada, bo)
    assert dump(ada) == after


def test_an_undone_merge_takes_nothing_away_from_the_other_copy(ada: Path, bo: Path) -> None:
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
    merged(ada, bo)
    merged(bo, ada)
    theirs = coded(bo)
    with opened(ada) as project:
        project.undo()
    assert merged(bo, ada).conflicts == ()
    assert coded(bo) == theirs
    merged(ada, bo)
    assert coded(ada) == theirs


def test_a_shortened_history_is_said_and_every_difference_is_a_question(ada: Path, bo: Path) -> None:
    edit = codebook.Fields(definition="Bo's.")
    doing(bo, "Bo Lee", lambda copy, tx: codebook.edit(tx, code(copy, "Trust"), edit))
    with closing(sqlite3.connect(bo)) as file, file:
        file.execute("DELETE FROM change WHERE action_id = (SELECT max(id) FROM action)")
    with opened(ada) as project, paired(project, bo) as pairing:
        assert not pairing.has_base
    doing(ada, "Ada Roe", lambda project, tx: codebook.new_code(tx, "Fear"))
    [question] = merged(ada, bo).open
    assert (question.type, question.base, question.theirs) == ("C16", None, "Bo's.")


# -- bad input ----------------------------------------------------------------------------------------------------


def test_a_file_is_not_merged_with_itself(ada: Path) -> None:
    link = ada.with_name("link.thematica")
    link.symlink_to(ada)
    for other in (ada, link):
        with pytest.raises(NotAllowed, match="itself"):
            merged(ada, other)


def test_an_unrelated_project_is_refused(ada: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.thematica"
    Project.create(other, name="Other", now=ticking()).close()
    with pytest.raises(NotAllowed, match="no history in common"):
        merged(ada, other)


@pytest.mark.parametrize(("version", "error"), [(99, NewerProject), (0, NotAProject)])
def test_a_copy_of_another_version_is_refused(ada: Path, bo: Path, version: int, error: type[Exception]) -> None:
    with closing(sqlite3.connect(bo)) as file:
        file.execute(f"PRAGMA user_version={version}")
    with pytest.raises(error):
        merged(ada, bo)


def test_an_older_copy_is_not_changed_behind_its_owners_back(
    ada: Path, bo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thematica.work.merge.pairing.VERSION", VERSION + 1)
    before = bo.read_bytes()
    with pytest.raises(NotAllowed, match="earlier version"):
        merged(ada, bo)
    assert bo.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"P1: only a transcript", b"SQLite format 3\x00" + bytes(5000)])
def test_a_file_that_is_no_project_is_refused(ada: Path, tmp_path: Path, content: bytes) -> None:
    fake = tmp_path / "fake.thematica"
    fake.write_bytes(content)
    with pytest.raises(NotAProject):
        merged(ada, fake)
    assert fake.read_bytes() == content


def test_a_damaged_copy_is_refused(ada: Path, bo: Path) -> None:
    with opened(bo, "Bo Lee") as copy, copy.act("memo") as tx:
        memos.write(tx, memos.About(), "Some words.")
    whole = bo.read_bytes()
    before = dump(ada)
    for statement in (
        "UPDATE words SET body = body || 'x' WHERE body = 'Some words.'",
        "UPDATE coding SET coder_guid = 'gone'",
    ):
        bo.write_bytes(whole)
        with closing(sqlite3.connect(bo)) as file, file:
            file.execute(statement)
        with pytest.raises(NotAProject):
            merged(ada, bo)
    for place_ in range(4096, len(whole), 8192):
        bo.write_bytes(whole[:place_] + bytes(200) + whole[place_ + 200 :])
        try:
            merged(ada, bo)
        except NotAProject:
            continue
        with opened(ada) as project:
            project.undo()
    assert dump(ada) == before


def test_a_copy_that_is_open_elsewhere_is_merged_as_it_was_last_committed(ada: Path, bo: Path) -> None:
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
        with copy.act("unfinished") as tx:
            codebook.new_code(tx, "Half")
            tx.session.flush()
            merged(ada, bo)
            assert "Half" not in {row[5] for row in dump(ada)["code"]}
    assert ("Nurse", "nobody looks at the graph", "Trust", "Bo Lee") in coded(ada)


def test_a_project_that_another_program_writes_to_is_left_alone(
    ada: Path, bo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
    from thematica.work.merge.applying import apply
    from thematica.work.merge.settling import settle

    with opened(ada) as project, paired(project, bo) as pairing:
        outcome = settle(pairing.three, {})
        doing(ada, "Cy Ng", lambda _, tx: codebook.new_code(tx, "Meanwhile"))
        with pytest.raises(NotAllowed, match="changed while"), project.act("merge") as tx:
            apply(tx, pairing, outcome)
    assert merged(ada, bo).conflicts == ()


def test_a_copy_is_never_changed_by_being_merged(ada: Path, bo: Path) -> None:
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
    before = bo.read_bytes()
    merged(ada, bo)
    assert bo.read_bytes() == before
    assert {each.name for each in bo.parent.glob("bo*")} == {bo.name}


DYING = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from thematica.work.merge import applying
from work.merge.pairs import merged
write, left = applying._write, int(sys.argv[4])
def dying(*arguments):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return write(*arguments)
applying._write = dying
merged(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_merge_that_is_killed_leaves_the_project_as_it_was_or_as_it_is_to_be(ada: Path, bo: Path) -> None:
    with opened(bo, "Bo Lee") as copy:
        with copy.act("import") as tx:
            sources.add(tx, sources.prepare(NURSE.encode(), "again.txt", "en"), name="Again")
            codebook.new_code(tx, "Fear")
        code_words(copy, "Again", "nobody looks at the graph", "Fear")
    before = dump(ada)
    tests = str(Path(__file__).parents[2])
    states = []
    for step in range(1, 9):
        ended = subprocess.run([sys.executable, "-c", DYING, str(ada), str(bo), tests, str(step)], check=False)
        assert ended.returncode in {0, -signal.SIGKILL}
        states.append((ended.returncode, dump(ada)))
        if ended.returncode == 0:
            break
        assert dump(ada) == before
    assert states[-1][0] == 0
    assert dump(ada) == dump(bo)
