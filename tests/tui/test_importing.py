"""The import screen: what was understood is seen and corrected before anything is stored."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from textual.worker import WorkerCancelled

from studies import NURSE, PHYSIO
from thematica.errors import BadFile
from thematica.store.project import Project
from thematica.store.reads.cases import cases
from thematica.store.reads.sources import SourceView, sources
from thematica.store.reads.study import history
from thematica.tui.files import listing, meant
from thematica.tui.intake.file_list import FileList
from thematica.tui.intake.incoming import Batch, Incoming, store
from thematica.tui.intake.preview import Preview
from thematica.tui.screens import importing
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.importing import ImportScreen
from thematica.work.wishes import Wish
from workbenches import Opened, Workbench

LARGE = (140, 44)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder of two interviews, and of something that is no transcript."""
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "Nurse.txt").write_text(NURSE, encoding="utf-8")
    (folder / "Physio.txt").write_text(PHYSIO, encoding="utf-8")
    (folder / "photo.docx").write_bytes(b"\x89PNG no transcript")
    return folder


async def choose(bench: Workbench, what: object) -> None:
    await bench.press("I")
    await bench.write(str(what))
    await bench.press("enter")


def stored(project: Project) -> dict[str, SourceView]:
    with project.read() as session:
        return {source.name: source for source in sources(session)}


def roles(source: SourceView) -> dict[str, str]:
    return {each.label: each.role for each in source.speakers}


def line_of(bench: Workbench, name: str) -> str:
    return next(line for line in bench.text_of(FileList).splitlines() if name in line)


async def test_everything_is_told_before_anything_is_stored(project: Project, workbench: Opened, talks: Path) -> None:
    async with workbench(project.path, size=LARGE) as bench:
        await choose(bench, f"{talks}/")
        assert line_of(bench, "Nurse.txt").split()[:7] == ["✓", "Nurse.txt", "txt", "utf-8", "52", "5", "2"]
        assert "photo.docx  This is a picture" in line_of(bench, "photo.docx")
        told = bench.text_of(Preview)
        for part in (
            "Nurse · interview",
            "txt in utf-8, as found",
            "no times",
            "■ P1",
            "How did the tablet",
            "run out",
        ):
            assert part in told
        assert "interviewer" in next(line for line in told.splitlines() if "■ Interviewer" in line)
        await bench.press("G")
        assert "Choose the transcript that was made from it." in bench.text_of(Preview)
        assert stored(project) == {}
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)
        assert stored(project) == {}


async def test_what_is_ticked_is_imported_in_one_act_each_and_the_first_is_opened(
    project: Project, workbench: Opened, talks: Path
) -> None:
    (talks / "Third.txt").write_text("Ann: Hello.\nBo: Yes.\nAnn: So.\nBo: No.\n", encoding="utf-8")
    async with workbench(project.path, size=LARGE) as bench:
        await choose(bench, f"{talks}/*")
        await bench.press("j", "space", "enter")
        assert isinstance(bench.app.screen, DeskScreen)
        assert "How did the tablet" in bench.text
        assert "2 imported" in bench.notices
        assert "Could not be read: photo.docx." in bench.notices
    assert set(stored(project)) == {"Nurse", "Third"}
    with project.read() as session:
        assert [line.label for line in history(session)] == ["import Nurse", "import Third"]


async def test_a_role_is_corrected_and_then_in_all_files(project: Project, workbench: Opened, talks: Path) -> None:
    async with workbench(project.path, size=LARGE) as bench:
        await choose(bench, f"{talks}/*.txt")
        await bench.press("r", "A", "enter")
    assert {name: roles(each)["Interviewer"] for name, each in stored(project).items()} == {
        "Nurse": "moderator",
        "Physio": "moderator",
    }


async def test_labels_are_named_merged_and_set_aside(project: Project, workbench: Opened, tmp_path: Path) -> None:
    said = "Ann: Hello.\nOla: Yes.\nOla N: Yes, yes.\nRadio: ten.\nAnn: So.\nOla: No.\nOla N: Hm.\nRadio: eleven.\n"
    (tmp_path / "talk.txt").write_text(said * 2, encoding="utf-8")
    async with workbench(project.path, size=LARGE) as bench:
        await choose(bench, "talk.txt")
        await bench.press("tab", "j", "j", "e")
        await bench.write("ola")
        await bench.press("enter")
        assert "■ Ola N → Ola" in bench.text_of(Preview)
        await bench.press("j", "x")
        assert "✗ Radio  is nobody" in bench.text_of(Preview)
        await bench.press("enter")
    speakers = stored(project)["talk"].speakers
    assert [(each.label, each.name) for each in speakers] == [("Ann", "Ann"), ("Ola", "Ola"), ("Ola N", "Ola")]


