"""Keys of one's own: on every screen, in footer, help and palette; and refused before the screen opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from thematica.errors import BadFile
from thematica.formats.user_settings import KeyWish
from thematica.store.project import Project
from thematica.tui.app import ThematicaApp
from thematica.tui.desk.code_palette import CodePalette
from thematica.tui.keymap import keymap
from thematica.tui.screens.themes import ThemesScreen
from workbenches import Opened, coded

FILE = Path("config.yaml")


def wished(**keys: str | tuple[str, ...]) -> list[KeyWish]:
    return [
        KeyWish(id_, (each,) if isinstance(each, str) else each, line)
        for line, (id_, each) in enumerate(keys.items(), start=2)
    ]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("?", "question_mark"),
        (".", "full_stop"),
        ("Ctrl+N", "ctrl+n"),
        ("esc", "escape"),
        ("PgDn", "pagedown"),
        ("Q", "Q"),
        ("å", "å"),
        ("shift+↑", "shift+up"),
        ("alt+x", "alt+x"),
        ("F5", "f5"),
    ],
)
def test_keys_may_be_called_as_people_and_the_footer_call_them(given: str, key: str) -> None:
    others = wished(help="f9", repeat="f10", back="f11", half_down="f12", start_open="f8")
    assert keymap([*others, KeyWish("memo", (given,), 9)], FILE)["memo"] == (key,)


@pytest.mark.parametrize("key", ["ctrl+i", "ctrl+m", "ctrl+enter", "shift+enter", "ctrl+6", "super+a", "ctrl+shift+a"])
def test_what_terminals_do_not_send_is_refused(key: str) -> None:
    with pytest.raises(BadFile, match=r"config\.yaml:2: terminals do not send"):
        keymap(wished(code=key), FILE)


@pytest.mark.parametrize(
    ("id_", "key", "why"),
    [
        ("kode", "f9", "no action “kode”"),
        ("code", "enterr", "no key “enterr”"),
        ("code", "shift+a", "written as the letter"),
        ("quit", "q", "could not be typed"),
        ("quick", "f1", "stay"),
        ("code", "k", "would do two things.*“Previous sentence” \\(up\\)"),
        ("theme_new", "u", "on the themes, u would do two things"),
        ("undo", "x", "x would do two things"),
        ("code", "?", "two things"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(id_: str, key: str, why: str) -> None:
    with pytest.raises(BadFile, match=rf"(?s)config\.yaml:2: .*{why}"):
        keymap(wished(**{id_: key}), FILE)


def test_two_actions_may_change_places_and_one_key_may_serve_two_screens() -> None:
    swapped = keymap(wished(remove="c", code="x", theme_edit="f9", select="f9"), FILE)
    assert swapped == {"remove": ("c",), "code": ("x",), "theme_edit": ("f9",), "select": ("f9",)}


async def test_another_key_does_it_and_is_shown_and_the_old_one_does_nothing(
    study: Project, workbench: Opened, tmp_path: Path
) -> None:
    (tmp_path / "config.yaml").write_text("keys:\n  code: [x, f9]\n  remove: c\n  write: f11\n  undo: f10\n")
    async with workbench(study.path) as bench:
        assert "x code" in bench.text.splitlines()[-1]
        assert "f10 undo" in bench.text.splitlines()[-1]
        for key in ("x", "f9"):
            await bench.press(key)
            assert bench.app.screen.query_one(CodePalette).is_open
            await bench.press("escape")
        before = coded(study)
        await bench.press("g")
        assert "x codes it." in bench.text
        await bench.press("x", "enter")
        made = coded(study) - before
        assert len(made) == 1
        await bench.press("c")  # removes it
        assert coded(study) == before
        await bench.press("u")
        assert coded(study) == before
        await bench.press("f10")
        assert coded(study) - before == made
        await bench.press("f11")
        assert "Write excerpt to file" in bench.text
        await bench.press("escape", "question_mark")
        assert "x f9" in bench.text
        await bench.press("escape", "t", "f10")
        assert isinstance(bench.app.screen, ThemesScreen)
        assert coded(study) == before


async def test_a_letter_is_still_typed_where_one_types(study: Project, workbench: Opened, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("keys: {redo: Q, write: X, help: O}\n")
    async with workbench(study.path) as bench:
        await bench.press("slash")
        await bench.write("QXO")
        assert "QXO" in bench.text


def test_the_screen_does_not_open_on_keys_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("coder: Ada\nkeys: {code: k}\n")
    with pytest.raises(BadFile, match=r"config\.yaml:2"):
        ThematicaApp(None, None)
