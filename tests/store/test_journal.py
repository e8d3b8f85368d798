"""Any list of verbs, all undone, leaves the tables as they were; all redone, as they had become."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studies import NURSE, PHYSIO, code, code_words, dump, finished, place, ticking
from thematica.errors import NothingToUndo, ThematicaError, UndoConflict
from thematica.formats.codebooks.values import Codebook, CodeEntry
from thematica.store.ids import CodeId, MemoId, SourceId
from thematica.store.project import Project, Tx
from thematica.store.reads import codes as code_reads
from thematica.store.reads import names
from thematica.store.reads.recoding import overlaps
from thematica.store.reads.study import history
from thematica.store.reads.transcripts import codings, transcript
from thematica.text.span import Span
from thematica.work import (
    carrying,
    case_files,
    cases,
    code_life,
    code_links,
    codebook,
    coding,
    coding_shape,
    consensus,
    correcting,
    intake,
    memos,
    passes,
    relations,
    rounds,
    row_sources,
    sources,
    speakers,
    study,
    themes,
    time_points,
)
from thematica.work.row_columns import RowColumns
from thematica.work.wishes import Identity, Wish

Thing = TypeVar("Thing")
FRAMEWORK = Codebook(
    name="Frame",
    guid="11111111-1111-5111-8111-111111111111",
    codes=(
        CodeEntry(
            name="Heading",
            guid="22222222-2222-5222-8222-222222222222",
            codable=False,
            children=(CodeEntry(name="Leaf", guid="33333333-3333-5333-8333-333333333333"),),
        ),
    ),
)


class Hand:
    """Picks things of a study by drawn numbers, so that a list of numbers is a list of gestures."""

    def __init__(self, tx: Tx, numbers: Sequence[int]) -> None:
        self.tx = tx
        self._numbers = iter(numbers)

    def number(self, below: int) -> int:
        return next(self._numbers) % below

    def one(self, things: Sequence[Thing]) -> Thing:
        if not things:
            raise NothingToUndo("Nothing to pick from.", "")
        return things[self.number(len(things))]

    def of(self, table: str) -> Any:  # an id of whichever kind the verb asks for
        rows = self.tx.session.execute(sa.text(f'SELECT guid FROM "{table}" ORDER BY guid')).scalars().all()
        return self.one(rows)

    def ends(self, table: str, *columns: str) -> Any:  # what a link ties together
        picked = ", ".join(columns)
        return self.one(self.tx.session.execute(sa.text(f'SELECT {picked} FROM "{table}" ORDER BY guid')).all())

    def span(self) -> Span:
        start = self.number(120)
        return Span(start, start + 1 + self.number(40))


def unlinked(hand: Hand, memo: MemoId, code: CodeId) -> None:
    memos.unlink(hand.tx, memo, memos.About(code=code))


def corrected(hand: Hand, source: SourceId) -> correcting.Corrected:
    """Some next state of a source: a few words replaced, put in or taken out, or another file, or another language."""
    view = transcript(hand.tx.session, source)
    body = hand.one(view.turns).body
    start = body.start + hand.number(len(body) + 1)
    span = Span(start, min(start + hand.number(30), body.end))
    return hand.one(
        [
            correcting.prepare(view, span, hand.one(["", "three", "a b c", " and"])),
            correcting.prepare_replacement(view, PREPARED[hand.one(["a.txt", "b.txt"])]),
            correcting.prepare_language(view, hand.one(["nb", "en"])),
        ]
    )


def planned(hand: Hand) -> intake.Plan:
    """A file that is new, or an earlier state of a source that is there, with somebody who speaks in it."""
    wish = Wish(on_duplicate=hand.one(["copy", "replace"]), values={"time": "1"})
    wish = wish.with_case("P1", Identity(hand.one(["Case 1", "Case 9"]), hand.one(["known", "unsure"])))
    plan = intake.decide(hand.tx.session, PREPARED[hand.one(["a.txt", "b.txt"])], wish)
    return hand.one([] if plan.fate == "skip" else [plan])


def read_in_a_round(hand: Hand) -> None:
    """A round begun, and a source read in it, or not."""
    rounds.begin(hand.tx, "reversed")
    rounds.set_read(hand.tx, hand.of("source"), read=hand.one([True, True, False]))


PREPARED = {name: sources.prepare(text.encode(), name, "en") for name, text in (("a.txt", NURSE), ("b.txt", PHYSIO))}
TABLE = case_files.prepare(b"name,speaker,age,site\nNurse 1,P1,44,C\nPhysio,P2,39,D\nNobody,P7,old,\n", "people.csv")
ANSWERS = finished(
    row_sources.prepare(
        b"who,age,why\nNurse 1,44,Too long.\nP9;P8,old,\n;P7,39,Nobody asks.\n",
        "survey.csv",
        "en",
        RowColumns(("why",), "who", ("age",), "who"),
    )
)
GESTURES: dict[Callable[..., object], Callable[[Hand], object]] = {
    sources.add: lambda h: sources.add(
        h.tx, PREPARED[h.one(["a.txt", "b.txt"])], name=sources.free_name(h.tx.session, "New")
    ),
    sources.rename: lambda h: sources.rename(h.tx, h.of("source"), f"Renamed {h.number(3)}"),
    sources.remove: lambda h: sources.remove(h.tx, h.of("source")),
    sources.set_speaker: lambda h: sources.set_speaker(
        h.tx,
        h.of("source"),
        h.one(["P1", "P2", "Interviewer"]),
        role=h.one(["participant", "moderator"]),
        name="Kim",
        case=h.one([None, h.of("case")]),
        certainty=h.one([None, "unsure", "unknown"]),
    ),
    sources.set_kind: lambda h: sources.set_kind(h.tx, h.of("source"), h.one(["focus-group", "survey"])),
    correcting.correct: lambda h: correcting.correct(h.tx, source := h.of("source"), corrected(h, source)),
    intake.take_in: lambda h: intake.take_in(h.tx, planned(h)),
    case_files.take_in: lambda h: case_files.take_in(h.tx, TABLE, everywhere=h.one([True, False])),
    row_sources.take_in: lambda h: row_sources.take_in(
        h.tx, ANSWERS, kind=h.one(["survey", "publication"]), values={"wave": "1"}, copies=h.one([True, False])
    ),
    cases.add: lambda h: cases.add(h.tx, f"Case {h.number(4)}", type_=h.one(["participant", "dyad", "site"])),
    cases.rename: lambda h: cases.rename(h.tx, h.of("case"), f"Renamed {h.number(4)}"),
    cases.set_type: lambda h: cases.set_type(h.tx, h.of("case"), h.one(["instrument", "participant", "site", "dyad"])),
    cases.remove: lambda h: cases.remove(h.tx, h.of("case")),
    cases.add_variable: lambda h: cases.add_variable(h.tx, f"Site {h.number(3)}", applies_to="case"),
    cases.rename_variable: lambda h: cases.rename_variable(h.tx, h.of("variable"), f"Renamed {h.number(4)}"),
    cases.set_variable_type: lambda h: cases.set_variable_type(
        h.tx, h.of("variable"), *h.one([("text", ()), ("integer", ()), ("ordered", ("a", "b", "early", "late"))])
    ),
    cases.remove_variable: lambda h: cases.remove_variable(h.tx, h.of("variable")),
    cases.set_values: lambda h: cases.set_values(
        h.tx, h.of("variable"), {h.of("case"): h.one(["A", "B", ""]), h.of("case"): "C"}
    ),
    cases.set_case_value: lambda h: cases.set_case_value(h.tx, h.of("case"), "site", h.one(["A", "B", ""])),
    cases.set_source_value: lambda h: cases.set_source_value(h.tx, h.of("source"), "time", h.one(["1", "2"])),
    relations.relate: lambda h: relations.relate(h.tx, h.of("case"), h.of("case"), role=h.one(["", "patient"])),
    relations.unrelate: lambda h: relations.unrelate(h.tx, *h.ends("relation", "case_guid", "to_guid")),
    relations.link_source: lambda h: relations.link_source(h.tx, h.of("case"), h.of("source")),
    relations.unlink_source: lambda h: relations.unlink_source(
        h.tx, *h.ends("source_case", "case_guid", "source_guid")
    ),
    relations.set_consent: lambda h: relations.set_consent(
        h.tx, h.of("case"), h.one(["given", "declined", "withdrawn"]), on=h.one([None, "2026-03-01"])
    ),
    speakers.are: lambda h: speakers.are(
        h.tx, case=h.of("case"), chosen=[h.of("speaker"), h.of("speaker")], certainty=h.one(["known", "unsure"])
    ),
    speakers.are_new: lambda h: speakers.are_new(h.tx, [h.of("speaker")], name=h.one(["", f"Named {h.number(3)}"])),
    time_points.plan: lambda h: time_points.plan(h.tx, h.of("case"), h.one(["early", "late"])),
    time_points.mark_missing: lambda h: time_points.mark_missing(h.tx, h.of("case"), h.one(["early", "late"]), "Ill."),
    time_points.unplan: lambda h: time_points.unplan(h.tx, *h.ends("planned", "case_guid", "time_point")),
    codebook.add_codebook: lambda h: codebook.add_codebook(h.tx, FRAMEWORK),
    codebook.own_codebook: lambda h: codebook.own_codebook(h.tx),
    codebook.new_version: lambda h: codebook.new_version(h.tx, h.of("codebook"), f"2.{h.number(4)}", "Reworded."),
    codebook.new_code: lambda h: codebook.new_code(h.tx, f"Code {h.number(9)}", parent=h.one([None, h.of("code")])),
    codebook.edit: lambda h: codebook.edit(
        h.tx, h.of("code"), codebook.Fields(name=f"Named {h.number(5)}", definition="x" * h.number(4), include=("a",))
    ),
    codebook.move: lambda h: codebook.move(
        h.tx, h.of("code"), h.one([None, h.of("code")]), place=h.one([None, 1 + h.number(3)])
    ),
    codebook.retire: lambda h: codebook.retire(h.tx, h.of("code")),
    codebook.restore: lambda h: codebook.restore(h.tx, h.of("code")),
    codebook.delete: lambda h: codebook.delete(h.tx, h.of("code")),
    code_life.fold: lambda h: code_life.fold(h.tx, h.of("code"), into=h.of("code")),
    code_life.split: lambda h: code_life.split(
        h.tx, h.of("code"), [f"Part {h.number(5)}", f"Rest {h.number(5)}"], beside=h.one([False, True])
    ),
    code_life.resort: lambda h: code_life.resort(h.tx, h.of("coding"), [h.of("code"), h.of("code")]),
    code_links.link: lambda h: code_links.link(
        h.tx, h.of("code"), h.of("code"), h.one(["specifies", "contradicts", "see-also"])
    ),
    code_links.unlink: lambda h: code_links.unlink(h.tx, *h.ends("code_link", "code_guid", "to_guid", "kind")),
    coding_shape.split: lambda h: coding_shape.split(h.tx, h.of("coding"), 70 + h.number(50)),
    coding_shape.join: lambda h: coding_shape.join(h.tx, [each.guid for each in h.one(overlaps(h.tx.session)).codings]),
    coding.confirm: lambda h: coding.confirm(h.tx, [h.of("coding")]),
    coding.apply: lambda h: coding.apply(
        h.tx, h.of("source"), h.span(), [h.of("code"), h.of("code")], valence=h.one(["barrier", "none"]), note="why"
    ),
    coding.in_vivo: lambda h: coding.in_vivo(h.tx, h.of("source"), h.span()),
    coding.remove: lambda h: coding.remove(h.tx, [h.of("coding")]),
    coding.resize: lambda h: coding.resize(h.tx, h.of("coding"), h.span()),
    coding.recode: lambda h: coding.recode(h.tx, h.of("coding"), h.of("code")),
    coding.set_valence: lambda h: coding.set_valence(h.tx, h.of("coding"), h.one(["enabler", "mixed"])),
    coding.set_level: lambda h: coding.set_level(h.tx, h.of("coding"), h.one(["latent", "semantic"])),
    coding.set_note: lambda h: coding.set_note(h.tx, h.of("coding"), h.one(["", "note"])),
    memos.write: lambda h: memos.write(
        h.tx,
        h.one(
            [
                memos.About(),
                memos.About(coding=h.of("coding")),
                memos.About(source=h.of("source"), span=h.span()),
                memos.About(code=h.of("code")),
            ]
        ),
        "A thought.",
    ),
    memos.rewrite: lambda h: memos.rewrite(h.tx, h.of("memo"), f"Another thought {h.number(3)}."),
    memos.describe: lambda h: memos.describe(
        h.tx,
        h.of("memo"),
        purpose=h.one([None, "journal"]),
        topic=h.one([None, "", "doubt"]),
        private=h.one([None, True, False]),
    ),
    memos.link: lambda h: memos.link(
        h.tx,
        h.of("memo"),
        h.one(
            [
                memos.About(code=h.of("code")),
                memos.About(theme=h.of("theme")),
                memos.About(coding=h.of("coding")),
                memos.About(source=h.of("source")),
                memos.About(case=h.of("case")),
            ]
        ),
    ),
    memos.unlink: lambda h: unlinked(h, *h.ends("memo_link", "memo_guid", "code_guid")),
    memos.remove: lambda h: memos.remove(h.tx, h.of("memo")),
    passes.set_status: lambda h: passes.set_status(h.tx, h.of("source"), h.one(["reading", "complete"])),
    passes.pin: lambda h: passes.pin(h.tx, 1 + h.number(3), h.one([None, h.of("code")])),
    study.describe: lambda h: study.describe(
        h.tx, question=f"Why {h.number(3)}?", approach=h.one(["reflexive", "content"]), language=h.one(["en", "nb"])
    ),
    rounds.begin: lambda h: rounds.begin(h.tx, h.one(["listed", "reversed", "shuffled"])),
    rounds.set_read: read_in_a_round,
    consensus.decide: lambda h: consensus.decide(
        h.tx, h.of("source"), h.span(), [h.of("code")], h.one([["Ada Roe"], []])
    ),
    study.code_blind: lambda h: study.code_blind(h.tx, blind=h.one([True, False])),
    study.allow_agreement: lambda h: study.allow_agreement(h.tx, f"A reviewer asks {h.number(3)}."),
    themes.create: lambda h: themes.create(h.tx, f"Theme {h.number(9)}", parent=h.one([None, h.of("theme")])),
    themes.edit: lambda h: themes.edit(
        h.tx, h.of("theme"), themes.Fields(concept=f"Idea {h.number(3)}", account="a b")
    ),
    themes.move: lambda h: themes.move(h.tx, h.of("theme"), parent=h.one([None, h.of("theme")]), place=1 + h.number(3)),
    themes.remove: lambda h: themes.remove(h.tx, h.of("theme")),
    themes.attach_codes: lambda h: themes.attach_codes(h.tx, h.of("theme"), [h.of("code"), h.of("code")]),
    themes.detach_code: lambda h: themes.detach_code(h.tx, h.of("theme"), h.of("code")),
    themes.attach_excerpt: lambda h: themes.attach_excerpt(
        h.tx, h.of("theme"), h.of("source"), h.span(), stance=h.one(["supporting", "contrary"])
    ),
    themes.detach_excerpt: lambda h: themes.detach_excerpt(h.tx, h.of("evidence")),
    themes.quote: lambda h: themes.quote(
        h.tx, h.of("theme"), h.of("source"), h.span(), translation=h.one(["", "In English"])
    ),
    themes.move_quote: lambda h: themes.move_quote(h.tx, h.of("quote"), 1 + h.number(3)),
    themes.remove_quote: lambda h: themes.remove_quote(h.tx, h.of("quote")),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that has something of everything, so that every verb finds what to work on."""
    path = tmp_path_factory.mktemp("template") / "study.thematica"
    with Project.create(path, name="Pilot", coder="Ada Roe", now=ticking()) as project:
        with project.act("a little of everything") as tx:
            source = sources.add(tx, PREPARED["a.txt"])
            sources.add(tx, PREPARED["b.txt"])
            heading = codebook.new_code(tx, "People", fields=codebook.Fields(codable=False))
            made = [codebook.new_code(tx, name, parent=heading) for name in ("Workload", "Trust", "Time")]
            first, _ = coding.apply(tx, source, Span(70, 100), made[:2], note="first")
            coding.apply(tx, source, Span(90, 110), made[:2], note="second", valence="barrier")
            code_links.link(tx, made[0], made[1], "see-also")
            theme = themes.create(tx, "They ask, nobody looks")
            themes.create(tx, "A subtheme", parent=theme)
            themes.attach_codes(tx, theme, made)
            themes.attach_excerpt(tx, theme, source, Span(70, 80), stance="contrary")
            themes.quote(tx, theme, source, Span(70, 90))
            themes.quote(tx, theme, source, Span(91, 99))
            codebook.new_code(tx, "Never used")
            codebook.retire(tx, codebook.new_code(tx, "Retired"))
            memo = memos.write(tx, memos.About(coding=first), "On this coding.")
            memos.link(tx, memo, memos.About(code=made[0]))
            themes.attach_excerpt(tx, theme, source, Span(90, 100))
            memos.write(tx, memos.About(source=source, span=Span(75, 85)), "On these words.")
            nurse, pair = cases.add(tx, "Nurse 1"), cases.add(tx, "Pair 1", type_="dyad")
            cases.add(tx, "A scale", type_="instrument")
            cases.set_case_value(tx, nurse, "site", "A")
            sources.set_speaker(tx, source, "P1", case=nurse)
            relations.relate(tx, nurse, pair, role="nurse")
            relations.link_source(tx, pair, source)
            relations.set_consent(tx, nurse, "given", on="2026-01-05")
            time_points.plan(tx, nurse, "early")
            time_points.mark_missing(tx, nurse, "late", "Moved away.")
            cases.set_source_value(tx, source, "time_point", "early")
    return path


