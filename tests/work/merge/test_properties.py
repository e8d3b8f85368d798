"""What holds of every merge, over histories made of the same gestures as those that undo is tested with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.test_journal import GESTURE, GESTURES, gesture
from thematica.store.reads.transcripts import codings, text_of
from thematica.work import code_life, codebook, coding, coding_shape, correcting
from thematica.work.merge.conflicts import Answer
from work.merge.pairs import dump, fresh_copy, merged, opened

Gestures = list[tuple[Callable[..., object], list[int]]]

HISTORY = st.lists(GESTURE, max_size=8)
ROOMS = {room.__name__ for room in (code_life, codebook, coding, coding_shape, correcting)}
CODING = [verb for verb in GESTURES if verb.__module__ in ROOMS]
CODED = st.lists(
    st.tuples(st.sampled_from(CODING), st.lists(st.integers(0, 10_000), min_size=12, max_size=12)), max_size=10
)


def examples(number: int) -> settings:
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=number, deadline=None, suppress_health_check=slow)


def lived(path: Path, gestures: Gestures, coder: str) -> Path:
    """Makes gestures in a copy; those that the study's rules forbid are left out."""
    with opened(path, coder) as project:
        for verb, numbers in gestures:
            gesture(project, verb, numbers)
    return path


def two(template: Path, ours: Gestures, others: Gestures) -> tuple[Path, Path]:
    """Two copies of the study that lived apart."""
    mine, theirs = (fresh_copy(template, template.with_name(f"{name}.thematica")) for name in ("mine", "theirs"))
    return lived(mine, ours, "Ada Roe"), lived(theirs, others, "Bo Lee")


def beside(path: Path) -> Path:
    """A copy of a file as it is now."""
    return fresh_copy(path, path.with_name(f"{path.stem}-beside.thematica"))


def undone(path: Path) -> None:
    """Takes every merge in a file back."""
    with opened(path) as project:
        while dump(path, without=frozenset())["merge"]:
            project.undo()


@given(ours=HISTORY)
@examples(15)
def test_what_only_one_side_did_is_what_comes_out(template: Path, ours: Gestures) -> None:
    mine, theirs = two(template, [], ours)
    before, after = dump(mine), dump(theirs)
    assert merged(theirs, mine).conflicts == ()  # merge(B, O, B) = O
    assert dump(theirs) == after
    assert merged(mine, theirs).conflicts == ()  # merge(B, B, T) = T
    assert dump(mine) == after
    assert merged(mine, theirs).conflicts == ()  # merge(B, X, X) = X
    assert dump(mine) == after
    undone(mine)
    assert dump(mine) == before


@given(ours=HISTORY, others=HISTORY)
@examples(20)
def test_either_way_round_comes_to_the_same_and_twice_is_once(template: Path, ours: Gestures, others: Gestures) -> None:
    one, other = two(template, ours, others)
    before, one_too, other_too = dump(one), beside(one), beside(other)
    there, back = merged(one, other), merged(other_too, one_too)
    assert bool(there.open) == bool(back.open)
    if there.open:
        assert dump(one) == before
        return
    after = dump(one)
    assert dump(other_too) == after
    assert merged(one, other).conflicts == ()
    assert merged(one, other_too).conflicts == ()  # each had taken in the other, apart from the other
    assert dump(one) == after
    undone(one)
    assert dump(one) == before


@given(ours=CODED, others=CODED)
@examples(20)
def test_no_coding_is_lost_untold_and_none_moves_to_other_words(
    template: Path, ours: Gestures, others: Gestures
) -> None:
    before = words_of(template)
    mine, theirs = two(template, ours, others)
    ours_coded, others_coded = words_of(mine), words_of(theirs)
    outcome = merged(mine, theirs, prefer="mine")
    assert outcome.open == ()
    now = words_of(mine)
    told = {gone for table, gone, _ in outcome.collapsed if table == "coding"}
    told |= {row.guid for table, row in outcome.moved.lost if table == "coding"}
    told |= {row[0] for row in dump(mine)["collapsed_coding"]}
    for guid in ours_coded.keys() | others_coded.keys():
        deleted = guid in before and not (guid in ours_coded and guid in others_coded)
        assert guid in now or guid in told or deleted
    touched = {guid for _, guid in outcome.moved.touched}
    for guid, words in now.items():
        assert guid in touched or words in {ours_coded.get(guid), others_coded.get(guid)}
    assert merged(theirs, mine).conflicts == ()  # what was decided is not asked again
    assert dump(theirs) == dump(mine)


def words_of(path: Path) -> dict[str, str]:
    """The words under each coding."""
    with opened(path) as project, project.read() as session:
        return {each.guid: each.span.of(text_of(session, each.source)) for each in codings(session)}


@given(histories=st.lists(st.tuples(HISTORY, st.permutations(range(3))), min_size=1, max_size=3))
@examples(8)
def test_three_copies_that_merge_as_it_comes_end_equal(
    template: Path, histories: list[tuple[Gestures, list[int]]]
) -> None:
    copies = [fresh_copy(template, template.with_name(f"{n}.thematica")) for n in range(3)]
    for history, (one, other, third) in histories:
        lived(copies[one], history, f"Coder {one}")
        lived(copies[third], history[::-1], f"Coder {third}")
        _merge_somehow(copies[one], copies[other])
        _merge_somehow(copies[other], copies[third])
    _merge_somehow(copies[0], copies[1])
    _merge_somehow(copies[0], copies[2])
    for each in copies[1:]:
        assert merged(each, copies[0]).conflicts == ()
        assert dump(each) == dump(copies[0])


def _merge_somehow(mine: Path, theirs: Path) -> None:
    outcome = merged(mine, theirs, prefer="mine")
    if outcome.open:  # nothing but two cases of one name is left open by a preference
        assert {question.kind for question in outcome.open} == {"same case"}
        merged(mine, theirs, {question.id: Answer(question.choices[0]) for question in outcome.open}, prefer="mine")
