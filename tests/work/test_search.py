from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studies import place
from thematica.errors import NotAllowed
from thematica.store import check
from thematica.store.ids import SourceId
from thematica.store.project import Project
from thematica.store.reads import names
from thematica.store.reads.sources import sources as listed
from thematica.store.reads.transcripts import transcript
from thematica.text.span import Span
from thematica.text.words import words
from thematica.work import correcting, sources
from thematica.work.search import Hit, Query, search

TALK = """\
Intervjuer: Både skjemaet og samtalen?
P1: Skjemaene fyller jeg ut. Det er bade-sesong, og møtet var på møterommet.
P1: Jeg sa «ja», e-post er bra. Hun sa: "nei" AND (ler) OR NEAR/3 *.
P2: 日本語を話します。日本は遠い。
P2: 👨‍👩‍👧 😀😀 naïve cafe\u0301 Müller don’t
P2: Vi fyller ut et nytt skjema   hver dag, ut og inn.
"""

Found = Callable[..., list[str]]


def add(project: Project, name: str, text: str, language: str = "nb") -> SourceId:
    prepared = sources.prepare(text.encode(), f"{name}.txt", language)
    with project.act("import") as tx:
        return sources.add(tx, prepared, name=name)


def hits(project: Project, text: str, limit: int | None = None, **how: Any) -> tuple[Hit, ...]:
    with project.read() as session:
        return search(session, Query(text, **how), limit=limit)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project with the talk above, to be searched and not changed."""
    with Project.create(tmp_path_factory.mktemp("talk") / "talk.thematica", name="Talk", language="nb") as made:
        add(made, "Samtale", TALK)
        yield made


@pytest.fixture
def found(talk: Project) -> Found:
    """Searches that talk and gives what was found."""
    return lambda text, **how: [hit.text for hit in hits(talk, text, **how)]


def test_capitals_and_marks_that_are_not_typed_make_no_difference(found: Found) -> None:
    assert found("bade") == ["Både", "bade"]
    assert found("både") == ["Både"]
    assert found("mote") == found("møte") == ["møte", "møte"]
    assert found("muller") == ["Müller"]
    assert found("café") == ["café"]
    assert found("cafe\u0301") == ["café"]
    assert found("Både", case_sensitive=True) == ["Både"]
    assert found("både", case_sensitive=True) == []


def test_parts_of_words_are_found_unless_whole_words_are_asked_for(found: Found) -> None:
    assert found("skjema") == ["skjema", "Skjema", "skjema"]
    assert found("skjema", whole_word=True) == ["skjema"]
    assert found("rommet") == ["rommet"]
    assert found("post") == ["post"]
    assert found("post", whole_word=True) == []
    assert found("e-post", whole_word=True) == ["e-post"]
    assert found("don't", whole_word=True) == ["don’t"]


def test_phrases_run_over_any_white_space_and_may_begin_and_end_inside_words(found: Found) -> None:
    assert found("skjema hver dag") == ["skjema   hver dag"]
    assert found("aene fyller j") == ["aene fyller j"]
    assert found("  ut   og ") == ["ut og"]
    assert found("fyller og") == []


def test_all_words_of_a_turn_are_found_in_any_order(found: Found) -> None:
    assert found("ut skjema", words="all") == ["Skjema", "ut", "ut", "skjema", "ut"]
    assert found("skjema samtalen dag", words="all") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本", ["日本", "日本"]),
        ("本語", ["本語"]),
        ("日", ["日", "日"]),
        ("。", ["。", "。"]),
        ("😀", ["😀", "😀"]),
        ("👨‍👩‍👧", ["👨‍👩‍👧"]),
        ("«ja»", ["«ja»"]),
        ("(ler)", ["(ler)"]),
        ("*", ["*"]),
        ('"nei" AND (ler) OR NEAR/3 *', ['"nei" AND (ler) OR NEAR/3 *']),
        ('"', ['"', '"']),
        ('nei" OR "skjema', []),
        ("terms:skjema", []),
        ("skjema*", []),
        ("^både", []),
        ("' OR 1=1 --", []),
        ("%", []),
        ("_", []),
        ("\\", []),
    ],
)
def test_every_sign_is_taken_as_it_stands(found: Found, text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_lemmas_find_every_form_of_a_word(found: Found) -> None:
    assert found("skjemaet", lemma=True) == ["skjemaet", "Skjemaene", "skjema"]
    assert found("møter", lemma=True) == ["møtet"]
    assert found("fyller ut", lemma=True) == ["fyller ut"]
    assert found("fylte UT", lemma=True) == ["fyller ut"]
    assert found("dager skjema", lemma=True, words="all") == ["skjema", "dag"]
    assert found("日", lemma=True) == ["日", "日"]


def test_lemmas_are_those_of_the_language_of_each_source(project: Project) -> None:
    add(project, "Norsk", "A: Er de der?\n")
    add(project, "English", "A: They went there, er, twice.\n", "en")
    assert [(hit.source, hit.text) for hit in hits(project, "være", lemma=True)] == [("Norsk", "Er")]
    assert [(hit.source, hit.text) for hit in hits(project, "go", lemma=True)] == [("English", "went")]
    add(project, "Klingon", "A: Went.\n", "tlh")
    assert [hit.source for hit in hits(project, "go", lemma=True)] == ["English"]
    assert [hit.source for hit in hits(project, "went", lemma=True)] == ["English", "Klingon"]


def test_a_regular_expression_matches_within_turns(found: Found) -> None:
    assert found(r"skjema\w*", regex=True) == ["skjemaet", "Skjemaene", "skjema"]
    assert found(r"skjema\w*", regex=True, case_sensitive=True) == ["skjemaet", "skjema"]
    assert found(r"samtalen.*fyller", regex=True) == []


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("", {}),
        (" \n\t", {}),
        ("\u00ad", {}),
        ("?", {"lemma": True}),
        ("(", {"regex": True}),
        ("a", {"regex": True, "lemma": True}),
        ("a", {"regex": True, "whole_word": True}),
        ("a", {"regex": True, "words": "all"}),
        ("a", {"lemma": True, "case_sensitive": True}),
        ("a" * 1001, {}),
    ],
)
def test_what_cannot_be_looked_for_is_told(talk: Project, text: str, how: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        hits(talk, text, **how)


def test_a_hit_says_where_it_is_and_who_speaks(study: Project) -> None:
    [hit] = hits(study, "TWENTY minutes", context=8)
    guid, span = place(study, "Nurse", "twenty minutes")
    assert (hit.source, hit.source_guid, hit.span) == ("Nurse", guid, span)
    assert (hit.before, hit.text, hit.after) == ("t takes ", "twenty minutes", " that I ")
    assert (hit.turn, hit.speaker, hit.role, hit.is_evidence) == (2, "P1", hit.role, True)
    [question] = hits(study, "the patients", context=0)
    assert (question.speaker, question.is_evidence, question.before) == ("Interviewer", False, "")


def test_sources_roles_and_evidence_narrow(study: Project) -> None:
    with study.read() as session:
        physio = names.source_named(session, "Physio")
    assert {hit.source for hit in hits(study, "the")} == {"Nurse", "Physio"}
    assert {hit.source for hit in hits(study, "the", sources=frozenset({physio}))} == {"Physio"}
    every = hits(study, "the")
    assert {hit.role for hit in hits(study, "the", roles=frozenset({"interviewer"}))} == {"interviewer"}
    assert hits(study, "the", only_evidence=True) == tuple(hit for hit in every if hit.is_evidence)
    assert any(not hit.is_evidence for hit in every)


def test_turns_of_nobody_named_can_be_asked_for(project: Project) -> None:
    add(project, "Notes", "We walked to the ward. Nobody was there.\n")
    assert [hit.role for hit in hits(project, "ward", roles=frozenset({"unknown"}))] == [None]
    assert hits(project, "ward", roles=frozenset({"participant"})) == ()


def test_labels_are_not_searched(study: Project) -> None:
    assert hits(study, "P1") == hits(study, "Interviewer") == ()


def test_a_limit_gives_the_first_hits(study: Project) -> None:
    every = hits(study, "e")
    assert hits(study, "e", limit=3) == every[:3]
    assert hits(study, "e", limit=len(every) + 1) == every


def test_a_word_of_half_the_vocabulary_is_found_all_the_same(project: Project) -> None:
    many = " ".join(f"x{n:05}" for n in range(4_500))
    add(project, "Many", f"P1: {many}\nP1: none\nP2: x00007 yes\n")
    assert len(hits(project, "x")) == 4_501
    assert [hit.text for hit in hits(project, "7 ye")] == ["7 ye"]
    assert [hit.turn for hit in hits(project, "00007 ye")] == [3]


def test_a_word_longer_than_any_index_holds_is_found(project: Project) -> None:
    add(project, "Long", f"P1: {'ж' * 20_000}end\nP1: {'ж' * 20_000}\n")
    assert [hit.turn for hit in hits(project, "жend")] == [1]
    assert [hit.turn for hit in hits(project, "end", whole_word=True)] == []
    with project.read() as session:
        assert check.problems(session) == ()


PLAIN = {"å": "a", "ä": "a", "ø": "o", "é": "e", "Å": "a", "Ø": "o"}
LETTERS = "aåäbeéoøABÅØ"
BODIES = st.text(f"{LETTERS}   -'._日本😀\"*", min_size=1, max_size=30).map(str.strip).filter(bool)


def plain(text: str, *, marks: bool) -> str:
    return "".join(each.lower() if marks else PLAIN.get(each, each.lower()) for each in text)


def by_hand(body: str, typed: str, *, whole_words: bool) -> list[Span]:
    """Where a body reads what was typed, found by trying every place; each hit begins after the one before it."""
    marks = any(each in PLAIN for each in typed)
    wanted = plain(typed, marks=marks).split()
    inside = {at for word in words(body, Span(0, len(body))) for at in range(word.start + 1, word.end)}
    found: list[Span] = []
    for start in range(len(body)):
        if (found and start < found[-1].end) or body[start].isspace():
            continue
        for end in range(start + 1, len(body) + 1):
            if plain(body[start:end], marks=marks).split() == wanted and not body[end - 1].isspace():
                if not (whole_words and {start, end} & inside):
                    found.append(Span(start, end))
                break
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(bodies=st.lists(BODIES, min_size=1, max_size=4), data=st.data(), whole_words=st.booleans())
def test_every_place_is_found_and_no_other(
    project: Project, bodies: list[str], data: st.DataObject, whole_words: bool
) -> None:
    with project.read() as session:
        taken = len(listed(session))
    guid = add(project, f"Talk {taken}", "".join(f"P{n % 2 + 1}: {body}\n" for n, body in enumerate(bodies)))
    with project.read() as session:
        view = transcript(session, guid)
    said = [(turn.body_start, turn.body.of(view.text)) for turn in view.turns]
    pieces = st.sampled_from([body for _, body in said if body.strip()] or bodies).flatmap(
        lambda body: st.tuples(st.integers(0, len(body)), st.integers(1, 6)).map(lambda at: body[at[0] :][: at[1]])
    )
    typed = data.draw((pieces | BODIES).filter(lambda text: bool(text.strip())))
    expected = [
        Span(start + span.start, start + span.end)
        for start, body in said
        for span in by_hand(body, typed, whole_words=whole_words)
    ]
    found = hits(project, typed, whole_word=whole_words, sources=frozenset({guid}))
    assert [hit.span for hit in found] == expected
    assert all(hit.text == hit.span.of(view.text) for hit in found)


def test_corrections_undo_redo_and_removal_are_followed(project: Project) -> None:
    guid = add(project, "One", "P1: We fill in the from every day.\n")
    add(project, "Two", "P2: The form is long.\n")

    def where(text: str) -> list[str]:
        return [hit.source for hit in hits(project, text)]

    with project.read() as session:
        view = transcript(session, guid)
    at = view.text.index("from")
    corrected = correcting.prepare(view, Span(at, at + 4), "form")
    with project.act("correct") as tx:
        correcting.correct(tx, guid, corrected)
    assert (where("form"), where("from")) == (["One", "Two"], [])
    project.undo()
    assert (where("form"), where("from")) == (["Two"], ["One"])
    project.redo()
    assert (where("form"), where("from")) == (["One", "Two"], [])
    with project.act("remove") as tx:
        sources.remove(tx, guid)
    assert where("form") == ["Two"]
    project.undo()
    assert where("form") == ["One", "Two"]
    for _ in range(3):
        project.undo()
    assert where("form") == where("from") == []
    for _ in range(3):
        project.redo()
    assert where("form") == ["One", "Two"]


def test_an_import_that_fails_leaves_nothing_to_be_found(project: Project) -> None:
    with pytest.raises(RuntimeError), project.act("import") as tx:
        sources.add(tx, sources.prepare(b"P1: A form.\n", "One.txt", "en"))
        raise RuntimeError
    assert hits(project, "form") == ()
