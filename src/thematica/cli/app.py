"""The command `thematica`: every command of its groups, and what becomes of errors."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import thematica
from thematica.cli import (
    agreeing,
    autocoding,
    case_relations,
    case_table,
    cases,
    code_changes,
    code_fields,
    codebooks,
    coding,
    correcting,
    demo,
    excerpts,
    exporting,
    history,
    importing,
    memos,
    merging,
    output,
    rounds,
    searching,
    serving,
    sources,
    study,
    themes,
    variables,
    workbench,
)
from thematica.errors import ThematicaError

INTERRUPTED = 130  # as shells report a program ended by ctrl+c
NOBODY_READS = 141  # as shells report a program whose reader went away
OUR_FAULT = 70  # EX_SOFTWARE of sysexits.h


class Root(TyperGroup):
    """The root of all commands, where errors become one line, one hint and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command. What goes wrong in it leaves as an exit status; nothing is ever a traceback."""
        try:
            return super().invoke(ctx)
        except (typer.TyperException, typer.Exit, typer.Abort):
            raise
        except ThematicaError as refusal:
            output.error(refusal.message, refusal.hint)
            raise typer.Exit(1) from None
        except BrokenPipeError:
            output.give_up_writing()
            raise typer.Exit(NOBODY_READS) from None
        except OSError as refusal:
            output.error(f"{refusal.filename or 'A file'}: {refusal.strerror}.", "Check the path and its permissions.")
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            output.note("interrupted: nothing half-done was kept")
            raise typer.Exit(INTERRUPTED) from None
        except Exception as unforeseen:  # noqa: BLE001 - a traceback could show participants' words
            output.fault(unforeseen)
            raise typer.Exit(OUR_FAULT) from None

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, off rather than undecided: to decide, Typer would load pydantic before every help page."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.default = False
        return option


app = typer.Typer(
    cls=Root,
    name="thematica",
    help="A terminal workbench for qualitative interview coding.",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,  # help is plain text, and rich is not loaded for it
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
cases.group.add_typer(case_relations.app)
codebooks.group.add_typer(code_fields.app)
codebooks.group.add_typer(code_changes.app)
for group in (
    workbench,
    serving,
    demo,
    study,
    importing,
    sources,
    rounds,
    case_table,
    cases,
    variables,
    codebooks,
    coding,
    autocoding,
    correcting,
    excerpts,
    searching,
    memos,
    themes,
    exporting,
    agreeing,
    merging,
    history,
):
    app.add_typer(group.app)


def _version(asked: bool) -> None:
    if asked:
        output.lines(f"thematica {thematica.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """A terminal workbench for qualitative interview coding.

    Without a command, opens the start screen.
    """
    if ctx.invoked_subcommand is not None:
        return
    if workbench.on_a_terminal():
        workbench.start(None, None)
    else:
        output.lines(ctx.get_help())


def main() -> None:
    """What the console script runs."""
    try:
        app(prog_name="thematica")
    except KeyboardInterrupt:  # before any command began
        sys.exit(INTERRUPTED)
