"""The house stands: heavy libraries wait until they are needed, and every promise of the docs is kept."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "thematica"


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules a command loads in a fresh process."""
    program = (
        "import sys\nfrom thematica.cli.app import main\nsys.argv = ['thematica', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('loaded:', *{name.split('.')[0] for name in sys.modules})"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return set(ended.stdout.rpartition("loaded:")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], ["import", "--help"], ["codebook", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    heavy = {"textual", "spacy", "sqlmodel", "sqlalchemy", "docx", "lxml", "yaml", "openpyxl", "pydantic"}
    assert not heavy & loaded_by(*arguments)


def test_shipped_codebooks_are_listed_without_database_or_screen() -> None:
    assert not {"textual", "spacy", "sqlmodel", "docx"} & loaded_by("codebook", "list")


def test_every_module_and_public_function_says_what_it_is() -> None:
    silent = []
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text())
        if tree.body and path.name != "__init__.py" and ast.get_docstring(tree) is None:
            silent.append(f"{path.relative_to(ROOT)}")
        silent += [
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if not node.name.startswith("_") and ast.get_docstring(node) is None
        ]
    assert silent == []


def test_nothing_is_left_to_do_later_in_the_code() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*SOURCE.rglob("*.py"), *(ROOT / "docs").rglob("*.md")]
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if later.search(line)
    ]
    assert found == []


def test_every_dependency_has_a_floor_and_an_exact_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    exact = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if line and line[0] != "#"
    )
    for requirement in wanted:
        name = re.split(r"[><=\[ ]", requirement)[0]
        assert ">=" in requirement, f"{name} has no floor"
        assert exact[name.lower()] == metadata.version(name), f"constraints.txt does not name the {name} in use"


def test_no_file_carries_the_address_of_a_registry() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    for name in tracked or [str(path.relative_to(ROOT)) for path in ROOT.glob("*.*")]:
        path = ROOT / name
        if path.suffix not in {".docx", ".png", ".svg"} and path.is_file() and path != Path(__file__):
            assert not re.search(r"https?://\S*(/simple/|pypi\.org|pythonhosted)", path.read_text(errors="replace")), (
                name
            )
