"""Every kind of conflict of the documentation's list, C1 to C16, each with what comes of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from studies import code, code_words, place
from thematica.formats.codebooks.values import Codebook, CodeEntry, Facet
from thematica.store.project import Project
from thematica.store.reads.codes import codes
from thematica.store.reads.transcripts import codings
from thematica.work import code_life, codebook, coding, copies
from thematica.work.merge.codebooks import Merged, merge
from thematica.work.merge.conflicts import Answer
from work.merge.pairs import dump, merged, opened

GUIDS = [f"{n:08}-0000-4000-8000-000000000000" for n in range(9)]
LONG = "Staff say that work grows while the hours of the day stay as they are"


def entry(n: int, name: str, *children: CodeEntry, **fields: Any) -> CodeEntry:
    return CodeEntry(name=name, guid=GUIDS[n], children=children, **fields)


def book(*entries: CodeEntry, **fields: Any) -> Codebook:
    return Codebook(name="Frame", guid=GUIDS[0], codes=entries, **fields)


BASE = book(entry(1, "Time", definition="Too little of it."), entry(2, "Trust", entry(3, "Colleagues")))


def names_of(codebook_: Codebook) -> set[str]:
    return {" > ".join(path) for path, _ in codebook_.walk()}


def asked(ours: Codebook, others: Codebook, base: Codebook | None = BASE) -> list[tuple[str, str]]:
    """The open questions of a merge of codebooks, the same whichever way round it is."""
    questions = [(each.type, each.kind) for each in merge(ours, others, base, {}).outcome.open]
    back = [(each.type, each.kind) for each in merge(others, ours, base, {}).outcome.open]
    assert sorted(questions) == sorted(back)
    return questions


def answered(ours: Codebook, others: Codebook, answer: Answer, base: Codebook | None = BASE) -> Merged:
    """A merge of codebooks in which every question gets the same answer."""
    answers = {each.id: answer for each in merge(ours, others, base, {}).outcome.open}
    done = merge(ours, others, base, answers)
    assert done.outcome.open == ()
    return done


def test_c1_a_homonym_is_kept_beside_under_another_name() -> None:
    ours = replace(BASE, codes=(*BASE.codes, entry(4, "Fear", definition="Of the technology.")))
    others = replace(BASE, codes=(*BASE.codes, entry(5, "fear", definition="Of losing face.")))
    assert asked(ours, others) == [("C1", "same code")]
    both = answered(ours, others, Answer("different")).codebook
    assert {"Fear", "fear (theirs)"} <= names_of(both)
    assert {"Fear", "Shame"} <= names_of(answered(ours, others, Answer("different", "Shame")).codebook)
    by_preference = merge(ours, others, BASE, {}, "mine")
    assert {"Fear", "fear (theirs)"} <= names_of(by_preference.codebook)


def test_c2_a_synonym_is_proposed_and_never_merged_by_itself() -> None:
    ours = replace(BASE, codes=(*BASE.codes, entry(4, "Workload", definition=LONG)))
    others = replace(BASE, codes=(*BASE.codes, entry(5, "Burden", definition=f"{LONG} too")))
    assert asked(ours, others) == [("C2", "same code")]
    assert {"Workload", "Burden"} <= names_of(merge(ours, others, BASE, {}, "theirs").codebook)
    apart = replace(
        BASE, codes=(*BASE.codes, entry(5, "Burden", definition="Something else altogether is meant here."))
    )
    assert asked(ours, apart) == []
    one = merge(ours, others, BASE, {})
    [question] = one.outcome.open
    united = merge(ours, others, BASE, {question.id: Answer("same")})
    assert [each.kind for each in united.outcome.open] == ["name", "definition"]


@pytest.mark.parametrize(
    ("type_", "kind", "field", "values"),
    [
        ("C3", "name", "name", ("Hours", "Minutes")),
        ("C4", "definition", "definition", ("Too little.", "Too much.")),
        ("C4", "brief", "brief", ("Little.", "Much.")),
    ],
)
def test_c3_c4_what_both_worded_anew_is_asked_and_may_be_written_anew(
    type_: str, kind: str, field: str, values: tuple[str, str]
) -> None:
    ours, others = (replace(BASE, codes=(_with(field, v), BASE.codes[1])) for v in values)
    assert asked(ours, others) == [(type_, kind)]
    for answer, expected in (
        (Answer("mine"), values[0]),
        (Answer("theirs"), values[1]),
        (Answer("mine", "So."), "So."),
    ):
        assert getattr(answered(ours, others, answer).codebook.codes[0], field) == expected
    assert answered(ours, ours, Answer("mine")).codebook == ours
    assert merge(ours, BASE, BASE, {}).codebook == ours
    assert merge(BASE, others, BASE, {}).codebook == others


def _with(field: str, value: Any) -> CodeEntry:
    return replace(BASE.codes[0], **{field: value})


def test_lines_for_use_are_merged_one_by_one_and_two_rewordings_of_one_are_asked() -> None:
    def with_lines(*lines: str) -> Codebook:
        return replace(BASE, codes=(replace(BASE.codes[0], include=lines), BASE.codes[1]))

    base = with_lines("When hours are named", "When a shift is named")
    ours = with_lines("When hours are named", "When a shift is named", "When breaks are named")
    others = with_lines("When a shift is named", "When weekends are named")
    done = merge(ours, others, base, {})
    assert done.outcome.conflicts == ()
    assert set(done.codebook.codes[0].include) == {
        "When a shift is named",
        "When breaks are named",
        "When weekends are named",
    }
    ours, others = (with_lines("When hours are named", f"When a shift is {word}") for word in ("missed", "swapped"))
    assert asked(ours, others, base) == [("C4", "include")]
    deleted = with_lines("When hours are named")
    assert asked(ours, deleted, base) == [("C4", "include")]


def test_c5_moves_to_two_places_are_asked() -> None:
    one, two, child = entry(1, "Time"), entry(2, "Trust"), entry(3, "Colleagues")
    base = book(one, two, child)
    ours, others = book(replace(one, children=(child,)), two), book(one, replace(two, children=(child,)))
    assert asked(ours, others, base) == [("C5", "parent")]
    assert "Time > Colleagues" in names_of(answered(ours, others, Answer("mine"), base).codebook)
    assert "Trust > Colleagues" in names_of(answered(ours, others, Answer("theirs"), base).codebook)


def test_c6_moves_that_run_in_a_circle_cannot_both_stand() -> None:
    one, two = entry(1, "Time"), entry(2, "Trust")
    base, ours, others = book(one, two), book(replace(two, children=(one,))), book(replace(one, children=(two,)))
    assert asked(ours, others, base) == [("C6", "circle")]
    assert names_of(answered(ours, others, Answer("mine"), base).codebook) == {"Trust", "Trust > Time"}
    assert names_of(answered(ours, others, Answer("theirs"), base).codebook) == {"Time", "Time > Trust"}


def test_c7_what_one_side_deleted_and_the_other_reworded_stays_until_decided() -> None:
    without = book(BASE.codes[1])
    reworded = replace(BASE, codes=(replace(BASE.codes[0], definition="Too much of it."), BASE.codes[1]))
    assert asked(without, reworded) == [("C7", "deleted")]
    assert "Time" in names_of(merge(without, reworded, BASE, {}, "mine").codebook)
    assert "Time" not in names_of(answered(without, reworded, Answer("mine")).codebook)
    assert "Time" not in names_of(merge(without, BASE, BASE, {}).codebook)


def test_c8_a_parent_that_was_retired_stays_for_a_child_that_was_added() -> None:
    retired = replace(BASE, codes=(BASE.codes[0], replace(BASE.codes[1], status="retired")))
    grown = replace(
        BASE, codes=(BASE.codes[0], replace(BASE.codes[1], children=(*BASE.codes[1].children, entry(4, "Family"))))
    )
    done = merge(retired, grown, BASE, {})
    assert done.outcome.conflicts == ()
    assert [told.type for told in done.outcome.told] == ["C8"]
    assert {entry_.name: entry_.status for _, entry_ in done.codebook.walk()}["Trust"] == "active"


def test_c11_names_made_equal_by_two_changes_are_told_apart() -> None:
    base = book(entry(1, "Time"), entry(2, "Hours"))
    ours, others = book(entry(1, "Work"), entry(2, "Hours")), book(entry(1, "Time"), entry(2, "Work"))
    assert asked(ours, others, base) == [("C11", "same code")]
    assert names_of(merge(ours, others, base, {}, "mine").codebook) == {"Work", "Work (theirs)"}


def test_c14_one_identity_for_two_codes_is_found_out() -> None:
    words = ("Staff say that hours are missing everywhere", "Relatives hear nothing from anybody until discharge")
    ours, others = (
        book(entry(1, name, definition=said)) for name, said in zip(("Workload", "Kin"), words, strict=True)
    )
    base = book(entry(1, "Example", definition="Replace this by a code of your own study"))
    assert asked(ours, others, base) == [("C14", "unrelated")]
    both = answered(ours, others, Answer("both"), base).codebook
    assert names_of(both) == {"Workload", "Kin"}
    assert len({entry_.guid for _, entry_ in both.walk()}) == 2
    assert names_of(answered(ours, others, Answer("theirs"), base).codebook) == {"Kin"}


def test_c15_values_of_facets_are_united_and_two_renamings_of_one_asked() -> None:
    def with_values(*values: str) -> Codebook:
        return replace(BASE, facets=(Facet("valence", "Valence", values),))

    base = with_values("barrier", "enabler")
    done = merge(with_values("barrier", "enabler", "mixed"), with_values("barrier", "enabler", "none"), base, {})
    assert done.outcome.conflicts == ()
    assert done.codebook.facets[0].values == ("barrier", "enabler", "mixed", "none")
    assert asked(with_values("barriers", "enabler"), with_values("a barrier", "enabler"), base) == [("C15", "about")]


def test_c16_without_a_base_every_difference_is_a_question() -> None:
    ours = replace(BASE, codes=(replace(BASE.codes[0], definition=""), BASE.codes[1]))
    assert asked(ours, BASE, None) == [("C16", "definition")]
    assert asked(BASE, BASE, None) == []
    lacking = book(BASE.codes[0])
    assert names_of(merge(lacking, BASE, None, {}).codebook) == names_of(BASE)


# -- between codes and their codings, in projects ----------------------------------------------------------------


@pytest.fixture
def ada(study: Project) -> Path:
    copies.hand_out(study, study.path.with_name("bo.thematica"), for_="Bo Lee")
    study.close()
    return study.path


@pytest.fixture
def bo(ada: Path) -> Path:
    return ada.with_name("bo.thematica")


def doing(path: Path, coder: str, act: Callable[[Project, Any], object]) -> None:
    with opened(path, coder) as project, project.act("an act") as tx:
        act(project, tx)


def view(path: Path, name: str) -> Any:
    with opened(path) as project, project.read() as session:
        return next(each for each in codes(session) if each.name == name)


def codes_on(path: Path, words: str) -> set[str]:
    with opened(path) as project:
        source, span = place(project, "Nurse", words)
        with project.read() as session:
            return {each.name for each in codings(session, source) if each.span == span}


def test_c4_codings_made_under_the_other_wording_are_listed(ada: Path, bo: Path) -> None:
    for path, said in ((ada, "Ada's wording."), (bo, "Bo's wording.")):
        with opened(path) as project, project.act("reword") as tx:
            codebook.edit(tx, code(project, "Trust"), codebook.Fields(definition=said))
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Trust")
        with copy.read() as session:
            [theirs] = [each.guid for each in codings(session) if each.coder == "Bo Lee"]
    assert merged(ada, bo, prefer="mine").reread == (theirs,)


def test_c7_a_code_retired_here_and_used_there_stays_in_use(ada: Path, bo: Path) -> None:
    doing(ada, "Ada Roe", lambda project, tx: codebook.retire(tx, code(project, "Double entry")))
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Double entry")
    shutil.copy(ada, ada.with_name("again.thematica"))
    [question] = merged(ada, bo).open
    assert (question.type, question.kind, question.proposal) == ("C7", "retired", "theirs")
    merged(ada, bo, prefer="mine")
    assert view(ada, "Double entry").status == "active"
    merged(ada.with_name("again.thematica"), bo, {question.id: Answer("mine")})
    assert view(ada.with_name("again.thematica"), "Double entry").status == "retired"


def test_c7_a_code_deleted_here_and_used_there_is_kept_or_retired(ada: Path, bo: Path) -> None:
    doing(ada, "Ada Roe", lambda _, tx: codebook.new_code(tx, "Fear"))
    shutil.copy(ada, bo)
    doing(ada, "Ada Roe", lambda project, tx: codebook.delete(tx, code(project, "Fear")))
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Fear")
    [question] = merged(ada, bo).open
    assert (question.type, question.kind, question.mine) == ("C7", "deleted", None)
    merged(ada, bo, {question.id: Answer("mine")})
    assert view(ada, "Fear").status == "retired"
    assert codes_on(ada, "nobody looks at the graph") == {"Fear"}


def test_c9_a_heading_here_that_has_codings_there_stays_codable(ada: Path, bo: Path) -> None:
    doing(ada, "Ada Roe", lambda _, tx: codebook.new_code(tx, "Fear"))
    shutil.copy(ada, bo)
    doing(ada, "Ada Roe", lambda project, tx: codebook.edit(tx, code(project, "Fear"), codebook.Fields(codable=False)))
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Fear")
    outcome = merged(ada, bo)
    assert (outcome.conflicts, [told.type for told in outcome.told]) == ((), ["C9"])
    assert view(ada, "Fear").codable


def test_c10_two_new_codes_of_one_colour_are_told_apart_the_same_way_round_or_not(ada: Path, bo: Path) -> None:
    doing(ada, "Ada Roe", lambda _, tx: codebook.new_code(tx, "Fear"))
    doing(bo, "Bo Lee", lambda _, tx: codebook.new_code(tx, "Hope"))
    assert view(ada, "Fear").colour == view(bo, "Hope").colour
    back = Path(shutil.copy(bo, bo.with_name("back.thematica")))
    outcome = merged(ada, bo)
    assert [told.type for told in outcome.told] == ["C10"]
    assert view(ada, "Fear").colour != view(ada, "Hope").colour
    with_ada = ada.with_name("with_ada.thematica")
    shutil.copy(ada, with_ada)
    with opened(with_ada) as project:
        project.undo()
    merged(back, with_ada)
    assert dump(back)["code"] == dump(ada)["code"]


def test_c12_folded_into_two_codes_is_asked_and_codings_follow(ada: Path, bo: Path) -> None:
    def fold(path: Path, into: str) -> None:
        def act(project: Project, tx: Any) -> None:
            code_life.fold(tx, code(project, "Workload"), into=code(project, into))

        doing(path, "Ada Roe", act)

    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Workload")
    fold(ada, "Trust")
    fold(bo, "Double entry")
    questions = merged(ada, bo).open
    assert [(each.type, each.kind) for each in questions] == [("C12", "status")]
    merged(ada, bo, prefer="mine")
    assert codes_on(ada, "nobody looks at the graph") == {"Trust"}
    assert codes_on(ada, "it takes twenty minutes that I do not have") == {"Trust"}
    assert view(ada, "Workload").codings == 0


@pytest.mark.parametrize(
    ("done", "act"),
    [
        ("reworded", lambda tx, it: codebook.edit(tx, it, codebook.Fields(definition="What it costs to do it."))),
        ("split", lambda tx, it: code_life.split(tx, it, ["Hours", "Effort"])),
    ],
)
def test_c12_what_was_made_of_a_code_folded_meanwhile_is_told(
    ada: Path, bo: Path, done: str, act: Callable[[Any, Any], object]
) -> None:
    doing(ada, "Ada Roe", lambda it, tx: code_life.fold(tx, code(it, "Workload"), into=code(it, "Trust")))
    doing(bo, "Bo Lee", lambda it, tx: act(tx, code(it, "Workload")))
    outcome = merged(ada, bo)
    assert outcome.conflicts == ()
    [told] = [each.what for each in outcome.told if each.type == "C12"]
    assert told.startswith(f"was {done} in one copy and folded into “People > Trust”")


def test_c12_new_codings_of_a_code_folded_meanwhile_follow_and_are_told(ada: Path, bo: Path) -> None:
    def fold(project: Project, tx: Any) -> None:
        code_life.fold(tx, code(project, "Workload"), into=code(project, "Trust"))

    doing(ada, "Ada Roe", fold)
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Workload")
        code_words(copy, "Nurse", "They like being asked.", "Workload")
    outcome = merged(ada, bo)
    assert outcome.conflicts == ()
    assert [told.type for told in outcome.told] == ["C12"]
    assert codes_on(ada, "nobody looks at the graph") == {"Trust"}
    merged(bo, ada)
    assert dump(ada) == dump(bo)


def test_c13_new_codings_of_a_code_split_meanwhile_wait_to_be_sorted(ada: Path, bo: Path) -> None:
    doing(ada, "Ada Roe", lambda project, tx: code_life.split(tx, code(project, "Workload"), ["Pace", "Amount"]))
    with opened(bo, "Bo Lee") as copy:
        code_words(copy, "Nurse", "nobody looks at the graph", "Workload")
    outcome = merged(ada, bo)
    assert "C13" in {told.type for told in outcome.told}
    with opened(ada) as project, project.read() as session:
        [new] = [each.guid for each in codings(session) if each.coder == "Bo Lee"]
    assert next(row for row in dump(ada)["coding"] if row[0] == new)[12] is True


def test_a_coding_recoded_on_both_sides_is_asked_about(ada: Path, bo: Path) -> None:
    for path, into in ((ada, "Trust"), (bo, "Double entry")):
        with opened(path) as project:
            with project.read() as session:
                [guid] = [
                    each.guid for each in codings(session) if each.name == "Workload" and each.valence == "barrier"
                ]
            with project.act("recode") as tx:
                coding.recode(tx, guid, code(project, into))
    [question] = merged(ada, bo).open
    assert (question.kind, question.mine["code"], question.theirs["code"]) == ("code", "People > Trust", "Double entry")
