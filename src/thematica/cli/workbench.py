"""The way into the workbench: the one place where the command line loads the screens."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import typer

from thematica.cli import config
from thematica.cli.options import CoderName, ProjectFile, opened
from thematica.errors import NotAllowed

app = typer.Typer()


@app.command("open")
def open_(project: ProjectFile, coder: CoderName = None) -> None:
    """Open the workbench on a project."""
    with opened(project) as study:  # says what is wrong with the file before the screen is taken
        path = study.path
    if not on_a_terminal():
        raise NotAllowed("The workbench needs a terminal.", "Run it in one; every other command works without.")
    start(path, coder)


def on_a_terminal() -> bool:
    """Whether somebody sits there: keys come in and what is written is seen."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def start(path: Path | None, coder: str | None) -> None:
    """Opens the workbench on a project, or with None its start screen."""
    gc.disable()  # what is loaded now stays; looking through it for rubbish would only delay the first paint
    from thematica.tui.app import run

    run(path, config.coder(coder))
