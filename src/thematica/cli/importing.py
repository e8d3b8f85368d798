"""Taking transcripts in: one act for each file, so that one bad file stops none of the others."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from thematica.cli import output, shapes
from thematica.cli.correcting import told
from thematica.cli.options import AsJson, CoderName, ProjectFile, Role, SourceKind, opened, pairs
from thematica.errors import StoreRefused, TableWithoutTalk, ThematicaError

if TYPE_CHECKING:
    from thematica.formats.transcripts import Reading, Transcript
    from thematica.store.ids import SourceId
    from thematica.store.project import Project
    from thematica.text.turns import Turn
    from thematica.work.progress import Progress
    from thematica.work.row_columns import RowColumns
    from thematica.work.sources import Prepared
    from thematica.work.wishes import Wish

app = typer.Typer()

_MIB = 1024 * 1024
_SHOWN = 60  # characters of a turn


@dataclass(slots=True)
class Report:
    """What became of each file."""

    imported: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)


@app.command("import")
def import_(
    project: ProjectFile,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Transcripts.")],
    *,
    kind: Annotated[
        SourceKind | None, typer.Option("--kind", help="What they are: interview, or survey with --row-per-source.")
    ] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="VARIABLE=VALUE", help="A variable of every file.")
    ] = None,
    roles: Annotated[
        list[str] | None, typer.Option("--speaker", metavar="LABEL=ROLE", help=f"{', '.join(get_args(Role))}.")
    ] = None,
    aliases: Annotated[
        list[str] | None, typer.Option("--alias", metavar="LABEL=NAME", help="The name a label goes by.")
    ] = None,
    not_speakers: Annotated[
        list[str] | None, typer.Option("--not-speaker", metavar="LABEL", help="What looks like a label and is none.")
    ] = None,
    pattern: Annotated[
        str | None, typer.Option("--pattern", metavar="REGEX", help="Finds a speaker's label at a line's start.")
    ] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="E", help="The encoding of text files.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help="What the talk is in, where not the study's.")
    ] = None,
    on_duplicate: Annotated[
        Literal["skip", "replace", "copy"],
        typer.Option("--on-duplicate", help="When it is there already; replace: also as an earlier state."),
    ] = "skip",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be imported, and import nothing.")] = False,
    max_size: Annotated[int, typer.Option("--max-size", metavar="MIB", min=1, help="The largest file to read.")] = 100,
    row_per_source: Annotated[
        bool, typer.Option("--row-per-source", help="The files are tables: each row becomes a source.")
    ] = False,
    name_column: Annotated[
        str | None, typer.Option("--name-column", metavar="COLUMN", help="Names the source of each row.")
    ] = None,
    text_columns: Annotated[
        list[str] | None, typer.Option("--text-column", metavar="COLUMN", help="Its cells are read and coded.")
    ] = None,
    variable_columns: Annotated[
        list[str] | None, typer.Option("--variable-column", metavar="COLUMN", help="Becomes a variable of the sources.")
    ] = None,
    case_column: Annotated[
        str | None, typer.Option("--case-column", metavar="COLUMN", help="Names the case of a row, or several with ;")
    ] = None,
    coder: CoderName = None,
    as_json: AsJson = False,
) -> None:
    """Import transcripts as sources, or a table of them row by row."""
    from thematica.cli.importing_rows import chosen_columns
    from thematica.formats.transcripts import Reading
    from thematica.work.wishes import Wish

    reading = Reading(
        encoding=encoding,
        pattern=pattern,
        not_speakers=frozenset(not_speakers or ()),
        aliases=pairs(aliases, "--alias"),
        roles=_roles(roles),
        max_bytes=max_size * _MIB,
    )
    rows = chosen_columns(row_per_source, name_column, text_columns, variable_columns, case_column)
    usual = "survey" if rows else "interview"
    wish = Wish(reading=reading, kind=kind or usual, on_duplicate=on_duplicate, values=pairs(values, "--set"))
    wish = wish.with_language(language)
    with opened(project, coder) as study:
        report = output.watch(_take_in(study, files, wish, rows, dry=dry_run))
    _tell(report, dry=dry_run, as_json=as_json)
    _warn_of_unheard(report, reading)
    if report.failed:
        raise typer.Exit(1)


def _roles(given: list[str] | None) -> dict[str, str]:
    roles = pairs(given, "--speaker")
    for role in roles.values():
        if role not in get_args(Role):
            raise typer.BadParameter(f"“{role}” is not a role; use {', '.join(get_args(Role))}.")
    return roles


def _take_in(
    study: Project, files: list[Path], wish: Wish, rows: RowColumns | None, *, dry: bool
) -> Generator[Progress, None, Report]:
    from thematica.cli import importing_rows
    from thematica.store.reads.study import info
    from thematica.work.progress import Progress

    with study.read() as session:
        language = info(session).language
    report = Report()
    for done, file in enumerate(files):
        yield Progress(done, len(files), file.name)
        try:
            if rows is None:
                _take_one(study, file, wish, language, report, dry=dry)
            else:
                yield from importing_rows.take_table(study, file, wish, rows, language, report, dry=dry)
        except StoreRefused as refusal:  # the next file would fare no better
            report.failed += [_failure(each, refusal) for each in files[done:]]
            break
        except TableWithoutTalk as refusal:
            report.failed.append(_failure(file, refusal) | importing_rows.proposal(file, wish.reading))
        except ThematicaError as refusal:
            report.failed.append(_failure(file, refusal))
    return report


def _failure(file: Path, refusal: ThematicaError) -> dict[str, Any]:
    return {"file": str(file), "error": refusal.message, "hint": refusal.hint}


def _take_one(study: Project, file: Path, wish: Wish, language: str, report: Report, *, dry: bool) -> None:
    from thematica.work import intake

    plan = intake.look(study, file, wish, language)
    report.labels.update(name for each in plan.prepared.transcript.speakers for name in (each.label, each.name))
    if plan.fate == "skip":
        report.skipped.append({"file": str(file), "source": plan.name})
        return
    entry = entry_of(file, plan.name, plan.source, plan.prepared, plan.kind)
    entry |= {"replaced": plan.fate == "replace", "warnings": list(plan.warnings)}
    if not dry:
        with study.act(plan.label) as tx:
            taken = intake.take_in(tx, plan)
        entry["guid"] = taken.source
        if taken.touched is not None:
            entry |= shapes.touched(taken.touched)
            entry["warnings"] += told(taken.touched)
    report.imported.append(entry)


def entry_of(file: Path, name: str, guid: SourceId | None, prepared: Prepared, kind: str) -> dict[str, Any]:
    """What was read, as `imported` tells it."""
    transcript = prepared.transcript
    return {
        "file": str(file),
        "source": name,
        "guid": guid,
        "kind": kind,
        "format": transcript.format,
        "encoding": transcript.encoding,
        "words": prepared.words,
        "turns": len(transcript.turns),
        "speakers": list(dict.fromkeys(speaker.name for speaker in transcript.speakers)),
        "cast": [
            {"label": each.label, "name": each.name, "role": each.role, "turns": each.turns, "words": each.words}
            for each in transcript.speakers
        ],
        "timestamps": transcript.times is not None,
        "times_s": transcript.times,
        "duration_s": transcript.duration,
        "first_turn": _turn(transcript, transcript.talk[0]) if transcript.talk else None,
        "last_turn": _turn(transcript, transcript.talk[-1]) if transcript.talk else None,
        "unassigned": [{**_turn(transcript, turn), "aside": turn.aside} for turn in transcript.unassigned],
        "comments": len(transcript.comments),
        "replaced": False,
        "warnings": list(transcript.warnings),
    }


def _turn(transcript: Transcript, turn: Turn) -> dict[str, Any]:
    name, text = transcript.name_of(turn), turn.body.of(transcript.text)
    return {"n": turn.n, "speaker": name, "time_s": turn.time, "text": text}


def _tell(report: Report, *, dry: bool, as_json: bool) -> None:
    from thematica.cli import importing_rows

    if as_json:
        lists = {"imported": report.imported, "skipped": report.skipped, "failed": report.failed}
        output.document(lists | {"tables": report.tables, "dry_run": dry})
    elif report.tables:
        importing_rows.tell(report.tables, dry=dry)
    else:
        _tell_in_words(report, dry=dry)
    for each in report.failed:
        output.error(f"{each['file']}: {each['error']}", each["hint"])


def _tell_in_words(report: Report, *, dry: bool) -> None:
    for each in report.imported:
        cast = ", ".join(f"{one['name']} ({one['role']}, {one['turns']} turns)" for one in each["cast"])
        done = ("would replace", "replaced") if each["replaced"] else ("would import", "imported")
        output.lines(
            f"{done[not dry]} {each['source']}: {each['words']} words, {each['turns']} turns",
            *(_understood(each) if dry else ()),
            f"  speakers: {cast or 'none recognised'}",
            *(f"  note: {warning}" for warning in each["warnings"]),
        )
    output.lines(*(f"skipped {each['file']}: its text is there as {each['source']}" for each in report.skipped))


def _understood(entry: dict[str, Any]) -> list[str]:
    """How a file was read, for a person who decides whether that is right."""
    lines = [f"  read as: {', '.join(filter(None, (entry['format'], entry['encoding'])))}"]
    if entry["times_s"]:
        lines.append("  times: {:.0f} to {:.0f} seconds".format(*entry["times_s"]))
    for which in ("first", "last"):
        turn = entry[f"{which}_turn"]
        if turn is not None:
            said = " ".join(turn["text"].split())
            lines.append(f"  {which} turn: {turn['speaker'] or '–'}: {said[:_SHOWN]}{'…' * (len(said) > _SHOWN)}")
    if entry["unassigned"]:
        lines.append(f"  of nobody: {len(entry['unassigned'])}")
    return lines


def _warn_of_unheard(report: Report, reading: Reading) -> None:
    """A label that was given a role or a name, and that nobody bears, is most often a slip of the pen."""
    from thematica.formats.transcripts.labels import key

    heard = {key(label) for label in report.labels}
    for label in [*reading.roles, *reading.aliases]:
        if report.labels and key(label) not in heard:
            output.note(f"note: nobody in these files is labelled “{label}”")
