"""Settings: one's own go to config.yaml and hold at once; the study's are acts that can be taken back."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList

from thematica.formats import user_settings
from thematica.store.project import Project
from thematica.store.reads.study import history, info
from thematica.tui.screens.desk import DeskScreen
from thematica.tui.screens.settings import SettingsScreen
from workbenches import Opened, Workbench, coded


async def change(bench: Workbench, name: str) -> None:
    """Goes to a setting by name, and presses enter."""
    if not isinstance(bench.app.screen, SettingsScreen):
        await bench.app.run_action("screen.room('settings')")
        await bench.settle()
    options = bench.app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(name)
    await bench.press("enter")


async def say(bench: Workbench, words: str) -> None:
    await bench.press("ctrl+a", *["delete"] * 40)
    await bench.write(words)
    await bench.press("enter")


async def test_another_coder_sits_down_at_once_and_next_time(study: Project, workbench: Opened, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("# mine\ncoder: Ada Roe  # since May\n")
    async with workbench(study.path) as bench:
        await change(bench, "coder")
        await say(bench, "Bo Lee")
        assert isinstance(bench.app.screen, DeskScreen)
        assert "Bo Lee · 0 of 2" in bench.text
        await bench.press("c", "enter")
        with study.read() as session:
            assert "Bo Lee" in info(session).coders
    assert config.read_text() == "# mine\ncoder: Bo Lee  # since May\n"


async def test_a_coder_without_a_name_or_settings_that_cannot_be_changed_change_nothing(
    study: Project, workbench: Opened, tmp_path: Path
) -> None:
    async with workbench(study.path) as bench:
        (tmp_path / "config.yaml").write_text("{look: dark}")
        await change(bench, "coder")
        await say(bench, "Bo Lee")
        assert "unusual way" in bench.notices
        assert isinstance(bench.app.screen, SettingsScreen)
        assert bench.app.project is not None
        assert bench.app.project.coder_name == "Ada Roe"


async def test_a_look_is_worn_at_once_and_next_time(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await change(bench, "look")
        await bench.write("contrast")
        await bench.press("enter")
        assert bench.app.theme == "high-contrast"
        assert "high-contrast" in bench.text
    assert user_settings.load().look == "high-contrast"
    async with workbench(study.path) as bench:
        assert bench.app.theme == "high-contrast"


async def test_what_the_study_is_can_be_said_and_taken_back(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await change(bench, "name")
        await say(bench, "[bold]Forms[/] before visits")
        await change(bench, "question")
        await bench.write("Why?")
        await bench.press("escape")
        await change(bench, "approach")
        await bench.write("content")
        await bench.press("enter")
        await change(bench, "blind coding")
        with study.read() as session:
            said = info(session)
        assert (said.name, said.question, said.approach, said.blind) == (
            "[bold]Forms[/] before visits",
            "Why?",
            "content",
            True,
        )
        assert "[bold]Forms[/] before visits" in bench.text
        await bench.press("u")
        with study.read() as session:
            assert info(session).blind is False


async def test_a_language_that_is_none_is_refused(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await change(bench, "language")
        await say(bench, "norsk!")
        assert "not the code of a language" in bench.notices
        with study.read() as session:
            assert info(session).language == "en"


async def test_a_reason_for_agreement_stands_in_the_audit_trail(study: Project, workbench: Opened) -> None:
    async with workbench(study.path) as bench:
        await change(bench, "agreement")
        await say(bench, "A reviewer asks")
        assert "A reviewer asks" in bench.text
    with study.read() as session:
        assert history(session)[-1].label == "switch agreement on: A reviewer asks"


async def test_keys_are_looked_up_by_id_and_nothing_changes(study: Project, workbench: Opened, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("keys: {undo: f10}\n")
    before = coded(study)
    async with workbench(study.path) as bench:
        await change(bench, "keys")
        await bench.write("take your last act")
        assert "undo             f10" in bench.text
        await bench.press("escape")
        assert "1 key of your own" in bench.text
        await bench.press("escape")
        assert isinstance(bench.app.screen, DeskScreen)
    assert coded(study) == before
