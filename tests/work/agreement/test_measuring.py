"""Figures of a project are those of its table of units."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studies import NURSE, code_words, ticking
from thematica.errors import NotAllowed
from thematica.store.project import Project
from thematica.store.reads import transcripts
from thematica.store.reads.sources import sources as source_views
from thematica.text.span import Span
from thematica.work import codebook, coding, passes, sources, study
from thematica.work.agreement import Agreement, AgreementQuery, agreement, permission
from thematica.work.agreement.bootstrap import Interval, percentile_interval, resampled_sums
from thematica.work.agreement.coefficients import (
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent,
    positive_agreement,
    tabulate,
)
from thematica.work.agreement.measuring import TOO_FEW

Measure = Callable[..., Agreement]
Read = Callable[..., None]
CODERS = ("Ada", "Bo", "Cy")
TURNS = ("twenty minutes", "I just skip it", "They like being asked", "I read them before", "every time")


def code_turns(project: Project, coder: str, turns: str, code: str = "Workload") -> None:
    """Codes the turns that bear a 1; a turn read and not coded bears a 0."""
    for words, marked in zip(TURNS, turns, strict=True):
        if marked == "1":
            code_words(project, "Nurse" if words in NURSE else "Physio", words, code, coder=coder)


def test_two_coders_by_hand(pair: Project, measure: Measure) -> None:
    code_turns(pair, "Ada", "11010")
    code_turns(pair, "Bo", "10011")
    figures = measure().codes[0].figures
    table = tabulate([(1, 1), (1, 0), (0, 0), (1, 1), (0, 1)], (0, 1))
    assert figures.percent == percent(table) == pytest.approx(3 / 5)
    assert figures.positive == positive_agreement(table) == pytest.approx(2 / 3)
    assert figures.cohen_kappa == cohen_kappa([[1, 1], [1, 2]]) == pytest.approx(1 / 6)
    assert figures.krippendorff_alpha == krippendorff_alpha(table)
    assert figures.jaccard == 1 / 2


def test_three_coders_one_of_whom_has_not_read_it_all(pair: Project, measure: Measure, read: Read) -> None:
    code_turns(pair, "Ada", "11010")
    code_turns(pair, "Bo", "10011")
    code_turns(pair, "Cy", "01000")
    read("Cy", "Nurse")
    [found] = measure(*CODERS).codes
    table = tabulate([(1, 1, 0), (1, 0, 1), (0, 0, 0), (1, 1, None), (0, 1, None)], (0, 1))
    assert (found.units, found.missing, found.sources) == (5, 2, 2)
    assert found.prevalence == {"Ada": 3, "Bo": 3, "Cy": 1}
    assert found.figures.krippendorff_alpha == pytest.approx(krippendorff_alpha(table))
    assert found.figures.gwet_ac1 == pytest.approx(gwet_ac1(table))
    assert found.figures.positive == pytest.approx(positive_agreement(table))
    assert (found.figures.cohen_kappa, found.figures.scott_pi, found.figures.jaccard) == (None, None, None)
    assert [each.coders for each in measure(*CODERS).disagreements][-1] == {"Ada": False, "Bo": True}


def test_what_is_not_defined_is_none(pair: Project, measure: Measure) -> None:
    code_turns(pair, "Ada", "11111")
    code_turns(pair, "Bo", "11111")
    [figures] = [each.figures for each in measure().codes]
    assert (figures.percent, figures.positive) == (1, 1)
    assert (figures.negative, figures.cohen_kappa, figures.krippendorff_alpha) == (None, None, None)
    [unused] = [each.figures for each in measure(codes=("Trust",)).codes]
    assert (unused.percent, unused.positive, unused.krippendorff_alpha, unused.jaccard) == (1, None, None, None)


def test_codes_stand_with_the_least_positive_agreement_first_and_the_undefined_last(
    pair: Project, measure: Measure
) -> None:
    for code, ada, bo in (("Workload", "10000", "10000"), ("Trust", "11000", "01100")):
        code_turns(pair, "Ada", ada, code)
        code_turns(pair, "Bo", bo, code)
    found = measure(codes=("Workload", "Trust", "Double entry"))
    assert [each.path for each in found.codes] == ["People > Trust", "People > Workload", "Double entry"]


def test_pooling_is_asked_for_and_counts_every_cell(pair: Project, measure: Measure) -> None:
    for code, ada, bo in (("Workload", "10010", "10000"), ("Trust", "11000", "01100")):
        code_turns(pair, "Ada", ada, code)
        code_turns(pair, "Bo", bo, code)
    assert measure().pooled is None
    pooled = measure(pooled=True).pooled
    cells = [*zip("10010", "10000", strict=True), *zip("11000", "01100", strict=True)]
    assert pooled is not None
    assert pooled.krippendorff_alpha == pytest.approx(krippendorff_alpha(tabulate(cells, "01")))


def test_few_sources_have_no_interval_and_a_reason(pair: Project, measure: Measure) -> None:
    code_turns(pair, "Ada", "11010")
    intervals = measure().codes[0].intervals
    assert (intervals.krippendorff_alpha, intervals.positive, intervals.why_not) == (None, None, TOO_FEW)


@pytest.fixture(scope="module")
def nine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Nine interviews, coded at random by three coders, one of whom has read six of them."""
    chance = random.Random(5)
    path = tmp_path_factory.mktemp("nine") / "nine.thematica"
    prepared = sources.prepare(NURSE.encode(), "Nurse.txt", "en")
    with Project.create(path, name="Nine", approach="content", coder="Ada", now=ticking()) as project:
        with project.act("prepare") as tx:
            code = codebook.new_code(tx, "Workload")
            guids = [sources.add(tx, prepared, name=f"Interview {n}") for n in range(9)]
        for coder in CODERS:
            with project.act("code", coder=coder) as tx:
                for n, guid in enumerate(guids):
                    for turn in prepared.transcript.turns:
                        if chance.random() < 0.4:
                            coding.apply(tx, guid, Span(turn.body_start, turn.end), [code])
                    passes.set_status(tx, guid, "complete" if coder != "Cy" or n < 6 else "reading")
        yield project