@contextmanager
def copy_of(template: Path) -> Iterator[Project]:
    path = template.with_name("copy.thematica")
    for old in template.parent.glob("copy.thematica*"):
        old.unlink()
    shutil.copy(template, path)
    with Project.open(path, coder="Ada Roe", now=ticking()) as project:
        yield project


def test_every_verb_has_a_gesture() -> None:
    verbs = {
        function
        for room in (
            carrying,
            case_files,
            cases,
            code_life,
            code_links,
            codebook,
            coding,
            coding_shape,
            correcting,
            intake,
            memos,
            passes,
            relations,
            row_sources,
            sources,
            speakers,
            study,
            themes,
            time_points,
        )
        for name, function in inspect.getmembers(room, inspect.isfunction)
        if function.__module__ == room.__name__ and not name.startswith("_")
        if next(iter(inspect.signature(function).parameters), "") == "tx"
    }
    parts_of_others: set[object] = {
        carrying.carry,
        memos.hand_over,
        cases.variable_to_use,
        sources.store_revision,
        sources.store_speakers,
    }
    assert verbs - set(GESTURES) == parts_of_others


def gesture(project: Project, verb: Callable[..., object], numbers: Sequence[int]) -> bool:
    """Does a gesture as one act; False where the study's rules forbid it."""
    try:
        with project.act(verb.__name__) as tx:
            GESTURES[verb](Hand(tx, numbers))
    except ThematicaError:
        return False
    return True


