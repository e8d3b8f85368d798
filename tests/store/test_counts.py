"""What counts as evidence, and how it is counted."""

from __future__ import annotations

import pytest

from studies import code, code_words, place
from thematica.errors import Ambiguous, NotFound
from thematica.formats.codebooks import shipped
from thematica.store.ids import SourceId
from thematica.store.project import Project
from thematica.store.reads import codes, names, themes
from thematica.store.reads.excerpts import Excerpt, ExcerptQuery, excerpts
from thematica.store.reads.sources import sources as source_reads
from thematica.store.reads.study import pinned
from thematica.store.reads.tally import Counts
from thematica.work import cases, codebook, passes, sources
from thematica.work import themes as theme_verbs


def counts(project: Project, name: str) -> Counts:
    with project.read() as session:
        return next(view.counts for view in codes.codes(session) if view.name == name)


def asked(project: Project, query: ExcerptQuery) -> tuple[Excerpt, ...]:
    with project.read() as session:
        return excerpts(session, query)


def test_a_code_counts_stretches_sources_and_participants(study: Project) -> None:
    assert counts(study, "Workload") == Counts(excerpts=2, sources=2, participants=2)
    assert counts(study, "Trust") == Counts(excerpts=1, sources=1, participants=1)


def test_the_same_words_marked_by_two_coders_count_once(study: Project) -> None:
    code_words(study, "Nurse", "They like being asked.", "Trust", coder="Bo Lind")
    assert counts(study, "Trust") == Counts(1, 1, 1)
    with study.read() as session:
        assert next(view.codings for view in codes.codes(session) if view.name == "Trust") == 2


def test_an_interviewers_words_are_no_evidence(study: Project) -> None:
    code_words(study, "Nurse", "And the patients?", "Trust")
    assert counts(study, "Trust") == Counts(1, 1, 1)
    told = asked(study, ExcerptQuery(codes=frozenset({code(study, "Trust")})))
    assert [each.is_evidence for each in told] == [False, True]


def test_a_stretch_over_several_turns_counts_for_everyone_who_speaks_in_it(study: Project) -> None:
    words = "just skip it.\nInterviewer: And the patients?\nP1: They like"
    source, span = place(study, "Nurse", words)
    with study.act("case") as tx:
        one = cases.add(tx, "Nurse 1")
        sources.set_speaker(tx, source, "P1", case=one)
    code_words(study, "Nurse", words, "Double entry")
    assert counts(study, "Double entry") == Counts(2, 2, 2)
    told = next(e for e in asked(study, ExcerptQuery()) if e.span == span)
    assert (told.speaker, told.case, told.turn) == ("P1", "Nurse 1", 3)
    assert told.speakers == ("P1", "Interviewer")


def test_a_heading_totals_its_branch_without_counting_twice(study: Project) -> None:
    code_words(study, "Nurse", "They like being asked.", "Workload")
    with study.read() as session:
        people = next(view for view in codes.codes(session) if view.name == "People")
    assert people.counts == Counts(0, 0, 0)
    assert people.total == Counts(excerpts=3, sources=2, participants=2)


def test_a_case_that_speaks_in_two_sources_is_one_participant(study: Project) -> None:
    with study.act("case") as tx:
        one = cases.add(tx, "Nurse 1")
        for source, label in (("Nurse", "P1"), ("Physio", "P2")):
            sources.set_speaker(tx, named(study, source), label, case=one)
    assert counts(study, "Workload") == Counts(2, 2, 1)


def named(project: Project, source: str) -> SourceId:
    with project.read() as session:
        return names.source_named(session, source)


def test_excerpts_answer_any_all_and_without(study: Project) -> None:
    workload, double, trust = (code(study, name) for name in ("Workload", "Double entry", "Trust"))
    both = ExcerptQuery(codes=frozenset({workload, double}), all_codes=True)
    assert [e.source for e in asked(study, both)] == ["Physio"]
    assert len(asked(study, ExcerptQuery(codes=frozenset({workload, trust})))) == 3
    assert [e.source for e in asked(study, ExcerptQuery(codes=frozenset({workload}), without=frozenset({double})))] == [
        "Nurse"
    ]


