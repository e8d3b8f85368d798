"""Codes that are folded, split, linked and reworded: nothing a coder said is lost on the way."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studies import NURSE, code, code_words, dump, place, ticking
from thematica.errors import NameTaken, NotAllowed, NotFound
from thematica.formats.codebooks import shipped
from thematica.store import check
from thematica.store.ids import CodebookId, CodingId, SourceId
from thematica.store.project import Project, Tx
from thematica.store.reads.code_history import code_history
from thematica.store.reads.code_links import LinkView, links, outside_framework
from thematica.store.reads.codebook_versions import versions
from thematica.store.reads.codes import CodeView, codebooks, codes
from thematica.store.reads.memos import memos as memos_read
from thematica.store.reads.recoding import folding, outdated, overlaps, waiting
from thematica.store.reads.study import pinned
from thematica.store.reads.themes import themes as themes_read
from thematica.store.reads.transcripts import CodingView, codings
from thematica.text.span import Span
from thematica.work import code_life, code_links, codebook, coding, coding_shape, memos, passes, sources, themes

TWENTY = "it takes twenty minutes that I do not have"
ASKED = "They like being asked."
AGAIN = "I type the same numbers again into the record"


def every(project: Project, name: str | None = None) -> list[CodingView]:
    with project.read() as session:
        assert check.problems(session) == ()
        return [each for each in codings(session) if name in (None, each.name)]


def view(project: Project, name: str) -> CodeView:
    with project.read() as session:
        return next(each for each in codes(session) if each.name == name)


def fold(project: Project, name: str, into: str) -> code_life.Folded:
    gone, kept = code(project, name), code(project, into)
    with project.act(f"fold {name} into {into}") as tx:
        return code_life.fold(tx, gone, into=kept)


def split(project: Project, name: str, *parts: str, beside: bool = False) -> None:
    whole = code(project, name)
    with project.act(f"split {name}") as tx:
        code_life.split(tx, whole, parts, beside=beside)


def resort(project: Project, guid: CodingId, *names: str) -> tuple[CodingId, ...]:
    wanted = [code(project, name) for name in names]
    with project.act("sort") as tx:
        return code_life.resort(tx, guid, wanted)


def edited(project: Project, name: str, fields: codebook.Fields) -> None:
    guid = code(project, name)
    with project.act("edit") as tx:
        codebook.edit(tx, guid, fields)


def history(project: Project, name: str) -> list[str]:
    guid = code(project, name)
    with project.read() as session:
        return [event.words for event in code_history(session, guid)]


# -- folding ----------------------------------------------------------------------------------------------------------


def test_folding_gives_every_coding_the_other_code_and_keeps_the_one_it_was_made_with(study: Project) -> None:
    code_words(study, "Nurse", "nobody looks at the graph", "Trust", coder="Bo Lind")
    trust = code(study, "Trust")
    with study.read() as session:
        expected = folding(session, trust, code(study, "Workload"))
    told = fold(study, "Trust", "Workload")
    assert (told.moved, told.joined) == (2, ())
    assert (expected.moving, expected.joining) == (2, 0)
    assert not every(study, "Trust")
    assert {(each.coder, each.original) for each in every(study, "Workload")} == {
        ("Ada Roe", None),
        ("Ada Roe", trust),
        ("Bo Lind", trust),
    }
    assert view(study, "Trust").status == "retired"
    assert view(study, "Trust").merged_into == code(study, "Workload")


def test_identical_codings_of_one_coder_become_one_with_both_origins_and_all_that_was_said(study: Project) -> None:
    code_words(study, "Nurse", TWENTY, "Trust", valence="enabler", level="latent", note="of Trust")
    with study.act("note") as tx:
        workload = next(each for each in codings(tx.session) if each.span == place(study, "Nurse", TWENTY)[1])
        coding.set_note(tx, workload.guid, "of Workload")
        gone = next(each.guid for each in codings(tx.session) if each.name == "Trust" and each.valence == "enabler")
        memos.write(tx, memos.About(coding=gone), "A memo on it.")
    doubled = next(each for each in every(study, "Trust") if each.note)
    told = fold(study, "Trust", "Workload")
    [joined] = told.joined
    assert (joined.gone, joined.kept, joined.overruled) == (doubled.guid, workload.guid, ("valence",))
    kept = next(each for each in every(study) if each.guid == workload.guid)
    assert (kept.note, kept.valence, kept.level) == ("of Workload\n\nof Trust", "barrier", "latent")
    [row] = dump(study)["collapsed_coding"]
    assert row[:5] == (doubled.guid, kept.guid, code(study, "Trust"), "enabler", "latent")
    with study.read() as session:
        [memo] = memos_read(session)
    assert memo.text == "A memo on it."


def test_codings_that_only_overlap_and_those_of_other_coders_stay_apart(study: Project) -> None:
    code_words(study, "Nurse", "twenty minutes", "Trust")
    code_words(study, "Nurse", TWENTY, "Trust", coder="Bo Lind")
    before = {(each.guid, each.span) for each in every(study)}
    assert fold(study, "Trust", "Workload").joined == ()
    assert {(each.guid, each.span) for each in every(study)} == before


def test_folding_takes_themes_memos_pins_links_children_and_the_name_along(study: Project) -> None:
    trust, workload, double = code(study, "Trust"), code(study, "Workload"), code(study, "Double entry")
    with study.act("ties") as tx:
        both, one = themes.create(tx, "Both"), themes.create(tx, "One")
        themes.attach_codes(tx, both, [trust, workload])
        themes.attach_codes(tx, one, [trust])
        memos.write(tx, memos.About(code=trust), "On trust.")
        passes.pin(tx, 1, trust)
        code_links.link(tx, trust, double, "specifies")
        code_links.link(tx, workload, trust, "see-also")
        codebook.new_code(tx, "Trust in figures", parent=trust)
    fold(study, "Trust", "Workload")
    with study.read() as session:
        assert [[each.path for each in theme.codes] for theme in themes_read(session)] == [["People > Workload"]] * 2
        assert [(memo.kind, memo.about) for memo in memos_read(session)] == [("code", "Workload")]
        assert pinned(session, "Ada Roe") == {1: workload}
        assert links(session, workload) == (LinkView(workload, double, "specifies"),)
    assert view(study, "Trust in figures").path == "People > Workload > Trust in figures"
    assert view(study, "Workload").aliases == ("Trust",)


def test_folds_in_a_row_keep_the_first_code_and_a_fold_can_be_undone(study: Project) -> None:
    before = dump(study)
    trust = code(study, "Trust")
    fold(study, "Trust", "Workload")
    fold(study, "Workload", "Double entry")
    asked = next(each for each in every(study) if each.span == place(study, "Nurse", ASKED)[1])
    assert (asked.name, asked.original) == ("Double entry", trust)
    # Workload and Double entry stood on the same words: they are one now, and know of each other.
    assert len([each for each in every(study) if each.span == place(study, "Physio", AGAIN)[1]]) == 1
    study.undo()
    study.undo()
    assert dump(study) == before


def test_folding_into_a_heading_itself_a_retired_code_or_a_code_below_is_refused(study: Project) -> None:
    with study.act("child") as tx:
        child = codebook.new_code(tx, "Night work", parent=code(study, "Workload"))
        codebook.retire(tx, codebook.new_code(tx, "Old"))
    before = dump(study)
    for name, into in (
        ("Trust", "People"),
        ("Trust", "Trust"),
        ("Trust", "Old"),
        ("Workload", "Night work"),
    ):
        with pytest.raises(NotAllowed):
            fold(study, name, into)
    assert dump(study) == before
    fold(study, "Night work", "Workload")  # the narrower into the broader
    with pytest.raises(NotAllowed, match="folded into another"):
        fold(study, "Night work", "Trust")
    with study.act("restore") as tx:
        codebook.restore(tx, child)
    assert view(study, "Night work").merged_into is None


def test_folding_across_codebooks_leaves_codes_below_where_they_belong(study: Project) -> None:
    with study.act("frame") as tx:
        codebook.add_codebook(tx, shipped.load("tpom"))
        codebook.new_code(tx, "Night work", parent=code(study, "Workload"))
    with pytest.raises(NotAllowed, match="codes below it"):
        fold(study, "Workload", "Usability")
    assert fold(study, "Trust", "Usability").moved == 1


def test_a_code_that_others_came_from_or_went_into_is_not_deleted(study: Project) -> None:
    fold(study, "Trust", "Double entry")
    split(study, "Workload", "Night work")
    for name in ("Trust", "Double entry", "Workload"):
        with pytest.raises(NotAllowed, match="in use"), study.act("delete") as tx:
            codebook.delete(tx, code(study, name))
    with study.act("delete") as tx:
        codebook.delete(tx, code(study, "Night work"))


# -- splitting and sorting --------------------------------------------------------------------------------------------


def test_splitting_moves_nothing_and_queues_every_coding(study: Project) -> None:
    code_words(study, "Nurse", "And then nobody looks at the graph.", "Workload", coder="Bo Lind")
    before = [(each.guid, each.code, each.span) for each in every(study)]
    split(study, "Workload", "Night work", "Paper work")
    assert [(each.guid, each.code, each.span) for each in every(study)] == before
    assert view(study, "Paper work").path == "People > Workload > Paper work"
    with study.read() as session:
        [queue] = waiting(session)
        [mine] = waiting(session, "Bo Lind")
    assert queue.parts == (code(study, "Night work"), code(study, "Paper work"))
    assert [each.name for each in queue.codings] == ["Workload"] * 3
    assert [each.coder for each in mine.codings] == ["Bo Lind"]


def test_splitting_beside_retires_the_code_and_puts_the_parts_right_after_it(study: Project) -> None:
    split(study, "Workload", "Night work", "Paper work", beside=True)
    with study.read() as session:
        order = [each.name for each in codes(session) if each.depth == 1]
    assert order == ["Workload", "Night work", "Paper work", "Trust"]
    assert view(study, "Workload").status == "retired"
    assert view(study, "Night work").split_from == code(study, "Workload")


def test_a_coding_gets_one_code_or_several_or_stays(study: Project) -> None:
    split(study, "Workload", "Night work", "Paper work")
    workload = code(study, "Workload")
    first, second = sorted(every(study, "Workload"), key=lambda each: each.valence)  # the barrier first
    assert resort(study, first.guid, "Paper work") == (first.guid,)
    [moved] = every(study, "Paper work")
    assert (moved.original, moved.to_sort, moved.valence, moved.coder) == (workload, False, "barrier", "Ada Roe")
    stayed, copied = resort(study, second.guid, "Workload", "Night work")
    assert stayed == second.guid
    [copy] = every(study, "Night work")
    assert (copy.guid, copy.original, copy.span) == (copied, workload, second.span)
    assert every(study, "Workload")[0].original is None
    with study.read() as session:
        assert waiting(session) == ()


def test_sorting_stays_in_the_name_of_who_coded(study: Project) -> None:
    code_words(study, "Nurse", "nobody looks at the graph", "Workload", coder="Bo Lind", note="his")
    split(study, "Workload", "Night work", "Paper work")
    his = next(each for each in every(study, "Workload") if each.coder == "Bo Lind")
    resort(study, his.guid, "Night work", "Paper work")
    assert {(each.coder, each.note, each.created_at) for each in every(study) if each.span == his.span} == {
        ("Bo Lind", "his", his.created_at)
    }


def test_sorting_to_where_the_code_is_already_makes_one_coding(study: Project) -> None:
    split(study, "Workload", "Paper work")
    twenty = next(each for each in every(study, "Workload") if each.valence == "barrier")
    code_words(study, "Nurse", TWENTY, "Paper work", note="there before")
    assert resort(study, twenty.guid, "Paper work") != (twenty.guid,)
    [kept] = every(study, "Paper work")
    assert (kept.note, kept.valence) == ("there before", "barrier")


def test_sorting_needs_a_code_that_can_be_applied(study: Project) -> None:
    split(study, "Workload", "Paper work")
    waits = every(study, "Workload")[0].guid
    before = dump(study)
    for names in ((), ("People",)):
        with pytest.raises(NotAllowed):
            resort(study, waits, *names)
    with pytest.raises(NotAllowed):
        split(study, "People", "Parts")
    with pytest.raises(NotAllowed):
        split(study, "Trust")
    with pytest.raises(NameTaken):
        split(study, "Trust", "Fear", "fear")
    assert dump(study) == before


def test_a_coding_that_is_recoded_or_removed_leaves_the_queue(study: Project) -> None:
    split(study, "Workload", "Paper work")
    first, second = every(study, "Workload")
    with study.act("decide otherwise") as tx:
        coding.recode(tx, first.guid, code(study, "Trust"))
        coding.remove(tx, [second.guid])
    with study.read() as session:
        assert waiting(session) == ()


# -- shapes of codings ------------------------------------------------------------------------------------------------


def test_a_coding_is_cut_between_words_and_both_halves_say_the_same(study: Project) -> None:
    whole = next(each for each in every(study, "Workload") if each.valence == "barrier")
    at = whole.span.start + len("it takes twenty minutes")
    with study.act("cut") as tx:
        coding.set_note(tx, whole.guid, "long")
        first, second = coding_shape.split(tx, whole.guid, at)
    halves = {each.guid: each for each in every(study)}
    assert [halves[each].span.of(NURSE) for each in (first, second)] == [
        "it takes twenty minutes",
        "that I do not have",
    ]
    assert first == whole.guid
    assert {(halves[each].note, halves[each].valence) for each in (first, second)} == {("long", "barrier")}


def test_a_cut_outside_or_beside_the_words_is_refused(study: Project) -> None:
    whole = every(study, "Trust")[0]
    for at in (whole.span.start, whole.span.end, 0, 10_000):
        with pytest.raises(NotAllowed), study.act("cut") as tx:
            coding_shape.split(tx, whole.guid, at)
    with study.act("a piece stands there") as tx:
        piece = Span(whole.span.start, whole.span.start + len("They like"))
        coding.apply(tx, whole.source, piece, [whole.code])
    with pytest.raises(NotAllowed), study.act("cut") as tx:
        coding_shape.split(tx, whole.guid, piece.end)


def test_overlapping_codings_are_shown_and_then_joined(study: Project) -> None:
    code_words(study, "Nurse", "twenty minutes that I do not have. And then nobody", "Workload", note="more")
    code_words(study, "Nurse", "nobody looks at the graph", "Workload", level="latent")
    code_words(study, "Nurse", "nobody looks", "Workload", coder="Bo Lind")
    with study.read() as session:
        [found] = overlaps(session, code(study, "Workload"))
        assert overlaps(session) == (found,)
    assert [each.span.start for each in found.codings] == sorted(each.span.start for each in found.codings)
    with study.act("join") as tx:
        kept = coding_shape.join(tx, [each.guid for each in found.codings])
    joined = next(each for each in every(study) if each.guid == kept)
    assert joined.span == found.span
    assert (joined.valence, joined.level, joined.note) == ("barrier", "latent", "more")
    assert {row[0] for row in dump(study)["collapsed_coding"]} == {each.guid for each in found.codings} - {kept}
    with study.read() as session:
        assert overlaps(session) == ()


def test_joining_goes_into_the_coding_that_covers_all(study: Project) -> None:
    start = place(study, "Nurse", TWENTY)[1].start
    source, _ = place(study, "Nurse", TWENTY)
    trust = code(study, "Trust")
    with study.act("three") as tx:
        parts = [coding.apply(tx, source, Span(start + a, start + b), [trust])[0] for a, b in ((0, 10), (5, 20))]
        [whole] = coding.apply(tx, source, Span(start, start + 20), [trust])
        assert coding_shape.join(tx, parts) == whole


def test_what_does_not_belong_together_is_not_joined(study: Project) -> None:
    first, second = every(study, "Workload")
    other = every(study, "Trust")[0]
    before = dump(study)
    for chosen in ([first.guid], [first.guid, first.guid], [first.guid, second.guid], [first.guid, other.guid]):
        with pytest.raises(NotAllowed), study.act("join") as tx:
            coding_shape.join(tx, chosen)
    with study.act("apart") as tx:
        [apart] = coding.apply(tx, first.source, Span(first.span.end, first.span.end + 8), [first.code])
    with pytest.raises(NotAllowed, match="overlap"), study.act("join") as tx:
        coding_shape.join(tx, [first.guid, apart])
    study.undo()
    assert dump(study) == before


# -- definitions, versions, history -----------------------------------------------------------------------------------


def test_codings_older_than_their_codes_definition_are_listed_until_they_are_confirmed(study: Project) -> None:
    edited(study, "Workload", codebook.Fields(colour="#112233", name="Work load", example="Four clicks."))
    with study.read() as session:
        assert outdated(session) == ()
    edited(study, "Work load", codebook.Fields(exclude=("Work that is welcome.",)))
    code_words(study, "Nurse", "nobody looks at the graph", "Work load")
    with study.read() as session:
        found = outdated(session)
        assert outdated(session, "Bo Lind") == ()
    assert [each.coding.name for each in found] == ["Work load", "Work load"]
    assert {each.coding.span for each in found} == {place(study, "Nurse", TWENTY)[1], place(study, "Physio", AGAIN)[1]}
    with study.act("confirm") as tx:
        coding.confirm(tx, [found[0].coding.guid])
    with study.read() as session:
        assert [each.coding.guid for each in outdated(session)] == [found[1].coding.guid]
    study.undo()
    study.undo()
    study.undo()
    with study.read() as session:
        assert outdated(session) == ()


def test_codings_name_the_version_they_were_made_under(study: Project) -> None:
    with study.read() as session:
        own = codebooks(session)[0].guid
    with study.act("version") as tx:
        codebook.new_version(tx, own, "1.1", "After the second round.")
    code_words(study, "Nurse", "nobody looks at the graph", "Workload")
    assert sorted(each.version for each in every(study)) == ["1", "1", "1", "1", "1.1"]
    with study.read() as session:
        assert [(each.version, each.note, each.coder, each.codings) for each in versions(session)] == [
            ("1", "", None, 4),
            ("1.1", "After the second round.", "Ada Roe", 1),
        ]
    for again in ("1", "1.1", " "):
        with pytest.raises((NameTaken, NotAllowed)), study.act("again") as tx:
            codebook.new_version(tx, own, again)
    with pytest.raises(NotFound), study.act("nothing") as tx:
        codebook.new_version(tx, CodebookId("gone"), "2")


def test_the_history_of_a_code_is_told_in_words_without_what_was_said(study: Project) -> None:
    edited(study, "Trust", codebook.Fields(name="Confidence", definition="Relying on others.", example=ASKED))
    edited(study, "Confidence", codebook.Fields(definition="Relying on someone.", colour="#112233", include=("a",)))
    with study.act("move") as tx:
        codebook.move(tx, code(study, "Confidence"), None)
    with study.act("reorder") as tx:
        codebook.move(tx, code(study, "Confidence"), None, place=1)
    fold(study, "Double entry", "Confidence")
    split(study, "Confidence", "In people", "In figures", beside=True)
    study.undo()
    study.redo()
    with study.act("restore") as tx:
        codebook.restore(tx, code(study, "Confidence"))
    edited(study, "Confidence", codebook.Fields(definition=""))
    told = history(study, "Confidence")
    assert told == [
        "made as “Trust”",
        "renamed from “Trust” to “Confidence”; definition written; example written",
        "definition reworded; “use when” written; recoloured",
        "moved from “People” to the top",
        "moved among its siblings",
        "other names changed; “Double entry” was folded into it",
        "retired; split: “In people”, “In figures” came of it",
        "taken back: retired; split: “In people”, “In figures” came of it",
        "done again: retired; split: “In people”, “In figures” came of it",
        "restored",
        "definition taken out",
    ]
    assert history(study, "Double entry")[-1] == "folded into “Confidence”"
    assert history(study, "In figures") == [
        "split off from “Confidence”",
        "taken back: split off from “Confidence”",
        "done again: split off from “Confidence”",
    ]
    with study.read() as session:
        events = code_history(session, code(study, "Confidence"))
    assert {event.coder for event in events} == {"Ada Roe"}
    assert [event.at for event in events] == sorted(event.at for event in events)


def test_a_code_that_only_made_room_has_no_line_for_it(study: Project) -> None:
    with study.act("reorder") as tx:
        codebook.move(tx, code(study, "Trust"), code(study, "People"), place=1)
    assert history(study, "Workload") == ["made as “Workload”"]
    assert history(study, "Trust")[1:] == ["moved among its siblings"]


# -- links ------------------------------------------------------------------------------------------------------------


def test_links_are_one_from_whichever_end_and_only_specifying_has_a_direction(study: Project) -> None:
    trust, workload = code(study, "Trust"), code(study, "Workload")
    with study.act("link") as tx:
        for one, other in ((trust, workload), (workload, trust)):
            code_links.link(tx, one, other, "contradicts")
        code_links.link(tx, trust, workload, "specifies")
    with study.read() as session:
        assert sorted(each.kind for each in links(session)) == ["contradicts", "specifies"]
        assert links(session, workload) == links(session, trust)
    with study.act("unlink") as tx:
        code_links.unlink(tx, workload, trust, "contradicts")
    with pytest.raises(NotFound), study.act("unlink") as tx:
        code_links.unlink(tx, workload, trust, "specifies")
    for one, other, kind in ((trust, trust, "see-also"), (workload, trust, "specifies"), (workload, trust, "likes")):
        with pytest.raises(NotAllowed), study.act("link") as tx:
            code_links.link(tx, one, other, kind)


def test_what_no_framework_has_a_place_for_is_listed(study: Project) -> None:
    with study.act("frame") as tx:
        codebook.add_codebook(tx, shipped.load("tpom"))
    with study.act("own") as tx:
        below = codebook.new_code(tx, "Small screens", parent=code(study, "Usability"))
        codebook.retire(tx, codebook.new_code(tx, "Gone"))
        codebook.new_code(tx, "Night work", parent=code(study, "Workload"))
    with study.read() as session:
        names = {each.guid: each.name for each in codes(session)}
        assert [names[each] for each in outside_framework(session)] == [
            "Double entry", "Trust", "Workload", "Night work",
        ]  # fmt: skip
    with study.act("link") as tx:
        code_links.link(tx, code(study, "Workload"), code(study, "Usability"), "specifies")
        code_links.link(tx, code(study, "Trust"), below, "see-also")  # to an inductive code, so to no framework
    with study.read() as session:
        assert [names[each] for each in outside_framework(session)] == ["Double entry", "Trust"]


def test_codes_are_put_in_order_and_named_unlike_their_siblings(study: Project) -> None:
    with study.act("reorder") as tx:
        codebook.move(tx, code(study, "Double entry"), None, place=1)
    with study.read() as session:
        assert [each.name for each in codes(session) if each.depth == 0] == ["Double entry", "People"]
    for name in ("double  ENTRY", "Ｄouble entry"):
        with pytest.raises(NameTaken), study.act("again") as tx:
            codebook.new_code(tx, name)
    with pytest.raises(NotAllowed, match="colour"):
        edited(study, "Trust", codebook.Fields(colour="blue"))


# -- properties -------------------------------------------------------------------------------------------------------

NAMES = ("A", "B", "C", "D")
STEPS = st.one_of(
    st.tuples(st.just("code"), st.sampled_from(NAMES), st.integers(0, 60), st.integers(1, 20)),
    st.tuples(st.just("fold"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("split"), st.sampled_from(NAMES), st.booleans()),
    st.tuples(st.just("sort"), st.integers(0, 5), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(
        st.just("join"),
    ),
)


@given(steps=st.lists(STEPS, min_size=3, max_size=12))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_through_folds_splits_sorting_and_joins_every_coding_is_there_or_listed_as_collapsed(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    path = tmp_path_factory.mktemp("life") / "study.thematica"
    with Project.create(path, name="Life", coder="Ada", now=ticking()) as project:
        with project.act("begin") as tx:
            source = sources.add(tx, sources.prepare(NURSE.encode(), "n.txt", "en"))
            for name in NAMES:
                codebook.new_code(tx, name)
        made: dict[str, CodingView] = {}
        for number, step in enumerate(steps):
            with contextlib.suppress(NotAllowed), project.act("step") as tx:
                take(tx, source, step, number)
            with project.read() as session:
                standing = {str(each.guid): each for each in codings(session)}
            made = standing | made
        gone = {str(row[0]): str(row[1]) for row in dump(project)["collapsed_coding"]}
        assert set(made) == set(standing) | set(gone)
        assert not set(standing) & set(gone)
        assert all(standing[into].span.contains(made[was].span) for was, into in gone.items())
        assert all(f"{each.note}" in standing[gone.get(guid, guid)].note for guid, each in made.items())
        with project.read() as session:
            assert check.problems(session) == ()


def take(tx: Tx, source: SourceId, step: tuple[Any, ...], number: int) -> None:
    named = {each.name: each.guid for each in codes(tx.session)}
    match step:
        case ("code", name, start, length):
            coding.apply(tx, source, Span(start, start + length), [named[name]], note=f"{number}")
        case ("fold", name, into):
            code_life.fold(tx, named[name], into=named[into])
        case ("split", name, beside):
            code_life.split(tx, named[name], [f"{name}{number}"], beside=beside)
        case ("sort", n, one, other):
            queue = [each for every in waiting(tx.session) for each in every.codings]
            if queue:
                code_life.resort(tx, queue[n % len(queue)].guid, [named[one], named[other]])
        case ("join",):
            for each in overlaps(tx.session):
                coding_shape.join(tx, [one.guid for one in each.codings])
