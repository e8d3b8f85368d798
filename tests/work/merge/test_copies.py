"""Copies for other coders: whole, remembered on both sides, and never half made."""

from __future__ import annotations

from pathlib import Path

import pytest

from studies import code_words
from thematica.errors import NotAllowed, StoreRefused
from thematica.store.project import Project
from thematica.store.reads.study import history, info
from thematica.work.copies import hand_out
from thematica.work.merge.pairing import paired
from work.merge.pairs import dump, opened


def test_both_sides_remember_where_they_parted(study: Project, tmp_path: Path) -> None:
    out = hand_out(study, tmp_path / "bo.thematica", for_="Bo Lee")
    with study.read() as session:
        [last] = [line.label for line in history(session)][-1:]
        assert info(session).coders == ("Ada Roe", "Bo Lee")
    assert last == "copy for Bo Lee"
    assert dump(out, without=frozenset()) == dump(study.path, without=frozenset())
    with opened(out, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
    with paired(study, out) as pairing:
        assert pairing.base_act == pairing.mine.acts[-1]
        assert (pairing.label, len(pairing.news)) == ("Bo Lee", 1)


def test_a_copy_for_nobody_in_particular(study: Project, tmp_path: Path) -> None:
    hand_out(study, tmp_path / "one.thematica")
    hand_out(study, tmp_path / "two.thematica", for_="Ada Roe")
    with study.read() as session:
        assert info(session).coders == ("Ada Roe",)


def test_a_copy_never_replaces_a_file(study: Project, tmp_path: Path) -> None:
    out = tmp_path / "there.thematica"
    out.write_text("precious")
    before = dump(study.path, without=frozenset())
    for place in (out, tmp_path / "nowhere" / "bo.thematica"):
        with pytest.raises(NotAllowed):
            hand_out(study, place, for_="Bo Lee")
    with pytest.raises(NotAllowed):
        hand_out(study, tmp_path / "bo.thematica", for_=" ")
    assert out.read_text() == "precious"
    assert dump(study.path, without=frozenset()) == before


def test_a_copy_that_fails_leaves_no_note_of_one(study: Project, tmp_path: Path) -> None:
    before = dump(study.path, without=frozenset())
    with pytest.raises(StoreRefused):
        hand_out(study, tmp_path / f"{'x' * 240}.thematica", for_="Bo Lee")
    assert dump(study.path, without=frozenset()) == before
