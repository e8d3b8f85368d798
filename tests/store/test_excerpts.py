"""Which excerpts answer a query: valence and level, what is near, headings; and what is not coded at all."""

from __future__ import annotations

from studies import code, code_words
from thematica.store.project import Project
from thematica.store.reads.codes import codes
from thematica.store.reads.excerpts import ExcerptQuery, counts, excerpts
from thematica.store.reads.tally import Counts
from thematica.store.reads.uncoded import uncoded
from thematica.work import passes, sources
from thematica.work import study as verbs

SKIP = "So some days I just skip it."


def texts(project: Project, query: ExcerptQuery) -> set[str]:
    with project.read() as session:
        return {each.text for each in excerpts(session, query)}


def test_valence_and_level_are_those_of_the_coding_asked_for(study: Project) -> None:
    code_words(study, "Nurse", SKIP, "Workload", valence="barrier", level="latent")
    code_words(study, "Nurse", SKIP, "Trust")
    workload, trust = frozenset({code(study, "Workload")}), frozenset({code(study, "Trust")})
    assert SKIP in texts(study, ExcerptQuery(codes=workload, valence="barrier"))
    assert texts(study, ExcerptQuery(codes=trust, valence="barrier")) == set()
    assert texts(study, ExcerptQuery(codes=trust, level="latent")) == set()
    assert texts(study, ExcerptQuery(level="latent")) == {SKIP}
    assert texts(study, ExcerptQuery(codes=workload | trust, all_codes=True, valence="barrier")) == set()


def test_a_heading_stands_for_the_codes_under_it(study: Project) -> None:
    people = frozenset({code(study, "People")})
    workload_or_trust = frozenset({code(study, "Workload"), code(study, "Trust")})
    assert texts(study, ExcerptQuery(codes=people)) == texts(study, ExcerptQuery(codes=workload_or_trust))
    assert texts(study, ExcerptQuery(without=people)) == set()


def test_near_is_another_coding_in_the_same_turn_and_overlapping_one_on_the_same_words(study: Project) -> None:
    code_words(study, "Nurse", "nobody looks at the graph", "Trust", coder="Bo Lee")
    code_words(study, "Nurse", "twenty minutes", "Double entry")
    workload, trust, double = (frozenset({code(study, name)}) for name in ("Workload", "Trust", "Double entry"))
    minutes = "it takes twenty minutes that I do not have"
    assert texts(study, ExcerptQuery(codes=workload, near=trust)) == {minutes}
    assert texts(study, ExcerptQuery(codes=workload, overlapping=trust)) == set()
    numbers = "I type the same numbers again into the record"
    assert texts(study, ExcerptQuery(codes=workload, overlapping=double)) == {minutes, numbers}
    assert texts(study, ExcerptQuery(codes=workload, near=workload)) == set()  # it is not near itself


def test_excerpts_count_as_their_code_does(study: Project) -> None:
    numbers = "I type the same numbers again into the record"
    code_words(study, "Physio", numbers, "Workload", coder="Bo Lee")
    code_words(study, "Physio", "What do you do with the answers?", "Workload")
    with study.read() as session:
        found = excerpts(session, ExcerptQuery(codes=frozenset({code(study, "Workload")})))
        own = next(view.counts for view in codes(session) if view.name == "Workload")
    assert len(found) == 4
    assert counts(found) == own == Counts(2, 2, 2)


def test_a_turn_is_uncoded_until_one_code_touches_its_words(study: Project) -> None:
    code_words(study, "Nurse", "How did the tablet fit into the day?", "Workload")
    with study.read() as session:
        nurse, physio = uncoded(session, coder="Ada Roe")
        assert [each.text for each in nurse.passages] == [SKIP]
        assert nurse.of == 3  # questions are no passages
        assert [each.voice.n for each in physio.passages] == [2]
        assert [len(each.passages) for each in uncoded(session, coder="Bo Lee")] == [3, 2]
    code_words(study, "Nurse", "skip", "Trust", coder="Bo Lee")
    with study.read() as session:
        assert uncoded(session, sources={nurse.guid})[0].passages == ()
        assert len(uncoded(session, coder="Ada Roe", sources={nurse.guid})[0].passages) == 1


def test_turns_without_words_are_no_passages(project: Project) -> None:
    prepared = sources.prepare(b"P1: \nI: Yes?\nP1: Well.\n", "empty.txt", "en")
    with project.act("import") as tx:
        sources.add(tx, prepared, name="Empty")
    with project.read() as session:
        (source,) = uncoded(session)
    assert [each.text for each in source.passages if not each.text.strip()] == []
    assert "Well." in {each.text for each in source.passages}


def test_what_is_hidden_from_a_coder_in_a_blind_study_is_as_if_it_were_not_there(study: Project) -> None:
    code_words(study, "Nurse", SKIP, "Trust", coder="Bo Lee")
    with study.act("blind") as tx:
        verbs.code_blind(tx, blind=True)
    mine = ExcerptQuery(seen_by="Ada Roe")
    assert texts(study, ExcerptQuery()) - texts(study, mine) == {SKIP}
    with study.read() as session:
        assert [each.text for each in uncoded(session, seen_by="Ada Roe")[0].passages] == [SKIP]
        nurse = uncoded(session)[0]
        assert nurse.passages == ()
    with study.act("read") as tx:
        passes.set_status(tx, nurse.guid, "complete")
    assert SKIP in texts(study, mine)
