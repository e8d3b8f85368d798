"""Taking files in: what would become of one, who speaks in it, and what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from studies import NURSE, PHYSIO
from thematica.errors import BadFile, NotAllowed
from thematica.store.project import Project
from thematica.store.reads.cases import cases
from thematica.store.reads.sources import sources as listed
from thematica.work import cases as case_verbs
from thematica.work import intake, sources
from thematica.work.wishes import Identity, Wish


def planned(project: Project, text: str, wish: Wish, name: str = "Third.txt") -> intake.Plan:
    with project.read() as session:
        return intake.decide(session, sources.prepare(text.encode(), name, "en", wish.reading), wish)


def test_what_would_become_of_a_file_depends_on_what_is_there(study: Project) -> None:
    fates = {
        ("skip", NURSE, "Else.txt"): ("skip", "Nurse"),
        ("copy", NURSE, "Nurse.txt"): ("add", "Nurse (2)"),
        ("replace", NURSE, "Nurse.txt"): ("skip", "Nurse"),
        ("replace", PHYSIO, "Nurse.txt"): ("replace", "Nurse"),
        ("skip", PHYSIO + "P2: So.", "Physio.txt"): ("add", "Physio (2)"),
    }
    for (do, text, name), fate in fates.items():
        plan = planned(study, text, Wish().on_duplicates(do), name)
        assert (plan.fate, plan.name) == fate


def test_speakers_become_participants_there_or_new(study: Project) -> None:
    with study.act("cases") as tx:
        case_verbs.add(tx, "Kari")
    wish = Wish().with_case("P3", Identity("kari", "unsure")).with_case("p 4", Identity("Ola"))
    with study.act("import") as tx:
        intake.take_in(tx, planned(study, "P3: So.\nP 4: Yes.\nP3: No.\nP 4: Well.\n", wish))
    with study.read() as session:
        spoken = {case.name: [(each.label, each.certainty) for each in case.speaks] for case in cases(session)}
    assert spoken == {"Kari": [("P3", "unsure")], "Ola": [("P 4", "known")]}


def test_a_site_does_not_speak_and_nothing_is_stored_then(study: Project) -> None:
    with study.act("cases") as tx:
        case_verbs.add(tx, "North", type_="site")
    plan = planned(study, "P3: So.\nP3: Yes.\nI: No.\nP3: Well.\n", Wish().with_case("P3", Identity("North")))
    with pytest.raises(NotAllowed), study.act("import") as tx:
        intake.take_in(tx, plan)
    with study.read() as session:
        assert [source.name for source in listed(session)] == ["Nurse", "Physio"]


def test_what_is_no_file_is_told(study: Project, tmp_path: Path) -> None:
    for nothing in (tmp_path, tmp_path / "gone.txt"):
        with pytest.raises(BadFile):
            intake.look(study, nothing, Wish(), "en")
