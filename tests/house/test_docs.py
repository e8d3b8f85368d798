"""The documentation is true: its commands run, its tables are complete, its links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from thematica.cli.app import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(group: Any, prefix: str = "") -> set[str]:
    """Every command with its group, such as `theme add`."""
    found: set[str] = set()
    for name, command in group.commands.items():
        found |= commands(command, f"{prefix}{name} ") if hasattr(command, "commands") else {prefix + name}
    return found


def test_the_readme_names_every_command() -> None:
    named = " ".join(re.findall(r"`([^`]+)`", README.partition("## Commands")[2]))
    missing = [name for name in commands(get_command(app)) if name.split()[-1] not in named.split()]
    assert missing == []


def test_the_readmes_key_map_is_the_workbenchs_own() -> None:
    spec = importlib.util.spec_from_file_location("key_map", ROOT / "tools" / "key_map.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.written(README) == README, "run `make shots`"


def test_the_readmes_walk_runs_as_written(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sample_transcripts", tmp_path / "sample_transcripts")
    walk = README.partition("<!-- walk -->")[2].partition("```sh\n")[2].partition("```")[0].strip().splitlines()
    assert len(walk) > 10
    said = {}
    for line in walk:
        ended = subprocess.run(
            [sys.executable, "-m", *shlex.split(line)], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, f"{line}\n{ended.stderr}"
        said[line.split()[1]] = ended.stdout
    assert "Asked but not heard" in said["themes"]
    assert (tmp_path / "pilot.docx").stat().st_size > 10_000
    assert "whole" in said["check"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = page.read_text()
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_anchors_name_a_heading(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#([^)]+)\)", page.read_text()):
        other = (page.parent / target).read_text() if target else page.read_text()
        headings = {
            re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
            for heading in re.findall(r"^#+ (.+)$", other, re.MULTILINE)
        }
        assert anchor in headings, f"{page.name}: {target}#{anchor}"