def table_of(project: Project, source: str) -> Counter[tuple[int, ...]]:
    """The turns of one source, by hand: who coded what, and None for whoever has not read it."""
    with project.read() as session:
        view = next(each for each in source_views(session) if each.name == source)
        shown = transcripts.transcript(session, view.guid)
        made = transcripts.codings(session, view.guid)
    units = []
    for voice in shown.voices.turns:
        if voice.is_evidence:
            by = {each.coder for each in made if each.span.overlaps(Span(voice.body_start, voice.end))}
            units.append([int(c in by) if view.passes.get(c) == "complete" else None for c in CODERS])
    return tabulate(units, (0, 1))


def test_intervals_are_those_of_whole_sources_drawn_again_and_again(nine: Project) -> None:
    """The coefficients computed anew on each of the thousand tables, from the units themselves."""
    with nine.read() as session:
        [found] = agreement(session, AgreementQuery(CODERS), on="2026-03-01").codes
    tables = [table_of(nine, f"Interview {n}") for n in range(9)]
    draws = zip(*(resampled_sums(tuple(int(s == n) for s in range(9))) for n in range(9)), strict=True)
    alphas, positives = [], []
    for draw in draws:
        table: Counter[tuple[int, ...]] = Counter()
        for times, each in zip(draw, tables, strict=True):
            for unit, units in each.items():
                table[unit] += times * units
        alphas.append(krippendorff_alpha(table))
        positives.append(positive_agreement(table))
    assert found.figures.krippendorff_alpha == pytest.approx(krippendorff_alpha(sum(tables, Counter())))
    for values, interval in (
        (alphas, found.intervals.krippendorff_alpha),
        (positives, found.intervals.positive),
    ):
        expected = percentile_interval(value for value in values if value is not None)
        assert interval == near(expected)
    assert found.intervals.why_not == ""


def near(expected: Interval | None) -> object:
    assert expected is not None
    return Interval(pytest.approx(expected.low), pytest.approx(expected.high))  # type: ignore[arg-type] # compared alone


def test_the_same_data_give_the_same_result(nine: Project) -> None:
    with nine.read() as session:
        first = agreement(session, AgreementQuery(CODERS), on="2026-03-01")
        resampled_sums.cache_clear()
        assert agreement(session, AgreementQuery(CODERS), on="2026-03-01") == first


def test_a_reflexive_study_asks_for_a_reason_once(tmp_path: Path) -> None:
    with Project.create(tmp_path / "r.thematica", name="R", approach="reflexive", coder="Ada", now=ticking()) as made:
        with made.read() as session, pytest.raises(NotAllowed) as refused:
            permission.check_allowed(session)
        assert "--reason" in refused.value.hint
        with pytest.raises(NotAllowed), made.act("without") as tx:
            study.allow_agreement(tx, "  ")
        with made.act("allow") as tx:
            study.allow_agreement(tx, "A reviewer asks for it.")
        with made.read() as session:
            permission.check_allowed(session)
            assert permission.reason_given(session) == "A reviewer asks for it."
        made.undo()
        with made.read() as session, pytest.raises(NotAllowed):
            permission.check_allowed(session)


@pytest.mark.parametrize("approach", ["codebook", "framework", "content"])
def test_other_studies_need_none(tmp_path: Path, approach: str) -> None:
    with Project.create(tmp_path / "o.thematica", name="O", approach=approach, coder="Ada", now=ticking()) as made:
        with made.read() as session:
            permission.check_allowed(session)
