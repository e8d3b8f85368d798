"""Reading everything again in another order, and not seeing what others coded meanwhile."""

from __future__ import annotations

import pytest

from studies import code_words
from thematica.errors import NotAllowed
from thematica.store.project import Project
from thematica.store.reads.blind import hidden_from
from thematica.store.reads.names import source_named
from thematica.store.reads.rounds import RoundView, round_of
from thematica.work import passes, rounds, sources, study


def begun(project: Project, order: str, coder: str = "Ada Roe") -> RoundView:
    with project.act("begin", coder=coder) as tx:
        rounds.begin(tx, order)
    with project.read() as session:
        found = round_of(session, coder)
    assert found is not None
    return found


def many(project: Project, number: int = 12) -> None:
    for n in range(number):
        with project.act("import") as tx:
            sources.add(tx, sources.prepare(f"P1: Source {n}.\n".encode(), f"s{n}.txt", "en"))


def test_each_round_has_all_sources_in_an_order_of_its_own(project: Project) -> None:
    many(project)
    with project.read() as session:
        assert round_of(session, "Ada Roe") is None
    listed = begun(project, "listed")
    backwards = begun(project, "reversed")
    one, other = begun(project, "shuffled"), begun(project, "shuffled", "Bo Lee")
    assert [each.number for each in (listed, backwards, one, other)] == [2, 3, 4, 2]
    assert backwards.sources == listed.sources[::-1]
    assert len({listed.sources, one.sources, other.sources}) == 3
    assert sorted(one.sources) == sorted(other.sources) == sorted(listed.sources)


def test_a_source_that_comes_later_moves_no_other_in_a_shuffled_round(project: Project) -> None:
    many(project)
    before = begun(project, "shuffled").sources
    with project.act("import") as tx:
        late = sources.add(tx, sources.prepare(b"P1: Late.\n", "late.txt", "en"))
    with project.read() as session:
        after = round_of(session, "Ada Roe")
    assert after is not None
    assert tuple(each for each in after.sources if each != late) == before


def test_what_was_read_in_a_round_leaves_the_passes_alone(study: Project) -> None:
    with study.read() as session:
        nurse = source_named(session, "Nurse")
    with study.act("read") as tx, pytest.raises(NotAllowed, match="no second round"):
        rounds.set_read(tx, nurse)
    with study.act("read") as tx:
        passes.set_status(tx, nurse, "complete")
    begun(study, "reversed")
    for read in (True, False, True):
        with study.act("read") as tx:
            rounds.set_read(tx, nurse, read=read)
        with study.read() as session:
            found = round_of(session, "Ada Roe")
            assert found is not None
            assert found.read == ({nurse} if read else frozenset())
            assert passes_of(study) == {"complete"}


def passes_of(project: Project) -> set[str]:
    from thematica.store.reads.sources import sources as every

    with project.read() as session:
        return {status for source in every(session) for status in source.passes.values()}


def test_in_a_blind_study_others_are_hidden_until_one_has_read_a_source_oneself(study_of_two: Project) -> None:
    project = study_of_two
    with project.read() as session:
        nurse, physio = source_named(session, "Nurse"), source_named(session, "Physio")
        assert hidden_from(session, "Bo Lee") == frozenset()
    with project.act("blind") as tx:
        study.code_blind(tx, blind=True)
    with project.act("read", coder="Bo Lee") as tx:
        passes.set_status(tx, nurse, "complete")
        passes.set_status(tx, physio, "reading")
    with project.read() as session:
        assert hidden_from(session, "Bo Lee") == {physio}
        assert hidden_from(session, "Ada Roe") == {nurse, physio}
        assert hidden_from(session, "Nobody") == {nurse, physio}


@pytest.fixture
def study_of_two(study: Project) -> Project:
    code_words(study, "Nurse", "They like being asked.", "Workload", coder="Bo Lee")
    return study
