"""What an act did and where, and taking several back at once."""

from __future__ import annotations

import pytest

from studies import code_words, dump, place
from thematica.errors import NothingToUndo, UndoConflict
from thematica.store import journal
from thematica.store.ids import ActionId
from thematica.store.project import Changed, Project
from thematica.store.reads import acts
from thematica.store.reads.study import history
from thematica.store.reads.transcripts import transcript
from thematica.work import correcting, sources

SKIP = "So some days I just skip it."


def last(project: Project) -> ActionId:
    with project.read() as session:
        return history(session)[-1].n


def test_deeds_are_counted_by_kind(study: Project) -> None:
    code_words(study, "Nurse", SKIP, "Workload", "Trust")
    with study.read() as session:
        (deed,) = acts.deeds(session, last(study))
    assert (deed.thing, deed.made, deed.changed, deed.removed) == ("coding", 2, 0, 0)
    study.undo()
    with study.read() as session:
        (deed,) = acts.deeds(session, last(study))
    assert (deed.thing, deed.made, deed.removed) == ("coding", 0, 2)


def test_a_place_follows_its_words_through_a_correction(study: Project) -> None:
    span = code_words(study, "Nurse", SKIP, "Trust")
    act, (nurse, before) = last(study), place(study, "Nurse", "twenty")
    with study.read() as session:
        corrected = correcting.prepare(transcript(session, nurse), before, "fifteen or twenty")
    with study.act("correct") as tx:
        correcting.correct(tx, nurse, corrected)
    with study.read() as session:
        found = acts.place(session, act)
    assert found == (nurse, place(study, "Nurse", SKIP)[1])
    assert found[1] != span
    study.take_back([act, last(study)])
    with study.read() as session:
        assert acts.place(session, act) == (nurse, span)
    with study.act("remove") as tx:
        sources.remove(tx, nurse)
    with study.read() as session:
        assert acts.place(session, act) is None


def test_acts_are_taken_back_together_each_with_a_line_of_its_own(study: Project) -> None:
    before = dump(study)
    begun = last(study)
    for words in (SKIP, "It is us who run out of time."):
        code_words(study, "Nurse", words, "Trust")
    news: list[Changed] = []
    study.on_change(news.append)
    with study.read() as session:
        since = acts.standing(session, ActionId(begun + 1))
    taken = study.take_back(since)
    assert [changed.label for changed in taken] == ["code", "code"]
    assert news == list(taken)
    assert dump(study) == before
    with study.read() as session:
        assert [line.kind for line in history(session)[-2:]] == ["undo", "undo"]
        assert acts.standing(session, ActionId(begun + 1)) == ()
    study.redo()
    study.redo()
    assert dump(study) != before


def test_all_or_none_are_taken_back(study: Project) -> None:
    code_words(study, "Nurse", SKIP, "Trust")
    coded = last(study)
    code_words(study, "Physio", "every time", "Trust", coder="Bo Lee")
    before, lines = dump(study), last(study)
    with study.read() as session:
        mine = acts.standing(session, ActionId(1), "Ada Roe")
    with pytest.raises(UndoConflict):
        study.take_back(mine)  # Bo's coding needs Ada's code and source
    assert (dump(study), last(study)) == (before, lines)
    study.take_back([coded])
    with pytest.raises(NothingToUndo):
        study.take_back([coded])


def test_what_a_coder_does_again_after_another_has_acted_stands(study: Project) -> None:
    code_words(study, "Nurse", SKIP, "Trust")
    act = last(study)
    study.undo(mine=True)
    code_words(study, "Physio", "every time", "Trust", coder="Bo Lee")
    study.redo(mine=True)
    with study.read() as session:
        assert act in journal.stacks(session)[0]
        assert not next(line for line in history(session) if line.n == act).undone
        assert act in acts.standing(session, act, "Ada Roe")
        assert acts.standing(session, act, "Nobody") == ()
