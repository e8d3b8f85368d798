from __future__ import annotations

from collections.abc import Callable

import pytest

from studies import code_words
from thematica.store.project import Project
from thematica.work.agreement import AgreementQuery, CharacterAgreement, character_agreement
from thematica.work.agreement.continuum import Continuum, Segment, unitised

Read = Callable[..., None]
COUNTED = (
    "Honestly, it takes twenty minutes that I do not have. And then nobody looks at the graph.",
    "So some days I just skip it.",
    "They like being asked. It is us who run out of time.",
)
TAPE = "".join(COUNTED)
PHYSIO = len("I read them before they come in. It helps me start in the right place.") + len(
    "But I type the same numbers again into the record, every time."
)


def measured(project: Project, **how: bool) -> CharacterAgreement:
    with project.read() as session:
        return character_agreement(session, AgreementQuery(("Ada", "Bo"), **how), on="2026-03-01")  # type: ignore[arg-type] # as tests say


def on_tape(words: str, code: str = "x") -> Segment:
    start = TAPE.index(words)
    return Segment(start, start + len(words), code)


def test_the_talk_that_counts_is_laid_end_to_end(pair: Project) -> None:
    across = "I just skip it.\nInterviewer: And the patients?\nP1: They like being asked."
    code_words(pair, "Nurse", across, "Workload", coder="Ada")
    code_words(pair, "Nurse", "They like being asked.", "Workload", coder="Bo")
    found = measured(pair)
    ada, bo = on_tape("I just skip it.They like being asked."), on_tape("They like being asked.")
    by_hand = unitised([Continuum(len(TAPE), ((ada,), (bo,))), Continuum(PHYSIO, ((), ()))])
    assert (found.length, found.missing, found.sources) == (len(TAPE) + PHYSIO, 0, 2)
    [code] = found.codes
    assert (code.length, code.prevalence) == (found.length, {"Ada": 37, "Bo": 22})
    assert code.relevant == pytest.approx(by_hand.relevant)
    assert [(each.turn, each.text, each.coders) for each in found.disagreements] == [
        (3, "I just skip it.", {"Ada": True, "Bo": False})
    ]


def test_codes_of_one_heading_are_told_apart_where_nobody_doubles_them(pair: Project) -> None:
    code_words(pair, "Nurse", "it takes twenty minutes", "Workload", coder="Ada")
    code_words(pair, "Nurse", "They like being asked.", "Trust", coder="Ada")
    code_words(pair, "Nurse", "twenty minutes that I do not have", "Workload", coder="Bo")
    code_words(pair, "Nurse", "like being asked", "Workload", coder="Bo")
    [domain] = measured(pair).domains
    ada = on_tape("it takes twenty minutes", "w"), on_tape("They like being asked.", "t")
    bo = on_tape("twenty minutes that I do not have", "w"), on_tape("like being asked", "w")
    by_hand = unitised([Continuum(len(TAPE), (ada, bo)), Continuum(PHYSIO, ((), ()))])
    assert domain.figures is not None
    assert (domain.path, domain.codes) == ("People", ("People > Trust", "People > Workload"))
    assert domain.figures.u == pytest.approx(by_hand.u)
    assert domain.figures.coded == pytest.approx(by_hand.coded)
    assert domain.figures.by_value["People > Trust"] == pytest.approx(by_hand.by_value["t"])


def test_codes_a_coder_put_on_the_same_words_are_not_resolved_silently(pair: Project) -> None:
    code_words(pair, "Nurse", "it takes twenty minutes", "Workload", coder="Ada")
    code_words(pair, "Nurse", "twenty minutes that", "Trust", coder="Ada")
    [domain] = measured(pair).domains
    assert (domain.figures, domain.doubled) == (None, {"Ada": len("twenty minutes")})


def test_sources_not_read_by_all_are_missing(pair: Project, read: Read) -> None:
    code_words(pair, "Nurse", "I just skip it", "Workload", coder="Ada")
    read("Bo", "Physio", status="open")
    found = measured(pair)
    assert (found.length, found.missing, found.sources) == (len(TAPE), PHYSIO, 1)
    read("Bo", "Nurse", status="open")
    nothing = measured(pair)
    assert (nothing.length, nothing.codes[0].relevant, nothing.disagreements) == (0, None, ())
    assert measured(pair, include_open=True).length == len(TAPE) + PHYSIO


def test_edges_that_differ_are_listed_word_by_word(pair: Project) -> None:
    code_words(pair, "Nurse", "nobody looks at", "Workload", coder="Ada")
    code_words(pair, "Nurse", "looks at the graph", "Workload", coder="Bo")
    assert [(each.text, each.coders["Ada"]) for each in measured(pair).disagreements] == [
        ("nobody", True),
        ("the graph", False),
    ]
