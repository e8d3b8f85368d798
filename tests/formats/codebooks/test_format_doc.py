"""docs/codebook-format.md says what the reader does."""

import re
from pathlib import Path

import pytest

from thematica.errors import BadCodebook
from thematica.formats.codebooks import yaml_codes, yaml_file

DOC = (Path(__file__).parents[3] / "docs" / "codebook-format.md").read_text(encoding="utf-8")
[EXAMPLE] = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
[ERRORS] = re.findall(r"```text\n(.*?)```", DOC, re.DOTALL)

SECTIONS = {
    "## The codebook": yaml_file.CODEBOOK_KEYS,
    "## A code": yaml_codes.CODE_KEYS,
    "## A source": yaml_file.SOURCE_KEYS,
    "## A facet": yaml_file.FACET_KEYS,
}


@pytest.mark.parametrize("heading", SECTIONS)
def test_each_table_has_exactly_the_fields_the_reader_knows(heading: str) -> None:
    section = DOC.split(f"{heading}\n")[1].split("\n## ")[0]
    assert sorted(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == sorted(SECTIONS[heading])


def test_the_parts_of_an_example_are_described() -> None:
    section = DOC.split("## A code\n")[1].split("\n## ")[0]
    assert all(f"`{key}" in section for key in yaml_codes.EXAMPLE_KEYS)


def test_the_example_is_a_codebook() -> None:
    book, warnings = yaml_file.examine(EXAMPLE.encode(), "our-study.yaml")
    assert [" > ".join(path) for path, _ in book.walk()] == [
        "The visit",
        "The visit > Starting from the answers",
        "The visit > Left unsaid",
        "The technology",
        "The technology > Getting at the answers",
    ]
    assert [warning.split(": ")[1] for warning in warnings] == [
        "The code “Left unsaid” has neither a brief nor a definition."
    ]


def test_the_errors_shown_are_those_the_example_gives_with_three_slips() -> None:
    slips = (
        EXAMPLE.replace("'#0072b2'", "#0072b2")
        .replace("        definition:", "        definiton:")
        .replace("[technology.access]", "[technology.acess]")
    )
    with pytest.raises(BadCodebook) as caught:
        yaml_file.read(slips.encode(), "our-study.yaml")
    error = caught.value
    assert ERRORS.splitlines() == [*error.problems, f"error: {error.message}", f"hint: {error.hint}"]
