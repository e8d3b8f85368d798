"""The way into the workbench: the one place where the command line loads the screens."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import typer

from thematica.cli import config, output
from thematica.cli.options import AsJson, CoderName, ProjectFile, opened
from thematica.errors import BadFile, NotAllowed

app = typer.Typer()


@app.command("open")
def open_(project: ProjectFile, coder: CoderName = None) -> None:
    """Open the workbench on a project."""
    with opened(project) as study:  # says what is wrong with the file before the screen is taken
        path = study.path
    if not on_a_terminal():
        raise NotAllowed("The workbench needs a terminal.", "Run it in one; every other command works without.")
    start(path, coder)


@app.command()
def keys(as_json: AsJson = False) -> None:
    """List the keys of the workbench with their ids, by which config.yaml gives them others.

    Where its keys cannot be used, the ones that come with thematica are listed, and what is wrong is told.
    """
    from thematica.formats import user_settings
    from thematica.tui.keymap import keymap
    from thematica.tui.keys import SCREENS, remapped

    settings, wrong = user_settings.load(), None
    try:
        wishes = keymap(settings.keys, user_settings.path())
    except BadFile as fault:
        wishes, wrong = {}, fault
    listed = [
        (screen, now, now.keys != key.keys)
        for screen, every in SCREENS.items()
        for key, now in zip(every, remapped(every, wishes), strict=True)
    ]
    if as_json:
        output.document(
            [
                {
                    "id": key.id,
                    "keys": list(key.each),
                    "shown": key.shown,
                    "does": key.help,
                    "group": key.group,
                    "screen": screen,
                    "changed": is_changed,
                }
                for screen, key, is_changed in listed
            ]
        )
    else:
        for screen, every in SCREENS.items():
            rows = [
                (key.id, key.shown or "by name", "changed" if is_changed else "", key.help if key.keys else key.label)
                for where, key, is_changed in listed
                if where == screen
            ]
            output.lines(f"{screen}:")
            output.table(("id", "keys", "", "does"), rows, f"{len(every)} actions")
            output.lines("")
        output.lines(f"Other keys are set in {user_settings.path()}, as in `keys: {{code: f9}}`.")
    if wrong is not None:
        raise wrong


def on_a_terminal() -> bool:
    """Whether somebody sits there, or at the browser that shows it: keys come in and what is written is seen."""
    return "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty())


def start(path: Path | None, coder: str | None) -> None:
    """Opens the workbench on a project, or with None its start screen."""
    gc.disable()  # what is loaded now stays; looking through it for rubbish would only delay the first paint
    from thematica.tui.app import run

    run(path, config.coder(coder))
