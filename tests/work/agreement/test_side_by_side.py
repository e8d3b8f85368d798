from __future__ import annotations

from collections.abc import Callable

from studies import code_words
from thematica.store.project import Project
from thematica.work.agreement import AgreementQuery, UnitComparison, side_by_side

Read = Callable[..., None]


def compared(project: Project, *coders: str) -> tuple[UnitComparison, ...]:
    with project.read() as session:
        return side_by_side(session, AgreementQuery(coders or ("Ada", "Bo")))


def test_differences_stand_first_and_each_in_the_order_of_the_text(pair: Project) -> None:
    for coder in ("Ada", "Bo"):
        code_words(pair, "Nurse", "twenty minutes", "Workload", coder=coder)
        code_words(pair, "Nurse", "They like being asked.", "Trust", coder=coder)
    code_words(pair, "Nurse", "It is us", "Workload", coder="Bo")
    code_words(pair, "Physio", "every time", "Trust", coder="Ada")
    first, second, third = compared(pair)
    assert (first.source, first.turn, first.speaker, first.differs) == ("Nurse", 5, "P1", True)
    assert (first.both, first.only) == (("People > Trust",), {"Ada": (), "Bo": ("People > Workload",)})
    assert first.text == "They like being asked. It is us who run out of time."
    assert (second.source, second.both, second.only["Ada"]) == ("Physio", (), ("People > Trust",))
    assert (third.turn, third.differs, third.both) == (2, False, ("People > Workload",))


def test_a_source_somebody_still_reads_says_so_and_stands_later(pair: Project, read: Read) -> None:
    read("Bo", "Nurse", status="reading")
    code_words(pair, "Nurse", "twenty minutes", "Workload", coder="Ada")
    code_words(pair, "Physio", "every time", "Trust", coder="Ada")
    first, second = compared(pair)
    assert (first.source, first.unfinished) == ("Physio", ())
    assert (second.source, second.unfinished) == ("Nurse", ("Bo",))


def test_three_coders_share_what_all_of_them_see(pair: Project) -> None:
    for coder in ("Ada", "Bo", "Cy"):
        code_words(pair, "Nurse", "twenty minutes", "Workload", coder=coder)
    for coder in ("Ada", "Bo"):
        code_words(pair, "Nurse", "I do not have", "Trust", coder=coder)
    [found] = compared(pair, "Ada", "Bo", "Cy")
    assert (found.both, found.differs) == (("People > Workload",), True)
    assert found.only == {"Ada": ("People > Trust",), "Bo": ("People > Trust",), "Cy": ()}
