"""What stands in the end is coded in a name of its own, beside what each coder put there."""

from __future__ import annotations

from studies import code, code_words, place
from thematica.store.project import Project
from thematica.store.reads.transcripts import codings
from thematica.text.span import Span
from thematica.work import consensus

TURN = "They like being asked. It is us who run out of time."


def stands(project: Project) -> set[tuple[str, str]]:
    source, _ = place(project, "Nurse", TURN)
    with project.read() as session:
        text = place_text(project)
        found = codings(session, source)
    return {(each.span.of(text), each.name) for each in found if each.coder == consensus.CONSENSUS}


def place_text(project: Project) -> str:
    from thematica.store.reads.transcripts import text_of

    source, _ = place(project, "Nurse", TURN)
    with project.read() as session:
        return text_of(session, source)


def decide(project: Project, *codes: str, unit: Span | None = None) -> None:
    source, turn = place(project, "Nurse", TURN)
    with project.act("decide") as tx:
        consensus.decide(tx, source, unit or turn, [code(project, each) for each in codes], ("Ada Roe", "Bo Lee"))


def test_a_code_that_stands_lies_on_the_words_that_either_gave_it(study: Project) -> None:
    code_words(study, "Nurse", "It is us who run out of time.", "Trust", coder="Bo Lee")
    before = {each for each in everybodys(study) if each[2] != consensus.CONSENSUS}
    decide(study, "Trust", "Double entry")
    assert stands(study) == {(TURN, "Trust"), (TURN, "Double entry")}  # Ada has the first sentence, Bo the second
    assert before == {each for each in everybodys(study) if each[2] != consensus.CONSENSUS}


def everybodys(project: Project) -> set[tuple[str, str, str]]:
    with project.read() as session:
        return {(str(each.span), each.name, each.coder) for each in codings(session)}


def test_a_later_decision_takes_the_place_of_the_earlier_and_keeps_within_its_unit(study: Project) -> None:
    decide(study, "Trust")
    assert stands(study) == {("They like being asked.", "Trust")}
    decide(study, "Double entry")
    assert stands(study) == {(TURN, "Double entry")}
    _, sentence = place(study, "Nurse", "It is us who run out of time.")
    decide(study, "Workload", unit=sentence)
    assert stands(study) == {("It is us who run out of time.", "Workload")}
    decide(study)
    assert stands(study) == set()


def test_one_undo_takes_a_decision_back_with_the_coder_it_made(study: Project) -> None:
    before = everybodys(study)
    decide(study, "Trust")
    study.undo(mine=True)
    assert everybodys(study) == before
