"""Correcting a text after coding: no coding ever comes to stand on other words than its own."""

from __future__ import annotations

import random
import shutil
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studies import NURSE, code, code_words, dump, place, ticking
from thematica.errors import NotAllowed, SpanOutsideText
from thematica.language.sentences import sentences
from thematica.store import check
from thematica.store.ids import CodingId, SourceId, new_guid
from thematica.store.project import Project
from thematica.store.reads import names
from thematica.store.reads.memos import memos as all_memos
from thematica.store.reads.revisions import revisions, text_of_revision
from thematica.store.reads.sources import sources as all_sources
from thematica.store.reads.themes import themes as all_themes
from thematica.store.reads.transcripts import TranscriptView, codings, text_of, transcript
from thematica.store.tables import Coding, table
from thematica.text.normalise import normalise
from thematica.text.span import Span
from thematica.work import cases, codebook, coding, correcting, memos, sources, themes

SAMPLES = Path(__file__).parents[2] / "sample_transcripts"
HOSTILE = """\
Interviewer: Was it [laughs] – e\u0301tait-ce – long?
P1: 👩\u200d⚕️ Ja. 不 知道。 نعم\u202c, f.eks. kl. 10.
and a second paragraph, of one turn.

P1:
Interviewer: Ok.
"""
PIECES = st.sampled_from(
    ("", " ", "a", "word", ". ", "\u0301", "\ufeff\u0301", "不", "\n", "\r\n", "\x00", "A sentence. And one more.")
)
EDIT = st.tuples(st.integers(0, 10), st.integers(0, 200), st.integers(0, 30), PIECES)


def view_of(project: Project, source: str) -> TranscriptView:
    with project.read() as session:
        return transcript(session, names.source_named(session, source))


def edited(view: TranscriptView, edit: tuple[int, int, int, str]) -> tuple[Span, str]:
    """An edit inside the body of one turn, picked by numbers."""
    turn, offset, length, piece = edit
    body = view.turns[turn % len(view.turns)].body
    start = body.start + offset % (len(body) + 1)
    return Span(start, min(start + length, body.end)), piece


def correct(project: Project, source: str, old: str, new: str) -> correcting.Touched:
    """Replaces the only place in a source that reads `old`."""
    guid, span = place(project, source, old)
    prepared = correcting.prepare(view_of(project, source), span, new)
    with project.act("correct") as tx:
        return correcting.correct(tx, guid, prepared)


def readings(project: Project, source: str) -> dict[CodingId, str]:
    """What each coding on a source reads."""
    with project.read() as session:
        guid = names.source_named(session, source)
        text = text_of(session, guid)
        return {each.guid: each.span.of(text) for each in codings(session, guid)}


def coding_row(coder: str, source: str, made: str, span: Span) -> dict[str, object]:
    """A coding as its table has it, for storing hundreds at once."""
    settled = {"valence": "none", "level": "none", "how": "manual", "codebook_version": "1"}
    moments = {"created_at": "2026-03-01T00:00:00Z", "changed_at": "2026-03-01T00:00:00Z"}
    ends = {"start": span.start, "end": span.end}
    return {
        "guid": new_guid(),
        "source_guid": source,
        "code_guid": made,
        "coder_guid": coder,
        **settled,
        **moments,
        **ends,
    }


def problems(project: Project) -> tuple[str, ...]:
    with project.read() as session:
        return check.problems(session)


