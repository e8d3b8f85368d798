"""Correcting a source's text after it was coded, and what stood on the words that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thematica.cli import output, shapes
from thematica.cli.options import AsJson, CoderName, ProjectFile, SourceName, opened

if TYPE_CHECKING:
    from thematica.work.correcting import Touched

app = typer.Typer()


@app.command()
def correct(
    project: ProjectFile,
    source: SourceName,
    start: Annotated[int, typer.Argument(metavar="START", help="The first character to replace, from 0.")],
    end: Annotated[int, typer.Argument(metavar="END", help="The one after the last; START again puts words in.")],
    words: Annotated[str, typer.Argument(metavar="NEWTEXT", help="What should stand there; empty takes words out.")],
    *,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Correct words of a source; codings, quotes and memos follow."""
    from thematica.store.reads.names import source_named
    from thematica.store.reads.transcripts import transcript
    from thematica.text.span import Span
    from thematica.work import correcting

    with opened(project, coder) as study:
        with study.read() as session:
            view = transcript(session, source_named(session, source))
        corrected = correcting.prepare(view, Span(start, end), words)
        with study.act(f"correct the text of {view.name}") as tx:
            touched = correcting.correct(tx, view.source, corrected)
    if as_json:
        output.document({"source": view.name, "guid": view.source, **shapes.touched(touched)})
    elif corrected.is_new:
        output.lines(f"corrected {view.name}: its text is now at revision {touched.number}")
        output.lines(*(f"  {line}" for line in told(touched)))
    else:
        output.lines(f"{view.name} reads like this already; nothing changed")


def told(touched: Touched) -> list[str]:
    """What a correction did to the things on the text, a line for each; positions only, no words."""
    lines = []
    for touch in touched.touches:
        what = " ".join(filter(None, (touch.thing, touch.name, f"{touch.before.start}–{touch.before.end}")))
        if touch.after is None:
            fate = "lost all its words, and " + ("stays on the source" if touch.thing == "memo" else "is gone")
        elif touch.into is not None:
            fate = "became one with another on the same words"
        else:
            fate = f"stands on other words, {touch.after.start}–{touch.after.end}"
        lines.append(f"{what}: {fate}")
    lines += [f"new speaker: {label}" for label in touched.new_labels]
    lines += [f"speaker no longer there: {label}" for label in touched.gone_labels]
    return lines
