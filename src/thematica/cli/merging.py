"""Copies for other coders, and merging: of projects, and of codebooks."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thematica.cli import merge_report, output
from thematica.cli.codebooks import FileOrName, given
from thematica.cli.codebooks import group as codebook_group
from thematica.cli.options import SUFFIX, AsJson, CoderName, ProjectFile, opened, with_suffix
from thematica.errors import BadFile, NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thematica.formats.codebooks.values import Codebook
    from thematica.work.merge.conflicts import Side
    from thematica.work.merge.decisions import Decisions
    from thematica.work.merge.settling import Outcome

app = typer.Typer()

OPEN = 3  # the exit status when questions are open and nothing was written

DecisionsFile = Annotated[
    Path | None, typer.Option("--decisions", metavar="FILE", help="Answers to the questions of this merge.")
]
QuestionsFile = Annotated[
    Path | None,
    typer.Option("--write-decisions", metavar="FILE", help="Write the questions to a file, to be answered there."),
]


@app.command()
def copy(
    project: ProjectFile,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file of the copy.")],
    *,
    for_: Annotated[str | None, typer.Option("--for", metavar="NAME", help="Who will work in the copy.")] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Make a copy for another coder. Both files note when they parted, so that they can be merged again.

    Private entries of the journal are left out, but for those of the coder it is for.
    """
    from thematica.work.copies import hand_out

    with opened(project, coder) as study:
        made = hand_out(study, with_suffix(out), for_=for_)
    if as_json:
        output.document({"copy": str(made), "for": for_})
    else:
        output.lines(f"copied to {made}{f' for {for_}' if for_ else ''}")


@app.command()
def merge(
    project: ProjectFile,
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="The copy to take in; it is not changed.")],
    *,
    prefer: Annotated[
        Literal["mine", "theirs"] | None, typer.Option("--prefer", help="Whose version stands where both changed.")
    ] = None,
    decisions: DecisionsFile = None,
    write_decisions: QuestionsFile = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")] = False,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Take the work in a copy of a project into it.

    What only one of the two changed is taken; what both changed is asked, and nothing is written while a question is
    open (exit status 3).
    """
    from thematica.work.merge.applying import apply
    from thematica.work.merge.pairing import paired
    from thematica.work.merge.settling import settle

    answers = _read(decisions)
    path = with_suffix(other)
    with opened(project, coder) as study, paired(study, path if path.exists() else other) as pairing:
        outcome = settle(pairing.three, answers.answers, prefer)
        _finish_questions(outcome, answers, write_decisions, decisions, str(project), str(other))
        if not dry_run and not outcome.open:
            with study.act(f"merge the copy of {pairing.label}") as tx:
                apply(tx, pairing, outcome)
        merge_report.project(pairing, outcome, dry_run=dry_run, as_json=as_json)
    _stop_if_open(outcome)


def _read(file: Path | None) -> Decisions:
    from thematica.work.merge import decisions

    if file is None:
        return decisions.Decisions({}, {})
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise BadFile(f"{file} cannot be read ({fault.strerror}).", "Check its path.") from None
    return decisions.read(data, file.name)


def _finish_questions(
    outcome: Outcome, answers: Decisions, out: Path | None, answered: Path | None, mine: str, theirs: str
) -> None:
    """Checks that the answers were for these questions, and writes the questions where that is wanted."""
    from thematica.reports.files import write_whole
    from thematica.work.merge import decisions

    decisions.check(answers, outcome)
    if out is None:
        return
    if out.exists() and (answered is None or not out.samefile(answered)):
        raise NotAllowed(f"{out} exists already.", "Choose another name for the questions.")
    write_whole(out, decisions.as_yaml(outcome.conflicts, mine, theirs).encode())


def _stop_if_open(outcome: Outcome) -> None:
    if not outcome.open:
        return
    number = len(outcome.open)
    output.error(
        f"{number} question{'s are' if number > 1 else ' is'} open, so nothing was written.",
        "Answer in a file (--write-decisions FILE, then --decisions FILE), or prefer one side (--prefer).",
    )
    raise typer.Exit(OPEN)


@codebook_group.command("diff")
def codebook_diff(
    first: Annotated[
        str, typer.Argument(metavar="A", help="A codebook file, a shipped codebook's name, or a project.")
    ],
    second: Annotated[str, typer.Argument(metavar="B", help="What to compare with it.")],
    as_json: AsJson = False,
) -> None:
    """Say how codebook B differs from codebook A: codes added, removed, renamed, moved, reworded."""
    from thematica.work.merge.codebooks import diff

    found = diff(_book(first), _book(second))
    if as_json:
        output.document({**asdict(found), "equal": found.is_empty})
    else:
        merge_report.codebook_diff(found)


@codebook_group.command("merge")
def codebook_merge(
    first: FileOrName,
    second: FileOrName,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Where to write the merged codebook.")],
    base: Annotated[
        str | None, typer.Option("--base", metavar="BASE", help="The codebook that A and B both began with.")
    ] = None,
    prefer: Annotated[
        Literal["a", "b"] | None, typer.Option("--prefer", help="Which stands where both differ.")
    ] = None,
    decisions: DecisionsFile = None,
    write_decisions: QuestionsFile = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make one codebook of A and B. Without BASE nothing tells who changed what, and every difference is a question."""
    from thematica.formats.codebooks import yaml_file
    from thematica.reports.files import write_whole
    from thematica.work.merge import codebooks

    if out.suffix.lower() not in {".yaml", ".yml"}:
        raise NotAllowed(f"A codebook is not written as “{out.suffix or out.name}”.", "Name a file that ends in .yaml.")
    answers = _read(decisions)
    sides: Mapping[str, Side] = {"a": "mine", "b": "theirs"}
    merged = codebooks.merge(
        _book(first),
        _book(second),
        None if base is None else _book(base),
        answers.answers,
        sides[prefer] if prefer else None,
        label=Path(second).stem,
    )
    _finish_questions(merged.outcome, answers, write_decisions, decisions, first, second)
    if not dry_run and not merged.outcome.open:
        write_whole(out, yaml_file.write(merged.codebook).encode())
    merge_report.codebook(merged, has_base=base is not None, dry_run=dry_run, as_json=as_json)
    _stop_if_open(merged.outcome)


def _book(wanted: str) -> Codebook:
    """The codebook in a file or a project, or the shipped one of that name."""
    if not wanted.endswith(SUFFIX):
        return given(wanted)
    from thematica.reports.codebook_file import codebook_of

    with opened(Path(wanted)) as study, study.read() as session:
        return codebook_of(session)
