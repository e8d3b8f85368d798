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
from thematica.errors import BadFile, StoreRefused, TableWithoutTalk, ThematicaError
from thematica.text.normalise import safe

if TYPE_CHECKING:
    from thematica.formats.transcripts import Reading
    from thematica.store.ids import SourceId
    from thematica.store.project import Project
    from thematica.work.progress import Progress
    from thematica.work.row_columns import RowColumns
    from thematica.work.sources import Prepared

app = typer.Typer()

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wish:
    """What the caller wants for every file."""

    language: str
    kind: str
    values: dict[str, str]
    reading: Reading
    rows: RowColumns | None
    on_duplicate: str
    dry: bool


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
    from thematica.store.reads.study import info

    reading = Reading(
        encoding=encoding,
        pattern=pattern,
        not_speakers=frozenset(not_speakers or ()),
        aliases=pairs(aliases, "--alias"),
        roles=_roles(roles),
        max_bytes=max_size * _MIB,
    )
    wanted = pairs(values, "--set")
    rows = chosen_columns(row_per_source, name_column, text_columns, variable_columns, case_column)
    with opened(project, coder) as study:
        with study.read() as session:
            language = info(session).language
        usual = "survey" if rows else "interview"
        wish = Wish(language, kind or usual, wanted, reading, rows, on_duplicate, dry_run)
        report = output.watch(_take_in(study, files, wish))
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


def _take_in(study: Project, files: list[Path], wish: Wish) -> Generator[Progress, None, Report]:
    from thematica.cli import importing_rows
    from thematica.work.progress import Progress

    report = Report()
    for done, file in enumerate(files):
        yield Progress(done, len(files), file.name)
        try:
            if wish.rows is None:
                _take_one(study, file, wish, report)
            else:
                yield from importing_rows.take_table(study, file, wish, wish.rows, report)
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


def _take_one(study: Project, file: Path, wish: Wish, report: Report) -> None:
    from thematica.work import cases, rules, sources

    data = bytes_of(file, wish.reading.max_bytes)
    prepared = sources.prepare(data, safe(file.name), wish.language, wish.reading)
    report.labels.update(name for each in prepared.transcript.speakers for name in (each.label, each.name))
    with study.read() as session:
        there = sources.same_text(session, prepared)
        earlier = sources.earlier_state(session, prepared) if wish.on_duplicate == "replace" else None
        wanted = rules.name("source", prepared.name)
        name = sources.free_name(session, wanted)
    if earlier is not None:
        _replace_one(study, file, earlier, prepared, wish, report)
        return
    if there is not None and wish.on_duplicate != "copy":
        report.skipped.append({"file": str(file), "source": _name_of(study, there)})
        return
    guid = None
    if not wish.dry:
        with study.act(f"import {name}") as tx:
            guid = sources.add(tx, prepared, name=name, kind=wish.kind)
            for variable, value in wish.values.items():
                cases.set_source_value(tx, guid, variable, value)
    report.imported.append(entry_of(file, name, guid, prepared, wish.kind))
    if name != wanted:
        taken = f"The name “{wanted}” was taken, so this source is called “{name}”."
        report.imported[-1]["warnings"].append(taken)


def _replace_one(study: Project, file: Path, source: SourceId, prepared: Prepared, wish: Wish, report: Report) -> None:
    """A corrected file takes the place of the text read from it before; the source keeps its name and kind."""
    from thematica.store.reads.transcripts import transcript
    from thematica.work import cases, correcting

    with study.read() as session:
        view = transcript(session, source)
    corrected = correcting.prepare_replacement(view, prepared)
    if not corrected.is_new:
        report.skipped.append({"file": str(file), "source": view.name})
        return
    touched = None
    if not wish.dry:
        with study.act(f"import {view.name} anew") as tx:
            touched = correcting.correct(tx, source, corrected)
            for variable, value in wish.values.items():
                cases.set_source_value(tx, source, variable, value)
    entry = entry_of(file, view.name, source, prepared, view.kind)
    entry["replaced"] = True
    if touched is not None:
        entry |= shapes.touched(touched)
        entry["warnings"] += told(touched)
    report.imported.append(entry)


def bytes_of(file: Path, most: int) -> bytes:
    """The bytes of a file, and one more than allowed when it is too large, which the reader then refuses."""
    if file.is_dir():
        raise BadFile("This is a folder.", f"Name the files in it, such as {file}/*.")
    if file.exists() and not file.is_file():
        raise BadFile("This is not an ordinary file.", "Save its content to a file first.")
    try:
        with file.open("rb") as opened_file:
            return opened_file.read(most + 1)
    except FileNotFoundError:
        raise BadFile("There is no such file.", "Check the path.") from None
    except OSError as refusal:
        raise BadFile(f"The file cannot be read ({refusal.strerror}).", "Check its permissions.") from None


def _name_of(study: Project, source: SourceId) -> str:
    from thematica.store.reads.transcripts import transcript

    with study.read() as session:
        return transcript(session, source).name


def entry_of(file: Path, name: str, guid: SourceId | None, prepared: Prepared, kind: str) -> dict[str, Any]:
    """What was read, as `imported` tells it."""
    transcript = prepared.transcript
    return {
        "file": str(file),
        "source": name,
        "guid": guid,
        "kind": kind,
        "format": transcript.format,
        "words": prepared.words,
        "turns": len(transcript.turns),
        "speakers": list(dict.fromkeys(speaker.name for speaker in transcript.speakers)),
        "cast": [
            {"label": each.label, "name": each.name, "role": each.role, "turns": each.turns, "words": each.words}
            for each in transcript.speakers
        ],
        "timestamps": any(turn.time is not None for turn in transcript.turns),
        "duration_s": transcript.duration,
        "comments": len(transcript.comments),
        "replaced": False,
        "warnings": list(transcript.warnings),
    }


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
            f"  speakers: {cast or 'none recognised'}",
            *(f"  note: {warning}" for warning in each["warnings"]),
        )
    output.lines(*(f"skipped {each['file']}: its text is there as {each['source']}" for each in report.skipped))


def _warn_of_unheard(report: Report, reading: Reading) -> None:
    """A label that was given a role or a name, and that nobody bears, is most often a slip of the pen."""
    from thematica.formats.transcripts.labels import key

    heard = {key(label) for label in report.labels}
    for label in [*reading.roles, *reading.aliases]:
        if report.labels and key(label) not in heard:
            output.note(f"note: nobody in these files is labelled “{label}”")
