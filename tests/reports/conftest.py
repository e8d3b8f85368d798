"""A study with all that a report can show: groups, a translation, contrary excerpts, an interviewer's words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reports.reported import FOCUS_GROUP, INTERVIU, THEME
from studies import NURSE, PHYSIO, code, code_words, place, ticking
from thematica.formats.codebooks.values import Citation, Codebook, CodeEntry
from thematica.formats.transcripts import Reading
from thematica.store.ids import ThemeId
from thematica.store.project import Project
from thematica.store.reads import names
from thematica.work import cases, codebook, memos, sources, study, themes

CASES = {"Nurse 1": "nurse", "Physio 1": "physiotherapist", "Nurse 2": "nurse", "Doctor 1": "doctor"}
SPEAKERS = (
    ("Nurse", "P1", "Nurse 1"),
    ("Physio", "P2", "Physio 1"),
    ("Team", "Kari", "Nurse 2"),
    ("Team", "Ola", None),
    ("Intervju", "L", "Doctor 1"),
)
FRAME = Codebook(
    name="Small frame",
    guid="6c1c3d1e-58a5-4e0b-9a1f-0d3a7f6a0001",
    id="frame",
    version="2.1.0",
    notice="Paraphrased for this test.",
    sources=(Citation("Someone A. A frame. 2020.", 2020, "10.1000/1"),),
    codes=(
        CodeEntry(
            name="Technology",
            codable=False,
            children=(
                CodeEntry(
                    name="Usability",
                    brief="How easy it is.",
                    definition="Talk about operating the system.",
                    include=("Clicks.", "Log-in."),
                    exclude=("Missing features.",),
                    example="Four clicks.",
                    example_invented=True,
                ),
                CodeEntry(name="Security", brief="How safe it is."),
                CodeEntry(name="Cost", brief="What it costs."),
            ),
        ),
    ),
)


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Three interviews, one in Norwegian, and a focus group; a frame and own codes; two themes and a subtheme."""
    path = tmp_path_factory.mktemp("reported") / "reported.thematica"
    with Project.create(path, name="Forms", approach="codebook", coder="Ada Roe", now=ticking()) as project:
        _sources(project)
        _codes(project)
        _themes(project)
        yield project


def _sources(project: Project) -> None:
    files = (
        ("Nurse", NURSE, "en", "interview"),
        ("Physio", PHYSIO, "en", "interview"),
        ("Team", FOCUS_GROUP, "en", "focus-group"),
        ("Intervju", INTERVIU, "nb", "interview"),
    )
    for name, text, language, kind in files:
        roles = {"I": "interviewer", "L": "participant", "Moderator": "moderator"}
        prepared = sources.prepare(text.encode(), f"{name}.txt", language, Reading(roles=roles))
        with project.act("import") as tx:
            sources.add(tx, prepared, name=name, kind=kind)
    with project.act("cases") as tx:
        known = {name: cases.add(tx, name) for name in CASES}
        for name, value in CASES.items():
            cases.set_case_value(tx, known[name], "profession", value)
    for source, label, case in SPEAKERS:
        with project.act("speaker") as tx:
            sources.set_speaker(
                tx,
                names.source_named(tx.session, source),
                label,
                role="participant",
                case=known[case] if case else None,
            )
    with project.act("describe") as tx:
        study.describe(tx, question="How do forms become part of care?")


def _codes(project: Project) -> None:
    with project.act("codes") as tx:
        codebook.add_codebook(tx, FRAME)
        people = codebook.new_code(tx, "People", fields=codebook.Fields(codable=False))
        workload = codebook.Fields(brief="Work that is added.")
        codebook.new_code(tx, "Workload", parent=people, fields=workload)
        codebook.new_code(tx, "Trust", parent=people)
        codebook.new_code(tx, "Not used yet", parent=people)
    code_words(project, "Nurse", "it takes twenty minutes that I do not have", "Workload", "Usability")
    code_words(project, "Nurse", "it takes twenty minutes that I do not have", "Workload", coder="Bo Lind")
    code_words(project, "Nurse", "They like being asked.", "Trust")
    code_words(project, "Nurse", "How did the tablet fit into the day?", "Workload")  # the interviewer's
    code_words(project, "Physio", "I type the same numbers again into the record", "Workload")
    code_words(project, "Team", "we never look\n\nOla: Nobody does", "Workload", "Trust")
    code_words(project, "Intervju", "Jeg stoler på tallene.", "Trust")


def _themes(project: Project) -> None:
    fields = themes.Fields(concept="Time is taken, not given.", definition="Covers time.", account="First.\n\nSecond.")
    burden = _theme(project, THEME, ("Workload", "Usability"), fields=fields)
    trust = _theme(
        project, "Trust in numbers", ("Trust",), parent=burden, fields=themes.Fields(concept="Numbers bind.")
    )
    bare = _theme(project, "Bare", ())
    gone = _theme(project, "Given up", ("Trust",), fields=themes.Fields(status="discarded"))
    with project.act("reorder") as tx:
        themes.move(tx, gone, parent=None, place=1)
    _quote(project, burden, "Nurse", "it takes twenty minutes that I do not have")
    _quote(project, burden, "Nurse", "How did the tablet fit into the day?")
    _quote(project, burden, "Team", "we never look\n\nOla: Nobody does")
    _quote(project, trust, "Intervju", "Jeg stoler på tallene.", "I trust the numbers.")
    _quote(project, bare, "Intervju", "Hver gang det haster.", "Each time it is urgent.")
    with project.act("contrary") as tx:
        themes.attach_excerpt(tx, bare, *place(project, "Intervju", "Hver gang det haster."), stance="contrary")
        themes.attach_excerpt(
            tx, burden, *place(project, "Physio", "It helps me start in the right place."), stance="contrary"
        )
        memos.write(tx, memos.About(theme=burden), "Was called workload before.")
        memos.write(tx, memos.About(theme=burden), "Journal: do I overrate it?", purpose="journal")
        memos.write(tx, memos.About(theme=burden), "Talk: we see it otherwise.", purpose="discussion")
        memos.write(tx, memos.About(theme=burden), "Private: I am tired of it.", private=True)


def _theme(
    project: Project,
    name: str,
    codes: tuple[str, ...],
    *,
    parent: ThemeId | None = None,
    fields: themes.Fields | None = None,
) -> ThemeId:
    chosen = [code(project, each) for each in codes]
    with project.act("theme") as tx:
        guid = themes.create(tx, name, parent=parent, fields=fields)
        themes.attach_codes(tx, guid, chosen)
    return guid


def _quote(project: Project, theme: ThemeId, source: str, words: str, translation: str = "") -> None:
    with project.act("quote") as tx:
        themes.quote(tx, theme, *place(project, source, words), translation=translation)
