"""What commands have in common: the project, the coder, `--json`, and how a project is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import config

if TYPE_CHECKING:
    from thematica.store.project import Project

SUFFIX = ".thematica"

Approach = Literal["reflexive", "codebook", "framework", "content"]
SourceKind = Literal["interview", "focus-group", "field-note", "survey", "publication"]
Role = Literal["participant", "interviewer", "moderator", "interpreter", "unknown"]
Valence = Literal["enabler", "barrier", "mixed", "suggestion", "none"]
Level = Literal["semantic", "latent", "none"]
PassStatus = Literal["open", "reading", "complete"]
ThemeStatus = Literal["candidate", "developed", "defined", "discarded"]
CaseType = Literal["participant", "dyad", "site", "instrument"]
CodeLink = Literal["specifies", "contradicts", "see-also"]
Certainty = Literal["known", "unsure", "unknown"]
Consent = Literal["given", "declined", "withdrawn"]

ProjectFile = Annotated[Path, typer.Argument(metavar="PROJECT", help="The project file.")]
SourceName = Annotated[str, typer.Argument(metavar="SOURCE", help="A source, by name or GUID.")]
CaseName = Annotated[str, typer.Argument(metavar="CASE", help="A case, by name or GUID.")]
CodeName = Annotated[str, typer.Argument(metavar="CODE", help="A code, by name, path or GUID.")]
ThemeName = Annotated[str, typer.Argument(metavar="THEME", help="A theme, by name, path or GUID.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
CoderName = Annotated[str | None, typer.Option("--coder", metavar="NAME", help="In whose name; made on first use.")]
At = Annotated[
    tuple[str, int, int] | None,
    typer.Option("--at", metavar="SOURCE START END", help="A stretch of a source, in characters from 0."),
]


@contextmanager
def opened(path: Path, coder: str | None = None) -> Iterator[Project]:
    """The project at `path`, its suffix may be left out, with the coder at the desk. Raises BadProject and its like."""
    from thematica.store.project import Project

    suffixed = with_suffix(path)
    with Project.open(suffixed if suffixed.exists() else path, coder=config.coder(coder)) as project:
        yield project


def with_suffix(path: Path) -> Path:
    """`path` with the suffix that project files have."""
    return path if path.suffix == SUFFIX or not path.name else path.with_name(path.name + SUFFIX)


def pairs(given: list[str] | None, option: str, *, blank: bool = False) -> dict[str, str]:
    """What was given as `left=right`, by left; with `blank` nothing may stand at the right. Raises BadParameter."""
    found = {}
    for each in given or []:
        left, equals, right = each.partition("=")
        if not (left.strip() and equals and (right.strip() or blank)):
            raise typer.BadParameter(f"“{each}” is not of the form LEFT=RIGHT.", param_hint=f"'{option}'")
        found[left.strip()] = right.strip()
    return found
