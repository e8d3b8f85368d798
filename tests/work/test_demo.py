"""The demo study is built from its manifest, whole, and a manifest that is wrong says where."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from studies import NURSE, ticking
from thematica.errors import BadFile, ThematicaError
from thematica.formats.shipped_data import folder
from thematica.store.check import problems
from thematica.store.project import Project
from thematica.store.reads import codes, memos, names, sources, study, themes, transcripts
from thematica.work.demo import build, manifest

MANIFEST: dict[str, Any] = {
    "format": "thematica-study/1",
    "name": "Small",
    "approach": "reflexive",
    "language": "en",
    "coders": ["Ada Roe"],
    "cases": [{"name": "Nurse 1", "values": {"site": "North"}}],
    "sources": [{"file": "nurse.txt", "name": "Nurse", "speakers": {"P1": {"role": "participant", "case": "Nurse 1"}}}],
    "codes": [{"name": "People", "codable": False}, {"name": "Time", "parent": "People"}],
    "codings": [{"source": "Nurse", "coder": "Bo Lee", "codes": ["Time"], "quote": "it takes twenty\n  minutes"}],
    "memos": [
        {
            "on": "coding",
            "coder": "Bo Lee",
            "source": "Nurse",
            "code": "Time",
            "quote": "it takes twenty minutes",
            "text": "!",
        }
    ],
    "themes": [
        {
            "name": "Gone",
            "codes": ["Time"],
            "evidence": [{"source": "Nurse", "stance": "contrary", "quote": "They like being asked."}],
            "quotes": [{"source": "Nurse", "quote": "So some days I just skip it.", "translation": "Ja."}],
            "subthemes": [{"name": "Within", "status": "defined"}],
        }
    ],
    "passes": [{"source": "Nurse", "coder": "Bo Lee", "status": "reading"}],
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The demo study as it ships."""
    shipped = folder("sample_transcripts")
    wanted = manifest(shipped)
    path = tmp_path_factory.mktemp("demo") / "demo.thematica"
    with Project.create(path, name=wanted.text("name"), approach=wanted.text("approach"), now=ticking()) as project:
        steps = list(build(project, shipped))
        assert [step.done for step in steps] == list(range(steps[0].total))
        yield project


def test_the_demo_study_holds_what_a_reader_is_promised(demo: Project) -> None:
    with demo.read() as session:
        info, found = study.info(session), themes.themes(session)
        known, views = codes.codes(session), sources.sources(session)
        valences = {coding.valence for coding in transcripts.codings(session)}
    assert len(info.coders) == 2
    assert info.codings >= 150
    assert info.question
    assert info.about
    assert {"enabler", "barrier"} <= valences
    assert sum(code.kind in {"inductive", "in-vivo"} and code.codable for code in known) >= 10
    assert len([theme for theme in found if theme.parent is None]) >= 4
    assert all(theme.concept and theme.definition and theme.quotes for theme in found if theme.parent is None)
    assert any(each.stance == "contrary" for theme in found for each in theme.evidence)
    interviews = [view for view in views if view.kind == "interview" and view.language == "en"]
    assert len(interviews) >= 4
    assert all(1_500 <= view.words <= 3_000 for view in interviews)
    [group] = [view for view in views if view.kind == "focus-group"]
    assert group.words >= 2_500
    assert [speaker.role for speaker in group.speakers].count("participant") == 6
    assert [view.language for view in views].count("nb") == 1


def test_the_demo_study_is_whole_and_can_be_taken_back_act_by_act(demo: Project, tmp_path: Path) -> None:
    path = Path(shutil.copy(demo.path, tmp_path / "copy.thematica"))
    with Project.open(path, coder="Ada Roe") as project:
        with project.read() as session:
            assert problems(session) == ()
            acts = len(study.history(session))
        assert acts < 40
        for _ in range(acts):
            project.undo()
        with project.read() as session:
            info = study.info(session)
    assert (info.sources, info.codes, info.codings, info.memos, info.themes, info.cases) == (0,) * 6


def test_every_source_is_coded_in_the_words_of_participants(demo: Project) -> None:
    with demo.read() as session:
        assert all(view.codings for view in sources.sources(session))
        quotes = [quote.passage for theme in themes.themes(session) for quote in theme.quotes]
    assert all(quote.is_evidence for quote in quotes)


def small(tmp_path: Path, changes: dict[str, object]) -> Path:
    (tmp_path / "nurse.txt").write_text(NURSE)
    (tmp_path / "study.yaml").write_text(yaml.safe_dump({**MANIFEST, **changes}))
    return tmp_path


def test_a_small_manifest_is_built_by_its_words(project: Project, tmp_path: Path) -> None:
    list(build(project, small(tmp_path, {})))
    with project.read() as session:
        [coding] = transcripts.codings(session)
        [memo] = memos.memos(session)
        top, within = themes.themes(session)
        text = transcripts.text_of(session, coding.source)
        [case] = study.cases(session)
        [source] = sources.sources(session)
        assert names.code_named(session, "People > Time") == coding.code
    assert coding.span.of(text) == "it takes twenty minutes"
    assert (memo.coding, memo.coder) == (coding.guid, "Bo Lee")
    assert (top.quotes[0].translation, top.evidence[0].stance) == ("Ja.", "contrary")
    assert (within.parent, within.status) == (top.guid, "defined")
    assert case.values == {"site": "North"}
    assert source.passes == {"Bo Lee": "reading"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "thematica-study/9"}, "format: thematica-study/1"),
        ({"coders": "Ada"}, "“coders”"),
        ({"sources": [{"file": "gone.txt", "name": "Gone"}]}, "sources 1, names gone.txt"),
        (
            {"sources": [{"file": "nurse.txt", "name": "Nurse", "speakers": {"P9": {"role": "participant"}}}]},
            "sources 1, ",
        ),
        (
            {"codings": [{"source": "Nurse", "coder": "A", "codes": ["Time"], "quote": "never said"}]},
            "codings 1, .*0 times",
        ),
        ({"codings": [{"source": "Nurse", "coder": "A", "codes": ["Time"], "quote": "I"}]}, "codings 1, .*not once"),
        ({"codings": [{"source": "Nurse", "coder": "A", "codes": ["Tmie"], "quote": "skip"}]}, "codings 1, .*“Tmie”"),
        ({"codings": [{"source": "Nurse", "coder": "A", "quote": 7}]}, "codings 1, .*“quote”"),
        ({"codings": [{"source": "Norse", "coder": "A", "codes": [], "quote": "x"}]}, "codings 1, .*“Norse”"),
        ({"memos": [{"on": "novel", "coder": "A", "text": "x"}]}, "memos 1, "),
        ({"memos": [{**MANIFEST["memos"][0], "coder": "Cy"}]}, "memos 1, .*did not make"),
        ({"themes": [{"name": "A", "quotes": [{"source": "Nurse", "quote": "nowhere"}]}]}, "themes 1, quotes 1, "),
        ({"passes": [{"source": "Nurse", "coder": "A", "status": "done"}]}, "passes 1, "),
    ],
)
def test_what_is_wrong_is_said_with_its_entry(
    project: Project, tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(BadFile, match=said):
        list(build(project, small(tmp_path, changes)))


@pytest.mark.parametrize("content", [b"", b"[1, 2", b"\xff\xfe\x00", b"- a"])
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "study.yaml").write_bytes(content)
    with pytest.raises(BadFile):
        manifest(tmp_path)
    (tmp_path / "study.yaml").unlink()
    with pytest.raises(ThematicaError):
        manifest(tmp_path)