async def test_a_speaker_becomes_a_case_there_or_new(project: Project, workbench: Opened, talks: Path) -> None:
    async with workbench(project.path, size=LARGE) as bench:
        await choose(bench, "talks/Nurse.txt")
        await bench.press("tab", "j", "c")
        await bench.write("Kari")
        await bench.press("tab", "enter")
        assert "Kari?" in bench.text_of(Preview)
        await bench.press("enter")
    with project.read() as session:
        (case,) = cases(session)
    assert (case.name, [(each.source, each.label, each.certainty) for each in case.speaks]) == (
        "Kari",
        [("Nurse", "P1", "unsure")],
    )


async def test_encoding_pattern_language_name_and_kind_are_corrected_and_shown(
    project: Project, workbench: Opened, tmp_path: Path
) -> None:
    (tmp_path / "norsk.txt").write_bytes("Q> Hva så?\nA> Blåbær.\nQ> På øya?\nA> Ja.\n".encode("cp865"))
    async with workbench(project.path, size=LARGE) as bench:
        await choose(bench, "norsk.txt")
        assert ", as found" in bench.text_of(Preview)
        await bench.press("E")
        await bench.write("cp865")
        await bench.press("enter")
        assert "cp865, as you say" in bench.text_of(Preview)
        await bench.press("P")
        await bench.write("^([QA])>")
        await bench.press("enter")
        assert "Q  Hva så?" in bench.text_of(Preview)
        await bench.press("L")
        await bench.write("nb")
        await bench.press("enter")
        assert "· nb" in bench.text_of(Preview)
        await bench.press("t")
        await bench.write("field")
        await bench.press("enter", "n", "backspace")
        await bench.write("k 1")
        await bench.press("enter")
        assert "nors" in bench.text_of(Preview)
        await bench.press("enter")
    (source,) = stored(project).values()
    assert (source.name, source.kind, source.language) == ("norsk 1", "field-note", "nb")
    assert set(roles(source)) == {"Q", "A"}


async def test_a_pattern_that_is_none_is_told_and_can_be_taken_back(
    project: Project, workbench: Opened, talks: Path
) -> None:
    async with workbench(project.path, size=LARGE) as bench:
        await choose(bench, talks / "Nurse.txt")
        await bench.press("P")
        await bench.write("(")
        await bench.press("enter")
        assert "✗ Nurse.txt" in bench.text_of(FileList)
        await bench.press("P", "enter")
        assert "✓ Nurse.txt" in bench.text_of(FileList)


async def test_what_is_there_already_is_left_out_unless_wished(study: Project, workbench: Opened, talks: Path) -> None:
    (talks / "Physio.txt").write_text(PHYSIO.replace("numbers", "figures"), encoding="utf-8")
    async with workbench(study.path, size=LARGE) as bench:
        await choose(bench, f"{talks}/*.txt")
        assert "= Nurse.txt" in bench.text_of(FileList)
        assert "is there already as “Nurse”" in bench.text_of(Preview).replace("\n", " ")
        await bench.press("j")
        assert "source   Physio (2)" in bench.text_of(Preview)
        await bench.press("d")
        assert "takes the place of the text of “Physio”" in bench.text_of(Preview).replace("\n", " ")
        await bench.press("enter")
        assert "same figures" in bench.text
        assert "Look at 2 codings" in bench.notices
    assert set(stored(study)) == {"Nurse", "Physio"}


async def test_storing_stops_between_two_files_and_what_is_stored_stays(
    project: Project, workbench: Opened, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workbench(project.path, size=LARGE) as bench:

        def stop_after(project: Project, file: Incoming) -> object:
            done = store(project, file)
            bench.app.call_from_thread(bench.app.screen.action_leave)  # type: ignore[attr-defined]  # of the import screen
            return done

        monkeypatch.setattr(importing, "store", stop_after)
        await choose(bench, f"{talks}/*.txt")
        with suppress(WorkerCancelled):
            await bench.press("enter")
        await bench.until(lambda: "1 imported" in bench.notices)
        assert isinstance(bench.app.screen, ImportScreen)
        assert "Nurse.txt" not in bench.text_of(FileList)
        assert set(stored(project)) == {"Nurse"}
        monkeypatch.setattr(importing, "store", store)
        await bench.press("enter")
    assert set(stored(project)) == {"Nurse", "Physio"}


async def test_corrections_are_not_lost_by_one_key(project: Project, workbench: Opened, talks: Path) -> None:
    async with workbench(project.path, size=LARGE) as bench:
        await choose(bench, f"{talks}/*.txt")
        await bench.press("r", "escape")
        assert isinstance(bench.app.screen, ImportScreen)
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)


