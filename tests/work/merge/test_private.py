"""Private entries of a journal: never in somebody else's copy, and untouched by a merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from studies import code, code_words, place
from thematica.errors import NotAllowed, NotFound
from thematica.store.check import problems
from thematica.store.project import Project
from thematica.store.reads import Session
from thematica.store.reads.memos import MemoView
from thematica.store.reads.memos import memos as read
from thematica.store.reads.transcripts import CodingView, codings, text_of
from thematica.work import cases, coding, memos, relations, sources
from thematica.work.copies import hand_out
from thematica.work.merge.conflicts import Answer
from work.merge.pairs import merged, opened

SECRET, DRAFT, GONE, OPEN = "a feeling of chrysanthemum", "an earlier marigold", "a removed snapdragon", "an open tulip"


def entries(project: Project, reader: str) -> dict[str, MemoView]:
    with project.read() as session:
        return {memo.text: memo for memo in read(session, reader=reader)}


def graph(session: Session) -> CodingView:
    """The coding that the private entry is on."""
    words = "nobody looks at the graph"
    every = ((each, each.span.of(text_of(session, each.source))) for each in codings(session))
    return next(each for each, read in every if (each.name, read) == ("Trust", words))


def journal_of_ada(study: Project) -> None:
    """Entries of every kind: private, once private and removed, for the team."""
    code_words(study, "Nurse", "nobody looks at the graph", "Trust")
    with study.act("journal entry") as tx:
        secret = memos.write(
            tx, memos.About(coding=graph(tx.session).guid), DRAFT, purpose="journal", topic="doubt", private=True
        )
        memos.link(tx, secret, memos.About(code=code(study, "Workload")))
        gone = memos.write(tx, memos.About(), GONE, private=True)
        memos.write(tx, memos.About(), OPEN, purpose="journal", topic="reading")
    with study.act("change entry") as tx:
        memos.rewrite(tx, secret, SECRET)
        memos.remove(tx, gone)


def held(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


@pytest.mark.parametrize("name", ["Bo Lee", None])
def test_a_copy_holds_no_word_of_a_private_entry(study: Project, tmp_path: Path, name: str | None) -> None:
    journal_of_ada(study)
    (tmp_path / "out").mkdir()
    out = hand_out(study, tmp_path / "out" / "bo.thematica", for_=name)
    assert not [word for word in (SECRET, DRAFT, GONE, "doubt") if word.encode() in held(out)]
    assert OPEN.encode() in held(out)
    with opened(out, "Bo Lee") as copy, copy.read() as session:
        assert problems(session) == ()
        assert set(entries(copy, "Ada Roe")) == {OPEN}


def test_my_own_private_entries_come_with_my_copy(study: Project, tmp_path: Path) -> None:
    journal_of_ada(study)
    with study.act("journal entry", coder="Bo Lee") as tx:
        memos.write(tx, memos.About(), "Bo's own", private=True)
    out = hand_out(study, tmp_path / "bo.thematica", for_="Bo Lee")
    with opened(out, "Bo Lee") as copy:
        assert set(entries(copy, "Bo Lee")) == {"Bo's own", OPEN}


def test_what_comes_back_leaves_private_entries_on_both_sides_as_they_are(study: Project, tmp_path: Path) -> None:
    journal_of_ada(study)
    before = entries(study, "Ada Roe")
    with study.read() as session:
        made = len(codings(session))
    out = hand_out(study, tmp_path / "bo.thematica", for_="Bo Lee")
    with opened(out, "Bo Lee") as copy:
        code_words(copy, "Nurse", "So some days I just skip it.", "Trust")
        with copy.act("entries") as tx:
            memos.write(tx, memos.About(), "Bo for himself", private=True)
            memos.write(tx, memos.About(), "Bo for all", purpose="journal")
    assert not merged(study.path, out).conflicts
    after = entries(study, "Ada Roe")
    assert {text: after[text] for text in before} == before
    assert after.keys() - before.keys() == {"Bo for all"}
    assert b"Bo for himself" not in held(study.path)
    with study.read() as session:
        assert len(codings(session)) == made + 1
    study.undo()
    assert entries(study, "Ada Roe") == before
    study.redo()
    assert not merged(out, study.path).conflicts
    assert SECRET.encode() not in held(out)
    with opened(out, "Bo Lee") as copy:
        assert set(entries(copy, "Bo Lee")) == {OPEN, "Bo for himself", "Bo for all"}


def test_an_entry_opened_to_the_team_in_a_copy_comes_in_and_one_made_private_later_stays_so(
    study: Project, tmp_path: Path
) -> None:
    with study.act("entries", coder="Bo Lee") as tx:
        mine = memos.write(tx, memos.About(), "Bo thinks", private=True)
    with study.act("entries") as tx:
        other = memos.write(tx, memos.About(), "Ada thinks aloud")
    out = hand_out(study, tmp_path / "bo.thematica", for_="Bo Lee")
    with study.act("make private") as tx:
        memos.describe(tx, other, private=True)
    with opened(out, "Bo Lee") as copy, copy.act("open to the team") as tx:
        memos.describe(tx, mine, private=False)
        memos.rewrite(tx, other, "Bo writes into it")
    assert not merged(study.path, out).conflicts
    found = entries(study, "Ada Roe")
    assert {text: memo.private for text, memo in found.items()} == {"Bo thinks": False, "Ada thinks aloud": True}


def delete(mine: Path, theirs: Path) -> None:
    """Merges, and lets what was deleted in the copy be deleted although an entry is on it."""
    asked = merged(mine, theirs).conflicts
    assert {conflict.kind for conflict in asked} == {"deleted"}
    assert merged(mine, theirs, {conflict.id: Answer("theirs") for conflict in asked}).open == ()


def test_a_private_entry_outlives_what_it_was_on(study: Project, tmp_path: Path) -> None:
    journal_of_ada(study)
    out = hand_out(study, tmp_path / "bo.thematica", for_="Bo Lee")
    with opened(out, "Bo Lee") as copy, copy.act("remove") as tx:
        made = graph(tx.session)
        coding.remove(tx, [made.guid])
    delete(study.path, out)
    entry = entries(study, "Ada Roe")[SECRET]
    assert (entry.kind, entry.about, entry.span) == ("excerpt", "Nurse", made.span)
    assert [link.name for link in entry.links] == ["Workload"]
    with opened(out, "Bo Lee") as copy, copy.act("remove source") as tx:
        source, _ = place(copy, "Nurse", "nobody looks at the graph")
        sources.remove(tx, source)
    delete(study.path, out)
    assert entries(study, "Ada Roe")[SECRET].kind == "project"


def test_acts_in_a_copy_can_still_be_taken_back(study: Project, tmp_path: Path) -> None:
    journal_of_ada(study)
    out = hand_out(study, tmp_path / "bo.thematica", for_="Bo Lee")
    with opened(out, "Bo Lee") as copy:
        for _ in range(4):  # the copy, the two acts of the journal, a coding
            copy.undo()
        assert entries(copy, "Bo Lee") == {}
        for _ in range(4):
            copy.redo()
        assert set(entries(copy, "Bo Lee")) == {OPEN}


def test_only_who_wrote_an_entry_may_read_it_or_say_what_it_is(study: Project) -> None:
    with study.act("entries") as tx:
        secret = memos.write(tx, memos.About(), SECRET, private=True)
        shared = memos.write(tx, memos.About(), OPEN)
    with pytest.raises(NotFound), study.act("change", coder="Bo Lee") as tx:
        memos.rewrite(tx, secret, "Bo was here")
    with pytest.raises(NotAllowed), study.act("change", coder="Bo Lee") as tx:
        memos.describe(tx, shared, private=True)
    assert set(entries(study, "Bo Lee")) == {OPEN}
    with study.read() as session:
        assert [memo.text for memo in read(session)] == [OPEN]


def test_a_withdrawal_takes_the_coding_under_an_entry_and_leaves_the_entry(study: Project, tmp_path: Path) -> None:
    source, _ = place(study, "Nurse", "skip")
    with study.act("consent") as tx:
        nurse = cases.add(tx, "Nurse 1")
        sources.set_speaker(tx, source, "P1", case=nurse)
        relations.set_consent(tx, nurse, "given", on="2026-01-05")
    out = hand_out(study, tmp_path / "bo.thematica", for_="Bo Lee")
    with study.act("consent") as tx:
        relations.set_consent(tx, nurse, "withdrawn", on="2026-02-01")
    with opened(out, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
        with copy.act("entries") as tx:
            made = graph(tx.session).guid
            memos.write(tx, memos.About(coding=made), "Bo alone", private=True)
            memos.write(tx, memos.About(coding=made), "Bo on it")
            memos.link(tx, memos.write(tx, memos.About(), "Bo aside"), memos.About(coding=made))
    assert len(merged(out, study.path).left_out) == 1
    with opened(out, "Bo Lee") as copy:
        found = entries(copy, "Bo Lee")
    assert {text: (memo.kind, memo.links) for text, memo in found.items()} == {
        "Bo alone": ("project", ()),
        "Bo aside": ("project", ()),
    }