def test_excerpts_carry_their_words_context_and_place(study: Project) -> None:
    told = asked(study, ExcerptQuery(codes=frozenset({code(study, "Trust")}), context=5))[0]
    assert told.text == "They like being asked."
    assert (told.before, told.after) == ("\nP1: ", " It i")
    assert (told.turn, told.speaker, told.codes) == (5, "P1", ("People > Trust",))


def test_excerpts_narrow_by_values_of_source_and_of_case(study: Project) -> None:
    nurse = named(study, "Nurse")
    with study.act("values") as tx:
        one = cases.add(tx, "Nurse 1")
        cases.set_case_value(tx, one, "profession", "nurse")
        sources.set_speaker(tx, nurse, "P1", case=one)
        cases.set_source_value(tx, named(study, "Physio"), "site", "B")
    assert {e.source for e in asked(study, ExcerptQuery(where={"profession": "nurse"}))} == {"Nurse"}
    assert {e.source for e in asked(study, ExcerptQuery(where={"site": "B"}))} == {"Physio"}
    assert asked(study, ExcerptQuery(where={"site": "C"})) == ()
    assert {e.source for e in asked(study, ExcerptQuery(cases=frozenset({one})))} == {"Nurse"}


def test_a_theme_counts_codes_evidence_and_quotes_once_and_leaves_contrary_out(study: Project) -> None:
    with study.act("theme") as tx:
        theme = theme_verbs.create(tx, "Asked but not heard")
        theme_verbs.attach_codes(tx, theme, [code(study, "Workload")])
        below = theme_verbs.create(tx, "Being asked matters", parent=theme)
        theme_verbs.attach_codes(tx, below, [code(study, "Trust"), code(study, "Workload")])
        source, span = place(study, "Nurse", "it takes twenty minutes that I do not have")
        theme_verbs.quote(tx, theme, source, span)
        source, span = place(study, "Physio", "It helps me start in the right place.")
        theme_verbs.attach_excerpt(tx, theme, source, span, stance="contrary")
    with study.read() as session:
        whole, part = themes.themes(session)
    assert (whole.number, part.number) == ("1", "1.1")
    assert whole.counts == Counts(2, 2, 2)
    assert whole.total == Counts(3, 2, 2)
    assert [each.passage.text for each in whole.contrary] == ["It helps me start in the right place."]


def test_things_are_found_by_name_path_guid_and_without_regard_to_case(study: Project) -> None:
    with study.read() as session:
        guid = names.code_named(session, "Workload")
        for wanted in (guid, guid.upper(), "workload", "People > Workload", "people>workload"):
            assert names.code_named(session, wanted) == guid


def test_an_ambiguous_name_lists_the_paths_and_an_unknown_one_what_is_near(study: Project) -> None:
    with study.act("another") as tx:
        codebook.new_code(tx, "Workload")
    with study.read() as session:
        assert names.code_named(session, "Workload")  # the whole path of the one at the top
        with pytest.raises(NotFound) as missing:
            names.code_named(session, "Worklod")
    assert "Workload" in missing.value.hint
    with study.act("another") as tx:
        codebook.new_code(tx, "Trust", parent=code(study, "Double entry"))
    with study.read() as session, pytest.raises(Ambiguous) as several:
        names.code_named(session, "Trust")
    assert "Double entry > Trust" in several.value.message
    assert "People > Trust" in several.value.message


def test_passes_and_pins_are_kept_by_coder(study: Project) -> None:
    nurse = named(study, "Nurse")
    with study.act("read") as tx:
        passes.set_status(tx, nurse, "complete")
        passes.pin(tx, 3, code(study, "Trust"))
    with study.read() as session:
        assert source_reads(session)[0].passes == {"Ada Roe": "complete"}
        assert pinned(session, "Ada Roe") == {3: code(study, "Trust")}
        assert pinned(session, "Bo Lind") == {}


def test_what_a_code_leaves_out_names_the_better_code(project: Project) -> None:
    with project.act("tpom") as tx:
        codebook.add_codebook(tx, shipped.load("tpom"))
    with project.read() as session:
        usability = next(view for view in codes.codes(session) if view.name == "Usability")
    assert any("[people.satisfaction]" in line for line in usability.exclude)
    assert any("(User satisfaction)" in line for line in usability.told_apart)
    assert not any("[" in line for line in usability.told_apart)