async def test_hostile_names_and_words_are_shown_as_they_are(
    project: Project, workbench: Opened, tmp_path: Path
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in (
        "[b]*.txt",
        "a\x1b[31m.txt",
        "\u202eevil.txt",
        "x [b] '\".txt",
        "b\udcff.txt",
        " spaces .txt ",
        "n" * 240,
    ):
        (folder / name).write_text(f"[laughs]: [/] yes {len(name)}\nP1: \x1b[31m no\n" * 3, encoding="utf-8")
    async with workbench(project.path, size=LARGE) as bench:
        await bench.press("I")
        await bench.write("odd/")
        assert "[b]*.txt" in bench.text
        assert "\x1b" not in bench.text
        await bench.press("enter")
        for name in ("[b]*.txt", "x [b] '\".txt"):
            assert name in bench.text_of(FileList)
        assert "\x1b" not in bench.text
        assert "\u202e" not in bench.text
        assert "[/] yes" in bench.text
        await bench.press("enter")
    assert len(stored(project)) == 6  # all but the one whose name is too long for a source


@pytest.mark.parametrize(
    "key", ["r", "e", "x", "c", "s", "A", "space", "D", "n", "t", "E", "L", "P", "d", "R", "enter", "tab"]
)
async def test_no_key_does_harm_on_an_empty_list(project: Project, workbench: Opened, key: str) -> None:
    async with workbench(project.path) as bench:
        await bench.press("I", "escape", key)
        assert isinstance(bench.app.screen, ImportScreen)
        assert stored(project) == {}


async def test_a_folder_is_walked_by_keys(project: Project, workbench: Opened, talks: Path) -> None:
    async with workbench(project.path, size=(80, 24)) as bench:
        await bench.press("I")
        await bench.write("ta")
        await bench.press("tab")
        await bench.write("phy")
        await bench.press("enter")
        assert "✓ Physio.txt" in bench.text
        assert "What do you do with the answers?" in bench.text


def test_a_file_corrected_again_meanwhile_is_not_taken_up_as_it_was_read() -> None:
    batch, path = Batch(), Path("/a.txt")
    (new,) = batch.add([path, path])
    assert batch.add([path]) == []
    (corrected,) = batch.correct(lambda wish: wish.with_role("I", "moderator"), [path])
    assert not batch.put(new)
    assert batch.put(corrected)
    assert batch.correct(lambda wish: wish.with_role("i ", "moderator").with_role("I", "moderator"), [path]) == []


def test_labels_of_a_wish_are_compared_as_readers_do() -> None:
    wish = Wish().with_alias("P 1", "Ola").with_alias("p  1", "Kari").barring("Time", barred=True)
    assert dict(wish.reading.aliases) == {"p  1": "Kari"}
    assert wish.barring("TIME", barred=False).reading.not_speakers == frozenset()
    assert dict(wish.with_alias("P 1", None).reading.aliases) == {}


def test_files_are_found_as_they_are_named(talks: Path) -> None:
    (talks / "x [1].txt").write_text("Q: a", encoding="utf-8")
    for other in (".hidden", "study.thematica", "study.thematica-wal"):
        (talks / other).write_text("", encoding="utf-8")
    beside = talks.parent
    assert [name for name, _ in listing(talks)] == ["Nurse.txt", "photo.docx", "Physio.txt", "x [1].txt"]
    assert [path.name for path in meant("talks", beside)] == ["Nurse.txt", "Physio.txt", "photo.docx", "x [1].txt"]
    assert [path.name for path in meant("**/*.txt", beside)] == ["Nurse.txt", "Physio.txt", "x [1].txt"]
    assert meant(f"'{talks}/Nurse.txt' {talks}/x\\ [1].txt ", beside) == [talks / "Nurse.txt", talks / "x [1].txt"]
    assert meant(f'"{talks}/x [1].txt"', Path("/")) == [talks / "x [1].txt"]
    for nothing in ("nowhere", "talks/*.srt", "x" * 5000):
        with pytest.raises(BadFile):
            meant(nothing, beside)


async def test_leaving_while_a_folder_is_searched_does_no_harm(
    project: Project, workbench: Opened, talks: Path
) -> None:
    async with workbench(project.path) as bench:
        await bench.press("I", "escape")
        room = bench.app.screen
        assert isinstance(room, ImportScreen)
        await bench.press("escape")
        room._add([talks / "Nurse.txt"])
        await bench.settle()
        assert isinstance(bench.app.screen, DeskScreen)
