"""Which unit bears which code by whose hand, and which says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studies import code_words, place
from thematica.errors import NotFound
from thematica.store.ids import SourceId
from thematica.store.project import Project
from thematica.store.reads.names import code_named
from thematica.store.reads.transcripts import codings
from thematica.text.span import Span
from thematica.work import autocode, code_life, codebook
from thematica.work.agreement import Agreement
from thematica.work.agreement.units import SourceUnits, Unit, united
from thematica.work.matching import by_phrase

Measure = Callable[..., Agreement]
Read = Callable[..., None]
SKIP = "So some days I just skip it."


def of(found: Agreement, path: str) -> Mapping[str, int]:
    return next(each for each in found.codes if each.path == path).prevalence


def test_two_codings_in_one_turn_meet_by_turn_but_not_by_sentence(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", "it takes twenty minutes", "Workload", coder="Ada")
    code_words(pair, "Nurse", "nobody looks at the graph", "Workload", coder="Bo")
    code_words(pair, "Physio", "every time", "Workload", coder="Ada")
    by_turn, by_sentence = measure(), measure(unit="sentence")
    [turns], [sentences] = by_turn.codes, by_sentence.codes
    assert (turns.units, turns.prevalence) == (5, {"Ada": 2, "Bo": 1})
    assert turns.figures.jaccard == 0.5
    assert (sentences.units, sentences.prevalence) == (8, {"Ada": 2, "Bo": 1})
    assert sentences.figures.jaccard == 0
    assert [(each.source, each.turn, each.coders) for each in by_turn.disagreements] == [
        ("Physio", 3, {"Ada": True, "Bo": False})
    ]
    assert [each.text for each in by_sentence.disagreements][:2] == [
        "Honestly, it takes twenty minutes that I do not have.",
        "And then nobody looks at the graph.",
    ]


def test_a_whole_source_and_given_excerpts_are_units_too(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", "it takes twenty minutes", "Workload", coder="Ada")
    code_words(pair, "Nurse", "takes twenty", "Trust", coder="Ada")
    code_words(pair, "Nurse", "They like being asked.", "Trust", coder="Ada")
    code_words(pair, "Nurse", "minutes that I do not have", "Workload", coder="Bo")
    whole = measure(unit="source")
    assert (whole.units, of(whole, "People > Workload")) == (2, {"Ada": 1, "Bo": 1})
    assert [(each.turn, each.text) for each in whole.disagreements] == [(None, "")]
    exact = measure(unit="excerpt")
    assert exact.units == 4
    assert of(exact, "People > Workload") == {"Ada": 3, "Bo": 2}
    adas = measure(unit="excerpt", excerpts_of="Ada")
    assert adas.units == 2  # what she coded, once where her codings overlap
    assert of(adas, "People > Workload") == {"Ada": 1, "Bo": 1}


def test_interviewers_words_are_no_unit_unless_asked_for(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", "How did the tablet fit into the day?", "Workload", coder="Ada")
    found, every = measure(codes=("Workload",)), measure(every_turn=True)
    assert (found.units, of(found, "People > Workload"), found.left_out.outside) == (5, {"Ada": 0, "Bo": 0}, 1)
    assert (every.units, of(every, "People > Workload"), every.left_out.outside) == (8, {"Ada": 1, "Bo": 0}, 0)


def test_half_of_a_unit_must_be_covered_where_that_is_the_rule(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", "So some days I", "Workload", coder="Ada")  # 14 of 28 characters
    code_words(pair, "Nurse", "So some days ", "Workload", coder="Bo")
    assert of(measure(), "People > Workload") == {"Ada": 1, "Bo": 1}
    half = measure(rule="half")
    assert of(half, "People > Workload") == {"Ada": 1, "Bo": 0}
    assert half.left_out.short == 1


@pytest.mark.parametrize(("second", "covered"), [("days I", 1), ("some day", 0)])
def test_a_coders_own_overlapping_codings_are_united_first(
    pair: Project, measure: Measure, second: str, covered: int
) -> None:
    code_words(pair, "Nurse", "So some days", "Workload", coder="Ada")
    code_words(pair, "Nurse", second, "Workload", coder="Ada")
    found = measure(codes=("Workload",), rule="half")
    assert of(found, "People > Workload") == {"Ada": covered, "Bo": 0}


def test_a_coder_who_codes_twice_does_not_agree_with_anyone(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", "So some days", "Workload", coder="Ada")
    code_words(pair, "Nurse", "days I just skip it", "Workload", coder="Ada")
    [found] = measure().codes
    assert (found.prevalence, found.figures.positive) == ({"Ada": 1, "Bo": 0}, 0)


def test_a_space_in_common_is_not_enough(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", "They like being asked. ", "Workload", coder="Ada")
    code_words(pair, "Nurse", " It is us", "Workload", coder="Bo")
    found = measure(unit="excerpt", excerpts_of="Ada")
    assert of(found, "People > Workload") == {"Ada": 1, "Bo": 0}


def test_silence_is_absence_only_in_a_source_read_to_the_end(pair: Project, measure: Measure, read: Read) -> None:
    code_words(pair, "Nurse", SKIP, "Workload", coder="Ada")
    code_words(pair, "Physio", "every time", "Workload", coder="Ada")
    code_words(pair, "Physio", "every time", "Trust", coder="Bo")
    read("Bo", "Physio", status="reading")
    found = measure()
    assert (found.units, found.missing, found.sources, found.left_out.unfinished) == (5, 2, 1, 1)
    [workload] = found.codes
    assert (workload.units, workload.missing, workload.prevalence) == (3, 2, {"Ada": 1, "Bo": 0})
    assert [each.source for each in found.disagreements] == ["Nurse"]
    assert found.elsewhere == ("People > Trust",)
    taken = measure(include_open=True)
    assert (taken.missing, len(taken.codes), len(taken.disagreements)) == (0, 2, 3)


def test_without_two_who_have_read_it_nothing_is_defined(bare: Project, read: Read, measure: Measure) -> None:
    code_words(bare, "Nurse", SKIP, "Workload", coder="Ada")
    read("Bo", "Nurse", "Physio", status="open")
    found = measure()
    assert (found.units, found.missing, found.sources, found.disagreements) == (5, 5, 0, ())
    assert (found.codes[0].units, found.codes[0].figures.percent, found.codes[0].figures.gwet_ac1) == (0, None, None)


def test_a_code_made_after_a_coder_had_read_is_missing_for_that_coder(
    pair: Project, measure: Measure, read: Read
) -> None:
    with pair.act("new code", coder="Bo") as tx:
        codebook.new_code(tx, "Fear")
    read("Bo", "Nurse", status="reading")
    code_words(pair, "Nurse", SKIP, "Fear", coder="Bo")
    read("Bo", "Nurse")
    found = measure()
    [fear] = found.codes
    assert (fear.units, fear.missing, fear.figures.percent) == (0, 5, None)
    assert (found.newer, found.disagreements) == (("Fear",), ())
    read("Ada", "Nurse", status="reading")
    read("Ada", "Nurse")
    again = measure()
    assert (again.codes[0].units, again.codes[0].prevalence) == (3, {"Ada": 0, "Bo": 1})


def test_who_left_out_a_code_left_out_what_was_split_off_it(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", SKIP, "Workload", coder="Bo")
    with pair.act("split") as tx:
        [part] = code_life.split(tx, code_named(tx.session, "Workload"), ["Haste"], beside=True)
    with pair.act("sort", coder="Bo") as tx:
        [made] = codings(tx.session)
        code_life.resort(tx, made.guid, [part])
    found = measure()
    assert found.newer == ()
    assert (found.codes[0].path, found.codes[0].units) == ("People > Haste", 5)
    assert found.codes[0].prevalence == {"Ada": 0, "Bo": 1}


def test_codings_made_by_a_search_are_left_out_and_told(pair: Project, measure: Measure) -> None:
    with pair.act("autocode", coder="Bo") as tx:
        found = autocode.search(tx.session, partial(by_phrase, "asked"), "turn")
        autocode.apply(tx, code_named(tx.session, "Trust"), found.hits, "search")
    assert (measure().codes, measure().left_out.by_search) == ((), 1)
    assert of(measure(include_searched=True), "People > Trust") == {"Ada": 0, "Bo": 1}


def test_a_heading_counts_the_codes_below_it_when_asked(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", SKIP, "Workload", coder="Ada")
    code_words(pair, "Nurse", SKIP, "Trust", coder="Bo")
    assert [each.path for each in measure().codes] == ["People > Trust", "People > Workload"]
    [people] = measure(codes=("People",), children=True).codes
    assert (people.prevalence, people.figures.positive) == ({"Ada": 1, "Bo": 1}, 1)


def test_versions_of_the_codebook_are_told(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", SKIP, "Workload", coder="Ada")
    found = measure()
    assert (found.codebooks, found.codes[0].codebook, found.codes[0].versions) == (
        ("Own codes 1",),
        "Own codes 1",
        ("1",),
    )
    assert found.on == "2026-03-01"


def test_only_some_sources_can_be_asked_for(pair: Project, measure: Measure) -> None:
    code_words(pair, "Nurse", SKIP, "Workload", coder="Ada")
    physio, _ = place(pair, "Physio", "every time")
    found = measure(sources=frozenset({physio}))
    assert (found.units, found.codes) == (2, ())


def test_an_unknown_coder_is_named_with_those_there_are(measure: Measure) -> None:
    with pytest.raises(NotFound) as refused:
        measure("Ada", "Cy")
    assert "Cy" in refused.value.message
    assert "Ada, Bo" in refused.value.hint


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda drawn: Span(drawn[0], drawn[0] + drawn[1]))


@given(st.lists(SPANS, max_size=12), SPANS)
def test_what_lies_under_a_stretch_is_what_overlaps_it(parts: list[Span], asked: Span) -> None:
    units = [Unit((part,)) for part in parts]
    found = SourceUnits(SourceId("s"), "S", "x" * 60, units).under(asked.start, asked.end)
    expected = ((n, part.shared(asked)) for n, part in enumerate(parts))
    assert sorted(found) == [(n, both.start, both.end) for n, both in expected if both is not None]


@given(st.lists(SPANS, max_size=12))
def test_united_stretches_hold_the_same_characters_and_never_overlap(spans: list[Span]) -> None:
    found = united((span.start, span.end) for span in spans)
    assert {n for span in spans for n in range(span.start, span.end)} == {n for s, e in found for n in range(s, e)}
    assert all(before[1] <= after[0] for before, after in pairwise(found))
