"""The user's settings: what stands in the file is understood or told, and a change leaves everything else alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematica.errors import BadFile
from thematica.formats import user_settings
from thematica.formats.user_settings import KeyWish, Settings, changed, read
from thematica.tui import looks

FILE = Path("config.yaml")

COMMENTED = """\
# mine
coder: Ada Roe   # at the desk
keys:            # by id
  code: f2
  complete: [C, f5]
look: light
"""


def test_what_stands_there_is_understood() -> None:
    wishes = (KeyWish("code", ("f2",), 4), KeyWish("complete", ("C", "f5"), 5))
    assert read(COMMENTED, FILE) == Settings("Ada Roe", "light", wishes)
    assert read("", FILE) == read("# nothing\n", FILE) == read("coder:\nkeys:\n", FILE) == Settings()


def test_keys_are_taken_as_written_whatever_yaml_makes_of_them() -> None:
    [down, yes] = read("keys: {turn_down: 1, reading: yes}", FILE).keys
    assert (down.keys, yes.keys) == (("1",), ("yes",))


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("coder: Ada\ncolour: red\n", 2, "“colour” is no setting"),
        ("\nlook: pink\n", 2, "there is no look “pink”"),
        ("coder: Ada\ncoder: Bo\n", 2, "twice"),
        ("keys:\n  code: f2\n  code: f3\n", 3, "twice"),
        ("keys:\n  code: []\n", 2, "has no key"),
        ("keys:\n  code: [f2, {a: b}]\n", 2, "no usable value"),
        ("keys: f2\n", 1, "names with values"),
        ("coder: ' '\n", 1, "no usable value"),
        ("coder: Ada\n  look: [\n", 2, "not YAML"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(BadFile) as told:
        read(text, FILE)
    assert f"config.yaml:{line}" in told.value.message
    assert why in told.value.message


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)


@settings(deadline=None)
@given(NAMES, st.sampled_from([COMMENTED, "", "coder:\n", "look: dark"]))
def test_one_setting_changes_and_all_else_stays_to_the_letter(coder: str, text: str) -> None:
    after = changed(text, "coder", coder, FILE)
    assert read(after, FILE).coder == coder
    kept = [line for line in text.splitlines() if not line.startswith("coder")]
    assert [line for line in after.splitlines() if line in kept] == kept
    assert ("# at the desk" in after) == ("# at the desk" in text)


@pytest.mark.parametrize("text", ["{look: dark}", "look: dark\n...\n", "---\nlook: &a dark\n# end\n..."])
def test_a_file_in_an_unusual_layout_is_left_for_its_owner_to_change(text: str) -> None:
    with pytest.raises(BadFile, match="unusual"):
        changed(text, "coder", "Ada Roe", FILE)


def test_settings_are_kept_through_a_link_and_in_a_folder_still_to_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dotfiles").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "dotfiles" / "real.yaml")
    for name in ("link.yaml", "to be made/config.yaml"):
        monkeypatch.setenv("THEMATICA_CONFIG", str(tmp_path / name))
        user_settings.keep("coder", "Bo: Lee")
        assert user_settings.load() == Settings(coder="Bo: Lee")
    assert (tmp_path / "link.yaml").is_symlink()


def test_the_looks_are_those_the_workbench_has() -> None:
    assert tuple(look.name for look in looks.LOOKS) == user_settings.LOOKS
