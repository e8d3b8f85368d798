"""The workbench in a browser."""

from __future__ import annotations

import secrets
import sys
from typing import Annotated

import typer

from thematica.cli import output
from thematica.cli.options import AsJson, CoderName, ProjectFile, opened

app = typer.Typer()


@app.command()
def serve(
    project: ProjectFile,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Who can reach it.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="0 takes a free one.")] = 8000,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Show the workbench in a browser, at an address that is told, until ctrl+c.

    The address holds a token, another one each time; without it nothing is shown. The browser must be on this machine,
    unless --host says otherwise.
    """
    from thematica.store.reads.study import info

    with opened(project, coder) as study, study.read() as session:
        path, title, who = study.path.resolve(), info(session).name, study.coder_name
    from thematica.tui import serving

    token = secrets.token_urlsafe(32)
    listening = serving.listening(host, port)
    port = listening.getsockname()[1]
    at = serving.address(host, port, token)
    command = (sys.executable, "-m", "thematica", "open", str(path), "--coder", who)
    made = serving.application(command, title=title, token=token, host=host, port=port)
    if as_json:
        output.document({"address": at, "host": host, "port": port})
    else:
        output.lines(f"{title} is at {at}", "ctrl+c ends it")
    if not serving.is_loopback(host):
        output.note(
            "Whoever has this address can read and change the study, and what goes over the network can be read."
        )
    serving.serve(made, listening)
