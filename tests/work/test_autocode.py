from __future__ import annotations

from functools import partial

import pytest

from studies import code
from thematica.errors import NotFound
from thematica.store.project import Project
from thematica.store.reads.transcripts import codings
from thematica.work.autocode import Found, Unit, apply, said_by, search
from thematica.work.matching import by_phrase
from thematica.work.sources import add, prepare


def phrase(project: Project, words: str, unit: Unit = "match") -> Found:
    with project.read() as session:
        return search(session, partial(by_phrase, words), unit)


def test_hits_lie_where_their_words_are(study: Project) -> None:
    found = phrase(study, "I")
    assert {hit.text for hit in found.hits} == {"I"}
    assert [(hit.source_name, hit.turn) for hit in found.hits] == [
        ("Nurse", 2),
        ("Nurse", 3),
        ("Physio", 2),
        ("Physio", 3),
    ]
    assert {hit.speaker for hit in found.hits} == {"P1", "P2"}


def test_what_stands_beside_the_talk_is_not_searched(project: Project) -> None:
    prepared = prepare(b"Interview on trust\n\nI: On trust?\n\nP1: Trust, yes.\n\nI: Yes?\n\nP1: Yes.\n", "a.txt", "en")
    with project.act("import") as tx:
        add(tx, prepared)
    assert [hit.text for hit in phrase(project, "trust").hits] == ["Trust"]


def test_a_text_without_speakers_is_searched(project: Project) -> None:
    with project.act("import") as tx:
        add(tx, prepare(b"We were there at dawn.\n\nNobody came at dawn.\n", "note.txt", "en"))
    assert len(phrase(project, "at dawn").hits) == 2


def test_units_hold_their_matches_and_each_stands_once(study: Project) -> None:
    found = phrase(study, "the", "turn")
    assert len({hit.span for hit in found.hits}) == len(found.hits) < found.matches
    sentences = phrase(study, "they", "sentence")
    assert [hit.text for hit in sentences.hits] == ["They like being asked.", "I read them before they come in."]


def test_a_speaker_is_known_by_label_or_name_in_any_case(study: Project) -> None:
    with study.read() as session:
        by_turn, by_sentence = said_by(session, "p1", "turn"), said_by(session, "P1", "sentence")
    assert [hit.turn for hit in by_turn.hits] == [2, 3, 5]
    assert by_turn.matches == by_sentence.matches == 3
    assert len(by_sentence.hits) == 5


def test_nobody_is_told_with_who_is_there(study: Project) -> None:
    with study.read() as session, pytest.raises(NotFound) as refusal:
        said_by(session, "P9", "turn")
    assert "Interviewer, P1, P2" in refusal.value.hint


def test_applying_twice_leaves_one_coding_each_and_says_how(study: Project) -> None:
    found = phrase(study, "I")
    for _ in range(2):
        with study.act("autocode") as tx:
            done = apply(tx, code(study, "Trust"), found.hits, "search")
    assert len(done) == len(found.hits)
    with study.read() as session:
        views = {view.guid: view for view in codings(session)}
    assert {views[guid].how for guid in done} == {"search"}
    assert [views[guid].span for guid in done] == [hit.span for hit in found.hits]