GESTURE = st.tuples(st.sampled_from(list(GESTURES)), st.lists(st.integers(0, 10_000), min_size=12, max_size=12))


@given(gestures=st.lists(GESTURE, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_undone_leaves_the_tables_equal_and_all_redone_equal_again(
    template: Path, gestures: list[tuple[Callable[..., object], list[int]]]
) -> None:
    with copy_of(template) as project:
        states = [dump(project)]
        for verb, numbers in gestures:
            before = states[-1]
            if not gesture(project, verb, numbers):
                assert dump(project) == before
                continue
            if (after := dump(project)) != before:
                states.append(after)
        for state in reversed(states[:-1]):
            project.undo()
            assert dump(project) == state
        for state in states[1:]:
            project.redo()
            assert dump(project) == state
        with pytest.raises(NothingToUndo):
            project.redo()


@pytest.mark.parametrize("verb", GESTURES, ids=lambda verb: f"{verb.__module__.split('.')[-1]}.{verb.__name__}")
def test_each_verb_can_be_undone_and_redone(template: Path, verb: Callable[..., object]) -> None:
    for salt in range(150):  # numbers that pick something the verb accepts
        with copy_of(template) as project:
            before = dump(project)
            if not gesture(project, verb, Random(salt).choices(range(10_000), k=12)):
                continue
            if (after := dump(project)) == before:
                continue
            project.undo()
            assert dump(project) == before
            project.redo()
            assert dump(project) == after
            return
    assert verb is codebook.own_codebook, "no numbers made this verb change anything"  # that one is there already


def test_undo_is_still_there_after_closing_and_opening(study: Project) -> None:
    before = dump(study)
    code_words(study, "Nurse", "nobody looks at the graph", "Trust")
    study.close()
    with Project.open(study.path, coder="Ada Roe", now=ticking()) as again:
        again.undo(mine=True)
        assert dump(again) == before
        again.redo(mine=True)
        assert dump(again) != before


def test_removing_a_source_takes_its_codings_along_and_undo_brings_all_back(study: Project) -> None:
    before = dump(study)
    source, _ = place(study, "Nurse", "They like being asked.")
    with study.act("remove source") as tx:
        sources.remove(tx, source)
    assert not [row for row in dump(study)["coding"] if source in row]
    study.undo()
    assert dump(study) == before


def test_undo_refuses_when_another_coder_has_built_on_the_act(study: Project) -> None:
    with study.act("new code") as tx:
        codebook.new_code(tx, "Fear of numbers")
    with Project.open(study.path, coder="Bo Lind", now=ticking()) as bo:
        code_words(bo, "Nurse", "nobody looks at the graph", "Fear of numbers")
    state = dump(study)
    with pytest.raises(UndoConflict):
        study.undo(mine=True)
    assert dump(study) == state


def test_undo_refuses_when_the_row_was_changed_by_another(study: Project) -> None:
    with study.act("rename") as tx:
        codebook.edit(tx, code(study, "Trust"), codebook.Fields(name="Confidence"))
    trust = code(study, "Confidence")
    with Project.open(study.path, coder="Bo Lind", now=ticking()) as bo, bo.act("reword") as tx:
        codebook.edit(tx, trust, codebook.Fields(definition="Relying on someone."))
    with pytest.raises(UndoConflict):
        study.undo(mine=True)


def test_mine_skips_what_others_did(study: Project) -> None:
    mine = code_words(study, "Nurse", "nobody looks at the graph", "Trust")
    with Project.open(study.path, coder="Bo Lind", now=ticking()) as bo:
        theirs = code_words(bo, "Nurse", "nobody looks at the graph", "Workload")
    assert mine == theirs
    study.undo(mine=True)
    with study.read() as session:
        left = [(c.coder, c.name) for c in codings(session) if c.span == mine]
    assert left == [("Bo Lind", "Workload")]


def test_an_act_that_fails_leaves_no_trace_and_one_that_changes_nothing_no_line(study: Project) -> None:
    with study.read() as session:
        lines = len(history(session))
    state = dump(study)
    with pytest.raises(ThematicaError), study.act("fails half way") as tx:
        codebook.new_code(tx, "Half")
        codebook.new_code(tx, "Half")
    with study.act("nothing"):
        pass
    assert dump(study) == state
    with study.read() as session:
        assert len(history(session)) == lines


def test_the_log_only_grows_and_says_what_is_undone(study: Project) -> None:
    study.undo()
    study.redo()
    study.undo()
    with study.read() as session:
        lines = history(session)
    assert [line.kind for line in lines[-3:]] == ["undo", "redo", "undo"]
    assert [line.label for line in lines if line.undone] == ["code"]


def test_a_new_act_leaves_nothing_to_redo(study: Project) -> None:
    study.undo()
    code_words(study, "Nurse", "nobody looks at the graph", "Trust")
    with pytest.raises(NothingToUndo):
        study.redo()


def test_journal_images_hold_hashes_instead_of_longer_texts(study: Project) -> None:
    with study.act("memo") as tx:
        memos.write(tx, memos.About(), "A memo with a telling word: chrysanthemum.")
    with study.read() as session:
        images = session.execute(sa.text("SELECT coalesce(before, '') || coalesce(after, '') FROM change")).scalars()
        everything = "\n".join(images)
    assert "chrysanthemum" not in everything
    assert "twenty minutes" not in everything
    assert names  # the names room is used by the fixtures


def test_code_paths_follow_a_move_and_its_undo(study: Project) -> None:
    double = code(study, "Double entry")
    with study.act("move") as tx:
        codebook.move(tx, double, code(study, "People"))
    with study.read() as session:
        assert code_reads.paths(session)[double] == "People > Double entry"
    study.undo()
    with study.read() as session:
        assert code_reads.paths(session)[double] == "Double entry"