def tiles(text: str, turns: tuple[Span, ...]) -> bool:
    """Whether the turns lie in order and hold every character that is not white space."""
    edges = [0, *(edge for turn in turns for edge in (turn.start, turn.end)), len(text)]
    between = "".join(text[edges[n] : edges[n + 1]] for n in range(0, len(edges), 2))
    return edges == sorted(edges) and not between.strip()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of one hostile source, coded all over by two coders, with a theme and memos on it."""
    path = tmp_path_factory.mktemp("hostile") / "study.thematica"
    prepared = sources.prepare(HOSTILE.encode(), "Hostile.txt", "nb")
    some = random.Random(3)
    with Project.create(path, name="Pilot", coder="Ada Roe", now=ticking()) as project:
        for coder in ("Ada Roe", "Bo Lind"):
            with project.act("code", coder=coder) as tx:
                if coder == "Ada Roe":
                    source = sources.add(tx, prepared)
                    made = [codebook.new_code(tx, name) for name in ("One", "Two")]
                    theme = themes.create(tx, "Theme")
                for _ in range(40):
                    start = some.randrange(len(prepared.transcript.text) - 12)
                    span = Span(start, start + some.randint(1, 12))
                    if span.of(prepared.transcript.text).strip():
                        coding.apply(tx, source, span, [some.choice(made)], note=some.choice(["", "Why?"]))
                        memos.write(tx, memos.About(source=source, span=span), "Here.")
                        themes.attach_excerpt(tx, theme, source, span)
                        themes.quote(tx, theme, source, span)
    return path


@given(edit=EDIT)
@settings(deadline=None, max_examples=300)
def test_any_edit_makes_the_text_asked_for_and_leaves_turns_and_sentences_whole(
    hostile: Path, edit: tuple[int, int, int, str]
) -> None:
    view = opened(hostile)
    span, words = edited(view, edit)
    made = correcting.prepare(view, span, words)
    raw = view.text[: span.start] + normalise(words).text + view.text[span.end :]
    assert made.text == normalise(raw).text
    assert tiles(made.text, tuple(turn.span for turn in made.turns))
    for old, new in zip(view.turns, made.turns, strict=True):
        assert (old.n, old.speaker, old.time) == (new.n, new.speaker, new.time)
        assert view.text[old.start : old.body_start] == made.text[new.start : new.body_start]
        if not made.offsets.touched(old.body) and new.end - new.body_start == len(old.body):
            assert old.body.of(view.text) == new.body.of(made.text)
    assert made.sentences == sentences(made.text, made.turns, "nb")
    for start in range(0, len(view.text) - 5, 3):
        stretch = Span(start, start + 5)
        if not made.offsets.touched(stretch):
            assert made.offsets.span(stretch).of(made.text) == stretch.of(view.text)


@cache
def opened(path: Path) -> TranscriptView:
    with Project.open(path) as project:
        return view_of(project, "Hostile")


@given(edits=st.lists(EDIT, min_size=1, max_size=6))
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_chain_of_edits_moves_no_coding_to_other_words_and_is_undone_to_the_letter(
    hostile: Path, edits: list[tuple[int, int, int, str]]
) -> None:
    for old in hostile.parent.glob("copy*"):
        old.unlink()
    with Project.open(Path(shutil.copy(hostile, hostile.with_name("copy"))), coder="Ada Roe", now=ticking()) as project:
        states = [(dump(project), readings(project, "Hostile"))]
        for edit in edits:
            view = view_of(project, "Hostile")
            prepared = correcting.prepare(view, *edited(view, edit))
            with project.act("correct") as tx:
                touched = correcting.correct(tx, view.source, prepared)
            if not prepared.is_new:
                continue
            before, after = states[-1][1], readings(project, "Hostile")
            listed = {touch.guid for touch in touched.touches}
            assert {guid: words for guid, words in before.items() if guid not in listed}.items() <= after.items()
            gone = {touch.guid for touch in (*touched.removed, *touched.joined) if touch.thing == "coding"}
            assert before.keys() - gone == after.keys()
            assert problems(project) == ()
            states.append((dump(project), after))
        for dumped, read in reversed(states[:-1]):
            project.undo()
            assert (dump(project), readings(project, "Hostile")) == (dumped, read)
        for dumped, read in states[1:]:
            project.redo()
            assert (dump(project), readings(project, "Hostile")) == (dumped, read)


def coded_all_over(project: Project, file: str) -> SourceId:
    """A sample imported as “Real”, with four hundred codings anywhere in it."""
    prepared = sources.prepare((SAMPLES / file).read_bytes(), file, "en")
    text, some = prepared.transcript.text, random.Random(7)
    with project.act("import") as tx:
        source = sources.add(tx, prepared, name="Real")
        made = codebook.new_code(tx, "Code")
        rows: dict[Span, dict[str, object]] = {}
        while len(rows) < 400:
            start = some.randrange(len(text) - 400)
            if span := Span(start, start + some.randint(3, 400)).trimmed(text):
                rows[span] = coding_row(tx.coder, source, made, span)
        tx.session.execute(sa.insert(table(Coding)), list(rows.values()))
    return source


@pytest.mark.parametrize("file", ["focus-group.txt", "oncologist.docx", "lege-norsk.txt"])
@pytest.mark.parametrize(
    ("where", "old", "new"), [(0.02, 0, "x"), (0.5, 1, ""), (0.5, 4, "something much longer"), (0.98, 0, "é")]
)
def test_one_small_correction_moves_none_of_four_hundred_codings(
    project: Project, file: str, where: float, old: int, new: str
) -> None:
    source = coded_all_over(project, file)
    before = readings(project, "Real")
    view = view_of(project, "Real")
    turn = next(turn for turn in view.turns if turn.start >= len(view.text) * where and len(turn.body) > 20)
    at = turn.body_start + 7
    with project.act("correct") as tx:
        touched = correcting.correct(tx, source, correcting.prepare(view, Span(at, at + old), new))
    after = readings(project, "Real")
    listed = {touch.guid for touch in touched.touches}
    assert {guid for guid in before if after[guid] != before[guid]} <= listed
    assert all(Span(at - 20, at + 25).overlaps(touch.before) for touch in touched.touches)
    for touch in touched.touches:
        if touch.before.start < at - 20 and at + 25 < touch.before.end:
            expected = view.text[touch.before.start : at] + new + view.text[at + old : touch.before.end]
            assert after[CodingId(touch.guid)] == expected
    project.undo()
    assert readings(project, "Real") == before


def test_a_corrected_file_with_twenty_words_changed_moves_no_coding_to_other_words(project: Project) -> None:
    source = coded_all_over(project, "focus-group.txt")
    view, some = view_of(project, "Real"), random.Random(11)
    pieces = view.text.split(" ")
    for place_ in some.sample(range(len(pieces)), 20):
        if pieces[place_].isalpha():
            pieces[place_] = some.choice(["otherwise", "a few words", "it"])
    better = sources.prepare(" ".join(pieces).encode(), "focus-group.txt", "en")
    before, made = readings(project, "Real"), correcting.prepare_replacement(view, better)
    with project.act("replace") as tx:
        listed = {touch.guid for touch in correcting.correct(tx, source, made).touches}
    after = readings(project, "Real")
    assert {guid for guid in before if after.get(guid) != before[guid]} <= listed
    assert 0 < len(listed) < 200
    for guid in listed & after.keys():
        lost = set(before[CodingId(guid)].split()) - set(after[CodingId(guid)].split())
        assert len(lost) <= 12
    project.undo()
    assert readings(project, "Real") == before


def test_a_longer_word_moves_what_follows_and_grows_what_holds_it(study: Project) -> None:
    touched = correct(study, "Nurse", "twenty", "twenty-five")
    assert sorted(readings(study, "Nurse").values()) == [
        "They like being asked.",
        "it takes twenty-five minutes that I do not have",
    ]
    assert [(touch.thing, touch.name) for touch in touched.changed] == [("coding", "People > Workload")]
    assert touched.number == 2
    assert problems(study) == ()


def test_a_whole_sentence_given_for_one_word_touches_that_word_only(study: Project) -> None:
    code_words(study, "Nurse", "Honestly", "Trust")
    code_words(study, "Nurse", "that I do not have", "Trust")
    sentence = "Honestly, it takes twenty minutes that I do not have."
    touched = correct(study, "Nurse", sentence, sentence.replace("twenty", "thirty"))
    assert len(touched.touches) == 1
    assert {"Honestly", "that I do not have"} <= set(readings(study, "Nurse").values())


def test_of_two_like_words_the_one_that_was_meant_goes(project: Project) -> None:
    prepared = sources.prepare(b"P1: It was very very slow.\n", "Twice.txt", "en")
    with project.act("import") as tx:
        source = sources.add(tx, prepared)
        one, two = codebook.new_code(tx, "First"), codebook.new_code(tx, "Second")
        coding.apply(tx, source, Span(11, 15), [one])
        coding.apply(tx, source, Span(16, 20), [two])
    with project.act("correct") as tx:
        touched = correcting.correct(tx, source, correcting.prepare(view_of(project, "Twice"), Span(11, 16), ""))
    assert [touch.name for touch in touched.removed] == ["First"]
    assert list(readings(project, "Twice").values()) == ["very"]


def test_a_letter_put_in_at_the_end_of_a_coded_word_belongs_to_the_word(study: Project) -> None:
    code_words(study, "Nurse", "graph", "Trust")
    guid, span = place(study, "Nurse", "graph")
    with study.act("correct") as tx:
        correcting.correct(tx, guid, correcting.prepare(view_of(study, "Nurse"), Span(span.end, span.end), "s"))
    assert "graphs" in readings(study, "Nurse").values()


def test_words_put_in_at_the_end_of_a_turn_belong_to_it(study: Project) -> None:
    view = view_of(study, "Nurse")
    turn = view.turns[1]
    with study.act("correct") as tx:
        correcting.correct(tx, view.source, correcting.prepare(view, Span(turn.end, turn.end), " Nobody."))
    after = view_of(study, "Nurse")
    assert after.turns[1].body.of(after.text).endswith("graph. Nobody.")
    assert [turn.n for turn in after.turns] == [turn.n for turn in view.turns]
    assert after.sentences[3].of(after.text) == "Nobody."


@pytest.mark.parametrize(
    ("start", "end", "new"),
    [(0, 5, "Intra"), (11, 13, " - "), (0, 0, "So "), (40, 70, "one turn"), (49, 50, " ")],
    ids=["label", "colon", "before the label", "over two turns", "line break"],
)
def test_labels_and_bounds_of_turns_are_not_corrected(study: Project, start: int, end: int, new: str) -> None:
    with pytest.raises(NotAllowed, match="label"):
        correcting.prepare(view_of(study, "Nurse"), Span(start, end), new)


def test_a_stretch_outside_the_text_and_a_text_without_anything_are_refused(project: Project) -> None:
    with project.act("import") as tx:
        sources.add(tx, sources.prepare(b"No labels here.", "Plain.txt", "en"))
    view = view_of(project, "Plain")
    with pytest.raises(SpanOutsideText):
        correcting.prepare(view, Span(3, 900), "x")
    with pytest.raises(NotAllowed, match="Nothing would be left"):
        correcting.prepare(view, Span(0, 15), " ")


def test_a_correction_prepared_from_an_older_state_is_refused(study: Project) -> None:
    guid, span = place(study, "Nurse", "twenty")
    older = correcting.prepare(view_of(study, "Nurse"), span, "thirty")
    correct(study, "Nurse", "Honestly", "Truly")
    before = dump(study)
    with pytest.raises(NotAllowed, match="meanwhile"), study.act("correct") as tx:
        correcting.correct(tx, guid, older)
    assert dump(study) == before


def test_the_words_that_stand_there_already_leave_no_trace(study: Project) -> None:
    before = dump(study)
    assert correct(study, "Nurse", "twenty minutes", "twenty minutes").number == 1
    assert dump(study) == before


def test_what_loses_all_its_words_is_listed_and_its_memos_stay_on_the_source(study: Project) -> None:
    span = code_words(study, "Nurse", "Honestly", "Trust")
    guid, _ = place(study, "Nurse", "Honestly")
    with study.act("memos") as tx:
        on_coding = next(each for each, words in readings(study, "Nurse").items() if words == "Honestly")
        memos.write(tx, memos.About(coding=on_coding), "On the coding.")
        memos.write(tx, memos.About(source=guid, span=span), "On the words.")
    touched = correct(study, "Nurse", "Honestly, it", "it")
    assert [(touch.thing, touch.name, touch.before) for touch in touched.removed] == [
        ("coding", "People > Trust", span),
        ("memo", "", span),
    ]
    with study.read() as session:
        assert sorted((memo.text, memo.kind, memo.span) for memo in all_memos(session)) == [
            ("On the coding.", "source", None),
            ("On the words.", "source", None),
        ]
    study.undo()
    assert "Honestly" in readings(study, "Nurse").values()


def test_codings_that_come_to_stand_on_the_same_words_become_one_and_nothing_said_on_them_is_lost(
    study: Project,
) -> None:
    code_words(study, "Nurse", "some days I just skip it", "Trust", note="Older.", valence="barrier")
    code_words(study, "Nurse", "So some days I just skip it", "Trust", note="Newer.", level="latent")
    with study.act("memo") as tx:
        newer = next(each for each, words in readings(study, "Nurse").items() if words.startswith("So some"))
        memos.write(tx, memos.About(coding=newer), "On the newer.")
    touched = correct(study, "Nurse", "So some", "some")
    assert [touch.guid for touch in touched.joined] == [newer]
    with study.read() as session:
        (one,) = [each for each in codings(session) if each.name == "Trust" and each.note]
        assert (one.note, one.valence, one.level) == ("Older.\n\nNewer.", "barrier", "latent")
        assert [memo.coding for memo in all_memos(session)] == [one.guid]


def test_codings_that_change_places_with_each_other_never_meet_on_the_way(study: Project) -> None:
    guid, span = place(study, "Nurse", "nobody looks at the graph")
    trust = code(study, "Trust")
    with study.act("a ladder") as tx:
        for step in range(12):
            coding.apply(tx, guid, Span(span.start + step, span.end + step), [trust])
    before = readings(study, "Nurse")
    correct(study, "Nurse", "Honestly", "Honestl")
    assert readings(study, "Nurse") == before
    correct(study, "Nurse", "Honestl,", "Honestly!!,")
    assert readings(study, "Nurse") == before


def test_evidence_and_quotes_move_along_and_can_be_attached_again(study: Project) -> None:
    guid, span = place(study, "Nurse", "And then nobody looks at the graph.")
    with study.act("theme") as tx:
        theme = themes.create(tx, "Asked, not heard")
        themes.attach_excerpt(tx, theme, guid, span, stance="contrary")
        quoted = themes.quote(tx, theme, guid, span, translation="Og så ser ingen på grafen.")
    correct(study, "Nurse", "twenty", "20")
    moved = place(study, "Nurse", "And then nobody looks at the graph.")[1]
    with study.act("again") as tx:
        assert themes.quote(tx, theme, guid, moved, translation="En gang til.") == quoted
        themes.attach_excerpt(tx, theme, guid, moved)
        themes.attach_excerpt(tx, theme, guid, span)
        themes.quote(tx, theme, guid, span)
    with study.read() as session:
        (view,) = all_themes(session)
    assert [(each.passage.span, each.stance) for each in view.evidence] == [(moved, "supporting"), (span, "supporting")]
    assert [(each.passage.span, each.translation) for each in view.quotes] == [(moved, "En gang til."), (span, "")]


def test_every_state_of_a_text_can_still_be_read(study: Project) -> None:
    correct(study, "Nurse", "twenty", "thirty")
    with study.read() as session:
        guid = names.source_named(session, "Nurse")
        states = revisions(session, guid)
        texts = [text_of_revision(session, each.guid) for each in states]
    assert [(each.number, each.coder, each.is_current) for each in states] == [
        (1, "Ada Roe", False),
        (2, "Ada Roe", True),
    ]
    assert [("twenty" in text, "thirty" in text) for text in texts] == [(True, False), (False, True)]
    study.undo()
    with study.read() as session:
        assert [each.number for each in revisions(session, guid)] == [1]


def test_a_corrected_file_takes_the_place_of_the_text(study: Project) -> None:
    guid, _ = place(study, "Nurse", "Honestly")
    with study.act("who") as tx:
        nurse = cases.add(tx, "Nurse 1")
        sources.set_speaker(tx, guid, "P1", name="Nina", role="participant", case=nurse)
    before = readings(study, "Nurse")
    better = NURSE.replace("twenty", "twenty-one").replace("Interviewer: And", "Moderator: And") + "P2: Yes.\n"
    prepared = sources.prepare(better.encode(), "nurse.txt", "nb")
    made = correcting.prepare_replacement(view_of(study, "Nurse"), prepared)
    with study.act("replace") as tx:
        touched = correcting.correct(tx, guid, made)
    view, after = view_of(study, "Nurse"), readings(study, "Nurse")
    assert view.text == better
    assert view.language == "en"
    assert view.sentences == sentences(better, view.turns, "en")
    assert (set(touched.new_labels), touched.gone_labels) == ({"Moderator", "P2"}, ())
    assert [(each.label, each.name, each.case) for each in view.speakers if each.case] == [("P1", "Nina", "Nurse 1")]
    assert {guid for guid in before if before[guid] != after[guid]} == {touch.guid for touch in touched.touches}
    study.undo()
    assert readings(study, "Nurse") == before


def test_a_file_is_taken_for_a_later_state_of_the_one_source_it_can_be(study: Project) -> None:
    with study.read() as session:
        for file, name in (
            ("Nurse.txt", "Nurse"),
            ("nurse.md", "Nurse"),
            ("Physio.txt", "Physio"),
            ("Other.txt", None),
        ):
            found = sources.earlier_state(session, sources.prepare(NURSE.encode(), file, "en"))
            assert found == (names.source_named(session, name) if name else None)


def test_the_same_file_again_leaves_no_trace(study: Project) -> None:
    before = dump(study)
    view = view_of(study, "Nurse")
    made = correcting.prepare_replacement(view, sources.prepare(NURSE.encode(), "Nurse.txt", "en"))
    with study.act("replace") as tx:
        correcting.correct(tx, view.source, made)
    assert dump(study) == before


def test_another_language_cuts_the_sentences_anew(project: Project) -> None:
    said = "Vi brukte f.eks. skjemaet.\n"
    with project.act("import") as tx:
        source = sources.add(tx, sources.prepare(said.encode(), "Norsk.txt", "en"))
    assert len(view_of(project, "Norsk").sentences) > 1
    with project.act("language") as tx:
        correcting.correct(tx, source, correcting.prepare_language(view_of(project, "Norsk"), "nb"))
    view = view_of(project, "Norsk")
    assert (view.language, [each.of(view.text) for each in view.sentences]) == ("nb", ["Vi brukte f.eks. skjemaet."])
    with pytest.raises(NotAllowed):
        correcting.prepare_language(view, "Norwegian!")
    with project.read() as session:
        assert all_sources(session)[0].language == "nb"
